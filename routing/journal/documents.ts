/** The kinds of documents that routing keeps in the journal, their keys, and how they are read. */
import type { Application, PoolNumber } from '../application.js';
import type { Binding, CallbackRecord, TemporaryCallee, YbPart } from '../binding.js';
import type { Filing } from '../filing.js';
import type { BlacklistEntry, BlacklistKind } from '../rules/blacklist.js';
import type { Complaint } from '../rules/complaints.js';
import type { Onboarding } from '../rules/onboarding.js';
import type { Registration } from '../rules/registrations.js';
import type { StoredDocument } from './journal.js';
import type { E164 } from '../numbers/number.js';

/** When a relation last left a number, which then rests before it is handed out again. */
export interface Rest {
  readonly number: E164;
  readonly at: number;
}

/** Which application owns a number. In `poolScope`, so that no two applications get the same one. */
export const POOL_SCOPE = '*';

export type RoutingDocument =
  | { readonly kind: 'binding'; readonly value: Binding }
  | { readonly kind: 'yb'; readonly value: YbPart }
  | { readonly kind: 'temporary'; readonly value: TemporaryCallee }
  | { readonly kind: 'callback'; readonly value: CallbackRecord }
  | { readonly kind: 'rest'; readonly value: Rest }
  | { readonly kind: 'number'; readonly value: PoolNumber }
  | { readonly kind: 'application'; readonly value: Application }
  | { readonly kind: 'filing'; readonly value: Filing }
  | { readonly kind: 'blacklist'; readonly value: BlacklistEntry }
  | { readonly kind: 'registration'; readonly value: Registration }
  | { readonly kind: 'complaint'; readonly value: Complaint }
  | { readonly kind: 'onboarding'; readonly value: Onboarding };

export const keys = {
  binding: (subscriptionId: string): string => `binding/${subscriptionId}`,
  yb: (subscriptionId: string, b: E164): string => `yb/${subscriptionId}/${b}`,
  temporary: (subscriptionId: string): string => `temporary/${subscriptionId}`,
  callback: (subscriptionId: string): string => `callback/${subscriptionId}`,
  rest: (number: E164): string => `rest/${number}`,
  number: (number: E164): string => `number/${number}`,
  application: (appKey: string): string => `application/${appKey}`,
  filing: (which: 'last'): string => `filing/${which}`,
  registration: (number: E164): string => `registration/${number}`,
  complaint: (id: string): string => `complaint/${id}`,
  onboarding: (what: 'record'): string => `onboarding/${what}`,
  blacklist: (kind: BlacklistKind, number: string, x?: E164): string =>
    `blacklist/${kind}/${number}${x === undefined ? '' : `/${x}`}`,
};

const KINDS: ReadonlySet<string> = new Set(Object.keys(keys));

/** undefined for an unknown kind of document, written by a newer engine. */
export function readDocument(document: StoredDocument): RoutingDocument | undefined {
  const kind = document.key.slice(0, document.key.indexOf('/'));
  return KINDS.has(kind) ? ({ kind, value: document.value } as RoutingDocument) : undefined;
}
