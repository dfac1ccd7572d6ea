/**
 * Frames over a stream socket. The frames of one turn of the event loop leave in one write, unless each must leave at
 * once. The wire is lost when the far end goes, sends an invalid frame or one longer than its codec accepts, or leaves
 * too much unread.
 */
import type { Duplex } from 'node:stream';
import type { Frame, Wire, WireTraffic, WireUser } from './wire.js';

/** How frames are written as bytes. */
export interface Codec {
  /** The frame with its delimiter. */
  encode(frame: Frame): string | Uint8Array;
  /** A reader for one connection: takes chunks as they come, throws an Error if they are not frames. */
  reader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void;
}

/** The time for which the outbox gathers writes. */
const LATER_MS = 20;
/** Frames are handed over for so long in one turn of the event loop: others want one too, above all the network. */
const TURN_MS = 4;
/** How much the far end may leave unread before it is given up. */
const MAX_BACKLOG_BYTES = 64 << 20;

export class SocketWire implements Wire {
  readonly traffic: WireTraffic = { framesIn: 0, framesOut: 0, writes: 0 };
  readonly #socket: Duplex;
  readonly #codec: Codec;
  readonly #isImmediate: boolean;
  #text = '';
  #bytes: Uint8Array[] = [];
  #user: WireUser | undefined;
  /** Frames that have been read and not handed over. */
  readonly #arrived: Frame[] = [];
  #hasTurn = false;
  /** Whether a flush comes at the end of this turn, and one for frames that may wait. */
  #isDue = false;
  #later: NodeJS.Timeout | undefined;
  #isClosed = false;

  /**
   * `isImmediate`: each frame leaves when it is sent, for a far end that must know before others hear of its effect.
   */
  constructor(socket: Duplex, codec: Codec, { isImmediate = false } = {}) {
    this.#socket = socket;
    this.#codec = codec;
    this.#isImmediate = isImmediate;
  }

  open(user: WireUser): void {
    this.#user = user;
    const read = this.#codec.reader((frame) => this.#arrived.push(frame));
    this.#socket.on('data', (chunk: Buffer) =>
      this.#guarded(() => {
        read(chunk);
        this.#hand(performance.now() + TURN_MS);
      }),
    );
    this.#socket.on('error', () => this.#gone());
    this.#socket.on('end', () => this.#gone());
    this.#socket.on('close', () => this.#gone());
    // A socket that broke before we listened emits nothing any more.
    if (this.#socket.destroyed) process.nextTick(() => this.#lose());
  }

  send(frame: Frame, later = false): void {
    if (this.#isClosed) return;
    const encoded = this.#codec.encode(frame);
    if (typeof encoded === 'string') this.#text += encoded;
    else this.#bytes.push(encoded);
    this.traffic.framesOut += 1;
    if (this.#isImmediate) return this.#flush();
    if (later) this.#later ??= setTimeout(this.#flush, LATER_MS);
    else if (!this.#isDue) {
      this.#isDue = true;
      setImmediate(this.#flush);
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#flush();
    this.#end();
    this.#socket.end();
    // Between two turns it is paused, and would never read that the far end closes too.
    this.#socket.resume();
  }

  /** Hands over what has arrived, until a time of `performance`; the rest in the next turns. */
  #hand(until: number): void {
    let handed = 0;
    for (const frame of this.#arrived) {
      if (this.#isClosed) return;
      handed += 1;
      this.traffic.framesIn += 1;
      this.#user?.onFrame(frame);
      if (performance.now() >= until) break;
    }
    this.#arrived.splice(0, handed);
    if (this.#arrived.length === 0) this.#socket.resume();
    else if (!this.#hasTurn) {
      this.#hasTurn = true;
      this.#socket.pause();
      setImmediate(() => {
        this.#hasTurn = false;
        this.#guarded(() => this.#hand(performance.now() + TURN_MS));
      });
    }
  }

  #guarded(act: () => void): void {
    if (this.#isClosed) return;
    try {
      act();
    } catch (error) {
      // It is unknown what else differs between the two ends.
      this.#lose(error);
    }
  }

  /** The far end is gone: what it has sent counts. */
  #gone(): void {
    this.#guarded(() => this.#hand(Infinity));
    this.#lose();
  }

  readonly #flush = (): void => {
    this.#isDue = false;
    clearTimeout(this.#later);
    this.#later = undefined;
    if (this.#isClosed || (this.#text === '' && this.#bytes.length === 0)) return;
    const out = this.#text === '' ? Buffer.concat(this.#bytes) : this.#text;
    this.#text = '';
    this.#bytes = [];
    this.traffic.writes += 1;
    this.#socket.write(out);
    if (this.#socket.writableLength > MAX_BACKLOG_BYTES) this.#lose();
  };

  #lose(flaw?: unknown): void {
    if (this.#isClosed) return;
    this.#end();
    this.#socket.destroy();
    this.#user?.onLost(flaw);
  }

  #end(): void {
    this.#isClosed = true;
    clearTimeout(this.#later);
  }
}
