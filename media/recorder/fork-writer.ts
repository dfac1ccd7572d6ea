/**
 * The sending side of the recorder's media channel, one for each relay worker.
 *
 *   const fork = new ForkWriter();
 *   fork.connect(recorder.mediaAddress.path);        // again with every new address
 *   fork.write(recordingId, 0, 8, packet);           // copies the RTP packet, never blocks, never throws
 *   fork.close();
 *
 * Packets of one batch interval leave in one write, so a packet costs a copy and no system call. Memory is two fixed
 * buffers: one fills while the other is being written. If both are full, or the recorder is unavailable, packets are
 * dropped and counted; the relay never waits. Frame layout: recorder-client.ts.
 */
import { connect, type Socket } from 'node:net';
import { monotonicMs } from './monotonic-clock.js';
import { FRAME_OVERHEAD, MAX_PACKET_BYTES, writeFrameHeader } from './media-frame.js';

export interface ForkWriterOptions {
  /** Size of each of the two buffers in bytes (default 512 KiB: 1400 recorded calls for 20 ms). */
  readonly bufferBytes?: number;
  /** How long packets are gathered before they are written (default 20). */
  readonly batchMs?: number;
  /** Wait before the next attempt if the recorder does not accept the connection (default 100). */
  readonly reconnectMs?: number;
}

export class ForkWriter {
  /** Packets that never reached the recorder: it was unavailable or too slow, or the packet was too long. */
  dropped = 0;
  /** Packets handed to the recorder's socket. */
  written = 0;
  readonly #batchMs: number;
  readonly #reconnectMs: number;
  #filling: Buffer;
  #spare: Buffer;
  #filled = 0;
  #framesFilled = 0;
  #writing = false;
  #path: string | undefined;
  #socket: Socket | undefined;
  #connected = false;
  #batchTimer: NodeJS.Timeout | undefined;
  #reconnectTimer: NodeJS.Timeout | undefined;

  constructor(options: ForkWriterOptions = {}) {
    const bytes = options.bufferBytes ?? 512 * 1024;
    this.#filling = Buffer.allocUnsafeSlow(bytes);
    this.#spare = Buffer.allocUnsafeSlow(bytes);
    this.#batchMs = options.batchMs ?? 20;
    this.#reconnectMs = options.reconnectMs ?? 100;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Connects to the recorder's media socket and leaves the previous one; `undefined` only leaves. */
  connect(path: string | undefined): void {
    if (path === this.#path) return;
    this.#path = path;
    this.#disconnect();
    if (path !== undefined) this.#dial(path);
  }

  /**
   * Copies one RTP packet, `packet[start..end)`, for `recordingId`. `stream` 0 is the caller, 1 the callee. `meaning`
   * is 0 PCMU, 8 PCMA or 101 telephone-event, independent of the number in the call's SDP. `arrivalMs` is when the
   * packet arrived by the machine's monotonic clock: by default now.
   */
  write(
    recordingId: number,
    stream: 0 | 1,
    meaning: 0 | 8 | 101,
    packet: Uint8Array,
    start = 0,
    end = packet.length,
    arrivalMs = monotonicMs(),
  ): void {
    const length = end - start;
    const next = this.#filled + FRAME_OVERHEAD + length;
    if (!this.#connected || length > MAX_PACKET_BYTES || next > this.#filling.length) {
      this.dropped += 1;
      return;
    }
    const filling = this.#filling;
    const at = writeFrameHeader(filling, this.#filled, recordingId, stream, meaning, length, arrivalMs);
    filling.set(start === 0 && end === packet.length ? packet : packet.subarray(start, end), at);
    this.#filled = next;
    this.#framesFilled += 1;
    if (this.#batchTimer === undefined) this.#batchTimer = setTimeout(this.#flush, this.#batchMs);
    else if (next > filling.length >> 1 && !this.#writing) this.#flush();
  }

  /** Sends what is gathered and disconnects. Idempotent. */
  close(): void {
    const socket = this.#socket;
    if (this.#connected && this.#filled > 0) {
      socket?.write(this.#filling.subarray(0, this.#filled));
      this.written += this.#framesFilled;
      this.#filling = Buffer.alloc(0);
    }
    this.#filled = 0;
    this.#framesFilled = 0;
    this.#path = undefined;
    this.#socket = undefined;
    if (this.#connected) socket?.end();
    else socket?.destroy();
    this.#connected = false;
    clearTimeout(this.#reconnectTimer);
    clearTimeout(this.#batchTimer);
    this.#batchTimer = undefined;
  }

  readonly #flush = (): void => {
    clearTimeout(this.#batchTimer);
    this.#batchTimer = undefined;
    const socket = this.#socket;
    if (this.#filled === 0 || this.#writing || !this.#connected || socket === undefined) return;
    const full = this.#filling;
    const batch = full.subarray(0, this.#filled);
    this.written += this.#framesFilled;
    this.#filling = this.#spare;
    this.#spare = full;
    this.#filled = 0;
    this.#framesFilled = 0;
    this.#writing = true;
    socket.write(batch, () => {
      if (socket !== this.#socket) return;
      this.#writing = false;
      if (this.#filled > 0) this.#flush();
    });
  };

  #dial(path: string): void {
    const socket = connect({ path });
    this.#socket = socket;
    socket.on('connect', () => {
      this.#connected = true;
    });
    socket.on('error', () => undefined); // 'close' follows and reports the same
    socket.on('close', () => {
      if (socket !== this.#socket) return;
      this.#disconnect();
      this.#reconnectTimer = setTimeout(() => this.#dial(path), this.#reconnectMs);
      this.#reconnectTimer.unref();
    });
    socket.resume(); // the recorder sends nothing; reading detects its end
  }

  /** Drops the connection and what was gathered for it; a batch being written keeps its buffer. */
  #disconnect(): void {
    clearTimeout(this.#reconnectTimer);
    this.dropped += this.#framesFilled;
    this.#filled = 0;
    this.#framesFilled = 0;
    // An abandoned write may still read its buffer: replace it instead of sharing it.
    if (this.#writing) this.#spare = Buffer.allocUnsafeSlow(this.#spare.length);
    this.#writing = false;
    this.#connected = false;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.destroy();
  }
}
