/** The journal: whether it accepts changes, and an operator's decision when its store has lost some. */
import type { ShownJournal, ShownRecovery } from './answers.js';
import type { Operations } from './context.js';
import { OperatorProblem, problems } from './problems.js';
import { answer, failures } from './schemas.js';

const scopes = (description: string) => ({ type: 'array', items: { type: 'string' }, description }) as const;

export const journalOperations: Operations = (app, { routing }) => {
  app.get(
    '/journal',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'getJournal',
        tags: ['system'],
        summary: 'Whether the journal takes changes, and what it has lost',
        response: {
          200: answer('Now.', {
            ailments: {
              type: 'array',
              items: { type: 'string' },
              description:
                'Why changes answer 503: away, lost-changes, read-only, out-of-memory, cannot-save, too-few-replicas.',
            },
            lostScopes: scopes(
              'Applications (and `*`, which application has which number) of which the store has lost changes that are in force here.',
            ),
          }),
          ...failures,
        },
      },
    },
    (): ShownJournal => routing.journal,
  );

  for (const { decision, summary, description } of decisions) {
    app.post(
      `/journal/${decision}`,
      {
        config: { role: 'admin' },
        schema: {
          operationId: `${decision}Journal`,
          tags: ['system'],
          summary,
          description,
          response: { 200: answer('Done.', { scopes: scopes('What was decided about.') }), ...failures },
        },
      },
      async (): Promise<ShownRecovery> => {
        const decided = await routing.recoverJournal(decision);
        if (decided.length === 0)
          throw new OperatorProblem(problems.conflict, 'the journal has lost nothing', {
            code: 'nothing-lost',
          });
        return { scopes: decided };
      },
    );
  }
};

const decisions = [
  {
    decision: 'restore',
    summary: 'Writes what is in force here into a journal that has lost it',
    description:
      'In the place of what the store has in the scopes that have lost changes, whatever was bound in them since. All engines follow.',
  },
  {
    decision: 'accept',
    summary: 'Takes over what a journal has that has lost changes',
    description:
      'Every binding that the store no longer has ends. Calls in progress go on. All engines follow.',
  },
] as const;
