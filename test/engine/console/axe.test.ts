import t from 'tap';
import axe, { type AxeResults } from 'axe-core';
import { activeCall } from '../../support/stages/active-call.js';
import { capturedCall } from '../../support/stages/captured-call.js';
import { consoleStage } from '../../support/stages/console-stage.js';
import { pastRecord } from '../../support/stages/record-stores.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';
import { sampleMessage } from '../../support/stages/sample-message.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { under } = stage;
await under.ask('operator', 'POST /v1/bindings/axb', {
  ...{ appKey: 'key-AXB', a: mobile(1), b: mobile(2), x: privateNumber(101) },
});
under.calls.set('call-1', activeCall('call-1', {}));
under.messages.push(sampleMessage());
under.captured.set('call-1', capturedCall);
await under.records.put([pastRecord(1, { details: { callerMos: 4.2, calleeMos: 3 } })]);

/** Each page of the navigation, and those behind it. */
const more = [
  ...['calls/call-1', 'records/call:s1', 'recordings/s1', 'explain/s1', 'applications/key-AXB'],
  ...['blacklist', 'registrations', 'complaints', 'onboarding', 'may-call'].map(
    (part) => `compliance/${part}`,
  ),
];
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What a page of the test can do with what it was given; the tests are compiled without the types of a browser. */
type Judge = { readonly axe: { run(options: object): Promise<AxeResults> } };

async function faultsOf(page: Awaited<ReturnType<typeof stage.open>>): Promise<readonly string[]> {
  await page.waitForLoadState('networkidle');
  const found = await page.evaluate(
    (tags) => (globalThis as unknown as Judge).axe.run({ runOnly: tags, resultTypes: ['violations'] }),
    LEVELS,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

void t.test('no page has a fault that axe knows of WCAG 2.2 AA, in the light and in the dark', async (t) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const outside = await stage.open({ bypassCSP: true, colorScheme });
    await outside.evaluate(axe.source);
    t.same(await faultsOf(outside), [], `sign-in, ${colorScheme}`);
    const page = await stage.openAs('admin', 'Overview', { bypassCSP: true, colorScheme });
    await page.evaluate(axe.source);
    const links = await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').all();
    const own = await Promise.all(links.map((link) => link.getAttribute('href')));
    t.ok(own.length >= 15);
    // The colours are the same on all of them, so the dark looks at the pages of the navigation alone.
    const addresses = colorScheme === 'light' ? [...own, ...more.map((address) => `#/${address}`)] : own;
    for (const address of addresses) {
      await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      t.same(await faultsOf(page), [], `${String(address)}, ${colorScheme}`);
    }
  }
});

void t.test('the first view takes less than 300 kB of a browser that has nothing yet', async (t) => {
  const page = await stage.open();
  const loaded = await page.evaluate(
    `Promise.all([location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)]
      .map(async (name) => [name, (await (await fetch(name)).arrayBuffer()).byteLength]))`,
  );
  const sizes = loaded as readonly (readonly [string, number])[];
  t.ok(sizes.length >= 3, 'page, script and style');
  const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
  t.ok(bytes < 300_000, `${bytes} bytes: ${sizes.map(([name, size]) => `${name} ${size}`).join(', ')}`);
});
