/**
 * The compatible API on fastify. A request's life, each step with its refusals:
 *
 *   URI (404) → signature, application (auth-check.ts) → rate 1010010 → mode 1010040 → body, parameters 1010002
 *   → operation, its mode's codes → answer; log line
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../../config/config.js';
import type { Application, Mode } from '../../../routing/application.js';
import { maskText, type Logger } from '../../observe/log.js';
import type { ChangesAtOnce } from '../changes-at-once.js';
import type { Calls, Prompts, Recordings } from '../collaborators.js';
import { FailedSignIns } from '../failed-sign-ins.js';
import { dropRest, isTooLong } from '../refused-body.js';
import { authenticate } from './auth-check.js';
import { createNonceMemory } from './auth-nonce.js';
import { Fields } from './fields.js';
import { createFlowControl } from './flow-control.js';
import type { Answer } from './operation.js';
import { DOWNLOAD_URI, openAddress, recordingAddress, RECORDING_URI } from './recording-address.js';
import { sendRecording } from './recording-download.js';
import { parseBody } from './request-body.js';
import { invalid, Refusal, results, type Result } from './result-codes.js';
import { routesOf, type ModeBindings } from './routes.js';

export interface SurfaceOptions {
  readonly config: Pick<Config, 'api' | 'recording'>;
  readonly routing: {
    readonly applications: { get(appKey: string): Application | undefined };
    readonly bindings: ModeBindings;
  };
  readonly prompts: Prompts;
  readonly calls: Calls;
  readonly recordings: Recordings;
  readonly signIns: FailedSignIns;
  /** A recording is downloaded; resolves when that is in the audit, and rejects if it cannot be: then it is not sent. */
  readonly listened?: (appKey: string, recording: string, client: string) => Promise<void>;
  readonly logger: Logger;
  /** Bounds the changes in progress, of both APIs together. */
  readonly changes?: ChangesAtOnce;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds of a monotonic clock, for durations. */
  readonly elapsed: () => number;
}

/** What is known of a request once it has been answered, for the log. */
interface Course {
  application?: Application;
  result: Result;
  detail?: string;
}

export function privateNumberSurface(app: FastifyInstance, options: SurfaceOptions): void {
  const { config, routing, prompts, clock } = options;
  const courses = new WeakMap<FastifyRequest, Course>();
  const admitted = admission(options, courses);

  // The body is JSON, regardless of the request's Content-Type, even if that is malformed or missing.
  app.addHook('onRequest', (request, _reply, done) => {
    request.headers['content-type'] = 'application/json';
    done();
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    try {
      done(null, parseBody(body));
    } catch (error) {
      done(error as Error);
    }
  });

  for (const { method, uri, mode, operation } of routesOf(routing.bindings, options.calls)) {
    app.route({
      method,
      url: uri,
      exposeHeadRoute: false,
      onRequest: admitted(mode),
      handler: async (request, reply) => {
        const query = new Fields(request.query as Record<string, unknown>, prompts);
        const fields = new Fields(parametersOf(request), prompts);
        const application = applicationOf(courses, request);
        return send(reply, results.success, await operation({ application, fields, query }));
      },
    });
  }

  app.get(
    RECORDING_URI,
    { onRequest: admitted(undefined), exposeHeadRoute: false },
    async (request, reply) => {
      const expiresAt = clock() + config.recording.downloadUrlValidHours * 3_600_000;
      const caller = {
        application: applicationOf(courses, request),
        fields: new Fields(parametersOf(request), prompts),
        baseUrl: config.api.publicUrl?.replace(/\/+$/, '') ?? ownUrl(request, config),
      };
      // Exactly 301: the official samples read anything else as an error body (spec 8.1).
      return reply.redirect(await recordingAddress(options.recordings, caller, expiresAt), 301);
    },
  );

  app.get(DOWNLOAD_URI, async (request, reply) => {
    const fields = new Fields(parametersOf(request), prompts);
    const recording = await openAddress(options.recordings, routing.applications, fields, clock());
    await options.listened?.(recording.appKey, recording.fileName, request.ip);
    return sendRecording(request, reply, recording);
  });

  app.setErrorHandler((error, request, reply) => {
    if (isTooLong(error)) dropRest(request, reply);
    const refusal = refusalOf(error, options);
    const course = courses.get(request);
    const detail = maskText(refusal.message.slice(refusal.result.text.length));
    courses.set(request, { ...course, result: refusal.result, detail });
    if (refusal.result === results.storeAway) void reply.header('retry-after', '1');
    if (refusal.result === results.flowControl)
      void reply.header('retry-after', String(FailedSignIns.retryAfterSeconds));
    return send(reply, refusal.result, {}, detail);
  });
  app.addHook('onResponse', (request, reply, done) => {
    options.changes?.over(request);
    writeLog(options, request, reply, courses.get(request));
    done();
  });
}

/** 404 for an unknown URI, with a body for clients that read one. */
export function answerUnknownUri(reply: FastifyReply): FastifyReply {
  return send(reply, results.unknownUri, {});
}

/** The hook that admits requests of a known, active application of the right mode. */
function admission(
  { config, routing, changes, signIns, elapsed, clock }: SurfaceOptions,
  courses: WeakMap<FastifyRequest, Course>,
): (mode: Mode | undefined) => (request: FastifyRequest) => Promise<void> {
  const flow = createFlowControl(config.api.requestsPerSecond, elapsed);
  const authOptions = {
    config: config.api,
    applications: routing.applications,
    signIns,
    // A nonce can be repeated for as long as its time is accepted: before and after our own clock.
    nonces: config.api.rejectReplayedNonces
      ? createNonceMemory(2000 * config.api.clockSkewSeconds)
      : undefined,
    clock,
  };
  return (mode) => (request) => {
    const { headers } = request;
    const application = authenticate(
      {
        authorization: headers.authorization,
        wsse: onlyText(headers['x-wsse']),
        aksk: onlyText(headers['x-aksk']),
        address: request.ip,
      },
      authOptions,
    );
    courses.set(request, { application, result: results.success });
    if (!flow.admit(application.appKey) || changes?.admit(request) === false)
      throw new Refusal(results.flowControl);
    if (mode !== undefined && application.mode !== mode) throw new Refusal(results.wrongMode);
    return Promise.resolve();
  };
}

function applicationOf(courses: WeakMap<FastifyRequest, Course>, request: FastifyRequest): Application {
  const application = courses.get(request)?.application;
  if (!application) throw new TypeError('a route without its admission hook');
  return application;
}

/** GET: the query. POST, PUT: the body. DELETE: both, and the query wins. */
function parametersOf(request: FastifyRequest): Record<string, unknown> {
  const query = request.query as Record<string, unknown>;
  const body = (request.body ?? {}) as Record<string, unknown>;
  if (request.method === 'DELETE') return { ...body, ...query };
  return request.method === 'GET' || request.method === 'HEAD' ? query : body;
}

function onlyText(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}

function ownUrl(request: FastifyRequest, { api }: Pick<Config, 'api'>): string {
  const host = /^[A-Za-z0-9.[\]:_-]{1,255}$/.test(request.host) ? request.host : `${api.host}:${api.port}`;
  return `${request.protocol}://${host}`;
}

function send(reply: FastifyReply, result: Result, answer: Answer, detail = ''): FastifyReply {
  return reply
    .code(result.status)
    .header('content-type', 'application/json;charset=utf-8')
    .send({ resultcode: result.code, resultdesc: result.text + detail, ...answer });
}

/** What fastify refuses is the client's fault and so an invalid request; anything else is an internal error. */
function refusalOf(error: unknown, { config, logger }: SurfaceOptions): Refusal {
  if (error instanceof Refusal) return error;
  const { statusCode } = error as { statusCode?: unknown };
  if (isTooLong(error)) return invalid(`The body is longer than ${config.api.maxBodyBytes} bytes.`);
  if (typeof statusCode === 'number' && statusCode < 500) return invalid('The request cannot be read.');
  logger.error({ err: error }, 'api: a request failed');
  return new Refusal(results.internalError);
}

/** Refused requests at info, internal errors at warn, served ones only at debug, since there are thousands a second. */
function writeLog(
  { logger }: SurfaceOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  course: Course | undefined,
): void {
  const level = reply.statusCode >= 500 ? 'warn' : reply.statusCode >= 400 ? 'info' : 'debug';
  if (!logger.isLevelEnabled(level)) return;
  const line = {
    method: request.method,
    uri: request.routeOptions.url,
    status: reply.statusCode,
    resultcode: course?.result.code,
    appKey: course?.application?.appKey,
    client: request.ip,
    milliseconds: Math.round(reply.elapsedTime * 10) / 10,
    pii: { parameters: shown(parametersOf(request)), detail: course?.detail },
  };
  logger[level](line, 'api: request');
}

/** Parameters as the log keeps them: the first two dozen, shortened, without credentials of a recording. */
function shown(parameters: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(parameters)
    .filter(([name, value]) => name !== 'signature' && typeof value !== 'object')
    .slice(0, 24)
    .map(([name, value]) => [name.slice(0, 32), typeof value === 'string' ? value.slice(0, 64) : value]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}
