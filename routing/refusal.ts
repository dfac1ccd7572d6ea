/** A refusal: why a call is not put through, and what is known of it for its record and for the prompt. */
import type { Application } from './application.js';
import { numberOf, type E164 } from './numbers/number.js';
import type { RefusalReason, Resolution, ResolutionQuery, RoutingView } from './resolution.js';
import { NONE } from './table/table.js';

export type Refusal = Resolution & { readonly kind: 'refuse' };

/** `row`: the binding that refused the call, if one was found. */
export function refusal(
  reason: RefusalReason,
  view: RoutingView,
  query: ResolutionQuery,
  application: Application | undefined,
  row = NONE,
): Refusal {
  const { rows } = view.table;
  return {
    kind: 'refuse',
    reason,
    application,
    subscriptionId: row === NONE ? undefined : rows.id(row),
    x: application && relationX(view, query, application, row),
    prompt: application && promptOf(reason, application),
    userData: row === NONE ? undefined : rows.userData(row),
  };
}

/**
 * The number dialled; if that is the Y of a relation of the caller, then X, because a record is about X (spec 10.2
 * `bindNum`).
 */
function relationX(
  { table }: RoutingView,
  { caller, dialled, at }: ResolutionQuery,
  { mode }: Application,
  row: number,
): E164 {
  const { rows, numbers } = table;
  if (mode !== 'AXYB') return dialled;
  if (row !== NONE) return numbers.e164(rows.x(row));
  if (caller === undefined) return dialled;
  // Refused before any relation was looked up.
  const part = rows.findParty(numbers.find(numberOf(dialled)), numberOf(caller));
  return table.alive(part, at) ? numbers.e164(rows.x(part)) : dialled;
}

/** Which of the application's tones a refused caller hears (spec 11.5). */
export function promptOf(reason: RefusalReason, { tones }: Application): string | undefined {
  switch (reason) {
    case 'no-binding':
    case 'no-xy-binding':
      return tones.noBinding;
    case 'extension-unknown':
    case 'extension-empty':
      return tones.extensionInvalid;
    case 'no-y-available':
    case 'mode-mismatch':
      return tones.businessError;
    case 'number-not-ours':
    case 'no-callback-record':
      return undefined;
    default:
      return tones.noPermission;
  }
}
