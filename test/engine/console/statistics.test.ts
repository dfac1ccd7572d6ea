import t from 'tap';
import type { PastRecord } from '../../../engine/records/record-store.js';
import { consoleStage } from '../../support/stages/console-stage.js';
import { pastRecord } from '../../support/stages/record-stores.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { records } = stage.under;

/** The page asks for the time before now, by the clock of the browser. */
const now = Date.now();
function call(n: number, hoursAgo: number, more: Partial<PastRecord> = {}): PastRecord {
  const at = now - hoursAgo * 3_600_000;
  return pastRecord(n, {
    ...{ at, endedAt: at, appKey: 'key-AXB', talkMs: 90_000 },
    details: { dialledAt: at, ringingAt: at + 2500, answeredAt: at + 5000, areaCode: '0755' },
    ...more,
  });
}
await records.put([
  call(1, 1),
  call(2, 2),
  call(3, 3, { appKey: 'key-AX', ending: 'no-answer', talkMs: 0, details: { areaCode: '010' } }),
  call(4, 100, { calleeTrunk: 'rarely' }),
]);

void t.test('the figures of the last day, and of longer times; groups are chosen', async (t) => {
  const page = await stage.openAs('viewer', 'Statistics');
  await page.getByText('2 answered').waitFor();
  const sums = await page.locator('dl.sums').innerText();
  t.match(sums, /Call attempts\s+3\s/);
  t.match(sums, /66\.7 %/);
  t.match(sums, /1 min 30 s/);
  t.match(sums, /2\.5 s/);
  t.match(sums, /0\.00\s+0 complaints/);
  t.match(await page.getByRole('row', { name: 'key-AXB' }).innerText(), /2\s+2\s+100\.0 %\s+1 min 30 s/);
  t.match(await page.getByRole('row', { name: 'no-answer' }).innerText(), /does not answer.*1\s+33\.3 %/s);

  await page.getByLabel('Group by').selectOption('city');
  t.match(await page.getByRole('row', { name: '深圳' }).innerText(), /0755 深圳\s+2\s/);
  await page.getByLabel('Time', { exact: true }).selectOption('week');
  await page.getByText('3 answered').waitFor();
  await page.getByLabel('Group by').selectOption('calleeTrunk');
  await page.getByRole('row', { name: 'rarely' }).waitFor();
  await page.getByLabel('Application').selectOption('key-AX');
  await page.getByText('0 answered').waitFor();
  await page.getByLabel('Group by').selectOption('hour');
  await page.getByRole('row', { name: '23:00–23:59' }).waitFor();
  await page.getByLabel('Time', { exact: true }).selectOption('own');
  await page.getByText('Say from when to when.').waitFor();
  await page.getByLabel('From time').fill('2020-01-01T00:00');
  await page.getByLabel('Until time').fill('2020-01-02T00:00');
  await page.getByText('No calls came in this time.').waitFor();
});

void t.test('the chart is drawn by a file of its own, and is there as a table', async (t) => {
  const page = await stage.open();
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(new URL(response.url()).pathname));
  await page.goto(`${stage.address}/console/`);
  await page.getByLabel('Operator token').fill('viewer-token-0123456789');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  t.notOk(loaded.some((path) => path.includes('statistics-drawing')));
  await page.getByRole('link', { name: 'Statistics' }).click();
  const chart = page.getByRole('img', { name: /^Attempts and answered: at most 1, / });
  await chart.locator('canvas').waitFor();
  t.ok(loaded.some((path) => path.includes('statistics-drawing')));
  await page.getByRole('button', { name: 'Answer rate (ASR)' }).click();
  await page
    .getByRole('img', { name: /^Answer rate \(ASR\): at most 100 %, / })
    .locator('canvas')
    .waitFor();
  await page.getByText('As a table').click();
  const table = page.getByRole('table', { name: 'Along the time' });
  t.equal(
    await table.getByRole('row').count(),
    26,
    'the heading, and every hour of the day and the one begun',
  );
});

void t.test('a store that is away is said', async () => {
  records.isAway = true;
  const page = await stage.openAs('viewer', 'Statistics');
  await page.getByText('records-away').waitFor();
  records.isAway = false;
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText('2 answered').waitFor();
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
