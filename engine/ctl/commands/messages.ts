/** `messages`: short messages, without their texts. */
import { appKeyOption, integerOption, option } from '../options.js';
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
  readonly appKey?: string;
  readonly before?: string;
  readonly after?: string;
  readonly limit?: number;
}

export const addMessages: Commands = (program, terminal) => {
  const messages = program.command('messages').description('short messages');
  messages
    .command('list')
    .description('newest first')
    .addOption(appKeyOption())
    .addOption(option('--before <time>', 'those received before', '2026-11-30T10:00:00Z'))
    .addOption(option('--after <place>', 'those after the last one of an earlier list', '1764500000000-01KB'))
    .addOption(integerOption('--limit <n>', 'how many, 50 if not said', '200'))
    .action(async (options: ListOptions) => {
      const answer = await terminal.ask('listMessages', { query: { ...options } });
      showList(terminal, answer, fields);
      const { next } = answer.json;
      if (typeof next === 'string') terminal.note(`--after ${next} for more`);
    });
};
