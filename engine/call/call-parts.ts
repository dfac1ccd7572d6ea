/** The collaborators of the call narrative, and the working state of one call that its steps share. */
import type { EndSignal } from '../end-signal.js';
import type { Media, Prompt, SessionStatistics } from '../../media/media.js';
import type { PromptLanguage } from '../../routing/application.js';
import type { Routing } from '../../routing/routing.js';
import type { Logger } from '../observe/log.js';
import type { AskApplication } from '../report/ask-application.js';
import type { CallFacts, CallReport, TriedTrunk } from '../report/call-facts.js';
import type { IncomingCall, Leg, Signaling } from '../sip/signaling.js';
import type { Trunk, Trunks } from '../sip/trunks/trunks.js';
import type { ApplicationUsage, UsageTicket } from './application-usage.js';
import type { CallMedia } from './media/call-media.js';
import type { CallState } from './call-state.js';
import type { StepName } from './steps.js';
import type { AdmissionLimits, Calls } from './calls.js';
import type { Clock } from '../clock.js';
import type { Ending } from './ending.js';

export interface CallParts {
  readonly signaling: Pick<Signaling, 'invite'>;
  readonly routing: Pick<Routing, 'resolve' | 'permit' | 'applyEffect'> & {
    readonly applications: Pick<Routing['applications'], 'get'>;
    readonly pool: Pick<Routing['pool'], 'get'>;
  };
  readonly media: Pick<Media, 'open'>;
  readonly trunks: Pick<Trunks, 'trunkOf' | 'routes'>;
  readonly prompts: Prompts;
  /** As the network of the policy's country plays it, as a loop. */
  readonly ringBackTone: Prompt;
  readonly report: CallReport;
  readonly askApplication: AskApplication;
  readonly limits: CallLimits;
  /** Called when packets were dropped on legs of a trunk: those of strangers, and those with a wrong tag. */
  readonly onStrangers: (trunk: string, packets: number, unauthentic: number) => void;
  /** Called when a step of a call is over, with how long it took. */
  readonly onStep: (step: StepName, milliseconds: number, sessionId: string) => void;
  /** Called when a way to the callee has been tried, with success or without. */
  readonly onTried: (tried: TriedWay) => void;
  /** Called once for each call, when its media and its recording are closed. */
  readonly onEnded: (ended: EndedCall) => void;
  /** The reserve of the machine that is used up, so that no call can be taken; undefined if there is none. */
  readonly usedUp: () => string | undefined;
  /** Called once for a call that the watchdog had to end. */
  readonly onStuck: () => void;
  readonly extension: ExtensionSettings;
  readonly usage: Pick<ApplicationUsage, 'enter'>;
  readonly calls: Calls;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** One INVITE to the callee. */
export interface TriedWay extends TriedTrunk {
  readonly sessionId: string;
  readonly status: number | undefined;
  /** From the INVITE to the first 18x, or to the answer; undefined if neither came. */
  readonly alertedMs: number | undefined;
}

/** A call of which nothing is left. */
export interface EndedCall {
  readonly facts: CallFacts;
  /** Names of the trunks of both legs, as far as it got. */
  readonly trunk: string | undefined;
  readonly calleeTrunk: string | undefined;
  /** Undefined if it had no media. */
  readonly statistics: SessionStatistics | undefined;
}

/** Prompts by file name; undefined if there is no such file. Those that come with Callveil are there in each language. */
export interface Prompts {
  get(name: string, language?: PromptLanguage): Prompt | undefined;
}

export interface CallLimits extends AdmissionLimits {
  /** How long a callee's phone may ring. */
  readonly ringTimeoutMs: number;
  /** How long a callee may be tried without any ringing (spec 11.1, 8035: about 90 s). */
  readonly connectTimeoutMs: number;
  /** How long a waiting prompt of at least that length is heard before ringing cuts it (spec 3.1). */
  readonly waitingPromptMs: number;
  /** Longest duration of any call, even if its binding allows more; 0 is no limit. */
  readonly maxDurationMs: number;
  /** How long before its limit a call hears its last-minute prompt. */
  readonly lastMinuteMs: number;
}

/** AXE: how callers are asked for an extension, and who can be called back. */
export interface ExtensionSettings {
  /** How often an extension may be typed, including the first time. */
  readonly tries: number;
  /** Wait for the first digit, from the end of the prompt. */
  readonly firstDigitMs: number;
  readonly interDigitMs: number;
  /** Whether A calls back a caller who only let A's phone ring; otherwise only a caller A has talked to. */
  readonly callBackUnanswered: boolean;
}

/** One call in progress. Steps fill it in; `finish` releases everything in it. */
export interface Call {
  readonly incoming: IncomingCall;
  readonly parts: CallParts;
  readonly state: CallState;
  /** Aborts, with an Ending as its reason, if the call must stop before or while it is connected. */
  readonly signal: EndSignal;
  /** Makes `signal` abort; the first ending counts. */
  stop(ending: Ending): void;
  trunk: Trunk | undefined;
  /** The trunk through which the callee is reached, or was tried last. */
  calleeTrunk: Trunk | undefined;
  media: CallMedia | undefined;
  /** Set as soon as the caller is answered, which in AXE happens before the callee is dialled. */
  callerLeg: Leg | undefined;
  calleeLeg: Leg | undefined;
  /** Whether dialogs of it are stored for a later SIP process. */
  hasKept: boolean;
  /** Whether a leg's BYE was lost with its SIP process. */
  isLeft: boolean;
  /** Whether the watchdog has left a part of it behind. */
  isStuck: boolean;
  /** The step it is in, and since when; `steps.ts` measures it. */
  step: StepName | undefined;
  stepSince: number;
  /** Set if the call counts for a limit of its application. */
  usage: UsageTicket | undefined;
  /** Trunks whose limit this call counts against. */
  readonly acquired: Trunk[];
  /** Work that `finish` waits for: prompts being played, a recording being started. */
  readonly tasks: Promise<void>[];
}
