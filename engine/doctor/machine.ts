/**
 * What the doctor asks of the machine and its network. Types and documentation only; `this-machine.ts` is the real one. No
 * function rejects: a failure is an answer, in words.
 */
import type { LookupFunction } from 'node:net';

export interface Failed {
  readonly failed: string;
}

export interface Target {
  readonly host: string;
  readonly port: number;
}

export interface TlsTarget extends Target {
  /** For the certificate; absent: `host`. */
  readonly serverName?: string | undefined;
  readonly caFile?: string | undefined;
  readonly certificateFile?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly verify: boolean;
}

export interface Machine {
  /** Milliseconds since 1970, and of a clock that never steps. */
  now(): number;
  elapsed(): number;
  /** Binds the address and gives it back; a failure begins with its code, `EADDRINUSE`. */
  bind(transport: 'udp' | 'tcp', address: Target): Promise<Failed | undefined>;
  /** The process that has a port, if this user may know it. */
  holder(transport: 'udp' | 'tcp', port: number): Holder | undefined;
  /** A text file; undefined if it cannot be read. */
  text(file: string): string | undefined;
  bytes(file: string): Buffer | Failed;
  /** Standard output of a program; undefined if it is not there or fails. */
  run(program: string, args: readonly string[]): Promise<string | undefined>;
  /** The file system of a path, or of its nearest folder that exists. */
  room(path: string): { readonly freeBytes: number; readonly bytes: number } | Failed;
  /** Milliseconds that one small write takes until it is on the disk, in the middle of several. */
  syncMs(folder: string): Promise<number | Failed>;
  /** Addresses of a host, asked of these servers or of the system. */
  resolve(host: string, servers: readonly string[]): Promise<readonly string[] | Failed>;
  /** Hosts and ports of a service (SRV), in no order; empty if there are none. */
  services(name: string, servers: readonly string[]): Promise<readonly Target[]>;
  /** Connects, and closes without sending a byte. `lookup`: how its name is resolved. */
  connect(target: Target, lookup?: Lookup): Promise<Failed | undefined>;
  connectTls(target: TlsTarget, lookup?: Lookup): Promise<Failed | undefined>;
  /** Sends OPTIONS and answers the first line of what comes back. `from`: the address to send from, for UDP. */
  options(
    transport: 'udp' | 'tcp' | 'tls',
    target: TlsTarget,
    from: string | undefined,
  ): Promise<string | Failed>;
  redis(place: { readonly url: string; readonly cluster: boolean }): Promise<RedisFacts | Failed>;
  /** Version of the server. */
  postgresql(url: string): Promise<string | Failed>;
}

/** As `net.connect` takes it. */
export type Lookup = LookupFunction;

export interface Holder {
  readonly pid: number;
  /** The process that started it. */
  readonly parent: number;
  /** Its command line. */
  readonly command: string;
}

export interface RedisFacts {
  readonly version: string;
  readonly role: string;
  /** Whether it may lose acknowledged changes in a crash. */
  readonly mayLose: boolean;
}
