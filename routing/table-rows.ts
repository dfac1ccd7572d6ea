/**
 * Bindings and YB parts in memory: a row of typed arrays each, no object, so that a million take some 200 bytes each
 * and the garbage collector has nothing to walk. A row belongs to one kind and uses the columns so:
 *
 *     kind  x   y   a   b             extension  party index (number, key)
 *     AXB   X       A   B                        (X, A) (X, B)
 *     AX    X       A                            (X, A)
 *     AXE   X       A   call-back no. E          (X, A) (X, -E)
 *     AXYB  X       A                            (X, A)
 *     YB    X   Y   A   B                        (X, B) (Y, A)
 *
 * What many rows have alike (flags, tones, limits) is interned as one object.
 */
import type { Binding, YbPart } from './binding.js';
import { e164From, numberOf } from './number.js';
import { grown } from './table-columns.js';
import { HashIndex, hashOf, NONE } from './table-hash.js';
import { ExpiryHeap } from './table-heap.js';
import { Interner } from './table-interner.js';
import type { NumberTable } from './table-numbers.js';
import { present, restore, sharedOf, sharedOfPart, type Shared } from './table-shared.js';
import { readUuid, uuidOf } from './table-uuid.js';

export type RowKind = 'free' | Binding['mode'] | 'YB';
const kinds: readonly RowKind[] = ['free', 'AXB', 'AX', 'AXE', 'AXYB', 'YB'];

const AXB = kinds.indexOf('AXB');
const YB = kinds.indexOf('YB');

export class BindingRows {
  #size = 0;
  #count = 0;
  #free = NONE;
  #kind = new Uint8Array(16);
  #x = new Uint32Array(16);
  #y = new Uint32Array(16);
  #a = new Float64Array(16);
  #b = new Float64Array(16);
  #extension = new Uint16Array(16);
  #id = new Uint32Array(64);
  #revision = new Uint32Array(16);
  #createdAt = new Float64Array(16);
  #changedAt = new Float64Array(16);
  #expiresAt = new Float64Array(16);
  #duration = new Uint32Array(16);
  #rules = new Uint32Array(16);
  #next = new Uint32Array(16);
  #previous = new Uint32Array(16);
  #userData: (string | undefined)[] = [];
  /** Call-back record: who, and until when (Infinity: for good; 0: none). Kept for AX and AXE. */
  #caller = new Float64Array(16);
  #callerUntil = new Float64Array(16);
  readonly #byId = new HashIndex();
  readonly #byParty = new HashIndex();
  readonly #byA = new HashIndex();
  readonly #shared = new Interner<Shared>();
  readonly expiry = new ExpiryHeap(() => this.#expiresAt);

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
      this.#callerUntil[row] = 0;
      this.#byId.add(this.#idHash(row), row);
    } else this.#unindex(row);
    this.#kind[row] = kinds.indexOf(binding.mode);
    this.#a[row] = numberOf(binding.a);
    this.#b[row] = second(binding);
    this.#extension[row] = binding.mode === 'AXE' ? Number(binding.extension) : 0;
    this.#duration[row] = countdown(binding);
    this.#userData[row] = binding.userData;
    this.#rules[row] = this.#shared.take(sharedOf(binding));
    this.#setTimes(row, binding);
    this.#index(row, this.numbers.mention(numberOf(binding.x)), NONE);
  }

  putPart(part: YbPart): void {
    const x = this.numbers.mention(numberOf(part.x));
    const known = this.findPart(x, numberOf(part.b));
    const row = known === NONE ? this.#take() : known;
    if (known !== NONE) this.#unindex(row);
    this.#kind[row] = kinds.indexOf('YB');
    this.#setId(row, part.subscriptionId);
    this.#a[row] = numberOf(part.a);
    this.#b[row] = numberOf(part.b);
    this.#extension[row] = 0;
    this.#duration[row] = part.ybDuration;
    this.#userData[row] = undefined;
    this.#rules[row] = this.#shared.take(sharedOfPart(part));
    this.#setTimes(row, part);
    this.#index(row, x, this.numbers.mention(numberOf(part.y)));
  }

  remove(row: number): void {
    if (this.kind(row) !== 'YB') {
      this.#byId.delete(this.#idHash(row), row);
      this.#count -= 1;
    }
    this.#unindex(row);
    this.#kind[row] = 0;
    this.#userData[row] = undefined;
    this.#next[row] = this.#free;
    this.#free = row;
  }

  findId(id: string): number {
    const words = readUuid(id);
    if (words === undefined) return NONE;
    const hash = hashOf(words[0], words[1]);
    for (let row = this.#byId.first(hash); row !== NONE; row = this.#byId.next())
      if (words.every((word, n) => this.#id[4 * row + n] === word)) return row;
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
    return row !== NONE && this.#kind[row] === YB ? row : NONE;
  }

  /** Rows on an X: bindings, and the YB parts of an AX part. */
  *onX(x: number): Generator<number> {
    for (let row = this.numbers.head[x] ?? NONE; row !== NONE; row = this.#next[row] ?? NONE) yield row;
  }

  /** The one binding of an X that belongs to one A (AX, AXYB); NONE if it has none. */
  owningX(x: number): number {
    const head = this.numbers.head[x] ?? NONE;
    return head === NONE || this.#kind[head] === YB ? NONE : head;
  }

  /** AX and AXYB bindings of A. */
  *ofA(a: number): Generator<number> {
    const rows: number[] = [];
    for (let row = this.#byA.first(hashOf(a, 0)); row !== NONE; row = this.#byA.next())
      if (this.#a[row] === a) rows.push(row);
    yield* rows;
  }

  /** YB parts a Y serves. Looks through every row: for the rare moment when a Y is full, and for operators. */
  *servedBy(y: number): Generator<number> {
    for (let row = 0; row < this.#size; row += 1) if (this.#kind[row] === YB && this.#y[row] === y) yield row;
  }

  kind(row: number): RowKind {
    return kinds[this.#kind[row] ?? 0] ?? 'free';
  }

  x(row: number): number {
    return this.#x[row] ?? NONE;
  }

  y(row: number): number {
    return this.#y[row] ?? NONE;
  }

  a(row: number): number {
    return this.#a[row] ?? 0;
  }

  b(row: number): number {
    return this.#b[row] ?? 0;
  }

  extension(row: number): number {
    return this.#extension[row] ?? 0;
  }

  expiresAt(row: number): number {
    return this.#expiresAt[row] ?? Infinity;
  }

  revision(row: number): number {
    return this.#revision[row] ?? 0;
  }

  userData(row: number): string | undefined {
    return this.#userData[row];
  }

  shared(row: number): Shared {
    return this.#shared.get(this.#rules[row] ?? 0);
  }

  caller(row: number, at: number): number {
    return (this.#callerUntil[row] ?? 0) > at ? (this.#caller[row] ?? 0) : 0;
  }

  /** `until` 0 forgets it. */
  setCaller(row: number, caller: number, until: number): void {
    this.#caller[row] = caller;
    this.#callerUntil[row] = until;
  }

  /** `subscriptionId`, also of the AX part a YB part belongs to. */
  id(row: number): string {
    return uuidOf(this.#id, 4 * row);
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
      duration: this.#duration[row] ?? 0,
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
      ybDuration: this.#duration[row] ?? 0,
    };
  }

  #base(row: number) {
    const expiresAt = this.expiresAt(row);
    return {
      x: this.numbers.e164(this.x(row)),
      a: e164From(this.a(row)),
      revision: this.revision(row),
      createdAt: this.#createdAt[row] ?? 0,
      changedAt: this.#changedAt[row] ?? 0,
      expiresAt: expiresAt === Infinity ? undefined : expiresAt,
    };
  }

  #setId(row: number, id: string): void {
    this.#id.set(present(readUuid(id)), 4 * row);
  }

  #idHash(row: number): number {
    return hashOf(this.#id[4 * row] ?? 0, this.#id[4 * row + 1] ?? 0);
  }

  #setTimes(row: number, times: Binding | YbPart): void {
    this.#revision[row] = times.revision;
    this.#createdAt[row] = times.createdAt;
    this.#changedAt[row] = times.changedAt;
    this.#expiresAt[row] = times.expiresAt ?? Infinity;
    if (times.expiresAt === undefined) this.expiry.delete(row);
    else this.expiry.put(row);
  }

  /** Enters the row where it is looked for: at its numbers, at A, in X's chain. */
  #index(row: number, x: number, y: number): void {
    this.#x[row] = x;
    this.#y[row] = y;
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
    this.#shared.drop(this.#rules[row] ?? 0);
  }

  /** Into X's chain: a YB part behind the first, so that an AX part always comes first; all else in front. */
  #link(row: number, x: number, isPart: boolean): void {
    const head = this.numbers.head[x] ?? NONE;
    const previous = isPart ? head : NONE;
    const next = previous === NONE ? head : (this.#next[previous] ?? NONE);
    this.#next[row] = next;
    this.#previous[row] = previous;
    if (next !== NONE) this.#previous[next] = row;
    if (previous === NONE) this.numbers.head[x] = row;
    else this.#next[previous] = row;
  }

  #unlink(row: number): void {
    const next = this.#next[row] ?? NONE;
    const previous = this.#previous[row] ?? NONE;
    if (previous === NONE) this.numbers.head[this.x(row)] = next;
    else this.#next[previous] = next;
    if (next !== NONE) this.#previous[next] = previous;
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
    if (key < 0) return this.#x[row] === number && this.#extension[row] === -key;
    if (this.#kind[row] === YB)
      return (
        (this.#x[row] === number && this.#b[row] === key) || (this.#y[row] === number && this.#a[row] === key)
      );
    if (this.#x[row] !== number) return false;
    return this.#a[row] === key || (this.#kind[row] === AXB && this.#b[row] === key);
  }

  #take(): number {
    if (this.#free !== NONE) {
      const row = this.#free;
      this.#free = this.#next[row] ?? NONE;
      return row;
    }
    if (this.#size === this.#kind.length) this.#grow();
    this.#userData.push(undefined);
    this.#size += 1;
    return this.#size - 1;
  }

  #grow(): void {
    const length = this.#size + 1;
    this.#kind = grown(this.#kind, length);
    const rows = this.#kind.length;
    this.#x = grown(this.#x, rows, 'exactly');
    this.#y = grown(this.#y, rows, 'exactly');
    this.#a = grown(this.#a, rows, 'exactly');
    this.#b = grown(this.#b, rows, 'exactly');
    this.#extension = grown(this.#extension, rows, 'exactly');
    this.#id = grown(this.#id, 4 * rows, 'exactly');
    this.#revision = grown(this.#revision, rows, 'exactly');
    this.#createdAt = grown(this.#createdAt, rows, 'exactly');
    this.#changedAt = grown(this.#changedAt, rows, 'exactly');
    this.#expiresAt = grown(this.#expiresAt, rows, 'exactly');
    this.#duration = grown(this.#duration, rows, 'exactly');
    this.#rules = grown(this.#rules, rows, 'exactly');
    this.#next = grown(this.#next, rows, 'exactly');
    this.#previous = grown(this.#previous, rows, 'exactly');
    this.#caller = grown(this.#caller, rows, 'exactly');
    this.#callerUntil = grown(this.#callerUntil, rows, 'exactly');
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
