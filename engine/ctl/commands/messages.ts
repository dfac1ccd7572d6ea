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
  readonly after?: string;
  readonly limit?: number;
}

export const addMessages: Commands = (program, terminal) => {
  const messages = program.command('messages').description('short messages');
  messages
    .command('list')
    .description('newest first')
    .addOption(option('--app <appKey>', 'those of one application', 'key-AXB'))
    .addOption(option('--before <time>', 'those received before', '2026-11-30T10:00:00Z'))
    .addOption(option('--after <place>', 'those after the last one of an earlier list', '1764500000000-01KB'))
    .addOption(integerOption('--limit <n>', 'how many, 50 if not said', '200'))
    .action(async ({ app, before, after, limit }: ListOptions) => {
      const query = {
        ...(app !== undefined && { appKey: app }),
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
        ...(limit !== undefined && { limit }),
      };
      const answer = await terminal.ask('listMessages', { query });
      showList(terminal, answer, fields);
      const { next } = answer.json;
      if (typeof next === 'string') terminal.note(`--after ${next} for more`);
    });
};
