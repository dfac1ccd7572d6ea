/**
 * A body as the parts it is made of (RFC 2046 5.1): the leaves of a multipart body of any depth, each with what its
 * headers say of it. A body that is not multipart is its own only part.
 */
import type { SipMessage } from '../transactions/transactions.js';

export interface BodyPart {
  /** In lower case, without parameters: `application/sdp`; '' if it says nothing. */
  readonly type: string;
  /** `session`, `early-session`, `signal`, in lower case; '' if it says nothing (RFC 3261 20.11). */
  readonly disposition: string;
  /** What becomes of the message if its receiver does not know the part; undefined if it does not say. */
  readonly handling: 'required' | 'optional' | undefined;
  /** Packed or encoded in a way that we do not undo. */
  readonly isEncoded: boolean;
  /** It stands beside others of which the receiver takes one (multipart/alternative), the last one it knows first. */
  readonly isAlternative: boolean;
  readonly content: string;
}

/**
 * The parts in the order in which they are to be tried. Empty for an empty body, and for a multipart one without any.
 */
export function bodyParts(message: SipMessage): BodyPart[] {
  const { body = '' } = message;
  if (body.trim() === '') return [];
  return leavesOf({ header: (name) => message.header(name), content: body }, false, 0);
}

interface Entity {
  readonly header: (name: string) => string | undefined;
  readonly content: string;
}

const MAX_PARTS = 16;
const MAX_DEPTH = 4;
/** RFC 2045 6.2: these change nothing. */
const PLAIN_ENCODINGS: readonly string[] = ['', 'identity', '7bit', '8bit', 'binary'];

function leavesOf({ header, content }: Entity, isAlternative: boolean, depth: number): BodyPart[] {
  const written = header('Content-Type') ?? '';
  const type = (written.split(';', 1)[0] ?? '').trim().toLowerCase();
  const isEncoded = ['Content-Encoding', 'Content-Transfer-Encoding'].some(
    (name) => !PLAIN_ENCODINGS.includes(header(name)?.trim().toLowerCase() ?? ''),
  );
  if (type.startsWith('multipart/') && !isEncoded && depth < MAX_DEPTH) {
    const entities = entitiesOf(content, parameter(written, 'boundary'));
    const isChoice = isAlternative || type === 'multipart/alternative';
    return inOrder(type, written, entities).flatMap((entity) => leavesOf(entity, isChoice, depth + 1));
  }
  const disposition = header('Content-Disposition') ?? '';
  const handling = parameter(disposition, 'handling')?.toLowerCase();
  return [
    {
      type,
      disposition: (disposition.split(';', 1)[0] ?? '').trim().toLowerCase(),
      handling: handling === 'required' || handling === 'optional' ? handling : undefined,
      isEncoded,
      isAlternative,
      content,
    },
  ];
}

/** The best alternative is the last one (RFC 2046 5.1.4); related parts begin with their root (RFC 2387 3.2). */
function inOrder(type: string, written: string, entities: readonly Entity[]): readonly Entity[] {
  if (type === 'multipart/alternative') return [...entities].reverse();
  const start = type === 'multipart/related' ? parameter(written, 'start') : undefined;
  const root = entities.find(({ header }) => start !== undefined && header('Content-ID')?.trim() === start);
  return root === undefined ? entities : [root, ...entities.filter((entity) => entity !== root)];
}

/** `name=value` or `name="value"` among the parameters of a header. */
function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{1,256})"|([^\\s;"]{1,256}))`, 'i').exec(value);
  return found?.[1] ?? found?.[2];
}

/** What stands between the delimiters; the last one may be missing. A part whose head is not complete is left out. */
function entitiesOf(body: string, boundary: string | undefined): Entity[] {
  if (boundary === undefined || boundary.length > 70) return [];
  const literal = boundary.replace(/[^\w]/g, '\\$&');
  const delimiter = new RegExp(`(?:^|\\r?\\n)--${literal}(--)?[ \\t]*(?=\\r?\\n|$)`, 'g');
  const entities: Entity[] = [];
  let begin: number | undefined;
  for (const { 0: found, 1: isLast, index } of body.matchAll(delimiter)) {
    if (begin !== undefined) entities.push(...entityOf(body.slice(begin, index)));
    if (isLast !== undefined || entities.length === MAX_PARTS) return entities;
    begin = index + found.length;
  }
  if (begin !== undefined) entities.push(...entityOf(body.slice(begin)));
  return entities;
}

function entityOf(text: string): Entity[] {
  const end = /\r?\n\r?\n/.exec(text);
  if (end === null) return [];
  const headers = new Map<string, string>();
  for (const line of text
    .slice(0, end.index)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(COMPACT[name] ?? name, line.slice(colon + 1).trim());
  }
  const content = text.slice(end.index + end[0].length);
  return [{ header: (name) => headers.get(name.toLowerCase()), content }];
}

const COMPACT: Readonly<Record<string, string>> = { c: 'content-type', e: 'content-encoding' };
