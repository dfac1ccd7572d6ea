/**
 * baresip with SRTP by SDES, which has its keys and ciphers from libre: encrypted on one leg, in clear on the other.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { Baresip, type BaresipOptions } from '../support/phones/baresip.js';
import { samplesOf, toneLevel } from '../support/phones/wav-tone.js';
import { Callveil } from '../support/servers/callveil.js';

const A = '+8613800000021';
const B = '+8613800000022';
const X = '+8617100000001';
const APP = { appKey: 'softphone-app', appSecret: 'softphone-secret' };

function config(): Record<string, unknown> {
  return {
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    trunks: [
      {
        name: 'phones',
        type: 'softphones',
        media: { source: 'latch', encryption: 'offered' },
        accounts: [
          { number: A, password: 'phone-a' },
          { number: B, password: 'phone-b' },
        ],
      },
    ],
    applications: [
      {
        ...APP,
        name: 'Softphones',
        mode: 'AXB',
        features: { recording: true },
        numbers: [{ number: X, areaCode: '0755' }],
      },
    ],
  };
}

void t.test(
  'a phone that insists on SRTP, one that has none, and one that may',
  { timeout: 180_000 },
  async (t) => {
    const callveil = await Callveil.start(config);
    t.teardown(() => callveil.stop());
    await callveil.client(APP).post('/rest/caas/relationnumber/partners/v1.0', {
      relationNum: X,
      callerNum: A,
      calleeNum: B,
      recordFlag: 'true',
    });
    const pairs: [caller: BaresipOptions['encryption'], callee: BaresipOptions['encryption']][] = [
      ['srtp-mand', undefined],
      [undefined, 'srtp'],
      ['srtp', 'srtp'],
    ];
    for (const [forA, forB] of pairs) {
      const server = `127.0.0.1:${callveil.sipPort('udp')}`;
      const phone = (
        number: string,
        password: string,
        tone: number,
        encryption: BaresipOptions['encryption'],
      ) =>
        Baresip.start({
          number,
          password,
          server,
          tone,
          autoAnswer: number === B,
          ...(encryption !== undefined && { encryption }),
        });
      const a = await phone(A, 'phone-a', 440, forA);
      const b = await phone(B, 'phone-b', 1000, forB);
      a.dial(`sip:${X}@${server}`);
      await Promise.all([a, b].map((one) => one.until(({ type }) => type === 'CALL_ESTABLISHED')));
      // Two seconds of conversation are something to measure, not something to wait for.
      await new Promise((resolve) => setTimeout(resolve, 2000));
      a.hangUp();
      await b.until(({ type }) => type === 'CALL_CLOSED');
      const [heardByA, heardByB] = await Promise.all([a, b].map(async (one) => samplesOf(await one.heard())));
      const name = `${forA ?? 'in clear'} and ${forB ?? 'in clear'}`;
      t.ok(toneLevel(heardByA ?? new Int16Array(), 1000) > -30, `${name}: A hears the tone of B`);
      t.ok(toneLevel(heardByB ?? new Int16Array(), 440) > -30, `${name}: B hears the tone of A`);
      await Promise.all([a.stop(), b.stop()]);
    }
    const folder = join(callveil.folder, 'data', 'recordings');
    const files = (await readdir(folder)).filter((name) => name.endsWith('.wav'));
    t.equal(files.length, pairs.length);
    for (const file of files) {
      const recorded = samplesOf(await readFile(join(folder, file)));
      t.ok(toneLevel(recorded, 440) > -30 && toneLevel(recorded, 1000) > -30, 'both are in the recording');
    }
    t.notMatch(JSON.stringify(callveil.log), /inline:[^*]/, 'no key is in the log');
  },
);
