/**
 * A stage for the call narrative: every port faked, one caller, one or two trunks, and a resolution of the test's
 * choice.
 */
import { createLogger } from '../../../engine/observe/log.js';
import { ApplicationUsage } from '../../../engine/call/application-usage.js';
import { Calls } from '../../../engine/call/calls.js';
import { maskedCall } from '../../../engine/call/masked-call.js';
import type {
  CallLimits,
  CallParts,
  EndedCall,
  ExtensionSettings,
  TriedWay,
} from '../../../engine/call/call-parts.js';
import type { ApplicationAnswer } from '../../../engine/report/ask-application.js';
import type { CallFacts } from '../../../engine/report/call-facts.js';
import type { CallerUsers } from '../../../engine/sip/signaling.js';
import type { Route, Trunk } from '../../../engine/sip/trunks/trunks.js';
import type { Application, Mode } from '../../../routing/application.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { PoolNumberUse } from '../../../routing/numbers/pool.js';
import type { Resolution, ResolutionEffect, ResolutionQuery } from '../../../routing/resolve.js';
import { FakeClock } from '../fakes/fake-clock.js';
import { FakeMedia } from '../fakes/fake-media.js';
import { FakeCall, FakeSignaling, type RungCallee } from '../fakes/fake-signaling.js';

export const A = '+8613800000001' as E164;
export const B = '+8613900000002' as E164;
export const X = '+8617100000009' as E164;

export function application(mode: Mode = 'AXB', more: Partial<Application> = {}): Application {
  return {
    appKey: 'app',
    appSecret: 'secret',
    mode,
    name: 'an application',
    status: 'active',
    features: { recording: true, sms: true },
    callbacks: {},
    tones: {},
    extensionDigits: 4,
    allowedAddresses: [],
    ...more,
  };
}

type Connect = Extract<Resolution, { kind: 'connect' }>;
type Refuse = Extract<Resolution, { kind: 'refuse' }>;

export function connection(rules: Partial<Connect['rules']> = {}, more: Partial<Connect> = {}): Connect {
  return {
    kind: 'connect',
    application: application(),
    subscriptionId: 'binding-1',
    x: X,
    callee: B,
    display: X,
    direction: 1,
    rules: {
      maxDurationMs: 0,
      lastMinutePrompt: undefined,
      recording: undefined,
      waitingPrompt: undefined,
      userData: undefined,
      ...rules,
    },
    ...more,
  };
}

export function refusal(reason: Refuse['reason'], more: Partial<Refuse> = {}): Refuse {
  return {
    kind: 'refuse',
    reason,
    application: application(),
    subscriptionId: undefined,
    x: X,
    prompt: undefined,
    userData: undefined,
    ...more,
  };
}

export class StageTrunk implements Trunk {
  mediaSource: Trunk['mediaSource'] = 'signalled';
  latchFrom: readonly string[] = [];
  encryption: Trunk['encryption'] = 'refused';
  mediaFamily: Trunk['mediaFamily'];
  reliableProvisionals: 'off' | 'supported' | 'required' = 'off';
  alwaysOffers = false;
  credentials: Trunk['credentials'];
  firstAnswerMs = 5000;
  ringTimeoutMs: number | undefined;
  earlyMedia: Trunk['earlyMedia'];
  failoverOn: ReadonlySet<number> = new Set();
  messages = true;
  isSilent = false;
  refusesMs = 0;
  used = 0;
  max = 10;

  /** Statuses that calls to it were refused with. */
  readonly refusals: number[] = [];

  constructor(readonly name: string) {}

  callerNumber({ from: [raw] }: CallerUsers): E164 | undefined {
    return raw as E164 | undefined;
  }

  dialledNumber(raw: string): E164 | undefined {
    return raw.startsWith('+') ? (raw as E164) : undefined;
  }

  refused(status: number): void {
    this.refusals.push(status);
  }

  fellSilent(): void {
    this.isSilent = true;
  }

  heard(): void {
    this.isSilent = false;
  }

  served(): void {
    this.isSilent = false;
  }

  refuses(ms: number): void {
    this.refusesMs = ms;
  }

  tryAcquire(): boolean {
    if (this.used >= this.max) return false;
    this.used += 1;
    return true;
  }

  release(): void {
    this.used -= 1;
  }
}

export class CallStage {
  readonly clock = new FakeClock();
  readonly media = new FakeMedia();
  readonly signaling = new FakeSignaling();
  /** `callin +8613800000001>+8617100000009`, in order. */
  readonly events: string[] = [];
  /** Calls that have been reported as in progress. */
  readonly open = new Set<string>();
  /** What has been kept of dialogs: id and trunk, by session and leg. */
  readonly dialogs = new Map<string, string>();
  readonly records: CallFacts[] = [];
  readonly usage = new ApplicationUsage(this.clock);
  /** Outcomes of recordings that were reported. */
  readonly recordings: CallFacts[] = [];
  readonly queries: ResolutionQuery[] = [];
  readonly effects: ResolutionEffect[] = [];
  /** What the rules say about a callee that the application named. */
  permit: CallParts['routing']['permit'] = (chosen) => chosen;
  readonly logged: string[] = [];
  /** `12 on first`: packets of strangers counted for a trunk. */
  readonly strangers: string[] = [];
  /** `dial 1200`: steps that are over, with the milliseconds each took. */
  readonly steps: string[] = [];
  /** Each way to the callee that was tried, and each call of which nothing is left. */
  readonly tried: TriedWay[] = [];
  readonly ended: EndedCall[] = [];
  /** Calls that the watchdog had to end. */
  stuck = 0;
  /** The reserve that is used up. */
  usedUp: string | undefined;
  readonly prompts = new Set([
    'wait.wav',
    'last.wav',
    'hint.wav',
    'no-binding.wav',
    'ext.wav',
    'bad-ext.wav',
  ]);
  readonly inbound = new StageTrunk('inbound');
  readonly outbound = [new StageTrunk('first'), new StageTrunk('second')];
  known = true;
  routes = 2;
  /** One entry each time routing is asked; the last one stays. */
  resolutions: Resolution[] = [connection()];
  answerOfApplication: ApplicationAnswer = { operation: 'silent', because: 'nobody was asked' };
  limits: CallLimits = {
    maxCalls: 0,
    ringTimeoutMs: 60_000,
    connectTimeoutMs: 90_000,
    waitingPromptMs: 5000,
    maxDurationMs: 0,
    lastMinuteMs: 60_000,
  };
  extension: ExtensionSettings = {
    tries: 3,
    firstDigitMs: 10_000,
    interDigitMs: 3000,
    callBackUnanswered: true,
  };
  /** Numbers of the pool; every number is the application's when undefined. */
  pool: readonly E164[] | undefined;
  #calls: Calls | undefined;

  get calls(): Calls {
    return (this.#calls ??= new Calls(this.limits, this.clock));
  }

  /** Runs the narrative; resolves when the call is over. */
  run(call: FakeCall): Promise<void> {
    return maskedCall(call, this.parts());
  }

  /** Starts a call from A to X and waits until the callee's phone is tried. */
  async ring(
    call = new FakeCall(A, X),
  ): Promise<{ call: FakeCall; callee: RungCallee; over: Promise<void> }> {
    const rung = this.signaling.rings();
    const over = this.run(call);
    return { call, callee: await rung, over };
  }

  get session(): FakeMedia['sessions'][number] {
    const session = this.media.sessions[0];
    if (session === undefined) throw new Error('no media session was opened');
    return session;
  }

  get record(): CallFacts {
    const [record] = this.records;
    if (record === undefined) throw new Error('no record was written');
    return record;
  }

  parts(): CallParts {
    return {
      signaling: this.signaling,
      routing: {
        resolve: (query) => {
          this.queries.push(query);
          const next = this.resolutions.length > 1 ? this.resolutions.shift() : this.resolutions[0];
          if (next === undefined) throw new Error('the test has no resolution');
          return Promise.resolve(next);
        },
        permit: (chosen, query) => this.permit(chosen, query),
        applyEffect: (effect) => Promise.resolve(void this.effects.push(effect)),
        pool: {
          get: (number) =>
            this.pool?.includes(number) === false
              ? undefined
              : poolNumber(number, this.resolutions[0]?.application?.appKey),
        },
        applications: { get: () => this.resolutions[0]?.application },
      },
      media: this.media,
      trunks: {
        trunkOf: () => (this.known ? this.inbound : undefined),
        routes: (callee, display) =>
          this.outbound.slice(0, this.routes).map((trunk) => route(trunk, callee, display)),
      },
      prompts: {
        get: (name, language) => {
          const tongue = language === undefined ? '' : `${language} `;
          return this.prompts.has(name)
            ? { name: `${tongue}${name}`, alaw: new Uint8Array(8000) }
            : undefined;
        },
      },
      extension: this.extension,
      usage: this.usage,
      ringBackTone: { name: 'ring-back', alaw: new Uint8Array(8000) },
      report: {
        dialog: (sessionId, leg, { trunk, id }) =>
          void this.dialogs.set(`${sessionId} ${leg}`, `${id} ${trunk ?? '?'}`),
        dialogsOver: (sessionId) => {
          for (const leg of ['caller', 'callee']) this.dialogs.delete(`${sessionId} ${leg}`);
        },
        progress: ({ sessionId }) => void this.open.add(sessionId),
        event: (type, { caller, x, display, callee, extension }) =>
          this.events.push(
            type === 'callin'
              ? `callin ${caller ?? '?'}>${x ?? '?'}`
              : type === 'collectInfo'
                ? `collectInfo ${extension ?? ''}`
                : `${type} ${display ?? '?'}>${callee ?? '?'}`,
          ),
        record: (facts) => this.records.push(facts),
        examine: () => Promise.resolve(undefined),
        recording: (facts) => void this.recordings.push(facts),
      },
      askApplication: { ask: () => Promise.resolve(this.answerOfApplication) },
      limits: this.limits,
      onStrangers: (trunk, packets) => void this.strangers.push(`${packets} on ${trunk}`),
      onStep: (step, ms) => void this.steps.push(`${step} ${ms}`),
      onStuck: () => void (this.stuck += 1),
      onTried: (tried) => void this.tried.push(tried),
      onEnded: (ended) => void this.ended.push(ended),
      usedUp: () => this.usedUp,
      calls: this.calls,
      clock: this.clock,
      logger: createLogger({
        level: 'trace',
        showNumbers: false,
        destination: { write: (line: string) => void this.logged.push(line) },
      }),
    };
  }
}

function route(trunk: Trunk, callee: E164, display: E164 | undefined): Route {
  return { trunk, uri: `sip:${callee}@192.0.2.1`, display };
}

/** Every number is the application's. */
function poolNumber(number: E164, appKey = ''): PoolNumberUse {
  return { number, appKey, areaCode: '0755', status: 'normal', relations: 0, restsUntil: undefined };
}
