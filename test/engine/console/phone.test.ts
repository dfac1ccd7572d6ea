import t from 'tap';
import { activeCall } from '../../support/stages/active-call.js';
import { consoleStage } from '../../support/stages/console-stage.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';
import { sampleMessage } from '../../support/stages/sample-message.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { ask, calls, messages } = stage.under;

const x = privateNumber(101);
const bound = await ask('operator', 'POST /v1/bindings/axb', {
  appKey: 'key-AXB',
  a: mobile(1),
  b: mobile(2),
  x,
});
const subscriptionId = String(bound.json['subscriptionId']);
calls.set('call-1', activeCall('call-1', { subscriptionId }));
/** What a page shows when it has its answer. */
const seen = {
  Numbers: [x],
  Calls: [mobile(21)],
  Explain: ['Dialled number'],
  Overview: ['Healthy'],
  'Past calls': ['Seconds talked, from'],
  Recordings: ['No call was recorded'],
  Messages: [mobile(1)],
  Applications: ['key-AXB'],
  Prompts: ['hint.wav'],
  Statistics: ['Complaints per'],
  System: ['host-1', 'Log of the engine'],
  Compliance: ['+86199*'],
  Trunks: ['carrier-a'],
  Undelivered: ['Waiting for an address'],
  Audit: ['searchBindings'],
  Bindings: [mobile(1)],
} as const;
messages.push(sampleMessage());
await ask('operator', 'POST /v1/blacklist', {
  entries: [{ kind: 'call', number: '+86199*', note: 'a-note-without-a-blank-'.repeat(8) }],
});

void t.test('on a phone nothing is wider than the screen, in the light and in the dark', async (t) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme };
    const page = await stage.openAs('admin', 'Bindings', phone);
    for (const [name, texts] of Object.entries(seen)) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      for (const text of texts) await page.getByText(text).first().waitFor();
      const width = await page.evaluate('document.documentElement.scrollWidth');
      t.equal(width, 390, `${name}, ${colorScheme}`);
    }
    const ground = String(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
    t.equal(Number(/\d+/.exec(ground)) > 128, colorScheme === 'light', ground);
  }
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
