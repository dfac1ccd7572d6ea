/**
 * A process that is nothing but phones: many sockets, each sending one G.711 packet every 20 ms to its target and
 * counting what comes back. On its own so that its CPU time is not the relay's.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface Counts {
  readonly sent: number;
  readonly received: number;
}

interface Replies {
  open: readonly number[];
  send: undefined;
  count: Counts;
  stop: Counts;
}

type Command =
  | { readonly type: 'open'; readonly host: string; readonly sockets: number }
  | { readonly type: 'send'; readonly targets: readonly number[] }
  | { readonly type: 'count' }
  | { readonly type: 'stop' };

const FRAME_MS = 20;
const PACKET_BYTES = 172;

/** The bench's end of the process. */
export class RtpLoad {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static start(): RtpLoad {
    return new RtpLoad(fork(fileURLToPath(import.meta.url), ['phones'], { serialization: 'advanced' }));
  }

  /** Opens phones; resolves with their ports. */
  open(host: string, sockets: number): Promise<readonly number[]> {
    return this.#ask<'open'>({ type: 'open', host, sockets });
  }

  /** Starts sending, phone by phone to the target of the same index. */
  async send(targets: readonly number[]): Promise<void> {
    await this.#ask<'send'>({ type: 'send', targets });
  }

  count(): Promise<Counts> {
    return this.#ask<'count'>({ type: 'count' });
  }

  /** Stops sending, waits for what is under way, ends the process; resolves with the final counts. */
  async stop(): Promise<Counts> {
    const counts = await this.#ask<'stop'>({ type: 'stop' });
    this.#child.disconnect();
    await once(this.#child, 'exit');
    return counts;
  }

  #ask<T extends Command['type']>(command: Command): Promise<Replies[T]> {
    return new Promise((resolve, reject) => {
      this.#child.once('exit', () => reject(new Error('the load process ended')));
      this.#child.once('message', (reply) => resolve(reply as Replies[T]));
      this.#child.send(command);
    });
  }
}

if (process.argv[2] === 'phones') servePhones();

function servePhones(): void {
  const sockets: Socket[] = [];
  let host = '';
  let sent = 0;
  let received = 0;
  let timer: NodeJS.Timeout | undefined;

  const open = async (command: Extract<Command, { type: 'open' }>) => {
    host = command.host;
    for (let i = 0; i < command.sockets; i += 1) {
      const socket = createSocket({ type: 'udp4', lookup: (name, _, done) => done(null, name, isIP(name)) });
      socket.on('message', () => (received += 1));
      socket.on('error', () => undefined);
      await new Promise<void>((resolve) => socket.bind(0, host, resolve));
      sockets.push(socket);
    }
    return sockets.map((socket) => socket.address().port);
  };

  /** A twentieth of the phones each millisecond, caught up by the clock. */
  const send = async (targets: readonly number[]) => {
    for (const [index, socket] of sockets.entries()) {
      socket.connect(targets[index] ?? 0, host);
      await once(socket, 'connect');
    }
    const packets = sockets.map((_, index) => newPacket(index));
    const beginMs = performance.now();
    let slots = 0;
    timer = setInterval(() => {
      const due = Math.floor(performance.now() - beginMs);
      for (; slots < due; slots += 1) {
        const frame = Math.floor(slots / FRAME_MS);
        for (let i = slots % FRAME_MS; i < sockets.length; i += FRAME_MS) {
          const packet = packets[i];
          if (packet === undefined) continue;
          packet.writeUInt16BE(frame & 0xffff, 2);
          packet.writeUInt32BE((frame * 160) >>> 0, 4);
          sockets[i]?.send(packet);
          sent += 1;
        }
      }
    }, 1);
  };

  const stop = async () => {
    clearInterval(timer);
    let before = -1;
    while (before !== received) {
      before = received;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    for (const socket of sockets) socket.close();
    return { sent, received };
  };

  // A bench that fails must leave no phones behind, which hold its ports.
  process.once('disconnect', () => process.exit());
  process.on('message', (command: Command) => {
    void (async () => {
      if (command.type === 'open') process.send?.(await open(command));
      else if (command.type === 'send') process.send?.({ sending: await send(command.targets) });
      else if (command.type === 'count') process.send?.({ sent, received });
      else process.send?.(await stop());
    })();
  });
}

function newPacket(index: number): Buffer {
  const packet = Buffer.alloc(PACKET_BYTES);
  packet[0] = 0x80;
  packet[1] = 8;
  packet.writeUInt32BE(1000 + index, 8);
  for (let i = 12; i < PACKET_BYTES; i += 1) packet[i] = (i * 7 + index) & 0xff;
  return packet;
}
