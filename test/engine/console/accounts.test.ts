import t from 'tap';
import type { Page } from 'playwright-core';
import { codeOf, stepAt } from '../../../engine/accounts/one-time-codes.js';
import { sampleTime } from '../../support/stages/api-under-test.js';
import { freeTcpPort } from '../../support/servers/free-port.js';
import { client, OpenIdProvider } from '../../support/servers/openid-provider.js';
import { consoleStage } from '../../support/stages/console-stage.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const password = 'correct horse battery';
let clock = 0;

/** The next code that the authenticator of a secret shows. */
function nextCode(secret: string): string {
  stage.under.pass(30_000);
  clock += 30_000;
  return codeOf(secret, stepAt(sampleTime + clock));
}

async function signIn(page: Page, name: string, typed: string, code = ''): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(typed);
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

void t.test('an admin adds an account; its operator chooses a password, and a second factor', async (t) => {
  const admin = await stage.openAs('admin', 'Accounts');
  await admin.getByText('There are no accounts. Tokens of the configuration sign in.').waitFor();
  await admin.getByLabel('Name').fill('li');
  await admin.getByLabel('Role').selectOption('operator');
  await admin.getByRole('button', { name: 'Add', exact: true }).click();
  const first = await admin.locator('.done pre').innerText();
  t.match(first, /^\w{20}$/);
  await admin.getByRole('button', { name: 'I have kept it' }).click();
  t.match(await admin.locator('tbody').innerText(), /li[^]*operator[^]*no[^]*0[^]*to be changed/);

  const page = await stage.open();
  await page.getByLabel('Name').waitFor();
  await page.locator('input:focus').waitFor();
  await signIn(page, 'li', 'a wrong password');
  t.equal(await page.getByRole('alert').innerText(), 'Name, password or code is wrong. wrong-credentials');
  await signIn(page, 'li', first);
  await page.getByText('An administrator knows your password. Choose one of your own.').waitFor();
  await page.getByLabel('Present password').fill(first);
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('New password again').fill(`${password}!`);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('The new passwords differ.').waitFor();
  await page.getByLabel('New password again').fill(password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  t.equal(await page.getByRole('link', { name: 'Accounts' }).count(), 0, 'which are not for the role');

  await page.getByRole('link', { name: 'My account' }).click();
  await page.locator('form', { hasText: 'Set up an authenticator' }).getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Set up an authenticator' }).click();
  await page.getByRole('img', { name: 'QR code of the secret' }).waitFor();
  const secret = (await page.locator('main code').innerText()).replaceAll(' ', '');
  t.match(secret, /^[A-Z2-7]{32}$/);
  await page.getByLabel('Code', { exact: true }).fill(nextCode(secret));
  await page.getByRole('button', { name: 'Confirm' }).click();
  const codes = (await page.locator('main pre').innerText()).split('\n');
  t.equal(codes.length, 10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('Signing in wants a code of the authenticator.').waitFor();
  t.same(await page.evaluate('[sessionStorage.length, localStorage.length, document.cookie]'), [0, 0, '']);
  await page.getByRole('button', { name: 'Sign out' }).click();

  await signIn(page, 'li', password);
  await page.getByRole('alert').waitFor();
  await signIn(page, 'li', password, nextCode(secret));
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, 'li', password, codes[0]);
  await page.getByRole('heading', { name: 'My account' }).waitFor();

  await admin.getByRole('button', { name: 'Change li' }).click();
  await admin.getByRole('button', { name: 'End its sessions' }).click();
  await admin.getByText('1 sessions have ended.').waitFor();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByText('The session has ended. Sign in again.').waitFor();

  await admin.getByRole('button', { name: 'Reset password and second factor' }).click();
  const fresh = await admin.locator('.done pre').innerText();
  await signIn(page, 'li', fresh);
  await page.getByText('An administrator knows your password. Choose one of your own.').waitFor();
  await admin.getByRole('button', { name: 'Remove li' }).click();
  await admin.getByRole('button', { name: 'Remove it' }).click();
  await admin.getByText('li was removed.').waitFor();
  await page.getByLabel('Present password').fill(fresh);
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('New password again').fill(password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('The session has ended. Sign in again.').waitFor();
});

void t.test('a token signs in beside accounts', async (t) => {
  await stage.under.accounts.accounts.add({ name: 'wang', role: 'viewer', password });
  const page = await stage.open({ locale: 'zh-CN' });
  await page.getByRole('button', { name: '使用令牌登录' }).click();
  await page.getByLabel('操作员令牌').fill('nobody-has-this-token');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  t.match(await page.getByRole('alert').innerText(), /^登录无效：/);
  await page.getByRole('button', { name: '使用账号登录' }).click();
  await page.getByLabel('密码').waitFor();
});

void t.test('a browser signs in at a provider of another site, and out again', async (t) => {
  const provider = await OpenIdProvider.start();
  const port = await freeTcpPort();
  const own = await consoleStage(`
  port: ${port}
  publicUrl: http://127.0.0.1:${port}
  openId:
    issuer: ${provider.issuer}
    clientId: ${client.id}
    clientSecret: ${client.secret}
    name: Example
    roles: [{value: callveil-operators, role: operator}]
`);
  t.teardown(async () => {
    await own.close();
    await provider.close();
  });
  const page = await own.open();
  await page.getByRole('link', { name: 'Sign in with Example' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  t.match(await page.locator('header').innerText(), /li operator/);
  t.equal(await page.getByRole('link', { name: 'My account' }).count(), 0, 'the provider has it');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in with Example' }).waitFor();
  t.equal(provider.signedOut.length, 1);
  provider.claims = { sub: 'person-2' };
  await page.getByRole('link', { name: 'Sign in with Example' }).click();
  await page.getByText('you have no role here').waitFor();
  t.same(own.complaints, []);
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
