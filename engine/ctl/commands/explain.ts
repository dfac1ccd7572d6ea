/** `explain`: what would happen to a call, step by step, with routing's own reasons. */
import type { ApiObject } from '../connection.js';
import { argument, numberArgument, option } from '../options.js';
import type { Commands } from '../terminal.js';
import { details, Table } from '../table.js';

/** Replaces a caller's number. */
const WITHHELD = 'withheld';

export const addExplain: Commands = (program, terminal) => {
  program
    .command('explain')
    .description('what would become of a call, step by step, without making it')
    .addArgument(argument('<caller>', `the caller's number, or ${WITHHELD}`, '+8613800000021'))
    .addArgument(numberArgument('<dialled>', 'the privacy number they dial', '+8675500000001'))
    .addOption(option('--digits <E>', 'what they type when asked for an extension, AXE', '0042'))
    .action(async (caller: string, dialled: string, { digits }: { digits?: string }) => {
      const body = { ...(caller !== WITHHELD && { caller }), dialled, digits };
      terminal.show(await terminal.ask('explain', { body }), render);
    });
};

function render({ steps, resolution, routes }: ApiObject): string {
  const taken = Array.isArray(steps) ? (steps as ApiObject[]) : [];
  const numbered = taken.map((step, n) => ({ ...step, '#': n + 1 }));
  const { kind, ...rest } = (resolution ?? {}) as ApiObject;
  return [
    new Table(['#', 'outcome', 'step']).lines(numbered),
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
