/** `messages`: short messages, without their texts. */
import { integerOption, option } from '../options.js';
import { showList } from '../page.js';
import type { Commands } from '../terminal.js';

const fields = [
  'messageId',
  'appKey',
  'sender',
  'x',
  'receiver',
  'state',
  'result',
  'attempts',
  'receivedAt',
  'endedAt',
];

interface ListOptions {
  readonly app?: string;
  readonly before?: string;
  readonly limit?: number;
}

export const addMessages: Commands = (program, terminal) => {
  const messages = program.command('messages').description('short messages');
  messages
    .command('list')
    .description('newest first')
    .addOption(option('--app <appKey>', 'those of one application', 'key-AXB'))
    .addOption(option('--before <time>', 'those received before', '2026-11-30T10:00:00Z'))
    .addOption(integerOption('--limit <n>', 'how many, 50 if not said', '200'))
    .action(async ({ app, before, limit }: ListOptions) => {
      const query = {
        ...(app !== undefined && { appKey: app }),
        ...(before !== undefined && { before }),
        ...(limit !== undefined && { limit }),
      };
      showList(terminal, await terminal.ask('listMessages', { query }), fields);
    });
};
