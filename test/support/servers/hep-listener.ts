/** A collector of HEP3 for tests: reads every chunk, and throws at a datagram that is not what the protocol says. */
import { createSocket, type Socket } from 'node:dgram';
import { equal, ok } from 'node:assert/strict';
import { addressOf } from './pcap-reader.js';

export interface HepMessage {
  readonly family: number;
  readonly protocol: number;
  readonly source: string;
  readonly destination: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly payloadType: number;
  readonly captureId: number;
  readonly password: string | undefined;
  readonly correlation: string | undefined;
  readonly payload: string;
}

export function readHep(datagram: Buffer): HepMessage {
  equal(datagram.toString('latin1', 0, 4), 'HEP3');
  equal(datagram.readUInt16BE(4), datagram.length, 'length of the datagram');
  const chunks = new Map<number, Buffer>();
  for (let at = 6; at < datagram.length;) {
    equal(datagram.readUInt16BE(at), 0, 'vendor');
    const type = datagram.readUInt16BE(at + 2);
    const length = datagram.readUInt16BE(at + 4);
    ok(length >= 6 && at + length <= datagram.length, 'length of a chunk');
    ok(!chunks.has(type), 'each chunk once');
    chunks.set(type, datagram.subarray(at + 6, at + length));
    at += length;
  }
  const chunk = (type: number): Buffer => {
    const found = chunks.get(type);
    ok(found, `chunk ${type}`);
    return found;
  };
  const number = (type: number, size: number): number => {
    equal(chunk(type).length, size, `size of chunk ${type}`);
    return chunk(type).readUIntBE(0, size);
  };
  const family = number(1, 1);
  const [source, destination] = family === 2 ? [3, 4] : [5, 6];
  return {
    ...{ family, protocol: number(2, 1), payloadType: number(11, 1), captureId: number(12, 4) },
    source: `${addressOf(chunk(source ?? 0))} ${number(7, 2)}`,
    destination: `${addressOf(chunk(destination ?? 0))} ${number(8, 2)}`,
    at: number(9, 4) * 1000 + number(10, 4) / 1000,
    password: chunks.get(14)?.toString(),
    correlation: chunks.get(17)?.toString(),
    payload: chunk(15).toString('latin1'),
  };
}

export class HepListener {
  readonly messages: HepMessage[] = [];
  readonly #socket: Socket;
  readonly #waiting = new Set<() => void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (datagram) => {
      this.messages.push(readHep(datagram));
      for (const wake of [...this.#waiting]) wake();
    });
  }

  static open(): Promise<HepListener> {
    const socket = createSocket('udp4');
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.bind({ address: '127.0.0.1', port: 0 }, () => resolve(new HepListener(socket)));
    });
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** Resolves once the messages satisfy it. */
  until(holds: (messages: readonly HepMessage[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds(this.messages)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#socket.close(() => resolve()));
  }
}
