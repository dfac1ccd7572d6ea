/**
 * Why calls end: ONE table. A row gives the SIP status for the caller, the vendor's codes for the application (spec
 * 11.1 to 11.3), the side at fault, and the prompt played first. The row's key is also the metric label.
 *
 * `sip` goes to an unanswered caller; an answered one gets a BYE with `q850`. `stateCode` is for the event,
 * `ulFailReason` for the record. callee-failure.ts maps a callee's own failure to a row.
 */
import type { Application, Mode } from '../../routing/application.js';
import type { StandardPrompt } from './media/standard-files.js';

export type Fault = 'nobody' | 'caller' | 'callee' | 'application' | 'trunk' | 'platform';

export interface EndingRow {
  readonly sip: number;
  readonly q850: number;
  readonly stateCode: number;
  readonly ulFailReason: number;
  readonly stateDesc: string;
  readonly fault: Fault;
  /** The application's prompt for a caller not yet answered; that of the binding or of routing comes first. */
  readonly prompt?: keyof Application['tones'];
  /** The prompt for a caller who is answered already (AXE), whose network cannot tell it any more. */
  readonly answeredPrompt?: keyof Application['tones'];
  /** The prompt that comes with Callveil, where it says more than that of `prompt`; where neither is, none is played. */
  readonly standard?: StandardPrompt;
  /** Where the vendor has another code in one mode. */
  readonly inMode?: Partial<Record<Mode, { readonly stateCode: number; readonly ulFailReason: number }>>;
}

function row(
  sip: number,
  q850: number,
  stateCode: number,
  fault: Fault,
  stateDesc: string,
  more: Partial<Pick<EndingRow, 'ulFailReason' | 'prompt' | 'answeredPrompt' | 'standard' | 'inMode'>> = {},
): EndingRow {
  return { sip, q850, stateCode, ulFailReason: stateCode, stateDesc, fault, ...more };
}

// prettier-ignore
export const ENDINGS = {
  // After an answer. The SIP status is never used.
  'caller-hung-up':          row(200, 16, 0, 'nobody', 'The user releases the call.'),
  'callee-hung-up':          row(200, 16, 0, 'nobody', 'The user releases the call.'),
  'duration-limit':          row(200, 16, 8010, 'nobody', 'The maximum call duration is reached.'),
  'stopped-by-application':  row(480, 16, 0, 'application', 'The call is released by the application.'),
  'stopped-by-operator':     row(480, 16, 0, 'platform', 'The call is released by the platform.'),
  'drained':                 row(503, 41, 0, 'platform', 'The call is released by the platform.'),
  'silent-media':            row(480, 41, 0, 'caller', 'No media is received.', { ulFailReason: 7505 }),
  'caller-lost':             row(480, 41, 0, 'caller', 'The network of the caller is abnormal.', { ulFailReason: 7505 }),
  'callee-lost':             row(480, 41, 0, 'callee', 'The network of the callee is abnormal.', { ulFailReason: 7506 }),

  // The caller gave up first.
  'cancelled-before-transfer': row(487, 16, 7516, 'caller', 'The caller hangs up before the call is transferred.'),
  'cancelled-before-ringing':  row(487, 16, 7501, 'caller', 'The caller hangs up before the callee rings.'),
  'cancelled-while-ringing':   row(487, 16, 7502, 'caller', 'The caller hangs up while the callee rings.'),

  // The callee's side refused.
  'callee-busy':         row(486, 17, 8102, 'callee', 'The callee is busy.', { answeredPrompt: 'calleeBusy' }),
  'callee-rejected':     row(603, 21, 7503, 'callee', 'The callee rejects the call.', { answeredPrompt: 'calleeBusy' }),
  'callee-refuses-calls': row(603, 21, 7504, 'callee', 'The callee refuses the call by a service.', { answeredPrompt: 'calleeBusy' }),
  'no-answer':           row(480, 19, 8101, 'callee', 'The callee does not answer.', { answeredPrompt: 'calleeSilent' }),
  'number-unknown':      row(404, 1, 8100, 'callee', 'The callee number does not exist.', { answeredPrompt: 'calleeSilent' }),
  'callee-unreachable':  row(480, 20, 8104, 'callee', 'The callee is powered off or not in the service area.', { answeredPrompt: 'calleeSilent' }),
  'callee-suspended':    row(480, 20, 8105, 'callee', 'The service of the callee is suspended.', { answeredPrompt: 'calleeSilent' }),
  'carrier-blocked':     row(603, 21, 8059, 'trunk', 'The call is blocked by the carrier.', { answeredPrompt: 'calleeSilent' }),
  'callee-abnormal':     row(480, 31, 8103, 'callee', 'The signaling of the callee is abnormal.', { answeredPrompt: 'calleeSilent' }),
  'gave-up-connecting':  row(408, 102, 8035, 'trunk', 'The platform gives up connecting the callee.', { answeredPrompt: 'calleeSilent' }),
  'no-route':            row(404, 3, 7102, 'platform', 'The call cannot be routed.', { ulFailReason: 7508, prompt: 'businessError' }),
  'trunk-full':          row(503, 34, 7102, 'trunk', 'The call cannot be routed.', { ulFailReason: 7508, prompt: 'businessError' }),
  'unusable-answer':     row(488, 88, 8103, 'callee', 'The media of the callee cannot be used.', { ulFailReason: 7506, answeredPrompt: 'calleeSilent' }),

  // Routing refused, and named the prompt; one row for each RefusalReason.
  'number-not-ours':      row(404, 1, 8025, 'caller', 'The number does not exist.'),
  'number-suspended':     row(480, 20, 8055, 'platform', 'The X number is unavailable.', { prompt: 'noPermission', standard: 'number-unavailable.wav' }),
  'number-unavailable':   row(480, 20, 8055, 'platform', 'The X number is unavailable.', { prompt: 'noPermission', standard: 'number-unavailable.wav' }),
  'switched-off':         row(480, 20, 8104, 'callee', 'The callee is powered off or not in the service area.', { prompt: 'noPermission', standard: 'number-unavailable.wav' }),
  'display-not-allowed':  row(403, 21, 8024, 'application', 'Displaying the real caller number is not allowed.', { prompt: 'noPermission' }),
  'caller-unusable':      row(433, 21, 8014, 'caller', 'The caller number is missing or malformed.', { ulFailReason: 7103, prompt: 'noPermission', standard: 'caller-withheld.wav' }),
  'landline-caller':      row(403, 21, 8023, 'caller', 'The fixnum cannot be caller.', { prompt: 'noPermission' }),
  'no-binding':           row(403, 21, 8014, 'caller', 'No binding relationship is found.', { inMode: { AX: { stateCode: 8018, ulFailReason: 7104 } }, prompt: 'noBinding' }),
  'no-permission':        row(403, 21, 8018, 'caller', 'No permission for the call.', { prompt: 'noPermission' }),
  'direction':            row(403, 21, 8016, 'caller', 'The call direction is not allowed.', { prompt: 'noPermission' }),
  'no-temporary-callee':  row(403, 21, 8013, 'application', 'No temporary callee is set.', { prompt: 'noPermission' }),
  'no-callback-record':   row(403, 21, 8019, 'caller', 'No callback record is found.', { standard: 'no-callback.wav' }),
  'extension-unknown':    row(404, 1, 8022, 'caller', 'The extension number is not bound.', { answeredPrompt: 'extensionInvalid', prompt: 'extensionInvalid' }),
  'extension-empty':      row(484, 28, 8033, 'caller', 'The extension number is empty.', { answeredPrompt: 'extensionInvalid', prompt: 'extensionInvalid' }),
  'no-xy-binding':        row(403, 21, 8030, 'caller', 'No binding relationship is found.', { prompt: 'noBinding' }),
  'no-y-available':       row(480, 34, 8031, 'platform', 'No Y number can be allocated.', { prompt: 'businessError' }),
  'own-number':           row(403, 21, 8032, 'caller', 'The number calls its own X number.', { prompt: 'noPermission' }),
  'application-frozen':   row(403, 21, 7108, 'application', 'The user is frozen.', { prompt: 'noPermission' }),

  // The application itself may not call, or not like this (7100 to 7109, and the application's `calls`).
  'application-unknown':  row(404, 1, 7100, 'platform', 'The application of the number does not exist.'),
  'application-without-number': row(480, 1, 7101, 'application', 'The application has no such number any more.', { prompt: 'businessError' }),
  'mode-mismatch':        row(403, 21, 7105, 'application', 'The binding is of another mode than the application.', { prompt: 'businessError' }),
  'application-incapable': row(403, 21, 7106, 'application', 'The application has no voice capability.', { prompt: 'noPermission' }),
  'application-full':     row(480, 34, 7109, 'application', 'The application has no free voice port.', { prompt: 'businessError' }),
  'application-disabled': row(403, 21, 8012, 'application', 'The app_key is invalid.', { prompt: 'noPermission' }),
  'enterprise-paused':    row(403, 21, 8051, 'application', 'The sub-enterprise is paused.', { prompt: 'noPermission' }),
  'prefix-forbidden':     row(403, 21, 7500, 'application', 'Calls to the number prefix are forbidden.', { prompt: 'noPermission' }),
  'international-caller': row(403, 21, 8042, 'caller', 'Calls from other countries are restricted.', { prompt: 'noPermission' }),
  'international-callee': row(403, 21, 8043, 'application', 'Calls to other countries are restricted.', { prompt: 'noPermission' }),
  'test-number':          row(403, 21, 8056, 'application', 'Only test numbers may be called by the application.', { prompt: 'noPermission' }),
  'direction-control':    row(403, 21, 8057, 'application', 'The call direction is controlled by the platform.', { prompt: 'noPermission' }),

  // A rule of compliance (routing/rules): lists, frequencies, hours, registration.
  'developer-frequency':   row(403, 21, 7001, 'application', 'The frequency limit of the developer is reached.', { prompt: 'noPermission', standard: 'too-many-calls.wav' }),
  'application-frequency': row(403, 21, 7002, 'application', 'The frequency limit of the application is reached.', { prompt: 'noPermission', standard: 'too-many-calls.wav' }),
  'display-frequency':     row(403, 21, 7003, 'application', 'The frequency limit of the display number is reached.', { prompt: 'noPermission', standard: 'too-many-calls.wav' }),
  'callee-blacklisted':    row(403, 21, 7004, 'callee', 'The callee is in the blacklist.', { prompt: 'noPermission' }),
  'caller-blacklisted':    row(403, 21, 7005, 'caller', 'The caller is in the blacklist.', { prompt: 'noPermission' }),
  'duration-control':      row(403, 21, 8044, 'application', 'The total call duration is limited.', { prompt: 'noPermission', standard: 'too-many-calls.wav' }),
  'answer-rate':           row(403, 21, 8046, 'application', 'The answer rate is too low.', { prompt: 'noPermission' }),
  'caller-frequency':      row(403, 21, 8047, 'caller', 'The frequency limit of the caller is reached.', { prompt: 'noPermission', standard: 'too-many-calls.wav' }),
  'callee-frequency':      row(403, 21, 8048, 'callee', 'The frequency limit of the callee is reached.', { prompt: 'noPermission', standard: 'too-many-calls.wav' }),
  'number-frequency':      row(403, 21, 8049, 'application', 'The frequency limit of the service number is reached.', { prompt: 'noPermission', standard: 'too-many-calls.wav' }),
  'time-window':           row(403, 21, 8050, 'application', 'Calls are not allowed at this time.', { prompt: 'noPermission', standard: 'not-now.wav' }),
  'user-unregistered':     row(403, 21, 8058, 'application', 'The user is not registered.', { prompt: 'noPermission' }),

  // X mode: the application was asked.
  'application-closed':   row(403, 21, 8017, 'application', 'The call is closed by the application.'),
  'application-answer-wrong': row(480, 38, 8014, 'application', 'The answer of the application is invalid.', { prompt: 'businessError' }),
  'application-silent':   row(480, 38, 8014, 'application', 'The application does not answer.', { prompt: 'businessError' }),
  'prompt-missing':       row(480, 38, 8006, 'application', 'The tone file does not exist.', { prompt: 'businessError' }),

  // A prompt or a recording that the call depends on.
  'prompt-failed':        row(480, 41, 7107, 'platform', 'The prompt cannot be played.', { prompt: 'businessError' }),
  'tone-missing':         row(480, 38, 7507, 'application', 'No tone file is found.', { prompt: 'businessError' }),
  'last-minute-failed':   row(480, 16, 8007, 'platform', 'The last-minute tone cannot be played.'),
  'recording-not-started': row(480, 41, 8015, 'platform', 'The recording cannot be started.'),
  'recording-failed':     row(480, 41, 8041, 'platform', 'The recording fails.'),

  // The platform.
  'unknown-trunk':        row(403, 21, 8018, 'caller', 'The source of the call is unknown.'),
  'caller-trunk-full':    row(503, 34, 7102, 'trunk', 'The trunk of the caller carries too many calls.'),
  'overloaded':           row(503, 42, 7102, 'platform', 'The platform is overloaded.'),
  'too-many-hops':        row(483, 25, 7102, 'trunk', 'The call goes in circles.'),
  'unusable-offer':       row(488, 88, 8014, 'caller', 'The media of the caller cannot be used.', { ulFailReason: 7505 }),
  'no-voice-ports':       row(503, 34, 522, 'platform', 'No voice port is available.'),
  'digits-failed':        row(480, 41, 8008, 'platform', 'The digits cannot be collected.', { prompt: 'businessError' }),
  'service-stopping':     row(503, 41, 7102, 'platform', 'Internal error.'),
  'signaling-lost':       row(503, 41, 7102, 'platform', 'Internal error.'),
  'engine-died':          row(503, 41, 7102, 'platform', 'Internal error.'),
  'internal-error':       row(500, 41, 7102, 'platform', 'Internal error.', { prompt: 'businessError' }),
} as const satisfies Record<string, EndingRow>;

export type EndingKind = keyof typeof ENDINGS;

export interface EndingDetails {
  /** Final status and Q.850 cause of the callee's side, for the record. */
  readonly calleeStatus?: number;
  readonly calleeQ850?: number;
  /** File name of a prompt to play first, if routing or the application named one. */
  readonly prompt?: string | undefined;
  /** For `unusable-offer`: the code of the Warning (RFC 3261 20.43). */
  readonly warning?: number;
  /** For people, in the log. */
  readonly because?: string;
}

/**
 * How one call ended. Steps throw it; `supervise` returns it. It is not an Error: an ending is no fault, and has no
 * stack.
 */
export class Ending {
  constructor(
    readonly kind: EndingKind,
    readonly details: EndingDetails = {},
  ) {}

  get row(): EndingRow {
    return ENDINGS[this.kind];
  }

  /** The vendor's codes, which for a few endings depend on the mode. */
  codes(mode: Mode | undefined): { readonly stateCode: number; readonly ulFailReason: number } {
    return (mode === undefined ? undefined : this.row.inMode?.[mode]) ?? this.row;
  }
}
