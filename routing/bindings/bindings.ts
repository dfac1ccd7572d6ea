/**
 * Binding requests of the four modes that store bindings. Each method checks the rules, commits a change and applies
 * it, and resolves when the change is durable and in force; it rejects with `BindingError` and has then done nothing.
 * Numbers come as the customer wrote them and are read by the policy; strings are taken as they are, so an edge
 * checks lengths and tone names first. Selectors name a binding; where several are given the first listed wins.
 */
import type { Application } from '../application.js';
import type {
  AxbBinding,
  AxBinding,
  AxeBinding,
  AxybBinding,
  Binding,
  Direction,
  PreVoice,
  TemporaryCallee,
  YbPart,
} from '../binding.js';

/** How X (or Y) is chosen when the request names none: by city code, else by A's own city. */
export interface AreaChoice {
  /** `0755`; the leading 0 may be missing. */
  readonly areaCode?: string | undefined;
  /** `0` that city only (default), `1` any city when it has none free. */
  readonly areaMatchMode?: '0' | '1' | undefined;
}

/** Left out or undefined: default in a bind, unchanged in a modify. */
export interface CommonOptions {
  readonly recordFlag?: boolean | undefined;
  readonly recordHintTone?: string | undefined;
  readonly userData?: string | undefined;
}

export interface AxbOptions extends CommonOptions {
  readonly callDirection?: Direction | undefined;
  /** Seconds, 0 to 7 776 000; in a modify restarts the countdown. */
  readonly duration?: number | undefined;
  /** Minutes, 0 to 1440. */
  readonly maxDuration?: number | undefined;
  readonly lastMinVoice?: string | undefined;
  readonly privateSms?: boolean | undefined;
  readonly preVoice?: PreVoice | undefined;
}

export interface AxbBind extends AxbOptions, AreaChoice {
  readonly a: string;
  readonly b: string;
  readonly x?: string | undefined;
}

export interface AxbModify extends AxbOptions {
  readonly subscriptionId: string;
  readonly a?: string | undefined;
  readonly b?: string | undefined;
}

export interface AxOptions extends CommonOptions {
  readonly callDirection?: Direction | undefined;
  readonly maxDuration?: number | undefined;
  readonly lastMinVoice?: string | undefined;
  readonly privateSms?: boolean | undefined;
  readonly preVoice?: PreVoice | undefined;
  readonly calleeNumDisplay?: '0' | '1' | undefined;
  readonly turnFlag?: 'on' | 'off' | undefined;
}

export interface AxBind extends AxOptions, AreaChoice {
  readonly a: string;
  readonly x?: string | undefined;
}

export interface AxSelector {
  readonly subscriptionId?: string | undefined;
  readonly x?: string | undefined;
}

export interface AxModify extends AxOptions, AxSelector {
  readonly a?: string | undefined;
}

export interface TemporaryCalleeRequest extends AxSelector {
  readonly callee: string;
  /** Seconds, 0 to 7200, default 60 (policy). */
  readonly duration?: number | undefined;
  readonly userData?: string | undefined;
}

export interface AxeOptions extends CommonOptions {
  readonly displayNumMode?: '0' | '1' | undefined;
  readonly callbackTone?: string | undefined;
  readonly callbackNum?: string | undefined;
  /** `0` hours (default), `1` minutes: unit of the two times below. */
  readonly timeUnit?: '0' | '1' | undefined;
  /** 0 never. */
  readonly bindExpiredTime?: number | undefined;
  /** 0 never. */
  readonly callbackExpiredTime?: number | undefined;
}

export interface AxeBind extends AxeOptions, AreaChoice {
  readonly a: string;
  readonly x?: string | undefined;
  /** Empty or left out: the first free one. */
  readonly extension?: string | undefined;
}

export interface AxeSelector {
  readonly subscriptionId?: string | undefined;
  readonly x?: string | undefined;
  readonly extension?: string | undefined;
}

export type AxeModify = AxeOptions & AxeSelector;

export interface AxybBind extends CommonOptions, AreaChoice {
  readonly a: string;
  readonly callDirection?: Direction | undefined;
  /** Seconds: 0 never, or 60 to 7 776 000; default 7200. */
  readonly duration?: number | undefined;
  readonly ybDuration?: number | undefined;
  readonly preVoiceX?: string | undefined;
}

export interface YbBind extends AreaChoice {
  readonly subscriptionId: string;
  readonly b: string;
  readonly ybDuration?: number | undefined;
  readonly preVoiceY?: string | undefined;
}

export interface AxybUnbind {
  readonly subscriptionId: string;
  /** YB only: y wins over b; neither: the whole relation. */
  readonly y?: string | undefined;
  readonly b?: string | undefined;
}

/** `pageIndex` from 1; size and index are the edge's to check. */
export interface Page {
  readonly pageIndex: number;
  readonly pageSize: number;
}

export interface Found<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export interface AxbBindings {
  /** invalid, number-not-allowed, wrong-mode, x-unknown, x-not-owned, x-unavailable, x-full, no-free-x, collision. */
  bind(application: Application, request: AxbBind): Promise<AxbBinding>;
  /** not-found, collision, invalid, number-not-allowed. Nothing is lost when it fails. */
  modify(application: Application, request: AxbModify): Promise<AxbBinding>;
  /** By id one, by X all pairs on it; answers how many went. not-found, x-unknown, x-not-owned. */
  unbind(
    application: Application,
    selector: { readonly subscriptionId?: string | undefined; readonly x?: string | undefined },
  ): Promise<number>;
  /** Empty when nothing matches. `a` and `b` only narrow a search by X. */
  find(
    application: Application,
    selector: {
      readonly subscriptionId?: string | undefined;
      readonly x?: string | undefined;
      readonly a?: string | undefined;
      readonly b?: string | undefined;
    },
    page: Page,
  ): Found<AxbBinding>;
}

export interface AxBindings {
  /** as AXB, and x-taken, too-many-x; never collision or x-full. */
  bind(application: Application, request: AxBind): Promise<AxBinding>;
  modify(application: Application, request: AxModify): Promise<AxBinding>;
  unbind(application: Application, selector: AxSelector & { readonly a?: string | undefined }): Promise<void>;
  /** Precedence subscriptionId, a, x. */
  find(
    application: Application,
    selector: AxSelector & { readonly a?: string | undefined },
  ): readonly AxBinding[];
  /** The B of A's next call; overwrites the one before. */
  setTemporaryCallee(application: Application, request: TemporaryCalleeRequest): Promise<TemporaryCallee>;
}

export interface AxeBindings {
  /** as AXB, and extension-taken, no-extension; collision when A is on that X already. */
  bind(application: Application, request: AxeBind): Promise<AxeBinding>;
  modify(application: Application, request: AxeModify): Promise<AxeBinding>;
  unbind(application: Application, selector: AxeSelector): Promise<void>;
  find(application: Application, selector: AxeSelector): AxeBinding | undefined;
}

export interface AxybBindings {
  /** Step AX. too-many-x, no-free-x. */
  bind(application: Application, request: AxybBind): Promise<AxybBinding>;
  /** Step YB. not-found, no-free-y, collision when that B has a Y already. */
  bindY(application: Application, request: YbBind): Promise<YbPart>;
  unbind(application: Application, request: AxybUnbind): Promise<void>;
  find(
    application: Application,
    selector: { readonly subscriptionId?: string | undefined; readonly x?: string | undefined },
  ): { readonly binding: AxybBinding; readonly parts: readonly YbPart[] } | undefined;
}

export interface Bindings {
  readonly axb: AxbBindings;
  readonly ax: AxBindings;
  readonly axe: AxeBindings;
  readonly axyb: AxybBindings;
  /** Any mode, any application; undefined when it does not exist or has expired. */
  get(subscriptionId: string): Binding | undefined;
  /** For operators: any mode, newest first within a page being no promise; by number means as X, A, B or Y. */
  list(
    selector: { readonly appKey?: string | undefined; readonly number?: string | undefined },
    page: Page,
  ): Found<Binding>;
  /** Bindings in force that name a prompt for anything: ids of the first ones, and how many name it. Looks through every row. */
  naming(prompt: string, limit: number): { readonly ids: readonly string[]; readonly total: number };
  /** Unbinds whatever it is. */
  remove(subscriptionId: string): Promise<void>;
  readonly count: number;
}
