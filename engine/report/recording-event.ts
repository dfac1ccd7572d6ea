/**
 * The event that tells what became of a call's recording, for applications that ask for the kind `recording`: how long
 * it is, its SHA-256, and where it is; or why there is none. The original has no such event.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { CallFacts, RecordingOutcome } from './call-facts.js';
import { utcSeconds } from './events.js';
import { storedAt } from './requested-fields.js';

/** Header of our WAV files, and what a second of A-law has (spec 8.1: 8000 Hz, one byte a sample). */
const HEADER_BYTES = 58;
const BYTES_A_MILLISECOND = 8;

export interface RecordingPlace {
  readonly recordDomain: string;
  readonly recordBucketName: string;
  readonly recordPushUrl: string | undefined;
}

/** Reads a recording that has ended. Never rejects: a file that cannot be read is a failure with its reason. */
export async function examineRecording(directory: string, fileName: string): Promise<RecordingOutcome> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(join(directory, fileName))) {
      const read = chunk as Buffer;
      hash.update(read);
      bytes += read.length;
    }
  } catch (error) {
    return { failure: `the file cannot be read: ${codeOf(error)}` };
  }
  const milliseconds = Math.max(0, Math.round((bytes - HEADER_BYTES) / BYTES_A_MILLISECOND));
  return { bytes, milliseconds, sha256: hash.digest('hex') };
}

/** Undefined if the call was not to be recorded. */
export function recordingEventBody(
  facts: CallFacts,
  at: number,
  { recordDomain, recordBucketName, recordPushUrl }: RecordingPlace,
): string | undefined {
  const { recording, recordingOutcome: outcome, subscriptionId, userData, application, sessionId } = facts;
  if (outcome === undefined) return undefined;
  const info: Record<string, string | number> = { sessionId, timestamp: utcSeconds(at) };
  if (recording !== undefined) {
    info['recordStartTime'] = utcSeconds(recording.startedAt);
    Object.assign(info, { recordDomain, recordBucketName, recordObjectName: recording.fileName });
    if (recordPushUrl !== undefined) info['recordPushURL'] = storedAt(recordPushUrl, recording.fileName);
  }
  if (outcome.failure !== undefined) info['recordFailure'] = outcome.failure;
  if (outcome.sha256 !== undefined) {
    info['recordMilliseconds'] = outcome.milliseconds;
    info['recordBytes'] = outcome.bytes;
    info['recordSha256'] = outcome.sha256;
  }
  if (subscriptionId !== undefined && application?.mode !== 'X') info['subscriptionId'] = subscriptionId;
  if (userData !== undefined) info['userData'] = userData;
  return JSON.stringify({ eventType: 'recording', statusInfo: info });
}

/** Only the code: the text has a path of this machine. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'an unknown reason';
}
