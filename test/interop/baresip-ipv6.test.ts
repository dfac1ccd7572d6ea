/** baresip over IPv6, and between a phone with IPv6 and one with IPv4. */
import t from 'tap';
import { Baresip } from '../support/phones/baresip.js';
import { samplesOf, toneLevel } from '../support/phones/wav-tone.js';
import { Callveil } from '../support/servers/callveil.js';

const A = '+8613800000021';
const B = '+8613800000022';
const X = '+8617100000001';
const APP = { appKey: 'softphone-app', appSecret: 'softphone-secret' };

function config(): Record<string, unknown> {
  const udp = { transport: 'udp', port: 0 };
  return {
    sip: { listen: ['127.0.0.1', '::1'].map((host) => ({ ...udp, host })) },
    media: { host6: '::1' },
    trunks: [
      {
        name: 'phones',
        type: 'softphones',
        media: { source: 'latch' },
        accounts: [
          { number: A, password: 'phone-a' },
          { number: B, password: 'phone-b' },
        ],
      },
    ],
    applications: [{ ...APP, name: 'Softphones', mode: 'AXB', numbers: [{ number: X, areaCode: '0755' }] }],
  };
}

void t.test('two phones with IPv6, and one with each family', { timeout: 180_000 }, async (t) => {
  const callveil = await Callveil.start(config);
  t.teardown(() => callveil.stop());
  await callveil.client(APP).post('/rest/caas/relationnumber/partners/v1.0', {
    ...{ relationNum: X, callerNum: A, calleeNum: B },
  });
  const pairs: [caller: string, callee: string][] = [
    ['::1', '::1'],
    ['127.0.0.1', '::1'],
    ['::1', '127.0.0.1'],
  ];
  for (const [from, to] of pairs) {
    const at = (host: string): string => {
      const literal = host === '::1' ? '[::1]' : host;
      return `${literal}:${callveil.sipPort('udp', literal)}`;
    };
    const a = await Baresip.start({
      ...{ number: A, password: 'phone-a', tone: 440, autoAnswer: false },
      ...{ host: from, server: at(from) },
    });
    t.teardown(() => a.stop());
    const b = await Baresip.start({
      ...{ number: B, password: 'phone-b', tone: 1000, autoAnswer: true },
      ...{ host: to, server: at(to) },
    });
    t.teardown(() => b.stop());
    a.dial(`sip:${X}@${at(from)}`);
    await Promise.all([a, b].map((phone) => phone.until(({ type }) => type === 'CALL_ESTABLISHED')));
    // Two seconds of conversation are something to measure, not something to wait for.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    a.hangUp();
    await b.until(({ type }) => type === 'CALL_CLOSED');
    const [heardByA, heardByB] = await Promise.all([a, b].map(async (one) => samplesOf(await one.heard())));
    t.ok(toneLevel(heardByA ?? new Int16Array(), 1000) > -30, `${from} and ${to}: A hears the tone of B`);
    t.ok(toneLevel(heardByB ?? new Int16Array(), 440) > -30, `${from} and ${to}: B hears the tone of A`);
    t.notOk(JSON.stringify(b.events).includes(A.slice(1)), 'no event of B names A');
    await Promise.all([a.stop(), b.stop()]);
  }
});
