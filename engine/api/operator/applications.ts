/**
 * Applications: looking them up, making, changing and freezing them durably. Secrets are accepted and never returned.
 */
import { checkApplication, checkTones } from '../../../config/check-application.js';
import { configSchema } from '../../../config/schema.js';
import type { Application } from '../../../routing/application.js';
import type { OperatorContext, Operations } from './context.js';
import { requireNoNumber } from './phone-number.js';
import { notFound, OperatorProblem, problems, type FieldFault } from './problems.js';
import { appKey, body, failures, listOf, mode } from './schemas.js';

const addresses = { type: 'array', items: { type: 'string' } };
const texts = { type: 'object', additionalProperties: { type: 'string' } };

export const shownApplication = {
  $id: 'Application',
  type: 'object',
  properties: {
    appKey,
    name: { type: 'string' },
    mode,
    status: { type: 'string', enum: ['active', 'frozen', 'disabled', 'paused'] },
    features: { type: 'object', properties: { recording: { type: 'boolean' }, sms: { type: 'boolean' } } },
    callbacks: texts,
    reports: { type: 'object', additionalProperties: true },
    calls: { type: 'object', additionalProperties: true },
    tones: texts,
    promptLanguage: { type: 'string', enum: ['zh', 'en'] },
    standardPrompts: { type: 'boolean' },
    extensionDigits: { type: 'integer' },
    allowedAddresses: addresses,
    source: {
      type: 'string',
      enum: ['file', 'api', 'file and api'],
      description:
        'Where it comes from: the configuration file, this API, or the file with some keys set here.',
    },
    fromApi: {
      type: 'array',
      items: { type: 'string' },
      description: 'With `file and api`: the keys that are in force as set here and differ from the file.',
    },
  },
} as const;

/** The fields of an application as the configuration file knows them, with the same limits. */
const configured = configSchema.properties?.['applications']?.items?.properties ?? {};
const { appKey: _, numbers: __, ...fields } = withoutWords(configured);
export const changeable = fields;

export const applicationOperations: Operations = (app, context) => {
  const { routing } = context;
  const shown = (application: Application): object => shownWithSource(context, application);

  app.get(
    '/applications',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'listApplications',
        tags: ['applications'],
        summary: 'All applications',
        response: { 200: listOf('All of them.', { $ref: 'Application#' }), ...failures },
      },
    },
    () => {
      const items = routing.applications.list().map(shown);
      return { items, total: items.length };
    },
  );

  app.get<{ Params: { appKey: string } }>(
    '/applications/:appKey',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'getApplication',
        tags: ['applications'],
        summary: 'One application',
        params: body({ appKey }, ['appKey']),
        response: { 200: { description: 'The application.', $ref: 'Application#' }, ...failures },
      },
    },
    ({ params }) => {
      const application = routing.applications.get(params.appKey);
      if (!application) throw notFound('application');
      return shown(application);
    },
  );

  app.put<{ Params: { appKey: string }; Body: Omit<Application, 'appKey'> & { appSecret?: string } }>(
    '/applications/:appKey',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'putApplication',
        tags: ['applications'],
        summary: 'Makes or replaces an application',
        description:
          'Lasting, and in force at once on every engine. Key by key it wins over the configuration file until the next ' +
          'start that finds the key changed there. Fields left out take their defaults. The secret may be left out where the application exists. The mode of an application that ' +
          'exists cannot change.',
        params: body({ appKey }, ['appKey']),
        body: body(changeable, ['mode']),
        response: { 200: { description: 'As it is now.', $ref: 'Application#' }, ...failures },
      },
    },
    async ({ params, body: wanted }) => {
      const before = routing.applications.get(params.appKey);
      if (before === undefined) requireNoNumber(params.appKey, 'params/appKey', context);
      if (before && before.mode !== wanted.mode) {
        throw new OperatorProblem(
          problems.conflict,
          `expected the mode it has, ${before.mode}, found ${wanted.mode}`,
        );
      }
      const appSecret = wanted.appSecret ?? before?.appSecret;
      if (appSecret === undefined)
        throw new OperatorProblem(problems.invalid, 'a new application needs an appSecret');
      const application: Application = { ...wanted, appKey: params.appKey, appSecret };
      requireUsable(application, context);
      await routing.saveApplication(application);
      return shown(application);
    },
  );
};

/** If it comes from several sources: with the keys that differ from the file. */
export function shownWithSource({ routing }: OperatorContext, application: Application): object {
  const { source, fromApi } = routing.origins.ofApplication(application);
  return { ...application, source, ...(fromApi.length > 0 && { fromApi }) };
}

/** The same rules as for an application in the configuration file. */
export function requireUsable(
  application: Application,
  { prompts, receiverRefusal }: Pick<OperatorContext, 'prompts' | 'receiverRefusal'>,
): void {
  const misfits = checkApplication({ ...application, numbers: [] }).map(({ key, ...rest }) => ({
    ...rest,
    path: key.replace(/\[(\d+)\]/g, '.$1').replaceAll('.', '/'),
  }));
  const silent = checkTones(application, (name) => prompts.has(name)).map(({ tone, ...rest }) => ({
    ...rest,
    path: `tones/${tone}`,
  }));
  const forbidden = Object.entries(application.callbacks).flatMap(([channel, url]) => {
    const refusal = URL.canParse(url) ? receiverRefusal(new URL(url).hostname) : undefined;
    return refusal === undefined
      ? []
      : [{ path: `callbacks/${channel}`, expected: 'an address that call-backs may go to', found: refusal }];
  });
  const faults = [...misfits, ...silent, ...forbidden].map(({ path, expected, found }): FieldFault => {
    const field = path === 'appKey' ? 'params/appKey' : `body/${path}`;
    return { field, message: `expected ${expected}, found ${found}` };
  });
  if (faults.length === 0) return;
  const detail = faults.map(({ field, message }) => `${field} ${message}`).join('; ');
  throw new OperatorProblem(problems.invalid, detail, { faults });
}

/** The schema's error texts make sense in a configuration file only; `requireUsable` says the same about a value. */
function withoutWords(properties: Readonly<Record<string, object>>): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(properties, (key, value: unknown) => {
      if (['secret', 'format', 'const', 'not', 'expected'].includes(key)) return undefined;
      return isExplained(value) ? { ...value, description: `Expected: ${value.expected}.` } : value;
    }),
  ) as Record<string, unknown>;
}

function isExplained(value: unknown): value is { readonly expected: string } {
  return typeof value === 'object' && value !== null && 'expected' in value;
}
