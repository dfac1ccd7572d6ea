import t from 'tap';
import { consoleStage } from '../../support/stages/console-stage.js';
import { tokens } from '../../support/stages/operator-under-test.js';

const stage = await consoleStage();
t.teardown(() => stage.close());

void t.test(
  'the address of the listener leads to signing in; an unknown token is refused in words',
  async (t) => {
    const page = await stage.open();
    t.equal(page.url(), `${stage.address}/console/`);
    const field = page.getByLabel('Operator token');
    for (const [token, told] of [
      ['nobody-has-this-token', /^The token is not known\. unauthorized$/],
      ['令牌', /^Expected a token: /],
    ] as const) {
      await field.fill(token);
      await page.getByRole('button', { name: 'Sign in' }).click();
      const alert = page.getByRole('alert').filter({ hasText: told });
      await alert.waitFor();
      t.match(await alert.innerText(), told);
      t.equal(await page.evaluate('sessionStorage.length'), 0, 'it is not kept');
    }
  },
);

void t.test('by keyboard alone: signed in, from page to page, and out again', async (t) => {
  const page = await stage.open();
  await page.locator('input:focus').waitFor();
  await page.keyboard.type(tokens.admin);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  t.match(await page.locator('header').innerText(), /admin-name admin/);
  t.equal(await page.title(), 'Overview · Callveil');

  await page.getByRole('link', { name: 'Numbers' }).focus();
  await page.keyboard.press('Enter');
  // Reading goes on at the heading of the new page.
  await page.locator('h1:focus', { hasText: 'Numbers' }).waitFor();
  t.equal(await page.title(), 'Numbers · Callveil');

  await page.getByRole('button', { name: 'Sign out' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Operator token').waitFor();
  t.equal(await page.evaluate('sessionStorage.length'), 0);
});

void t.test('the token is kept for the tab: not for another one, and in no address', async (t) => {
  const page = await stage.openAs('viewer', 'Calls');
  await page.reload();
  await page.getByRole('heading', { name: 'Calls' }).waitFor();
  t.equal(page.url(), `${stage.address}/console/#/calls`);
  t.same(await page.evaluate('[localStorage.length, document.cookie]'), [0, '']);
  const other = await page.context().newPage();
  await other.goto(stage.address);
  await other.getByLabel('Operator token').waitFor();
  t.equal(await page.title(), 'Calls · Callveil');
});

void t.test('a kept token that has been taken out of the configuration asks for another', async (t) => {
  const page = await stage.openAs('viewer', 'Calls');
  await page.evaluate(`sessionStorage.setItem(sessionStorage.key(0), 'was-somebodys-token')`);
  await page.reload();
  await page.getByText('The token is not known to Callveil any more. Sign in again.').waitFor();
  t.equal(await page.evaluate('sessionStorage.length'), 0);
});

void t.test('the first view is less than 300 kB', async (t) => {
  const page = await stage.open();
  await page.getByLabel('Operator token').waitFor();
  const sizes = await page.evaluate<number[]>(
    "['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type).map((one) => one.encodedBodySize))",
  );
  t.ok(sizes.length >= 3, 'page, script, style');
  const total = sizes.reduce((sum, size) => sum + size, 0);
  t.ok(total < 300_000, `${total} bytes`);
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
