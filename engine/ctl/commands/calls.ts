/** `calls`: calls in progress. */
import { argument } from '../options.js';
import { addPageOptions, showPages, type PageOptions } from '../page.js';
import type { Commands } from '../terminal.js';
import { details } from '../table.js';

const fields = [
  'sessionId',
  'state',
  'appKey',
  'caller',
  'x',
  'callee',
  'display',
  'arrivedAt',
  'answeredAt',
];

export const addCalls: Commands = (program, terminal) => {
  const calls = program.command('calls').description('calls in progress');
  const session = () => argument('<sessionId>', 'id of the call', '1b7c9d2e4f');

  addPageOptions(calls.command('list').description('oldest first')).action(async (options: PageOptions) => {
    await showPages(terminal, options, fields, (page) => terminal.ask('listCalls', { query: { ...page } }));
  });

  calls
    .command('show')
    .description('one call')
    .addArgument(session())
    .action(async (sessionId: string) => {
      terminal.show(await terminal.ask('getCall', { params: { sessionId } }), details);
    });

  calls
    .command('stop')
    .description('end a call')
    .addArgument(session())
    .action(async (sessionId: string) => {
      terminal.show(await terminal.ask('endCall', { params: { sessionId } }), () => `stopped ${sessionId}`);
    });
};
