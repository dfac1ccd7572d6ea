/**
 * One connected application: its socket, frames in, frames out. Knows nothing of SIP.
 */
import type { Socket } from 'node:net';
import { FrameReader, frame } from './frame.js';
import { parseCommand, type Command } from './command.js';

export interface WireClientOwner {
  onCommand(client: WireClient, command: Command): void;
  /** The connection is closed; called once. */
  onGone(client: WireClient): void;
}

export interface WireClientLimits {
  /** Largest payload taken from an authenticated client. */
  readonly maxFrameBytes: number;
  /** Largest backlog of a client that does not read; beyond it the client is disconnected. */
  readonly maxBacklogBytes: number;
  readonly authenticateWithinMs: number;
}

/** Frames and bytes since the start, of all clients. */
export interface WireTraffic {
  framesIn: number;
  framesOut: number;
  writes: number;
}

export class WireClient {
  readonly #socket: Socket;
  readonly #owner: WireClientOwner;
  readonly #limits: WireClientLimits;
  readonly #traffic: WireTraffic;
  readonly #reader: FrameReader;
  readonly #authenticateTimer: NodeJS.Timeout;
  /** Frames of this tick, written together: most of a call's frames come in twos and threes. */
  #out = '';
  #isAuthenticated = false;
  #isGone = false;

  constructor(socket: Socket, owner: WireClientOwner, limits: WireClientLimits, traffic: WireTraffic) {
    this.#socket = socket;
    this.#owner = owner;
    this.#limits = limits;
    this.#traffic = traffic;
    this.#reader = new FrameReader(MAX_STRANGER_FRAME_BYTES, (payload) => this.#onPayload(payload));
    this.#authenticateTimer = setTimeout(() => socket.destroy(), limits.authenticateWithinMs);
    // Without it every message waits 40 ms for the other side's delayed ACK (spec section 1).
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.on('data', (chunk) => this.#onData(chunk));
    socket.on('error', () => socket.destroy());
    // A client that has ended its side is gone, though our last data may still be on the way.
    socket.on('end', () => this.#onClose());
    socket.on('close', () => this.#onClose());
  }

  get isAuthenticated(): boolean {
    return this.#isAuthenticated;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  authenticated(): void {
    this.#isAuthenticated = true;
    this.#reader.maxBytes = this.#limits.maxFrameBytes;
    clearTimeout(this.#authenticateTimer);
  }

  send(payload: string): void {
    if (this.#isGone) return;
    if (this.#out === '') setImmediate(() => this.#flush());
    this.#out += frame(payload);
    this.#traffic.framesOut += 1;
  }

  /** Sends a last payload and disconnects; further data of the client is not read. */
  refuse(payload: string): void {
    this.send(payload);
    this.#reader.refuse();
    this.#flush();
    this.#socket.end();
  }

  close(): void {
    this.#flush();
    this.#socket.destroy();
  }

  #onData(chunk: Buffer): void {
    if (!this.#reader.push(chunk)) this.#socket.end();
  }

  #onPayload(payload: Buffer): void {
    this.#traffic.framesIn += 1;
    this.#owner.onCommand(this, parseCommand(payload));
  }

  #flush(): void {
    if (this.#out === '' || this.#socket.destroyed) return;
    const out = this.#out;
    this.#out = '';
    this.#traffic.writes += 1;
    this.#socket.write(out);
    if (this.#socket.writableLength > this.#limits.maxBacklogBytes) this.#socket.destroy();
  }

  #onClose(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    clearTimeout(this.#authenticateTimer);
    this.#owner.onGone(this);
  }
}

const KEEP_ALIVE_MS = 45_000;
/** Before authentication only an authenticate command is accepted. */
const MAX_STRANGER_FRAME_BYTES = 4096;
