/** `blacklist`: numbers that are barred from being bound, calling, being called or writing. */
import { importCsv } from '../csv-import.js';
import { appKeyOption, argument, numberOption, option } from '../options.js';
import { addPageOptions, showPages, type PageOptions } from '../page.js';
import type { Commands } from '../terminal.js';
import { details } from '../table.js';

const fields = ['kind', 'number', 'x', 'appKey', 'until', 'note'];
const KINDS = 'bind-a, bind-b, call-as-a, call-as-b, call, message or x';

interface Entry {
  readonly x?: string;
  readonly appKey?: string;
  readonly until?: string;
  readonly note?: string;
}

export const addBlacklist: Commands = (program, terminal) => {
  const blacklist = program.command('blacklist').description('numbers that are barred');

  addPageOptions(
    blacklist
      .command('list')
      .description('entries in force, or those that concern a number')
      .addOption(option('--kind <kind>', 'only those of a kind', 'call'))
      .addOption(appKeyOption())
      .addOption(numberOption('--number', 'only those that concern it', '+8613800000021')),
  ).action(async (options: PageOptions & { kind?: string; appKey?: string; number?: string }) => {
    const { kind, appKey, number } = options;
    await showPages(terminal, options, fields, (page) =>
      terminal.ask('searchBlacklist', { body: { kind, appKey, number, ...page } }),
    );
  });

  blacklist
    .command('add')
    .description('bar numbers, or numbers that begin like them')
    .addArgument(argument('<kind>', `what from: ${KINDS}`, 'call'))
    .addArgument(argument('<numbers...>', 'numbers; +86170* is every one that begins so', '+8613800000021'))
    .addOption(numberOption('--x', 'the X, of kind x', '+8675500000001'))
    .addOption(appKeyOption())
    .addOption(option('--until <time>', 'when it ends, RFC 3339', '2027-01-01T00:00:00Z'))
    .addOption(option('--note <text>', 'why, for people', 'complaint-17'))
    .action(async (kind: string, numbers: string[], { x, appKey, until, note }: Entry) => {
      const entries = numbers.map((number) => ({ kind, number, x, appKey, until, note }));
      terminal.show(await terminal.ask('addToBlacklist', { body: { entries } }), details);
    });

  blacklist
    .command('import')
    .description(
      'bar the numbers of a CSV file: a heading with number and any of kind, x, app_key, until and note, or numbers alone',
    )
    .addArgument(argument('<file>', 'the file, - for standard input', 'barred.csv'))
    .addOption(option('--kind <kind>', `where a line has none: ${KINDS}`, 'call'))
    .addOption(appKeyOption())
    .addOption(option('--until <time>', 'when those without a term end, RFC 3339', '2027-01-01T00:00:00Z'))
    .action(async (file: string, { kind, appKey, until }: Entry & { readonly kind?: string }) => {
      const query = { kind, appKey, until };
      await importCsv(terminal, file, (content) => terminal.ask('importBlacklist', { query, content }));
    });

  blacklist
    .command('remove')
    .description('take an entry away')
    .addArgument(argument('<kind>', `its kind: ${KINDS}`, 'call'))
    .addArgument(argument('<number>', 'as it was added', '+8613800000021'))
    .addOption(numberOption('--x', 'the X, of kind x', '+8675500000001'))
    .addOption(appKeyOption())
    .action(async (kind: string, number: string, { x, appKey }: Entry) => {
      const body = { kind, number, x, appKey };
      terminal.show(await terminal.ask('removeFromBlacklist', { body }), () => `removed ${number}`);
    });
};
