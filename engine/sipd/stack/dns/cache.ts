/**
 * Remembers what DNS has said, for as long as it says. Questions asked at once are asked of DNS once. If no server
 * answers, the last answer goes on being used for an hour (RFC 8767), and DNS is asked again after some seconds: calls
 * must neither wait for a dead server one by one nor fail because of it.
 */
import type { AskDns, DnsAnswer, RecordKind } from './records.js';

const MAX_REMEMBERED = 4096;
const STALE_FOR_MS = 3_600_000;
const FAILED_FOR_MS = 5000;

type Found = (answer: DnsAnswer<RecordKind> | undefined) => void;

interface Entry {
  answer: DnsAnswer<RecordKind> | undefined;
  /** By the clock given. */
  until: number;
  /** Until when it is used if DNS does not answer. */
  staleUntil: number;
  waiting: Found[] | undefined;
}

export class DnsCache {
  readonly #ask: AskDns;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();

  /** `now`: milliseconds of a monotonic clock. */
  constructor(ask: AskDns, now: () => number) {
    this.#ask = ask;
    this.#now = now;
  }

  /** Like `AskDns`, but calls back at once for what is remembered. `seconds` is what is left. */
  find<K extends RecordKind>(name: string, kind: K, found: (answer: DnsAnswer<K> | undefined) => void): void {
    const key = `${kind} ${name}`;
    const known = this.#entries.get(key);
    const take = found as Found;
    if (known !== undefined && known.until > this.#now()) return take(this.#left(known));
    if (known?.waiting !== undefined) return void known.waiting.push(take);
    const entry = known ?? this.#enter(key);
    entry.waiting = [take];
    this.#ask(name, kind, (answer) => this.#settle(entry, answer));
  }

  #settle(entry: Entry, answer: DnsAnswer<RecordKind> | undefined): void {
    const now = this.#now();
    if (answer !== undefined) {
      entry.answer = answer;
      entry.until = now + answer.seconds * 1000;
      entry.staleUntil = entry.until + STALE_FOR_MS;
    } else {
      if (entry.staleUntil <= now) entry.answer = undefined;
      entry.until = now + FAILED_FOR_MS;
    }
    const waiting = entry.waiting ?? [];
    entry.waiting = undefined;
    for (const take of waiting) take(this.#left(entry));
  }

  #left({ answer, until }: Entry): DnsAnswer<RecordKind> | undefined {
    return answer && { records: answer.records, seconds: Math.max(0, (until - this.#now()) / 1000) };
  }

  #enter(key: string): Entry {
    if (this.#entries.size >= MAX_REMEMBERED) {
      for (const [oldest, { waiting }] of this.#entries) {
        if (waiting !== undefined) continue;
        this.#entries.delete(oldest);
        break;
      }
    }
    const entry: Entry = { answer: undefined, until: 0, staleUntil: 0, waiting: undefined };
    this.#entries.set(key, entry);
    return entry;
  }
}
