/** AX bindings (spec 4): everybody reaches A through X; A calls out to the temporary callee. */
import type { Application } from '../application.js';
import type { AxBinding, TemporaryCallee } from '../binding.js';
import { BindingError, foundOrNone } from './binding-error.js';
import { changed, type BindingContext } from './context.js';
import type { AxBind, AxBindings, AxModify, AxSelector, TemporaryCalleeRequest } from './bindings.js';
import type { RuleBroken } from '../claims.js';
import { keys } from '../journal/documents.js';
import type { Change } from '../journal/journal.js';
import { numberOf, type E164 } from '../numbers/number.js';

type Selector = AxSelector & { readonly a?: string | undefined };

export class AxRequests implements AxBindings {
  constructor(readonly context: BindingContext) {}

  async bind(application: Application, request: AxBind): Promise<AxBinding> {
    const { context } = this;
    context.requireMode(application, 'AX');
    const a = context.readParty(request.a, 'a');
    context.requireAllowed({ appKey: application.appKey, a, isNew: true });
    const source = context.source(application, request.x, () =>
      context.chosenForOne(application, a, request),
    );
    const id = context.newId();
    return context.place(source, (x) => this.#fresh(application, request, id, x, a));
  }

  async modify(application: Application, request: AxModify): Promise<AxBinding> {
    const { context } = this;
    const a = request.a === undefined ? undefined : context.readParty(request.a, 'a');
    return context.ledger.settle(
      () => {
        const { binding } = this.#select(application, request);
        const { made, change } = context.proposal(binding, this.#modified(binding, request, a ?? binding.a));
        return { made, change: made.a === binding.a ? change : withoutCalls(change, made) };
      },
      (broken: RuleBroken) => {
        throw new BindingError(
          broken === 'too-many-x' ? broken : 'x-taken',
          'the new A has as many X as it may',
        );
      },
    );
  }

  async unbind(application: Application, selector: Selector): Promise<void> {
    const { row, binding } = this.#select(application, selector);
    if (selector.a !== undefined && this.context.policy.parse(selector.a) !== binding.a)
      throw new BindingError('not-found', 'that X belongs to another A');
    await this.context.remove(row);
  }

  find(application: Application, selector: Selector): readonly AxBinding[] {
    if (selector.subscriptionId === undefined && selector.a !== undefined)
      return this.#ofA(application, selector.a);
    const found = foundOrNone(() => this.#select(application, selector));
    return found === undefined ? [] : [found.binding];
  }

  async setTemporaryCallee(
    application: Application,
    request: TemporaryCalleeRequest,
  ): Promise<TemporaryCallee> {
    const { context } = this;
    const callee = context.readParty(request.callee, 'callee', 'temporaryCallee');
    const seconds = this.#temporarySeconds(request.duration);
    return context.ledger.settle(
      () => {
        const { binding } = this.#select(application, request);
        context.requireAllowed({ appKey: binding.appKey, b: callee, x: binding.x, isNew: false });
        const now = context.clock();
        const revision = (context.table.lastTemporaryCallee(binding.id)?.revision ?? 0) + 1;
        const expiresAt = now + seconds * 1000;
        const { userData } = request;
        const made: TemporaryCallee = { subscriptionId: binding.id, callee, revision, expiresAt, userData };
        return { made, change: temporaryChange(binding, made) };
      },
      () => {
        throw new TypeError('a temporary callee takes no claim');
      },
    );
  }

  #select(application: Application, { subscriptionId, x }: AxSelector) {
    if (subscriptionId !== undefined) return this.context.byId(application, 'AX', subscriptionId);
    if (x === undefined) throw new BindingError('invalid', 'expected subscriptionId or X', 'x');
    return this.context.byOwnedX(application, 'AX', x);
  }

  #ofA(application: Application, text: string): readonly AxBinding[] {
    const { table, policy, clock } = this.context;
    const a = policy.parse(text);
    if (a === undefined) return [];
    const rows = [...table.rows.ofA(numberOf(a))].filter((row) => table.alive(row, clock()));
    return rows
      .map((row) => table.rows.binding(row))
      .filter((binding) => binding.mode === 'AX' && binding.appKey === application.appKey) as AxBinding[];
  }

  #temporarySeconds(asked: number | undefined): number {
    const { default: usual, max } = this.context.policy.temporaryCalleeSeconds;
    if (asked === undefined || asked === 0) return usual;
    if (asked > max || asked < 0)
      throw new BindingError('invalid', `duration: expected 0 to ${max} seconds, found ${asked}`, 'duration');
    return asked;
  }

  #fresh(application: Application, request: AxBind, id: string, x: E164, a: E164): AxBinding {
    const now = this.context.clock();
    return {
      mode: 'AX',
      id,
      appKey: application.appKey,
      x,
      a,
      revision: 1,
      createdAt: now,
      changedAt: now,
      expiresAt: undefined,
      callDirection: request.callDirection,
      maxDuration: request.maxDuration ?? 0,
      lastMinVoice: request.lastMinVoice,
      privateSms: request.privateSms ?? true,
      preVoice: request.preVoice,
      recordFlag: request.recordFlag ?? false,
      recordHintTone: request.recordHintTone,
      userData: request.userData,
      calleeNumDisplay: request.calleeNumDisplay ?? '0',
      turnFlag: request.turnFlag ?? 'on',
    };
  }

  #modified(before: AxBinding, request: AxModify, a: E164): AxBinding {
    return {
      ...before,
      a,
      revision: before.revision + 1,
      changedAt: this.context.clock(),
      callDirection: request.callDirection ?? before.callDirection,
      maxDuration: request.maxDuration ?? before.maxDuration,
      lastMinVoice: changed(before.lastMinVoice, request.lastMinVoice),
      privateSms: request.privateSms ?? before.privateSms,
      preVoice: changed(before.preVoice, request.preVoice),
      recordFlag: request.recordFlag ?? before.recordFlag,
      recordHintTone: changed(before.recordHintTone, request.recordHintTone),
      userData: changed(before.userData, request.userData),
      calleeNumDisplay: request.calleeNumDisplay ?? before.calleeNumDisplay,
      turnFlag: request.turnFlag ?? before.turnFlag,
    };
  }
}

/** Commits only if the binding is unchanged, so that a temporary callee never outlives it. */
function temporaryChange(binding: AxBinding, temporary: TemporaryCallee): Change {
  const key = keys.temporary(binding.id);
  return {
    scope: binding.appKey,
    expect: [{ key: keys.binding(binding.id), revision: binding.revision }],
    put: [{ key, revision: temporary.revision, value: temporary }],
    remove: [],
    release: [],
    claim: [],
    count: [],
  };
}

/** A new A inherits neither the callee that was set for the old A nor the record of who called them. */
function withoutCalls(change: Change, { id }: AxBinding): Change {
  return { ...change, remove: [...change.remove, keys.temporary(id), keys.callback(id)] };
}
