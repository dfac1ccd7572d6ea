import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createLogger } from '../../../engine/observe/log.js';
import { recordingName } from '../../../engine/report/recording-name.js';
import { LINEAR_TO_ALAW } from '../../../media/g711.js';
import { wavHeader } from '../../../media/wav-header.js';
import { activeCall } from '../../support/stages/active-call.js';
import { sampleTime } from '../../support/stages/api-under-test.js';
import { consoleStage } from '../../support/stages/console-stage.js';
import { pastRecord, RECORDED_AT } from '../../support/stages/record-stores.js';
import { mobile } from '../../support/stages/routing-world.js';

const stage = await consoleStage();
t.teardown(() => stage.close());
const { under } = stage;

/** What the tests need of elements; they are compiled without the types of a browser. */
interface Sound {
  readonly duration: number;
  readonly currentTime: number;
}

/** Two seconds: silence, then a tone. */
const wav = Buffer.concat([
  wavHeader(16_000),
  Buffer.from(
    Array.from({ length: 16_000 }, (_, n) => {
      const sample = n < 8000 ? 0 : Math.round(16_000 * Math.sin(n));
      return LINEAR_TO_ALAW[sample & 0xffff] ?? 0;
    }),
  ),
]);
const fileName = recordingName(RECORDED_AT, 'app');
writeFileSync(join(under.recordings, fileName), wav);
utimesSync(join(under.recordings, fileName), sampleTime / 1000, sampleTime / 1000);
await under.records.put([
  pastRecord(1, {
    details: {
      ...{
        recording: fileName,
        answeredAt: RECORDED_AT + 9000,
        callerMos: 4.3,
        calleeMos: 2.7,
        sipStatus: 0,
      },
      tried: [
        { trunk: 'carrier-a', outcome: 'refused', status: 503, tookMs: 200 },
        { trunk: 'carrier-b', outcome: 'answered', tookMs: 5000 },
      ],
    },
  }),
  pastRecord(2, { caller: mobile(3) }),
]);

void t.test(
  'a recording is found, heard, sought in and saved; an auditor sees who has listened',
  async (t) => {
    const page = await stage.openAs('operator', 'Recordings');
    await page
      .getByRole('row', { name: mobile(1) })
      .getByRole('link')
      .click();
    await page.getByRole('button', { name: 'Listen' }).click();
    const player = page.locator('audio');
    await page.waitForFunction(
      (audio) => ((audio as unknown as Sound | null)?.duration ?? 0) > 1.9,
      await player.elementHandle(),
    );
    const outline = page.locator('canvas.outline');
    const { width = 0 } = (await outline.boundingBox()) ?? {};
    t.ok(width > 300);
    await outline.click({ position: { x: width * 0.75, y: 40 } });
    await page.waitForFunction(
      (audio) => Math.abs(((audio as unknown as Sound | null)?.currentTime ?? 0) - 1.5) < 0.05,
      await player.elementHandle(),
    );
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    t.equal((await saved).suggestedFilename(), 's1.wav');
    t.equal(await page.getByText('Who has listened').count(), 0, 'that is for auditors');
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    await page.evaluate("location.hash = '#/recordings/s2'");
    await page.getByText(mobile(3)).first().waitFor();
    t.notMatch(asked.join(), '/v1/recordings/s2', 'another one is not fetched before it is asked for');

    const auditor = await stage.openAs('auditor', 'Recordings');
    await auditor.getByRole('row', { name: '+86138****0001' }).getByRole('link').click();
    await auditor.getByRole('row', { name: 'operator-name' }).waitFor();
    t.equal(await auditor.getByRole('button', { name: 'Listen' }).count(), 0);
    t.notMatch(await auditor.content(), mobile(1));
  },
);

void t.test('a past call says how each side heard, and why it went as it did', async (t) => {
  const page = await stage.openAs('viewer', 'Past calls');
  await page.getByRole('row', { name: '+86138****0001' }).getByRole('link').first().click();
  await page.getByText('4.30 good').waitFor();
  await page.getByText('2.70 poor').waitFor();
  await page.getByText('carrier-a: refused 503; carrier-b: answered').waitFor();
  await page.getByRole('link', { name: 'Explain this call' }).click();
  await page.getByText('trunk carrier-a put it through: refused with 503 after 0.2 s').waitFor();
  await page.getByText('trunk carrier-b put it through after 5.0 s').waitFor();
  t.notMatch(await page.content(), /\+86\d{11}/);
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByText('中继 carrier-a 接通：以 503 拒绝（0.2 秒后）').waitFor();
  for (const step of await page.locator('.steps .step').allInnerTexts()) t.match(step, /\p{Script=Han}/u);
  await page.getByLabel('会话 ID').fill('nowhere');
  await page.getByRole('button', { name: '说明原因' }).click();
  await page.getByRole('alert').waitFor();
});

void t.test('levels of live calls are measured while they are looked at, and not before', async (t) => {
  under.calls.set('call-1', activeCall('call-1', {}));
  under.levels.set('call-1', {
    sessionId: 'call-1',
    caller: { packets: 16, dbm0: -21.4 },
    callee: { packets: 0 },
  });
  const page = await stage.openAs('viewer', 'Calls');
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  const row = page.getByRole('row', { name: '+86138****0021' });
  await row.waitFor();
  t.notMatch(asked.join(), /levels/);
  await page.getByLabel('Measure the levels of both legs').check();
  await row.getByText('-21 dBm0').waitFor();
  await row.getByText('no packets').waitFor();
});

void t.test(
  'an application is made with a secret that is shown once, and its address is tried',
  async (t) => {
    const page = await stage.openAs('admin', 'Applications');
    await page.getByLabel('Key').fill('shop');
    await page.getByRole('button', { name: 'Make an application' }).click();
    const dialog = page.getByRole('dialog', { name: 'Secret of shop' });
    const secret = await dialog.locator('code').innerText();
    t.equal(under.routing.applications.get('shop')?.appSecret, secret);
    await dialog.getByRole('button', { name: 'I have it' }).click();
    await page.locator('code.secret').waitFor({ state: 'detached' });
    t.notMatch(await page.content(), secret);
    const made = under.routing.applications.get('shop');
    if (made !== undefined)
      under.routing.applications.put({
        ...made,
        callbacks: { status: 'http://192.0.2.9/status', fee: 'http://192.0.2.9/fee' },
      });
    under.tryPush = (_application, url) =>
      Promise.resolve(
        url.endsWith('fee')
          ? { outcome: 'failed', because: 'connect ECONNREFUSED', tookMs: 3 }
          : { outcome: 'answered', status: 200, body: '{"ok":true}', tookMs: 12.2 },
      );
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('row', { name: 'shop' }).getByRole('link').click();
    await page
      .getByRole('button', { name: 'Try Status' })
      .or(page.getByRole('button', { name: 'Try status' }))
      .click();
    await page.getByText('Taken status: HTTP 200 after 12 ms').waitFor();
    await page.getByText('{"ok":true}').waitFor();
    await page.getByRole('button', { name: 'Try fee' }).click();
    await page.getByText('Not taken fee: no answer after 3 ms').waitFor();
    await page.getByRole('button', { name: 'Another secret' }).click();
    await page.getByRole('button', { name: 'Make another secret' }).click();
    const other = page.getByRole('dialog', { name: 'Secret of shop' });
    await other.waitFor();
    t.not(under.routing.applications.get('shop')?.appSecret, secret);
  },
);

void t.test('the machine is shown to all, its log to operators, with numbers masked', async (t) => {
  const logger = createLogger({
    ...{ level: 'info', showNumbers: true },
    destination: { write: (line: string) => under.lines.add(line) },
  });
  logger.warn({ pii: { caller: mobile(77) } }, 'a call failed');
  const viewer = await stage.openAs('viewer', 'System');
  await viewer.getByRole('row', { name: 'engine 4711 1 d 01:01:01' }).waitFor();
  await viewer.getByText('api.example.com').waitFor();
  await viewer.getByText('ENOENT: no such file').waitFor();
  t.equal(await viewer.getByText('Log of the engine').count(), 0);
  const page = await stage.openAs('operator', 'System');
  await page.getByRole('row', { name: 'a call failed' }).getByText('+86138****0077').waitFor();
  await page.getByLabel('Lines').selectOption('error');
  await page.getByText('No line is like that.').waitFor();
});

void t.test('a prompt is dropped into its form, and what cannot be used says why', async (t) => {
  const page = await stage.openAs('operator', 'Prompts');
  const transfer = await page.evaluateHandle(
    `(() => { const held = new DataTransfer(); held.items.add(new File(['ID3'], 'song.wav', { type: 'audio/wav' })); return held; })()`,
  );
  await page.locator('form.question').dispatchEvent('drop', { dataTransfer: transfer });
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByText('song.wav: expected a WAV file').waitFor();
  await page.getByText('ffmpeg -i FILE').waitFor();
  t.match(await page.getByRole('row', { name: 'hint.wav' }).innerText(), /-20\.0\s+-26\.2\s+-7\.5/);
});

void t.test('the browser had nothing to complain of', async (t) => {
  t.same(stage.complaints, []);
});
