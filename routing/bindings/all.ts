/** The bindings of all modes together, and the queries of operators across modes. */
import { AxRequests } from './ax.js';
import { AxbRequests } from './axb.js';
import { AxeRequests } from './axe.js';
import { AxybRequests } from './axyb.js';
import { promptsOf, type Binding } from '../binding.js';
import { BindingError } from './binding-error.js';
import type { BindingContext } from './context.js';
import type { Bindings, Found, Page } from './bindings.js';
import { numberOf } from '../numbers/number.js';
import type { Shared } from '../table/shared.js';

type Selector = Parameters<Bindings['list']>[0];

export class AllBindings implements Bindings {
  readonly axb: AxbRequests;
  readonly ax: AxRequests;
  readonly axe: AxeRequests;
  readonly axyb: AxybRequests;

  constructor(readonly context: BindingContext) {
    this.axb = new AxbRequests(context);
    this.ax = new AxRequests(context);
    this.axe = new AxeRequests(context);
    this.axyb = new AxybRequests(context);
  }

  get count(): number {
    return this.context.table.rows.count;
  }

  get(subscriptionId: string): Binding | undefined {
    const { table, clock } = this.context;
    const row = table.rows.findId(subscriptionId);
    return table.alive(row, clock()) ? table.rows.binding(row) : undefined;
  }

  /** Reads every row: tens of milliseconds for a million. */
  list(selector: Selector, { pageIndex, pageSize }: Page): Found<Binding> {
    const { table, clock } = this.context;
    const now = clock();
    const isWanted = this.#matcher(selector);
    const from = (pageIndex - 1) * pageSize;
    const items: Binding[] = [];
    let total = 0;
    for (let row = table.rows.size - 1; row >= 0; row -= 1) {
      const kind = table.rows.kind(row);
      if (kind === 'free' || kind === 'YB' || !isWanted(row) || !table.alive(row, now)) continue;
      if (total >= from && items.length < pageSize) items.push(table.rows.binding(row));
      total += 1;
    }
    return { items, total };
  }

  naming(prompt: string, limit: number): { readonly ids: readonly string[]; readonly total: number } {
    const { table, clock } = this.context;
    const { rows } = table;
    const now = clock();
    // A million bindings share a few sets of prompts.
    const isNamedBy = new Map<Shared, boolean>();
    const ids: string[] = [];
    let total = 0;
    for (let row = 0; row < rows.size; row += 1) {
      if (rows.kind(row) === 'free') continue;
      const shared = rows.shared(row);
      const isNamed = isNamedBy.get(shared) ?? promptsOf(shared).includes(prompt);
      isNamedBy.set(shared, isNamed);
      if (!isNamed || !table.alive(row, now)) continue;
      if (ids.length < limit) ids.push(rows.id(row));
      total += 1;
    }
    return { ids, total };
  }

  promptUse(): ReadonlyMap<string, number> {
    const { table, clock } = this.context;
    const { rows } = table;
    const now = clock();
    const bySet = new Map<Shared, number>();
    for (let row = 0; row < rows.size; row += 1) {
      if (rows.kind(row) === 'free' || !table.alive(row, now)) continue;
      const shared = rows.shared(row);
      bySet.set(shared, (bySet.get(shared) ?? 0) + 1);
    }
    const byName = new Map<string, number>();
    for (const [shared, count] of bySet)
      for (const name of new Set(promptsOf(shared))) byName.set(name, (byName.get(name) ?? 0) + count);
    return byName;
  }

  async remove(subscriptionId: string): Promise<void> {
    const { table, clock, ledger } = this.context;
    const row = table.rows.findId(subscriptionId);
    if (!table.alive(row, clock()) || !(await ledger.remove(row)))
      throw new BindingError('not-found', 'no binding with that id');
  }

  #matcher({ appKey, number: text }: Selector): (row: number) => boolean {
    const { rows, numbers } = this.context.table;
    const isOfApplication = (row: number): boolean =>
      appKey === undefined || rows.shared(row).appKey === appKey;
    if (text === undefined) return isOfApplication;
    const e164 = this.context.policy.parse(text);
    if (e164 === undefined) return () => false;
    const number = numberOf(e164);
    const index = numbers.find(number);
    const throughParts = new Set<string>();
    for (let row = 0; row < rows.size; row += 1)
      if (rows.kind(row) === 'YB' && (rows.y(row) === index || rows.b(row) === number))
        throughParts.add(rows.id(row));
    return (row) =>
      isOfApplication(row) &&
      (rows.x(row) === index ||
        rows.a(row) === number ||
        rows.b(row) === number ||
        (throughParts.size > 0 && throughParts.has(rows.id(row))));
  }
}
