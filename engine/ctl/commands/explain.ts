/** `explain`: what would happen to a call, step by step, with routing's own reasons. */
import type { ApiObject } from '../connection.js';
import { Failure } from '../failure.js';
import { argument, numberArgument, option } from '../options.js';
import type { Commands, Terminal } from '../terminal.js';
import { details, Table } from '../table.js';

/** Replaces a caller's number. */
const WITHHELD = 'withheld';

export const addExplain: Commands = (program, terminal) => {
  program
    .command('explain')
    .description('what would become of a call, step by step, without making it; or why one went as it did')
    .addArgument(argument('[caller]', `the caller's number, or ${WITHHELD}`, '+8613800000021'))
    .addArgument(numberArgument('[dialled]', 'the privacy number they dial', '+8675500000001'))
    .addOption(option('--digits <E>', 'what they type when asked for an extension, AXE', '0042'))
    .addOption(option('--session <id>', 'of a call of the past, or one in progress, instead', '1b7c9d2e4f'))
    .action(async (caller: string | undefined, dialled: string | undefined, { digits, session }: Options) => {
      if (session !== undefined) return explainCall(terminal, session);
      if (caller === undefined || dialled === undefined)
        throw new Failure('wrong-use', 'expected <caller> and <dialled>, or --session <id>');
      const body = { ...(caller !== WITHHELD && { caller }), dialled, digits };
      terminal.show(await terminal.ask('explain', { body }), render);
    });
};

interface Options {
  readonly digits?: string;
  readonly session?: string;
}

async function explainCall(terminal: Terminal, sessionId: string): Promise<void> {
  const answer = await terminal.ask('explainCall', { query: { sessionId } });
  terminal.show(answer, ({ steps, record, from, hasLadder }) =>
    [
      stepsTable(steps),
      '',
      details({ from, ladder: hasLadder === true ? `calls ladder ${sessionId}` : 'not kept' }),
      ...(record === undefined ? [] : ['', details(record as ApiObject)]),
    ].join('\n'),
  );
}

function stepsTable(steps: unknown): string {
  const taken = Array.isArray(steps) ? (steps as ApiObject[]) : [];
  return new Table(['#', 'outcome', 'step']).lines(taken.map((step, n) => ({ ...step, '#': n + 1 })));
}

function render({ steps, resolution, routes }: ApiObject): string {
  const { kind, ...rest } = (resolution ?? {}) as ApiObject;
  return [
    stepsTable(steps),
    '',
    details({ resolution: kind, ...rest, ...(routes !== undefined && describeRoutes(routes as ApiObject)) }),
  ].join('\n');
}

/** `carrier-a 3, carrier-b 1; carrier-c`: the next priority stands behind a semicolon, weights beside their rivals. */
function describeRoutes({ rule, trunks }: ApiObject): ApiObject {
  const byPriority = new Map<unknown, ApiObject[]>();
  for (const trunk of trunks as ApiObject[])
    byPriority.set(trunk['priority'], [...(byPriority.get(trunk['priority']) ?? []), trunk]);
  const groups = [...byPriority].sort(([a], [b]) => Number(a) - Number(b)).map(([, rivals]) => rivals);
  const shown = groups.map((rivals) =>
    rivals
      .map(({ name, weight }) => (rivals.length > 1 ? `${String(name)} ${String(weight)}` : String(name)))
      .join(', '),
  );
  return { rule, trunks: shown.length === 0 ? 'none' : shown.join('; ') };
}
