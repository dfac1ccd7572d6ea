/** The rules for how a trunk names callers, and for what it is sent. */
import { choice, flag, host, object, type Schema } from './schema-parts.js';

const NAMED = ['P-Asserted-Identity', 'P-Preferred-Identity', 'Remote-Party-ID'];

export const callerFrom: Schema = {
  type: 'array',
  minItems: 1,
  items: choice([...NAMED, 'From']),
  default: ['P-Asserted-Identity', 'From'],
};

export const identity = object({
  headers: { type: 'array', items: choice(NAMED), default: ['P-Asserted-Identity'] },
  scheme: choice(['sip', 'tel'], 'sip'),
  domain: host,
  userPhone: flag(false),
  phoneContext: {
    type: 'string',
    pattern: '^(?:\\+[0-9]{1,15}|[A-Za-z0-9](?:[A-Za-z0-9.-]{0,126}[A-Za-z0-9])?)$',
    expected: 'the beginning of numbers such as +86755, or a domain',
  },
  privacy: choice(['off', 'none', 'id'], 'off'),
});

export const headers: Schema = {
  type: 'array',
  items: object(
    {
      name: {
        type: 'string',
        format: 'header-name',
        expected: 'the name of a header that is neither of the dialog nor of an identity',
      },
      value: {
        type: 'string',
        pattern: '^[\\x21-\\x7e](?:[\\x20-\\x7e]{0,254}[\\x21-\\x7e])?$',
        expected: 'one line of visible ASCII, at most 256 characters',
      },
    },
    ['name', 'value'],
  ),
  default: [],
};
