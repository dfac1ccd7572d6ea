/** `trunks`: where calls come from and go to, and how each is. */
import type { Answer, ApiObject } from '../connection.js';
import { showList } from '../page.js';
import { Table } from '../table.js';
import type { Commands } from '../terminal.js';

const bindFields = ['trunk', 'server', 'role', 'isBound', 'since', 'because'];
const fields = ['name', 'type', 'state', 'isRegistered', 'since', 'callsGoOut', 'calls', 'maxCalls'];

export const addTrunks: Commands = (program, terminal) => {
  const trunks = program.command('trunks').description('where calls come from and go to');
  trunks
    .command('list')
    .description('all of them, with the state that calls and OPTIONS have found')
    .action(async () => {
      showList(terminal, await terminal.ask('listTrunks'), fields);
    });
  trunks
    .command('binds')
    .description('the connections over SMPP, of the trunks that have any')
    .action(async () => {
      const answer = await terminal.ask('listTrunks');
      terminal.show(answer, () => new Table(bindFields).lines(bindsOf(answer)));
    });
};

function bindsOf({ json: { items } }: Answer): readonly ApiObject[] {
  const trunks = Array.isArray(items) ? (items as ApiObject[]) : [];
  return trunks.flatMap(({ name, smpp }) =>
    Array.isArray(smpp) ? (smpp as ApiObject[]).map((bind) => ({ ...bind, trunk: name })) : [],
  );
}
