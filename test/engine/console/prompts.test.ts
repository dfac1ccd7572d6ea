import { readFileSync } from 'node:fs';
import t from 'tap';
import type { Request } from 'playwright-core';
import { consoleStage } from '../../support/stages/console-stage.js';

/** What the test needs of an audio element; the tests are compiled without the types of a browser. */
interface Sound {
  readonly duration: number;
}

const stage = await consoleStage();
t.teardown(() => stage.close());
const wav = readFileSync(new URL('../../../../config/prompts/en/no-binding.wav', import.meta.url));

void t.test('a prompt is added, heard and removed', async (t) => {
  const page = await stage.openAs('operator', 'Prompts');
  const file = { name: 'welcome.wav', mimeType: 'audio/wav', buffer: wav };
  await page.getByLabel('WAV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByText('welcome.wav was added.').waitFor();
  t.ok(stage.under.prompts.get('welcome.wav')?.equals(wav), 'byte for byte');
  t.match(
    await page.getByRole('row', { name: 'welcome.wav' }).innerText(),
    /welcome\.wav\s+\S+\s+-20\.0\s+-26\.2\s+-7\.5\s+A-law, 8000 Hz, 8 bit, mono\s+you\s+–\s+0\s/,
  );
  await page.getByRole('button', { name: 'Listen to welcome.wav' }).click();
  const player = page.locator('audio');
  await player.waitFor();
  await page.waitForFunction(
    (audio) => ((audio as unknown as Sound | null)?.duration ?? 0) > 1,
    await player.elementHandle(),
  );
  await page.getByRole('button', { name: 'Remove welcome.wav' }).click();
  await page.getByText('welcome.wav was removed.').waitFor();
  t.notOk(stage.under.prompts.has('welcome.wav'));
});

void t.test('a refusal says what was found', async (t) => {
  const page = await stage.openAs('operator', 'Prompts');
  await page
    .getByLabel('WAV file')
    .setInputFiles({ name: 'a.wav', mimeType: 'audio/wav', buffer: Buffer.from('ID3') });
  await page.getByLabel('Name', { exact: true }).fill('b.wav');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByText('b.wav: expected a WAV file').waitFor();
  t.notOk(stage.under.prompts.has('b.wav'));
});

void t.test('viewers and auditors listen, and change nothing', async (t) => {
  for (const role of ['viewer', 'auditor'] as const) {
    const page = await stage.openAs(role, 'Prompts');
    await page.getByRole('button', { name: 'Listen to hint.wav' }).waitFor();
    t.equal(await page.getByRole('button', { name: 'Add' }).count(), 0, role);
    t.equal(await page.getByRole('button', { name: 'Remove hint.wav' }).count(), 0, role);
  }
});

void t.test('what is listened to next is not overtaken by what was slower', async (t) => {
  stage.under.prompts.set('slow.wav', wav);
  const page = await stage.openAs('viewer', 'Prompts');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v1/prompts/slow.wav*', (route) => held.then(() => route.continue()));
  const isSlow = (request: Request): boolean => request.url().includes('slow.wav');
  const ended = Promise.race([
    page.waitForEvent('requestfailed', isSlow).then(() => 'given up'),
    page.waitForEvent('requestfinished', isSlow).then(() => 'answered'),
  ]);
  const asked = page.waitForRequest('**/v1/prompts/slow.wav*');
  await page.getByRole('button', { name: 'Listen to slow.wav' }).click();
  await asked;
  await page.getByRole('button', { name: 'Listen to hint.wav' }).first().click();
  await page.locator('audio').waitFor();
  release();
  t.equal(await ended, 'given up');
  t.match(await page.locator('audio').getAttribute('aria-label'), /^hint\.wav/);
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
