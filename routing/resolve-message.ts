/**
 * Whom a short message reaches, and what its receiver sees: spec 10.3, one pure function for all modes. The direction of
 * a binding is about calls (spec 3.1) and does not limit messages; `privateSms` does.
 *
 *   AXB    A or B writes to X     the other gets it from X
 *   AX     A writes to X          the text ends in `@number`: that number gets the rest from X; else the application is asked
 *          anybody else           A gets it from X, with `[From number]` behind the text
 *   AXYB   B writes to X          A gets it from Y, which a stranger gets for it first
 *          A writes to Y          B gets it from X
 *   AXE    none: an extension cannot be written to
 *   X      the application is asked
 */
import type { Application } from './application.js';
import { e164From, numberOf, type E164 } from './numbers/number.js';
import type { RoutingView } from './resolution.js';
import { NONE } from './table/table.js';
import type { SharedAx, SharedAxb } from './table/shared.js';

/** A message as routing sees it. */
export interface MessageQuery {
  /** Undefined: withheld, malformed or alphanumeric. */
  readonly sender: E164 | undefined;
  /** The number written to. */
  readonly to: E164;
  readonly text: string;
  /** The sender asks that the other party does not see its number. */
  readonly isWithheld?: boolean | undefined;
  readonly at: number;
}

/** Spec 10.3 `direction`: 0 others to A, 1 A to others, 2 unknown. */
export type MessageDirection = 0 | 1 | 2;

interface Bound {
  readonly application: Application;
  readonly subscriptionId: string | undefined;
  /** The privacy number of the relation. */
  readonly x: E164;
  readonly direction: MessageDirection;
  readonly userData: string | undefined;
}

export type MessageRefusal =
  | 'number-not-ours'
  | 'application-frozen'
  | 'number-suspended'
  | 'number-unavailable'
  | 'not-allowed'
  | 'not-in-mode'
  | 'caller-unusable'
  | 'landline-caller'
  | 'no-binding'
  | 'own-number'
  | 'no-y-available'
  /** Rules of carriers and law (rules/rules.ts). */
  | 'blacklisted'
  | 'rule';

export type MessageResolution =
  | (Bound & {
      readonly kind: 'forward';
      readonly receiver: E164;
      /** What the receiver sees: X, or in AXYB Y. */
      readonly display: E164;
      /** As the receiver gets it. */
      readonly text: string;
    })
  /** X mode, and AX where A names no number: the application decides. */
  | (Bound & { readonly kind: 'ask' })
  | (Partial<Bound> & { readonly kind: 'refuse'; readonly reason: MessageRefusal });

/** A message with a receiver. */
export type ForwardedMessage = Extract<MessageResolution, { kind: 'forward' }>;

/** AXYB: a stranger writes to X and needs a Y, which must be committed before the message can go on. */
export interface MessageNeedsY {
  readonly kind: 'needs-y';
  readonly application: Application;
  readonly subscriptionId: string;
  readonly b: E164;
  /** A, whom the message reaches if B gets a Y. */
  readonly receiver: E164;
}

interface Message {
  readonly view: RoutingView;
  readonly query: MessageQuery;
  readonly sender: E164;
  readonly senderNumber: number;
  /** Index of the number written to. */
  readonly index: number;
  readonly application: Application;
}

/** Reads the view and changes nothing. */
export function resolveMessage(view: RoutingView, query: MessageQuery): MessageResolution | MessageNeedsY {
  const { numbers } = view.table;
  const index = numbers.find(numberOf(query.to));
  const appKey = index === NONE ? undefined : numbers.owner(index);
  const application = appKey === undefined ? undefined : view.application(appKey);
  if (application === undefined) return { kind: 'refuse', reason: 'number-not-ours' };
  const reason = refusalBefore(view, query, application, index);
  if (reason !== undefined) return { kind: 'refuse', reason, application, x: query.to };
  const sender = query.sender as E164;
  const message = { view, query, sender, senderNumber: numberOf(sender), index, application };
  switch (application.mode) {
    case 'AXB':
      return inAxb(message);
    case 'AX':
      return inAx(message);
    case 'AXYB':
      return inAxyb(message);
    case 'AXE':
      return refuse(message, 'not-in-mode');
    case 'X':
      return { kind: 'ask', ...unbound(message) };
  }
}

function refusalBefore(
  { table, policy }: RoutingView,
  { sender }: MessageQuery,
  application: Application,
  index: number,
): MessageRefusal | undefined {
  if (application.status !== 'active') return 'application-frozen';
  if (!application.features.sms) return 'not-allowed';
  const status = table.numbers.status(index);
  if (status === 'suspended') return 'number-suspended';
  if (status === 'unavailable') return 'number-unavailable';
  if (sender === undefined) return 'caller-unusable';
  return policy.mayCall(sender) ? undefined : 'landline-caller';
}

function inAxb(message: Message): MessageResolution {
  const { view, query, senderNumber, index } = message;
  const { rows } = view.table;
  const row = rows.findParty(index, senderNumber);
  if (!view.table.alive(row, query.at)) return refuse(message, 'no-binding');
  const isA = rows.a(row) === senderNumber;
  if (!(rows.shared(row) as SharedAxb).privateSms) return refuse(message, 'not-allowed', row);
  const receiver = e164From(isA ? rows.b(row) : rows.a(row));
  return forward(message, row, { receiver, direction: isA ? 1 : 0 });
}

function inAx(message: Message): MessageResolution {
  const { view, query, sender, senderNumber, index } = message;
  const { rows } = view.table;
  const row = rows.owningX(index);
  if (!view.table.alive(row, query.at)) return refuse(message, 'no-binding');
  if (!(rows.shared(row) as SharedAx).privateSms) return refuse(message, 'not-allowed', row);
  if (rows.a(row) !== senderNumber) {
    // Spec 10.3: AX does not hide B in messages, except a B who asks for it.
    const text = query.isWithheld === true ? query.text : `${query.text}[From ${sender}]`;
    return forward(message, row, { receiver: e164From(rows.a(row)), direction: 0, text });
  }
  const named = namedIn(message);
  if (named !== undefined) return forward(message, row, { ...named, direction: 1 });
  return { kind: 'ask', ...bound(message, row, 1) };
}

function inAxyb(message: Message): MessageResolution | MessageNeedsY {
  const { view, query, sender, senderNumber, index, application } = message;
  const { rows, numbers } = view.table;
  const party = rows.findParty(index, senderNumber);
  const kind = view.table.alive(party, query.at) ? rows.kind(party) : 'free';
  if (kind === 'AXYB') return refuse(message, 'own-number', party);
  if (kind === 'YB' && rows.y(party) === index) {
    const whole = rows.owningX(rows.x(party));
    const display = numbers.e164(rows.x(party));
    return forward(message, whole, { receiver: e164From(rows.b(party)), display, direction: 1 });
  }
  const whole = rows.owningX(index);
  if (!view.table.alive(whole, query.at)) return refuse(message, 'no-binding');
  const receiver = e164From(rows.a(whole));
  if (kind !== 'YB')
    return { kind: 'needs-y', application, subscriptionId: rows.id(whole), b: sender, receiver };
  const display = numbers.e164(rows.y(party));
  return forward(message, whole, { receiver, display, direction: 0 });
}

/** Longer than any number with the separators that people write. */
const LONGEST_NUMBER = 32;

/** The number behind the last @ at the end of the text, and the text before it; undefined if there is no such number. */
function namedIn({
  query: { text },
  view: { policy, table },
  sender,
}: Message): { readonly receiver: E164; readonly text: string } | undefined {
  const at = text.lastIndexOf('@');
  const written = text.slice(at + 1).trim();
  const rest = text.slice(0, at).trimEnd();
  if (at < 0 || rest === '' || written.length > LONGEST_NUMBER || !/^\+?[\d() .-]+$/.test(written))
    return undefined;
  const receiver = policy.parse(written);
  if (receiver === undefined || !policy.temporaryCallee.includes(policy.kindOf(receiver))) return undefined;
  if (receiver === sender) return undefined;
  // A privacy number would send the message round in a circle.
  const isOurs = table.numbers.owner(table.numbers.find(numberOf(receiver))) !== undefined;
  return isOurs ? undefined : { receiver, text: rest };
}

function forward(
  message: Message,
  row: number,
  to: {
    readonly receiver: E164;
    readonly direction: MessageDirection;
    readonly display?: E164;
    readonly text?: string;
  },
): MessageResolution {
  const { query } = message;
  const { receiver, direction, display = query.to, text = query.text } = to;
  return { kind: 'forward', ...bound(message, row, direction), receiver, display, text };
}

function bound({ view, application }: Message, row: number, direction: MessageDirection): Bound {
  const { rows, numbers } = view.table;
  return {
    application,
    subscriptionId: rows.id(row),
    x: numbers.e164(rows.x(row)),
    direction,
    userData: rows.userData(row),
  };
}

function unbound({ application, query }: Message): Bound {
  return { application, subscriptionId: undefined, x: query.to, direction: 2, userData: undefined };
}

/** `row`: the binding that refuses the message, if one was found. */
function refuse(message: Message, reason: MessageRefusal, row = NONE): MessageResolution {
  const known = row === NONE ? unbound(message) : bound(message, row, 2);
  return { kind: 'refuse', reason, ...known };
}
