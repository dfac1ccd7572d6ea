/** AXYB bindings (spec 6): A has X, and each B of A has a Y. They are made in two steps, or a call makes the second. */
import type { Application } from '../application.js';
import type { AxybBinding, YbPart } from '../binding.js';
import { BindingError, foundOrNone } from './binding-error.js';
import type { BindingContext, NumberSource } from './context.js';
import type { AreaChoice, AxybBind, AxybBindings, AxybUnbind, YbBind } from './bindings.js';
import { together } from '../claims.js';
import type { Change } from '../journal/journal.js';
import { numberOf, type E164 } from '../numbers/number.js';
import { NONE } from '../table/table.js';

type Selector = Parameters<AxybBindings['find']>[1];

interface PartWish {
  readonly choice: AreaChoice;
  readonly b: E164;
  readonly ybDuration: number | undefined;
  readonly preVoiceY: string | undefined;
  readonly automatic: boolean;
}

export class AxybRequests implements AxybBindings {
  constructor(readonly context: BindingContext) {}

  async bind(application: Application, request: AxybBind): Promise<AxybBinding> {
    const { context } = this;
    context.requireMode(application, 'AXYB');
    const a = context.readParty(request.a, 'a');
    context.requireAllowed({ appKey: application.appKey, a, isNew: true });
    const source = context.chosenForOne(application, a, request);
    const id = context.newId();
    return context.place(source, (x) => this.#fresh(application, request, id, x, a));
  }

  async bindY(application: Application, request: YbBind): Promise<YbPart> {
    this.context.requireMode(application, 'AXYB');
    const { ybDuration, preVoiceY } = request;
    const b = this.context.readParty(request.b, 'b');
    // Without a city it is B's own as far as possible: a B from elsewhere gets a Y all the same.
    const areaMatchMode = request.areaMatchMode ?? (request.areaCode ? '0' : '1');
    const choice = { areaCode: request.areaCode, areaMatchMode } as const;
    const wish = { choice, b, ybDuration, preVoiceY, automatic: false };
    return this.#bindPart(application, request.subscriptionId, wish);
  }

  /** A Y for a stranger who calls X (spec 6.1): of the stranger's city or X's city, else any. */
  async allocateY(application: Application, subscriptionId: string, b: E164): Promise<YbPart> {
    const { binding } = this.context.byId(application, 'AXYB', subscriptionId);
    const { numbers } = this.context.table;
    const areaCode = this.context.policy.areaCodeOf(b) ?? numbers.area(numbers.find(numberOf(binding.x)));
    const choice = { areaCode, areaMatchMode: '1' } as const;
    const wish = { choice, b, ybDuration: undefined, preVoiceY: undefined, automatic: true };
    return this.#bindPart(application, subscriptionId, wish);
  }

  async unbind(application: Application, request: AxybUnbind): Promise<void> {
    const { row } = this.context.byId(application, 'AXYB', request.subscriptionId);
    const target = request.y === undefined && request.b === undefined ? row : this.#part(row, request);
    await this.context.remove(target);
  }

  find(application: Application, selector: Selector) {
    const { context } = this;
    const found = foundOrNone(() =>
      selector.subscriptionId === undefined
        ? context.byOwnedX(application, 'AXYB', selector.x ?? '')
        : context.byId(application, 'AXYB', selector.subscriptionId),
    );
    if (found === undefined) return undefined;
    const now = context.clock();
    const alive = context.ledger.partsOf(found.row).filter((part) => context.table.alive(part, now));
    return { binding: found.binding, parts: alive.map((part) => context.table.rows.part(part)) };
  }

  async #bindPart(application: Application, subscriptionId: string, wish: PartWish): Promise<YbPart> {
    const { context } = this;
    const { binding } = context.byId(application, 'AXYB', subscriptionId);
    if (wish.b === binding.a) throw new BindingError('invalid', 'expected B to differ from A', 'b');
    const { appKey, x } = binding;
    context.requireAllowed({ appKey, b: wish.b, x, isNew: !wish.automatic });
    const source = this.#sourceOfY(application, binding, wish);
    const current = (): AxybBinding => context.byId(application, 'AXYB', subscriptionId).binding;
    const next = (): number => {
      this.#requireNew(current(), wish.b);
      return source.next();
    };
    return context.place(
      { next, refused: (broken) => source.refused(broken) },
      (y) => this.#freshPart(current(), wish, y),
      (part) => this.#partChange(current(), part),
    );
  }

  #requireNew(current: AxybBinding, b: E164): void {
    const { rows, numbers } = this.context.table;
    const row = rows.findPart(numbers.find(numberOf(current.x)), numberOf(b));
    if (this.context.table.alive(row, this.context.clock()))
      throw new BindingError('collision', 'that B has a Y already');
  }

  /** The AX part gets a new revision with each of its parts, so that removing it cannot miss a part. */
  #partChange(current: AxybBinding, part: YbPart): Change {
    const touched = { ...current, revision: current.revision + 1 };
    return together([this.context.change(current, touched), this.context.change(undefined, part)]);
  }

  /** Prefers numbers that serve as Y already: a Y takes a thousand relations, and idle numbers are needed as X. */
  #sourceOfY(application: Application, binding: AxybBinding, wish: PartWish): NumberSource {
    const { rows, numbers } = this.context.table;
    const accept = (index: number): boolean =>
      numbers.serves(index) < this.context.policy.quotas.relationsPerY &&
      rows.findParty(index, numberOf(binding.a)) === NONE;
    const { choice, b } = wish;
    return this.context.chosen(
      { appKey: application.appKey, choice, party: b, occupations: ['serving', 'idle'], accept },
      'no-free-y',
    );
  }

  #part(whole: number, { y, b }: AxybUnbind): number {
    const { table, policy, ledger } = this.context;
    const number = policy.parse(y ?? b ?? '');
    const parts = ledger.partsOf(whole).filter((row) => table.alive(row, this.context.clock()));
    const row = parts.find((part) => {
      const { y: itsY, b: itsB } = table.rows.part(part);
      return number === (y === undefined ? itsB : itsY);
    });
    if (row === undefined) throw new BindingError('not-found', 'no such YB part');
    return row;
  }

  #fresh(application: Application, request: AxybBind, id: string, x: E164, a: E164): AxybBinding {
    const now = this.context.clock();
    const duration = request.duration ?? this.context.policy.axybDurationSeconds;
    return {
      mode: 'AXYB',
      id,
      appKey: application.appKey,
      x,
      a,
      revision: 1,
      createdAt: now,
      changedAt: now,
      expiresAt: this.context.after(duration),
      callDirection: request.callDirection ?? 0,
      duration,
      ybDuration: cut(request.ybDuration ?? 0, duration),
      preVoiceX: request.preVoiceX,
      recordFlag: request.recordFlag ?? false,
      recordHintTone: request.recordHintTone,
      userData: request.userData,
    };
  }

  #freshPart(whole: AxybBinding, wish: PartWish, y: E164): YbPart {
    const now = this.context.clock();
    const ybDuration = cut(wish.ybDuration ?? whole.ybDuration, whole.duration);
    const ends = Math.min(this.context.after(ybDuration) ?? Infinity, whole.expiresAt ?? Infinity);
    return {
      mode: 'YB',
      subscriptionId: whole.id,
      appKey: whole.appKey,
      x: whole.x,
      a: whole.a,
      y,
      b: wish.b,
      revision: 1,
      createdAt: now,
      changedAt: now,
      expiresAt: ends === Infinity ? undefined : ends,
      ybDuration,
      preVoiceY: wish.preVoiceY,
      automatic: wish.automatic,
    };
  }
}

/** A part never lasts longer than the whole; 0 means no limit, or as long as the whole (spec 6.1). */
function cut(ybDuration: number, duration: number): number {
  return duration === 0 ? ybDuration : Math.min(ybDuration, duration);
}
