/**
 * Bindings and YB parts in memory, a row each (`columns.ts`), with the indexes that find them: by id, by number and
 * party, by X, by A, by expiry. A million take some 200 bytes each, indexes included. What many rows have in common
 * (flags, tones, limits) is kept once.
 */
import type { Binding, YbPart } from '../binding.js';
import { e164From, numberOf } from '../numbers/number.js';
import { NumberChains } from './chains.js';
import { BindingColumns } from './columns.js';
import { HashIndex, hashOf, NONE } from './hash.js';
import { ExpiryHeap } from './heap.js';
import { Interner } from './interner.js';
import type { NumberTable } from './numbers.js';
import { PartyIndex } from './parties.js';
import { present, restore, sharedOf, sharedOfPart, type Shared } from './shared.js';
import { readUuid, type UuidWords } from './uuid.js';

export class BindingRows extends BindingColumns {
  #count = 0;
  readonly #byId = new HashIndex();
  readonly #byParty = new PartyIndex(this);
  readonly #byA = new HashIndex();
  readonly #onX: NumberChains;
  readonly #shared = new Interner<Shared>();
  readonly expiry = new ExpiryHeap((row) => this.expiresAt(row));

  constructor(readonly numbers: NumberTable) {
    super();
    this.#onX = new NumberChains(numbers);
  }

  /** Bindings, YB parts not counted. */
  get count(): number {
    return this.#count;
  }

  /** Makes room for this many rows at once; growing step by step copies each of them twice or more. */
  override expect(rows: number): void {
    super.expect(rows);
    this.#byId.expect(rows);
    this.#byParty.expect(rows);
    this.#onX.expect(rows);
    this.expiry.expect(rows);
  }

  put(binding: Binding): void {
    const id = present(readUuid(binding.id));
    const known = this.#findId(id);
    const row = known === NONE ? this.take() : known;
    if (known !== NONE) this.#unindex(row);
    this.write(row, {
      kind: binding.mode,
      id,
      a: numberOf(binding.a),
      b: second(binding),
      extension: binding.mode === 'AXE' ? Number(binding.extension) : 0,
      rules: this.#shared.take(sharedOf(binding)),
      duration: countdown(binding),
      userData: binding.userData,
      revision: binding.revision,
      createdAt: binding.createdAt,
      changedAt: binding.changedAt,
      expiresAt: binding.expiresAt ?? Infinity,
    });
    if (known === NONE) {
      this.#count += 1;
      this.#byId.add(hashOf(id[0], id[1]), row);
    }
    this.#index(row, this.numbers.mention(numberOf(binding.x)), NONE);
  }

  putPart(part: YbPart): void {
    const x = this.numbers.mention(numberOf(part.x));
    const known = this.findPart(x, numberOf(part.b));
    const row = known === NONE ? this.take() : known;
    if (known !== NONE) this.#unindex(row);
    this.write(row, {
      kind: 'YB',
      id: present(readUuid(part.subscriptionId)),
      a: numberOf(part.a),
      b: numberOf(part.b),
      extension: 0,
      rules: this.#shared.take(sharedOfPart(part)),
      duration: part.ybDuration,
      userData: undefined,
      revision: part.revision,
      createdAt: part.createdAt,
      changedAt: part.changedAt,
      expiresAt: part.expiresAt ?? Infinity,
    });
    this.#index(row, x, this.numbers.mention(numberOf(part.y)));
  }

  remove(row: number): void {
    if (this.kind(row) !== 'YB') {
      this.#byId.delete(hashOf(this.idWord(row, 0), this.idWord(row, 1)), row);
      this.#count -= 1;
    }
    this.#unindex(row);
    this.release(row);
  }

  findId(id: string): number {
    const words = readUuid(id);
    return words === undefined ? NONE : this.#findId(words);
  }

  #findId(id: UuidWords): number {
    for (let row = this.#byId.first(hashOf(id[0], id[1])); row !== NONE; row = this.#byId.next())
      if (this.hasId(row, id)) return row;
    return NONE;
  }

  /** The row a party is on at a number; `party` is a phone number or minus an extension. */
  findParty(number: number, party: number): number {
    return this.#byParty.find(number, party);
  }

  /** The YB part of B on X. */
  findPart(x: number, b: number): number {
    const row = this.findParty(x, b);
    return row !== NONE && this.kind(row) === 'YB' ? row : NONE;
  }

  /** Rows on an X: bindings, and the YB parts of an AX part. */
  onX(x: number): Generator<number> {
    return this.#onX.rows(x);
  }

  /** The one binding of an X that belongs to one A (AX, AXYB); NONE if there is none. */
  owningX(x: number): number {
    const head = this.numbers.head(x);
    return head === NONE || this.kind(head) === 'YB' ? NONE : head;
  }

  /** AX and AXYB bindings of A. */
  *ofA(a: number): Generator<number> {
    const rows: number[] = [];
    for (let row = this.#byA.first(hashOf(a, 0)); row !== NONE; row = this.#byA.next())
      if (this.a(row) === a) rows.push(row);
    yield* rows;
  }

  /** YB parts that a Y serves. Reads every row: for the rare case that a Y is full, and for operators. */
  *servedBy(y: number): Generator<number> {
    for (let row = 0; row < this.size; row += 1) if (this.kind(row) === 'YB' && this.y(row) === y) yield row;
  }

  shared(row: number): Shared {
    return this.#shared.get(this.rules(row));
  }

  /** The row's binding as an object; TypeError for a YB part. */
  binding(row: number): Binding {
    const shared = this.shared(row);
    if (shared.mode === 'YB') throw new TypeError('a YB part is no binding');
    return restore(shared, {
      ...this.#base(row),
      id: this.id(row),
      b: this.b(row) === 0 ? undefined : e164From(this.b(row)),
      extension: this.extension(row),
      duration: this.duration(row),
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
      ybDuration: this.duration(row),
    };
  }

  #base(row: number) {
    const expiresAt = this.expiresAt(row);
    return {
      x: this.numbers.e164(this.x(row)),
      a: e164From(this.a(row)),
      revision: this.revision(row),
      createdAt: this.createdAt(row),
      changedAt: this.changedAt(row),
      expiresAt: expiresAt === Infinity ? undefined : expiresAt,
    };
  }

  /** Adds the row to the indexes: at its numbers, at A, in X's chain, by expiry. */
  #index(row: number, x: number, y: number): void {
    this.place(row, x, y);
    const kind = this.kind(row);
    this.#byParty.add(row);
    if (kind === 'AX' || kind === 'AXYB') this.#byA.add(hashOf(this.a(row), 0), row);
    this.#onX.add(row, x, kind === 'YB');
    if (kind === 'YB') this.numbers.count(y, 'y', 1);
    else this.numbers.count(x, 'x', 1);
    if (this.expiresAt(row) !== Infinity) this.expiry.put(row);
  }

  /** Undoes `#index` and releases the shared part. */
  #unindex(row: number): void {
    const kind = this.kind(row);
    this.#byParty.delete(row);
    if (kind === 'AX' || kind === 'AXYB') this.#byA.delete(hashOf(this.a(row), 0), row);
    this.#onX.delete(row, this.x(row));
    if (kind === 'YB') this.numbers.count(this.y(row), 'y', -1);
    else this.numbers.count(this.x(row), 'x', -1);
    this.expiry.delete(row);
    this.#shared.drop(this.rules(row));
  }
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
