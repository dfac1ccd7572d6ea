import t from 'tap';
import { consoleStage } from '../../support/stages/console-stage.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { ask } = stage.under;

const x = privateNumber(102);
const hostile = '<img src=x onerror="document.title=1"> & "order" 4711';
const special = await ask('operator', 'POST /v1/bindings/axb', {
  ...{ appKey: 'key-AXB', a: mobile(1), b: mobile(2), x, duration: 3600, maxDuration: 30, callDirection: 1 },
  userData: hostile,
});
for (let n = 0; n < 60; n += 1) {
  const pair = { a: mobile(1000 + n), b: mobile(2000 + n) };
  await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', x, ...pair });
}
const ownX = privateNumber(201);
await ask('operator', 'POST /v1/bindings/ax', { appKey: 'key-AX', a: mobile(3), x: ownX });
const axyb = await ask('operator', 'POST /v1/bindings/axyb', {
  ...{ appKey: 'key-AXYB', a: mobile(4), areaCode: '0755' },
});
const subscriptionId = String(axyb.json['subscriptionId']);
const part = await ask('operator', 'POST /v1/bindings/axyb/parts', { subscriptionId, b: mobile(5) });

/** After each change of the page: what its pager says, and how many rows are below it. */
const recordPagesWithRows = `
  globalThis.pagesWithRows = new Set();
  new MutationObserver(() => {
    const pager = document.querySelector('.pager [role=status]');
    const rows = document.querySelectorAll('[role=row]').length;
    if (pager !== null) globalThis.pagesWithRows.add(pager.textContent + ': ' + rows);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
`;

void t.test('bindings are found by number and by application, page by page', async (t) => {
  const page = await stage.openAs('operator', 'Bindings');
  await page.getByText('1–50 of 63').waitFor();
  await page.evaluate(recordPagesWithRows);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('51–63 of 63').waitFor();
  t.equal(await page.getByRole('row').count(), 14, 'the heading and thirteen');
  const shown = await page.evaluate<string[]>('[...globalThis.pagesWithRows]');
  t.strictSame(shown, ['51–63 of 63: 14'], 'no page stands over the rows of another');
  t.ok(await page.getByRole('button', { name: 'Next' }).isDisabled());

  await page.getByLabel('Number', { exact: true }).fill(`${mobile(3)} `);
  await page.keyboard.press('Enter');
  await page.getByText('1–1 of 1').waitFor();
  t.match(await page.getByRole('row').last().innerText(), new RegExp(`AX[^]*\\${ownX}[^]*\\${mobile(3)}`));

  await page.getByLabel('Application').selectOption('key-AXB');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('No binding is like that.').waitFor();
  await page.getByLabel('Number', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('1–50 of 61').waitFor();
  t.notMatch(page.url(), /138/, 'no number gets into the address');
});

void t.test('a binding is opened by its id, in words, and the way back keeps what was found', async (t) => {
  const page = await stage.openAs('operator', 'Bindings');
  await page.getByLabel('Number', { exact: true }).fill(mobile(4));
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('1–1 of 1').waitFor();
  await page.getByRole('link', { name: subscriptionId.slice(0, 8) }).click();
  await page.getByRole('heading', { name: 'Each B with its Y' }).waitFor();
  const row = await page.getByRole('row').last().innerText();
  t.match(row, new RegExp(`\\${mobile(5)}\\s+\\${String(part.json['y'])}\\s+through the API`));
  await page.goBack();
  await page.getByText('1–1 of 1').waitFor();
  t.equal(await page.getByLabel('Number', { exact: true }).inputValue(), mobile(4));

  await page.getByLabel('Or its id').fill(' nobody ');
  await page.getByRole('button', { name: 'Find' }).click();
  const alert = page.getByRole('alert');
  await alert.waitFor();
  t.equal(await alert.innerText(), 'There is no such binding. not-found');
});

void t.test('hostile user data is a text', async (t) => {
  const page = await stage.openAs('operator', 'Bindings');
  await page.getByLabel('Or its id').fill(String(special.json['subscriptionId']));
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText(hostile, { exact: true }).waitFor();
  t.equal(await page.locator('img').count(), 0);
  t.equal(await page.title(), 'Bindings · Callveil');
});

void t.test('a viewer is shown the rules of a binding, its numbers masked and no user data', async (t) => {
  const page = await stage.openAs('viewer', 'Bindings');
  await page.getByLabel('Or its id').fill(String(special.json['subscriptionId']));
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('only A calls').waitFor();
  const facts = await page.locator('main').innerText();
  t.match(facts, /A\s+\+86138\*{4}0001/);
  t.match(facts, /Direction\s+only A calls/);
  t.match(facts, /Longest call\s+30 min/);
  t.notMatch(facts, /User data|4711/);
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
