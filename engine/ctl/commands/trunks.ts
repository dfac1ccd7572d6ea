/** `trunks`: where calls come from and go to, and how each is. */
import type { Answer, ApiObject } from '../connection.js';
import { showList } from '../page.js';
import { Table } from '../table.js';
import type { Commands } from '../terminal.js';

const bindFields = ['trunk', 'server', 'role', 'isBound', 'since', 'because'];
const fields = ['name', 'type', 'state', 'isRegistered', 'since', 'callsGoOut', 'calls', 'maxCalls'];
const refusalFields = ['trunk', 'status', 'count'];

export const addTrunks: Commands = (program, terminal) => {
  const trunks = program.command('trunks').description('where calls come from and go to');
  trunks
    .command('list')
    .description('all of them, with the state that calls and OPTIONS have found')
    .action(async () => {
      showList(terminal, await terminal.ask('listTrunks'), fields);
    });
  trunks
    .command('refusals')
    .description('what calls sent to each were refused with since the start')
    .action(async () => {
      const answer = await terminal.ask('listTrunks');
      terminal.show(answer, () => new Table(refusalFields).lines(eachOf(answer, 'refusals')));
    });
  trunks
    .command('binds')
    .description('the connections over SMPP, of the trunks that have any')
    .action(async () => {
      const answer = await terminal.ask('listTrunks');
      terminal.show(answer, () => new Table(bindFields).lines(eachOf(answer, 'smpp')));
    });
};

/** What each trunk has in a list, with its name. */
function eachOf({ json: { items } }: Answer, list: 'smpp' | 'refusals'): readonly ApiObject[] {
  const trunks = Array.isArray(items) ? (items as ApiObject[]) : [];
  return trunks.flatMap(({ name, [list]: own }) =>
    Array.isArray(own) ? (own as ApiObject[]).map((one) => ({ ...one, trunk: name })) : [],
  );
}
