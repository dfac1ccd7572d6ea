/** Pieces of JSON schema that several operations of the operator API share; the OpenAPI document is made of them. */

export const number = {
  type: 'string',
  pattern: '^\\+[1-9][0-9]{3,14}$',
  description: 'A phone number with its country code; masked for viewers.',
  examples: ['+8613800000021'],
} as const;

export const appKey = {
  type: 'string',
  minLength: 1,
  maxLength: 128,
  description: 'Key of an application.',
} as const;

export const subscriptionId = {
  type: 'string',
  minLength: 1,
  maxLength: 64,
  description: 'Id of a binding.',
} as const;

export const time = { type: 'string', format: 'date-time' } as const;

export const mode = { type: 'string', enum: ['AXB', 'AX', 'AXE', 'AXYB', 'X'] } as const;

export const areaCode = { type: 'string', pattern: '^[0-9]{1,32}$', examples: ['0755'] } as const;

/** What was asked, and what came of it, in order. */
export const explainedSteps = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      step: { type: 'string' },
      outcome: { type: 'string', enum: ['yes', 'no', 'found', 'missing'] },
    },
  },
} as const;

export const page = {
  pageIndex: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 1 },
  pageSize: { type: 'integer', minimum: 1, maximum: 1000, default: 50 },
} as const;

/** An object that refuses unknown keys. */
export function body(
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[] = [],
): object {
  return { type: 'object', additionalProperties: false, required, properties };
}

export function answer(description: string, properties: Readonly<Record<string, unknown>>): object {
  return { description, type: 'object', properties };
}

export function listOf(description: string, items: object): object {
  return answer(description, { items: { type: 'array', items }, total: { type: 'integer' } });
}

/** Bytes of a list as CSV; some 250 000 numbers. */
export const LONGEST_IMPORT = 4 * 1024 * 1024;

export const linesTaken = answer('What became of the lines.', {
  taken: { type: 'integer' },
  faults: {
    type: 'array',
    items: { type: 'object', properties: { line: { type: 'integer' }, message: { type: 'string' } } },
  },
});

export const nothing = { description: 'Done.', type: 'null' } as const;

const problem = {
  description: 'Not done.',
  content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
} as const;

/** Failures that every operation may answer. */
export const failures = {
  '4xx': problem,
  '5xx': problem,
} as const;
