/**
 * The operator API, on a listener of its own that is kept off public networks: `/v1` for people and tools with a bearer
 * token, its OpenAPI document, and what the service adds (health, metrics, the console). A request's life:
 *
 *   guesses 429 → token or session 401 → role 403 → body against the schema 400 → operation 404, 409, 503 → numbers masked for viewers
 *   → audit
 *   → answer; one log line
 */
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Config } from '../../../config/config.js';
import type { Operator } from '../../accounts/operator.js';
import type { Logger } from '../../observe/log.js';
import type { ChangesAtOnce } from '../changes-at-once.js';
import { buildSerializer } from '../compiled-late.js';
import type { FailedSignIns } from '../failed-sign-ins.js';
import { dropRest } from '../refused-body.js';
import { endConnections } from '../listener-connections.js';
import { measureRequests, type OnAnswered } from '../measured-requests.js';
import { secretOperations } from './application-secrets.js';
import { accountOperations, shownAccount } from './accounts.js';
import { applicationOperations, shownApplication } from './applications.js';
import { auditOperations } from './audit.js';
import { auditRequest } from './audit-request.js';
import { backupOperation } from './backup.js';
import { Authentication, requireFirstDeed } from './authentication.js';
import { requireRole, seesMasked } from './bearer.js';
import { shownBinding, shownPart } from './binding-schemas.js';
import { bindingOperations } from './bindings.js';
import { blacklistOperations, shownBlacklistEntry } from './blacklist.js';
import { callOperations, shownCall } from './calls.js';
import { complaintOperations, shownComplaint, shownStanding } from './complaints.js';
import type { OperatorContext } from './context.js';
import { drainOperations } from './drain.js';
import { erasureOperations } from './erasures.js';
import { eventOperations } from './events.js';
import { explainOperation } from './explain.js';
import { explainCallOperation } from './explain-call.js';
import { journalOperations } from './journal.js';
import { ladderOperations, rtpOperation } from './ladders.js';
import { levelOperation } from './levels.js';
import { liveOperation } from './live.js';
import { machineOperations } from './machine.js';
import { maskNumbers } from './mask-numbers.js';
import { mayCallOperation } from './may-call.js';
import { meOperations } from './me.js';
import { messageOperation, shownMessage } from './messages.js';
import { numberCityOperations } from './number-cities.js';
import { numberOperations, shownNumber } from './numbers.js';
import { onboardingOperations, shownOnboarding } from './onboarding.js';
import { phoneNumberKeyword } from './phone-number.js';
import { notFound, OperatorProblem, problemOf, problems, problemSchema, sendProblem } from './problems.js';
import { promptOperations, WAV_TYPES } from './prompts.js';
import { recordingOperations } from './recordings.js';
import { recordOperations, shownRecord } from './records.js';
import { receiverOperation } from './receivers.js';
import { registrationOperations, shownRegistration } from './registrations.js';
import { reloadOperation } from './reload.js';
import { restoreOperation } from './restore.js';
import { statisticsOperation } from './statistics.js';
import { signInOperations } from './sign-in.js';
import { subjectOperations } from './subjects.js';
import { systemOperation } from './system.js';
import { trunkOperation } from './trunks.js';

export interface OperatorApiOptions extends OperatorContext {
  readonly config: Pick<Config, 'operator'>;
  readonly logger: Logger;
  /** Bounds the changes in progress, of both APIs together. */
  readonly changes?: ChangesAtOnce;
  readonly signIns: FailedSignIns;
  /** Routes without a token beside `/v1`: health, metrics, the console's files. */
  readonly extend?: (app: FastifyInstance) => void;
  readonly onAnswered?: OnAnswered;
}

export interface OperatorApi {
  /** Starts listening; answers the address. */
  listen(): Promise<{ readonly host: string; readonly port: number }>;
  /** Lets running requests finish. Idempotent. */
  close(): Promise<void>;
  /** A request without a socket, for tests. */
  readonly inject: FastifyInstance['inject'];
  /** The OpenAPI 3.1 document of everything under `/v1`. */
  document(): Promise<object>;
}

export function createOperatorApi(options: OperatorApiOptions): OperatorApi {
  const { trustedProxies: proxies } = options.config.operator;
  const app = fastify({
    logger: false,
    requestTimeout: 30_000,
    trustProxy: proxies.length > 0 ? [...proxies] : false,
    bodyLimit: 1024 * 1024,
    // The longest name with each of its characters escaped. If a field is too long, its schema reports it and not the
    // router.
    routerOptions: { maxParamLength: 1024 },
    schemaController: { compilersFactory: { buildSerializer } },
    // An unknown address: fastify's own answer would repeat it.
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, problemOf(error)),
    // Strict: an unknown key is a mistake. Query strings are text and are converted to the types of the schema.
    ajv: {
      customOptions: {
        removeAdditional: false,
        coerceTypes: true,
        allErrors: true,
        keywords: [phoneNumberKeyword(options.readNumber)],
      },
    },
  });
  endConnections(app);
  measureRequests(app, 'operator', options.onAnswered);
  for (const schema of [
    problemSchema,
    shownApplication,
    shownNumber,
    shownBinding,
    shownPart,
    shownCall,
    shownBlacklistEntry,
    shownMessage,
    shownRecord,
    shownRegistration,
    shownComplaint,
    shownStanding,
    shownOnboarding,
    shownAccount,
  ]) {
    app.addSchema(schema);
  }
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, notFound('address')));
  void app.register(swagger, openApiFrame);
  void app.register(
    (v1, _options, done) => {
      addOperations(v1, options);
      done();
    },
    { prefix: '/v1' },
  );
  options.extend?.(app);
  const { host, port } = options.config.operator;
  return {
    async listen() {
      await app.listen({ host, port });
      const address = app.server.address();
      if (address === null || typeof address === 'string') throw new TypeError('a listener without a port');
      return { host: address.address, port: address.port };
    },
    close: () => app.close().then(() => undefined),
    inject: app.inject.bind(app) as FastifyInstance['inject'],
    document: async () => {
      await app.ready();
      return app.swagger();
    },
  };
}

function addOperations(v1: FastifyInstance, options: OperatorApiOptions): void {
  const operators = new WeakMap<FastifyRequest, Operator>();
  const authentication = new Authentication(options);

  v1.addHook('onRequest', (request, reply, done) => {
    // Answers contain personal data; neither browsers nor proxies may keep them.
    void reply.header('cache-control', 'no-store');
    const { open, own = false, role = 'admin' } = request.routeOptions.config;
    if (open !== true) {
      const found = authentication.of(request);
      operators.set(request, found.operator);
      requireFirstDeed(found, own);
      requireRole(found.operator, role);
    }
    // Not one of a stranger, who would hold the places of customers' changes for as long as a body takes to come.
    if (open !== true && options.changes?.admit(request) === false)
      throw new OperatorProblem(
        problems.busy,
        'as many changes as the service takes at once are in progress',
      );
    done();
  });
  v1.addHook('preSerialization', (request, _reply, payload, done) => {
    const isMasked = seesMasked(operators.get(request)) && request.routeOptions.config.secret !== true;
    done(null, isMasked ? maskNumbers(payload, options.config.operator.hideUserData) : payload);
  });
  const audited = new WeakSet<FastifyRequest>();
  v1.addHook('onSend', async (request, reply) => {
    // The answer to a failure of this hook comes here too.
    if (audited.has(request)) return;
    audited.add(request);
    await auditRequest(options, request, reply, operators.get(request));
  });
  v1.addHook('onResponse', (request, reply, done) => {
    options.changes?.over(request);
    logRequest(options, request, reply, operators.get(request));
    done();
  });
  v1.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.routeOptions.bodyLimit);
    if (problem.kind === problems.tooLarge) dropRest(request, reply);
    if (problem.kind === problems.internal)
      options.logger.error({ err: error }, 'operator api: a request failed');
    if (!seesMasked(operators.get(request))) return sendProblem(reply, problem);
    problem.message = String(maskNumbers(problem.message));
    return sendProblem(reply, problem);
  });

  v1.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  v1.addContentTypeParser(WAV_TYPES, { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  for (const add of [
    applicationOperations,
    secretOperations,
    numberOperations,
    numberCityOperations,
    statisticsOperation,
    bindingOperations,
    callOperations,
    levelOperation,
    recordingOperations,
    messageOperation,
    explainOperation,
    explainCallOperation,
    mayCallOperation,
    blacklistOperations,
    registrationOperations,
    complaintOperations,
    onboardingOperations,
    promptOperations,
    receiverOperation,
    trunkOperation,
    liveOperation,
    rtpOperation,
    journalOperations,
    systemOperation,
    machineOperations,
    auditOperations,
    accountOperations,
  ]) {
    add(v1, options);
  }
  reloadOperation(v1, options, (request) => operators.get(request));
  drainOperations(v1, options, (request) => operators.get(request));
  eventOperations(v1, options, (request) => operators.get(request));
  recordOperations(v1, options, (request) => operators.get(request));
  subjectOperations(v1, options, (request) => operators.get(request));
  erasureOperations(v1, options, (request) => operators.get(request));
  ladderOperations(v1, options, (request) => operators.get(request));
  backupOperation(v1, options, (request) => operators.get(request));
  restoreOperation(v1, options, (request) => operators.get(request));
  const signing = {
    ...{ ...options, authentication },
    isNow: (request: FastifyRequest, operator: Operator) => void operators.set(request, operator),
  };
  signInOperations(v1, signing);
  meOperations(v1, signing);
  v1.get('/openapi.json', { config: { role: 'viewer' }, schema: { hide: true } }, (_request, reply) => {
    void reply.type('application/json').send(JSON.stringify(v1.swagger()));
  });
}

/** Who did what, whether it succeeded, and to which numbers (masked like everything in the log). */
function logRequest(
  { logger }: OperatorApiOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  operator: Operator | undefined,
): void {
  const isSecret = request.routeOptions.config.secret === true;
  const body = isObject(request.body) && !isSecret ? request.body : {};
  const { appSecret: _, ...asked } = body as { appSecret?: string };
  const line = {
    audit: operator ?? { name: 'nobody', role: 'none' },
    method: request.method,
    uri: request.routeOptions.url,
    status: reply.statusCode,
    client: request.ip,
    // Each of these may contain a number.
    pii: {
      params: request.params,
      query: isSecret ? {} : request.query,
      body: JSON.stringify(asked).slice(0, 500),
    },
  };
  logger.info(line, 'operator api: request');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value);
}

/** What the OpenAPI document says beside the operations, which it takes from their schemas. */
const openApiFrame: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Callveil operator API',
      version: '1',
      description:
        'For operators of Callveil and their tools, with a bearer token or a session that `POST /v1/sign-in` begins. ' +
        'Times are RFC 3339, numbers E.164; to viewers numbers are masked. ' +
        'What is not done is answered with an RFC 9457 problem.',
    },
    tags: [
      { name: 'applications', description: "Customers' keys, modes and settings" },
      { name: 'numbers', description: 'The pool of privacy numbers' },
      { name: 'bindings', description: 'Relations of real numbers and privacy numbers, all modes' },
      { name: 'calls', description: 'Calls in progress, and what would become of one' },
      { name: 'records', description: 'Calls, messages and changes of numbers of the past' },
      { name: 'rules', description: 'Rules of carriers and law, and the lists they read' },
      { name: 'events', description: 'Messages of calls: pulled, or never taken' },
      { name: 'prompts', description: 'Audio played to callers' },
      { name: 'audit', description: 'Who looked at or changed what, and what is held about a number' },
      { name: 'accounts', description: 'Signing in, the own account, and those of all operators' },
      { name: 'system', description: 'The engine itself' },
    ],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'callveil-session' },
      },
    },
    security: [{ bearer: [] }, { session: [] }],
  },
  refResolver: {
    buildLocalReference: (schema, _base, _fragment, index) => String(schema['$id'] ?? `schema-${index}`),
  },
};
