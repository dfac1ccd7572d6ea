/**
 * From when a recording's days are counted: from the push of its call's record (spec 8.1). The recorder, which deletes, and
 * the API, which hands out, go by the time of the file, since that outlives restarts; so the file is given the time of the
 * push. Each push counts, taken or not: a record that waits for its receiver keeps its recording, and one that is given up
 * after the last push leaves the application, or the operator, the same days.
 */
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredMessage } from './outbox.js';
import { isRecordingOf } from './recording-name.js';

type Pushed = Pick<StoredMessage, 'appKey' | 'channel' | 'body'>;

export class RecordingAge {
  readonly #directory: string;
  readonly #onFailure: (message: string) => void;

  /** `onFailure` is told when a file could not be given its time; its days then go on as they were. */
  constructor(directory: string, onFailure: (message: string) => void) {
    this.#directory = directory;
    this.#onFailure = onFailure;
  }

  /** The days of the recordings that these messages tell of begin at an instant (Unix milliseconds). Never rejects. */
  async countFrom(at: number, messages: readonly Pushed[]): Promise<void> {
    const names = messages.map(recordingOf).filter((name) => name !== undefined);
    const time = new Date(at);
    await Promise.all(
      names.map((name) =>
        utimes(join(this.#directory, name), time, time).catch((error: unknown) => this.#failed(error)),
      ),
    );
  }

  /** A call too short for a recording, or one deleted already, has no file. */
  #failed(error: unknown): void {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    this.#onFailure(error instanceof Error ? error.message : String(error));
  }
}

function recordingOf({ appKey, channel, body }: Pushed): string | undefined {
  if (channel !== 'fee' || !body.includes('"recordObjectName"')) return undefined;
  const { recordObjectName: name } = JSON.parse(body) as { readonly recordObjectName?: unknown };
  return typeof name === 'string' && isRecordingOf(name, appKey) ? name : undefined;
}
