/** `records`: calls, messages and changes of numbers of the past. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { InvalidArgumentError, type Command } from 'commander';
import type { ApiObject } from '../connection.js';
import { asFailure } from '../failure.js';
import { appKeyOption, argument, integerOption, numberOption, option } from '../options.js';
import { showList } from '../page.js';
import { details } from '../table.js';
import type { Commands, Terminal } from '../terminal.js';

const fields = ['at', 'kind', 'id', 'appKey', 'caller', 'x', 'callee', 'talkSeconds', 'ending'];
/** Lines between two notes of the progress. */
const NOTE_EVERY = 100_000;
const NEWLINE = 10;

export interface Wanted {
  readonly kind?: readonly string[];
  readonly number?: string;
  readonly appKey?: string;
  readonly binding?: string;
  readonly trunk?: string;
  readonly ending?: string;
  readonly from?: string;
  readonly until?: string;
  readonly minSeconds?: number;
  readonly maxSeconds?: number;
}

interface Search extends Wanted {
  readonly after?: string;
  readonly limit?: number;
}

export const addRecords: Commands = (program, terminal) => {
  const records = program
    .command('records')
    .description('calls, messages and changes of numbers of the past');

  addWanted(records.command('search').description('newest first'))
    .addOption(option('--after <place>', 'those behind the last one of an earlier list', '1764500000000-42'))
    .addOption(integerOption('--limit <n>', 'how many, 50 if not said', '200'))
    .action(async ({ after, limit, ...wanted }: Search) => {
      const answer = await terminal.ask('searchRecords', { body: { ...bodyOf(wanted), after, limit } });
      showList(terminal, answer, fields);
      const { next } = answer.json;
      if (typeof next === 'string') terminal.note(`--after ${next} for more`);
    });

  records
    .command('show')
    .description('one record, whole')
    .addArgument(argument('<kind>', 'call, message or number', 'call'))
    .addArgument(argument('<id>', 'session of the call, id of the message', '1b7c9d2e4f'))
    .action(async (kind: string, id: string) => {
      terminal.show(await terminal.ask('getRecord', { params: { kind, id } }), details);
    });

  addWanted(records.command('export').description('all that a search finds, as CSV with complete numbers'))
    .addOption(option('--output <file>', 'where to, standard output if not said', 'records.csv'))
    .action(({ output, ...wanted }: Wanted & { readonly output?: string }) =>
      exported(terminal, wanted, output),
    );
};

function addWanted(command: Command): Command {
  return addWantedOfAny(
    command.addOption(
      option('--kind <kinds...>', 'only calls, messages, numbers', 'call').argParser(readKind),
    ),
  );
}

/** What a search of any kind of record may ask for. */
export function addWantedOfAny(command: Command): Command {
  return command
    .addOption(numberOption('--number', 'only those in which it has a part', '+8613800000021'))
    .addOption(appKeyOption())
    .addOption(option('--binding <id>', 'only those of a binding', 'c0921022-aa87-4810-8df7-a3458c7f8306'))
    .addOption(option('--trunk <name>', 'only those with a leg of a trunk', 'carrier-a'))
    .addOption(option('--ending <ending>', 'only those that ended so', 'no-answer'))
    .addOption(option('--from <time>', 'those that came at this time or later', '2026-11-30T10:00:00Z'))
    .addOption(option('--until <time>', 'those that came before', '2026-11-30T11:00:00Z'))
    .addOption(integerOption('--min-seconds <n>', 'talked at least so long', '60'))
    .addOption(integerOption('--max-seconds <n>', 'talked at most so long', '3'));
}

export function bodyOf({ kind, binding, ...rest }: Wanted): ApiObject {
  return { ...rest, kinds: kind, subscriptionId: binding };
}

function readKind(text: string, before: readonly string[] | undefined): readonly string[] {
  if (!['call', 'message', 'number'].includes(text))
    throw new InvalidArgumentError('expected call, message or number');
  return [...(before ?? []), text];
}

async function exported(terminal: Terminal, wanted: Wanted, file: string | undefined): Promise<void> {
  let lines = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of terminal.connection.pieces('exportRecords', { body: bodyOf(wanted) })) {
      const before = lines;
      for (const byte of piece) if (byte === NEWLINE) lines += 1;
      if (Math.floor(before / NOTE_EVERY) < Math.floor(lines / NOTE_EVERY))
        terminal.note(`${lines} records so far`);
      yield piece;
    }
  };
  // Standard output stays open for what follows.
  if (file === undefined) await pipeline(counted(), process.stdout, { end: false }).catch(asFailure);
  else await pipeline(counted(), createWriteStream(file)).catch(asFailure);
  terminal.note(`${Math.max(0, lines - 1)} records`);
}
