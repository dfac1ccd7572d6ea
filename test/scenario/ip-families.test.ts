/** Whole calls over IPv6, and between a phone that has IPv6 and one that has IPv4, recorded and not. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { Phone } from '../support/phones/phone.js';
import { samplesOf, toneLevel } from '../support/phones/wav-tone.js';
import { Callveil } from '../support/servers/callveil.js';
import { isOurs, onlyOurs } from '../support/servers/signaling-server.js';

/** Address of phones with IPv4, which is none of the service. */
const OLD = '127.0.0.9';
const FOUR = '+8613800000021';
const SIX = '+8613800000022';
const OTHER_SIX = '+8613800000023';
const FOUR_AND_SIX = '+8617100000001';
const SIXES = '+8617100000002';
const APP = { appKey: 'families-app', appSecret: 'families-secret' };

function config(server: string): Record<string, unknown> {
  return {
    sip: {
      server,
      listen: [
        { transport: 'udp', host: '127.0.0.1', port: 0 },
        { transport: 'udp', host: '::1', port: 0 },
      ],
    },
    media: { host6: '::1' },
    trunks: [
      {
        name: 'phones',
        type: 'softphones',
        accounts: [FOUR, SIX, OTHER_SIX].map((number) => ({ number, password: `of ${number}` })),
      },
    ],
    applications: [
      {
        ...APP,
        name: 'Families',
        mode: 'AXB',
        features: { recording: true },
        numbers: [FOUR_AND_SIX, SIXES].map((number) => ({ number, areaCode: '0755' })),
      },
    ],
  };
}

t.jobs = isOurs ? 2 : 1;
for (const server of ['embedded', 'embedded-drachtio']) {
  const skip = server === 'embedded' && onlyOurs('is only spoken to by drachtio-srf');
  void t.test(
    `each leg has the IP family of its phone (${server})`,
    { timeout: 120_000, skip },
    async (t) => {
      const callveil = await Callveil.start(() => config(server));
      t.teardown(() => callveil.stop());
      const bind = (relationNum: string, callerNum: string, calleeNum: string, recordFlag: string) =>
        callveil
          .client(APP)
          .post('/rest/caas/relationnumber/partners/v1.0', { relationNum, callerNum, calleeNum, recordFlag });
      await bind(FOUR_AND_SIX, FOUR, SIX, 'true');
      await bind(SIXES, OTHER_SIX, SIX, 'false');
      const four = await registered(t, callveil, FOUR, OLD);
      const six = await registered(t, callveil, SIX, '::1');
      const otherSix = await registered(t, callveil, OTHER_SIX, '::1');
      await talk(t, four, six, FOUR_AND_SIX);
      await talk(t, six, four, FOUR_AND_SIX);
      await talk(t, otherSix, six, SIXES);
      t.equal(await callveil.leftOver(20_000), '');

      t.notMatch(four.received, '::1', 'IPv4 alone on that side');
      for (const phone of [six, otherSix]) t.notMatch(phone.received, '127.0.0.', 'IPv6 alone on that side');
      t.match(six.received, /^Via: SIP\/2\.0\/UDP \[::1\]:\d+;/m);
      t.notMatch(JSON.stringify(callveil.log), 'expected an IPv');

      const folder = join(callveil.folder, 'data', 'recordings');
      const files = (await readdir(folder)).filter((name) => name.endsWith('.wav'));
      t.equal(files.length, 2);
      for (const file of files) {
        const recorded = samplesOf(await readFile(join(folder, file)));
        t.ok(toneLevel(recorded, 440) > -30 && toneLevel(recorded, 1000) > -30, 'both are in the recording');
      }
    },
  );
}

async function registered(t: Test, callveil: Callveil, number: string, host: string): Promise<Phone> {
  const at = host === '::1' ? '[::1]' : '127.0.0.1';
  const phone = await Phone.start({ number, host, server: `${at}:${callveil.sipPort('udp', at)}` });
  t.teardown(() => phone.stop());
  t.equal(await phone.register(`of ${number}`), 200);
  return phone;
}

async function talk(t: Test, from: Phone, to: Phone, x: string): Promise<void> {
  const calling = await from.dial(x);
  const called = await to.nextCall();
  called.ring();
  called.answer();
  await Promise.all([calling.answered, called.answered]);
  calling.audio.sendTone(440);
  called.audio.sendTone(1000);
  await Promise.all([calling.audio.hears(1000), called.audio.hears(440)]);
  t.equal(called.shownNumber, x);
  // As much as a recording needs to have a tone in it that can be measured.
  await Promise.all([calling.audio.receives(60), called.audio.receives(60)]);
  await calling.hangUp();
  await called.ended;
}
