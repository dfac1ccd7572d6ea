/** `callveil check --number`: what a number becomes at each trunk, for the person who writes a trunk's number format. */
import type { Config } from '../config/config.js';
import type { Policy } from '../routing/numbers/policy.js';

/** Lines for a person: how each carrier trunk reads the text, and how it writes the number. */
export function checkNumber({ trunks }: Config, policy: Policy, text: string): readonly string[] {
  const number = policy.parse(text);
  const carriers = trunks.filter(({ type }) => type === 'carrier');
  return [
    `${text}: ${number ?? 'no number of the policy'}`,
    ...carriers.map(({ name, numberFormat }) => {
      const read = policy.parse(text, numberFormat) ?? 'nothing';
      const written = number === undefined ? 'nothing' : policy.format(number, numberFormat);
      return `  trunk ${name}: read from it as ${read}, written to it as ${written}`;
    }),
  ];
}
