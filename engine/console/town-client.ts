/**
 * The pool by city, changes of numbers and bindings, and statistics, as the console uses them. Every method rejects with
 * a Problem.
 */
import type { Page, ShownBinding, ShownNumber, ShownPart } from '../api/operator/answers.js';
import type { ShownCity, ShownPlan, ShownStatistics } from '../api/operator/statistics-answers.js';
import type { Request } from './request.js';
import type { Taken } from './rules-client.js';

export type NumberStatus = ShownNumber['status'];

export interface CitySearch {
  readonly appKey?: string | undefined;
  readonly status?: string | undefined;
}

export interface PlanWish {
  readonly mode: string;
  readonly bindings: number;
  readonly perUser?: number | undefined;
  readonly bPerA?: number | undefined;
  readonly endsPerHour?: number | undefined;
  readonly appKey?: string | undefined;
  readonly areaCode?: string | undefined;
}

/** Times are RFC 3339. */
export interface StatisticsQuestion {
  readonly from: string;
  readonly until: string;
  readonly appKey?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly callerTrunk?: string | undefined;
  readonly calleeTrunk?: string | undefined;
  readonly interval: 'hour' | 'day';
  readonly by?: string | undefined;
  readonly utcOffsetMinutes: number;
}

/** Sums of a long time are many. */
const PATIENCE = 60_000;

export class TownClient {
  readonly #ask: <T>(request: Request) => Promise<T>;

  constructor(ask: <T>(request: Request) => Promise<T>) {
    this.#ask = ask;
  }

  statistics(question: StatisticsQuestion, signal?: AbortSignal): Promise<ShownStatistics> {
    const request = { method: 'GET', path: '/v1/statistics', query: { ...question } } as const;
    return this.#ask({ ...request, signal, patience: PATIENCE });
  }

  cities(search: CitySearch, signal?: AbortSignal): Promise<Page<ShownCity>> {
    return this.#ask({ method: 'GET', path: '/v1/numbers/cities', query: { ...search }, signal });
  }

  plan(wish: PlanWish, signal?: AbortSignal): Promise<ShownPlan> {
    return this.#ask({ method: 'GET', path: '/v1/numbers/plan', query: { ...wish }, signal });
  }

  /** The lines of a CSV file with number and area_code. */
  async importNumbers(appKey: string, csv: string): Promise<Taken> {
    const request = { method: 'POST', path: '/v1/numbers/import', query: { appKey }, csv } as const;
    const { added, faults } = await this.#ask<{ readonly added: number; readonly faults: Taken['faults'] }>(
      request,
    );
    return { taken: added, faults };
  }

  setNumberStatus(number: string, status: NumberStatus, cause: string | undefined): Promise<ShownNumber> {
    return this.#ask({ method: 'POST', path: '/v1/numbers/status', body: { number, status, cause } });
  }

  transferNumbers(
    numbers: readonly string[],
    toAppKey: string,
  ): Promise<{ readonly moved: readonly string[]; readonly inUse: readonly string[] }> {
    return this.#ask({ method: 'POST', path: '/v1/numbers/transfer', body: { numbers, toAppKey } });
  }

  removeNumber(number: string): Promise<void> {
    return this.#ask({ method: 'POST', path: '/v1/numbers/remove', body: { number } });
  }

  /** In one of the modes that have bindings. */
  bind(mode: string, wish: object): Promise<ShownBinding> {
    return this.#ask({ method: 'POST', path: `/v1/bindings/${mode.toLowerCase()}`, body: wish });
  }

  /** Gives a B a Y on an AXYB binding. */
  bindPart(wish: object): Promise<ShownPart> {
    return this.#ask({ method: 'POST', path: '/v1/bindings/axyb/parts', body: wish });
  }

  modifyBinding(id: string, changes: object): Promise<ShownBinding> {
    return this.#ask({ method: 'PATCH', path: `/v1/bindings/${encodeURIComponent(id)}`, body: changes });
  }

  removeBinding(id: string): Promise<void> {
    return this.#ask({ method: 'DELETE', path: `/v1/bindings/${encodeURIComponent(id)}` });
  }
}
