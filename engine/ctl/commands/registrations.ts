/** `registrations`: real users who are registered with a carrier. */
import { importCsv } from '../csv-import.js';
import { appKeyOption, argument, numberOption, numbersArgument, option } from '../options.js';
import { addPageOptions, showPages, type PageOptions } from '../page.js';
import { details } from '../table.js';
import type { Commands } from '../terminal.js';

interface Given {
  readonly appKey?: string;
  readonly state?: string;
  readonly until?: string;
  readonly batch?: string;
}

const fields = ['number', 'appKey', 'state', 'isExpired', 'until', 'batch', 'at'];
const batchOption = () => option('--batch <name>', 'name of an import', '2026-11-30');

export const addRegistrations: Commands = (program, terminal) => {
  const registrations = program.command('registrations').description('real users who are registered');

  registrations
    .command('import')
    .description('register the numbers of a file, one a line, or change their state')
    .addArgument(argument('<file>', 'the file, - for standard input', 'numbers.csv'))
    .addOption(appKeyOption())
    .addOption(option('--state <state>', 'registered (default), pending or rejected', 'pending'))
    .addOption(option('--until <time>', 'when it ends, RFC 3339', '2027-11-30T00:00:00Z'))
    .addOption(batchOption())
    .action(async (file: string, { appKey, state, until, batch }: Given) => {
      const query = { appKey, state, until, batch };
      await importCsv(terminal, file, (content) => terminal.ask('importRegistrations', { query, content }));
    });

  registrations
    .command('status')
    .description('how many are in each state')
    .addOption(appKeyOption())
    .addOption(batchOption())
    .action(async ({ appKey, batch }: Given) => {
      terminal.show(await terminal.ask('getRegistrationStatus', { query: { appKey, batch } }), details);
    });

  addPageOptions(
    registrations
      .command('list')
      .description('registrations in the order of their import')
      .addOption(numberOption('--number', 'only this one', '+8613800000021'))
      .addOption(appKeyOption())
      .addOption(batchOption())
      .addOption(option('--state <state>', 'only those in it', 'pending')),
  ).action(async (options: PageOptions & Given & { number?: string }) => {
    const { number, appKey, batch, state } = options;
    await showPages(terminal, options, fields, (page) =>
      terminal.ask('searchRegistrations', { body: { number, appKey, batch, state, ...page } }),
    );
  });

  registrations
    .command('remove')
    .description('remove numbers, or a whole import')
    .addArgument(numbersArgument('[numbers...]', 'the numbers', '+8613800000021'))
    .addOption(batchOption())
    .addOption(appKeyOption())
    .action(async (given: string[] | undefined, { appKey, batch }: Given) => {
      const numbers = given === undefined || given.length === 0 ? undefined : given;
      terminal.show(await terminal.ask('removeRegistrations', { body: { appKey, numbers, batch } }), details);
    });
};
