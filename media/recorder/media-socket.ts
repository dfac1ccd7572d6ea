/** The recorder's end of the media channel: every relay worker connects to it and sends frames (media-frame.ts). */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { arrivalOf, FrameReader } from './media-frame.js';

export type PacketListener = (
  recordingId: number,
  stream: number,
  meaning: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  arrivalMs: number,
) => void;

export interface MediaSocket {
  /** Disconnects every relay worker and removes the socket. */
  close(): Promise<void>;
}

/** Listens at `path`; `clock` is the clock of the relay's arrival times. Rejects if it cannot listen there. */
export async function openMediaSocket(
  path: string,
  clock: () => number,
  onPacket: PacketListener,
): Promise<MediaSocket> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let now = 0;
    const reader = new FrameReader((recordingId, stream, meaning, bytes, start, end, ticks) => {
      onPacket(recordingId, stream, meaning, bytes, start, end, arrivalOf(ticks, now));
    });
    sockets.add(socket);
    socket.on('data', (chunk: Buffer) => {
      now = clock();
      if (!reader.push(chunk)) socket.destroy(); // not one of our relay workers, which would connect again
    });
    socket.on('error', () => undefined); // 'close' follows
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
