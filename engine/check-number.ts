/** `callveil check --number`: what a number becomes at each trunk, for the person who writes a trunk's number rules. */
import type { Config } from '../config/config.js';
import type { Policy } from '../routing/numbers/policy.js';
import { NumberWriting, type Side } from './sip/trunks/number-writing.js';

/**
 * Lines for a person: how each carrier trunk reads the text, and how it writes the number that the text is elsewhere;
 * for callers and for called numbers where the two differ.
 */
export function checkNumber({ trunks }: Config, policy: Policy, text: string): readonly string[] {
  const number = policy.parse(text);
  const kind = number === undefined ? 'no number of the policy' : `${number} (${policy.kindOf(number)})`;
  const carriers = trunks.filter(({ type }) => type === 'carrier');
  return [
    `${text}: ${kind}`,
    ...carriers.flatMap((trunk) => {
      const writing = new NumberWriting(trunk, policy);
      const read = (side: Side): string => {
        const ruled = writing.ruled(text, 'inbound', side);
        const changed = ruled === text ? '' : `, by its rules ${ruled}`;
        return `${writing.read(text, side) ?? 'no number'}${changed}, as ${writing.formatOf('inbound', side)}`;
      };
      const written = (side: Side): string =>
        number === undefined
          ? 'nothing'
          : `${writing.write(number, side)}, as ${writing.formatOf('outbound', side)}`;
      return [
        ...bothSides(`  trunk ${trunk.name}: read from it as `, read),
        ...bothSides(`  trunk ${trunk.name}: written to it as `, written),
      ];
    }),
  ];
}

function bothSides(start: string, of: (side: Side) => string): readonly string[] {
  const [caller, called] = [of('caller'), of('called')];
  if (caller === called) return [`${start}${caller}`];
  return [`${start}${caller} (caller)`, `${start}${called} (called)`];
}
