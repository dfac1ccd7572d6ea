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

void t.test('the session is the browser’s: not in reach of the page, and in no address', async (t) => {
  const page = await stage.openAs('viewer', 'Calls');
  await page.reload();
  await page.getByRole('heading', { name: 'Calls' }).waitFor();
  t.equal(page.url(), `${stage.address}/console/#/calls`);
  const kept = '[sessionStorage.length, localStorage.length, document.cookie]';
  t.same(await page.evaluate(kept), [0, 0, '']);
  t.match(await page.context().cookies(), [{ httpOnly: true, sameSite: 'Strict', expires: -1 }]);
  const other = await page.context().newPage();
  await other.goto(stage.address);
  await other.getByRole('heading', { name: 'Overview' }).waitFor();
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByLabel('Operator token').waitFor();
  await page.getByRole('link', { name: 'Numbers' }).click();
  await page.getByText('The session has ended. Sign in again.').waitFor();
});

void t.test('a session ends with its token', async (t) => {
  const page = await stage.openAs('viewer', 'Calls');
  stage.under.replaceTokens(['admin']);
  await page.getByRole('link', { name: 'Numbers' }).click();
  await page.getByText('The session has ended. Sign in again.').waitFor();
  stage.under.replaceTokens(['admin', 'viewer']);
  await page.getByLabel('Operator token').fill(tokens.viewer);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Numbers' }).waitFor();
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
