/** Draws what two phones sent and received as one SIP ladder: phone A left, the service in the middle, phone B right. */
import type { LadderStep } from '../support/phones/phone.js';

const COLUMN = 48;

/** Lines of the ladder, in time order; repeats of a message already drawn are left out. */
export function drawLadder(a: readonly LadderStep[], b: readonly LadderStep[], since: number): string[] {
  const steps = [
    ...a.map((step) => ({ ...step, side: 'a' as const })),
    ...b.map((step) => ({ ...step, side: 'b' as const })),
  ]
    .filter(({ at }) => at >= since)
    .sort((one, other) => one.at - other.at);
  const drawn = new Set<string>();
  const lines = [heading()];
  for (const step of steps) {
    const key = `${step.side}${step.direction}${step.text}`;
    if (drawn.has(key)) continue;
    drawn.add(key);
    const elapsed = `${((step.at - since) / 1000).toFixed(2).padStart(6)} s `;
    const label = labelOf(step);
    const left = step.side === 'a' ? arrow(label, step.direction === 'out') : ' '.repeat(COLUMN);
    const right = step.side === 'b' ? arrow(label, step.direction === 'in') : '';
    lines.push(`${elapsed}|${left}|${right}${step.side === 'b' ? '|' : ''}`);
  }
  return lines;
}

function heading(): string {
  return `${' '.repeat(8)}A${' '.repeat(COLUMN - 3)}Callveil${' '.repeat(COLUMN - 4)}B`;
}

/** Request line without scheme and host, or status line, and who is shown. */
function labelOf({ message }: LadderStep): string {
  if (message.kind === 'response') return `${message.status} ${message.reason}`;
  const user = /^sips?:([^@]+)@/.exec(message.uri)?.[1];
  const from = /sips?:([^@;>]+)@/.exec(message.from.uri)?.[1] ?? '';
  return message.method === 'INVITE' ? `INVITE ${user ?? ''} from ${from}` : message.method;
}

function arrow(label: string, toRight: boolean): string {
  const text = ` ${label.slice(0, COLUMN - 6)} `;
  const line = '-'.repeat(Math.max(0, COLUMN - 2 - text.length));
  return toRight ? `-${text}${line}>` : `<${text}${line}-`;
}
