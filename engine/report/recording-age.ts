/**
 * The start of a recording's retention: the push of its call's record (spec 8.1). The recorder, which deletes, and the
 * API, which serves, use the file's time of change, because it survives restarts; so the file gets the time of the
 * push. Each push counts, accepted or not: a record that waits for its receiver keeps its recording, and after the last
 * push the application, or the operator, has the full retention.
 */
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredMessage } from './outbox.js';
import { isRecordingOf } from './recording-name.js';

type Pushed = Pick<StoredMessage, 'appKey' | 'channel' | 'body'>;

export class RecordingAge {
  readonly #directory: string;
  readonly #onFailure: (message: string) => void;

  /** `onFailure` is called if a file's time could not be set; its retention then runs on unchanged. */
  constructor(directory: string, onFailure: (message: string) => void) {
    this.#directory = directory;
    this.#onFailure = onFailure;
  }

  /** The retention of the recordings in these messages starts at an instant (Unix milliseconds). Never rejects. */
  async countFrom(at: number, messages: readonly Pushed[]): Promise<void> {
    const names = messages.flatMap(recordingsOf);
    const time = new Date(at);
    await Promise.all(
      names.map((name) =>
        utimes(join(this.#directory, name), time, time).catch((error: unknown) => this.#failed(error)),
      ),
    );
  }

  /** A call too short for a recording, or with a deleted one, has no file. */
  #failed(error: unknown): void {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    this.#onFailure(error instanceof Error ? error.message : String(error));
  }
}

/** A message has one record, or several that are pushed together. */
function recordingsOf({ appKey, channel, body }: Pushed): readonly string[] {
  if (channel !== 'fee' || !body.includes('"recordObjectName"')) return [];
  const records = JSON.parse(`[${body}]`) as readonly { readonly recordObjectName?: unknown }[];
  return records.flatMap(({ recordObjectName: name }) =>
    typeof name === 'string' && isRecordingOf(name, appKey) ? [name] : [],
  );
}
