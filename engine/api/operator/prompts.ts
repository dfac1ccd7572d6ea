/** Prompt files: list, put in, remove. */
import type { OperatorContext, Operations } from './context.js';
import { PROMPT_NAME } from '../../../media/prompts.js';
import { isDiskFull } from '../../observe/full-disk.js';
import { requireNoNumber } from './phone-number.js';
import { notFound, OperatorProblem, problems } from './problems.js';
import { body, failures, listOf, nothing } from './schemas.js';

const name = {
  type: 'string',
  pattern: PROMPT_NAME,
  description: 'File name: letters, digits and _ @ . + -, ending in .wav.',
} as const;
const shownPrompt = {
  type: 'object',
  properties: {
    name,
    milliseconds: { type: 'integer' },
    builtIn: { type: 'boolean', description: 'Came with Callveil; can be covered by one of the same name.' },
  },
} as const;

export const promptOperations: Operations = (app, context) => {
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
      const items = prompts.list();
      return { items, total: items.length };
    },
  );

  app.put<{ Params: { name: string }; Body: Buffer }>(
    '/prompts/:name',
    {
      config: { role: 'operator' },
      bodyLimit: LONGEST_PROMPT,
      schema: {
        operationId: 'putPrompt',
        tags: ['prompts'],
        summary: 'Puts a prompt in, or another in its place',
        description: 'A WAV file: A-law, 8000 Hz, mono, at most 2 MB. In force for calls from then on.',
        consumes: ['audio/wav'],
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

  app.delete<{ Params: { name: string } }>(
    '/prompts/:name',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'removePrompt',
        tags: ['prompts'],
        summary: "Takes one's own prompt out",
        description:
          'Refused with 409 while a binding or an application names it, so that nothing falls silent, least of all the ' +
          'notice of a recording; but for one that covers a prompt of the same name that came with Callveil.',
        params: body({ name }, ['name']),
        response: { 204: nothing, ...failures },
      },
    },
    async ({ params }, reply) => {
      requireUnused(context, params.name);
      if (!(await prompts.remove(params.name))) throw notFound("prompt of one's own");
      return reply.code(204).send();
    },
  );
};

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

const LONGEST_PROMPT = 2 * 1024 * 1024 + 1024;
