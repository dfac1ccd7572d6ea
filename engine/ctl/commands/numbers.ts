/** `numbers`: the pool of privacy numbers. */
import { Option } from 'commander';
import {
  readContent,
  appKeyOption,
  areaCodeOption,
  argument,
  numberArgument,
  numbersArgument,
  option,
} from '../options.js';
import { Failure } from '../failure.js';
import { addPageOptions, showPages, type PageOptions } from '../page.js';
import type { Commands } from '../terminal.js';
import { details, Table } from '../table.js';
import type { ApiObject } from '../connection.js';

const fields = ['number', 'appKey', 'areaCode', 'status', 'cause', 'relations', 'restsUntil'];
const x = '+8675500000001';

export const addNumbers: Commands = (program, terminal) => {
  const numbers = program.command('numbers').description('the pool of privacy numbers');

  addPageOptions(
    numbers
      .command('list')
      .description('numbers of the pool')
      .addOption(appKeyOption())
      .addOption(areaCodeOption())
      .addOption(option('--status <status>', 'only those with it', 'frozen')),
  ).action(async (options: PageOptions & Selector) => {
    const { appKey, areaCode, status } = options;
    await showPages(terminal, options, fields, (page) =>
      terminal.ask('listNumbers', { query: { appKey, areaCode, status, ...page } }),
    );
  });

  numbers
    .command('show')
    .description('one number')
    .addArgument(numberArgument('<number>', 'the privacy number', x))
    .action(async (number: string) => {
      terminal.show(await terminal.ask('findNumber', { body: { number } }), details);
    });

  numbers
    .command('add')
    .description('give an application numbers of one city')
    .addOption(appKeyOption().makeOptionMandatory())
    .addOption(areaCodeOption().makeOptionMandatory())
    .addArgument(numbersArgument('<numbers...>', 'the privacy numbers', x))
    .action(async (given: string[], { appKey, areaCode }: { appKey: string; areaCode: string }) => {
      const body = { appKey, numbers: given.map((number) => ({ number, areaCode })) };
      terminal.show(await terminal.ask('addNumbers', { body }), details);
    });

  numbers
    .command('import')
    .description('give an application the numbers of a CSV file with the columns number and area_code')
    .addOption(appKeyOption().makeOptionMandatory())
    .addArgument(argument('<file>', 'the CSV file, - for standard input', 'numbers.csv'))
    .action(async (file: string, { appKey }: { appKey: string }) => {
      const content = { type: 'text/csv', bytes: await readContent(file) };
      const answer = await terminal.ask('importNumbers', { query: { appKey }, content });
      const faults = listIn(answer.json, 'faults');
      terminal.show(answer, ({ added }) =>
        faults.length === 0
          ? details({ added })
          : `${details({ added })}\n\n${new Table(['line', 'message']).lines(faults)}`,
      );
      if (faults.length > 0) throw new Failure('refused', `lines that were not taken: ${faults.length}`);
    });

  numbers
    .command('status')
    .description('change what a number may do; its application is told')
    .addArgument(numberArgument('<number>', 'the privacy number', x))
    .addArgument(argument('<status>', 'normal, suspended, unavailable or frozen', 'frozen'))
    .addOption(new Option('--cause <cause>', 'why it is unavailable, e.g. --cause arrears'))
    .action(async (number: string, status: string, { cause }: { cause?: string }) => {
      terminal.show(await terminal.ask('setNumberStatus', { body: { number, status, cause } }), details);
    });

  numbers
    .command('transfer')
    .description('give numbers to another application; those in use stay')
    .addOption(option('--to-app-key <key>', 'key of that application', 'other-app-key').makeOptionMandatory())
    .addArgument(numbersArgument('<numbers...>', 'the privacy numbers', x))
    .action(async (given: string[], { toAppKey }: { toAppKey: string }) => {
      const answer = await terminal.ask('transferNumbers', { body: { numbers: given, toAppKey } });
      terminal.show(answer, details);
      const { length } = listIn(answer.json, 'inUse');
      if (length > 0) throw new Failure('refused', `in use, and still where they were: ${length}`);
    });

  numbers
    .command('release')
    .description('take a number out of the pool, which is refused while anything is bound to it')
    .addArgument(numberArgument('<number>', 'the privacy number', x))
    .action(async (number: string) => {
      terminal.show(await terminal.ask('removeNumber', { body: { number } }), () => `released ${number}`);
    });
};

interface Selector {
  readonly appKey?: string;
  readonly areaCode?: string;
  readonly status?: string;
}

function listIn(json: ApiObject, field: string): readonly ApiObject[] {
  const value = json[field];
  return Array.isArray(value) ? (value as ApiObject[]) : [];
}
