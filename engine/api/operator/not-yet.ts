/** Switches of what cannot be done yet: refused when they are on, with the reason at their place. */
import type { FuncKeywordDefinition } from 'ajv';

/** An extension keyword, so that the OpenAPI document may keep it. */
const KEYWORD = 'x-not-yet';

export function notYet(why: string): object {
  return { type: 'boolean', [KEYWORD]: why, description: `${why}: false, or left out.` };
}

export const notYetKeyword: FuncKeywordDefinition = {
  keyword: KEYWORD,
  type: 'boolean',
  errors: true,
  validate: refuseTrue,
};

function refuseTrue(why: string, isOn: boolean): boolean {
  if (!isOn) return true;
  (refuseTrue as NonNullable<FuncKeywordDefinition['validate']>).errors = [
    { keyword: KEYWORD, message: `must be false: ${why}`, params: {} },
  ];
  return false;
}
