/** Notices of short messages: which applications get them, pushed or pulled. */
import t from 'tap';
import type { MessageFacts } from '../../../engine/report/message-facts.js';
import { MessageNotices } from '../../../engine/report/message-notice.js';
import type { Keeping, NewMessage } from '../../../engine/report/outbox.js';
import { Postbox } from '../../../engine/report/postbox.js';
import type { Application } from '../../../routing/application.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';
import { A, application, B, X } from '../../support/stages/call-stage.js';
import { reportsInForce } from '../../support/stages/usual-reports.js';

const NOTIFY = { smsNotify: 'http://127.0.0.1/notify' };
const AT = Date.UTC(2026, 0, 24, 2, 30, 22);
const FACTS: MessageFacts = {
  ...{ id: 'm-1', appKey: 'app', subscriptionId: 'b-1', userData: undefined, x: X, to: X, sender: A },
  ...{ receiver: B, display: X, direction: 1, parts: 1, receivedAt: AT, expiresAt: AT + 1000 },
  ...{ text: 'hello', trunk: 'carrier' },
};

/** What is stored for an application when a message has been sent. */
async function stored(
  mode: Application['mode'],
  more: Partial<Application>,
): Promise<readonly (readonly [NewMessage, Keeping | undefined])[]> {
  const added: (readonly [NewMessage, Keeping | undefined])[] = [];
  const outbox = {
    add: (message: NewMessage, keeping?: Keeping): void => void added.push([message, keeping]),
    flush: () => Promise.resolve(),
  };
  const notices = new MessageNotices({
    poster: { post: () => Promise.reject(new Error('nothing is asked')) },
    ...{ outbox, postbox: new Postbox(outbox, reportsInForce), clock: new FakeClock() },
    applicationOf: () => application(mode, more),
    readNumber: () => undefined,
    showsContent: () => false,
    settingsOf: (one) => reportsInForce.of(one),
    areaOf: () => undefined,
  });
  await notices.messageNotice(FACTS, 0, AT);
  return added;
}

void t.test(
  'a notice is a message of the kind smsEvent: pushed to its address, pulled, or both',
  async (t) => {
    const body = /"smsEvent":\{"smsIdentifier":"m-1"/;
    const pushed = { appKey: 'app', channel: 'smsNotify', group: 'm-1', body };
    const event = { kind: 'smsEvent', at: AT };
    t.match(await stored('AXB', { callbacks: NOTIFY }), [[pushed, { isPushed: true, event: undefined }]]);
    t.match(await stored('AXB', { callbacks: NOTIFY, reports: { pull: true } }), [
      [pushed, { isPushed: true, event }],
    ]);
    t.match(await stored('X', { callbacks: {}, reports: { pull: true } }), [
      [
        { ...pushed, channel: '' },
        { isPushed: false, event },
      ],
    ]);
  },
);

void t.test('without an address, without the kind, and in AXE and AXYB there is none', async (t) => {
  t.same(await stored('AXB', { callbacks: {} }), []);
  const events = { status: 'http://127.0.0.1/status' };
  t.same(await stored('AXB', { callbacks: events }), [], 'it does not go to the address for events');
  t.same(await stored('AXB', { callbacks: NOTIFY, reports: { kinds: ['callin', 'fee'], pull: true } }), []);
  for (const mode of ['AXE', 'AXYB'] as const)
    t.same(await stored(mode, { callbacks: NOTIFY, reports: { pull: true } }), []);
});
