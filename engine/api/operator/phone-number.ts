/**
 * Phone numbers in requests, as people write them: the policy reads them while the schema is checked, so that operations
 * see nothing but E.164.
 */
import type { FuncKeywordDefinition } from 'ajv';
import type { E164 } from '../../../routing/numbers/number.js';
import type { OperatorContext } from './context.js';
import { OperatorProblem, problems } from './problems.js';

/** An extension keyword, so that the OpenAPI document may keep it. */
const KEYWORD = 'x-phone-number';

export const writtenNumber = {
  type: 'string',
  maxLength: 40,
  [KEYWORD]: true,
  description: 'A phone number: + and country code, or as it is dialled in the country of the policy.',
  examples: ['+8613800000021'],
} as const;

/** What names a file, a label of a metric and a line of the log is no number: 400. Shorter runs may be a date, longer ones a time. */
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

/** Replaces a number by what it is. */
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
