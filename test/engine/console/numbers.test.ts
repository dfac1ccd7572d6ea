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

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
