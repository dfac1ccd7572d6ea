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

void t.test('a binding of each mode is made, changed and ended', async (t) => {
  const page = await stage.openAs('operator', 'Bindings');
  const made = async (appKey: string, fields: Readonly<Record<string, string>>, chosen: object = {}) => {
    await page.getByRole('link', { name: 'New binding …' }).click();
    await page.getByLabel('Application').selectOption(appKey);
    for (const [label, value] of Object.entries(fields))
      await page.getByLabel(label, { exact: true }).fill(value);
    for (const [label, value] of Object.entries(chosen) as [string, string][])
      await page.getByLabel(label, { exact: true }).selectOption(value);
    await page.getByRole('button', { name: 'Bind', exact: true }).click();
    await page.getByRole('button', { name: 'Unbind …' }).waitFor();
    return page.locator('dl').innerText();
  };
  const ended = async () => {
    await page.getByRole('button', { name: 'Unbind …' }).click();
    await page.getByRole('button', { name: 'Unbind', exact: true }).click();
    await page.getByRole('link', { name: 'New binding …' }).waitFor();
  };
  const axb = await made(
    'key-AXB',
    { A: mobile(70), B: mobile(71), X: x, 'Lasts for seconds': '7200', 'User data': 'order 9' },
    { Direction: 'only A calls', 'Caller A hears': 'hint.wav' },
  );
  t.match(axb, /Direction\s+only A calls/);
  t.match(axb, /Caller A hears\s+hint\.wav/);
  await page.getByRole('button', { name: 'Change …' }).click();
  t.equal(await page.getByLabel('B', { exact: true }).inputValue(), mobile(71));
  await page.getByLabel('B', { exact: true }).fill('12');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByText('Expected a phone number').waitFor();
  await page.getByLabel('B', { exact: true }).fill(mobile(72));
  await page.getByLabel('User data').fill('');
  await page.getByLabel('Caller A hears').selectOption('none said');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByText('It was changed.').waitFor();
  await page.locator('dl').getByText(mobile(72)).waitFor();
  t.notMatch(await page.locator('dl').innerText(), /order 9|hint\.wav/);
  await ended();

  t.match(await made('key-AX', { A: mobile(73) }, { Switched: 'off' }), /Switched\s+off/);
  await ended();
  const axe = await made('key-AXE', { A: mobile(74), Extension: '12', 'Lasts for': '5' }, { 'A sees': 'X' });
  t.match(axe, /Extension\s+0012/);
  await ended();
  await made('key-AXYB', { A: mobile(75) });
  t.equal(await page.getByRole('button', { name: 'Change …' }).count(), 0);
  await page.getByRole('button', { name: 'Give a B a Y …' }).click();
  await page.getByLabel('B', { exact: true }).fill(mobile(76));
  await page.getByRole('button', { name: 'Give a Y' }).click();
  await page.getByText('The Y is ').waitFor();
  await page.getByRole('row', { name: mobile(76) }).waitFor();
  await ended();
  t.equal((await ask('operator', 'POST /v1/bindings/search', { appKey: 'key-AXYB' })).json['total'], 1);

  const viewer = await stage.openAs('viewer', 'Bindings');
  await viewer.getByRole('row').nth(1).waitFor();
  t.equal(await viewer.getByRole('link', { name: 'New binding …' }).count(), 0);
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
