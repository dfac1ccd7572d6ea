import t from 'tap';
import type { Application } from '../../../routing/application.js';
import type { RefusalReason } from '../../../routing/resolve.js';
import { endOfLost } from '../../../engine/call/call-state.js';
import { ENDINGS, type EndingKind, type EndingRow } from '../../../engine/call/ending.js';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import { MediaError } from '../../../media/media-error.js';
import { settled } from '../../support/fakes/fake-clock.js';
import { FakeCall, type RungCallee } from '../../support/fakes/fake-signaling.js';
import { A, application, B, CallStage, connection, refusal, X } from '../../support/stages/call-stage.js';

/** Plays a call on a stage; the kind with which it ends is that of its record, or else of the log. */
type Scenario = (stage: CallStage) => Promise<unknown>;

interface Ringing {
  readonly call: FakeCall;
  readonly callee: RungCallee;
  readonly over: Promise<void>;
}

const refuses = (status: number, q850?: number): Scenario =>
  rings(({ callee }) => callee.refuse(new SignalingError('refused', status, 'refused', q850)));

function rings(act: (call: Ringing, stage: CallStage) => unknown): Scenario {
  return async (stage) => {
    const ringing = await stage.ring();
    await act(ringing, stage);
    await ringing.over;
  };
}

function talks(act: (call: Ringing, stage: CallStage) => unknown): Scenario {
  return rings(async (ringing, stage) => {
    ringing.callee.answer();
    await settled();
    await act(ringing, stage);
  });
}

/** One call that is over before it is answered. */
const dials =
  (prepare: (stage: CallStage) => unknown = () => undefined, call = () => new FakeCall(A, X)): Scenario =>
  async (stage) => {
    await prepare(stage);
    await stage.run(call());
  };

const routingSays = (reason: RefusalReason): Scenario =>
  dials((stage) => (stage.resolutions = [refusal(reason)]));

/** An application in X mode is asked and answers. */
const asked = (
  answer: CallStage['answerOfApplication'],
  prepare = (_: CallStage): unknown => undefined,
): Scenario =>
  dials((stage) => {
    stage.resolutions = [{ kind: 'ask', application: application('X'), x: X }];
    stage.answerOfApplication = answer;
    prepare(stage);
  });

const answersWith = (more: object): CallStage['answerOfApplication'] => ({
  ...{ operation: 'connect', callee: B, display: undefined, maxDurationMs: 0, waitingPrompt: undefined },
  ...{ lastMinutePrompt: undefined, record: false, recordingHint: undefined, userData: undefined, ...more },
});

/** Calls of an application with limits, one after the other, each ended by `act`. */
const limited =
  (
    calls: NonNullable<Application['calls']>,
    times: number,
    act: (call: Ringing, stage: CallStage) => unknown,
  ): Scenario =>
  async (stage) => {
    stage.resolutions = [connection({}, { application: application('AXB', { calls }) })];
    for (let turn = 0; turn < times; turn += 1) await rings(act)(stage);
    stage.records.splice(0);
    await stage.run(new FakeCall(A, X));
  };

const recorded =
  (hintPrompt: string | undefined, calls: NonNullable<Application['calls']>) =>
  (stage: CallStage): void =>
    void (stage.resolutions = [
      connection({ recording: { hintPrompt } }, { application: application('AXB', { calls }) }),
    ]);

const after =
  (prepare: (stage: CallStage) => unknown, scenario: Scenario): Scenario =>
  async (stage) => {
    await prepare(stage);
    await scenario(stage);
  };

const collects =
  (...then: CallStage['resolutions']) =>
  (stage: CallStage): void => {
    const axe = application('AXE');
    stage.media.digits = ['1234'];
    stage.resolutions = [
      { kind: 'collect', application: axe, x: X, maxDigits: 4, prompt: undefined },
      ...then,
    ];
  };

/** Without an application: a call that reached none has no record. */
const unowned = refusal('number-not-ours', { application: undefined });

/** How each ending comes about. Rules of routing and of compliance are asked in their own tests. */
const SCENARIOS: Readonly<Record<EndingKind, Scenario>> = {
  'caller-hung-up': talks(({ call }) => call.leg.end()),
  'callee-hung-up': talks(({ callee }) => callee.leg.end()),
  'duration-limit': after(
    (stage) => (stage.resolutions = [connection({ maxDurationMs: 60_000 })]),
    talks((_, stage) => stage.clock.pass(60_000)),
  ),
  'stopped-by-application': talks((_, stage) => stage.calls.end('call-1', 'stopped-by-application')),
  'stopped-by-operator': talks((_, stage) => stage.calls.end('call-1', 'stopped-by-operator')),
  drained: talks((_, stage) => stage.calls.end('call-1', 'drained')),
  'silent-media': talks((_, stage) => stage.session.fallSilent()),
  'caller-lost': talks(({ call }) => call.leg.end('timer')),
  'callee-lost': talks(({ callee }) => callee.leg.end('timer')),
  'cancelled-before-transfer': async (stage) => {
    stage.resolutions = [connection()];
    const call = new FakeCall(A, X);
    call.cancel();
    await stage.run(call);
  },
  'cancelled-before-ringing': rings(({ call }) => call.cancel()),
  'cancelled-while-ringing': rings(({ call, callee }) => {
    callee.provisional(180);
    call.cancel();
  }),

  'callee-busy': refuses(486),
  'callee-rejected': refuses(603),
  'callee-refuses-calls': refuses(607),
  'no-answer': refuses(480, 19),
  'number-unknown': refuses(404),
  'callee-unreachable': refuses(480),
  'callee-suspended': refuses(480, 57),
  'carrier-blocked': refuses(608),
  'callee-abnormal': refuses(302),
  'gave-up-connecting': rings((_, stage) => stage.clock.pass(90_000)),
  'no-route': dials((stage) => (stage.routes = 0)),
  'trunk-full': dials((stage) => stage.outbound.forEach((trunk) => (trunk.max = 0))),
  'unusable-answer': refuses(606),

  'number-not-ours': routingSays('number-not-ours'),
  'number-suspended': routingSays('number-suspended'),
  'number-unavailable': routingSays('number-unavailable'),
  'switched-off': routingSays('switched-off'),
  'display-not-allowed': routingSays('display-not-allowed'),
  'caller-unusable': routingSays('caller-unusable'),
  'landline-caller': routingSays('landline-caller'),
  'no-binding': routingSays('no-binding'),
  'no-permission': routingSays('no-permission'),
  direction: routingSays('direction'),
  'no-temporary-callee': routingSays('no-temporary-callee'),
  'no-callback-record': routingSays('no-callback-record'),
  'extension-unknown': routingSays('extension-unknown'),
  'extension-empty': routingSays('extension-empty'),
  'no-xy-binding': routingSays('no-xy-binding'),
  'no-y-available': routingSays('no-y-available'),
  'own-number': routingSays('own-number'),
  'application-frozen': routingSays('application-frozen'),
  'application-unknown': routingSays('application-unknown'),
  'application-disabled': routingSays('application-disabled'),
  'enterprise-paused': routingSays('enterprise-paused'),
  'mode-mismatch': routingSays('mode-mismatch'),
  'application-incapable': routingSays('application-incapable'),
  'direction-control': routingSays('direction-control'),
  'international-caller': routingSays('international-caller'),
  'international-callee': routingSays('international-callee'),
  'prefix-forbidden': routingSays('prefix-forbidden'),
  'test-number': routingSays('test-number'),
  'caller-blacklisted': routingSays('caller-blacklisted'),
  'callee-blacklisted': routingSays('callee-blacklisted'),
  'user-unregistered': routingSays('user-unregistered'),
  'time-window': routingSays('time-window'),
  'caller-frequency': routingSays('caller-frequency'),
  'callee-frequency': routingSays('callee-frequency'),
  'number-frequency': routingSays('number-frequency'),
  'application-frequency': routingSays('application-frequency'),

  'application-full': async (stage) => {
    stage.resolutions = [connection({}, { application: application('AXB', { calls: { maxCalls: 1 } }) })];
    const first = await stage.ring(new FakeCall(A, X, 'offer', 'call-0'));
    await stage.run(new FakeCall(A, X));
    first.call.cancel();
    await first.over;
  },
  'developer-frequency': limited({ customerCallsPerMinute: 1 }, 1, ({ call }) => call.cancel()),
  'display-frequency': limited({ displayCallsPerMinute: 2 }, 2, ({ call }) => call.cancel()),
  'answer-rate': limited({ answerRatePercent: 50 }, 20, ({ call }) => call.cancel()),
  'duration-control': limited({ minutesPerDay: 1 }, 1, async ({ call, callee }, stage) => {
    callee.answer();
    await settled();
    await stage.clock.pass(61_000);
    call.leg.end();
  }),
  'application-without-number': dials(collects(unowned)),

  'application-closed': asked({ operation: 'close', prompt: undefined, userData: undefined }),
  'application-answer-wrong': asked({ operation: 'wrong', because: 'a test' }),
  'application-silent': asked({ operation: 'silent', because: 'a test' }),
  'prompt-missing': asked(answersWith({ waitingPrompt: 'gone.wav' })),
  'prompt-failed': asked({ operation: 'close', prompt: 'wait.wav', userData: undefined }, (stage) => {
    stage.media.openFailure = new MediaError('busy', 'the media process is away');
  }),
  'tone-missing': dials(
    (stage) => (stage.resolutions = [refusal('no-callback-record', { prompt: 'gone.wav' })]),
  ),
  'last-minute-failed': after(
    (stage) => (stage.resolutions = [connection({ maxDurationMs: 90_000, lastMinutePrompt: 'gone.wav' })]),
    talks((_, stage) => stage.clock.pass(90_000)),
  ),
  'recording-not-started': after(
    recorded(undefined, { recordingRequired: true }),
    rings(async ({ callee }, stage) => {
      stage.session.recorderFails = true;
      callee.answer();
      await settled();
    }),
  ),
  'recording-failed': after(
    (stage) => {
      recorded(undefined, { recordingRequired: true })(stage);
      stage.media.holds = true;
    },
    talks((_, stage) => stage.session.closeFile('failed')),
  ),

  'unknown-trunk': dials((stage) => (stage.known = false)),
  'caller-trunk-full': dials((stage) => (stage.inbound.max = 0)),
  overloaded: dials((stage) => (stage.usedUp = 'memory')),
  'too-many-hops': dials(undefined, () => Object.assign(new FakeCall(A, X), { maxForwards: 0 })),
  'unusable-offer': dials((stage) => {
    stage.resolutions = [connection({ waitingPrompt: 'wait.wav' })];
    stage.media.sdpFailure = new MediaError('unusable-sdp', 'no audio');
  }),
  'no-voice-ports': dials((stage) => (stage.media.openFailure = new MediaError('no-ports', 'none is free'))),
  'digits-failed': dials((stage) => {
    collects()(stage);
    stage.media.collectFails = true;
  }),
  'service-stopping': dials((stage) => void stage.calls.drain(0)),
  'signaling-lost': talks(({ callee }) => callee.leg.end('server-lost')),
  // A call ends with its engine; the next engine tells the application.
  'engine-died': (stage) =>
    Promise.resolve(
      void stage.records.push({ end: endOfLost({ ...connection(), answeredAt: 1 } as never) } as never),
    ),
  'internal-error': dials((stage) => (stage.media.openFailure = new Error('a bug'))),
};

for (const [kind, play] of Object.entries(SCENARIOS) as [EndingKind, Scenario][])
  void t.test(`${kind} is reached, with its codes`, async (t) => {
    const stage = new CallStage();
    await play(stage);
    const row: EndingRow = ENDINGS[kind];
    const end = stage.records.at(kind === 'application-full' ? 0 : -1)?.end;
    if (end === undefined) return t.match(stage.logged.join('\n'), new RegExp(`"ending":"${kind}"`));
    return t.match(end, { kind, stateCode: row.stateCode, ulFailReason: row.ulFailReason });
  });

void t.test(
  'a call whose recording is demanded ends if its recording prompt is gone, and no other',
  async (t) => {
    for (const recordingRequired of [true, false]) {
      const stage = new CallStage();
      recorded('gone.wav', { recordingRequired })(stage);
      const { call, callee, over } = await stage.ring();
      callee.answer();
      await settled();
      t.equal(stage.records.length, recordingRequired ? 1 : 0, 'the other one goes on');
      if (!recordingRequired) call.leg.end();
      await over;
      t.match(
        stage.records[0]?.end,
        recordingRequired
          ? { kind: 'tone-missing', stateCode: 7507, ulFailReason: 7507 }
          : { kind: 'caller-hung-up', stateCode: 0 },
      );
      t.equal(stage.records[0]?.recording, undefined);
      t.same(stage.records[0]?.recordingOutcome, { failure: 'the recording prompt does not exist' });
      t.notOk(
        stage.session.did.some((done) => done.startsWith('record')),
        'nothing is recorded',
      );
      t.ok(call.leg.ended.aborted && callee.leg.ended.aborted, 'both sides are hung up');
    }
  },
);
