/** The service of a data folder, as it has written it down. It may have ended since. */
import { join } from 'node:path';
import type { Machine } from './machine.js';

/** Its process id. */
export function serviceOwner(dataDirectory: string, machine: Pick<Machine, 'text'>): number | undefined {
  const text = machine.text(join(dataDirectory, 'service.owner'));
  const [, pid] = /"process":(\d+)/.exec(text ?? '') ?? [];
  return pid === undefined ? undefined : Number(pid);
}
