import { createHash } from 'node:crypto';
import t from 'tap';
import type { Page } from 'playwright-core';
import { consoleStage } from '../../support/stages/console-stage.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { ask } = stage.under;
const [a, b] = [mobile(21), mobile(22)];
const x = privateNumber(101);
await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });

async function openPart(role: 'admin' | 'operator' | 'viewer' | 'auditor', part: string): Promise<Page> {
  const page = await stage.openAs(role, 'Compliance');
  await page.getByRole('navigation', { name: 'Parts of this page' }).getByText(part, { exact: true }).click();
  return page;
}

void t.test('a number is barred, found and taken off the list again', async (t) => {
  const page = await openPart('operator', 'Blacklists');
  await page.getByText('No blacklist has an entry like that.').waitFor();
  const form = page.locator('details').filter({ hasText: 'Bar numbers' });
  await form.locator('summary').click();
  await form.getByLabel('Barred from').selectOption('Calls of A to B, as B');
  await form.getByLabel('Until').fill('2999-01-02T03:04');
  await form.getByLabel('Numbers').fill(`138 0000 0021\n+86199*`);
  await form.getByLabel('Note').fill('complaint 17');
  await form.getByRole('button', { name: 'Bar numbers' }).click();
  await page.getByText('2 numbers are barred.').waitFor();
  const row = page.getByRole('row', { name: a });
  t.match(
    await row.innerText(),
    /Calls of A to B, as B\s+–\s+every application\s+Jan 02, 2999, 03:04:00\s+complaint 17/,
  );

  const search = page.locator('form').filter({ hasText: 'Find' });
  await search.getByLabel('Number').fill(mobile(5));
  await search.getByRole('button', { name: 'Find' }).click();
  await page.getByText('No blacklist has an entry like that.').waitFor();
  await search.getByLabel('Number').fill(a);
  await search.getByRole('button', { name: 'Find' }).click();
  await row.getByRole('button', { name: `Remove ${a}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Take this entry away?' });
  await dialog.locator('button:focus', { hasText: 'Keep it' }).waitFor();
  await dialog.getByRole('button', { name: 'Take it away' }).click();
  await page.getByText(`${a} is not on the list any more.`).waitFor();
  t.match((await ask('operator', 'GET /v1/blacklist')).json, { total: 1, items: [{ number: '+86199*' }] });

  await form.getByLabel('Barred from').selectOption('Everything over one X');
  await form.getByLabel('X', { exact: true }).fill('x');
  await form.getByLabel('Numbers').fill(b);
  await form.getByRole('button', { name: 'Bar numbers' }).click();
  await page.getByRole('alert').filter({ hasText: 'must be a phone number' }).waitFor();
});

void t.test('a file of many lines is imported with progress, each refused line by its place', async (t) => {
  const page = await openPart('operator', 'Blacklists');
  await page.locator('summary').click();
  const lines = Array.from({ length: 1500 }, (_, n) =>
    n === 1400 ? 'call,nonsense,' : `call,${mobile(2000 + n)},`,
  );
  await page.getByLabel('CSV file').setInputFiles({
    name: 'barred.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['kind,number,note', ...lines].join('\r\n')),
  });
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByText('1,499 taken, 1 lines refused, 1,501 of 1,501 lines read.').waitFor();
  const refused = page.getByRole('table', { name: 'Lines that were not taken' });
  t.match(
    await refused.getByRole('row').last().innerText(),
    /^1,402\s+number: expected a phone number, found nonsense/,
  );
  t.match((await ask('operator', 'GET /v1/blacklist?kind=call')).json, { total: 1499 });
});

void t.test('users are registered, counted, and a whole import is removed', async (t) => {
  const page = await openPart('operator', 'Registrations');
  const form = page.locator('details');
  await form.locator('summary').click();
  await form.getByLabel('Import', { exact: true }).fill('november');
  await form.getByLabel('State').selectOption('pending');
  await form.getByLabel('Numbers').fill(`${a}, ${b}`);
  await form.getByRole('button', { name: 'Register numbers' }).click();
  await page.getByText('2 numbers were registered.').waitFor();
  await page.getByText('0 registered, 2 pending, 0 rejected, 0 expired').waitFor();
  await page.getByLabel('CSV file').setInputFiles({
    name: 'n.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`number\n${mobile(30)}\nx\n`),
  });
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByText('1 taken, 1 lines refused').waitFor();

  const search = page.locator('form').filter({ hasText: 'Find' });
  await search.getByLabel('Import').fill('november');
  await search.getByRole('button', { name: 'Find' }).click();
  await page.getByText('1–3 of 3').waitFor();
  await page.getByRole('button', { name: `Remove ${b}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('1 registrations were removed.').waitFor();
  await page.getByRole('button', { name: 'Remove the whole import november …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('2 registrations were removed.').waitFor();
  t.match((await ask('viewer', 'GET /v1/registrations/status')).json, { pending: 0, registered: 0 });
});

void t.test('a complaint is registered, judged and removed; the standing follows', async (t) => {
  const page = await openPart('admin', 'Complaints');
  await page.getByText('No complaint is registered.').waitFor();
  await page.getByText('Register a complaint').click();
  await page.getByLabel('X', { exact: true }).fill(x);
  await page.getByLabel('Category').selectOption('fraud');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByText('Registered. key-AXB has 1 this month: good (33.3333 %).').waitFor();
  const standing = page
    .getByRole('table', { name: 'How applications stand' })
    .getByRole('row', { name: 'key-AXB' });
  await standing.filter({ hasText: '33.3333 %' }).waitFor();
  const row = page.getByRole('table', { name: 'Complaints' }).getByRole('row').last();
  t.match(await row.innerText(), /key-AXB\s+fraud/);
  await row.getByRole('button', { name: 'Is none' }).click();
  await page.getByText('The complaint counts no longer.').waitFor();
  await standing.filter({ hasText: '0.0000 %' }).waitFor();
  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('The complaint was removed.').waitFor();
  t.match((await ask('viewer', 'GET /v1/complaints')).json, { total: 0 });
});

void t.test(
  "a customer's record is filed with its documents hashed, shown, edited and removed",
  async (t) => {
    const page = await openPart('admin', 'Onboarding');
    await page.getByText('File a record').click();
    const typed = {
      Company: 'Example Ltd',
      Licence: '91000000000000000X',
      Trade: 'ride hailing',
      'Part of': 'APP example',
      'Who calls whom, and what for': 'A passenger calls the driver.',
      'What is said': 'Where are you?',
    };
    await page.getByLabel('Application').selectOption('key-AXB');
    for (const [label, text] of Object.entries(typed)) await page.getByLabel(label).fill(text);
    const licence = Buffer.from('abc');
    await page
      .getByLabel('Documents')
      .setInputFiles({ name: 'licence.pdf', mimeType: 'application/pdf', buffer: licence });
    await page.getByRole('listitem').filter({ hasText: 'licence.pdf' }).waitFor();
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByText('The record of key-AXB was filed.').waitFor();
    const sha256 = createHash('sha256').update(licence).digest('hex');
    t.match((await ask('viewer', 'GET /v1/onboarding/key-AXB')).json, {
      ...{ state: 'submitted', company: 'Example Ltd', script: 'Where are you?' },
      documents: [{ name: 'licence.pdf', sha256, bytes: 3 }],
    });

    await page.getByRole('button', { name: 'Show key-AXB' }).click();
    const dialog = page.getByRole('dialog', { name: 'Onboarding record' });
    await dialog.getByText(sha256).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Edit key-AXB' }).click();
    await page.getByLabel('State').selectOption('approved');
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('row', { name: 'approved' }).waitFor();
    t.match((await ask('viewer', 'GET /v1/onboarding/key-AXB')).json, {
      ...{ state: 'approved', company: 'Example Ltd' },
      documents: [{ name: 'licence.pdf' }],
    });
    await page.getByRole('button', { name: 'Remove key-AXB' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No customer has filed a record.').waitFor();
  },
);

void t.test('documents that are chosen while others are hashed are all filed', async (t) => {
  const page = await openPart('admin', 'Onboarding');
  await page.getByText('File a record').click();
  await page.evaluate(`(() => {
    const read = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = function () {
      if (this.name !== 'slow.pdf') return read.call(this);
      return new Promise((resolve) => (globalThis.readOn = () => resolve(read.call(this))));
    };
  })()`);
  const choose = (name: string): Promise<void> =>
    page
      .getByLabel('Documents')
      .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from('abc') });
  const chosen = page.locator('form').getByRole('listitem');
  await choose('slow.pdf');
  await choose('quick.pdf');
  await chosen.filter({ hasText: 'quick.pdf' }).waitFor();
  const file = page.getByRole('button', { name: 'File', exact: true });
  t.ok(await file.isDisabled(), 'as long as one is hashed');
  await page.evaluate('readOn()');
  await chosen.filter({ hasText: 'slow.pdf' }).waitFor();
  await file.and(page.locator(':enabled')).waitFor();
  t.equal(await chosen.count(), 2);
});

void t.test('may-call says what every rule says, and names no number in the address', async (t) => {
  await ask('operator', 'POST /v1/blacklist', { entries: [{ kind: 'message', number: b }] });
  const page = await openPart('viewer', 'May it call?');
  const asks = async (caller: string): Promise<void> => {
    await page.getByLabel('Caller').fill(caller);
    await page.getByLabel('Dialled number').fill(x);
    await page.getByRole('button', { name: 'Ask' }).click();
  };
  const barred = mobile(3);
  await ask('operator', 'POST /v1/blacklist', { entries: [{ kind: 'call-as-a', number: a }] });
  await asks(a);
  const answer = page.getByRole('region', { name: 'Answer' });
  await answer.getByText('By blacklist: caller-blacklisted.').waitFor();
  t.match(
    await answer.getByRole('row').last().innerText(),
    /no\s+blacklist\s+no blacklist bars caller or callee\s+\+86138\*{4}0021 is on the blacklist/,
  );
  await ask('operator', 'POST /v1/blacklist/remove', { kind: 'call-as-a', number: a });
  await asks(a);
  await answer.getByText('The call would be put through.').waitFor();
  await asks(barred);
  await answer.getByText('By routing: ').waitFor();
  t.notMatch(page.url(), /138/);
});

void t.test('viewers and auditors see the lists, masked, and change nothing', async (t) => {
  for (const role of ['viewer', 'auditor'] as const) {
    const page = await openPart(role, 'Blacklists');
    await page.getByRole('row', { name: '+86138****' }).first().waitFor();
    for (const part of ['Registrations', 'Complaints', 'Onboarding', 'Blacklists']) {
      await page.getByRole('link', { name: part, exact: true }).click();
      await page.locator(`[aria-current]`, { hasText: part }).waitFor();
      t.equal(await page.locator('summary').count(), 0, `${role}, ${part}`);
      t.equal(await page.getByRole('button', { name: 'Remove' }).count(), 0, `${role}, ${part}`);
    }
  }
});

void t.test('a page whose last entry is taken away gives way to the one before', async (t) => {
  const entries = Array.from({ length: 51 }, (_, n) => ({ kind: 'bind-b', number: mobile(5000 + n) }));
  await ask('operator', 'POST /v1/blacklist', { entries });
  const page = await openPart('operator', 'Blacklists');
  const search = page.locator('form').filter({ hasText: 'Find' });
  await search.getByLabel('Barred from').selectOption('Being bound as B');
  await search.getByRole('button', { name: 'Find' }).click();
  await page.getByText('1–50 of 51').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('51–51 of 51').waitFor();
  await page.getByRole('row').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it away' }).click();
  await page.getByText('1–50 of 50', { exact: true }).waitFor();
  t.equal(await page.getByRole('row').count(), 51);
});

void t.test('a deed that ends late does not close the question about another', async (t) => {
  const entries = [mobile(6001), mobile(6002)].map((number) => ({ kind: 'bind-a', number }));
  await ask('operator', 'POST /v1/blacklist', { entries });
  const page = await openPart('operator', 'Blacklists');
  const search = page.locator('form').filter({ hasText: 'Find' });
  await search.getByLabel('Barred from').selectOption('Being bound as A');
  await search.getByRole('button', { name: 'Find' }).click();
  await page.getByText('1–2 of 2').waitFor();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v1/blacklist/remove', (route) => held.then(() => route.continue()));
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: `Remove ${mobile(6001)}` }).click();
  await dialog.getByRole('button', { name: 'Take it away' }).click();
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: `Remove ${mobile(6002)}` }).click();
  await dialog.getByText(mobile(6002)).waitFor();
  release();
  await page.getByText(`${mobile(6001)} is not on the list any more.`).waitFor();
  t.ok(await dialog.getByText(mobile(6002)).isVisible());
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
