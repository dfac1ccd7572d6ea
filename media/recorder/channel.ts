/**
 * The control channel: messages as frames on a stream socket, uint32 length (big endian), then the message. Both
 * sides refuse what is too long, so neither can be made to keep more than `MAX_MESSAGE_BYTES`.
 */
import type { Socket } from 'node:net';

export const MAX_MESSAGE_BYTES = 64 * 1024;
const LENGTH_BYTES = 4;

export class Channel {
  readonly #socket: Socket;
  readonly #onMessage: (message: Uint8Array) => void;
  #held = Buffer.alloc(0);

  /** Reads `socket` from now on. `onMessage` may throw: like a frame too long, that destroys the socket. */
  constructor(socket: Socket, onMessage: (message: Uint8Array) => void) {
    this.#socket = socket;
    this.#onMessage = onMessage;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  /** Throws a TypeError if the message is too long. A socket that is gone swallows it. */
  send(message: Uint8Array): void {
    if (message.length > MAX_MESSAGE_BYTES) {
      throw new TypeError(`expected at most ${MAX_MESSAGE_BYTES} bytes, found ${message.length}`);
    }
    if (!this.#socket.writable) return;
    const frame = Buffer.allocUnsafe(LENGTH_BYTES + message.length);
    frame.writeUInt32BE(message.length, 0);
    frame.set(message, LENGTH_BYTES);
    this.#socket.write(frame);
  }

  #read(chunk: Buffer): void {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    let at = 0;
    try {
      while (bytes.length - at >= LENGTH_BYTES) {
        const length = bytes.readUInt32BE(at);
        if (length > MAX_MESSAGE_BYTES) throw new Error(`message of ${length} bytes on the control channel`);
        const end = at + LENGTH_BYTES + length;
        if (end > bytes.length) break;
        this.#onMessage(bytes.subarray(at + LENGTH_BYTES, end));
        at = end;
      }
    } catch (error) {
      this.#socket.destroy(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.#held = Buffer.from(bytes.subarray(at));
  }
}
