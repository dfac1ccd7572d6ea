/** Messages that the application decides on (spec 10.3: X mode, AX without a number): its answer, the rules, the notices. */
import t from 'tap';
import { resolveMessage } from '../../../engine/message/resolve-message.js';
import type { MessageEnding } from '../../../engine/message/message-ending.js';
import type { MessageAnswer } from '../../../engine/report/message-facts.js';
import { MessageNotices } from '../../../engine/report/message-notice.js';
import type { SignedPoster } from '../../../engine/report/signed-post.js';
import type { Application, Mode } from '../../../routing/application.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';
import { application, chinaPolicy, mobile, privateNumber } from '../../support/stages/routing-world.js';

const [a, b] = [mobile(1), mobile(2)];
const [x, otherX] = [privateNumber(1), privateNumber(2)];

const asking = (userData?: string): object => ({
  subscriptionId: userData && 's',
  x,
  direction: 2,
  userData,
});

/** What becomes of a message when its application answers that. */
async function answered(answer: MessageAnswer, isRefused = false, userData?: string): Promise<object> {
  const parts = {
    routing: {
      resolveMessage: () =>
        Promise.resolve({ kind: 'ask', application: application('X'), ...asking(userData) }),
      permitMessage: (chosen: object) => (isRefused ? { kind: 'refuse', reason: 'blacklisted' } : chosen),
      pool: { get: (number: E164) => (number === otherX ? {} : undefined) },
    },
    report: { askAboutMessage: () => Promise.resolve(answer) },
    limits: () => ({ validityMs: 60_000 }),
    clock: new FakeClock(),
  } as unknown as Parameters<typeof resolveMessage>[1];
  const text = { id: 'm', reference: 'r', trunk: 'in', from: a, to: x, text: 'hi', parts: 2, receivedAt: 5 };
  try {
    return await resolveMessage({ incoming: text, trunk: 'in', to: x }, parts);
  } catch (error) {
    const { result, details } = error as MessageEnding;
    return { result, ...details };
  }
}

void t.test('the answer of the application decides', async (t) => {
  const forward = { operation: 'forward' as const, receiver: b, userData: undefined };
  const sent = await answered(forward);
  t.match(sent, { receiver: b, display: x, sender: a, text: 'hi', expiresAt: 60_005, parts: 2 });
  t.notOk('sentText' in sent, 'as it came');
  t.match(await answered(forward, false, 'of the binding'), { userData: 'of the binding' });
  const named = { ...forward, userData: 'of the answer' };
  t.match(await answered(named, false, 'of the binding'), { userData: 'of the answer' });
  for (const [answer, isRefused, result] of [
    [{ operation: 'discard' }, false, 'discarded'],
    [{ operation: 'silent', because: 'answered 500' }, false, 'application-silent'],
    [{ operation: 'wrong', because: 'expected a, found b' }, false, 'application-answer-wrong'],
    [{ ...forward, receiver: otherX }, false, 'application-answer-wrong'],
    [forward, true, 'blacklisted'],
  ] as const)
    t.match(
      await answered(answer, isRefused),
      { result, facts: { id: 'm', x, receiver: undefined } },
      result,
    );
});

interface Posted {
  readonly url: string;
  readonly body: { readonly smsEvent: Record<string, unknown> };
  readonly timeoutMs: number;
}

function notices(
  mode: Mode,
  callbacks: Application['callbacks'],
  answers: unknown[] = [],
  fields: readonly string[] = [],
) {
  const clock = new FakeClock();
  const app = application(mode, { callbacks });
  const posted: Posted[] = [];
  const queued: { kind: string; body: string }[] = [];
  const post: SignedPoster['post'] = (url, _, body, { timeoutMs }) => {
    posted.push({ url, body: JSON.parse(body) as Posted['body'], timeoutMs });
    return Promise.resolve(answers.shift() as Awaited<ReturnType<SignedPoster['post']>>);
  };
  const made = new MessageNotices({
    poster: { post },
    outbox: { flush: () => Promise.resolve() } as never,
    postbox: {
      wants: () => app.callbacks.smsNotify !== undefined,
      post: (_, { kind, body }) => void queued.push({ kind, body }),
    },
    applicationOf: () => app,
    readNumber: (text) => chinaPolicy.parse(text),
    showsContent: () => true,
    settingsOf: () => ({ askTimeoutMs: 7000, fields }),
    areaOf: () => '0755',
    clock,
  });
  return { made, app, posted, queued, clock };
}

const facts = {
  ...{
    id: 'm',
    appKey: 'app-x',
    subscriptionId: undefined,
    userData: undefined,
    x,
    to: x,
    display: undefined,
  },
  ...{ sender: a, receiver: undefined, direction: 2 as const, parts: 2, receivedAt: 0, expiresAt: 0 },
  ...{ text: 'hi', trunk: 'in' },
};
const never = { aborted: false, onAbort: () => () => undefined } as never;

void t.test('the question is a Block notice to the address for control, asked once', async (t) => {
  const urls = { smsControl: 'https://shop.example/block', smsNotify: 'https://shop.example/notify' };
  const body = JSON.stringify({
    actions: [{ operation: 'vNumberRoute', message: { called: b, calling: a }, userData: 'u' }],
  });
  const { made, app, posted, clock } = notices('X', urls, [{ outcome: 'answered', status: 200, body }]);
  t.same(await made.askAboutMessage(facts, app, never), { operation: 'forward', receiver: b, userData: 'u' });
  t.match(posted, [{ url: urls.smsControl, timeoutMs: 7000 }]);
  t.same(posted[0]?.body, {
    appKey: 'app-x',
    smsEvent: {
      ...{ smsIdentifier: 'm', notificationMode: 'Block', calling: a, virtualNumber: x, event: 'Text SMS ' },
      timeStamp: new Date(clock.now()).toISOString(),
      extInfo: {
        extParas: [
          { key: 'splitNum', value: '2' },
          { key: 'direction', value: '2' },
        ],
      },
      smsContent: 'hi',
    },
  });
  for (const [answer, because] of [
    [{ outcome: 'failed', because: 'timed out' }, 'timed out'],
    [{ outcome: 'answered', status: 500, body }, 'answered 500'],
    [{ outcome: 'answered', status: 204, body: '' }, 'answered 204'],
  ] as const) {
    const failing = notices('X', urls, [answer]);
    t.same(await failing.made.askAboutMessage(facts, failing.app, never), { operation: 'silent', because });
    t.equal(failing.posted.length, 1, 'it is not repeated');
  }
  const unreachable = notices('X', { smsNotify: urls.smsNotify });
  t.match(await unreachable.made.askAboutMessage(facts, unreachable.app, never), { operation: 'silent' });
});

void t.test('the result is a Notify notice, in the modes that have them', async (t) => {
  const urls = { smsControl: 'https://shop.example/block', smsNotify: 'https://shop.example/notify' };
  const forwarded = { ...facts, receiver: b, display: x, subscriptionId: 's', userData: 'u' };
  for (const mode of ['AXB', 'AX', 'X', 'AXYB', 'AXE'] as const) {
    const { made, queued } = notices(mode, urls);
    await made.messageNotice(forwarded, 0, 0);
    t.equal(queued.length, mode === 'AXYB' || mode === 'AXE' ? 0 : 1, mode);
  }
  const { made, queued } = notices('X', urls);
  for (const sendResult of [0, 1, 2, 3]) await made.messageNotice(forwarded, sendResult, 0);
  const events = queued.map(({ body }) => (JSON.parse(body) as Posted['body']).smsEvent);
  t.match(events[0], {
    notificationMode: 'Notify',
    called: b,
    calling: a,
    subscriptionId: 's',
    userData: 'u',
  });
  t.same(
    events.map(({ called, sendResult }) => [called, sendResult]),
    [
      [b, 0],
      [undefined, 1],
      [undefined, 2],
      [undefined, 3],
    ],
    'the receiver is named only where the message was forwarded',
  );
  const silent = notices('X', { smsControl: urls.smsControl });
  await silent.made.messageNotice(forwarded, 0, 0);
  t.same(silent.queued, [], 'no address, no notice');
});

void t.test('a notice has the city of X on request, and no half of a character', async (t) => {
  const urls = { smsNotify: 'https://shop.example/notify' };
  for (const [fields, areaCode] of [
    [['areaCode'], '0755'],
    [['callDuration'], undefined],
  ] as const) {
    const { made, queued } = notices('X', urls, [], fields);
    await made.messageNotice({ ...facts, text: `${'x'.repeat(1999)}👍` }, 0, 0);
    const { smsEvent } = JSON.parse(queued[0]?.body ?? '') as Posted['body'];
    t.equal(smsEvent['areaCode'], areaCode);
    t.equal(smsEvent['smsContent'], 'x'.repeat(1999));
  }
});
