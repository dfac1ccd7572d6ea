/** A machine on which everything is well, for the doctor; a test changes what is not. */
import type { Machine } from '../../../engine/doctor/machine.js';

export const EXAMINED_AT = Date.UTC(2026, 10, 30);

export interface FakeFiles {
  readonly [file: string]: string;
}

const FILES: FakeFiles = {
  '/proc/sys/net/ipv4/ip_local_port_range': '32768\t60999\n',
  '/proc/sys/net/ipv4/ip_local_reserved_ports': '\n',
  '/proc/sys/net/core/rmem_max': '4194304\n',
  '/proc/sys/net/core/somaxconn': '4096\n',
  '/proc/self/limits': 'Max open files            1024                 524288               files\n',
};

export function fakeMachine(changes: Partial<Machine> = {}, files: FakeFiles = {}): Machine {
  const all: FakeFiles = { ...FILES, ...files };
  return {
    now: () => EXAMINED_AT,
    elapsed: () => 0,
    bind: () => Promise.resolve(undefined),
    holder: () => undefined,
    text: (file) => all[file],
    bytes: (file) => {
      const text = all[file];
      return text === undefined ? { failed: `ENOENT ${file}` } : Buffer.from(text);
    },
    run: (program) =>
      Promise.resolve(
        program === 'chronyc'
          ? 'Leap status     : Normal\nSystem time     : 0.000012 seconds slow of NTP time\n'
          : undefined,
      ),
    room: () => ({ freeBytes: 50e9, bytes: 100e9 }),
    syncMs: () => Promise.resolve(1.5),
    resolve: () => Promise.resolve(['192.0.2.7']),
    services: () => Promise.resolve([]),
    connect: () => Promise.resolve(undefined),
    connectTls: () => Promise.resolve(undefined),
    options: () => Promise.resolve('200 OK'),
    redis: () => Promise.resolve({ version: '7.0.15', role: 'master', mayLose: false }),
    postgresql: () => Promise.resolve('15.8'),
    ...changes,
  };
}
