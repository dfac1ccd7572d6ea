/** The rules for one entry of `routes`: which trunks carry a call. */
import { areaCode, integer, object, text, type Schema } from './schema-parts.js';

const prefixes: Schema = {
  type: 'array',
  items: {
    type: 'string',
    pattern: '^\\+[1-9][0-9]{0,14}$',
    expected: 'the start of a number with its country code, such as +86755',
  },
  default: [],
};

export const routeSchema = object(
  {
    applications: { type: 'array', items: text, default: [] },
    numberPrefixes: prefixes,
    areaCodes: { type: 'array', items: areaCode, default: [] },
    calleePrefixes: prefixes,
    trunks: {
      type: 'array',
      minItems: 1,
      items: object({ name: text, priority: integer(0, 65_535), weight: integer(0, 65_535, 1) }, ['name']),
    },
  },
  ['trunks'],
);
