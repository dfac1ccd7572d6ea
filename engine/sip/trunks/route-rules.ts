/**
 * Which trunks carry a call, by the `routes` of the configuration: the first rule that fits the call decides, and no
 * later one is looked at. Without rules every trunk carries every call, in the order of the file.
 */
import type { RouteConfig } from '../../../config/config.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { weightedOrder } from '../../sipd/stack/transport/weighted-order.js';
import type { CallOrigin, NumberRules } from './trunks.js';

/** A trunk of a rule, with its priority filled in. */
export interface RuledTrunk {
  readonly name: string;
  readonly priority: number;
  readonly weight: number;
}

export interface RouteRule {
  /** Its place in the list, from 1 on. */
  readonly place: number;
  readonly trunks: readonly RuledTrunk[];
}

interface Conditions {
  readonly applications: ReadonlySet<string>;
  readonly numberPrefixes: readonly string[];
  readonly areaCodes: ReadonlySet<string>;
  readonly calleePrefixes: readonly string[];
}

export class RouteRules {
  readonly #rules: readonly (RouteRule & Conditions)[];
  readonly #random: () => number;

  /** `random`: from 0 up to, and without, 1. */
  constructor(
    configs: readonly RouteConfig[],
    policy: Pick<NumberRules, 'readAreaCode'>,
    random: () => number,
  ) {
    this.#random = random;
    this.#rules = configs.map((config, index) => ({
      place: index + 1,
      trunks: withPriorities(config.trunks),
      applications: new Set(config.applications),
      numberPrefixes: config.numberPrefixes,
      areaCodes: new Set(config.areaCodes.map((code) => policy.readAreaCode(code) ?? code)),
      calleePrefixes: config.calleePrefixes,
    }));
  }

  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  /** Undefined if no rule fits: then no trunk carries the call. */
  ruleFor(callee: E164, origin: CallOrigin): RouteRule | undefined {
    return this.#rules.find((rule) => fits(rule, callee, origin));
  }

  /** Names of the trunks for one call, in the order to try them; each call is drawn by itself. */
  order({ trunks }: RouteRule): readonly RuledTrunk[] {
    return trunks.length < 2 ? trunks : weightedOrder(trunks, this.#random);
  }
}

/** A trunk without a priority comes after the one before it. */
function withPriorities(trunks: RouteConfig['trunks']): RuledTrunk[] {
  let last = 0;
  return trunks.map(({ name, weight, priority = last + 1 }) => {
    last = priority;
    return { name, weight, priority };
  });
}

function fits(rule: Conditions, callee: E164, { appKey, number, areaCode }: CallOrigin): boolean {
  return (
    isIn(rule.applications, appKey) &&
    isIn(rule.areaCodes, areaCode) &&
    startsWithOne(rule.numberPrefixes, number) &&
    startsWithOne(rule.calleePrefixes, callee)
  );
}

/** A condition that is left out fits everything. */
function isIn(wanted: ReadonlySet<string>, value: string | undefined): boolean {
  return wanted.size === 0 || (value !== undefined && wanted.has(value));
}

function startsWithOne(prefixes: readonly string[], value: string | undefined): boolean {
  return prefixes.length === 0 || prefixes.some((prefix) => value?.startsWith(prefix) === true);
}
