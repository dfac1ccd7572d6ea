/** The rules for the number formats of a trunk. */
import { areaCode, choice, integer, object, type Schema } from './schema-parts.js';

export const numberFormats = ['e164', 'national', 'digits', 'international', 'local'];

/** What may be dialled: it stands in the user part of a SIP URI as it is. */
const dialable: Schema = {
  type: 'string',
  pattern: '^[+0-9A-Za-z*#.-]{0,32}$',
  expected: 'at most 32 digits, letters and + * # . -',
};

const rules: Schema = {
  type: 'array',
  items: object({
    prefix: dialable,
    strip: integer(0, 32),
    add: dialable,
    pattern: {
      type: 'string',
      format: 'number-pattern',
      expected:
        'an expression of digits, \\d, . and sets such as [3-9], each with ?, *, + or {1,3} where it repeats, and of groups ( | ) that do not, with few ways to match a text',
    },
    rewrite: {
      type: 'string',
      pattern: '^(?:[+0-9A-Za-z*#.-]|\\$[1-9]){0,64}$',
      expected: 'digits, letters and + * # . - with groups of the pattern, $1 to $9',
    },
  }),
  default: [],
};

const direction = object({
  callerFormat: choice(numberFormats),
  calledFormat: choice(numberFormats),
  callerRules: rules,
  calledRules: rules,
});

export const trunkNumbersSchema = object({ areaCode, inbound: direction, outbound: direction });
