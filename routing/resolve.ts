/**
 * Who reaches whom: one pure function for all modes, the table of spec 11.4. An expired binding does not resolve,
 * whether it has been swept or not. `explain.ts` runs the same function with a trace.
 */
import type { Application } from './application.js';
import type { Direction } from './binding.js';
import { extensionOf, writtenExtension } from './numbers/extension.js';
import { e164From, maskNumber, numberOf, type E164 } from './numbers/number.js';
import { refusal, type Refusal } from './refusal.js';
import type {
  CallDirection,
  CallRules,
  NeedsY,
  RefusalReason,
  Resolution,
  ResolutionEffect,
  ResolutionQuery,
  RoutingView,
  Trace,
} from './resolution.js';
import { underRestrictions } from './restrictions.js';
import { underRules } from './rules/under-rules.js';
import { NONE } from './table/table.js';
import type { SharedAx, SharedAxb, SharedAxe, SharedAxyb, SharedYb, Shared } from './table/shared.js';

export type {
  CallRules,
  Resolution,
  ResolutionEffect,
  ResolutionQuery,
  CallDirection,
  RefusalReason,
} from './resolution.js';

/** The table of spec 11.4, under the rules of carriers and law. Pure: it reads the view and changes nothing. */
export function resolve(view: RoutingView, query: ResolutionQuery, trace?: Trace): Resolution | NeedsY {
  const found = underRestrictions(view, reach(view, query, trace), query, trace);
  const { rules } = view;
  return rules === undefined || rules.idle ? found : underRules(rules, found, query, trace);
}

function reach(view: RoutingView, query: ResolutionQuery, trace?: Trace): Resolution | NeedsY {
  const { table, policy } = view;
  const { numbers } = table;
  const index = numbers.find(numberOf(query.dialled));
  const appKey = index === NONE ? undefined : numbers.owner(index);
  const application = appKey === undefined ? undefined : view.application(appKey);
  trace?.(
    `${maskNumber(query.dialled)} is a number of application ${appKey ?? '-'}`,
    application ? 'found' : 'missing',
  );
  if (appKey === undefined) return refusal('number-not-ours', view, query, undefined);
  if (application === undefined) return refusal('application-unknown', view, query, undefined);
  const inactive = INACTIVE[application.status];
  if (inactive !== undefined) return refusal(inactive, view, query, application);
  const status = numbers.status(index);
  trace?.(`its status is ${status}`, status === 'normal' || status === 'frozen' ? 'yes' : 'no');
  if (status === 'suspended') return refusal('number-suspended', view, query, application);
  if (status === 'unavailable') return refusal('number-unavailable', view, query, application);
  const { caller } = query;
  trace?.('the caller gives a number', caller === undefined ? 'no' : 'yes');
  if (caller === undefined) return refusal('caller-unusable', view, query, application);
  const callerNumber = numberOf(caller);
  const mayCall = policy.mayCall(caller);
  trace?.(`a ${policy.kindOf(caller)} number may call X`, mayCall ? 'yes' : 'no');
  if (!mayCall) return refusal('landline-caller', view, query, application);
  const call: Call = { view, query, caller, callerNumber, index, application, trace };
  switch (application.mode) {
    case 'AXB':
      return resolveAxb(call);
    case 'AX':
      return resolveAx(call);
    case 'AXE':
      return resolveAxe(call);
    case 'AXYB':
      return resolveAxyb(call);
    case 'X':
      return { kind: 'ask', application, x: query.dialled };
  }
}

const INACTIVE: Readonly<Record<Application['status'], RefusalReason | undefined>> = {
  active: undefined,
  frozen: 'application-frozen',
  disabled: 'application-disabled',
  paused: 'enterprise-paused',
};

/** A call whose X and caller are valid. */
interface Call {
  readonly view: RoutingView;
  readonly query: ResolutionQuery;
  readonly caller: E164;
  /** The caller as an integer, the form that tables keep. */
  readonly callerNumber: number;
  /** Index of X, or of Y. */
  readonly index: number;
  readonly application: Application;
  readonly trace: Trace | undefined;
}

function resolveAxb(call: Call): Resolution {
  const { rows } = call.view.table;
  const row = rows.findParty(call.index, call.callerNumber);
  const isBound = found(call, row, () => `${maskNumber(call.caller)} has a pair on X`);
  if (!isBound) return refuse(call, 'no-binding');
  if (rows.kind(row) !== 'AXB') return refuse(call, 'mode-mismatch');
  const shared = rows.shared(row) as SharedAxb;
  const isA = rows.a(row) === call.callerNumber;
  if (!mayGo(call, shared.callDirection, isA)) return refuse(call, 'direction', row);
  const callee = e164From(isA ? rows.b(row) : rows.a(row));
  const waitingPrompt = isA ? shared.preVoice?.callerHintTone : shared.preVoice?.calleeHintTone;
  return connect(call, row, { callee, direction: isA ? 1 : 0, limits: shared, waitingPrompt });
}

function resolveAx(call: Call): Resolution {
  const { table, policy } = call.view;
  const { rows } = table;
  const row = rows.owningX(call.index);
  if (!found(call, row, () => 'X belongs to an A')) return refuse(call, 'no-binding');
  if (rows.kind(row) !== 'AX') return refuse(call, 'mode-mismatch');
  const shared = rows.shared(row) as SharedAx;
  const isA = rows.a(row) === call.callerNumber;
  if (!mayGo(call, shared.callDirection ?? 0, isA)) return refuse(call, 'direction', row);
  if (isA) return resolveAxOut(call, row, shared);
  call.trace?.('X is switched on', shared.turnFlag === 'on' ? 'yes' : 'no');
  if (shared.turnFlag === 'off') return refuse(call, 'switched-off', row);
  const display = displayed(call, shared.calleeNumDisplay);
  if (display === undefined) return refuse(call, 'display-not-allowed', row);
  const callee = e164From(rows.a(row));
  const waitingPrompt = shared.preVoice?.calleeHintTone;
  const effect = policy.axCallback ? reached(call, row) : undefined;
  return connect(call, row, { callee, display, direction: 0, limits: shared, waitingPrompt, effect });
}

/** A calls out: to the temporary callee, else (if the policy says so) back to the last caller. */
function resolveAxOut(call: Call, row: number, shared: SharedAx): Resolution {
  const { table, policy } = call.view;
  const { at } = call.query;
  const subscriptionId = table.rows.id(row);
  const waitingPrompt = shared.preVoice?.callerHintTone;
  const temporary = table.temporaryCallee(subscriptionId, at);
  call.trace?.('A has a temporary callee', temporary === undefined ? 'missing' : 'found');
  if (temporary !== undefined) {
    const { callee, revision, userData } = temporary;
    const used = { kind: 'use-temporary-callee', when: 'dialled', subscriptionId, revision } as const;
    const effect = policy.temporaryCalleeServesOneCall ? used : undefined;
    return connect(call, row, { callee, direction: 1, limits: shared, waitingPrompt, effect, userData });
  }
  const last = policy.axCallback ? table.rows.caller(row, at) : 0;
  if (last !== 0)
    return connect(call, row, { callee: e164From(last), direction: 1, limits: shared, waitingPrompt });
  return refuse(call, 'no-temporary-callee', row);
}

function resolveAxe(call: Call): Resolution {
  const { application, query } = call;
  const { rows } = call.view.table;
  const own = rows.findParty(call.index, call.callerNumber);
  if (own !== NONE && rows.kind(own) !== 'AXE') return refuse(call, 'mode-mismatch');
  if (found(call, own, () => `${maskNumber(call.caller)} is an A of X`)) return resolveAxeOut(call, own);
  const { digits } = query;
  call.trace?.('the caller has typed an extension', digits === undefined || digits === '' ? 'no' : 'yes');
  if (digits === undefined) {
    const prompt = application.tones.enterExtension;
    return { kind: 'collect', application, x: query.dialled, maxDigits: application.extensionDigits, prompt };
  }
  if (digits === '') return refuse(call, 'extension-empty');
  const { extensionDigits } = application;
  const extension = digits.length === extensionDigits ? extensionOf(digits, extensionDigits) : undefined;
  const row = extension === undefined ? NONE : rows.findParty(call.index, -extension);
  if (!found(call, row, () => `extension ${digits} belongs to an A`))
    return refuse(call, 'extension-unknown');
  const shared = rows.shared(row) as SharedAxe;
  const display = displayed(call, shared.displayNumMode);
  if (display === undefined) return refuse(call, 'display-not-allowed', row);
  const callee = e164From(rows.a(row));
  return connect(call, row, {
    callee,
    display,
    direction: 0,
    extension: digits,
    effect: reached(call, row),
  });
}

/** A calls X: back to the last caller who reached them, else to the call-back number, else a tone (spec 5). */
function resolveAxeOut(call: Call, row: number): Resolution {
  const { rows } = call.view.table;
  const shared = rows.shared(row) as SharedAxe;
  const last = rows.caller(row, call.query.at);
  call.trace?.('A has a call-back record', last === 0 ? 'missing' : 'found');
  const callee = last === 0 ? rows.b(row) : last;
  call.trace?.('somebody can be called', callee === 0 ? 'no' : 'yes');
  const extension = writtenExtension(rows.extension(row), shared.extensionDigits);
  if (callee !== 0) return connect(call, row, { callee: e164From(callee), direction: 1, extension });
  const refused = refuse(call, 'no-callback-record', row);
  return { ...refused, prompt: shared.callbackTone };
}

function resolveAxyb(call: Call): Resolution | NeedsY {
  const { rows, numbers } = call.view.table;
  const { application, query, index } = call;
  const reached = rows.findParty(index, call.callerNumber);
  const isParty = found(call, reached, () => `${maskNumber(call.caller)} has a relation on the number`);
  const kind = isParty ? rows.kind(reached) : 'free';
  if (isParty && kind !== 'AXYB' && kind !== 'YB') return refuse(call, 'mode-mismatch');
  if (kind === 'AXYB') return refuse(call, 'own-number', reached);
  if (kind === 'YB' && rows.y(reached) === index) return resolveY(call, reached);
  const whole = rows.owningX(index);
  if (!found(call, whole, () => 'the number is the X of an A')) return refuse(call, 'no-xy-binding');
  if (rows.kind(whole) !== 'AXYB') return refuse(call, 'mode-mismatch');
  const shared = rows.shared(whole) as SharedAxyb;
  if (!mayGo(call, shared.callDirection, false)) return refuse(call, 'direction', whole);
  if (kind !== 'YB')
    return {
      ...{ kind: 'needs-y', application, subscriptionId: rows.id(whole), x: query.dialled, b: call.caller },
      ...{ callee: e164From(rows.a(whole)), direction: 0 },
    };
  const part = rows.shared(reached) as SharedYb;
  const display = numbers.e164(rows.y(reached));
  return connect(call, whole, {
    callee: e164From(rows.a(whole)),
    display,
    direction: 0,
    waitingPrompt: part.preVoiceY,
  });
}

/** A calls Y and reaches the B behind it, who sees X. */
function resolveY(call: Call, part: number): Resolution {
  const { rows, numbers } = call.view.table;
  const whole = rows.owningX(rows.x(part));
  const shared = rows.shared(whole) as SharedAxyb;
  if (!mayGo(call, shared.callDirection, true)) return refuse(call, 'direction', whole);
  const x = numbers.e164(rows.x(part));
  return connect(call, whole, {
    callee: e164From(rows.b(part)),
    x,
    display: x,
    direction: 1,
    waitingPrompt: shared.preVoiceX,
  });
}

function found(call: Call, row: number, step: () => string): boolean {
  const alive = call.view.table.alive(row, call.query.at);
  if (call.trace !== undefined) {
    const expired = !alive && row !== NONE ? ', but it has expired' : '';
    call.trace(step() + expired, alive ? 'found' : 'missing');
  }
  return alive;
}

/** 0 both ways, 1 only A calls, 2 only A is called. */
function mayGo(call: Call, direction: Direction, fromA: boolean): boolean {
  const may = direction === 0 || (direction === 1) === fromA;
  call.trace?.(`the direction ${direction} lets ${fromA ? 'A call' : 'A be called'}`, may ? 'yes' : 'no');
  return may;
}

/** undefined: the binding asks for the real caller, and the policy does not allow it to be shown. */
function displayed(call: Call, mode: '0' | '1'): E164 | undefined {
  if (mode === '0') return call.query.dialled;
  call.trace?.('the real caller may be shown', call.view.policy.realCallerDisplay === 'show' ? 'yes' : 'no');
  return call.view.policy.realCallerDisplay === 'show' ? call.caller : undefined;
}

function reached(call: Call, row: number): ResolutionEffect {
  const subscriptionId = call.view.table.rows.id(row);
  return { kind: 'callback-record', when: 'reached', subscriptionId, caller: call.caller };
}

interface Connection {
  readonly callee: E164;
  readonly direction: CallDirection;
  /** The binding, if its mode limits the duration of calls. */
  readonly limits?: SharedAxb | SharedAx;
  readonly waitingPrompt?: string | undefined;
  /** The number dialled, by default. */
  readonly x?: E164;
  readonly display?: E164;
  readonly extension?: string;
  readonly effect?: ResolutionEffect | undefined;
  readonly userData?: string | undefined;
}

/** Every call comes through here: it spreads no objects, which would cost more than the look-up. */
function connect(call: Call, row: number, connection: Connection): Resolution {
  const { application, query } = call;
  const { rows } = call.view.table;
  const { limits, extension, effect } = connection;
  const { recordFlag, recordHintTone } = rows.shared(row) as Exclude<Shared, SharedYb>;
  const isRecorded = application.features.recording && recordFlag;
  call.trace?.('the call is recorded', isRecorded ? 'yes' : 'no');
  const maxDuration = limits?.maxDuration ?? 0;
  const rules: CallRules = {
    maxDurationMs: maxDuration * 60_000,
    lastMinutePrompt: maxDuration === 0 ? undefined : limits?.lastMinVoice,
    recording: isRecorded ? { hintPrompt: recordHintTone } : undefined,
    waitingPrompt: connection.waitingPrompt,
    userData: connection.userData ?? rows.userData(row),
  };
  return {
    kind: 'connect',
    application,
    subscriptionId: rows.id(row),
    x: connection.x ?? query.dialled,
    callee: connection.callee,
    display: connection.display ?? query.dialled,
    direction: connection.direction,
    rules,
    extension,
    effect,
  };
}

/** `row`: the binding that refuses the call, if one was found. */
function refuse(call: Call, reason: RefusalReason, row = NONE): Refusal {
  return refusal(reason, call.view, call.query, call.application, row);
}
