/** `journal`: whether it accepts changes, and an operator's decision if it has lost some. */
import type { Commands } from '../terminal.js';
import { details } from '../table.js';

export const addJournal: Commands = (program, terminal) => {
  const journal = program.command('journal').description('what keeps applications, numbers and bindings');

  journal
    .command('show')
    .description('whether it takes changes, and in which scopes it has lost some')
    .action(async () => {
      terminal.show(await terminal.ask('getJournal'), details);
    });

  journal
    .command('restore')
    .description('write what is in force in the engine into a journal that has lost it')
    .action(async () => {
      terminal.show(await terminal.ask('restoreJournal'), ({ scopes }) => `restored ${named(scopes)}`);
    });

  journal
    .command('accept')
    .description('take over what a journal has that has lost changes: bindings that it has not end')
    .action(async () => {
      terminal.show(await terminal.ask('acceptJournal'), ({ scopes }) => `accepted ${named(scopes)}`);
    });
};

function named(scopes: unknown): string {
  return Array.isArray(scopes) ? scopes.join(', ') : String(scopes);
}
