/** What binding requests of every mode need: reading the customer's numbers, finding X, computing times. */
import type { Application } from '../application.js';
import type { Binding, BindingMode } from '../binding.js';
import { BindingError } from './binding-error.js';
import type { AreaChoice } from './bindings.js';
import { relationChange, type Relation, type RuleBroken } from '../claims.js';
import { keys } from '../journal/documents.js';
import type { Change } from '../journal/journal.js';
import type { Ledger, Proposal } from '../ledger.js';
import { maskNumber, numberOf, type E164 } from '../numbers/number.js';
import type { Policy } from '../numbers/policy.js';
import type { NumberWish, PoolChoice } from '../numbers/pool-choice.js';
import type { BindRequest, Rules } from '../rules/rules.js';
import { NONE, type Table } from '../table/table.js';
import type { Occupation } from '../table/numbers.js';

/** Proposes an X for each attempt. */
export interface NumberSource {
  /** Index in the table. Throws BindingError if there is none. */
  next(): number;
  /**
   * The last proposal failed. Throws if the request asked for that number by name; otherwise it is not proposed again.
   */
  refused(broken: RuleBroken | 'blacklisted'): void;
}

export class BindingContext {
  readonly table: Table;
  readonly policy: Policy;
  readonly clock: () => number;

  constructor(
    readonly ledger: Ledger,
    readonly choice: PoolChoice,
    /** A UUID in lower case. */
    readonly newId: () => string,
    readonly rules: Rules,
  ) {
    this.table = ledger.table;
    this.policy = ledger.policy;
    this.clock = ledger.clock;
  }

  requireMode(application: Application, mode: BindingMode): void {
    if (application.mode !== mode)
      throw new BindingError(
        'wrong-mode',
        `expected an application of mode ${mode}, found ${application.mode}`,
      );
  }

  /** THE question of a binding's request to the rules of carriers and law: throws `blacklisted`, `application-barred`. */
  requireAllowed(request: Omit<BindRequest, 'at'>): void {
    if (this.rules.idle) return;
    const refusal = this.rules.mayBind({ ...request, at: this.clock() });
    if (refusal !== undefined) throw new BindingError(refusal.code, refusal.because, refusal.field);
  }

  /** Reads a number that is to be bound, or called, under a rule of the policy. */
  readParty(
    text: string,
    field: string,
    rule: 'party' | 'temporaryCallee' | 'callbackNumber' = 'party',
  ): E164 {
    const number = this.policy.parse(text);
    if (number === undefined)
      throw new BindingError(
        'invalid',
        `${field}: expected a phone number, found ${maskNumber(text)}`,
        field,
      );
    const kind = this.policy.kindOf(number);
    const isOurs = this.table.numbers.owner(this.table.numbers.find(numberOf(number))) !== undefined;
    if (!this.policy[rule].includes(kind) || isOurs) {
      const found = isOurs ? 'a privacy number' : `${kind} ${maskNumber(number)}`;
      throw new BindingError(
        'number-not-allowed',
        `${field}: expected ${this.policy[rule].join(' or ')}, found ${found}`,
        field,
      );
    }
    return number;
  }

  /** Index of an X in this application's pool. */
  ownX(application: Application, text: string): number {
    const number = this.policy.parse(text);
    if (number === undefined)
      throw new BindingError('invalid', `x: expected a phone number, found ${maskNumber(text)}`, 'x');
    const index = this.table.numbers.find(numberOf(number));
    const owner = index === NONE ? undefined : this.table.numbers.owner(index);
    if (owner === undefined) throw new BindingError('x-unknown', `${maskNumber(number)} is in no pool`);
    if (owner !== application.appKey)
      throw new BindingError('x-not-owned', `${maskNumber(number)} is another application's`);
    return index;
  }

  /** The X that the request names, or one that the pool offers. */
  source(application: Application, named: string | undefined, offered: () => NumberSource): NumberSource {
    return named === undefined || named === '' ? offered() : this.#namedX(application, named);
  }

  #namedX(application: Application, text: string): NumberSource {
    return {
      next: () => {
        const index = this.ownX(application, text);
        const status = this.table.numbers.status(index);
        if (status !== 'normal')
          throw new BindingError('x-unavailable', `expected an X in normal status, found ${status}`);
        return index;
      },
      refused: (broken) => {
        throw new BindingError(
          broken === 'y-taken' || broken === 'y-full' ? 'no-free-y' : broken,
          'X cannot take it',
        );
      },
    };
  }

  /** An X (or Y) that the pool offers. */
  chosen(
    wish: Omit<NumberWish, 'excluded' | 'choice'> & { readonly choice: AreaChoice },
    none: 'no-free-x' | 'no-free-y' | 'no-extension',
  ): NumberSource {
    const excluded = new Set<number>();
    let last = NONE;
    return {
      next: () => {
        last = this.choice.choose({ ...wish, excluded });
        if (last === NONE) throw new BindingError(none, 'no number of the pool can be handed out');
        return last;
      },
      refused: (broken) => {
        if (broken === 'too-many-x') throw new BindingError(broken, 'A has as many X as it may');
        excluded.add(last);
      },
    };
  }

  /** For AX and AXYB, whose X belongs to one A. */
  chosenForOne(application: Application, party: E164, choice: AreaChoice): NumberSource {
    const occupations: readonly Occupation[] = ['idle'];
    return this.chosen(
      { appKey: application.appKey, choice, party, occupations, accept: () => true },
      'no-free-x',
    );
  }

  /** Makes a relation on a number of the source, and goes on to the next number if the journal refuses it. */
  place<R extends Relation>(
    source: NumberSource,
    make: (number: E164, index: number) => R,
    changeOf: (made: R) => Change = (made) => this.change(undefined, made),
  ): Promise<R> {
    return this.ledger.settle(
      () => {
        const { made, index } = this.#allowed(source, make);
        return { made, change: this.#onNumber(changeOf(made), index) };
      },
      (broken) => source.refused(broken),
    );
  }

  /** On the next number of the source over which the parties may reach each other. */
  #allowed<R extends Relation>(
    source: NumberSource,
    make: (number: E164, index: number) => R,
  ): { readonly made: R; readonly index: number } {
    for (;;) {
      const index = source.next();
      const x = this.table.numbers.e164(index);
      const made = make(x, index);
      const { appKey, a } = made;
      const asked = { appKey, a, b: secondOf(made), x, isNew: false, at: this.clock() };
      if (this.rules.idle || this.rules.mayBind(asked) === undefined) return { made, index };
      source.refused('blacklisted');
    }
  }

  /** The change from one state of a relation to the next. Throws `blacklisted` for a new party. */
  proposal<R extends Relation>(before: R, made: R): Proposal<R> {
    const { appKey, x } = made;
    const a = made.a === before.a ? undefined : made.a;
    const b = secondOf(made) === secondOf(before) ? undefined : secondOf(made);
    this.requireAllowed({ appKey, a, b, x, isNew: false });
    return { made, change: this.change(before, made) };
  }

  change(before: Relation | undefined, after: Relation): Change {
    return relationChange(before, after, this.policy.quotas);
  }

  /** Removes a binding that was found a moment ago. */
  async remove(row: number): Promise<void> {
    if (!(await this.ledger.remove(row))) throw new BindingError('not-found', 'that binding has just gone');
  }

  /** The change, valid only while the number is still in the pool as this engine knows it. */
  #onNumber(change: Change, index: number): Change {
    const key = keys.number(this.table.numbers.e164(index));
    return { ...change, expect: [...change.expect, { key, revision: this.table.numbers.revision(index) }] };
  }

  /** A binding of this application and mode that is in force; else throws `not-found`. */
  byId<M extends BindingMode>(
    application: Application,
    mode: M,
    id: string,
  ): { row: number; binding: Binding & { mode: M } } {
    const row = this.table.rows.findId(id);
    const binding = this.table.alive(row, this.clock()) ? this.table.rows.binding(row) : undefined;
    if (binding?.appKey !== application.appKey || !isOf(binding, mode))
      throw new BindingError('not-found', `no ${mode} binding with that id`);
    return { row, binding };
  }

  /** Like `byId`, for the one binding that an X has (AX, AXYB). */
  byOwnedX<M extends BindingMode>(
    application: Application,
    mode: M,
    x: string,
  ): { row: number; binding: Binding & { mode: M } } {
    const row = this.table.rows.owningX(this.ownX(application, x));
    if (row === NONE) throw new BindingError('not-found', 'that X has no binding');
    return this.byId(application, mode, this.table.rows.id(row));
  }

  /** When something that lasts this many seconds ends; 0 never. */
  after(seconds: number): number | undefined {
    return seconds === 0 ? undefined : this.clock() + seconds * 1000;
  }
}

/** B, or the number that A gets who calls X (AXE). */
function secondOf(relation: Relation): E164 | undefined {
  switch (relation.mode) {
    case 'AXB':
    case 'YB':
      return relation.b;
    case 'AXE':
      return relation.callbackNum;
    default:
      return undefined;
  }
}

function isOf<M extends BindingMode>(binding: Binding, mode: M): binding is Binding & { mode: M } {
  return binding.mode === mode;
}

/** An optional field after a modify: the request leaves it out, takes it away with null, or replaces it. */
export function changed<T>(before: T | undefined, wanted: T | null | undefined): T | undefined {
  return wanted === undefined ? before : (wanted ?? undefined);
}
