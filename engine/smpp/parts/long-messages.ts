/**
 * Long messages that come in: their parts, in any order and perhaps twice, become one message (3GPP TS 23.040
 * 9.2.3.24.1). Senders use a reference again after 256 messages, or after one: a part that is there already with another
 * content begins another message. What waits is bounded in time, in messages of one sender, and in all.
 */
import type { Clock } from '../../clock.js';
import { COMMAND_STATUS } from '../pdu/command-status.js';
import type { PartNumber } from '../text/user-data-header.js';
import type { PartStore } from './part-files.js';

export interface IncomingPart extends PartNumber {
  readonly trunk: string;
  /** The addresses as they came. */
  readonly source: string;
  readonly destination: string;
  readonly dataCoding: number;
  readonly content: Buffer;
  /** How long it may wait for the others. */
  readonly waitMs: number;
}

export interface WholeMessage {
  /** The same if its last part comes again after a crash. */
  readonly setId: string;
  /** In order; neighbours with the same coding are joined, since a sender may have split a character. */
  readonly contents: readonly { readonly dataCoding: number; readonly content: Buffer }[];
  readonly parts: number;
}

export interface LongMessagesOptions {
  readonly store: PartStore;
  readonly clock: Clock;
  /** Unique, in letters and digits. */
  readonly newId: () => string;
  /** A part never came. */
  readonly onMissing: (trunk: string, missing: number, total: number) => void;
  readonly onFault: (error: unknown) => void;
}

/** Messages that wait for parts: of one sender, of all, and the octets of all parts. */
const MOST_OF_SENDER = 10;
const MOST = 5000;
const MOST_OCTETS = 8 * 1024 * 1024;

/** Answered messages, for parts that come again: how long they are remembered, and how many. */
const REMEMBERED_MS = 120_000;
const MOST_REMEMBERED = 1000;

type Parts = Map<number, { readonly dataCoding: number; readonly content: Buffer }>;

interface Waiting {
  readonly setId: string;
  readonly key: string;
  readonly trunk: string;
  readonly total: number;
  readonly since: number;
  readonly parts: Parts;
  /** Parts on their way to the disk. */
  readonly writes: Set<Promise<void>>;
  /** Once the last part is there: the answer to it. */
  verdict?: Promise<number>;
  readonly callOff: () => void;
}

export class LongMessages {
  readonly #options: LongMessagesOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #ofSender = new Map<string, number>();
  readonly #answered = new Map<
    string,
    { readonly parts: Parts; readonly status: number; readonly at: number }
  >();
  #octets = 0;

  constructor(options: LongMessagesOptions) {
    this.#options = options;
  }

  /** Messages that wait for a part. */
  get count(): number {
    return this.#waiting.size;
  }

  /** Takes up what waited when the process before this one ended. `waitMs`: of a trunk. */
  async load(waitMs: (trunk: string) => number): Promise<void> {
    const { store, clock } = this.#options;
    for (const { number, dataCoding, content, ...stored } of await store.load()) {
      const trunk = stored.key.split('\n')[0] ?? '';
      const leftMs = waitMs(trunk) - Math.max(0, clock.now() - stored.since);
      const set = this.#waiting.get(stored.key) ?? this.#begin({ ...stored, trunk }, Math.max(0, leftMs));
      if (set.setId === stored.setId) this.#add(set, number, dataCoding, Buffer.from(content, 'base64'));
      else await store.forget(stored.setId, [number]);
    }
  }

  /**
   * Resolves with the command_status of the part's answer: once it is kept, or once `onWhole` has answered for the whole
   * message, of which it was the last part. `onWhole` never rejects.
   */
  async take(part: IncomingPart, onWhole: (message: WholeMessage) => Promise<number>): Promise<number> {
    const key = keyOf(part);
    const { trunk, total, number, dataCoding, content } = part;
    const answered = this.#answered.get(key);
    if (answered?.parts.get(number)?.content.equals(content) === true && this.#isRecent(answered.at))
      return answered.status;
    const same = this.#waiting.get(key);
    const there = same?.parts.get(number)?.content;
    if (same !== undefined && there?.equals(content) === true)
      return same.verdict ?? Promise.all(same.writes).then(() => COMMAND_STATUS.ESME_ROK);
    if (same !== undefined && there !== undefined) this.#giveUp(same);
    const known = this.#waiting.get(key);
    if (known === undefined && !this.#hasRoom(key, content.length)) return COMMAND_STATUS.ESME_RX_T_APPN;
    const { clock, newId } = this.#options;
    const set = known ?? this.#begin({ setId: newId(), key, trunk, total, since: clock.now() }, part.waitMs);
    this.#add(set, number, dataCoding, content);
    if (set.parts.size < total) return this.#keep(set, part);
    set.verdict = onWhole(wholeOf(set)).then((status) => this.#judged(set, number, status));
    return set.verdict;
  }

  /** Stops waiting, without a word: what is on the disk is taken up again. */
  close(): void {
    for (const { callOff } of this.#waiting.values()) callOff();
    this.#waiting.clear();
  }

  #isRecent(at: number): boolean {
    return this.#options.clock.elapsed() - at < REMEMBERED_MS;
  }

  async #keep(set: Waiting, { number, dataCoding, content }: IncomingPart): Promise<number> {
    const { setId, key, total, since } = set;
    const text = content.toString('base64');
    const write = this.#options.store.keep({ setId, key, number, total, dataCoding, since, content: text });
    set.writes.add(write);
    try {
      await write;
      return COMMAND_STATUS.ESME_ROK;
    } catch (error) {
      this.#options.onFault(error);
      // The last part may have come meanwhile.
      if (set.verdict !== undefined) return await set.verdict;
      this.#remove(set, number);
      return COMMAND_STATUS.ESME_RX_T_APPN;
    } finally {
      set.writes.delete(write);
    }
  }

  /** A message that will come again waits for its last part once more; any other is over. */
  async #judged(set: Waiting, number: number, status: number): Promise<number> {
    if (status === COMMAND_STATUS.ESME_RX_T_APPN || status === COMMAND_STATUS.ESME_RTHROTTLED) {
      delete set.verdict;
      this.#remove(set, number);
      return status;
    }
    this.#forget(set);
    const [oldest] = this.#answered.keys();
    if (this.#answered.size >= MOST_REMEMBERED && oldest !== undefined) this.#answered.delete(oldest);
    this.#answered.set(set.key, { parts: set.parts, status, at: this.#options.clock.elapsed() });
    await this.#unstore(set);
    return status;
  }

  #begin(set: Omit<Waiting, 'parts' | 'writes' | 'callOff'>, waitMs: number): Waiting {
    const callOff = this.#options.clock.after(waitMs, () => this.#giveUp(waiting));
    const waiting: Waiting = { ...set, parts: new Map(), writes: new Set(), callOff };
    const sender = senderOf(set.key);
    this.#waiting.set(set.key, waiting);
    this.#ofSender.set(sender, (this.#ofSender.get(sender) ?? 0) + 1);
    return waiting;
  }

  #add({ parts }: Waiting, number: number, dataCoding: number, content: Buffer): void {
    // A copy: the octets are a slice of what the connection has read.
    parts.set(number, { dataCoding, content: Buffer.from(content) });
    this.#octets += content.length;
  }

  #remove(set: Waiting, number: number): void {
    if (this.#waiting.get(set.key) !== set) return;
    this.#octets -= set.parts.get(number)?.content.length ?? 0;
    set.parts.delete(number);
    if (set.parts.size === 0) this.#forget(set);
  }

  /** Its missing parts are not waited for any more. One that is being answered is not missing anything. */
  #giveUp(set: Waiting): void {
    this.#forget(set);
    if (set.verdict !== undefined) return;
    const { onMissing, onFault } = this.#options;
    onMissing(set.trunk, set.total - set.parts.size, set.total);
    this.#unstore(set).catch(onFault);
  }

  #forget(set: Waiting): void {
    set.callOff();
    if (this.#waiting.get(set.key) !== set) return;
    this.#waiting.delete(set.key);
    for (const { content } of set.parts.values()) this.#octets -= content.length;
    const sender = senderOf(set.key);
    const left = (this.#ofSender.get(sender) ?? 1) - 1;
    if (left === 0) this.#ofSender.delete(sender);
    else this.#ofSender.set(sender, left);
  }

  /** After what is still being written. */
  async #unstore({ setId, parts, writes }: Waiting): Promise<void> {
    await Promise.allSettled(writes);
    await this.#options.store.forget(setId, [...parts.keys()]).catch(this.#options.onFault);
  }

  #hasRoom(key: string, octets: number): boolean {
    if ((this.#ofSender.get(senderOf(key)) ?? 0) >= MOST_OF_SENDER) return false;
    return this.#waiting.size < MOST && this.#octets + octets <= MOST_OCTETS;
  }
}

function keyOf({ trunk, source, destination, reference, total }: IncomingPart): string {
  return [trunk, source, destination, reference, total].join('\n');
}

function senderOf(key: string): string {
  return key.split('\n').slice(0, 2).join('\n');
}

function wholeOf({ setId, total, parts }: Waiting): WholeMessage {
  const contents: { dataCoding: number; content: Buffer }[] = [];
  for (let number = 1; number <= total; number += 1) {
    const part = parts.get(number);
    const last = contents.at(-1);
    if (part === undefined) continue;
    if (last?.dataCoding === part.dataCoding) last.content = Buffer.concat([last.content, part.content]);
    else contents.push({ ...part });
  }
  return { setId, contents, parts: total };
}
