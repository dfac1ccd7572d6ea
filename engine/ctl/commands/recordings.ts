/** `recordings`: calls that were recorded, their audio, and who has listened. */
import { open, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ApiObject } from '../connection.js';
import { asFailure } from '../failure.js';
import { argument, integerOption, option } from '../options.js';
import { showList } from '../page.js';
import { addWantedOfAny, bodyOf, type Wanted } from './records.js';
import type { Commands, Terminal } from '../terminal.js';

const fields = ['at', 'sessionId', 'appKey', 'caller', 'x', 'callee', 'seconds', 'keptUntil'];

interface Search extends Omit<Wanted, 'kind'> {
  readonly after?: string;
  readonly limit?: number;
}

export const addRecordings: Commands = (program, terminal) => {
  const recordings = program
    .command('recordings')
    .description('calls that were recorded, their audio, and who has listened');
  const session = () => argument('<sessionId>', 'id of the call', '1b7c9d2e4f');

  addWantedOfAny(recordings.command('search').description('newest first'))
    .addOption(option('--after <place>', 'those behind the place of an earlier list', '1764500000000-42'))
    .addOption(integerOption('--limit <n>', 'how many, 50 if not said', '200'))
    .action(async ({ after, limit, ...wanted }: Search) => {
      const answer = await terminal.ask('searchRecordings', { body: { ...bodyOf(wanted), after, limit } });
      const items = (answer.json['items'] as ApiObject[]).map(rowOf);
      showList(terminal, { ...answer, json: { ...answer.json, items } }, fields);
      const { next } = answer.json;
      if (typeof next === 'string') terminal.note(`--after ${next} for more`);
    });

  recordings
    .command('get')
    .description('the audio of a recording; who asks is in the audit')
    .addArgument(session())
    .addOption(option('--output <file>', 'a new file, - for standard output; ID.wav if not said', 'call.wav'))
    .action(async (sessionId: string, { output = `${sessionId}.wav` }: { output?: string }) =>
      download(terminal, sessionId, output),
    );

  recordings
    .command('listeners')
    .description('who has listened to a recording, and when, for auditors')
    .addArgument(session())
    .action(async (sessionId: string) => {
      const answer = await terminal.ask('listListeners', { params: { sessionId } });
      showList(terminal, answer, ['at', 'who', 'role', 'client']);
    });
};

function rowOf({ file, ...rest }: ApiObject): ApiObject {
  const { seconds, keptUntil = 'gone' } = (file ?? {}) as ApiObject;
  return { ...rest, seconds, keptUntil };
}

/** Piece by piece: a recording may be hours long. What is not whole does not stay. */
async function download(terminal: Terminal, sessionId: string, file: string): Promise<void> {
  const pieces = terminal.connection.pieces('listenToRecording', { params: { sessionId } });
  if (file === '-') return pipeline(pieces, process.stdout, { end: false }).catch(asFailure);
  const handle = await open(file, 'wx', 0o600).catch(asFailure);
  try {
    await pipeline(pieces, handle.createWriteStream());
  } catch (error) {
    await rm(file, { force: true });
    return asFailure(error);
  }
  terminal.note(`wrote ${file}`);
}
