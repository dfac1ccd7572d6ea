/**
 * Cuts a long CSV file into pieces that are sent one after the other, so that a person sees how far an import is and no
 * request is longer than the API takes. Every piece has the heading, if the file has one. No field has a line break in
 * it.
 */

export interface CsvPiece {
  readonly csv: string;
  /** The line of the file, from 1, that a line of the piece is. */
  readonly lineInFile: (line: number) => number;
  /** Lines of the file up to the end of this piece. */
  readonly linesSoFar: number;
  readonly lines: number;
}

/** A heading has the column `number`. */
const HEADING = /(?:^|,)\s*"?number"?\s*(?:,|$)/i;

export function csvPieces(text: string, linesInPiece: number): readonly CsvPiece[] {
  const all = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (all.at(-1) === '') all.pop();
  const [first = ''] = all;
  const heading = HEADING.test(first) ? [first] : [];
  const pieces: CsvPiece[] = [];
  for (let from = heading.length; from < all.length; from += linesInPiece) {
    const lines = all.slice(from, from + linesInPiece);
    pieces.push({
      csv: [...heading, ...lines].join('\n'),
      lineInFile: (line) => (line <= heading.length ? line : from + line - heading.length),
      linesSoFar: from + lines.length,
      lines: all.length,
    });
  }
  return pieces;
}
