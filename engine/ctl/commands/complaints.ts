/** `complaints`: the register of complaints, and how applications stand by it. */
import type { ApiObject } from '../connection.js';
import { appKeyOption, argument, numberOption, option } from '../options.js';
import { addPageOptions, showList, showPages, type PageOptions } from '../page.js';
import { details } from '../table.js';
import type { Commands } from '../terminal.js';

interface Given {
  readonly appKey?: string;
  readonly x?: string;
  readonly at?: string;
  readonly note?: string;
}

const id = '0e9a…';

export const addComplaints: Commands = (program, terminal) => {
  const complaints = program.command('complaints').description('the register of complaints');

  addPageOptions(
    complaints.command('list').description('complaints, the latest first').addOption(appKeyOption()),
  ).action(async (options: PageOptions & { appKey?: string }) => {
    const { appKey } = options;
    await showPages(terminal, options, ['id', 'at', 'appKey', 'category', 'valid', 'x', 'note'], (page) =>
      terminal.ask('listComplaints', { query: { appKey, ...page } }),
    );
  });

  complaints
    .command('standing')
    .description('how applications stand this month')
    .action(async () => {
      const answer = await terminal.ask('listStandings');
      showList(terminal, answer, ['appKey', 'state', 'month', 'complaints', 'numbers', 'percent', 'until']);
    });

  complaints
    .command('add')
    .description('register a complaint about an application or one of its numbers')
    .addArgument(argument('<category>', 'harassment, fraud or other', 'harassment'))
    .addOption(appKeyOption())
    .addOption(numberOption('--x', 'the privacy number it is about', '+8675500000001'))
    .addOption(option('--at <time>', 'when it was made, RFC 3339; now if not said', '2026-11-30T08:00:00Z'))
    .addOption(option('--note <text>', 'for people', 'ticket-17'))
    .action(async (category: string, { appKey, x, at, note }: Given) => {
      const answer = await terminal.ask('addComplaint', { body: { category, appKey, x, at, note } });
      terminal.show(answer, (json: ApiObject) => details(json));
    });

  for (const [name, valid, what] of [
    ['dismiss', false, 'a complaint was examined and is none'],
    ['confirm', true, 'a complaint that was dismissed is one after all'],
  ] as const)
    complaints
      .command(name)
      .description(what)
      .addArgument(argument('<id>', 'its id', id))
      .action(async (one: string) => {
        terminal.show(
          await terminal.ask('judgeComplaint', { params: { id: one }, body: { valid } }),
          details,
        );
      });

  complaints
    .command('remove')
    .description('remove a complaint')
    .addArgument(argument('<id>', 'its id', id))
    .action(async (one: string) => {
      terminal.show(await terminal.ask('removeComplaint', { params: { id: one } }), () => `removed ${one}`);
    });
};
