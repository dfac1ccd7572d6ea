/** AXE bindings (spec 5): X with an extension reaches A; A calling X gets back to who called. */
import type { Application } from '../application.js';
import type { AxeBinding } from '../binding.js';
import { BindingError, foundOrNone } from './binding-error.js';
import { changed, type BindingContext, type NumberSource } from './context.js';
import type { AxeBind, AxeBindings, AxeModify, AxeSelector } from './bindings.js';
import { extensionOf, writtenExtension } from '../numbers/extension.js';
import { numberOf, type E164 } from '../numbers/number.js';
import { NONE } from '../table/table.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export class AxeRequests implements AxeBindings {
  constructor(readonly context: BindingContext) {}

  async bind(application: Application, request: AxeBind): Promise<AxeBinding> {
    const { context } = this;
    context.requireMode(application, 'AXE');
    const a = context.readParty(request.a, 'a');
    const callback = this.#readCallback(request);
    context.requireAllowed({ appKey: application.appKey, a, b: callback.callbackNum, isNew: true });
    const wanted = readExtension(request.extension, application);
    const source = this.#source(application, request, a);
    const id = context.newId();
    const taken = new Set<number>();
    let extension = 0;
    const refused: NumberSource['refused'] = (broken): void => {
      if (broken !== 'extension-taken') return source.refused(broken);
      if (wanted !== undefined) throw new BindingError(broken, 'that extension of X is taken');
      taken.add(extension);
    };
    return context.place({ next: () => source.next(), refused }, (x, index) => {
      extension = wanted ?? this.#freeExtension(index, id, application.extensionDigits, taken);
      const digits = writtenExtension(extension, application.extensionDigits);
      return { ...this.#fresh(application, request, id, a), ...callback, x, extension: digits };
    });
  }

  async modify(application: Application, request: AxeModify): Promise<AxeBinding> {
    const { context } = this;
    const callback = this.#readCallback(request);
    return context.ledger.settle(
      () => {
        const { binding } = this.#select(application, request);
        return context.proposal(binding, this.#modified(binding, request, callback));
      },
      () => {
        throw new TypeError('modifying an extension takes no claim');
      },
    );
  }

  async unbind(application: Application, selector: AxeSelector): Promise<void> {
    const { row } = this.#select(application, selector);
    await this.context.remove(row);
  }

  find(application: Application, selector: AxeSelector): AxeBinding | undefined {
    return foundOrNone(() => this.#select(application, selector))?.binding;
  }

  #select(application: Application, { subscriptionId, x, extension }: AxeSelector) {
    if (subscriptionId !== undefined) return this.context.byId(application, 'AXE', subscriptionId);
    if (x === undefined || extension === undefined)
      throw new BindingError('invalid', 'expected subscriptionId, or X and extension', 'extension');
    const index = this.context.ownX(application, x);
    const digits = readExtension(extension, application) ?? 0;
    const row = digits === 0 ? NONE : this.context.table.rows.findParty(index, -digits);
    if (row === NONE) throw new BindingError('not-found', 'no such extension of X');
    return this.context.byId(application, 'AXE', this.context.table.rows.id(row));
  }

  #source(application: Application, request: AxeBind, a: E164): NumberSource {
    const { context } = this;
    const { rows, numbers } = context.table;
    const most = 10 ** application.extensionDigits - 1;
    const extension = readExtension(request.extension, application);
    const accept = (index: number): boolean =>
      numbers.relations(index) < most &&
      rows.findParty(index, numberOf(a)) === NONE &&
      (extension === undefined || rows.findParty(index, -extension) === NONE);
    const wish = { appKey: application.appKey, choice: request, party: a, accept };
    return context.source(application, request.x, () =>
      context.chosen({ ...wish, occupations: ['carrying', 'idle'] }, 'no-free-x'),
    );
  }

  /**
   * Starts at a random place, so that an extension just released is not the next to be given, and two engines seldom
   * choose the same one.
   */
  #freeExtension(x: number, id: string, digits: number, taken: ReadonlySet<number>): number {
    const { table, clock } = this.context;
    const most = 10 ** digits - 1;
    const start = Number.parseInt(id.slice(0, 8), 16);
    let expired = 0;
    for (let n = 0; n < most; n += 1) {
      const extension = ((start + n) % most) + 1;
      if (taken.has(extension)) continue;
      const row = table.rows.findParty(x, -extension);
      if (row === NONE) return extension;
      if (expired === 0 && !table.alive(row, clock())) expired = extension;
    }
    if (expired === 0) throw new BindingError('no-extension', 'every extension of X is taken');
    return expired;
  }

  /** A tone or a number, never both. The answer omits fields that were not given. */
  #readCallback({
    callbackTone,
    callbackNum,
  }: AxeModify): Partial<Pick<AxeBinding, 'callbackTone' | 'callbackNum'>> {
    if (isGiven(callbackTone) && isGiven(callbackNum))
      throw new BindingError('invalid', 'expected callbackTone or callbackNum, found both', 'callbackNum');
    if (isGiven(callbackTone)) return { callbackTone, callbackNum: undefined };
    if (!isGiven(callbackNum))
      return {
        ...(callbackTone === null && { callbackTone: undefined }),
        ...(callbackNum === null && { callbackNum: undefined }),
      };
    const number = this.context.readParty(callbackNum, 'callbackNum', 'callbackNumber');
    return { callbackNum: number, callbackTone: undefined };
  }

  #fresh(
    application: Application,
    request: AxeBind,
    id: string,
    a: E164,
  ): Omit<AxeBinding, 'x' | 'extension'> {
    const now = this.context.clock();
    const timeUnit = request.timeUnit ?? '0';
    const bindExpiredTime = request.bindExpiredTime ?? 0;
    const callbackExpiredTime = request.callbackExpiredTime ?? 0;
    return {
      mode: 'AXE',
      id,
      appKey: application.appKey,
      a,
      revision: 1,
      createdAt: now,
      changedAt: now,
      expiresAt: this.context.after((bindExpiredTime * msOf(timeUnit)) / 1000),
      displayNumMode: request.displayNumMode ?? '0',
      callbackTone: undefined,
      callbackNum: undefined,
      timeUnit,
      bindExpiredTime,
      callbackExpiredTime,
      callbackLifetimeMs: callbackExpiredTime * msOf(timeUnit),
      recordFlag: request.recordFlag ?? false,
      recordHintTone: request.recordHintTone,
      userData: request.userData,
    };
  }

  /** `timeUnit` and `bindExpiredTime` keep the values of the bind, which a query shows (spec 5.4). */
  #modified(
    before: AxeBinding,
    request: AxeModify,
    callback: Partial<Pick<AxeBinding, 'callbackTone' | 'callbackNum'>>,
  ): AxeBinding {
    const unitMs = msOf(request.timeUnit ?? before.timeUnit);
    const { bindExpiredTime, callbackExpiredTime } = request;
    return {
      ...before,
      ...callback,
      revision: before.revision + 1,
      changedAt: this.context.clock(),
      expiresAt:
        bindExpiredTime === undefined
          ? before.expiresAt
          : this.context.after((bindExpiredTime * unitMs) / 1000),
      displayNumMode: request.displayNumMode ?? before.displayNumMode,
      callbackExpiredTime: callbackExpiredTime ?? before.callbackExpiredTime,
      callbackLifetimeMs:
        callbackExpiredTime === undefined ? before.callbackLifetimeMs : callbackExpiredTime * unitMs,
      recordFlag: request.recordFlag ?? before.recordFlag,
      recordHintTone: changed(before.recordHintTone, request.recordHintTone),
      userData: changed(before.userData, request.userData),
    };
  }
}

function isGiven(value: string | null | undefined): value is string {
  return value !== undefined && value !== null;
}

function msOf(timeUnit: '0' | '1'): number {
  return timeUnit === '0' ? HOUR_MS : MINUTE_MS;
}

/** undefined: the platform allocates one. Shorter ones are padded; `0` alone is invalid (spec 5.1). */
function readExtension(text: string | undefined, { extensionDigits }: Application): number | undefined {
  if (text === undefined || text === '') return undefined;
  const extension = extensionOf(text, extensionDigits);
  if (extension !== undefined) return extension;
  const expected = `1 to ${10 ** extensionDigits - 1} in ${extensionDigits} digits`;
  throw new BindingError('invalid', `extension: expected ${expected}, found ${text}`, 'extension');
}
