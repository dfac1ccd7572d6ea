import t from 'tap';
import { consoleStage } from '../../support/stages/console-stage.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { ask } = stage.under;

const x = privateNumber(101);
const ownX = privateNumber(201);
await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a: mobile(1), b: mobile(2), x });

void t.test('numbers of the pool: with mode, city, status and cause', async (t) => {
  const bad = privateNumber(103);
  const cause = 'forwarding-busy';
  await ask('operator', 'POST /v1/numbers/status', { number: bad, status: 'unavailable', cause });
  const page = await stage.openAs('operator', 'Numbers');
  await page.getByText('1–12 of 12').waitFor();
  t.match(
    await page.getByRole('row', { name: bad }).innerText(),
    /AXB\s+key-AXB\s+0755 深圳\s+unavailable\s+forwarding-busy\s+0\s/,
  );
  t.match(await page.getByRole('row', { name: x }).innerText(), /normal\s+–\s+1\s/);

  await page.getByLabel('Status').selectOption('unavailable');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('1–1 of 1').waitFor();
  t.match(await page.getByRole('row').last().innerText(), bad);

  await page.getByLabel('Number', { exact: true }).fill(ownX);
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('row', { name: ownX }).waitFor();
  await page.getByLabel('Number', { exact: true }).fill(mobile(1));
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('There is no such number in the pool. not-found').waitFor();

  await page.getByLabel('Number', { exact: true }).fill('');
  await page.getByLabel('Area code').fill('Shenzhen');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('Expected digits, such as 0755').waitFor();
  t.equal(await page.getByLabel('Area code').getAttribute('aria-invalid'), 'true');
});

void t.test(
  'numbers that are chosen get another status, go to another application, or out of the pool',
  async (t) => {
    const page = await stage.openAs('admin', 'Numbers');
    const choose = async (...numbers: readonly string[]) => {
      for (const number of numbers) await page.getByLabel(`Choose ${number}`).check();
    };
    await choose(privateNumber(202), privateNumber(203));
    await page.getByText('2 chosen').waitFor();
    await page.getByRole('button', { name: 'Change status …' }).click();
    await page.getByRole('dialog').getByLabel('Status').selectOption('suspended');
    await page.getByRole('button', { name: 'Change the status' }).click();
    await page.getByText('2 numbers are suspended now.').waitFor();
    await page.getByText('0 chosen').waitFor();
    t.match(await page.getByRole('row', { name: privateNumber(203) }).innerText(), /suspended/);

    await choose(x, privateNumber(202));
    await page.getByRole('button', { name: 'Transfer …' }).click();
    await page.getByRole('dialog').getByLabel('Application').selectOption('key-AXE');
    await page.getByRole('button', { name: 'Transfer numbers' }).click();
    await page
      .getByText(`1 numbers belong to key-AXE now. In use, and still where they were: ${x}`)
      .waitFor();
    t.match(await page.getByRole('row', { name: privateNumber(202) }).innerText(), /key-AXE/);

    await choose(privateNumber(202));
    await page.getByRole('button', { name: 'Release …' }).click();
    await page.getByRole('button', { name: 'Release numbers' }).click();
    await page.getByText('1 numbers are out of the pool.').waitFor();
    await page.getByText('1–11 of 11').waitFor();
    const operator = await stage.openAs('operator', 'Numbers');
    await operator.getByRole('button', { name: 'Change status …' }).waitFor();
    t.equal(await operator.getByRole('button', { name: 'Transfer …' }).count(), 0);
    const viewer = await stage.openAs('viewer', 'Numbers');
    await viewer.getByRole('row').nth(1).waitFor();
    t.equal(await viewer.getByRole('checkbox').count(), 0);
  },
);

void t.test('the map has a tile for each province; a city of it leads to its numbers', async (t) => {
  const page = await stage.openAs('viewer', 'Numbers');
  await page.getByRole('link', { name: 'Map' }).click();
  const map = page.getByRole('region', { name: 'Provinces' });
  const tile = map.getByRole('button', { name: 'Guangdong: 8 free of 11' });
  await tile.waitFor();
  t.equal(await map.getByRole('button').count(), 34);
  for (const name of ['Taiwan', 'Hong Kong', 'Macau', 'Tibet', 'Xinjiang'])
    t.equal(await map.getByRole('button', { name: `${name}: 0 free of 0` }).count(), 1, name);
  await map.getByText('SCS').waitFor();
  await tile.press('Enter');
  await page.getByRole('heading', { name: 'Guangdong' }).waitFor();
  t.match(await page.getByRole('row').last().innerText(), /0755 深圳\s+11\s+8\s+1\s+0\s+0\s+2/);
  await page.getByLabel('Status').selectOption('suspended');
  await map.getByRole('button', { name: 'Guangdong: 0 free of 1' }).waitFor();
  await page.getByRole('button', { name: 'Show the numbers of 0755' }).click();
  await page.getByText('1–1 of 1').waitFor();
  t.equal(await page.getByLabel('Area code').inputValue(), '0755');
  t.equal(await page.getByLabel('Status').inputValue(), 'suspended');
});

void t.test('a plan says what it takes and what is missing', async (t) => {
  const page = await stage.openAs('viewer', 'Numbers');
  await page.getByRole('link', { name: 'Planner' }).click();
  await page.getByLabel('Mode').selectOption('AXYB');
  await page.getByLabel('Bindings at once').fill('2000');
  await page.getByLabel('B of one A at once').fill('3');
  await page.getByLabel('Area code').fill('0755');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText('2,006').waitFor();
  t.match(await page.getByRole('row').last().innerText(), /Y\s+6\s+a Y serves 1000 relations/);
  t.match(await page.locator('dl').innerText(), /Missing\s+1,997/);
  await page.getByLabel('Of one user at once').fill('6');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText('Expected at most 5 X of one A, found 6.').waitFor();
});

void t.test('a file is imported with progress, and the lines that were refused are listed', async (t) => {
  const page = await stage.openAs('admin', 'Numbers');
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByLabel('Application').selectOption('key-AXB');
  const good = Array.from({ length: 1500 }, (_, n) => `${privateNumber(5000 + n)},010`);
  const lines = ['number,area_code', ...good, `${privateNumber(201)},010`, 'none,010'];
  await page.getByLabel('CSV file').setInputFiles({
    ...{ name: 'numbers.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) },
  });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('1,500 taken, 2 lines refused, 1,503 of 1,503 lines read.').waitFor();
  t.match(await page.getByRole('row').nth(1).innerText(), /1,502\s+.*another application/s);
  t.match(await page.getByRole('row').nth(2).innerText(), /1,503\s+.*expected a phone number/s);
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
