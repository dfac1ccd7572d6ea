/** AXB bindings (spec 3): A and B reach each other through X. */
import type { Application } from '../application.js';
import type { AxbBinding } from '../binding.js';
import { BindingError } from './binding-error.js';
import { changed, type BindingContext, type NumberSource } from './context.js';
import type { AxbBind, AxbBindings, AxbModify, Found, Page } from './bindings.js';
import { numberOf, type E164 } from '../numbers/number.js';
import { NONE } from '../table/table.js';

type Selector = Parameters<AxbBindings['find']>[1];

export class AxbRequests implements AxbBindings {
  constructor(readonly context: BindingContext) {}

  async bind(application: Application, request: AxbBind): Promise<AxbBinding> {
    const { context } = this;
    context.requireMode(application, 'AXB');
    const a = context.readParty(request.a, 'a');
    const b = context.readParty(request.b, 'b');
    requireTwo(a, b);
    context.requireAllowed({ appKey: application.appKey, a, b, isNew: true });
    const source = this.#source(application, request, a, b);
    const id = context.newId();
    return context.place(source, (x) => this.#fresh(application, request, id, x, a, b));
  }

  async modify(application: Application, request: AxbModify): Promise<AxbBinding> {
    const { context } = this;
    const a = request.a === undefined ? undefined : context.readParty(request.a, 'a');
    const b = request.b === undefined ? undefined : context.readParty(request.b, 'b');
    return context.ledger.settle(
      () => {
        const { binding } = context.byId(application, 'AXB', request.subscriptionId);
        const after = this.#modified(binding, request, a ?? binding.a, b ?? binding.b);
        requireTwo(after.a, after.b);
        return context.proposal(binding, after);
      },
      () => {
        throw new BindingError('collision', 'A or B is on that X already');
      },
    );
  }

  async unbind(
    application: Application,
    selector: { readonly subscriptionId?: string | undefined; readonly x?: string | undefined },
  ): Promise<number> {
    const rows = this.#select(application, selector);
    const removed = await Promise.all(rows.map((row) => this.context.ledger.remove(row)));
    const count = removed.filter(Boolean).length;
    if (count === 0) throw new BindingError('not-found', 'no AXB binding to remove');
    return count;
  }

  find(application: Application, selector: Selector, { pageIndex, pageSize }: Page): Found<AxbBinding> {
    const { rows } = this.context.table;
    const { policy } = this.context;
    const narrowed = (text: string | undefined, of: (row: number) => number) => {
      const number = text === undefined ? undefined : policy.parse(text);
      return (row: number): boolean =>
        text === undefined || (number !== undefined && of(row) === numberOf(number));
    };
    const isA = narrowed(selector.subscriptionId === undefined ? selector.a : undefined, (row) =>
      rows.a(row),
    );
    const isB = narrowed(selector.subscriptionId === undefined ? selector.b : undefined, (row) =>
      rows.b(row),
    );
    const found = this.#select(application, selector).filter((row) => isA(row) && isB(row));
    const page = found.slice((pageIndex - 1) * pageSize, pageIndex * pageSize);
    return { items: page.map((row) => rows.binding(row) as AxbBinding), total: found.length };
  }

  #select(application: Application, { subscriptionId, x }: Selector): readonly number[] {
    const { table, clock } = this.context;
    if (subscriptionId !== undefined) {
      const row = table.rows.findId(subscriptionId);
      const isOurs = table.alive(row, clock()) && table.rows.shared(row).appKey === application.appKey;
      return isOurs && table.rows.kind(row) === 'AXB' ? [row] : [];
    }
    if (x === undefined) throw new BindingError('invalid', 'expected subscriptionId or X', 'x');
    const now = clock();
    const index = this.context.ownX(application, x);
    return [...table.rows.onX(index)].filter(
      (row) => table.rows.kind(row) === 'AXB' && table.alive(row, now),
    );
  }

  #source(application: Application, request: AxbBind, a: E164, b: E164): NumberSource {
    const { context } = this;
    const { rows, numbers } = context.table;
    const isFreeOf = (index: number, party: E164): boolean => rows.findParty(index, numberOf(party)) === NONE;
    const accept = (index: number): boolean =>
      numbers.relations(index) < context.policy.quotas.pairsPerX && isFreeOf(index, a) && isFreeOf(index, b);
    const wish = { appKey: application.appKey, choice: request, party: a, accept };
    return context.source(application, request.x, () =>
      context.chosen({ ...wish, occupations: ['idle', 'carrying'] }, 'no-free-x'),
    );
  }

  #fresh(application: Application, request: AxbBind, id: string, x: E164, a: E164, b: E164): AxbBinding {
    const now = this.context.clock();
    const duration = request.duration ?? 0;
    return {
      mode: 'AXB',
      id,
      appKey: application.appKey,
      x,
      a,
      b,
      revision: 1,
      createdAt: now,
      changedAt: now,
      expiresAt: this.context.after(duration),
      callDirection: request.callDirection ?? 0,
      duration,
      maxDuration: request.maxDuration ?? 0,
      lastMinVoice: request.lastMinVoice,
      privateSms: request.privateSms ?? true,
      preVoice: request.preVoice,
      recordFlag: request.recordFlag ?? false,
      recordHintTone: request.recordHintTone,
      userData: request.userData,
    };
  }

  /** A duration restarts the countdown now and replaces the previous one (spec 3.2). */
  #modified(before: AxbBinding, request: AxbModify, a: E164, b: E164): AxbBinding {
    const { duration } = request;
    return {
      ...before,
      a,
      b,
      revision: before.revision + 1,
      changedAt: this.context.clock(),
      expiresAt: duration === undefined ? before.expiresAt : this.context.after(duration),
      duration: duration ?? before.duration,
      callDirection: request.callDirection ?? before.callDirection,
      maxDuration: request.maxDuration ?? before.maxDuration,
      lastMinVoice: changed(before.lastMinVoice, request.lastMinVoice),
      privateSms: request.privateSms ?? before.privateSms,
      preVoice: changed(before.preVoice, request.preVoice),
      recordFlag: request.recordFlag ?? before.recordFlag,
      recordHintTone: changed(before.recordHintTone, request.recordHintTone),
      userData: changed(before.userData, request.userData),
    };
  }
}

function requireTwo(a: E164, b: E164): void {
  if (a === b) throw new BindingError('invalid', 'expected B to differ from A', 'b');
}
