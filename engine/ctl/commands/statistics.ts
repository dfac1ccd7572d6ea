/** `statistics`: calls of a time in figures. */
import type { ApiObject } from '../connection.js';
import { appKeyOption, areaCodeOption, option } from '../options.js';
import { details, Table } from '../table.js';
import type { Commands } from '../terminal.js';

const figures = ['calls', 'answered', 'answerPercent', 'meanTalkSeconds', 'postDialSeconds'];
const complaints = ['complaints', 'complaintsPerTenThousand'];

interface Options {
  readonly from?: string;
  readonly until?: string;
  readonly appKey?: string;
  readonly areaCode?: string;
  readonly callerTrunk?: string;
  readonly calleeTrunk?: string;
  readonly interval?: string;
  readonly by?: string;
}

export const addStatistics: Commands = (program, terminal) => {
  program
    .command('statistics')
    .description(
      'calls of a time: answer rate (ASR), mean length (ACD), post-dial delay, endings, complaints',
    )
    .addOption(option('--from <time>', '24 hours before the end if not said', '2026-11-30T00:00:00Z'))
    .addOption(option('--until <time>', 'now if not said', '2026-12-01T00:00:00Z'))
    .addOption(
      option('--by <what>', 'application, city, callerTrunk, calleeTrunk or hour (of the day)', 'city'),
    )
    .addOption(option('--interval <hour|day>', 'show the series as well, by hours or days', 'hour'))
    .addOption(appKeyOption())
    .addOption(areaCodeOption())
    .addOption(option('--caller-trunk <name>', 'calls that came from it', 'carrier-a'))
    .addOption(option('--callee-trunk <name>', 'calls that went out by it', 'carrier-b'))
    .action(async (options: Options) => {
      const end = options.until === undefined ? new Date() : new Date(options.until);
      const utcOffsetMinutes = -end.getTimezoneOffset();
      const query = { ...options, ...(Number.isNaN(utcOffsetMinutes) ? {} : { utcOffsetMinutes }) };
      const answer = await terminal.ask('getStatistics', { query });
      terminal.show(answer, (json) => shown(json, options));
    });
};

/** The totals, then a table for each of the rest. */
function shown(
  { from, until, total, endings, groups, series }: ApiObject,
  { interval, by }: Options,
): string {
  const table = (fields: readonly string[], rows: unknown): string =>
    new Table(fields).lines(Array.isArray(rows) ? (rows as ApiObject[]) : []);
  return [
    details({ from, until, ...(total as ApiObject) }),
    ...(endings === undefined ? [] : [table(['ending', 'calls', 'percent', 'reason'], endings)]),
    ...(by === undefined
      ? []
      : [table(['key', 'name', ...figures, ...(by === 'application' ? complaints : [])], groups)]),
    ...(interval === undefined ? [] : [table(['at', ...figures], series)]),
  ].join('\n\n');
}
