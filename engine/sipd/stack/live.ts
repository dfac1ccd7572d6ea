/** The list of what a stack holds, read from its tables when an operator asks. */
import type { Flow, Listed, LiveTransaction } from './stack.js';
import { bracketed } from './transport/local-address.js';
import type { ServerSlot } from './transaction/server-table.js';

/** The first `limit` of `all`, as `describe` shows them. */
export function listed<T, Shown>(
  all: Iterable<T>,
  total: number,
  limit: number,
  describe: (one: T) => Shown,
): Listed<Shown> {
  const items: Shown[] = [];
  for (const one of all) {
    if (items.length >= limit) break;
    items.push(describe(one));
  }
  return { total, items };
}

/**
 * An answered request leaves only the key of its slot: branch, sent-by and method (RFC 3261 17.2.3), with more before
 * them for a peer of RFC 2543.
 */
export function describeServer(
  { key, request, invite, nonInvite, since }: ServerSlot,
  now: number,
): LiveTransaction {
  const words = key.split(' ');
  const isKeyedByBranch = words.length === 3;
  const [branch = '', sentBy = ''] = isKeyedByBranch ? words : [words.at(-2), words.at(-3)];
  return {
    method: words.at(-1) ?? '',
    direction: 'in',
    state: (invite ?? nonInvite)?.state ?? 'trying',
    ageMs: now - since,
    branch,
    peer: request === undefined ? sentBy.replace(/:$/, '') : peerOf(request.flow),
  };
}

export function peerOf({ remoteAddress, remotePort }: Flow): string {
  if (remoteAddress === '') return '';
  return `${bracketed(remoteAddress)}:${remotePort}`;
}
