import t from 'tap';
import { csvPieces } from '../../engine/csv-pieces.js';

void t.test('a long file comes in pieces, each with the heading, and lines are named as in the file', (t) => {
  const text = `\uFEFFkind,"Number"\r\ncall,1\r\ncall,2\r\ncall,3\r\ncall,4\r\ncall,5\r\n`;
  const pieces = csvPieces(text, 2);
  t.same(
    pieces.map(({ csv, linesSoFar, lines }) => [csv, linesSoFar, lines]),
    [
      ['kind,"Number"\ncall,1\ncall,2', 3, 6],
      ['kind,"Number"\ncall,3\ncall,4', 5, 6],
      ['kind,"Number"\ncall,5', 6, 6],
    ],
  );
  t.same(
    pieces.map(({ lineInFile }) => [lineInFile(1), lineInFile(2), lineInFile(3)]),
    [
      [1, 2, 3],
      [1, 4, 5],
      [1, 6, 7],
    ],
  );
  t.end();
});

void t.test('numbers alone have no heading; nothing is no piece', (t) => {
  const pieces = csvPieces('1\n\n3\n4', 3);
  t.same(
    pieces.map(({ csv, lineInFile }) => [csv, lineInFile(1)]),
    [
      ['1\n\n3', 1],
      ['4', 4],
    ],
  );
  t.same(csvPieces('', 3), []);
  t.same(csvPieces('number\n', 3), []);
  t.end();
});
