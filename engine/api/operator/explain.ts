/** What would become of a call, step by step, without making it. */
import type { E164 } from '../../../routing/number.js';
import type { Explanation } from '../../../routing/explain.js';
import type { ShownExplanation } from './answers.js';
import type { Operations } from './context.js';
import { answer, appKey, body, failures, number, subscriptionId } from './schemas.js';

interface Question {
  readonly caller?: E164;
  readonly dialled: E164;
  readonly digits?: string;
}

export const explainOperation: Operations = (app, { routing, clock }) => {
  app.post<{ Body: Question }>(
    '/explain',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'explain',
        tags: ['calls'],
        summary: 'What would become of a call',
        description:
          'caller left out: withheld. digits: what the caller types when asked for an extension; left out: not asked yet. ' +
          'Nothing is changed.',
        body: body({ caller: number, dialled: number, digits: { type: 'string', pattern: '^[0-9]{0,8}$' } }, [
          'dialled',
        ]),
        response: {
          200: answer('The answer with its reasons.', {
            steps: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  step: { type: 'string' },
                  outcome: { type: 'string', enum: ['yes', 'no', 'found', 'missing'] },
                },
              },
            },
            resolution: {
              type: 'object',
              properties: {
                kind: { type: 'string', enum: ['connect', 'collect', 'ask', 'refuse', 'needs-y'] },
                appKey,
                subscriptionId,
                x: number,
                callee: number,
                display: number,
                reason: { type: 'string' },
                prompt: { type: 'string' },
                maxDigits: { type: 'integer' },
              },
            },
          }),
          ...failures,
        },
      },
    },
    ({ body: { caller, dialled, digits } }) =>
      describe(routing.explain({ caller, dialled, digits, at: clock() })),
  );
};

/** The resolution without the application's own fields, its secret among them. */
function describe({ steps, resolution }: Explanation): ShownExplanation {
  const { application, ...rest } = resolution;
  return { steps, resolution: { ...rest, appKey: application?.appKey } };
}
