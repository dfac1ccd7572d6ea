/**
 * A ladder in a terminal: the caller's legs on the left of Callveil, the callee's on the right.
 *
 *    +0.000  127.0.0.2:5080             Callveil             127.0.0.3:5090
 *            |--- INVITE (SDP) ----------->|                             |
 *    +0.004  |                             |--- INVITE (SDP) ----------->|
 */
import type { ShownLadder } from '../api/operator/call-answers.js';
import { printable } from './table.js';

const WIDTH = 34;
const GAP = 10;

export function drawLadder({ legs, messages }: ShownLadder): string {
  const callers = legs.flatMap((leg, place) => (leg.side === 'caller' ? [place] : []));
  const callees = legs.flatMap((leg, place) => (leg.side === 'callee' ? [place] : []));
  // The columns from left to right; between the caller's last and the callee's first stands Callveil.
  const order = [...callers, ...callees];
  const heads = [
    ...callers.map((place) => `caller ${legs[place]?.peer ?? ''}`),
    'Callveil',
    ...callees.map((place) => `callee ${legs[place]?.peer ?? ''}`),
  ];
  const lines = [
    `${' '.repeat(GAP)}${heads.map((head) => printable(head).padEnd(WIDTH)).join('')}`.trimEnd(),
  ];
  for (const message of messages) {
    const column = order.indexOf(message.leg);
    const isCaller = column < callers.length;
    // Legs further away from Callveil are drawn over the lines between.
    const from = isCaller ? column : callers.length;
    const to = isCaller ? callers.length : column + 1;
    lines.push(`${offset(message.offsetMs)}${rung(heads.length, from, to, message, isCaller)}`);
  }
  for (const { side, missing } of legs)
    if (missing > 0) lines.push(`${missing} messages of the ${side}'s leg in the middle were not kept`);
  return lines.join('\n');
}

function offset(ms: number): string {
  return `+${(ms / 1000).toFixed(3)}`.padEnd(GAP);
}

function rung(
  columns: number,
  from: number,
  to: number,
  { direction, title, hasSdp, isRepeated }: ShownLadder['messages'][number],
  isCaller: boolean,
): string {
  const label = printable(`${title}${hasSdp ? ' (SDP)' : ''}${isRepeated ? ' again' : ''}`);
  const length = (to - from) * WIDTH - 1;
  const goesRight = (direction === 'in') === isCaller;
  const text = ` ${label.slice(0, length - 8)} `;
  const dashes = '-'.repeat(Math.max(0, length - 4 - text.length));
  const arrow = goesRight ? `---${text}${dashes}>` : `<---${text}${dashes}`;
  const before = `|${' '.repeat(WIDTH - 1)}`.repeat(from);
  const after = to === columns - 1 ? '|' : `|${' '.repeat(WIDTH - 1)}`.repeat(columns - 1 - to) + '|';
  return `${before}|${arrow}${after}`;
}

/** Every message, with its number, time and way before it. */
export function inFull({ legs, messages }: ShownLadder): string {
  return messages
    .map(({ at, leg, direction, transport, peer, text }, place) => {
      const way = `${direction === 'in' ? 'from' : 'to'} the ${legs[leg]?.side ?? ''} ${peer} over ${transport}`;
      const lines = text
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => `    ${printable(line)}`);
      return [`\n${place + 1}. ${at} ${way}`, ...lines].join('\n');
    })
    .join('\n');
}
