import t from 'tap';
import type { Page } from 'playwright-core';
import { consoleStage } from '../../support/stages/console-stage.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { ask } = stage.under;

const [a, b, stranger] = [mobile(21), mobile(22), mobile(23)];
const x = privateNumber(101);
const extensionX = privateNumber(301);
const bound = await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
await ask('operator', 'POST /v1/bindings/axe', { appKey: 'key-AXE', a, x: extensionX, extension: '1234' });

interface Answer {
  readonly steps: readonly { readonly step: string; readonly outcome: string }[];
  readonly resolution: Readonly<Record<string, unknown>>;
}

async function type(page: Page, caller: string, dialled: string, digits = ''): Promise<void> {
  await page.getByLabel('Caller').fill(caller);
  await page.getByLabel('Dialled number').fill(dialled);
  await page.getByLabel('Extension typed').fill(digits);
  await page.getByRole('button', { name: 'Explain' }).click();
}

/** The page's answer once it has come to `kind`. */
async function shown(page: Page, kind: string): Promise<Answer> {
  const answer = page.getByRole('region', { name: 'Answer' });
  await answer.getByRole('status').filter({ hasText: kind }).waitFor();
  const steps: Answer['steps'][number][] = [];
  for (const line of await answer.getByRole('listitem').all()) {
    const [outcome = '', step = ''] = await line.locator('span').allInnerTexts();
    steps.push({ step, outcome });
  }
  const names = await answer.locator('dt').allInnerTexts();
  const values = await answer.locator('dd').allInnerTexts();
  const resolution = names.map((name, place): [string, unknown] => {
    const value = values[place] ?? '';
    return [name, name === 'rules' ? JSON.parse(value) : value];
  });
  return { steps, resolution: Object.fromEntries(resolution) };
}

/** The trunks of the call are shown beside. */
function withoutRoutes({ routes: _, ...answer }: Record<string, unknown>): Record<string, unknown> {
  return answer;
}

void t.test("an AXB call is explained step by step with the API's answer", async (t) => {
  const page = await stage.openAs('operator', 'Explain');
  await type(page, '+86 138-0000-0021', x);
  const expected = (await ask('operator', 'POST /v1/explain', { caller: a, dialled: x })).json;
  const answer = await shown(page, 'connect');
  t.same(answer, withoutRoutes(expected));
  t.match(
    await page.locator('.trunks').innerText(),
    /^By rule 2 of routes: .* \(priority 1, weight 3\), carrier-b \(priority 1, weight 1\)/,
  );
  t.ok(answer.steps.length >= 5);
  t.match(await page.getByRole('status').innerText(), `${b} is rung and sees ${x}`);
  await page.getByText('As the API answered it').click();
  t.same(JSON.parse(await page.locator('pre').innerText()), expected, 'and word for word');
  await page.getByRole('link', { name: String(bound.json['subscriptionId']) }).click();
  await page.getByRole('heading', { name: 'Bindings' }).waitFor();
  t.equal(page.url(), `${stage.address}/console/#/bindings/${String(bound.json['subscriptionId'])}`);
});

void t.test('a refusal says at which step; a withheld caller is an empty field', async (t) => {
  const page = await stage.openAs('operator', 'Explain');
  await type(page, stranger, x);
  const refused = await shown(page, 'no-binding');
  t.same(refused, (await ask('operator', 'POST /v1/explain', { caller: stranger, dialled: x })).json);
  t.match(await page.getByRole('status').innerText(), `no-binding, at step ${refused.steps.length}`);
  await type(page, '', x);
  t.same(
    await shown(page, 'caller-unusable'),
    (await ask('operator', 'POST /v1/explain', { dialled: x })).json,
  );
});

void t.test('an extension: not asked yet, typed, and nothing typed', async (t) => {
  const page = await stage.openAs('operator', 'Explain');
  const question = { caller: stranger, dialled: extensionX };
  const api = async (more: object) =>
    (await ask('operator', 'POST /v1/explain', { ...question, ...more })).json;
  await type(page, stranger, extensionX);
  const { steps, resolution } = await shown(page, 'collect');
  const expected = (await api({})) as unknown as Answer;
  t.same(steps, expected.steps);
  t.equal(resolution['maxDigits'], String(expected.resolution['maxDigits']));
  await type(page, stranger, extensionX, '1234');
  t.same(await shown(page, 'connect'), withoutRoutes(await api({ digits: '1234' })));
  await page.getByLabel('was asked, typed nothing').check();
  await page.getByRole('button', { name: 'Explain' }).click();
  t.same(await shown(page, 'extension-empty'), await api({ digits: '' }));
});

void t.test('a wrong number is reported at its field', async (t) => {
  const page = await stage.openAs('operator', 'Explain');
  await type(page, '13800000021x', x, '12x');
  await page.getByRole('alert').waitFor();
  for (const [label, told] of [
    ['Caller', /^Expected a phone number/],
    ['Extension typed', /^Expected up to 8 digits/],
  ] as const) {
    const field = page.getByLabel(label);
    t.equal(await field.getAttribute('aria-invalid'), 'true', label);
    const described = await field.getAttribute('aria-describedby');
    t.match(await page.locator(`id=${described}`).innerText(), told);
  }
  t.equal(await page.getByLabel('Dialled number').getAttribute('aria-invalid'), null);
  t.notMatch(page.url(), /138/, 'and no number gets into the address');
});

void t.test('a viewer is answered with masked numbers', async (t) => {
  const page = await stage.openAs('viewer', 'Explain');
  await type(page, a, x);
  const answer = await shown(page, 'connect');
  t.same(answer, withoutRoutes((await ask('viewer', 'POST /v1/explain', { caller: a, dialled: x })).json));
  t.equal(answer.resolution['callee'], '+86138****0022');
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
