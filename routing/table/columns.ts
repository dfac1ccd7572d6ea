/**
 * The fields of a row: where each is and how it is read. A row is a binding or a YB part: some hundred bytes and no
 * object, so that the garbage collector has nothing to walk. The kinds use the fields like this:
 *
 *     kind  x   y   a   b             extension
 *     AXB   X       A   B
 *     AX    X       A
 *     AXE   X       A   call-back no. E
 *     AXYB  X       A
 *     YB    X   Y   A   B
 *
 * X and Y are indexes into the number table, phone numbers are integers (`numberOf`).
 */
import type { Binding } from '../binding.js';
import { NONE } from './hash.js';
import { RowMemory } from './row-memory.js';
import { uuidOf, type UuidWords } from './uuid.js';

export type RowKind = 'free' | Binding['mode'] | 'YB';
const kinds: readonly RowKind[] = ['free', 'AXB', 'AX', 'AXE', 'AXYB', 'YB'];

/**
 * What a call reads is one cache line; what only requests read is elsewhere, and so is the call-back record.
 *
 *     call     byte  0  8  16         24    28         32  36  40     44  60
 *                    a  b  expiresAt  kind  extension  x   y   rules  id  userData
 *     request  byte  0          8          16      24           32        36
 *                    createdAt  changedAt  caller  callerUntil  revision  duration
 */
const CALL_BYTES = 64;
const call = {
  floats: { a: 0, b: 1, expiresAt: 2 },
  integers: { kind: 6, extension: 7, x: 8, y: 9, rules: 10, id: 11, userData: 15 },
} as const;
const REQUEST_BYTES = 40;
const request = {
  floats: { createdAt: 0, changedAt: 1, caller: 2, callerUntil: 3 },
  integers: { revision: 8, duration: 9 },
} as const;

/** The values of a row; the numbers it is on are noted by `place`. */
export interface RowValues {
  readonly kind: Exclude<RowKind, 'free'>;
  readonly id: UuidWords;
  readonly a: number;
  /** 0: none. */
  readonly b: number;
  readonly extension: number;
  /** Id of the shared part (`shared.ts`). */
  readonly rules: number;
  readonly duration: number;
  readonly userData: string | undefined;
  readonly revision: number;
  readonly createdAt: number;
  readonly changedAt: number;
  /** Infinity: never. */
  readonly expiresAt: number;
}

export class BindingColumns {
  #size = 0;
  #free = NONE;
  readonly #call = new RowMemory(CALL_BYTES);
  readonly #request = new RowMemory(REQUEST_BYTES);
  readonly #userData = new TextColumn();

  /** Rows ever used; for loops over all of them. */
  get size(): number {
    return this.#size;
  }

  kind(row: number): RowKind {
    return kinds[this.#call.integer(row, call.integers.kind)] ?? 'free';
  }

  x(row: number): number {
    return this.#call.integer(row, call.integers.x);
  }

  y(row: number): number {
    return this.#call.integer(row, call.integers.y);
  }

  a(row: number): number {
    return this.#call.float(row, call.floats.a);
  }

  b(row: number): number {
    return this.#call.float(row, call.floats.b);
  }

  extension(row: number): number {
    return this.#call.integer(row, call.integers.extension);
  }

  expiresAt(row: number): number {
    return this.#call.float(row, call.floats.expiresAt);
  }

  rules(row: number): number {
    return this.#call.integer(row, call.integers.rules);
  }

  /** `subscriptionId`, also of the AX part a YB part belongs to. */
  id(row: number): string {
    return uuidOf(this.#call.words, this.#call.at(row, call.integers.id));
  }

  idWord(row: number, word: 0 | 1 | 2 | 3): number {
    return this.#call.integer(row, call.integers.id + word);
  }

  hasId(row: number, id: UuidWords): boolean {
    for (let word = 0; word < 4; word += 1)
      if (this.#call.integer(row, call.integers.id + word) !== id[word]) return false;
    return true;
  }

  userData(row: number): string | undefined {
    return this.#userData.get(this.#call.integer(row, call.integers.userData));
  }

  createdAt(row: number): number {
    return this.#request.float(row, request.floats.createdAt);
  }

  changedAt(row: number): number {
    return this.#request.float(row, request.floats.changedAt);
  }

  revision(row: number): number {
    return this.#request.integer(row, request.integers.revision);
  }

  /** Seconds, or AXE's `bindExpiredTime`. */
  duration(row: number): number {
    return this.#request.integer(row, request.integers.duration);
  }

  /** The call-back record of AX and AXE: the last caller who reached A, while it is in force; 0 none. */
  caller(row: number, at: number): number {
    const until = this.#request.float(row, request.floats.callerUntil);
    return until > at ? this.#request.float(row, request.floats.caller) : 0;
  }

  /** Until when the call-back record is in force: Infinity always, 0 never. */
  callerUntil(row: number): number {
    return this.#request.float(row, request.floats.callerUntil);
  }

  /** `until`: Infinity without end; 0 deletes it. */
  setCaller(row: number, caller: number, until: number): void {
    this.#request.setFloat(row, request.floats.caller, caller);
    this.#request.setFloat(row, request.floats.callerUntil, until);
  }

  /** Makes room for this many rows at once. */
  expect(rows: number): void {
    this.#call.expect(rows);
    this.#request.expect(rows);
  }

  /** An empty row to write to. */
  protected take(): number {
    if (this.#free !== NONE) {
      const row = this.#free;
      this.#free = this.x(row);
      return row;
    }
    const row = this.#size;
    this.#call.reserve(row + 1);
    this.#request.reserve(row + 1);
    this.#size += 1;
    return row;
  }

  protected write(row: number, values: RowValues): void {
    const { floats, integers } = call;
    this.#call.setFloat(row, floats.a, values.a);
    this.#call.setFloat(row, floats.b, values.b);
    this.#call.setFloat(row, floats.expiresAt, values.expiresAt);
    this.#call.setInteger(row, integers.kind, kinds.indexOf(values.kind));
    this.#call.setInteger(row, integers.extension, values.extension);
    this.#call.setInteger(row, integers.rules, values.rules);
    for (let word = 0; word < 4; word += 1)
      this.#call.setInteger(row, integers.id + word, values.id[word] ?? 0);
    this.#writeUserData(row, values.userData);
    this.#request.setFloat(row, request.floats.createdAt, values.createdAt);
    this.#request.setFloat(row, request.floats.changedAt, values.changedAt);
    this.#request.setInteger(row, request.integers.revision, values.revision);
    this.#request.setInteger(row, request.integers.duration, values.duration);
  }

  /** Notes the numbers the row is on. */
  protected place(row: number, x: number, y: number): void {
    this.#call.setInteger(row, call.integers.x, x);
    this.#call.setInteger(row, call.integers.y, y);
  }

  /** Frees the row; it is the next one to be used. */
  protected release(row: number): void {
    this.#call.setInteger(row, call.integers.kind, kinds.indexOf('free'));
    this.#writeUserData(row, undefined);
    this.setCaller(row, 0, 0);
    this.#call.setInteger(row, call.integers.x, this.#free);
    this.#free = row;
  }

  #writeUserData(row: number, text: string | undefined): void {
    const place = this.#userData.replace(this.#call.integer(row, call.integers.userData), text);
    this.#call.setInteger(row, call.integers.userData, place);
  }
}

/**
 * A column of texts that most rows leave empty. A row keeps the index of its text, 0 for none, so that a row without
 * text costs neither memory here nor an access.
 */
export class TextColumn {
  /** Nothing stands at place 0. */
  readonly #texts: (string | undefined)[] = [undefined];
  readonly #free: number[] = [];

  get(place: number): string | undefined {
    return place === 0 ? undefined : this.#texts[place];
  }

  /** Replaces a row's text; answers the index where the row finds it from now on. */
  replace(place: number, text: string | undefined): number {
    if (text === undefined) {
      this.#drop(place);
      return 0;
    }
    const taken = place === 0 ? (this.#free.pop() ?? this.#texts.length) : place;
    this.#texts[taken] = text;
    return taken;
  }

  #drop(place: number): void {
    if (place === 0) return;
    this.#texts[place] = undefined;
    this.#free.push(place);
  }
}
