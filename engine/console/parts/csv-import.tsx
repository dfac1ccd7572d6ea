/** Imports a CSV file piece by piece, with progress, and lists the lines that were not taken. */
import { useState } from 'preact/hooks';
import { csvPieces } from '../../csv-pieces.js';
import type { Phrase } from '../language/chinese.js';
import { count, say } from '../language/language.js';
import type { Problem } from '../problem.js';
import type { LineFault, Taken } from '../rules-client.js';
import { asProblem } from '../use-answer.js';
import { Field } from './field.js';
import { ProblemNotice } from './problem-notice.js';
import { Table, type Column } from './table.js';

interface CsvImportProps {
  readonly hint: Phrase;
  readonly send: (csv: string) => Promise<Taken>;
  /** Called after each piece that has been taken. */
  readonly onTaken: () => void;
}

interface Progress {
  readonly linesSoFar: number;
  readonly lines: number;
  readonly taken: number;
  readonly faults: readonly LineFault[];
}

const NOTHING_YET: Progress = { linesSoFar: 0, lines: 0, taken: 0, faults: [] };

const LINES_AT_ONCE = 1000;
/** More are not looked at. */
const FAULTS_SHOWN = 200;

export function CsvImport({ hint, send, onTaken }: CsvImportProps) {
  const [file, setFile] = useState<File>();
  const [progress, setProgress] = useState<Progress>();
  const [problem, setProblem] = useState<Problem>();
  const [running, setRunning] = useState(false);
  const importAll = async (chosen: File): Promise<void> => {
    let state = NOTHING_YET;
    for (const { csv, lineInFile, linesSoFar, lines } of csvPieces(await chosen.text(), LINES_AT_ONCE)) {
      const { taken, faults } = await send(csv);
      const named = faults.map(({ line, message }) => ({ line: lineInFile(line), message }));
      state = { linesSoFar, lines, taken: state.taken + taken, faults: [...state.faults, ...named] };
      setProgress(state);
      onTaken();
    }
  };
  const begin = (chosen: File): void => {
    setRunning(true);
    setProblem(undefined);
    setProgress(NOTHING_YET);
    importAll(chosen).then(
      () => setRunning(false),
      (error: unknown) => {
        setProblem(asProblem(error));
        setRunning(false);
      },
    );
  };
  return (
    <>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          if (file !== undefined) begin(file);
        }}
      >
        <Field label="CSV file" hint={hint}>
          {(ids) => (
            <input
              {...ids}
              type="file"
              accept=".csv,.txt,text/csv"
              required
              onChange={(event) => setFile(event.currentTarget.files?.[0])}
            />
          )}
        </Field>
        <button type="submit" class="main" disabled={running}>
          {say('Import')}
        </button>
      </form>
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      {progress !== undefined && <ImportProgress progress={progress} running={running} />}
    </>
  );
}

function ImportProgress({ progress, running }: { readonly progress: Progress; readonly running: boolean }) {
  const { linesSoFar, lines, taken, faults } = progress;
  return (
    <>
      {running && (
        <progress max={Math.max(1, lines)} value={linesSoFar} aria-label={say('Progress of the import')} />
      )}
      <p role="status">
        {say('{taken} taken, {faults} lines refused, {lines} of {total} lines read.', {
          taken,
          faults: faults.length,
          lines: linesSoFar,
          total: lines,
        })}
      </p>
      {faults.length > 0 && (
        <Table
          label="Lines that were not taken"
          columns={faultColumns}
          rows={faults.slice(0, FAULTS_SHOWN)}
          keyOf={({ line }) => String(line)}
          empty="No line was refused."
        />
      )}
    </>
  );
}

const faultColumns: readonly Column<LineFault>[] = [
  { title: 'Line', kind: 'amount', cell: ({ line }) => count(line) },
  { title: 'Why', cell: ({ message }) => <span lang="en">{message}</span> },
];
