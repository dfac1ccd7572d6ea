/**
 * Secrets of applications, made here and shown once: in the answer to the request that makes one, and never again. With
 * a test push, which shows whether an application's system takes what is sent to it.
 */
import { randomBytes } from 'node:crypto';
import type { Application } from '../../../routing/application.js';
import { changeable, requireUsable, shownWithSource } from './applications.js';
import type { OperatorContext, Operations } from './context.js';
import { requireNoNumber } from './phone-number.js';
import { notFound, OperatorProblem, problems } from './problems.js';
import { answer, appKey, body, failures } from './schemas.js';
import type { ShownTrial } from './system-answers.js';

/** 192 bits, in letters and digits of Base64url. */
const SECRET_BYTES = 24;
/** Characters of an answer that are shown. */
const SHOWN_BODY = 300;
const TIMEOUT_MS = 10_000;

const withSecret = answer('The application, and its secret, which is not shown again.', {
  application: { $ref: 'Application#' },
  appSecret: { type: 'string', description: 'Keep it: Callveil does not show it again.' },
});

const { appSecret: _, ...settings } = changeable;

export const secretOperations: Operations = (app, context) => {
  const { routing } = context;
  app.post<{ Body: Omit<Application, 'appSecret'> }>(
    '/applications',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'createApplication',
        tags: ['applications'],
        summary: 'Makes an application with a secret, which is shown once',
        description: 'What is left out has its default. To bring a secret of your own, use `putApplication`.',
        body: body({ appKey, ...settings }, ['appKey', 'mode']),
        response: { 200: withSecret, ...failures },
      },
    },
    async ({ body: wanted }) => {
      const { appKey: key } = wanted;
      requireNoNumber(key, 'body/appKey', context);
      if (routing.applications.get(key) !== undefined)
        throw new OperatorProblem(problems.conflict, `there is an application ${key}`);
      const appSecret = newSecret();
      const application: Application = { ...wanted, appSecret };
      requireUsable(application, context);
      await routing.saveApplication(application);
      return { application: shownWithSource(context, application), appSecret };
    },
  );

  app.post<{ Params: { appKey: string } }>(
    '/applications/:appKey/secret',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'renewSecret',
        tags: ['applications'],
        summary: 'Gives an application another secret, which is shown once',
        description: 'In force at once: requests that are signed with the old one are refused from then on.',
        params: body({ appKey }, ['appKey']),
        response: { 200: withSecret, ...failures },
      },
    },
    async ({ params }) => {
      const before = existing(context, params.appKey);
      const application = { ...before, appSecret: newSecret() };
      await routing.saveApplication(application);
      return { application: shownWithSource(context, application), appSecret: application.appSecret };
    },
  );

  tryOperation(app, context);
};

const tryOperation: Operations = (app, context) => {
  app.post<{ Params: { appKey: string }; Body: { channel: string } }>(
    '/applications/:appKey/try',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'tryCallback',
        tags: ['applications'],
        summary: 'Sends a signed test push to one of its addresses, and answers what came of it',
        description:
          'Signed as every push is, with `eventType` `test`, once, to an address that the application has: under the rules of ' +
          '`callbacks.allowedNetworks`, without following redirects. Nothing is stored.',
        params: body({ appKey }, ['appKey']),
        body: body(
          {
            channel: {
              type: 'string',
              maxLength: 64,
              description: 'Name among `callbacks`.',
              examples: ['status'],
            },
          },
          ['channel'],
        ),
        response: {
          200: answer('What came of it.', {
            channel: { type: 'string' },
            url: { type: 'string' },
            status: { type: 'integer', description: 'HTTP status; missing: there was no answer.' },
            milliseconds: { type: 'integer' },
            body: { type: 'string', description: `How the answer begins: at most ${SHOWN_BODY} characters.` },
            because: { type: 'string', description: 'Why there was no answer.' },
          }),
          ...failures,
        },
      },
    },
    async ({ params, body: { channel } }): Promise<ShownTrial> => {
      const application = existing(context, params.appKey);
      const url = Object.entries(application.callbacks).find(([name]) => name === channel)?.[1];
      if (url === undefined) throw notFound(`address ${channel} of the application`);
      const result = await context.tryPush(
        application,
        url,
        trialBody(application, context.clock()),
        TIMEOUT_MS,
      );
      return {
        ...{ channel, url, milliseconds: Math.round(result.tookMs) },
        ...(result.outcome === 'failed'
          ? { because: result.because }
          : { status: result.status, body: result.body.slice(0, SHOWN_BODY) }),
      };
    },
  );
};

function existing({ routing }: OperatorContext, key: string): Application {
  const application = routing.applications.get(key);
  if (application === undefined) throw notFound('application');
  return application;
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

function trialBody({ appKey: key }: Application, now: number): string {
  const text = 'A test of this address, sent by an operator.';
  return JSON.stringify({ eventType: 'test', appKey: key, timestamp: new Date(now).toISOString(), text });
}
