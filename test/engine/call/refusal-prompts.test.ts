/** Every refusal has its prompt: the one that is named, else in the application's language one that comes with Callveil. */
import t from 'tap';
import type { Application } from '../../../routing/application.js';
import { promptOf } from '../../../routing/refusal.js';
import type { RefusalReason } from '../../../routing/resolve.js';
import { ENDINGS, type EndingKind, type EndingRow } from '../../../engine/call/ending.js';
import { STANDARD } from '../../../engine/call/media/standard-files.js';
import { PromptLibrary } from '../../../engine/prompt-library.js';
import { settled } from '../../support/fakes/fake-clock.js';
import { FakeCall } from '../../support/fakes/fake-signaling.js';
import { A, application, CallStage, connection, refusal, X } from '../../support/stages/call-stage.js';
import { temporaryDirectory } from '../../support/stages/journal-kinds.js';

/** What a caller is not told by us: the call was over or answered, its own network says it, or there is no media for it. */
const SILENT: readonly EndingKind[] = [
  ...(['caller-hung-up', 'callee-hung-up', 'duration-limit', 'stopped-by-application'] as const),
  ...(['stopped-by-operator', 'drained', 'silent-media', 'caller-lost', 'callee-lost'] as const),
  ...(['cancelled-before-transfer', 'cancelled-before-ringing', 'cancelled-while-ringing'] as const),
  ...(['last-minute-failed', 'recording-not-started', 'recording-failed', 'application-closed'] as const),
  // It reached no application.
  ...(['number-not-ours', 'application-unknown', 'unknown-trunk', 'too-many-hops'] as const),
  ...(['unusable-offer', 'no-voice-ports', 'caller-trunk-full', 'overloaded'] as const),
  ...(['service-stopping', 'signaling-lost', 'engine-died'] as const),
];

const TONES: Application['tones'] = {
  noBinding: 'noBinding.wav',
  noPermission: 'noPermission.wav',
  businessError: 'businessError.wav',
  enterExtension: 'enterExtension.wav',
  extensionInvalid: 'extensionInvalid.wav',
};

const everyRow = Object.entries(ENDINGS) as [EndingKind, EndingRow][];

void t.test('each ending that a caller hears of has its prompt, in both languages', async (t) => {
  const prompts = await PromptLibrary.load(await temporaryDirectory(t));
  for (const [kind, row] of everyRow) {
    const key = row.prompt ?? row.answeredPrompt;
    const standard = row.standard ?? (key && STANDARD[key]);
    t.equal(standard === undefined, SILENT.includes(kind), kind);
    if (standard === undefined) continue;
    const [zh, en] = [prompts.get(standard, 'zh'), prompts.get(standard, 'en')];
    t.ok(zh && en && !Buffer.from(zh.alaw).equals(en.alaw), `${kind}: ${standard} in two languages`);
  }
});

void t.test('routing names the tone of the row', async (t) => {
  for (const [kind, row] of everyRow) {
    // What only the call narrative refuses, routing does not know, and would call a missing permission.
    const named = promptOf(kind as RefusalReason, application('AXB', { tones: TONES }));
    if (row.prompt !== undefined && named !== TONES.noPermission) t.equal(named, TONES[row.prompt], kind);
  }
});

for (const { reason, tones, more, told } of [
  { reason: 'time-window', more: {}, told: undefined },
  { reason: 'time-window', more: { standardPrompts: true }, told: 'not-now.wav' },
  { reason: 'time-window', more: { standardPrompts: true, promptLanguage: 'en' }, told: 'en not-now.wav' },
  {
    reason: 'time-window',
    tones: { noPermission: 'hint.wav' },
    more: { standardPrompts: true },
    told: 'hint.wav',
  },
  {
    reason: 'no-binding',
    tones: { noBinding: 'gone.wav' },
    more: { standardPrompts: true },
    told: 'no-binding.wav',
  },
  { reason: 'no-callback-record', more: { standardPrompts: true }, told: 'no-callback.wav' },
  { reason: 'caller-unusable', more: { standardPrompts: true }, told: 'caller-withheld.wav' },
  { reason: 'number-suspended', more: { standardPrompts: true }, told: 'number-unavailable.wav' },
  { reason: 'own-number', more: { standardPrompts: true }, told: 'no-permission.wav' },
  { reason: 'no-y-available', more: { standardPrompts: true }, told: 'business-error.wav' },
] as const satisfies readonly {
  reason: RefusalReason;
  tones?: Application['tones'];
  more: Partial<Application>;
  told: string | undefined;
}[] as readonly {
  readonly reason: RefusalReason;
  readonly tones?: Application['tones'];
  readonly more: Partial<Application>;
  readonly told: string | undefined;
}[])
  void t.test(`${reason} with ${JSON.stringify({ ...tones, ...more })}: ${told ?? 'nothing'}`, async (t) => {
    const stage = new CallStage();
    for (const file of ['not-now', 'no-callback', 'caller-withheld', 'number-unavailable', 'no-permission'])
      stage.prompts.add(`${file}.wav`);
    stage.prompts.add('business-error.wav');
    const owner = application('AXB', { tones: tones ?? {}, ...more });
    stage.resolutions = [refusal(reason, { application: owner, prompt: promptOf(reason, owner) })];
    const call = new FakeCall(A, X);
    await stage.run(call);
    if (told === undefined) return t.same(stage.media.sessions, []);
    t.ok(stage.session.did.includes(`play ${told} to caller`), stage.session.did.join());
    return t.match(call.told, [/^183/, new RegExp(`^${ENDINGS[reason].sip}`)]);
  });

void t.test('a caller who is answered and refused by any rule hears it', async (t) => {
  const stage = new CallStage();
  stage.prompts.add('number-unavailable.wav');
  const axe = application('AXE');
  stage.media.digits = ['1234'];
  stage.resolutions = [
    { kind: 'collect', application: axe, x: X, maxDigits: 4, prompt: undefined },
    refusal('switched-off', { application: axe }),
  ];
  await stage.run(new FakeCall(A, X));
  t.ok(stage.session.did.includes('play number-unavailable.wav to caller'), stage.session.did.join());
});

void t.test(
  'with standardPrompts a recorded call without a notice has one, before the recorder',
  async (t) => {
    const stage = new CallStage();
    stage.prompts.add('recording-hint.wav');
    stage.media.holds = true;
    const owner = application('AXB', { standardPrompts: true, promptLanguage: 'en' });
    stage.resolutions = [connection({ recording: { hintPrompt: undefined } }, { application: owner })];
    const { call, callee, over } = await stage.ring();
    callee.answer();
    await settled();
    t.equal(stage.session.did.at(-1), 'play en recording-hint.wav to both');
    stage.session.playing[0]?.finish();
    await settled();
    t.equal(stage.session.did.at(-1), 'record');
    call.leg.end();
    await settled();
    stage.session.closeFile();
    await over;
  },
);
