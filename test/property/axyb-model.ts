/**
 * AXYB's rules said a second time, as naively as possible (spec 6): lists of AX relations and of their YB parts, and
 * loops. Which X or Y is taken is the product's choice; the model says which it may choose from.
 */
import type { BindingErrorReason } from '../../routing/bindings/binding-error.js';
import type { Direction } from '../../routing/binding.js';

export interface ModelWhole {
  readonly id: string;
  readonly x: string;
  readonly a: string;
  readonly direction: Direction;
  readonly duration: number;
  readonly ybDuration: number;
  readonly expiresAt: number;
}

export interface ModelPart {
  readonly id: string;
  readonly y: string;
  readonly b: string;
  readonly ybDuration: number;
  readonly expiresAt: number;
}

export interface AxybQuotas {
  readonly xPerA: number;
  readonly relationsPerY: number;
}

/** May be done with any of these numbers, or why not. */
export type Permission = { readonly choice: readonly string[] } | { readonly refused: BindingErrorReason };

/** Whom a call reaches, why it is not put through, or that it is if the stranger can have one of these numbers as Y. */
export type CallModel =
  | { readonly callee: string; readonly display: string }
  | { readonly reason: string }
  | { readonly stranger: ModelWhole; readonly choice: readonly string[] };

export class AxybModel {
  wholes: ModelWhole[] = [];
  parts: ModelPart[] = [];

  constructor(
    public now: number,
    readonly numbers: readonly string[],
    readonly quotas: AxybQuotas,
  ) {}

  /** What has run out is gone, an AX relation with its parts. */
  pass(ms: number): void {
    this.now += ms;
    this.wholes = this.wholes.filter(({ expiresAt }) => expiresAt > this.now);
    this.parts = this.parts.filter(
      ({ id, expiresAt }) => expiresAt > this.now && this.whole(id) !== undefined,
    );
  }

  mayBind(a: string): Permission {
    const free = this.numbers.filter((number) => !this.#isX(number) && this.#servedBy(number) === 0);
    if (free.length === 0) return { refused: 'no-free-x' };
    const own = this.wholes.filter((each) => each.a === a);
    return own.length >= this.quotas.xPerA ? { refused: 'too-many-x' } : { choice: free };
  }

  bind(wanted: Omit<ModelWhole, 'expiresAt'>): void {
    const ybDuration = cut(wanted.ybDuration, wanted.duration);
    this.wholes.push({ ...wanted, ybDuration, expiresAt: this.#after(wanted.duration) });
  }

  mayBindY(id: string, b: string): Permission {
    const whole = this.whole(id);
    if (whole === undefined) return { refused: 'not-found' };
    if (whole.a === b) return { refused: 'invalid' };
    if (this.part(id, b) !== undefined) return { refused: 'collision' };
    const choice = this.#possibleY(whole);
    return choice.length === 0 ? { refused: 'no-free-y' } : { choice };
  }

  bindY(id: string, y: string, b: string, wish: number | undefined): void {
    const whole = this.whole(id);
    if (whole === undefined) throw new TypeError('a part of nothing');
    const ybDuration = cut(wish ?? whole.ybDuration, whole.duration);
    const expiresAt = Math.min(this.#after(ybDuration), whole.expiresAt);
    this.parts.push({ id, y, b, ybDuration, expiresAt });
  }

  unbind(id: string, b: string | undefined): 'ok' | BindingErrorReason {
    const isThere = b === undefined ? this.whole(id) !== undefined : this.part(id, b) !== undefined;
    if (!isThere) return 'not-found';
    if (b === undefined) this.wholes = this.wholes.filter((each) => each.id !== id);
    this.parts = this.parts.filter((each) => each.id !== id || (b !== undefined && each.b !== b));
    return 'ok';
  }

  call(caller: string, dialled: string): CallModel {
    const own = this.wholes.find(({ x, a }) => x === dialled && a === caller);
    if (own !== undefined) return { reason: 'own-number' };
    const behind = this.parts.find(({ y, id }) => y === dialled && this.whole(id)?.a === caller);
    if (behind !== undefined) {
      const whole = this.whole(behind.id);
      if (whole === undefined || whole.direction === 2) return { reason: 'direction' };
      return { callee: behind.b, display: whole.x };
    }
    const whole = this.wholes.find(({ x }) => x === dialled);
    if (whole === undefined) return { reason: 'no-xy-binding' };
    if (whole.direction === 1) return { reason: 'direction' };
    const part = this.part(whole.id, caller);
    if (part !== undefined) return { callee: whole.a, display: part.y };
    return { stranger: whole, choice: this.#possibleY(whole) };
  }

  whole(id: string): ModelWhole | undefined {
    return this.wholes.find((each) => each.id === id);
  }

  part(id: string, b: string): ModelPart | undefined {
    return this.parts.find((each) => each.id === id && each.b === b);
  }

  /** No X, not serving as many as it may, and not standing for another B of that A: A dials one B by it. */
  #possibleY({ a }: ModelWhole): readonly string[] {
    return this.numbers.filter(
      (number) =>
        !this.#isX(number) &&
        this.#servedBy(number) < this.quotas.relationsPerY &&
        !this.parts.some(({ id, y }) => y === number && this.whole(id)?.a === a),
    );
  }

  #isX(number: string): boolean {
    return this.wholes.some(({ x }) => x === number);
  }

  #servedBy(number: string): number {
    return this.parts.filter(({ y }) => y === number).length;
  }

  #after(seconds: number): number {
    return seconds === 0 ? Infinity : this.now + seconds * 1000;
  }
}

/** 0 is for ever, or as long as the whole. */
function cut(ybDuration: number, duration: number): number {
  return duration === 0 ? ybDuration : Math.min(ybDuration, duration);
}
