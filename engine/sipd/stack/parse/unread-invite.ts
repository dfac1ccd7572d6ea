/**
 * What the refusal of a new INVITE needs of its bytes, for the time when there are too many: the fields that a response
 * repeats (RFC 3261 8.2.6.2), and what identifies the transaction (17.2.3). Nothing else is read. What is out of the
 * ordinary is left to the parser, which knows all that peers write.
 */
import type { Via } from './fields.js';
import { parseVia } from './via.js';

/** Values as they came, a byte a character, with folded lines joined. */
export interface UnreadInvite {
  /** The top Via. */
  readonly via: Via;
  /** The values of all Vias, the top one first. */
  readonly vias: readonly string[];
  readonly from: string;
  /** Without a tag. */
  readonly to: string;
  readonly callId: string;
  readonly cseq: string;
}

type Single = 'from' | 'to' | 'callId' | 'cseq';

const INVITE = Buffer.from('INVITE ');
const VERSION = ' SIP/2.0';
/** An INVITE with a longer head is none of those that come by the thousand. */
const MAX_HEAD = 8192;
const NAMES: ReadonlyMap<string, Single | 'via'> = new Map([
  ['via', 'via'],
  ['v', 'via'],
  ['from', 'from'],
  ['f', 'from'],
  ['to', 'to'],
  ['t', 'to'],
  ['call-id', 'callId'],
  ['i', 'callId'],
  ['cseq', 'cseq'],
]);

const LONE_LINE_FEED = /[^\r]\n/;
const FOLD = /\r\n[ \t]+/g;
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f]/;
/** ASCII without commas: one Via. */
const ONE_VIA = /^[\t\x20-\x2b\x2d-\x7e]+$/;
const TAG = /;\s*tag\s*=/i;
const CSEQ = /^\d{1,10}[ \t]+INVITE$/;
const CALL_ID = /^[\x21-\x7e]+$/;

/** Undefined: it is no INVITE outside a dialog, or one for the parser. */
export function readUnreadInvite(bytes: Buffer): UnreadInvite | undefined {
  if (bytes.length < INVITE.length || INVITE.compare(bytes, 0, INVITE.length) !== 0) return undefined;
  const text = bytes.toString('latin1', 0, Math.min(bytes.length, MAX_HEAD));
  const end = text.indexOf('\r\n\r\n');
  const first = text.indexOf('\r\n');
  if (end < 0 || !text.startsWith(VERSION, first - VERSION.length)) return undefined;
  const head = text.slice(0, end + 2);
  if (LONE_LINE_FEED.test(head)) return undefined;
  const vias: string[] = [];
  const singles: Partial<Record<Single, string>> = {};
  for (let at = first + 2; at < head.length;) {
    const lineEnd = endOfField(head, at);
    if (!takeField(head, at, lineEnd, vias, singles)) return undefined;
    at = lineEnd + 2;
  }
  return inviteOf(vias, singles);
}

/** Offset of the CR that ends the field, the lines that continue it included. */
function endOfField(head: string, start: number): number {
  let end = head.indexOf('\r\n', start);
  while (head[end + 2] === ' ' || head[end + 2] === '\t') end = head.indexOf('\r\n', end + 2);
  return end;
}

/** False: a field that only the parser can judge. */
function takeField(
  head: string,
  start: number,
  end: number,
  vias: string[],
  singles: Partial<Record<Single, string>>,
): boolean {
  if (!mayBeWanted(head.charCodeAt(start))) return true;
  const colon = head.indexOf(':', start);
  if (colon < 0 || colon > end) return true;
  const name = NAMES.get(head.slice(start, colon).trimEnd().toLowerCase());
  if (name === undefined) return true;
  const value = head
    .slice(colon + 1, end)
    .replace(FOLD, ' ')
    .trim();
  if (name === 'via') {
    vias.push(value);
    return ONE_VIA.test(value);
  }
  if (singles[name] !== undefined || CONTROL.test(value)) return false;
  singles[name] = value;
  return true;
}

/** By the first letter of a name: c, f, i, t, v. */
function mayBeWanted(code: number): boolean {
  const letter = code | 0x20;
  return letter === 0x63 || letter === 0x66 || letter === 0x69 || letter === 0x74 || letter === 0x76;
}

function inviteOf(vias: string[], singles: Partial<Record<Single, string>>): UnreadInvite | undefined {
  const { from = '', to = '', callId = '', cseq = '' } = singles;
  const isNew = to !== '' && !TAG.test(to) && TAG.test(from) && CALL_ID.test(callId) && CSEQ.test(cseq);
  const via = isNew ? parseVia(vias[0] ?? '') : undefined;
  // An RFC 2543 peer is known by more than its branch.
  if (via?.branch?.startsWith('z9hG4bK') !== true) return undefined;
  return { via, vias, from, to, callId, cseq };
}
