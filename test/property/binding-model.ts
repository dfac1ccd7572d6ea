/**
 * The binding rules said a second time, as naively as possible: a list of relations and a loop. The property tests hold
 * the product to it.
 */
import type { BindingErrorReason } from '../../routing/bindings/binding-error.js';
import type { Direction } from '../../routing/binding.js';

export interface ModelRelation {
  readonly id: string;
  readonly mode: 'AXB' | 'AX' | 'AXE';
  x: string;
  a: string;
  b: string;
  extension: string;
  direction: Direction;
  expiresAt: number;
}

export interface ModelQuotas {
  readonly pairsPerX: number;
  readonly xPerA: number;
}

type Outcome = 'ok' | BindingErrorReason;

export class BindingModel {
  relations: ModelRelation[] = [];
  now: number;

  constructor(
    start: number,
    readonly quotas: ModelQuotas,
  ) {
    this.now = start;
  }

  pass(ms: number): void {
    this.now += ms;
    this.relations = this.relations.filter(({ expiresAt }) => expiresAt > this.now);
  }

  /** What a bind answers; when it is `ok` the relation is there. */
  bind(wanted: ModelRelation): Outcome {
    const refusal = this.#refusal(wanted);
    if (refusal === undefined) this.relations.push(wanted);
    return refusal ?? 'ok';
  }

  modify(id: string, change: Partial<ModelRelation>): Outcome {
    const before = this.relations.find((each) => each.id === id);
    if (before === undefined) return 'not-found';
    const after = { ...before, ...change };
    const refusal = this.#refusal(after);
    if (refusal === undefined) Object.assign(before, after);
    return refusal ?? 'ok';
  }

  unbind(id: string): Outcome {
    const before = this.relations.length;
    this.relations = this.relations.filter((each) => each.id !== id);
    return this.relations.length < before ? 'ok' : 'not-found';
  }

  /** `callee` of a call that is put through, else why not. */
  call(mode: ModelRelation['mode'], x: string, caller: string, digits?: string): string {
    const here = this.relations.filter((each) => each.mode === mode && each.x === x);
    if (mode === 'AXE') {
      if (here.some(({ a }) => a === caller)) return 'no-callback-record';
      if (digits === undefined) return 'collect';
      return here.find(({ extension }) => extension === digits)?.a ?? 'extension-unknown';
    }
    const found = here.find(({ a, b }) => mode === 'AX' || a === caller || b === caller);
    if (found === undefined) return 'no-binding';
    const fromA = found.a === caller;
    if (found.direction === (fromA ? 2 : 1)) return 'direction';
    if (mode === 'AX') return fromA ? 'no-temporary-callee' : found.a;
    return fromA ? found.b : found.a;
  }

  #refusal({ id, mode, x, a, b, extension }: ModelRelation): BindingErrorReason | undefined {
    const others = this.relations.filter((each) => each.mode === mode && each.id !== id);
    const here = others.filter((each) => each.x === x);
    const isHere = (party: string): boolean => here.some((each) => each.a === party || each.b === party);
    if (mode === 'AXB') {
      if (a === b) return 'invalid';
      if (isHere(a) || isHere(b)) return 'collision';
      return here.length >= this.quotas.pairsPerX ? 'x-full' : undefined;
    }
    if (mode === 'AXE') {
      if (here.some((each) => each.a === a)) return 'collision';
      return here.some((each) => each.extension === extension) ? 'extension-taken' : undefined;
    }
    if (here.length > 0) return 'x-taken';
    return others.filter((each) => each.a === a).length >= this.quotas.xPerA ? 'too-many-x' : undefined;
  }
}
