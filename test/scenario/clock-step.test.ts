/**
 * The machine's clock is set back and forward by an hour under a running service (libfaketime): calls and reports go
 * on.
 */
import { globSync } from '../support/glob.mjs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { A, B, ModeStage, X } from '../support/stages/mode-stage.js';

const HOUR_SECONDS = 3600;
const [library = ''] = globSync('/usr/lib', (path: string) => path.endsWith('/faketime/libfaketimeMT.so.1'));
const folder = mkdtempSync(join(tmpdir(), 'callveil-clock-'));
const offset = join(folder, 'offset');
t.teardown(() => rmSync(folder, { recursive: true }));
setClock(0);
const stage = await ModeStage.start(
  t,
  'AXB',
  {},
  {},
  {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: offset,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  },
);
await stage.ask('POST', '/rest/caas/relationnumber/partners/v1.0', {
  relationNum: X,
  callerNum: A,
  calleeNum: B,
});

for (const [what, hours] of [
  ['an hour back', -1],
  ['to where it was', 0],
  ['an hour forth', 1],
] as const) {
  void t.test(`set ${what} before a call, and back in the middle of it`, async (t) => {
    setClock(hours);
    const calling = await stage.phone(A).dial(X);
    const ringing = await stage.phone(B).nextCall();
    ringing.ring();
    ringing.answer();
    await Promise.all([calling.answered, ringing.answered]);
    calling.audio.sendTone(440);
    await ringing.audio.hears(440);
    setClock(0);
    await calling.hangUp();
    await ringing.ended;
    const { record, order } = await stage.told();
    t.same(order, ['callin', 'callout', 'alerting', 'answer', 'disconnect']);
    const talked = Number(timeOf(record['callEndTime'])) - Number(timeOf(record['fwdAnswerTime']));
    t.ok(talked >= 0 && talked < HOUR_SECONDS * 500, `the record says how long they talked: ${talked} ms`);
  });
}

function setClock(hours: number): void {
  writeFileSync(offset, `${hours < 0 ? '-' : '+'}${Math.abs(hours * HOUR_SECONDS)}s\n`);
}

function timeOf(text: unknown): number {
  return Date.parse(`${String(text).replace(' ', 'T')}Z`);
}
