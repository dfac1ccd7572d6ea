/** Room on the disks that are written to, and how long a write takes until it is safe. */
import type { Config } from '../../config/config.js';
import type { Findings } from './finding.js';
import type { Machine } from './machine.js';

const MIB = 1024 * 1024;
const LEAST_BYTES = 100 * MIB;
const FEW_BYTES = 1024 * MIB;
const FEW_SHARE = 0.1;
const SLOW_MS = 20;

export async function checkDisk(
  {
    dataDirectory,
    recording,
    prompts,
    journal,
  }: Pick<Config, 'dataDirectory' | 'recording' | 'prompts' | 'journal'>,
  machine: Machine,
  findings: Findings,
): Promise<void> {
  const files = journal.type === 'sqlite' ? [journal.file] : [];
  for (const path of new Set([dataDirectory, recording.directory, prompts.directory, ...files])) {
    const room = machine.room(path);
    if ('failed' in room) findings.fault(path, room.failed, 'give this user the folder, or correct its path');
    else checkRoom(path, room, findings);
  }
  const ms = await machine.syncMs(dataDirectory);
  const subject = `writes to ${dataDirectory}`;
  if (typeof ms !== 'number')
    return findings.fault(
      subject,
      ms.failed,
      'let this user write there: chown, or the ReadWritePaths= of the unit',
    );
  const found = `${ms.toFixed(1)} ms until one is on the disk`;
  if (ms <= SLOW_MS) findings.good(subject, found);
  else
    findings.doubt(
      subject,
      `${found}: every bind waits so long`,
      'use a local SSD; keep recordings on another disk',
    );
}

function checkRoom(
  path: string,
  { freeBytes, bytes }: { readonly freeBytes: number; readonly bytes: number },
  findings: Findings,
): void {
  const free = Math.floor(freeBytes / MIB);
  const found = `${free} MiB free of ${Math.floor(bytes / MIB)}`;
  const advice = 'make room: shorter retentionDays of recording and records, or a larger disk';
  if (freeBytes < LEAST_BYTES) findings.fault(path, found, advice);
  else if (freeBytes < FEW_BYTES || freeBytes < FEW_SHARE * bytes) findings.doubt(path, found, advice);
  else findings.good(path, found);
}
