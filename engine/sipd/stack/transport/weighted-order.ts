/**
 * The order in which to try what has a priority and a weight, SRV records (RFC 2782) and trunks: by priority, the
 * lowest first, and within one priority at random, so that each is first in proportion to its weight. Weight 0 comes
 * after all others of its priority.
 */
export interface Weighted {
  readonly priority: number;
  readonly weight: number;
}

/** `random`: from 0 up to, and without, 1. */
export function weightedOrder<T extends Weighted>(items: readonly T[], random: () => number): T[] {
  const waiting = [...items].sort((a, b) => a.priority - b.priority);
  const order: T[] = [];
  while (waiting.length > 0) {
    const rivals = waiting.findIndex(({ priority }) => priority !== waiting[0]?.priority);
    const count = rivals === -1 ? waiting.length : rivals;
    order.push(...waiting.splice(count === 1 ? 0 : drawn(waiting.slice(0, count), random), 1));
  }
  return order;
}

/** The place of the one that is drawn. Where no weight is above 0, each is as likely as the others. */
function drawn(rivals: readonly Weighted[], random: () => number): number {
  const total = rivals.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return Math.floor(random() * rivals.length);
  let left = random() * total;
  for (const [place, { weight }] of rivals.entries()) {
    left -= weight;
    if (left < 0) return place;
  }
  return rivals.length - 1;
}
