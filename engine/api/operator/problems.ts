/** The operator API's refusals: RFC 9457 problems, one catalogue. */
import type { FastifyReply } from 'fastify';
import { BindingError, type BindingErrorReason } from '../../../routing/bindings/binding-error.js';
import { PoolError } from '../../../routing/numbers/pool.js';
import { maskText } from '../../observe/log.js';
import { FailedSignIns } from '../failed-sign-ins.js';
import { isTooLong } from '../refused-body.js';

interface ProblemKind {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

export const problems = {
  invalid: kind('invalid', 400, 'The request has a wrong or missing field.'),
  unauthorized: kind('unauthorized', 401, 'A bearer token, or a session of an account, is wanted.'),
  forbidden: kind('forbidden', 403, 'This operator may not do that.'),
  notFound: kind('not-found', 404, 'There is no such thing.'),
  notCaptured: kind('not-captured', 409, 'The SIP messages of calls are not here.'),
  conflict: kind('conflict', 409, 'Something that exists is in the way.'),
  tooLarge: kind('too-large', 413, 'The body is longer than allowed.'),
  tooManyFailures: kind('too-many-failures', 429, 'Too many attempts were wrong.'),
  noSuchRange: kind('no-such-range', 416, 'The content has no such bytes.'),
  unsupportedType: kind('unsupported-type', 415, 'The Content-Type is not one this can read.'),
  internal: kind('internal', 500, 'A fault of ours.'),
  diskFull: kind('disk-full', 507, 'The disk is full. Nothing was changed.'),
  unaudited: kind('unaudited', 507, 'The audit cannot be written. Nothing is shown.'),
  signInBusy: kind('sign-in-busy', 503, 'Too many passwords are being checked. Try again.'),
  busy: kind('busy', 503, 'Too many changes are in progress. Nothing was changed; try again.'),
  recordsAway: kind('records-away', 503, 'The store of records cannot be reached at the moment.'),
  storeAway: kind('store-away', 503, 'Changes cannot be made durable at the moment. Nothing was changed.'),
} as const;

export interface FieldFault {
  /** JSON pointer into the body, or `query/name`. */
  readonly field: string;
  readonly message: string;
}

export class OperatorProblem extends Error {
  override readonly name = 'OperatorProblem';
  readonly kind: ProblemKind;
  /** More specific than the kind's own code: routing's reason. */
  readonly code: string;
  readonly faults: readonly FieldFault[];
  /** Seconds, where they differ from the usual ones of its kind. */
  readonly retryAfter: number | undefined;

  constructor(
    kind: ProblemKind,
    detail: string,
    {
      code = kind.code,
      faults = [],
      retryAfter,
    }: {
      readonly code?: string;
      readonly faults?: readonly FieldFault[];
      readonly retryAfter?: number | undefined;
    } = {},
    because?: unknown,
  ) {
    super(detail, because === undefined ? undefined : { cause: because });
    this.kind = kind;
    this.code = code;
    this.faults = faults;
    this.retryAfter = retryAfter;
  }
}

export function notFound(what: string): OperatorProblem {
  return new OperatorProblem(problems.notFound, `there is no such ${what}`);
}

/**
 * Converts any error to a problem. The message of an internal error goes to the log only. `mostBytes`: what the body of
 * the request may have.
 */
export function problemOf(error: unknown, mostBytes?: number): OperatorProblem {
  if (error instanceof OperatorProblem) return error;
  if (error instanceof BindingError) return bindingProblem(error);
  if (error instanceof PoolError)
    return new OperatorProblem(poolKinds[error.reason], error.message, { code: error.reason });
  const { code, statusCode, validation, validationContext, message } = error as FastifyFault;
  if (validation) {
    const faults = validation.map((fault) => faultOf(fault, validationContext ?? 'body'));
    return new OperatorProblem(
      problems.invalid,
      faults.map((one) => `${one.field} ${one.message}`).join('; '),
      { faults },
    );
  }
  if (isTooLong(error)) {
    // Not in bytes: seven digits look like a number of a person, and are masked.
    const most = mostBytes === undefined ? '' : ` of at most ${Math.floor(mostBytes / 1024)} KiB`;
    return new OperatorProblem(problems.tooLarge, `expected a body${most}, found a longer one`);
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new OperatorProblem(problems.unsupportedType, 'expected application/json, text/csv or audio/wav');
  }
  if (code === 'FST_ERR_BAD_URL') return notFound('address');
  if (typeof statusCode === 'number' && statusCode < 500) {
    return new OperatorProblem(problems.invalid, String(message));
  }
  return new OperatorProblem(problems.internal, 'the log has more');
}

export function sendProblem(reply: FastifyReply, problem: OperatorProblem): FastifyReply {
  const { kind, code, message, faults } = problem;
  if (kind === problems.unauthorized) void reply.header('www-authenticate', 'Bearer');
  if ([problems.storeAway, problems.busy, problems.signInBusy].includes(kind))
    void reply.header('retry-after', '1');
  if (kind === problems.tooManyFailures)
    void reply.header('retry-after', String(problem.retryAfter ?? FailedSignIns.retryAfterSeconds));
  const body = {
    title: kind.title,
    status: kind.status,
    code,
    // The client knows the number; what stores answers (a proxy, a terminal's history, a ticket) must not.
    detail: maskText(message),
    ...(faults.length > 0 ? { errors: faults.map(withoutNumber) } : {}),
  };
  return reply
    .code(kind.status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(body));
}

function withoutNumber({ field, message }: FieldFault): FieldFault {
  return { field: maskText(field), message: maskText(message) };
}

export const problemSchema = {
  $id: 'Problem',
  type: 'object',
  description: 'RFC 9457. Match on `code`; `detail` is for people.',
  required: ['title', 'status', 'code', 'detail'],
  properties: {
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
} as const;

interface FastifyFault {
  readonly code?: string;
  readonly statusCode?: number;
  readonly message?: string;
  readonly validationContext?: string;
  readonly validation?: readonly AjvFault[];
}

interface AjvFault {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function faultOf({ instancePath, message, params }: AjvFault, context: string): FieldFault {
  const extra = params['missingProperty'] ?? params['additionalProperty'];
  const field = `${context}${instancePath}${extra === undefined ? '' : `/${String(extra)}`}`;
  const allowed = params['allowedValues'];
  return {
    field,
    message: `${message ?? 'is wrong'}${Array.isArray(allowed) ? `: ${allowed.join(', ')}` : ''}`,
  };
}

function bindingProblem(error: BindingError): OperatorProblem {
  const faults = error.field === undefined ? [] : [{ field: `body/${error.field}`, message: error.message }];
  return new OperatorProblem(bindingKinds[error.reason], error.message, { code: error.reason, faults });
}

const bindingKinds: Readonly<Record<BindingErrorReason, ProblemKind>> = {
  invalid: problems.invalid,
  'number-not-allowed': problems.invalid,
  'wrong-mode': problems.conflict,
  'x-unknown': problems.notFound,
  'x-not-owned': problems.conflict,
  'x-unavailable': problems.conflict,
  'x-full': problems.conflict,
  'no-free-x': problems.conflict,
  'no-free-y': problems.conflict,
  collision: problems.conflict,
  'x-taken': problems.conflict,
  'too-many-x': problems.conflict,
  'extension-taken': problems.conflict,
  'no-extension': problems.conflict,
  blacklisted: problems.conflict,
  'application-barred': problems.conflict,
  'not-found': problems.notFound,
  'journal-unavailable': problems.storeAway,
};

const poolKinds: Readonly<Record<PoolError['reason'], ProblemKind>> = {
  invalid: problems.invalid,
  'number-not-found': problems.notFound,
  'number-in-use': problems.conflict,
  'number-owned-elsewhere': problems.conflict,
  'application-not-found': problems.notFound,
  'journal-unavailable': problems.storeAway,
};

function kind(code: string, status: number, title: string): ProblemKind {
  return { code, status, title };
}
