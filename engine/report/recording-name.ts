/**
 * Names of recordings. A name proves its owner: its last digits are a digest of the rest and the application's key, so
 * an engine that never saw the call can check without a table.
 */
import { createHash, randomInt } from 'node:crypto';

/** `recordDomain` of call records (spec 10.2): the store of a recording. */
export const RECORDING_DOMAIN = 'recordings.callveil';

const NAME = /^(\d{23})(\d{10})\.wav$/;

/**
 * `22051313251812345678901` + ten digits of digest + `.wav`: the time in UTC, then random digits that cannot be
 * guessed.
 */
export function recordingName(now: number, appKey: string): string {
  const time = new Date(now).toISOString().slice(2, 19).replace(/\D/g, '');
  const head = time + String(randomInt(1e11)).padStart(11, '0');
  return `${head}${ownerDigits(head, appKey)}.wav`;
}

export function isRecordingOf(fileName: string, appKey: string): boolean {
  const [, head, digits] = NAME.exec(fileName) ?? [];
  return head !== undefined && digits === ownerDigits(head, appKey);
}

function ownerDigits(head: string, appKey: string): string {
  const digest = createHash('sha256').update(`${head}|${appKey}`).digest();
  return String(digest.readUIntBE(0, 6) % 1e10).padStart(10, '0');
}
