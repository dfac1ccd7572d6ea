/** `audit`: who looked at, listened to, changed, exported or erased what; and whether that is as it was written. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { InvalidArgumentError } from 'commander';
import { ChainCheck, type Head } from '../../protect/chain.js';
import type { Answer, ApiObject } from '../connection.js';
import { Failure } from '../failure.js';
import { integerOption, numberOption, option } from '../options.js';
import { details, Table } from '../table.js';
import type { Commands } from '../terminal.js';

interface Search {
  readonly number?: string;
  readonly who?: string;
  readonly action?: string;
  readonly after?: number;
  readonly limit?: number;
}

const EXAMPLE = `1234:${'0f'.repeat(32)}`;

export const addAudit: Commands = (program, terminal) => {
  const audit = program.command('audit').description('who looked at or changed what');

  audit
    .command('list')
    .description('the newest entries, or those after one, oldest first')
    .addOption(numberOption('--number', 'only those that concern it', '+8613800000021'))
    .addOption(option('--who <name>', 'only those of a token', 'night-shift'))
    .addOption(option('--action <action>', 'only those', 'erased'))
    .addOption(integerOption('--after <n>', 'those after this one', '1234'))
    .addOption(integerOption('--limit <n>', 'at most so many, 100 if not said', '20'))
    .action(async (options: Search) => {
      const answer = await terminal.ask('searchAudit', { body: { ...options } });
      terminal.show(answer, ({ items }) =>
        new Table(['sequence', 'time', 'who', 'action', 'what']).lines(shown(items)),
      );
    });

  audit
    .command('verify')
    .description('whether the audit is as it was written, of the service or of a copy of its file')
    .addOption(option('--file <file>', 'a copy of audit.jsonl, without the service', 'audit.jsonl'))
    .addOption(
      option(
        '--head <head>',
        'a head noted earlier, sequence:hash; it must still be there',
        EXAMPLE,
      ).argParser(readHead),
    )
    .action(async ({ file, head }: { file?: string; head?: Head }) => {
      const answer =
        file === undefined
          ? await terminal.ask('verifyAudit', { query: { ...head } })
          : await verifyFile(file, head);
      terminal.show(answer, details);
      if (answer.json['intact'] !== true) throw new Failure('refused', 'the audit is not as it was written');
    });
};

function shown(items: unknown): ApiObject[] {
  const entries = Array.isArray(items) ? (items as ApiObject[]) : [];
  return entries.map((entry) => ({ ...entry, who: (entry['who'] as { name?: string } | undefined)?.name }));
}

function readHead(text: string): Head {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new InvalidArgumentError('expected sequence:hash, as the service shows a head');
  return { sequence: Number(sequence), hash };
}

async function verifyFile(file: string, head: Head | undefined): Promise<Answer> {
  const check = new ChainCheck(head);
  const input = createReadStream(file);
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) check.take(line);
  } catch (error) {
    throw new Failure('wrong-use', `${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const json = { ...check.end() };
  return { json, text: JSON.stringify(json) };
}
