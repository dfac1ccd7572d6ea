/** How a trunk writes numbers, typed. */

/**
 * `international`: `0086…` with the policy's prefix; `local`: numbers of the trunk's own area without its area code.
 */
export type TrunkNumberFormat = 'e164' | 'national' | 'digits' | 'international' | 'local';

/** What differs from `numberFormat`, in each direction, for the caller's number and for the called one. */
export interface TrunkNumbersConfig {
  /** Needed by `local`. */
  readonly areaCode?: string;
  readonly inbound: TrunkNumberRules;
  /** The caller is the number displayed. */
  readonly outbound: TrunkNumberRules;
}

export interface TrunkNumberRules {
  readonly callerFormat?: TrunkNumberFormat;
  readonly calledFormat?: TrunkNumberFormat;
  readonly callerRules: readonly NumberRuleConfig[];
  readonly calledRules: readonly NumberRuleConfig[];
}

/** The first rule that fits is applied, and no later one. */
export interface NumberRuleConfig {
  /** Fits what begins with it; `strip` characters are taken off and `add` is put before the rest. */
  readonly prefix?: string;
  readonly strip?: number;
  readonly add?: string;
  /** Fits what it matches from the first character to the last; `rewrite` may name its groups, `$1` to `$9`. */
  readonly pattern?: string;
  readonly rewrite?: string;
}
