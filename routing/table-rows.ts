/**
 * Bindings and YB parts in memory: a row of bytes each and no object, so that a million take some 250 bytes each, with
 * everything that finds them, and the garbage collector has nothing to walk. A row belongs to one kind and uses its
 * fields so:
 *
 *     kind  x   y   a   b             extension  party index (number, key)
 *     AXB   X       A   B                        (X, A) (X, B)
 *     AX    X       A                            (X, A)
 *     AXE   X       A   call-back no. E          (X, A) (X, -E)
 *     AXYB  X       A                            (X, A)
 *     YB    X   Y   A   B                        (X, B) (Y, A)
 *
 * `caller` and `callerUntil` are the call-back record of AX and AXE: who, and until when (Infinity: for good; 0: none).
 * What many rows have alike (flags, tones, limits) is interned as one object.
 */
import type { Binding, YbPart } from './binding.js';
import { e164From, numberOf } from './number.js';
import { HashIndex, hashOf, NONE } from './table-hash.js';
import { ExpiryHeap } from './table-heap.js';
import { Interner } from './table-interner.js';
import type { NumberTable } from './table-numbers.js';
import { RowMemory } from './table-row-memory.js';
import { present, restore, sharedOf, sharedOfPart, type Shared } from './table-shared.js';
import { readUuid, uuidOf } from './table-uuid.js';

export type RowKind = 'free' | Binding['mode'] | 'YB';
const kinds: readonly RowKind[] = ['free', 'AXB', 'AX', 'AXE', 'AXYB', 'YB'];

/**
 * The first cache line has all that a call reads, the second what only requests do.
 *
 *     byte  0  8  16         24    28         32  36  40     44  60        64         72         80      88           96        100   104
 *           a  b  expiresAt  kind  extension  x   y   rules  id  revision  createdAt  changedAt  caller  callerUntil  duration  next  previous
 */
const floats = {
  a: 0,
  b: 1,
  expiresAt: 2,
  createdAt: 8,
  changedAt: 9,
  caller: 10,
  callerUntil: 11,
} as const;

/** `id` takes four. */
const integers = {
  kind: 6,
  extension: 7,
  x: 8,
  y: 9,
  rules: 10,
  id: 11,
  revision: 15,
  duration: 24,
  next: 25,
  previous: 26,
} as const;

const AXB = kinds.indexOf('AXB');
const YB = kinds.indexOf('YB');

export class BindingRows {
  #size = 0;
  #count = 0;
  #free = NONE;
  readonly #memory = new RowMemory(128);
  #userData: (string | undefined)[] = [];
  readonly #byId = new HashIndex();
  readonly #byParty = new HashIndex();
  readonly #byA = new HashIndex();
  readonly #shared = new Interner<Shared>();
  readonly expiry = new ExpiryHeap((row) => this.#memory.float(row, floats.expiresAt));

  constructor(readonly numbers: NumberTable) {}

  /** Bindings, YB parts not counted. */
  get count(): number {
    return this.#count;
  }

  /** Rows ever used; for looking through all of them. */
  get size(): number {
    return this.#size;
  }

  put(binding: Binding): void {
    const known = this.findId(binding.id);
    const row = known === NONE ? this.#take() : known;
    if (known === NONE) {
      this.#count += 1;
      this.#setId(row, binding.id);
      this.#memory.setFloat(row, floats.callerUntil, 0);
      this.#byId.add(this.#idHash(row), row);
    } else this.#unindex(row);
    this.#memory.setInteger(row, integers.kind, kinds.indexOf(binding.mode));
    this.#memory.setFloat(row, floats.a, numberOf(binding.a));
    this.#memory.setFloat(row, floats.b, second(binding));
    this.#memory.setInteger(row, integers.extension, binding.mode === 'AXE' ? Number(binding.extension) : 0);
    this.#memory.setInteger(row, integers.duration, countdown(binding));
    this.#userData[row] = binding.userData;
    this.#memory.setInteger(row, integers.rules, this.#shared.take(sharedOf(binding)));
    this.#setTimes(row, binding);
    this.#index(row, this.numbers.mention(numberOf(binding.x)), NONE);
  }

  putPart(part: YbPart): void {
    const x = this.numbers.mention(numberOf(part.x));
    const known = this.findPart(x, numberOf(part.b));
    const row = known === NONE ? this.#take() : known;
    if (known !== NONE) this.#unindex(row);
    this.#memory.setInteger(row, integers.kind, kinds.indexOf('YB'));
    this.#setId(row, part.subscriptionId);
    this.#memory.setFloat(row, floats.a, numberOf(part.a));
    this.#memory.setFloat(row, floats.b, numberOf(part.b));
    this.#memory.setInteger(row, integers.extension, 0);
    this.#memory.setInteger(row, integers.duration, part.ybDuration);
    this.#userData[row] = undefined;
    this.#memory.setInteger(row, integers.rules, this.#shared.take(sharedOfPart(part)));
    this.#setTimes(row, part);
    this.#index(row, x, this.numbers.mention(numberOf(part.y)));
  }

  remove(row: number): void {
    if (this.kind(row) !== 'YB') {
      this.#byId.delete(this.#idHash(row), row);
      this.#count -= 1;
    }
    this.#unindex(row);
    this.#memory.setInteger(row, integers.kind, 0);
    this.#userData[row] = undefined;
    this.#memory.setInteger(row, integers.next, this.#free);
    this.#free = row;
  }

  findId(id: string): number {
    const words = readUuid(id);
    if (words === undefined) return NONE;
    const hash = hashOf(words[0], words[1]);
    for (let row = this.#byId.first(hash); row !== NONE; row = this.#byId.next())
      if (words.every((word, n) => this.#memory.words[this.#memory.at(row, integers.id) + n] === word))
        return row;
    return NONE;
  }

  /** The row a party is on at a number: by the table on top; `key` is a phone number or minus an extension. */
  findParty(number: number, key: number): number {
    for (let row = this.#byParty.first(partyHash(number, key)); row !== NONE; row = this.#byParty.next())
      if (this.#isParty(row, number, key)) return row;
    return NONE;
  }

  /** The YB part of B on X. */
  findPart(x: number, b: number): number {
    const row = this.findParty(x, b);
    return row !== NONE && this.#memory.integer(row, integers.kind) === YB ? row : NONE;
  }

  /** Rows on an X: bindings, and the YB parts of an AX part. */
  *onX(x: number): Generator<number> {
    for (let row = this.numbers.head(x); row !== NONE; row = this.#memory.integer(row, integers.next))
      yield row;
  }

  /** The one binding of an X that belongs to one A (AX, AXYB); NONE if it has none. */
  owningX(x: number): number {
    const head = this.numbers.head(x);
    return head === NONE || this.#memory.integer(head, integers.kind) === YB ? NONE : head;
  }

  /** AX and AXYB bindings of A. */
  *ofA(a: number): Generator<number> {
    const rows: number[] = [];
    for (let row = this.#byA.first(hashOf(a, 0)); row !== NONE; row = this.#byA.next())
      if (this.#memory.float(row, floats.a) === a) rows.push(row);
    yield* rows;
  }

  /** YB parts a Y serves. Looks through every row: for the rare moment when a Y is full, and for operators. */
  *servedBy(y: number): Generator<number> {
    for (let row = 0; row < this.#size; row += 1)
      if (this.#memory.integer(row, integers.kind) === YB && this.#memory.integer(row, integers.y) === y)
        yield row;
  }

  kind(row: number): RowKind {
    return kinds[this.#memory.integer(row, integers.kind)] ?? 'free';
  }

  x(row: number): number {
    return this.#memory.integer(row, integers.x);
  }

  y(row: number): number {
    return this.#memory.integer(row, integers.y);
  }

  a(row: number): number {
    return this.#memory.float(row, floats.a);
  }

  b(row: number): number {
    return this.#memory.float(row, floats.b);
  }

  extension(row: number): number {
    return this.#memory.integer(row, integers.extension);
  }

  expiresAt(row: number): number {
    return this.#memory.float(row, floats.expiresAt);
  }

  revision(row: number): number {
    return this.#memory.integer(row, integers.revision);
  }

  userData(row: number): string | undefined {
    return this.#userData[row];
  }

  shared(row: number): Shared {
    return this.#shared.get(this.#memory.integer(row, integers.rules));
  }

  caller(row: number, at: number): number {
    return this.#memory.float(row, floats.callerUntil) > at ? this.#memory.float(row, floats.caller) : 0;
  }

  /** `until` 0 forgets it. */
  setCaller(row: number, caller: number, until: number): void {
    this.#memory.setFloat(row, floats.caller, caller);
    this.#memory.setFloat(row, floats.callerUntil, until);
  }

  /** `subscriptionId`, also of the AX part a YB part belongs to. */
  id(row: number): string {
    return uuidOf(this.#memory.words, this.#memory.at(row, integers.id));
  }

  /** The row's binding as an object of its own; TypeError for a YB part. */
  binding(row: number): Binding {
    const shared = this.shared(row);
    if (shared.mode === 'YB') throw new TypeError('a YB part is no binding');
    return restore(shared, {
      ...this.#base(row),
      id: this.id(row),
      b: this.b(row) === 0 ? undefined : e164From(this.b(row)),
      extension: this.extension(row),
      duration: this.#memory.integer(row, integers.duration),
      userData: this.userData(row),
    });
  }

  part(row: number): YbPart {
    const shared = this.shared(row);
    if (shared.mode !== 'YB') throw new TypeError('a binding is no YB part');
    return {
      ...shared,
      ...this.#base(row),
      subscriptionId: this.id(row),
      y: this.numbers.e164(this.y(row)),
      b: e164From(this.b(row)),
      ybDuration: this.#memory.integer(row, integers.duration),
    };
  }

  #base(row: number) {
    const expiresAt = this.expiresAt(row);
    return {
      x: this.numbers.e164(this.x(row)),
      a: e164From(this.a(row)),
      revision: this.revision(row),
      createdAt: this.#memory.float(row, floats.createdAt),
      changedAt: this.#memory.float(row, floats.changedAt),
      expiresAt: expiresAt === Infinity ? undefined : expiresAt,
    };
  }

  #setId(row: number, id: string): void {
    this.#memory.words.set(present(readUuid(id)), this.#memory.at(row, integers.id));
  }

  #idHash(row: number): number {
    const at = this.#memory.at(row, integers.id);
    return hashOf(this.#memory.words[at] ?? 0, this.#memory.words[at + 1] ?? 0);
  }

  #setTimes(row: number, times: Binding | YbPart): void {
    this.#memory.setInteger(row, integers.revision, times.revision);
    this.#memory.setFloat(row, floats.createdAt, times.createdAt);
    this.#memory.setFloat(row, floats.changedAt, times.changedAt);
    this.#memory.setFloat(row, floats.expiresAt, times.expiresAt ?? Infinity);
    if (times.expiresAt === undefined) this.expiry.delete(row);
    else this.expiry.put(row);
  }

  /** Enters the row where it is looked for: at its numbers, at A, in X's chain. */
  #index(row: number, x: number, y: number): void {
    this.#memory.setInteger(row, integers.x, x);
    this.#memory.setInteger(row, integers.y, y);
    for (const [number, key] of this.#parties(row)) this.#byParty.add(partyHash(number, key), row);
    const kind = this.kind(row);
    if (kind === 'AX' || kind === 'AXYB') this.#byA.add(hashOf(this.a(row), 0), row);
    this.#link(row, x, kind === 'YB');
    if (kind === 'YB') this.numbers.count(y, 'y', 1);
    else this.numbers.count(x, 'x', 1);
  }

  /** Undoes `#index` and gives the shared part back. */
  #unindex(row: number): void {
    for (const [number, key] of this.#parties(row)) this.#byParty.delete(partyHash(number, key), row);
    const kind = this.kind(row);
    if (kind === 'AX' || kind === 'AXYB') this.#byA.delete(hashOf(this.a(row), 0), row);
    this.#unlink(row);
    if (kind === 'YB') this.numbers.count(this.y(row), 'y', -1);
    else this.numbers.count(this.x(row), 'x', -1);
    this.expiry.delete(row);
    this.#shared.drop(this.#memory.integer(row, integers.rules));
  }

  /** Into X's chain: a YB part behind the first, so that an AX part always comes first; all else in front. */
  #link(row: number, x: number, isPart: boolean): void {
    const head = this.numbers.head(x);
    const previous = isPart ? head : NONE;
    const next = previous === NONE ? head : this.#memory.integer(previous, integers.next);
    this.#memory.setInteger(row, integers.next, next);
    this.#memory.setInteger(row, integers.previous, previous);
    if (next !== NONE) this.#memory.setInteger(next, integers.previous, row);
    if (previous === NONE) this.numbers.setHead(x, row);
    else this.#memory.setInteger(previous, integers.next, row);
  }

  #unlink(row: number): void {
    const next = this.#memory.integer(row, integers.next);
    const previous = this.#memory.integer(row, integers.previous);
    if (previous === NONE) this.numbers.setHead(this.x(row), next);
    else this.#memory.setInteger(previous, integers.next, next);
    if (next !== NONE) this.#memory.setInteger(next, integers.previous, previous);
  }

  /** The places of the party index a row stands in, as the table in the header says. */
  #parties(row: number): readonly (readonly [number: number, key: number])[] {
    const x = this.x(row);
    switch (this.kind(row)) {
      case 'AXB':
        return [
          [x, this.a(row)],
          [x, this.b(row)],
        ];
      case 'AXE':
        return [
          [x, this.a(row)],
          [x, -this.extension(row)],
        ];
      case 'YB':
        return [
          [x, this.b(row)],
          [this.y(row), this.a(row)],
        ];
      case 'AX':
      case 'AXYB':
        return [[x, this.a(row)]];
      case 'free':
        return [];
    }
  }

  #isParty(row: number, number: number, key: number): boolean {
    if (key < 0)
      return (
        this.#memory.integer(row, integers.x) === number &&
        this.#memory.integer(row, integers.extension) === -key
      );
    if (this.#memory.integer(row, integers.kind) === YB)
      return (
        (this.#memory.integer(row, integers.x) === number && this.#memory.float(row, floats.b) === key) ||
        (this.#memory.integer(row, integers.y) === number && this.#memory.float(row, floats.a) === key)
      );
    if (this.#memory.integer(row, integers.x) !== number) return false;
    return (
      this.#memory.float(row, floats.a) === key ||
      (this.#memory.integer(row, integers.kind) === AXB && this.#memory.float(row, floats.b) === key)
    );
  }

  #take(): number {
    if (this.#free !== NONE) {
      const row = this.#free;
      this.#free = this.#memory.integer(row, integers.next);
      return row;
    }
    this.#memory.reserve(this.#size + 1);
    this.#userData.push(undefined);
    this.#size += 1;
    return this.#size - 1;
  }
}

/** An extension's key is negative and may not fall together with the phone number of the same digits. */
function partyHash(number: number, key: number): number {
  return key < 0 ? hashOf(-key, ~number) : hashOf(key, number);
}

/** AXB's B; AXE's call-back number; 0 for none. */
function second(binding: Binding): number {
  if (binding.mode === 'AXB') return numberOf(binding.b);
  return binding.mode === 'AXE' && binding.callbackNum !== undefined ? numberOf(binding.callbackNum) : 0;
}

function countdown(binding: Binding): number {
  if (binding.mode === 'AXE') return binding.bindExpiredTime;
  return binding.mode === 'AX' ? 0 : binding.duration;
}
