/**
 * Binding requests of the four modes that store bindings. Each method checks the rules, commits a change, applies it,
 * and resolves when the change is durable and in force. A rejection with `BindingError` means that nothing has changed.
 * Numbers are given as the customer wrote them and are read by the policy. Strings are taken as they are: the API
 * checks lengths and tone names first. Selectors name a binding; if several are given, the first one listed wins.
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

/** How X (or Y) is chosen if the request names none: by city code, else by A's own city. */
export interface AreaChoice {
  /** `0755`; the leading 0 may be missing. */
  readonly areaCode?: string | undefined;
  /** `0` that city only (default), `1` any city if that one has no free number. */
  readonly areaMatchMode?: '0' | '1' | undefined;
}

/** Omitted or undefined: the default in a bind, unchanged in a modify. */
export interface CommonOptions {
  readonly recordFlag?: boolean | undefined;
  readonly recordHintTone?: string | undefined;
  readonly userData?: string | undefined;
}

export interface AxbOptions extends CommonOptions {
  readonly callDirection?: Direction | undefined;
  /** Seconds, 0 to 7 776 000; a modify restarts the countdown. */
  readonly duration?: number | undefined;
  /** Minutes, 0 to 1440. */
  readonly maxDuration?: number | undefined;
  readonly lastMinVoice?: string | undefined;
  readonly privateSms?: boolean | undefined;
  readonly preVoice?: PreVoice | undefined;
}

/** What a modify can take away: `null` does, undefined leaves it as it is. */
export type Removable =
  'recordHintTone' | 'userData' | 'lastMinVoice' | 'preVoice' | 'callbackTone' | 'callbackNum';

type Modified<Options> = {
  readonly [Name in keyof Options]: Name extends Removable ? Options[Name] | null : Options[Name];
};

export interface AxbBind extends AxbOptions, AreaChoice {
  readonly a: string;
  readonly b: string;
  readonly x?: string | undefined;
}

export interface AxbModify extends Modified<AxbOptions> {
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

export interface AxModify extends Modified<AxOptions>, AxSelector {
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
  /** Empty or omitted: the first free one. */
  readonly extension?: string | undefined;
}

export interface AxeSelector {
  readonly subscriptionId?: string | undefined;
  readonly x?: string | undefined;
  readonly extension?: string | undefined;
}

export type AxeModify = Modified<AxeOptions> & AxeSelector;

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
  /** Removes the YB part of y, or of b; y wins. Without both it removes the whole relation. */
  readonly y?: string | undefined;
  readonly b?: string | undefined;
}

/** `pageIndex` starts at 1; the API checks index and size. */
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
  /** not-found, collision, invalid, number-not-allowed. A failed modify leaves the binding as it was. */
  modify(application: Application, request: AxbModify): Promise<AxbBinding>;
  /** By id one pair, by X all pairs on it; answers how many were removed. not-found, x-unknown, x-not-owned. */
  unbind(
    application: Application,
    selector: { readonly subscriptionId?: string | undefined; readonly x?: string | undefined },
  ): Promise<number>;
  /** Empty if nothing matches. `a` and `b` only narrow a search by X. */
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
  /** The errors of AXB, x-taken and too-many-x; never collision or x-full. */
  bind(application: Application, request: AxBind): Promise<AxBinding>;
  modify(application: Application, request: AxModify): Promise<AxBinding>;
  unbind(application: Application, selector: AxSelector & { readonly a?: string | undefined }): Promise<void>;
  /** Precedence: subscriptionId, a, x. */
  find(
    application: Application,
    selector: AxSelector & { readonly a?: string | undefined },
  ): readonly AxBinding[];
  /** Sets the B of A's next call; replaces the one before. */
  setTemporaryCallee(application: Application, request: TemporaryCalleeRequest): Promise<TemporaryCallee>;
}

export interface AxeBindings {
  /** The errors of AXB, extension-taken and no-extension; collision if A is on that X already. */
  bind(application: Application, request: AxeBind): Promise<AxeBinding>;
  modify(application: Application, request: AxeModify): Promise<AxeBinding>;
  unbind(application: Application, selector: AxeSelector): Promise<void>;
  find(application: Application, selector: AxeSelector): AxeBinding | undefined;
}

export interface AxybBindings {
  /** Step AX. too-many-x, no-free-x. */
  bind(application: Application, request: AxybBind): Promise<AxybBinding>;
  /** Step YB. not-found, no-free-y, collision if that B has a Y already. */
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
  /** Any mode, any application; undefined if it does not exist or has expired. */
  get(subscriptionId: string): Binding | undefined;
  /**
   * For operators: any mode, newest first, without a guaranteed order inside a page. `number` matches X, A, B and Y.
   */
  list(
    selector: { readonly appKey?: string | undefined; readonly number?: string | undefined },
    page: Page,
  ): Found<Binding>;
  /**
   * Bindings in force that name a prompt for any purpose: the ids of the first ones, and the total. Reads every row.
   */
  naming(prompt: string, limit: number): { readonly ids: readonly string[]; readonly total: number };
  /** How many bindings in force name each prompt. Reads every row. */
  promptUse(): ReadonlyMap<string, number>;
  /** Unbinds a binding of any mode. */
  remove(subscriptionId: string): Promise<void>;
  readonly count: number;
}
