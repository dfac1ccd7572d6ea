/** What a Redis server says when it answers and does not write, as the port names it. */
import type { JournalAilment } from './journal.js';

const ailments: Readonly<Record<string, JournalAilment>> = {
  READONLY: 'read-only',
  OOM: 'out-of-memory',
  MISCONF: 'cannot-save',
  NOREPLICAS: 'too-few-replicas',
};

/** Older servers put what stopped a script in the middle of its own message. */
const code = /\b(READONLY|OOM|MISCONF|NOREPLICAS)\b/;

/** undefined: the error is about something else. */
export function writeAilment(message: string): JournalAilment | undefined {
  return ailments[code.exec(message)?.[1] ?? ''];
}

/** A server that was a master and is a replica now: its address may lead to another one. */
export function isReadOnly({ message }: Error): boolean {
  return writeAilment(message) === 'read-only';
}
