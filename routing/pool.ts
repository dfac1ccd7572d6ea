/** The number pool: X and Y numbers of applications, their cities and statuses. */
import type { NumberCause, NumberStatus, PoolNumber } from './application.js';
import type { Found, Page } from './bindings.js';
import type { E164 } from './number.js';

export class PoolError extends Error {
  override readonly name = 'PoolError';
  constructor(
    readonly reason:
      | 'invalid'
      | 'number-not-found'
      | 'number-in-use'
      | 'number-owned-elsewhere'
      | 'application-not-found'
      | 'journal-unavailable',
    message: string,
  ) {
    super(message);
  }
}

/** One line of an import that could not be taken. `line` counts from 1, the heading included. */
export interface ImportFault {
  readonly line: number;
  readonly message: string;
}

export interface PoolNumberUse extends PoolNumber {
  /** Relations on it, as X or as Y. */
  readonly relations: number;
  /** Not handed out by choice until then. */
  readonly restsUntil: number | undefined;
}

export interface Pool {
  get(number: E164): PoolNumberUse | undefined;
  list(
    selector: {
      readonly appKey?: string | undefined;
      readonly areaCode?: string | undefined;
      readonly status?: NumberStatus | undefined;
    },
    page: Page,
  ): Found<PoolNumberUse>;
  /** Adds numbers that are not there yet (those of the config file, an import). Existing ones of the same application keep their status. */
  add(
    appKey: string,
    numbers: readonly { readonly number: string; readonly areaCode: string }[],
  ): Promise<readonly PoolNumber[]>;
  /** CSV with a heading `number,area_code`; every good line is taken, every bad one told. */
  importCsv(
    appKey: string,
    csv: string,
  ): Promise<{ readonly added: number; readonly faults: readonly ImportFault[] }>;
  setStatus(number: E164, status: NumberStatus, cause?: NumberCause): Promise<PoolNumber>;
  /** Gives numbers to another application; those in use stay and are told. */
  transfer(
    numbers: readonly E164[],
    toAppKey: string,
  ): Promise<{ readonly moved: readonly E164[]; readonly inUse: readonly E164[] }>;
  /** number-in-use while any relation is on it. */
  remove(number: E164): Promise<void>;
}
