/** `numbers`: the pool of privacy numbers. */
import { Option } from 'commander';
import {
  appKeyOption,
  areaCodeOption,
  argument,
  integerOption,
  numberArgument,
  numbersArgument,
  option,
} from '../options.js';
import { Failure } from '../failure.js';
import { importCsv } from '../csv-import.js';
import { addPageOptions, showList, showPages, type PageOptions } from '../page.js';
import type { Commands } from '../terminal.js';
import { details, Table } from '../table.js';
import type { ApiObject } from '../connection.js';

const fields = ['number', 'appKey', 'areaCode', 'status', 'cause', 'relations', 'restsUntil'];
const cityFields = ['areaCode', 'province', 'cities', 'total', 'free', 'used', 'resting', 'frozen', 'ended'];
const partFields = ['what', 'numbers', 'rule'];
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
    .action((file: string, { appKey }: { appKey: string }) =>
      importCsv(
        terminal,
        file,
        (content) => terminal.ask('importNumbers', { query: { appKey }, content }),
        'added',
      ),
    );

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
    .command('cities')
    .description('how many numbers each city has, and what they can do')
    .addOption(appKeyOption())
    .addOption(option('--status <status>', 'only those with it', 'frozen'))
    .action(async ({ appKey, status }: Selector) => {
      showList(terminal, await terminal.ask('getNumberCities', { query: { appKey, status } }), cityFields);
    });

  numbers
    .command('plan')
    .description('how many numbers so many bindings take, by the rules of a mode')
    .addArgument(argument('<mode>', 'AXB, AX, AXE, AXYB or X', 'AXB'))
    .addArgument(argument('<bindings>', 'how many there are at once', '20000'))
    .addOption(integerOption('--per-user <n>', 'most that one user has at once, 1 if not said', '3'))
    .addOption(integerOption('--b-per-a <n>', 'AXYB: most B with a Y of one A, 1 if not said', '10'))
    .addOption(integerOption('--ends-per-hour <n>', 'AX, AXYB: bindings that end in an hour', '500'))
    .addOption(appKeyOption())
    .addOption(areaCodeOption())
    .action(async (mode: string, bindings: string, options: PlanOptions) => {
      const query = { mode: mode.toUpperCase(), bindings, ...options };
      const answer = await terminal.ask('getNumberPlan', { query });
      const { parts: _, ...sums } = answer.json;
      terminal.show(
        answer,
        () => `${details(sums)}\n\n${new Table(partFields).lines(listIn(answer.json, 'parts'))}`,
      );
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

interface PlanOptions {
  readonly perUser?: number;
  readonly bPerA?: number;
  readonly endsPerHour?: number;
  readonly appKey?: string;
  readonly areaCode?: string;
}

function listIn(json: ApiObject, field: string): readonly ApiObject[] {
  const value = json[field];
  return Array.isArray(value) ? (value as ApiObject[]) : [];
}
