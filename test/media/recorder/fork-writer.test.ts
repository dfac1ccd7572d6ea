import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { ForkWriter } from '../../../media/recorder/fork-writer.js';
import {
  arrivalOf,
  FRAME_OVERHEAD,
  FrameReader,
  MAX_PACKET_BYTES,
  writeFrameHeader,
} from '../../../media/recorder/media-frame.js';

/** Long after the last 32 bits of the clock began again. */
const NOW_MS = 1e12;

interface Frame {
  readonly recordingId: number;
  readonly stream: number;
  readonly meaning: number;
  readonly packet: Buffer;
  readonly arrivalMs: number;
}

void t.test('frames come out as they went in, however the bytes are cut', (t) => {
  const frame = fc.record({
    recordingId: fc.integer({ min: 0, max: 0xffffffff }),
    stream: fc.constantFrom(0, 1),
    meaning: fc.constantFrom(0, 8, 101),
    packet: fc
      .oneof(
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ minLength: 2000, maxLength: MAX_PACKET_BYTES }),
      )
      .map((bytes) => Buffer.from(bytes)),
    arrivalMs: fc.integer({ min: -2e9, max: 2e9 }).map((ticks) => NOW_MS + ticks / 8),
  });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 8 }), fc.array(fc.nat(3000)), (frames, cuts) => {
      const found: Frame[] = [];
      const reader = frameReader(found);
      let rest = Buffer.concat(frames.map(encode));
      for (const cut of [...cuts, rest.length]) {
        if (!reader.push(rest.subarray(0, cut))) return false;
        rest = rest.subarray(cut);
      }
      t.same(found, frames);
      return true;
    }),
  );
  t.end();
});

void t.test('bytes that are no frames are refused at once', (t) => {
  t.notOk(frameReader([]).push(Buffer.from([0, 5, 1, 2, 3, 4, 5])), 'shorter than its header');
  t.notOk(frameReader([]).push(Buffer.from([0xff, 0xff])), 'longer than any frame');
  const reader = frameReader([]);
  t.ok(reader.push(Buffer.from([0xff])));
  t.notOk(reader.push(Buffer.from([0xff])), 'length cut in two');
  t.end();
});

void t.test('packets reach the recorder, many in one write', async (t) => {
  const peer = await listen(t);
  const fork = new ForkWriter({ batchMs: 5 });
  t.teardown(() => fork.close());
  fork.write(7, 0, 8, Buffer.from('before'));
  t.equal(fork.dropped, 1, 'dropped and counted while nobody listens');
  fork.connect(peer.path);
  await peer.connected(1);
  while (!fork.connected) await new Promise(setImmediate);
  for (let i = 0; i < 100; i++) fork.write(0xfffffff0 + (i % 2), 1, 0, Buffer.from(`_packet ${i}_`), 1, 10);
  await peer.received(100);
  t.equal(peer.frames[42]?.packet.toString(), 'packet 42');
  t.equal(peer.frames[43]?.recordingId, 0xfffffff1);
  t.equal(peer.reads, 1, 'one write for all');
  t.equal(fork.written, 100);
});

void t.test('a writer whose recorder is too slow drops, counts and keeps its memory', async (t) => {
  const peer = await listen(t, { paused: true });
  const fork = new ForkWriter({ batchMs: 1, bufferBytes: 64 * 1024 });
  t.teardown(() => fork.close());
  fork.connect(peer.path);
  await peer.connected(1);
  while (!fork.connected) await new Promise(setImmediate);
  const packet = Buffer.alloc(1000);
  let count = 0;
  while (fork.dropped === 0) {
    for (let i = 0; i < 20; i++) fork.write(1, 0, 8, packet);
    count += 20;
    await new Promise(setImmediate);
  }
  peer.resume();
  await peer.received(count - fork.dropped);
  t.ok(peer.frames.every((frame) => frame.packet.equals(packet)));
  fork.write(1, 0, 8, Buffer.alloc(MAX_PACKET_BYTES + 1));
  t.equal(fork.written + fork.dropped, count + 1);
});

void t.test('a writer follows the recorder to a new address and back after a break', async (t) => {
  const first = await listen(t);
  const second = await listen(t);
  const fork = new ForkWriter({ batchMs: 1, reconnectMs: 5 });
  t.teardown(() => fork.close());
  fork.connect(first.path);
  await first.connected(1);
  fork.connect(second.path);
  await second.connected(1);
  second.drop();
  await second.connected(2);
  while (!fork.connected) await new Promise(setImmediate);
  fork.write(3, 0, 0, Buffer.from('hello'));
  await second.received(1);
  t.equal(second.frames[0]?.packet.toString(), 'hello');
  t.equal(first.frames.length, 0);
});

void t.test('closing a writer sends what it has gathered', async (t) => {
  const peer = await listen(t);
  const fork = new ForkWriter({ batchMs: 60_000 });
  fork.connect(peer.path);
  await peer.connected(1);
  while (!fork.connected) await new Promise(setImmediate);
  fork.write(3, 0, 0, Buffer.from('last words'));
  fork.close();
  fork.close();
  await peer.received(1);
  t.equal(peer.frames[0]?.packet.toString(), 'last words');
});

function encode({ recordingId, stream, meaning, packet, arrivalMs }: Frame): Buffer {
  const header = Buffer.alloc(FRAME_OVERHEAD);
  writeFrameHeader(header, 0, recordingId, stream, meaning, packet.length, arrivalMs);
  return Buffer.concat([header, packet]);
}

function frameReader(frames: Frame[]): FrameReader {
  return new FrameReader((recordingId, stream, meaning, bytes, start, end, ticks) => {
    const packet = Buffer.from(bytes.subarray(start, end));
    frames.push({ recordingId, stream, meaning, packet, arrivalMs: arrivalOf(ticks, NOW_MS) });
  });
}

/** A media socket that keeps what it gets. */
async function listen(t: Tap, { paused = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'fork-'));
  const path = join(folder, 'media.sock');
  const frames: Frame[] = [];
  const sockets: Socket[] = [];
  const peer = { path, frames, reads: 0, connected, received, resume, drop };
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    const reader = frameReader(frames);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      peer.reads += 1;
      reader.push(chunk);
      server.emit('frames');
    });
    if (paused) socket.pause();
  }).listen(path);
  await once(server, 'listening');
  t.teardown(async () => {
    drop();
    server.close();
    await once(server, 'close');
    rmSync(folder, { recursive: true });
  });
  return peer;

  async function connected(count: number): Promise<void> {
    while (sockets.length < count) await once(server, 'connection');
  }
  async function received(count: number): Promise<void> {
    while (frames.length < count) await once(server, 'frames');
  }
  function resume(): void {
    sockets.forEach((socket) => socket.resume());
  }
  function drop(): void {
    sockets.forEach((socket) => socket.destroy());
  }
}

type Tap = Pick<typeof t, 'teardown'>;
