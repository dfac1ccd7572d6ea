import t from 'tap';
import type { Page } from 'playwright-core';
import { MESSAGE_RESULTS, type MessageResultKind } from '../../../engine/message/message-result.js';
import { activeCall } from '../../support/stages/active-call.js';
import { capturedCall } from '../../support/stages/captured-call.js';
import { consoleStage } from '../../support/stages/console-stage.js';
import { tokens } from '../../support/stages/operator-under-test.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';
import { sampleMessage } from '../../support/stages/sample-message.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { ask, calls, messages, captured } = stage.under;
const [a, b] = [mobile(1), mobile(2)];
const x = privateNumber(101);
await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
await ask('operator', 'POST /v1/blacklist', { entries: [{ kind: 'call', number: mobile(9) }] });
calls.set('call-1', activeCall('call-1', { x }));
for (const result of Object.keys(MESSAGE_RESULTS) as MessageResultKind[])
  messages.push(sampleMessage({ id: `m-${result}`, result }));
captured.set('call-1', capturedCall);

const addresses = [
  ...[
    'overview',
    'explain',
    'explain/call-1',
    'recordings',
    'applications',
    'applications/key-AXB',
    'system',
    'calls',
    'calls/call-1',
    'records',
    'messages',
    'bindings',
    'bindings/new',
    'numbers',
    'numbers/map',
    'numbers/import',
    'numbers/plan',
    'statistics',
    'prompts',
    'trunks',
    'undelivered',
    'audit',
    'accounts',
  ],
  ...['blacklist', 'registrations', 'complaints', 'onboarding', 'may-call'].map(
    (part) => `compliance/${part}`,
  ),
];

/** Texts of the page that are the console's own: none is data, as the messages of a ladder are. */
const OWN =
  'h1, h2, h3, label, button, summary:not(.ladder *), th, dt, small, nav a, .empty, .pager [role=status]';
/** Names that are the same in every language. */
const SAME = /^(X|Y|A|B|ID|SIP|dBm0|SHA-256|English)$/;

async function untranslated(page: Page): Promise<readonly string[]> {
  const texts = await page.locator(OWN).allInnerTexts();
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '' && !/\p{Script=Han}/u.test(text) && !SAME.test(text));
}

/** Fields without a label and buttons without a name (WCAG 2.1, 1.3.1 and 4.1.2), and ids that are there twice. */
async function unnamed(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    const fields = [...document.querySelectorAll('input, select, textarea')].filter(
      (field) => field.labels.length === 0 && !field.hasAttribute('aria-label'),
    );
    const buttons = [...document.querySelectorAll('button, a')].filter(
      (button) => button.textContent.trim() === '' && !button.hasAttribute('aria-label'),
    );
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
    return [...[...fields, ...buttons].map((element) => element.outerHTML), ...twice];
  })()`);
}

void t.test(
  'a browser that prefers Chinese sees every page in Chinese, and changes to English and back',
  async (t) => {
    const page = await stage.open({ locale: 'zh-CN' });
    await page.getByLabel('操作员令牌').fill(tokens.admin);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '概览' }).waitFor();
    t.equal(await page.evaluate('document.documentElement.lang'), 'zh-CN');
    for (const address of addresses) {
      await page.goto(`${stage.address}/console/#/${address}`);
      await page.locator('main :is(table, dl, ol, .empty, form):visible').first().waitFor();
      for (const closed of await page.locator('summary:not(.ladder *)').all()) await closed.click();
      t.same(await untranslated(page), [], address);
      t.same(await unnamed(page), [], `${address}: every field and button has a name`);
    }
    await page.goto(`${stage.address}/console/#/messages`);
    await page.locator('.words').first().waitFor();
    const results = await page.locator('.words').allInnerTexts();
    t.equal(results.length, Object.keys(MESSAGE_RESULTS).length);
    for (const result of results)
      t.match(result, /\p{Script=Han}.*。$/u, 'what became of a message, in words');
    await page.goto(`${stage.address}/console/#/calls`);
    t.match(await page.getByRole('row').last().innerText(), /\d{4}年\d{1,2}月\d\d日 \d\d:\d\d:\d\d\s+通话中/);
    await page.goto(`${stage.address}/console/#/explain`);
    await page.getByLabel('主叫').fill(a);
    await page.getByLabel('被拨号码').fill(x);
    await page.getByRole('button', { name: '路由解释' }).click();
    const steps = page.getByRole('region', { name: '结果' }).getByRole('listitem');
    await steps.first().waitFor();
    for (const step of await steps.allInnerTexts()) t.match(step, /\p{Script=Han}.*\p{Script=Han}/su, step);

    // What is typed and what was answered stay.
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Explain' }).waitFor();
    t.equal(await page.getByLabel('Caller').inputValue(), a);
    t.equal(await page.title(), 'Explain · Callveil');
    await page.reload();
    await page.getByRole('heading', { name: 'Explain' }).waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '路由解释' }).waitFor();
  },
);

void t.test('English dates are those of the reader', async (t) => {
  for (const [locale, written] of [
    ['en-US', /[A-Z][a-z]{2} \d\d, \d{4}, \d\d:\d\d:\d\d/],
    ['en-GB', /\d\d [A-Z][a-z]{2,3} \d{4}, \d\d:\d\d:\d\d/],
  ] as const) {
    const page = await stage.openAs('operator', 'Calls', { locale });
    t.match(await page.getByRole('row').last().innerText(), written, locale);
  }
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
