/** What a stored body has to do with a person's number: it is about that number, or free text in it mentions it. */
import type { Mention } from '../../routing/numbers/mention.js';

export type Concern = 'party' | 'mention' | 'nothing';

/** Free text of customers: a number in it does not make its owner a party. */
const FREE_TEXT: ReadonlySet<string> = new Set(['userData', 'text', 'sentText', 'smsContent', 'note']);

/** `body`: JSON, or several objects with commas between them, as records that are pushed together have. */
export function concernOf(body: string, mention: Mention): Concern {
  // Most bodies have nothing of it, and are not parsed.
  if (!mention.isIn(body)) return 'nothing';
  return concernIn(itemsOf(body), '', mention);
}

/** The items of a body that are about the number are left out, and mentions are replaced. undefined: none is left. */
export function bodyWithout(body: string, mention: Mention): string | undefined {
  const left = itemsOf(body).filter((item) => concernIn(item, '', mention) !== 'party');
  if (left.length === 0) return undefined;
  return left.map((item) => JSON.stringify(unmentioned(item, mention))).join(',');
}

export function itemsOf(body: string): readonly unknown[] {
  return JSON.parse(`[${body}]`) as unknown[];
}

function concernIn(value: unknown, key: string, mention: Mention): Concern {
  if (typeof value === 'string') {
    if (!FREE_TEXT.has(key) && mention.isAll(value)) return 'party';
    return mention.isIn(value) ? 'mention' : 'nothing';
  }
  if (typeof value !== 'object' || value === null) return 'nothing';
  let found: Concern = 'nothing';
  for (const [name, inner] of Object.entries(value)) {
    const one = concernIn(inner, Array.isArray(value) ? key : name, mention);
    if (one === 'party') return 'party';
    if (one === 'mention') found = 'mention';
  }
  return found;
}

function unmentioned(value: unknown, mention: Mention): unknown {
  if (typeof value === 'string') return mention.without(value);
  if (Array.isArray(value)) return value.map((one) => unmentioned(one, mention));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, unmentioned(inner, mention)]),
  );
}
