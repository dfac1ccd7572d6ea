/**
 * How one trunk writes numbers: its formats and its rules, for the caller and for the called number, in each direction.
 * A rule is applied to the text of the network: before the text is read, and after the number is written.
 */
import type { NumberRuleConfig, TrunkConfig } from '../../../config/config.js';
import { parseNumberPattern } from '../../../config/number-pattern.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { NumberRules } from './trunks.js';

export type Side = 'caller' | 'called';

/** The keys that say it, of a trunk's calls or of its messages over SMPP. */
export type NumberTerms = Pick<TrunkConfig, 'numberFormat' | 'numbers'>;

/** A longer text is no number. */
const LONGEST = 64;

type Rewrite = (text: string) => string | undefined;

export class NumberWriting {
  readonly #policy: NumberRules;
  readonly #config: NumberTerms;
  readonly #inbound: Readonly<Record<Side, readonly Rewrite[]>>;
  readonly #outbound: Readonly<Record<Side, readonly Rewrite[]>>;

  constructor(config: NumberTerms, policy: NumberRules) {
    const { inbound, outbound } = config.numbers;
    this.#policy = policy;
    this.#config = config;
    this.#inbound = { caller: compile(inbound.callerRules), called: compile(inbound.calledRules) };
    this.#outbound = { caller: compile(outbound.callerRules), called: compile(outbound.calledRules) };
  }

  /** The number that the trunk's text means; undefined if it is none. */
  read(raw: string, side: Side): E164 | undefined {
    return this.readRuled(this.#inbound[side].length === 0 ? raw : this.ruled(raw, 'inbound', side), side);
  }

  /** The number that a text means to which the rules have been applied. */
  readRuled(text: string, side: Side): E164 | undefined {
    return this.#policy.parse(text, this.formatOf('inbound', side), this.#config.numbers.areaCode);
  }

  /** The number as the trunk expects it. */
  write(number: E164, side: Side): string {
    const format = this.formatOf('outbound', side);
    const written = this.#policy.format(number, format, this.#config.numbers.areaCode);
    return apply(this.#outbound[side], written);
  }

  formatOf(direction: 'inbound' | 'outbound', side: Side): TrunkConfig['numberFormat'] {
    const { callerFormat, calledFormat } = this.#config.numbers[direction];
    return (side === 'caller' ? callerFormat : calledFormat) ?? this.#config.numberFormat;
  }

  /** What the rules alone make of a text. */
  ruled(text: string, direction: 'inbound' | 'outbound', side: Side): string {
    return direction === 'inbound'
      ? apply(this.#inbound[side], tidied(text))
      : apply(this.#outbound[side], text);
  }
}

/** The first rule that fits. */
function apply(rules: readonly Rewrite[], text: string): string {
  if (text.length > LONGEST) return text;
  for (const rewrite of rules) {
    const result = rewrite(text);
    if (result !== undefined) return result;
  }
  return text;
}

/** Without the separators that people write. */
function tidied(raw: string): string {
  return raw.replace(/[\s().-]/g, '');
}

function compile(rules: readonly NumberRuleConfig[]): readonly Rewrite[] {
  return rules.map(({ prefix = '', strip = 0, add = '', pattern, rewrite = '' }) => {
    if (pattern === undefined)
      return (text) => (text.startsWith(prefix) ? add + text.slice(strip) : undefined);
    const expression = parseNumberPattern(pattern)?.expression;
    if (expression === undefined) throw new TypeError('a pattern of the configuration is checked before');
    return (text) => (expression.test(text) ? text.replace(expression, rewrite) : undefined);
  });
}
