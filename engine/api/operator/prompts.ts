/** Prompt files: list, listen, put in, remove. */
import { createHash } from 'node:crypto';
import type { PromptLanguage } from '../../../routing/application.js';
import { PROMPT_NAME } from '../../../media/prompts.js';
import { MAX_WAV_BYTES } from '../../../media/wav.js';
import { isDiskFull } from '../../observe/full-disk.js';
import type { ShownPrompt } from './answers.js';
import { byteRange } from './byte-range.js';
import type { OperatorContext, Operations } from './context.js';
import { requireNoNumber } from './phone-number.js';
import { notFound, OperatorProblem, problems } from './problems.js';
import { body, failures, listOf, nothing } from './schemas.js';

const name = {
  type: 'string',
  pattern: PROMPT_NAME,
  description: 'File name: letters, digits and _ @ . + -, ending in .wav.',
} as const;
const language = {
  type: 'string',
  enum: ['zh', 'en'],
  description: "For one that comes with Callveil; the language of the policy's country if left out.",
} as const;
const shownPrompt = {
  type: 'object',
  properties: {
    name,
    milliseconds: { type: 'integer' },
    format: { type: 'string', description: 'The format of the file, such as `A-law, 8000 Hz, 8 bit, mono`.' },
    levelDbm0: { type: 'number', description: 'Mean level in dBm0; -66 is silence. Speech is near -20.' },
    peakDbfs: {
      type: 'number',
      description: 'Level of the loudest sample; 0 is full scale, where it distorts.',
    },
    rmsDbfs: { type: 'number', description: 'Root of the mean square, against full scale.' },
    builtIn: { type: 'boolean', description: 'Came with Callveil; can be covered by one of the same name.' },
    languages: { type: 'array', items: { type: 'string' }, description: 'For one that came with Callveil.' },
    usedBy: {
      type: 'object',
      description: 'Who names it, beside answers in X mode and `standardPrompts`.',
      properties: {
        applications: {
          type: 'array',
          items: { type: 'string' },
          description: 'As `key (tones.noBinding)`.',
        },
        bindings: { type: 'integer', description: 'In force.' },
      },
    },
  },
} as const;
const audio = {
  description: 'As it is played: A-law WAV.',
  content: { 'audio/wav': { schema: {} } },
} as const;

/** As browsers and programs call it. */
export const WAV_TYPES = ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'];

export const promptOperations: Operations = (app, context) => {
  listOperations(app, context);
  const { prompts } = context;
  app.put<{ Params: { name: string }; Body: Buffer }>(
    '/prompts/:name',
    {
      config: { role: 'operator' },
      bodyLimit: MAX_WAV_BYTES,
      schema: {
        operationId: 'putPrompt',
        tags: ['prompts'],
        summary: 'Puts a prompt in, or another in its place',
        description:
          'A WAV file of A-law, mu-law or 16-bit PCM, mono, 8000 or 16000 Hz, at most 262 s. Stored as A-law of 8000 Hz, ' +
          'which is what calls hear. In force for calls from then on.',
        consumes: ['audio/wav'],
        // The audio, which is no JSON.
        body: {},
        params: body({ name }, ['name']),
        response: { 204: nothing, ...failures },
      },
    },
    async ({ params, body: content }, reply) => {
      if (!Buffer.isBuffer(content))
        throw new OperatorProblem(problems.unsupportedType, 'expected audio/wav');
      requireNoNumber(params.name, 'params/name', context);
      try {
        await prompts.save(params.name, content);
      } catch (error) {
        if (isDiskFull(error))
          throw new OperatorProblem(problems.diskFull, 'the disk of the prompts is full');
        throw new OperatorProblem(problems.invalid, error instanceof Error ? error.message : String(error));
      }
      return reply.code(204).send();
    },
  );

  app.delete<{ Params: { name: string }; Querystring: { force?: boolean } }>(
    '/prompts/:name',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'removePrompt',
        tags: ['prompts'],
        summary: "Takes one's own prompt out",
        description:
          'Refused with 409 while a binding or an application names it, so that nothing falls silent, least of all the ' +
          'notice of a recording; but for one that covers a prompt of the same name that came with Callveil. With ' +
          '`force` it is taken out all the same: calls that want it as their notice are then not recorded.',
        params: body({ name }, ['name']),
        querystring: body({ force: { type: 'boolean', default: false } }),
        response: { 204: nothing, ...failures },
      },
    },
    async ({ params, query }, reply) => {
      if (query.force !== true) requireUnused(context, params.name);
      if (!(await prompts.remove(params.name))) throw notFound("prompt of one's own");
      return reply.code(204).send();
    },
  );
};

const listOperations: Operations = (app, context) => {
  const { prompts } = context;
  app.get(
    '/prompts',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'listPrompts',
        tags: ['prompts'],
        summary: 'Prompts that may be named',
        response: { 200: listOf('All of them.', shownPrompt), ...failures },
      },
    },
    () => {
      const items = shownPrompts(context);
      return { items, total: items.length };
    },
  );

  app.get<{ Params: { name: string }; Querystring: { language?: PromptLanguage } }>(
    '/prompts/:name',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'getPrompt',
        tags: ['prompts'],
        summary: 'The audio of a prompt',
        description: 'One range of bytes may be asked for (RFC 9110 14).',
        produces: ['audio/wav'],
        params: body({ name }, ['name']),
        querystring: body({ language }),
        response: { 200: audio, 206: audio, ...failures },
      },
    },
    ({ params, query, headers }, reply) => {
      const content = prompts.content(params.name, query.language);
      if (content === undefined) throw notFound(`prompt ${params.name}`);
      const tag = `"${createHash('sha256').update(content).digest('base64url')}"`;
      void reply.header('accept-ranges', 'bytes').header('etag', tag).type('audio/wav');
      const isSame = headers['if-range'] === undefined || headers['if-range'] === tag;
      const range = isSame ? byteRange(headers.range, content.length) : 'none';
      if (range === 'none') return reply.send(content);
      if (range === 'outside') {
        void reply.header('content-range', `bytes */${content.length}`);
        throw new OperatorProblem(
          problems.noSuchRange,
          `expected bytes within ${content.length}, found ${headers.range ?? ''}`,
        );
      }
      const { first, last } = range;
      void reply.code(206).header('content-range', `bytes ${first}-${last}/${content.length}`);
      return reply.send(content.subarray(first, last + 1));
    },
  );
};

function shownPrompts({ prompts, routing }: OperatorContext): ShownPrompt[] {
  const bindings = routing.bindings.promptUse();
  const tones = routing.applications
    .list()
    .flatMap(({ appKey, tones }) =>
      Object.entries(tones).map(([key, tone]) => ({ tone, user: `${appKey} (tones.${key})` })),
    );
  return prompts.list().map(({ covers: _, ...prompt }) => {
    const users = tones.filter(({ tone }) => tone === prompt.name).map(({ user }) => user);
    return { ...prompt, usedBy: { applications: users, bindings: bindings.get(prompt.name) ?? 0 } };
  });
}

/** A refused removal names this many of the bindings that use the prompt. */
const SHOWN_USERS = 5;

function requireUnused({ routing, prompts }: OperatorContext, name: string): void {
  const prompt = prompts.list().find((one) => one.name === name);
  if (prompt === undefined || prompt.builtIn || prompt.covers) return;
  const applications = routing.applications.list().flatMap(({ appKey, tones }) =>
    Object.entries(tones)
      .filter(([, tone]) => tone === name)
      .map(([key]) => `application ${appKey} (tones.${key})`),
  );
  const { ids, total } = routing.bindings.naming(name, SHOWN_USERS);
  const more = total > ids.length ? [`${total - ids.length} more bindings`] : [];
  const users = [...applications, ...ids.map((id) => `binding ${id}`), ...more];
  if (users.length === 0) return;
  throw new OperatorProblem(problems.conflict, `${name} is in use: ${users.join(', ')}`, {
    code: 'prompt-in-use',
  });
}
