/** What would happen to a call, step by step, without placing it. */
import type { E164 } from '../../../routing/numbers/number.js';
import type { Explanation } from '../../../routing/explain.js';
import type { Resolution } from '../../../routing/resolution.js';
import { Ending } from '../../call/ending.js';
import type { ShownExplanation } from './answers.js';
import type { Operations } from './context.js';
import { writtenNumber } from './phone-number.js';
import { answer, appKey, body, explainedSteps, failures, number, subscriptionId } from './schemas.js';

interface Question {
  readonly caller?: E164;
  readonly dialled: E164;
  readonly digits?: string;
}

export const explainOperation: Operations = (app, { routing, trunks, clock }) => {
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
        body: body(
          {
            caller: writtenNumber,
            dialled: writtenNumber,
            digits: { type: 'string', pattern: '^[0-9]{0,8}$' },
          },
          ['dialled'],
        ),
        response: {
          200: answer('The answer with its reasons.', {
            steps: explainedSteps,
            routes: {
              type: 'object',
              description: 'The trunks of a call that is connected; an empty list: it ends with 404.',
              properties: {
                rule: { type: 'integer', description: 'The place among `routes` of the configuration.' },
                trunks: {
                  type: 'array',
                  items: {
                    type: 'object',
                    properties: {
                      name: { type: 'string' },
                      priority: { type: 'integer' },
                      weight: { type: 'integer' },
                    },
                  },
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
                direction: { type: 'integer', description: '0 A is called, 1 A calls.' },
                extension: { type: 'string' },
                rules,
                reason: { type: 'string' },
                sipStatus: { type: 'integer', description: 'What a refused caller gets.' },
                stateCode: {
                  type: 'integer',
                  description: 'The state code that the application gets for a refusal.',
                },
                prompt: { type: 'string' },
                maxDigits: { type: 'integer' },
              },
            },
          }),
          ...failures,
        },
      },
    },
    ({ body: { caller, dialled, digits } }) => {
      const explanation = routing.explain({ caller, dialled, digits, at: clock() });
      const { resolution } = explanation;
      if (resolution.kind !== 'connect') return describe(explanation);
      const routes = trunks.explain(resolution);
      return { ...describe(explanation), routes };
    },
  );
};

const rules = {
  type: 'object',
  description: 'What the binding asks of the call.',
  properties: {
    maxDurationMs: { type: 'integer', description: 'From the answer on; 0 no limit.' },
    lastMinutePrompt: { type: 'string' },
    waitingPrompt: { type: 'string' },
    recording: {
      type: 'object',
      description: 'Missing when the call is not recorded.',
      properties: { hintPrompt: { type: 'string' } },
    },
  },
} as const;

/** The resolution without the application's own fields, which include its secret. */
function describe({ steps, resolution }: Explanation): ShownExplanation {
  const { application, ...rest } = resolution;
  const refused = resolution.kind === 'refuse' ? refusalCodes(resolution) : {};
  return { steps, resolution: { ...rest, ...refused, appKey: application?.appKey } };
}

function refusalCodes({ reason, application }: Resolution & { readonly kind: 'refuse' }): object {
  const ending = new Ending(reason);
  return { sipStatus: ending.row.sip, stateCode: ending.codes(application?.mode).stateCode };
}
