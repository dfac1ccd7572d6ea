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

function render({ steps, resolution }: ApiObject): string {
  const taken = Array.isArray(steps) ? (steps as ApiObject[]) : [];
  const numbered = taken.map((step, n) => ({ ...step, '#': n + 1 }));
  const { kind, ...rest } = (resolution ?? {}) as ApiObject;
  return [
    new Table(['#', 'outcome', 'step']).lines(numbered),
    '',
    details({ resolution: kind, ...rest }),
  ].join('\n');
}
