import t from 'tap';
import { activeCall } from '../../support/stages/active-call.js';
import { consoleStage } from '../../support/stages/console-stage.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { ask, calls } = stage.under;

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
  Bindings: [mobile(1)],
} as const;

void t.test('on a phone nothing is wider than the screen, in the light and in the dark', async (t) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme };
    const page = await stage.openAs('operator', 'Bindings', phone);
    for (const name of ['Numbers', 'Calls', 'Explain', 'Overview', 'Bindings'] as const) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      for (const text of seen[name]) await page.getByText(text).first().waitFor();
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
