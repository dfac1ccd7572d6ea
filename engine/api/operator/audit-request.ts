/**
 * What the audit has of a request: the operation, the ids that it names, and its numbers as keyed hashes. Free text is left
 * out: it may contain anything.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { E164 } from '../../../routing/numbers/number.js';
import type { AuditFacts } from '../../protect/chain.js';
import type { Operator } from '../../accounts/operator.js';
import type { OperatorContext } from './context.js';
import { OperatorProblem, problems } from './problems.js';

/** Operations whose answers have nothing of a person. */
const IMPERSONAL: ReadonlySet<string> = new Set([
  'getSystem',
  'getMe',
  'getJournal',
  'listTrunks',
  'listReceivers',
  'listPrompts',
  'listLive',
  'getStatistics',
  'getNumberCities',
  'getNumberPlan',
  'verifyAudit',
  'getMachine',
  'listLevels',
]);
/** Operations that write their own entry. */
const OWN_ENTRY: ReadonlySet<string> = new Set([
  'exportSubject',
  'eraseSubject',
  'exportRecords',
  'exportBackup',
  'signIn',
]);
/** What the parties of a call said. */
const LISTENS: ReadonlySet<string> = new Set(['listenToRecording']);
/** POST for the sake of a number that must not be in a URL. */
const LOOKS = /^(?:get|listen|list|search|find|explain|ask|mayCall|verify)/;
const NAMES = [
  'appKey',
  'subscriptionId',
  'sessionId',
  'id',
  'name',
  'batch',
  'kind',
  'status',
  'state',
  'mode',
];

/**
 * Writes the request down before it is answered: nothing is shown that the audit does not have. A change has been made by
 * then, and is answered even if the disk fails.
 */
export async function auditRequest(
  context: Pick<OperatorContext, 'audit' | 'readNumber'>,
  request: FastifyRequest,
  reply: FastifyReply,
  operator: Operator | undefined,
): Promise<void> {
  const operation = (request.routeOptions.schema as { operationId?: string } | undefined)?.operationId;
  // Requests without a token are in the log: written down here, strangers could fill the disk.
  if (operator === undefined || operation === undefined || OWN_ENTRY.has(operation)) return;
  const isLook = LOOKS.test(operation);
  const isRefused = reply.statusCode >= 400;
  if (isLook && !isRefused && IMPERSONAL.has(operation)) return;
  const { name, role, by } = operator;
  const what = {
    ...{ operation, ...targetsOf(context, request), status: reply.statusCode, client: request.ip },
    ...(by !== undefined && { by }),
  };
  const action = isRefused
    ? 'refused'
    : LISTENS.has(operation)
      ? 'listened'
      : isLook
        ? 'looked at'
        : 'changed';
  const facts: Omit<AuditFacts, 'time'> = { who: { name, role }, action, what };
  try {
    await (action === 'changed' ? context.audit.write(facts) : context.audit.look(facts));
  } catch {
    if (action === 'looked at' || action === 'listened')
      throw new OperatorProblem(problems.unaudited, 'the audit cannot be written, so nothing is shown');
  }
}

function targetsOf(
  { audit, readNumber }: Pick<OperatorContext, 'audit' | 'readNumber'>,
  { params, query, body, routeOptions }: FastifyRequest,
): Readonly<Record<string, unknown>> {
  // A password may be a phone number, whose hash would tell an auditor who looks that number up.
  const hasSecrets = routeOptions.config.secret === true;
  const numbers = new Set<string>();
  const named: Record<string, string> = {};
  const visit = (value: unknown, key: string): void => {
    if (Buffer.isBuffer(value) || value === null) return;
    if (typeof value === 'object') {
      for (const [inner, one] of Object.entries(value as object))
        visit(one, Array.isArray(value) ? key : inner);
      return;
    }
    if (typeof value !== 'string') return;
    const number = numberIn(value, readNumber);
    if (number !== undefined) {
      if (!hasSecrets) numbers.add(audit.numberKey(number));
    } else if (NAMES.includes(key)) named[key] ??= value.slice(0, 128);
  };
  for (const part of [params, query, body]) visit(part, '');
  const most = [...numbers].slice(0, 20);
  return {
    ...named,
    ...(most.length > 0 && { numbers: most }),
    ...(numbers.size > most.length && { moreNumbers: numbers.size - most.length }),
  };
}

/** Also where a name was expected. */
function numberIn(text: string, readNumber: OperatorContext['readNumber']): E164 | undefined {
  return /^[+\d][\d\s().-]{6,39}$/.test(text) ? readNumber(text) : undefined;
}
