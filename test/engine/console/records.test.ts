import { readFileSync } from 'node:fs';
import t from 'tap';
import { consoleStage } from '../../support/stages/console-stage.js';
import { pastRecord, RECORDED_AT } from '../../support/stages/record-stores.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
await stage.under.records.put([
  ...Array.from({ length: 120 }, (_, n) => pastRecord(n)),
  pastRecord(200, {
    ...{ caller: mobile(7), ending: 'callee-busy', talkMs: 0, dialled: privateNumber(9) },
    details: { dialledAt: RECORDED_AT, sipStatus: 486, calleeQ850: 17, stateCode: 8102 },
  }),
]);

void t.test('past calls are found by number, and one shows both legs and the reason in words', async (t) => {
  const page = await stage.openAs('operator', 'Past calls');
  await page.getByLabel('Number').fill(mobile(7));
  await page.getByRole('button', { name: 'Find' }).click();
  const row = page.getByRole('row', { name: mobile(7) });
  await row.waitFor();
  await page.getByRole('row').nth(2).waitFor({ state: 'detached' });
  t.match(await row.innerText(), /The callee is busy/);
  await row.getByRole('link').click();
  await page.getByText('The callee is busy. The cause is with the callee.').waitFor();
  const shown = await page.locator('main').innerText();
  for (const text of [mobile(7), mobile(2), privateNumber(9), 'callee-busy (8102)', '486', 'in', 'out'])
    t.match(shown, text);
  await page.getByRole('link', { name: '← All that was found' }).click();
  await row.waitFor();
});

void t.test('pages are turned both ways, and a new search begins at the newest', async (t) => {
  const page = await stage.openAs('operator', 'Past calls');
  const rows = page.getByRole('row');
  const older = page.getByRole('button', { name: 'Next' });
  const newer = page.getByRole('button', { name: 'Previous' });
  await older.waitFor();
  t.ok(await newer.isDisabled());
  for (const last of [false, true]) {
    await older.click();
    if (!last) await newer.and(page.locator(':enabled')).waitFor();
  }
  await older.and(page.locator(':disabled')).waitFor();
  await rows.nth(21).waitFor();
  await rows.nth(22).waitFor({ state: 'detached' });
  t.equal(await rows.count(), 22, 'a heading, and 21 of 121');
  await newer.click();
  await rows.nth(50).waitFor();
  await page.getByLabel('Ending').fill('callee-busy');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('row', { name: mobile(7) }).waitFor();
  await older.waitFor({ state: 'detached' });
  t.equal(await rows.count(), 2);
  await page.getByLabel('Ending').fill('nothing of the kind');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('Nothing of the past is like that.').waitFor();
});

void t.test('what was found is exported as a file', async (t) => {
  const page = await stage.openAs('operator', 'Past calls');
  const exporting = page.getByRole('button', { name: 'Export as CSV' });
  const [download] = await Promise.all([page.waitForEvent('download'), exporting.click()]);
  await page.getByText('121 records are in records.csv.').waitFor();
  t.equal(download.suggestedFilename(), 'records.csv');
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  t.equal(lines.length, 123, 'a heading, 121 records, and nothing after the last line');
  t.match(lines[1], mobile(7));
});

void t.test('an export goes on while pages are turned', async (t) => {
  const page = await stage.openAs('operator', 'Past calls');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v1/records/export', (route) => held.then(() => route.continue()));
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  await page.getByText('0 records so far').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Previous' }).and(page.locator(':enabled')).waitFor();
  t.ok(await page.getByText('0 records so far').isVisible(), 'it was not given up');
  release();
  await page.getByText('121 records are in records.csv.').waitFor();
});

void t.test('a viewer sees masked numbers, and a store that is away is said so', async (t) => {
  const page = await stage.openAs('viewer', 'Past calls');
  await page.getByRole('row').nth(3).waitFor();
  t.notMatch(await page.locator('main').innerText(), /\d{8}/);
  t.equal(await page.getByRole('button', { name: 'Export as CSV' }).count(), 0);
  stage.under.records.isAway = true;
  t.teardown(() => (stage.under.records.isAway = false));
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('alert').filter({ hasText: 'Try again later; calls go on.' }).waitFor();
});
