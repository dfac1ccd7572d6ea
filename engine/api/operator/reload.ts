/** Reads the configuration file again. What is not possible is answered as a conflict, and then nothing has changed. */
import type { ShownReload } from './answers.js';
import type { Operator } from '../../accounts/operator.js';
import type { OperatorContext } from './context.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OperatorProblem, problems } from './problems.js';
import { answer, body, failures } from './schemas.js';

const lines = (description: string) => ({ type: 'array', items: { type: 'string' }, description }) as const;

export function reloadOperation(
  app: FastifyInstance,
  { reload }: Pick<OperatorContext, 'reload'>,
  operatorOf: (request: FastifyRequest) => Operator | undefined,
): void {
  app.post<{ Body: { readonly dryRun?: boolean } | null }>(
    '/reload',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'reload',
        tags: ['system'],
        summary: 'Reads the configuration file again and puts it in force, whole or not at all',
        description:
          'Calls in progress keep what they began with. 409 with the code `invalid`, `not-changeable`, `draining` or ' +
          '`failed` says why nothing has changed; `errors` has one entry for each mistake, or for each key that the ' +
          'running service cannot change. Secrets and numbers are not shown.',
        body: {
          ...body({ dryRun: { type: 'boolean', description: 'Only says what would change.' } }),
          type: ['object', 'null'],
        },
        response: {
          200: answer('Done, or with `dryRun` possible.', {
            outcome: { type: 'string', enum: ['applied', 'unchanged', 'checked'] },
            changes: lines('Each changed key with its old and its new value.'),
            doubts: lines('Settings that can hardly have been meant.'),
          }),
          ...failures,
        },
      },
    },
    async (request): Promise<ShownReload> => {
      const asked = `the operator API (${operatorOf(request)?.name ?? ''})`;
      const outcome = await reload(asked, request.body?.dryRun === true);
      if (outcome.outcome !== 'refused') return outcome;
      throw new OperatorProblem(problems.conflict, [TEXTS[outcome.reason], ...outcome.faults].join('; '), {
        code: outcome.reason,
        faults: outcome.faults.map(faultOf),
      });
    },
  );
}

const TEXTS = {
  invalid: 'the file has mistakes; nothing has changed',
  'not-changeable': 'these keys change at the next start only, so nothing has changed',
  draining: 'the service is stopping; nothing has changed',
  failed: 'the file could not be put in force; nothing has changed',
} as const;

/** `callveil.yaml:12 trunks[0].to: expected …` and `media.workers: 1 → 2` are a place and what is said of it. */
function faultOf(line: string): { readonly field: string; readonly message: string } {
  const at = line.indexOf(': ');
  return at === -1 ? { field: '', message: line } : { field: line.slice(0, at), message: line.slice(at + 2) };
}
