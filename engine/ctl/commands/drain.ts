/** `drain`: takes no new calls, before maintenance, and takes them again. */
import type { Commands } from '../terminal.js';

export const addDrain: Commands = (program, terminal) => {
  const drain = program.command('drain').description('take no new calls, and take them again');
  drain
    .command('begin')
    .description('take no new calls until that is undone; calls in progress go on')
    .action(async () => {
      const answer = await terminal.ask('beginDrain', {});
      terminal.show(answer, () => 'it drains: no new calls are taken');
    });
  drain
    .command('undo')
    .description('take calls again')
    .action(async () => {
      const answer = await terminal.ask('undoDrain', {});
      terminal.show(answer, () => 'it takes calls');
    });
};
