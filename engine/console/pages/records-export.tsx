/** All that a search finds as a CSV file, with the progress of its transfer. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Client, RecordSearch } from '../client.js';
import { say } from '../language/language.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import type { Problem } from '../problem.js';
import { saveFile } from '../save-file.js';
import { asProblem } from '../use-answer.js';

interface RecordsExportProps {
  readonly client: Client;
  readonly search: RecordSearch;
  /** The search has found some. */
  readonly isOffered: boolean;
}

export function RecordsExport({ client, search, isOffered }: RecordsExportProps) {
  const [lines, setLines] = useState<number>();
  const [done, setDone] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const ending = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => ending.current?.abort(), []);
  const begin = async (): Promise<void> => {
    const control = new AbortController();
    ending.current = control;
    setDone(undefined);
    setProblem(undefined);
    setLines(0);
    try {
      const { after: _, ...all } = search;
      let last = 0;
      const onLines = (so: number): void => setLines((last = so));
      saveFile(await client.exportRecords(all, onLines, control.signal), 'records.csv');
      setDone(say('{count} records are in records.csv.', { count: recordsIn(last) }));
    } finally {
      setLines(undefined);
    }
  };
  const failed = (error: unknown): void => {
    if (ending.current?.signal.aborted === false) setProblem(asProblem(error));
  };
  const start = (): void => {
    begin().catch(failed);
  };
  return (
    <>
      <p class="actions">
        <button type="button" disabled={!isOffered || lines !== undefined} onClick={start}>
          {say('Export as CSV')}
        </button>
        {lines !== undefined && (
          <>
            <span role="status">{say('{count} records so far', { count: recordsIn(lines) })}</span>
            <button type="button" onClick={() => ending.current?.abort()}>
              {say('Stop')}
            </button>
          </>
        )}
      </p>
      {done !== undefined && <p role="status">{done}</p>}
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </>
  );
}

/** The first line is the heading. */
function recordsIn(lines: number): number {
  return Math.max(0, lines - 1);
}
