/** Which process has a port, from `/proc`: sockets by port, and then who has the socket open. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Holder } from './machine.js';

/** Undefined if no process that this user may look at has it. */
export function portHolder(transport: 'udp' | 'tcp', port: number): Holder | undefined {
  const sockets = new Set([
    ...socketsAt(`/proc/net/${transport}`, port),
    ...socketsAt(`/proc/net/${transport}6`, port),
  ]);
  if (sockets.size === 0) return undefined;
  for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name)))
    for (const descriptor of namesIn(`/proc/${pid}/fd`))
      if (sockets.has(linkOf(`/proc/${pid}/fd/${descriptor}`)))
        return {
          pid: Number(pid),
          // Behind the name in brackets, which may have any character: state and parent.
          parent: Number(/^.*\) \S+ (\d+)/s.exec(textOf(`/proc/${pid}/stat`))?.[1]),
          command: textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim().slice(0, 200),
        };
  return undefined;
}

/** Sockets that listen there, as links in `/proc` name them. In a table, a line has `local remote state … inode`. */
function socketsAt(table: string, port: number): readonly string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return textOf(table)
    .split('\n')
    .flatMap((line) => {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      // 0A: LISTEN; 07: a UDP socket without a peer.
      const listens = state === '0A' || state === '07';
      return listens && local.endsWith(`:${wanted}`) ? [`socket:[${inode}]`] : [];
    });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
