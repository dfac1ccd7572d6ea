/** Number rules and quotas as data, so that an operator outside China can change them (spec 1, issue: number rules). */

export interface Policy {
  /** Country calling code that national numbers get, without `+`. */
  readonly countryCode: string;
}

export const chinaPolicy: Policy = { countryCode: '86' };
