/**
 * Phone numbers in requests, as people write them. The policy reads them while the schema is checked, so that
 * operations see E.164 only.
 */
import type { FuncKeywordDefinition } from 'ajv';
import type { E164 } from '../../../routing/numbers/number.js';
import type { OperatorContext } from './context.js';
import { OperatorProblem, problems } from './problems.js';

/** An extension keyword, so that it may stay in the OpenAPI document. */
const KEYWORD = 'x-phone-number';

export const writtenNumber = {
  type: 'string',
  maxLength: 40,
  [KEYWORD]: true,
  description: 'A phone number: + and country code, or as it is dialled in the country of the policy.',
  examples: ['+8613800000021'],
} as const;

/**
 * A name of a file, a metric's label or a log field must not be a phone number: 400. Shorter runs of digits may be a
 * date, longer ones a time.
 */
export function requireNoNumber(
  name: string,
  field: string,
  { readNumber }: Pick<OperatorContext, 'readNumber'>,
): void {
  const runs = name.match(/(?<!\d)\d{10,13}(?!\d)/g) ?? [];
  if (runs.every((digits) => readNumber(digits) === undefined)) return;
  const message = 'expected a name that is not a phone number, as it is shown where numbers are not';
  throw new OperatorProblem(problems.invalid, `${field} ${message}`, { faults: [{ field, message }] });
}

/** Replaces a written number by its E.164 form. */
export function phoneNumberKeyword(read: (text: string) => E164 | undefined): FuncKeywordDefinition {
  const validate: FuncKeywordDefinition['validate'] = (_schema: true, text: string, _parent, place) => {
    const number = read(text);
    if (number === undefined || place === undefined) {
      if (validate !== undefined)
        validate.errors = [{ keyword: KEYWORD, message: 'must be a phone number', params: {} }];
      return false;
    }
    place.parentData[place.parentDataProperty] = number;
    return true;
  };
  return { keyword: KEYWORD, type: 'string', modifying: true, errors: true, validate };
}
