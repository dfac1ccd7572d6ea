import t from 'tap';
import { activeCall } from '../../support/stages/active-call.js';
import { capturedCall } from '../../support/stages/captured-call.js';
import { consoleStage } from '../../support/stages/console-stage.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { calls } = stage.under;
const x = privateNumber(101);

function place(): void {
  calls.clear();
  calls.set('call-1', activeCall('call-1', { caller: mobile(21), callee: mobile(22), x }));
  calls.set('call-2', activeCall('call-2', { caller: mobile(31), callee: undefined, x }, 'ringing'));
}

void t.test('an operator stops the call that was meant, after being asked once more', async (t) => {
  place();
  const page = await stage.openAs('operator', 'Calls');
  const second = page.getByRole('row', { name: mobile(31) });
  t.match(await second.innerText(), /ringing/);

  await second.getByRole('button', { name: 'Stop' }).click();
  const dialog = page.getByRole('dialog', { name: 'Stop this call?' });
  t.match(await dialog.innerText(), mobile(31));
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  t.ok(calls.has('call-2'), 'thought better of it');

  await second.getByRole('button', { name: 'Stop' }).click();
  // What the keyboard is on first does no harm.
  await dialog.locator('button:focus', { hasText: 'Keep the call' }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  t.ok(calls.has('call-2'));

  await second.getByRole('button', { name: 'Stop' }).click();
  await dialog.getByRole('button', { name: 'Stop the call' }).click();
  await second.waitFor({ state: 'detached' });
  await page.getByText('The call call-2 is being stopped.').waitFor();
  t.same([...calls.keys()], ['call-1']);
});

void t.test('a call that has ended meanwhile is shown as ended', async (t) => {
  place();
  const page = await stage.openAs('operator', 'Calls');
  await page
    .getByRole('row', { name: mobile(31) })
    .getByRole('button', { name: 'Stop' })
    .click();
  calls.delete('call-2');
  await page.getByRole('button', { name: 'Stop the call' }).click();
  await page.getByText('The call call-2 had ended already.').waitFor();
  await page.getByRole('row', { name: mobile(31) }).waitFor({ state: 'detached' });
  t.equal(await page.getByRole('row').count(), 2, 'the heading and the other call');
});

void t.test(
  'the ladder of a call opens from its row or by its session id, and each message to its text',
  async (t) => {
    place();
    stage.under.captured.set('call-1', capturedCall);
    const page = await stage.openAs('viewer', 'Calls');
    await page.getByRole('row', { name: '+86138****0021' }).getByRole('link', { name: 'Ladder' }).click();
    await page.getByRole('heading', { name: 'Ladder of call-1' }).waitFor();
    const invite = page.getByText('to the callee: INVITE (SDP)');
    await invite.click();
    t.equal(await page.getByRole('listitem').count(), 10);
    await page.getByText('INVITE sip:+86139****0022@127.0.0.3 SIP/2.0').waitFor();
    t.notMatch(await page.content(), /13[89]00000\d|c2VjcmV0/, 'no number, no key');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save for Wireshark' }).click();
    t.equal((await saved).suggestedFilename(), 'call-1.pcap');
    await page.getByRole('link', { name: 'Calls in progress' }).click();
    await page.getByLabel('Session id').fill('call-9');
    await page.getByRole('button', { name: 'Show its ladder' }).click();
    await page.getByText('there is no such call among those whose SIP messages are kept').waitFor();
  },
);

void t.test('a ladder fits on a phone', async (t) => {
  stage.under.captured.set('call-1', capturedCall);
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const page = await stage.openAs('operator', 'Calls', phone);
  await page.getByLabel('Session id').fill('call-1');
  await page.getByRole('button', { name: 'Show its ladder' }).click();
  await page.getByText('to the callee: INVITE (SDP)').click();
  t.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
});

void t.test('a viewer sees masked numbers and no button to stop a call', async (t) => {
  place();
  const page = await stage.openAs('viewer', 'Calls');
  const row = page.getByRole('row', { name: '+86138****0021' });
  t.match(await row.innerText(), /connected[^]*\+86138\*{4}0021[^]*\+86170\*{4}0101[^]*\+86138\*{4}0022/);
  t.notMatch(await page.content(), /\+86\d{11}/);
  t.equal(await page.getByRole('button', { name: 'Stop' }).count(), 0);
});

void t.test('refreshing shows what has come, by hand and every few seconds', async (t) => {
  place();
  const page = await stage.openAs('viewer', 'Calls');
  await page.getByRole('row', { name: '+86138****0021' }).waitFor();
  calls.set('call-3', activeCall('call-3', { caller: mobile(41) }));
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('row', { name: '+86138****0041' }).waitFor();
  await page.clock.install();
  await page.getByLabel('every 5 s').check();
  calls.clear();
  await page.clock.fastForward(5000);
  await page.getByText('No calls are in progress.').waitFor();
  t.equal(await page.getByRole('row').count(), 0);
});

void t.test(
  'more than fifty calls are pages; a page whose calls have ended gives way to the last there is',
  async (t) => {
    calls.clear();
    for (let n = 1; n <= 51; n += 1)
      calls.set(`call-${n}`, activeCall(`call-${n}`, { caller: mobile(100 + n), x }));
    const page = await stage.openAs('operator', 'Calls');
    await page.getByText('1–50 of 51').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('row', { name: mobile(151) }).waitFor();
    t.equal(await page.getByRole('row').count(), 2, 'the heading and the last call');
    calls.delete('call-51');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('row', { name: mobile(101) }).waitFor();
    t.equal(await page.getByRole('row').count(), 51);
  },
);

void t.test('the overview counts them and says what ails', async (t) => {
  place();
  const page = await stage.openAs('viewer', 'Overview');
  await page.getByText('Healthy Calls and changes are taken.').waitFor();
  t.match(await page.getByRole('link', { name: 'calls in progress' }).innerText(), /^2\s/);
  stage.under.ailments.push('the journal is away');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText('Not healthy the journal is away').waitFor();
  stage.under.ailments.pop();
  t.match(await page.locator('main').innerText(), /Version\s+0\.1\.0/);
});

void t.test('what was seen stays to be seen, marked as old, when Callveil goes away', async (t) => {
  place();
  const page = await stage.openAs('operator', 'Calls');
  const row = page.getByRole('row', { name: mobile(21) });
  await row.waitFor();
  await page.getByText('Stop').last().click();
  await stage.under.api.close();
  const silent = new RegExp(`Callveil does not answer at ${stage.address}. It may be stopped`);
  await page.getByRole('button', { name: 'Stop the call' }).click();
  await page.getByRole('dialog').getByRole('alert').filter({ hasText: silent }).waitFor();
  await page.getByRole('button', { name: 'Keep the call' }).click();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('alert').filter({ hasText: silent }).waitFor();
  t.ok(await row.isVisible());
  await page.getByRole('link', { name: 'Numbers' }).click();
  await page.getByRole('alert').filter({ hasText: silent }).first().waitFor();
  t.ok(await page.getByRole('link', { name: 'Numbers' }).isVisible(), 'and one is still signed in');
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
