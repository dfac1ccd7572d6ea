/** Records as CSV (RFC 4180): a heading, one record a line. */
import type { PlacedRecord } from '../../records/record-store.js';
import type { ShownRecord } from './call-answers.js';

export const CSV_COLUMNS = [
  ...[
    'kind',
    'id',
    'at',
    'endedAt',
    'appKey',
    'subscriptionId',
    'caller',
    'x',
    'dialled',
    'display',
    'callee',
  ],
  ...['callerTrunk', 'calleeTrunk', 'ending', 'reason', 'fault', 'talkSeconds', 'dialledAt', 'ringingAt'],
  ...[
    'answeredAt',
    'releasedBy',
    'stateCode',
    'ulFailReason',
    'sipStatus',
    'calleeQ850',
    'extension',
    'recording',
  ],
  ...['parts', 'attempts', 'cause', 'callerMos', 'calleeMos'],
] as const;

/** Lines in one piece: a piece for each line would cost more than the line. */
const PIECE = 200;

export async function* recordsAsCsv(
  records: AsyncIterable<PlacedRecord>,
  describe: (record: PlacedRecord) => ShownRecord,
): AsyncGenerator<string> {
  let lines = [CSV_COLUMNS.join(',')];
  for await (const record of records) {
    lines.push(lineOf(describe(record)));
    if (lines.length < PIECE) continue;
    yield joined(lines);
    lines = [];
  }
  if (lines.length > 0) yield joined(lines);
}

function lineOf(record: ShownRecord): string {
  const fields: ReadonlyMap<string, unknown> = new Map(Object.entries(record));
  return CSV_COLUMNS.map((name) => cell(fields.get(name))).join(',');
}

function cell(value: unknown): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = isFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a spreadsheet would compute. A phone number begins with + as well, and is none. */
function isFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text) && !/^\+\d+$/.test(text);
}

function joined(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}
