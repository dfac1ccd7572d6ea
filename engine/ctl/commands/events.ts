/** `events`: messages of calls that applications pull, and those whose push was given up. */
import { appKeyOption, argument, integerOption, option } from '../options.js';
import { showList } from '../page.js';
import type { Commands } from '../terminal.js';

interface ListOptions {
  readonly appKey?: string;
  readonly after?: string;
  readonly kinds?: string;
  readonly limit?: number;
  readonly wait?: number;
}

const ID = 'e5f0a91c2d7-000000000042';

export const addEvents: Commands = (program, terminal) => {
  const events = program.command('events').description('messages of calls: pulled, or never taken');

  events
    .command('list')
    .description('those of applications that pull, oldest first')
    .addOption(appKeyOption())
    .addOption(option('--after <id>', 'those after this one', ID))
    .addOption(option('--kinds <list>', 'these kinds only', 'disconnect,fee'))
    .addOption(integerOption('--limit <n>', 'at most so many, 100 if not said', '20'))
    .addOption(integerOption('--wait <seconds>', 'how long to wait if there is none, up to 60', '5'))
    .action(async (options: ListOptions) => {
      const answer = await terminal.ask('listEvents', { query: { ...options } });
      showList(terminal, answer, ['id', 'at', 'appKey', 'kind', 'sessionId', 'message']);
    });

  events
    .command('undelivered')
    .description('those that no address has taken, after the last retry')
    .addOption(appKeyOption())
    .addOption(option('--after <id>', 'those after this one', ID))
    .addOption(integerOption('--limit <n>', 'at most so many, 100 if not said', '20'))
    .action(async (options: ListOptions) => {
      const answer = await terminal.ask('listUndelivered', { query: { ...options } });
      showList(terminal, answer, [
        'id',
        'givenUpAt',
        'appKey',
        'channel',
        'sessionId',
        'failures',
        'because',
      ]);
    });

  events
    .command('resend')
    .description('push undelivered ones again: these, or all of an application')
    .addArgument(argument('[ids...]', 'ids of undelivered messages', ID))
    .addOption(appKeyOption())
    .action(async (ids: readonly string[], { appKey }: ListOptions) => {
      const body = { appKey, ...(ids.length > 0 && { ids }) };
      const answer = await terminal.ask('resendUndelivered', { body });
      terminal.show(answer, ({ resent }) => `${String(resent)} pushed again`);
    });
};
