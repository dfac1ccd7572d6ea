/**
 * Datagrams that wait to be parsed while calls are refused. What belongs to a call in progress costs many times what a
 * refusal costs, so a refusal must not wait for it: the receive queue of the kernel is read to its end, refusals are
 * sent at once, and the rest waits here, in the order in which it came, for turns of some milliseconds in between.
 */
import { detached } from './parse/header-text.js';
import type { Flow } from './stack.js';

export interface WaitingOptions {
  /** Parses one and does what it asks for. */
  readonly read: (bytes: Buffer, flow: Flow) => void;
  /** Milliseconds. */
  readonly now: () => number;
  /** Runs something after each socket was read from once more. */
  readonly afterReading: (run: () => void) => void;
  /** How many datagrams have been read from the network in all. */
  readonly arrived: () => number;
}

interface Waiting {
  readonly bytes: Buffer;
  readonly flow: Flow;
  readonly since: number;
  /** Key of the transaction, of the INVITE of a call that was admitted. */
  readonly admitted: string | undefined;
}

const TURN_MS = 3;
/** libuv reads so many from a socket at a time: after as many, more may be waiting in the kernel. */
const BATCH = 32;
/** So many turns in a row are left to the network, and then one is taken, however much it sends. */
const MAX_LEFT = 16;
/** More than this wait nowhere: the network repeats what is lost. */
const MAX_WAITING = 20_000;
/** Those of calls have a kilobyte or two; a flood may have 64 of them. */
const MAX_BYTES = 64 << 20;

export class WaitingDatagrams {
  readonly #options: WaitingOptions;
  #waiting: Waiting[] = [];
  /** Those before it have been read. */
  #next = 0;
  /** Of those that wait. */
  #bytes = 0;
  readonly #admitted = new Set<string>();
  #reading: Waiting | undefined;
  #hasTurn = false;
  /** What had arrived at the last turn. */
  #arrivedBefore = 0;
  /** Turns in a row that were left to the network. */
  #left = 0;

  constructor(options: WaitingOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#next === this.#waiting.length;
  }

  /** How long the first has been waiting, in milliseconds. */
  get ageMs(): number {
    const first = this.#waiting[this.#next];
    return first === undefined ? 0 : this.#options.now() - first.since;
  }

  /** Whether the INVITE with that key was admitted, and waits or is being read. */
  isAdmitted(key: string): boolean {
    return this.#admitted.has(key) || this.#reading?.admitted === key;
  }

  /** Returns whether there was room for it. `admitted`: its key if it is the INVITE of a call that was admitted. */
  add(bytes: Buffer, flow: Flow, admitted?: string): boolean {
    if (this.#waiting.length - this.#next >= MAX_WAITING || this.#bytes + bytes.length > MAX_BYTES)
      return false;
    this.#bytes += bytes.length;
    const key = admitted === undefined ? undefined : detached(admitted);
    if (key !== undefined) this.#admitted.add(key);
    this.#waiting.push({ bytes, flow, since: this.#options.now(), admitted: key });
    if (!this.#hasTurn) this.#schedule();
    return true;
  }

  clear(): void {
    this.#waiting = [];
    this.#next = 0;
    this.#bytes = 0;
    this.#admitted.clear();
  }

  #schedule(): void {
    this.#hasTurn = true;
    this.#options.afterReading(() => {
      this.#hasTurn = false;
      try {
        if (!this.#leavesTurn()) this.#turn();
      } finally {
        if (!this.isEmpty) this.#schedule();
      }
    });
  }

  /** Whether the network has more to be read first: a refusal would wait in the kernel until the turn is over. */
  #leavesTurn(): boolean {
    const arrived = this.#options.arrived();
    const leaves = arrived - this.#arrivedBefore >= BATCH && this.#left < MAX_LEFT;
    this.#arrivedBefore = arrived;
    this.#left = leaves ? this.#left + 1 : 0;
    return leaves;
  }

  #turn(): void {
    const end = this.#options.now() + TURN_MS;
    do {
      const first = this.#waiting[this.#next];
      if (first === undefined) break;
      this.#next += 1;
      this.#bytes -= first.bytes.length;
      this.#read(first);
    } while (this.#options.now() < end);
    // Seldom, so that moving the rest costs nothing that counts.
    if (this.isEmpty || this.#next > MAX_WAITING) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
  }

  #read(datagram: Waiting): void {
    const { bytes, flow, admitted } = datagram;
    if (admitted !== undefined) this.#admitted.delete(admitted);
    this.#reading = datagram;
    try {
      this.#options.read(bytes, flow);
    } finally {
      this.#reading = undefined;
    }
  }
}
