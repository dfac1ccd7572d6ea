/** Recordings as the API sees them: files of the recorder's folder, each of one application. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecordingOf, RECORDING_DOMAIN } from '../report/recording-name.js';
import type { Recordings } from './collaborators.js';
import type { HeldRecording } from './operator/context.js';

/** Calls shorter than three seconds have no recording to download (spec 8.1): 8000 bytes a second after the header. */
const SHORTEST_BYTES = 3 * 8000;

export class RecordingsFolder implements Recordings {
  constructor(
    private readonly directory: string,
    /** How long a recording is available after the push of its record (`engine/report/recording-age.ts`). */
    private readonly retentionMs: number,
    /** Milliseconds since 1970. */
    private readonly clock: () => number,
  ) {}

  /** For operators: short ones too. */
  async held(appKey: string, fileName: string): Promise<HeldRecording | undefined> {
    if (!isRecordingOf(fileName, appKey)) return undefined;
    const path = join(this.directory, fileName);
    const file = await stat(path).catch(() => undefined);
    if (file === undefined || !file.isFile() || file.size === 0) return undefined;
    const keptUntil = file.mtimeMs + this.retentionMs;
    return keptUntil < this.clock() ? undefined : { path, bytes: file.size, keptUntil };
  }

  async find({
    appKey,
    domain,
    fileName,
  }: Parameters<Recordings['find']>[0]): Promise<{ readonly path: string } | undefined> {
    if (domain !== RECORDING_DOMAIN || !isRecordingOf(fileName, appKey)) return undefined;
    const path = join(this.directory, fileName);
    const file = await stat(path).catch(() => undefined);
    if (file === undefined || file.size < SHORTEST_BYTES) return undefined;
    // The recorder deletes expired recordings only from time to time.
    return file.mtimeMs + this.retentionMs < this.clock() ? undefined : { path };
  }
}
