/**
 * Arbitrary bytes from a broken child of the engine, a media worker or the recorder, on the sockets where the engine
 * has connected to it. For any input, the engine's end accepts it or gives the child up; it never throws.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessConnections } from '../../engine/processes/connections.js';
import { mediaLinks } from '../../engine/processes/media-links.js';
import { RECORDER_CODEC } from '../../engine/processes/recorder-codec.js';
import { recorderLinks } from '../../engine/processes/recorder-link.js';
import { openRelay } from '../../media/relay/relay.js';
import type { Fuzzer } from './fuzzer.js';
import type { Mutator } from './mutation.js';

const FRAMES = 200;
/** Above what any process has: nothing may be killed by it. */
const NO_PID = 0x7fff_fffe;

export const children: Fuzzer = {
  name: 'children',
  rounds: 20,
  async run(_, mutator, isOver) {
    const folder = await mkdtemp(join(tmpdir(), 'callveil-fuzz-'));
    let sent = 0;
    try {
      while (!isOver()) {
        sent += await mediaWorker(mutator, folder);
        sent += await recorder(mutator, folder);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return sent;
  },
};

/** Accepts the engine's connection, and says what it likes. */
class BrokenChild {
  private constructor(
    readonly connections: ProcessConnections,
    private readonly server: Server,
  ) {}

  static async open(endpoint: string, folder: string): Promise<BrokenChild> {
    const server = createServer();
    const path = join(folder, `${endpoint}.sock`);
    await rm(path, { force: true });
    server.listen(path);
    await once(server, 'listening');
    const connections = new ProcessConnections();
    connections.take({ type: 'up', endpoint, path, pid: NO_PID });
    return new BrokenChild(connections, server);
  }

  async connected(): Promise<Socket> {
    const [socket] = (await once(this.server, 'connection')) as [Socket];
    socket.on('error', () => undefined);
    socket.resume();
    return socket;
  }

  close(): void {
    this.server.close();
  }
}

const FROM_WORKER: readonly object[] = [
  { done: 2, body: {} },
  { done: 3, body: { statistics: { a: {}, b: {} } } },
  { failed: 3, error: 'EADDRINUSE' },
  { note: 'events', body: [{ type: 'digit', session: 1, leg: 'a', digit: '5', means: 'event' }] },
  { note: 'events', body: [{ type: 'played', session: 1, playback: 1 }] },
  { note: 'events', body: [{ type: 'silent', session: 1 }] },
  { note: 'events', body: [{ type: 'strangers', session: 1, strangers: { packets: 5 } }] },
  { note: 'events', body: [{ type: 'rested', family: 4, ports: [40_000, 40_002] }] },
];

async function mediaWorker(mutator: Mutator, folder: string): Promise<number> {
  const child = await BrokenChild.open('media-0', folder);
  const workers = mediaLinks(1, (place) => child.connections.endpoint(`media-${place}`));
  const opening = openRelay({ host: '127.0.0.1', portMin: 40_000, portMax: 40_019, workers });
  const socket = await child.connected();
  // So much it does well, or it would count as one that is still starting.
  socket.write(`${JSON.stringify({ done: 1, body: {} })}\n`);
  const relay = await opening;
  const sent = await attack(socket, mutator, () => {
    const seed = mutator.oneOf(FROM_WORKER);
    const text = `${JSON.stringify(mutator.chance(0.6) ? mutator.json(seed) : seed) ?? 'null'}\n`;
    return Buffer.from(mutator.chance(0.02) ? mutator.text(text, 1) : text, 'latin1');
  });
  await relay.close();
  child.close();
  return sent;
}

async function recorder(mutator: Mutator, folder: string): Promise<number> {
  const child = await BrokenChild.open('recorder', folder);
  const listener = { onEnded: () => undefined, onLog: () => undefined };
  const opening = recorderLinks(child.connections.endpoint('recorder'))(
    listener,
    new AbortController().signal,
  );
  const socket = await child.connected();
  const link = await opening;
  for (let left = 5; left > 0; left -= 1) link.request('ping', {}).catch(() => undefined);
  const frames = [
    { done: 1, body: {} },
    { failed: 2, error: 'no room' },
    { note: 'log', body: { level: 'warn', message: 'x' } },
    { note: 'ended', body: { recordingId: 7, failure: '', durationMilliseconds: 5 } },
  ].map((frame) => Buffer.from(RECORDER_CODEC.encode(frame)));
  const sent = await attack(socket, mutator, () => {
    const frame = mutator.oneOf(frames);
    return mutator.chance(0.2) ? mutator.bytes(frame) : frame;
  });
  link.close();
  await link.ended;
  child.close();
  return sent;
}

/** Until the engine has given it up, or much has been said. */
async function attack(socket: Socket, mutator: Mutator, next: () => Buffer): Promise<number> {
  let sent = 0;
  for (; sent < FRAMES && socket.writable; sent += 1) {
    const bytes = next();
    const cut = mutator.chance(0.2) ? mutator.below(bytes.length) : bytes.length;
    socket.write(bytes.subarray(0, cut));
    await new Promise(setImmediate);
    if (cut < bytes.length && socket.writable) socket.write(bytes.subarray(cut));
  }
  socket.destroy();
  return sent;
}
