/** Imports a CSV file piece by piece: says how far it is, and at the end which lines were not taken. */
import { csvPieces } from '../csv-pieces.js';
import type { Answer, ApiObject, Question } from './connection.js';
import { Failure } from './failure.js';
import { readContent } from './options.js';
import { details, Table } from './table.js';
import type { Terminal } from './terminal.js';

const LINES_AT_ONCE = 5000;

/** `send` answers `taken` (or what `field` names) and `faults`. Fails if there are any faults, after all good lines were taken. */
export async function importCsv(
  terminal: Terminal,
  file: string,
  send: (content: NonNullable<Question['content']>) => Promise<Answer>,
  field = 'taken',
): Promise<void> {
  const pieces = csvPieces((await readContent(file)).toString('utf8'), LINES_AT_ONCE);
  const faults: ApiObject[] = [];
  let taken = 0;
  let linesSoFar = 0;
  for (const piece of pieces) {
    const { json } = await send({ type: 'text/csv', bytes: Buffer.from(piece.csv) }).catch(
      (error: unknown) => {
        if (linesSoFar > 0)
          terminal.note(`the lines up to ${linesSoFar} have been sent, ${taken} were taken`);
        throw error;
      },
    );
    taken += Number(json[field]);
    for (const { line, message } of faultsIn(json)) faults.push({ line: piece.lineInFile(line), message });
    linesSoFar = piece.linesSoFar;
    if (pieces.length > 1) terminal.note(`${linesSoFar} of ${piece.lines} lines`);
  }
  const total = { [field]: taken, faults };
  terminal.show({ text: JSON.stringify(total), json: total }, () =>
    faults.length === 0
      ? details({ [field]: taken })
      : `${details({ [field]: taken })}\n\n${new Table(['line', 'message']).lines(faults)}`,
  );
  if (faults.length > 0) throw new Failure('refused', `lines that were not taken: ${faults.length}`);
}

interface LineFault {
  readonly line: number;
  readonly message: string;
}

function faultsIn({ faults }: ApiObject): readonly LineFault[] {
  return Array.isArray(faults) ? (faults as LineFault[]) : [];
}
