/** Pieces of JSON schema about accounts and who is signed in. */

export const accountName = {
  type: 'string',
  minLength: 1,
  maxLength: 64,
  pattern: '^\\p{L}[\\p{L}\\p{N}._@-]*$',
  description: 'Letters, digits and . _ @ -, a letter first; upper and lower case are the same.',
} as const;

/** Longer ones would cost more to hash. */
export const password = { type: 'string', minLength: 1, maxLength: 256 } as const;

export const code = {
  type: 'string',
  maxLength: 64,
  description:
    'A code of the authenticator, or a recovery code; an account without a second factor leaves it out.',
} as const;

export const role = {
  type: 'string',
  enum: ['admin', 'operator', 'viewer', 'auditor', 'subscriber'],
} as const;

/** The properties of `ShownOperator`. */
export const shownOperator = {
  name: { type: 'string' },
  role,
  by: { type: 'string', enum: ['account', 'openid'], description: 'Left out: a token.' },
  firstDeed: {
    type: 'string',
    enum: ['change-password', 'set-up-second-factor'],
    description: 'An account may do nothing else before.',
  },
  hasSecondFactor: { type: 'boolean', description: 'For an account only.' },
} as const;

/** A request about accounts is never longer, in bytes. */
export const MOST_BYTES = 8192;
