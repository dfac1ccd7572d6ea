/** `receivers`: messages that wait for applications. */
import { showList } from '../page.js';
import type { Commands } from '../terminal.js';

const fields = ['appKey', 'channel', 'waiting', 'failed', 'nextDueAt', 'down'];

export const addReceivers: Commands = (program, terminal) => {
  const receivers = program.command('receivers').description('where events and records are pushed to');
  receivers
    .command('list')
    .description('those that something waits for')
    .action(async () => {
      showList(terminal, await terminal.ask('listReceivers'), fields);
    });
};
