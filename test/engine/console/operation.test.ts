/** The pages of messages, trunks, undelivered messages and audit. */
import { readFileSync, writeFileSync } from 'node:fs';
import t from 'tap';
import { consoleStage } from '../../support/stages/console-stage.js';
import { mobile } from '../../support/stages/routing-world.js';
import { sampleMessage } from '../../support/stages/sample-message.js';
import { sampleTime } from '../../support/stages/api-under-test.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { under } = stage;

const ID = 'e0000000000-00000000000';
const resent: unknown[] = [];
under.events = {
  ...under.events,
  undelivered: ({ appKeys, after }) =>
    Promise.resolve(
      after === undefined && appKeys?.includes('key-AX') !== true
        ? [1, 2].map((n) => ({
            ...{ id: `${ID}${n}`, appKey: 'key-AXB', group: `s${n}`, at: sampleTime },
            ...{ channel: 'status', failures: 7, because: 'answered 500' },
            body: JSON.stringify({ eventType: 'disconnect', sessionId: `s${n}` }),
          }))
        : [],
    ),
  resend: (appKey, ids) => {
    resent.push([appKey, ids]);
    return Promise.resolve(ids?.length ?? 5);
  },
};

void t.test('messages are turned page by page, and one is shown with its result in words', async (t) => {
  for (let n = 1; n <= 60; n += 1)
    under.messages.push(sampleMessage({ id: `m-${n}`, receivedAt: sampleTime - n, sender: mobile(n) }));
  under.messages.push(
    sampleMessage({ id: 'm-late', result: 'expired-there' }),
    sampleMessage({ id: 'm-other', appKey: 'key-AX', stage: 'kept', result: undefined, endedAt: undefined }),
  );
  const page = await stage.openAs('operator', 'Messages');
  await page
    .getByRole('row', { name: mobile(1) })
    .first()
    .waitFor();
  t.equal(await page.getByRole('row').count(), 51);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('row', { name: mobile(60) }).waitFor();
  t.equal(await page.getByRole('row').count(), 13);
  await page.getByRole('button', { name: 'Previous' }).click();
  await page.getByRole('button', { name: 'Show message m-late' }).click();
  const dialog = page.getByRole('dialog', { name: 'Message' });
  const facts = await dialog.innerText();
  t.match(facts, /Result\s+It expired in the receiver's network\. \(expired-there\)/);
  t.match(facts, /Came from trunk\s+carrier/);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await page.getByLabel('Application').selectOption('key-AX');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('button', { name: 'Show message m-other' }).waitFor();
  t.equal(await page.getByRole('row').count(), 2);
  await page.getByLabel('Received before').fill('2001-01-01T00:00');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('No message is like that.').waitFor();
});

void t.test(
  'trunks with their refusals; an admin reloads the configuration after seeing what changes',
  async (t) => {
    const viewer = await stage.openAs('viewer', 'Trunks');
    t.match(
      await viewer.getByRole('row', { name: 'carrier-a' }).innerText(),
      /silent[^]*no\s+yes\s+2 \/ 30\s+503 × 7\s+408 × 2/,
    );
    t.equal(await viewer.getByRole('button', { name: /^Reload/ }).count(), 0);

    const page = await stage.openAs('admin', 'Trunks');
    const button = page.getByRole('button', { name: /^Reload/ });
    await button.click();
    await page.getByText('The file says what is in force already.').waitFor();
    under.reload = { outcome: 'checked', changes: ['trunks.a.maxCalls: 10 → 20'], doubts: [] };
    await button.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('trunks.a.maxCalls: 10 → 20').waitFor();
    await dialog.locator('button:focus', { hasText: 'Cancel' }).waitFor();
    under.reloads.length = 0;
    await dialog.getByRole('button', { name: 'Put in force' }).click();
    await page.getByText('The configuration file is in force.').waitFor();
    t.match(under.reloads, [{ dryRun: false }]);
    under.reload = { outcome: 'refused', reason: 'invalid', faults: ['c.yaml:12 trunks[0].to: expected x'] };
    await button.click();
    await page
      .getByRole('alert')
      .filter({ hasText: 'c.yaml:12 trunks[0].to: expected x. invalid' })
      .waitFor();
  },
);

void t.test(
  'undelivered messages are shown whole and pushed again, one or all of an application',
  async (t) => {
    const page = await stage.openAs('operator', 'Undelivered');
    await page.getByRole('button', { name: `Show message ${ID}1` }).click();
    await page.getByRole('dialog').getByText('"eventType": "disconnect"').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: `Push message ${ID}2 again` }).click();
    await page.getByText('1 are being pushed again.').waitFor();
    const all = page.getByRole('button', { name: 'Push all of the application again …' });
    t.ok(await all.isDisabled(), 'not of every application');
    await page.getByLabel('Application').selectOption('key-AXB');
    await all.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Push them again' }).click();
    await page.getByText('5 are being pushed again.').waitFor();
    t.same(resent, [
      [undefined, [`${ID}2`]],
      ['key-AXB', undefined],
    ]);
    t.match(
      await page.getByRole('table', { name: 'Waiting' }).innerText(),
      /key-AXB\s+status\s+down\s+3\s+1/,
    );
    await page.getByLabel('Application').selectOption('key-AX');
    await page.getByText('Every message was delivered, or is still being pushed.').waitFor();

    const viewer = await stage.openAs('viewer', 'Undelivered');
    await viewer.getByRole('button', { name: `Show message ${ID}1` }).waitFor();
    t.equal(await viewer.getByRole('button', { name: /^Push/ }).count(), 0);
    const subscriber = await stage.openAs('subscriber', 'Undelivered');
    await subscriber.getByRole('button', { name: `Show message ${ID}1` }).waitFor();
    t.equal(await subscriber.getByRole('link').count(), 1, 'nothing else is for that role');
    await subscriber.goto(`${stage.address}/console/#/calls`);
    await subscriber.getByText('This page is not for the role subscriber.').waitFor();
  },
);

void t.test('an auditor reads the audit, and finds out that its file was changed', async (t) => {
  await under.ask('operator', 'POST /v1/bindings/search', { number: mobile(77) });
  const page = await stage.openAs('auditor', 'Audit');
  await page.getByLabel('Number').fill(mobile(77));
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('The newest 1 entries').waitFor();
  t.match(
    await page.getByRole('row').last().innerText(),
    /operator-name operator\s+looked at\s+searchBindings/,
  );
  await page.getByLabel('Number').fill('');
  await page.getByLabel('Action').selectOption('changed');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('row', { name: 'resendUndelivered' }).first().waitFor();

  await page.getByText('Verify the chain').click();
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText(/^Intact/).waitFor();
  const [head = ''] = (await page.locator('dd').allInnerTexts()).filter((text) =>
    /^\d+ [0-9a-f]{64}$/.test(text),
  );
  await page.getByLabel('Head noted earlier').fill(head);
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText(/^Intact/).waitFor();
  await page.getByLabel('Head noted earlier').fill('1');
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByRole('alert').waitFor();
  writeFileSync(under.auditFile, readFileSync(under.auditFile, 'utf8').replace('looked at', 'listened'));
  await page.getByLabel('Head noted earlier').fill('');
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText('Broken', { exact: true }).waitFor();
  t.match(await page.locator('main').innerText(), /Broken at\s+line \d+, entry \d+ its content was changed/);

  const operator = await stage.openAs('operator', 'Overview');
  t.equal(await operator.getByRole('link', { name: 'Audit' }).count(), 0);
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
