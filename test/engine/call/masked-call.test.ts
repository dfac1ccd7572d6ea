import t from 'tap';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import { MediaError } from '../../../media/media-error.js';
import { A, application, B, CallStage, connection, refusal, X } from '../../support/stages/call-stage.js';
import { settled } from '../../support/fakes/fake-clock.js';
import { FakeCall } from '../../support/fakes/fake-signaling.js';

void t.test('a call goes through, and every step of it is reported once', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  t.match(callee.request, { identity: { display: X }, offer: '[offer of caller]', maxForwards: 69 });
  await stage.clock.pass(1200);
  callee.provisional(180);
  callee.provisional(180);
  callee.answer();
  await settled();
  await stage.clock.pass(5000);
  call.leg.end();
  await over;
  t.same(call.told, ['180', '180', '200 [answer of callee]']);
  t.same(callee.leg.said, ['bye 16']);
  t.same(stage.session.did, [
    'offer caller: offer of caller',
    'answer callee: answer of callee',
    'bridge',
    'close',
  ]);
  t.same(stage.events, [
    `callin ${A}>${X}`,
    `callout ${X}>${B}`,
    `alerting ${X}>${B}`,
    `answer ${X}>${B}`,
    `disconnect ${X}>${B}`,
  ]);
  t.match(stage.record, {
    caller: A,
    x: X,
    callee: B,
    end: { kind: 'caller-hung-up', stateCode: 0, sipStatus: 0 },
  });
  t.equal((stage.record.endedAt ?? 0) - (stage.record.answeredAt ?? 0), 5000);
  t.same([stage.inbound.used, stage.outbound[0]?.used, stage.calls.size, stage.clock.pending], [0, 0, 0, 0]);
  t.same(stage.steps, [
    'admit 0',
    'resolve 0',
    'prepare 0',
    'announce 0',
    'dial 1200',
    'connect 0',
    'supervise 5000',
    'finish 0',
  ]);
  t.equal(stage.stuck, 0);
});

void t.test(
  'the step in which a call ended is measured like any other, by a clock that is never set',
  async (t) => {
    const stage = new CallStage();
    const { call, over } = await stage.ring();
    stage.clock.step(-3_600_000);
    await stage.clock.pass(700);
    call.cancel();
    await over;
    t.same(stage.steps, ['admit 0', 'resolve 0', 'prepare 0', 'announce 0', 'dial 700', 'finish 0']);
  },
);

void t.test('a refused call has two steps: where it was refused, and its end', async (t) => {
  const stage = new CallStage();
  stage.inbound.max = 0;
  await stage.run(new FakeCall(A, X));
  t.same(stage.steps, ['admit 0', 'finish 0']);
});

void t.test(
  'the SIP server is given what an INVITE needs, and nothing of the trunk it came from',
  async (t) => {
    const stage = new CallStage();
    const { call, callee, over } = await stage.ring();
    t.strictSame(Object.keys(callee.request).sort(), [
      'alsoRing',
      'call',
      'credentials',
      'headers',
      'identity',
      'maxForwards',
      'nextHop',
      'offer',
      'onOffer',
      'onProvisional',
      'redirects',
      'reliable',
      'ringTimeoutMs',
      'routes',
      'sessionSeconds',
      'silence',
      'uri',
    ]);
    call.cancel();
    await over;
  },
);

void t.test('a full number is never in a log line outside its masked place', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  call.leg.end();
  await over;
  for (const line of stage.logged) {
    const { pii: _masked, ...rest } = JSON.parse(line) as Record<string, unknown>;
    t.notMatch(JSON.stringify(rest), /\d{11}/);
  }
});

void t.test('the callee hangs up: the caller gets a BYE', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  callee.leg.end();
  await over;
  t.same(call.leg.said, ['bye 16']);
  t.match(stage.record.end, { kind: 'callee-hung-up', stateCode: 0 });
});

void t.test('a BYE that stays refused is in the log, with its call and leg', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  callee.leg.hangingUp = Promise.resolve(403);
  call.leg.end();
  await over;
  const line = stage.logged.find((one) => one.includes('a BYE was refused with 403')) ?? '{}';
  t.match(JSON.parse(line), { level: 'warn', call: 'call-1', leg: 'callee' });
});

void t.test('the caller cancels before, and while the phone rings', async (t) => {
  for (const [rings, kind, code] of [
    [false, 'cancelled-before-ringing', 7501],
    [true, 'cancelled-while-ringing', 7502],
  ] as const) {
    const stage = new CallStage();
    const { call, callee, over } = await stage.ring();
    if (rings) callee.provisional(180);
    call.cancel();
    await over;
    t.equal(callee.signal.aborted, true, 'the INVITE is called off');
    t.match(stage.record.end, { kind, stateCode: code });
    t.equal(stage.outbound[0]?.used, 0);
  }
});

void t.test('the callee answers just as the caller cancels: its leg is hung up at once', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.provisional(180);
  callee.answer();
  call.cancel();
  await over;
  t.same(callee.leg.said, ['bye 16']);
  t.same(call.told, ['180'], 'the caller is answered by its CANCEL alone');
  t.equal(stage.events.filter((event) => event.startsWith('disconnect')).length, 1);
});

void t.test('the caller never acknowledges its answer: the callee is hung up', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring(new FakeCall(A, X, 'offer', 'call-1', false));
  callee.answer();
  await settled();
  call.acknowledge(false);
  await over;
  t.same(callee.leg.said, ['bye 41']);
  t.match(stage.record.end, { kind: 'caller-lost' });
});

void t.test('the caller hangs up in place of its ACK: it has hung up, as anybody does', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring(new FakeCall(A, X, 'offer', 'call-1', false));
  callee.answer();
  await settled();
  call.hangUpUnacknowledged();
  await over;
  t.same(callee.leg.said, ['bye 16']);
  t.match(stage.record.end, { kind: 'caller-hung-up' });
});

void t.test("the callee's refusal reaches the caller and the application", async (t) => {
  const cases = [
    [486, undefined, 'callee-busy', '486 cause=17', 8102],
    [600, undefined, 'callee-busy', '486 cause=17', 8102],
    [603, undefined, 'callee-rejected', '603 cause=21', 7503],
    [404, undefined, 'number-unknown', '404 cause=1', 8100],
    [480, undefined, 'callee-unreachable', '480 cause=20', 8104],
    [480, 19, 'no-answer', '480 cause=19', 8101],
    [302, undefined, 'callee-abnormal', '480 cause=31', 8103],
  ] as const;
  for (const [status, q850, kind, told, stateCode] of cases) {
    const stage = new CallStage();
    const { call, callee, over } = await stage.ring();
    callee.refuse(new SignalingError('refused', status, 'refused', q850));
    await over;
    t.same(call.told, [told], kind);
    t.match(stage.record.end, { kind, stateCode, sipStatus: status });
    t.equal(stage.signaling.rung.length, 1, 'no other trunk is tried');
  }
});

void t.test('a trunk that fails is followed by the next, told as one transfer', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  const second = stage.signaling.rings();
  callee.refuse(new SignalingError('refused', 503, 'unavailable'));
  const other = await second;
  other.answer();
  await settled();
  call.leg.end();
  await over;
  t.equal(stage.events.filter((event) => event.startsWith('callout')).length, 1);
  t.equal(
    stage.session.did.filter((what) => what.startsWith('offer')).length,
    1,
    'the same offer goes to both',
  );
});

void t.test('every trunk full or failing ends the call', async (t) => {
  const full = new CallStage();
  full.outbound.forEach((trunk) => (trunk.max = 0));
  const call = new FakeCall(A, X);
  await full.run(call);
  t.same(call.told, ['503 cause=34']);
  t.match(full.record.end, { kind: 'trunk-full', ulFailReason: 7508 });
  const none = new CallStage();
  none.routes = 0;
  await none.run(new FakeCall(A, X));
  t.match(none.record.end, { kind: 'no-route' });
});

void t.test('ringing time over is no answer; no ringing within the connect time is giving up', async (t) => {
  const rang = new CallStage();
  const first = await rang.ring();
  first.callee.provisional(180);
  first.callee.refuse(new SignalingError('timeout', 408, 'no answer'));
  await first.over;
  t.match(rang.record.end, { kind: 'no-answer', stateCode: 8101 });
  const silent = new CallStage();
  const second = await silent.ring();
  await silent.clock.pass(90_000);
  await second.over;
  t.equal(second.callee.signal.aborted, true);
  t.match(silent.record.end, { kind: 'gave-up-connecting', stateCode: 8035 });
});

void t.test(
  'early media of the callee is passed with the bridge open, and the answer repeats it',
  async (t) => {
    const stage = new CallStage();
    const { call, callee, over } = await stage.ring();
    callee.provisional(183, 'early');
    await settled();
    t.same(call.told, ['183 [early]']);
    callee.answer('early');
    await settled();
    call.leg.end();
    await over;
    t.same(call.told, ['183 [early]', '200 [early]']);
    t.equal(stage.session.did.filter((what) => what.startsWith('answer')).length, 1);
  },
);

void t.test(
  'a late offer goes from callee to caller, the answer of the ACK back to the callee',
  async (t) => {
    const stage = new CallStage();
    const late = new FakeCall(A, X);
    Object.assign(late, { offer: undefined });
    late.leg.lateAnswer = 'answer of caller';
    const { call, callee, over } = await stage.ring(late);
    t.equal(callee.request.offer, undefined);
    callee.provisional(183, 'early offer');
    callee.answer('offer of callee');
    await settled();
    t.same(call.told, ['183', '200 [offer of callee]']);
    t.same(callee.acknowledged, ['[answer of caller]']);
    call.leg.end();
    await over;
  },
);

void t.test('a waiting tone plays instead of ring-back, as early media', async (t) => {
  const stage = new CallStage();
  stage.media.holds = true;
  stage.resolutions = [connection({ waitingPrompt: 'wait.wav' })];
  const { call, callee, over } = await stage.ring();
  t.same(call.told, ['183 our answer for caller']);
  t.equal(callee.request.offer, 'our offer for callee');
  callee.provisional(180);
  callee.provisional(183, 'early');
  await settled();
  t.equal(call.told.length, 1, 'nothing of the callee is heard');
  callee.answer();
  await settled();
  t.same(call.told, ['183 our answer for caller', '200 our answer for caller']);
  call.leg.end();
  await over;
});

void t.test(
  'the time limit counts from the answer: tone to both at one minute left, then a clean end',
  async (t) => {
    const stage = new CallStage();
    stage.resolutions = [connection({ maxDurationMs: 180_000, lastMinutePrompt: 'last.wav' })];
    const { call, callee, over } = await stage.ring();
    await stage.clock.pass(30_000);
    callee.answer();
    await settled();
    await stage.clock.pass(119_999);
    t.notMatch(stage.session.did, ['play last.wav to both']);
    await stage.clock.pass(1);
    t.equal(stage.session.did.at(-1), 'play last.wav to both');
    await stage.clock.pass(60_000);
    await over;
    t.same([call.leg.said, callee.leg.said], [['bye 16'], ['bye 16']]);
    t.match(stage.record.end, { kind: 'duration-limit', stateCode: 8010 });
  },
);

void t.test('a recorded call has its notice played to both sides before the recorder starts', async (t) => {
  const stage = new CallStage();
  stage.media.holds = true;
  stage.resolutions = [connection({ recording: { hintPrompt: 'hint.wav' } })];
  const { call, callee, over } = await stage.ring();
  t.equal(stage.session.options.recorded, true);
  callee.answer();
  await settled();
  t.equal(stage.session.did.at(-1), 'play hint.wav to both');
  stage.session.playing[0]?.finish();
  await settled();
  t.equal(stage.session.did.at(-1), 'record');
  call.leg.end();
  await settled();
  t.match(stage.events.at(-1), /^disconnect/);
  t.same(stage.records, [], 'no record names a file that is not whole');
  stage.session.closeFile();
  await over;
  t.equal(stage.records.length, 1);
  t.match(stage.record.recording, { fileName: /^260102030405\d{21}\.wav$/ });
});

void t.test('a call recorded without a notice is from the callee’s answer on', async (t) => {
  const stage = new CallStage();
  stage.resolutions = [connection({ recording: { hintPrompt: undefined } })];
  const call = new FakeCall(A, X, 'offer of caller', 'call-1', false);
  const { callee, over } = await stage.ring(call);
  callee.answer();
  await settled();
  t.same(stage.session.did.slice(-2), ['bridge', 'record'], 'while the caller’s ACK is waited for');
  call.acknowledge(true);
  await settled();
  call.leg.end();
  await over;
});

for (const [when, holds] of [
  ['while its notice is heard', true],
  ['while the recorder is asked', false],
] as const) {
  void t.test(
    `a call that ends ${when} is logged in one plain line, and its record names no file`,
    async (t) => {
      const stage = new CallStage();
      stage.media.holds = holds;
      stage.resolutions = [connection({ recording: { hintPrompt: 'hint.wav' } })];
      const { call, callee, over } = await stage.ring();
      stage.session.recorderDelays = true;
      callee.answer();
      await settled();
      call.leg.end();
      await over;
      const lines = stage.logged.filter((line) => /record/.test(line));
      t.equal(lines.length, 1);
      t.match(lines[0], /"level":"info".*the call ended before its recording began/);
      t.notMatch(lines[0], /stack|err"/);
      t.equal(stage.records.length, 1);
      t.equal(stage.record.recording, undefined);
    },
  );
}

void t.test('a recorder that is asked and answers when the call has just ended names no file', async (t) => {
  const stage = new CallStage();
  stage.resolutions = [connection({ recording: { hintPrompt: undefined } })];
  const { call, callee, over } = await stage.ring();
  stage.session.recorderDelays = true;
  callee.answer();
  await settled();
  let closed = (): void => undefined;
  stage.session.closing = new Promise((resolve) => (closed = resolve));
  call.leg.end();
  await settled();
  stage.session.acceptRecording();
  await settled();
  closed();
  await over;
  t.equal(stage.records.length, 1);
  t.equal(stage.record.recording, undefined);
  t.match(stage.logged.join(''), /"level":"info".*the call ended before its recording began/);
});

void t.test('no call is recorded without its recording prompt', async (t) => {
  const stage = new CallStage();
  stage.resolutions = [connection({ recording: { hintPrompt: 'gone.wav' } })];
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  t.notOk(stage.session.did.includes('record'));
  t.equal(stage.calls.size, 1, 'the call goes on');
  call.leg.end();
  await over;
  t.equal(stage.record.recording, undefined);
  t.match(stage.logged.join(''), /"level":"error".*"prompt":"gone.wav".*not recorded/);
});

void t.test('silence, a lost leg, the application and the drain all end a running call', async (t) => {
  const ways: [(stage: CallStage, call: FakeCall) => unknown, string][] = [
    [(stage) => stage.session.fallSilent(), 'silent-media'],
    [(_stage, call) => call.leg.end('timer'), 'caller-lost'],
    [(_stage, call) => call.leg.end('server-lost'), 'signaling-lost'],
    [
      async (stage) => t.equal(await stage.calls.end('call-1', 'stopped-by-application'), true),
      'stopped-by-application',
    ],
    [(stage) => (void stage.calls.drain(1000), stage.clock.pass(1000)), 'drained'],
  ];
  for (const [way, kind] of ways) {
    const stage = new CallStage();
    const { call, callee, over } = await stage.ring();
    callee.answer();
    await settled();
    await way(stage, call);
    await over;
    t.match(stage.record.end, { kind });
    t.equal(callee.leg.ended.aborted, true, kind);
    t.equal(await stage.calls.end('call-1', 'stopped-by-operator'), false, 'an ended call cannot be ended');
  }
});

void t.test('a refused caller hears the tone as early media, and then the refusal', async (t) => {
  const stage = new CallStage();
  stage.resolutions = [refusal('no-binding', { prompt: 'no-binding.wav' })];
  const call = new FakeCall('+8613700000003', X);
  await stage.run(call);
  t.same(call.told, ['183 our answer for caller', '403 cause=21']);
  t.ok(stage.session.did.includes('play no-binding.wav to caller'));
  t.same(stage.events, [`callin +8613700000003>${X}`, 'disconnect ?>?']);
  t.match(stage.record.end, { kind: 'no-binding', stateCode: 8014 });
});

void t.test('without a tone for it a refused caller hears none, even if there are other tones', async (t) => {
  const stage = new CallStage();
  const tones = { noBinding: 'no-binding.wav', noPermission: 'hint.wav', businessError: 'wait.wav' };
  stage.resolutions = [refusal('no-callback-record', { application: application('AXE', { tones }) })];
  const call = new FakeCall(A, X);
  await stage.run(call);
  t.same(call.told, ['403 cause=21']);
  t.same(stage.media.sessions, []);
});

void t.test('a caller who leaves during the tone is not kept', async (t) => {
  const stage = new CallStage();
  stage.media.holds = true;
  stage.resolutions = [refusal('no-binding', { prompt: 'no-binding.wav' })];
  const call = new FakeCall(A, X);
  const over = stage.run(call);
  await settled();
  call.cancel();
  await over;
  t.equal(stage.session.did.at(-1), 'close');
});

void t.test('what is not for us is refused without a word to any application', async (t) => {
  const stranger = new CallStage();
  stranger.known = false;
  const call = new FakeCall(A, X);
  await stranger.run(call);
  t.same(call.told, ['403 cause=21']);
  const unknown = new CallStage();
  unknown.resolutions = [refusal('number-not-ours', { application: undefined })];
  const other = new FakeCall(A, '+8610000');
  await unknown.run(other);
  t.same(other.told, ['404 cause=1']);
  const loop = new CallStage();
  const circling = Object.assign(new FakeCall(A, X), { maxForwards: 0 });
  await loop.run(circling);
  t.same(circling.told, ['483 cause=25']);
  t.same(
    [stranger, unknown, loop].flatMap(({ events, records }) => [...events, ...records]),
    [],
  );
});

void t.test('limits: a full trunk, too many calls and a drain are each refused with 503', async (t) => {
  const trunk = new CallStage();
  trunk.inbound.max = 0;
  const busy = new CallStage();
  busy.limits = { ...busy.limits, maxCalls: 1 };
  const first = await busy.ring();
  const draining = new CallStage();
  await draining.calls.drain(0);
  for (const stage of [trunk, busy, draining]) {
    const call = new FakeCall(A, X, 'offer', 'call-2');
    await stage.run(call);
    t.match(call.told, [/^503 /]);
  }
  first.call.cancel();
  await first.over;
  t.equal(busy.calls.size, 0);
});

void t.test('unusable SDP, no ports, and an internal error end the call cleanly', async (t) => {
  const cases: [(stage: CallStage) => void, string, RegExp][] = [
    [
      (stage) => (stage.media.sdpFailure = new MediaError('unusable-sdp', 'no audio')),
      'unusable-offer',
      /^488/,
    ],
    [(stage) => (stage.media.openFailure = new MediaError('no-ports', 'full')), 'no-voice-ports', /^503/],
    [(stage) => (stage.media.openFailure = new TypeError('a bug')), 'internal-error', /^500/],
  ];
  for (const [arrange, kind, told] of cases) {
    const stage = new CallStage();
    stage.routes = 1;
    arrange(stage);
    const call = new FakeCall(A, X);
    await stage.run(call);
    t.match(call.told, [told]);
    t.match(stage.record.end, { kind });
    t.equal(stage.inbound.used, 0);
  }
});

void t.test(
  'AXE: the caller is answered, types the extension, hears ring-back, and is put through',
  async (t) => {
    const stage = new CallStage();
    stage.media.digits = ['9999', '1234'];
    const axe = application('AXE');
    stage.resolutions = [
      { kind: 'collect', application: axe, x: X, maxDigits: 4, prompt: 'ext.wav' },
      refusal('extension-unknown', { application: axe, prompt: 'bad-ext.wav' }),
      connection(
        {},
        {
          application: axe,
          extension: '1234',
          effect: { kind: 'callback-record', when: 'reached', subscriptionId: 'b', caller: A },
        },
      ),
    ];
    const { call, callee, over } = await stage.ring();
    t.same(call.told, ['200 our answer for caller']);
    t.same(
      stage.queries.map(({ digits }) => digits),
      [undefined, '9999', '1234'],
    );
    t.same(stage.effects, [], 'nothing is changed before the answer');
    t.ok(stage.session.did.includes('play ring-back to caller, looped'));
    callee.answer();
    await settled();
    t.same(call.told.length, 1, 'the caller is answered once');
    call.leg.end();
    await over;
    t.equal(stage.effects.length, 1);
    t.same(stage.events.slice(0, 4), [
      `callin ${A}>${X}`,
      'collectInfo 9999',
      'collectInfo 1234',
      `callout ${X}>${B}`,
    ]);
  },
);

void t.test(
  'AXE: three wrong extensions end the call after the last one was heard to be wrong',
  async (t) => {
    const stage = new CallStage();
    stage.media.digits = ['1', '2', '3'];
    const axe = application('AXE');
    stage.resolutions = [
      { kind: 'collect', application: axe, x: X, maxDigits: 4, prompt: 'ext.wav' },
      refusal('extension-unknown', { application: axe, prompt: 'bad-ext.wav' }),
    ];
    const call = new FakeCall(A, X);
    await stage.run(call);
    t.match(stage.record.end, { kind: 'extension-unknown', stateCode: 8022 });
    t.same(call.leg.said, ['bye 1']);
    t.equal(stage.session.did.filter((what) => what === 'play bad-ext.wav to caller').length, 3);
  },
);

void t.test('AXE: three times nothing typed is an empty extension, reported without digits', async (t) => {
  const stage = new CallStage();
  const axe = application('AXE');
  stage.resolutions = [
    { kind: 'collect', application: axe, x: X, maxDigits: 4, prompt: 'ext.wav' },
    refusal('extension-empty', { application: axe, prompt: 'bad-ext.wav' }),
  ];
  const call = new FakeCall(A, X);
  await stage.run(call);
  t.same(
    stage.queries.map(({ digits }) => digits),
    [undefined, '', '', ''],
  );
  t.match(stage.record, { extension: undefined, end: { stateCode: 8033, sipStatus: 484 } });
  t.same(stage.events, [`callin ${A}>${X}`, 'disconnect ?>?']);
  t.same(call.leg.said, ['bye 28']);
});

void t.test('AXE: the caller hangs up while the callee is tried', async (t) => {
  const stage = new CallStage();
  stage.media.digits = ['1234'];
  const axe = application('AXE');
  stage.resolutions = [
    { kind: 'collect', application: axe, x: X, maxDigits: 4, prompt: 'ext.wav' },
    connection(),
  ];
  const { call, callee, over } = await stage.ring();
  call.leg.end();
  await over;
  t.equal(callee.signal.aborted, true);
  t.match(stage.record.end, { kind: 'cancelled-before-ringing' });
});

void t.test(
  'X mode: the application connects, closes, or says something that cannot be obeyed',
  async (t) => {
    const asked = { kind: 'ask', application: application('X'), x: X } as const;
    const stage = new CallStage();
    stage.resolutions = [asked];
    stage.answerOfApplication = {
      operation: 'connect',
      callee: B,
      display: undefined,
      maxDurationMs: 60_000,
      waitingPrompt: undefined,
      lastMinutePrompt: undefined,
      record: false,
      recordingHint: undefined,
      userData: 'u',
    };
    const { call, callee, over } = await stage.ring();
    t.equal(callee.request.identity.display, X);
    callee.answer();
    await settled();
    call.leg.end();
    await over;
    t.equal(stage.record.userData, 'u');
    t.notOk(
      stage.events.some((event) => event.startsWith('callin')),
      'the question was the callin',
    );
    for (const [answer, kind, code] of [
      [{ operation: 'close', prompt: 'no-binding.wav', userData: undefined }, 'application-closed', 8017],
      [{ operation: 'close', prompt: 'none.wav', userData: undefined }, 'prompt-missing', 8006],
      [{ operation: 'wrong', because: 'b' }, 'application-answer-wrong', 8014],
      [{ operation: 'silent', because: 'b' }, 'application-silent', 8014],
    ] as const) {
      const closed = new CallStage();
      closed.resolutions = [asked];
      closed.answerOfApplication = answer;
      await closed.run(new FakeCall(A, X));
      t.match(closed.record.end, { kind, stateCode: code });
    }
  },
);
