/** `trunks`: where calls come from and go to, and how each is. */
import { showList } from '../page.js';
import type { Commands } from '../terminal.js';

const fields = ['name', 'type', 'state', 'isRegistered', 'since', 'callsGoOut', 'calls', 'maxCalls'];

export const addTrunks: Commands = (program, terminal) => {
  const trunks = program.command('trunks').description('where calls come from and go to');
  trunks
    .command('list')
    .description('all of them, with the state that calls and OPTIONS have found')
    .action(async () => {
      showList(terminal, await terminal.ask('listTrunks'), fields);
    });
};
