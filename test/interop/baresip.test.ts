import t from 'tap';
import { samplesOf, toneLevel } from '../support/phones/wav-tone.js';
import { Baresip } from '../support/phones/baresip.js';
import { TestAuthority } from '../support/servers/certificates.js';
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

void t.test('two baresip softphones talk through X and hear each other', { timeout: 90_000 }, async (t) => {
  const callveil = await Callveil.start(config);
  t.teardown(() => callveil.stop());
  const client = callveil.client(APP);
  await client.post('/rest/caas/relationnumber/partners/v1.0', {
    relationNum: X,
    callerNum: A,
    calleeNum: B,
  });

  const server = `127.0.0.1:${callveil.sipPort('udp')}`;
  const a = await Baresip.start({ number: A, password: 'phone-a', server, tone: 440, autoAnswer: false });
  t.teardown(() => a.stop());
  const b = await Baresip.start({ number: B, password: 'phone-b', server, tone: 1000, autoAnswer: true });
  t.teardown(() => b.stop());

  a.dial(`sip:${X}@${server}`);
  const ringing = await b.until(({ direction }) => direction === 'incoming');
  t.match(ringing.peeruri, X, 'B sees X');
  await Promise.all([a, b].map((phone) => phone.until(({ type }) => type === 'CALL_ESTABLISHED')));
  // Two seconds of conversation are something to measure, not something to wait for.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  a.hangUp();
  await b.until(({ type }) => type === 'CALL_CLOSED');

  const [heardByA, heardByB] = await Promise.all([a, b].map(async (phone) => samplesOf(await phone.heard())));
  t.ok(toneLevel(heardByA ?? new Int16Array(), 1000) > -30, 'A hears the tone of B');
  t.ok(toneLevel(heardByB ?? new Int16Array(), 440) > -30, 'B hears the tone of A');
  t.notOk(JSON.stringify(b.events).includes(A.slice(1)), 'no event of B names A');
});

for (const server of ['embedded', 'embedded-drachtio']) {
  void t.test(`two baresip softphones talk over TLS (${server})`, { timeout: 90_000 }, async (t) => {
    const authority = await TestAuthority.create();
    t.teardown(() => authority.remove());
    const { certificateFile, keyFile } = await authority.issue({ subjectAltName: 'IP:127.0.0.1' });
    const listen = [{ transport: 'tls', host: '127.0.0.1', port: 0, certificateFile, keyFile }];
    const callveil = await Callveil.start(() => ({ ...config(), sip: { server, listen } }));
    t.teardown(() => callveil.stop());
    const client = callveil.client(APP);
    await client.post('/rest/caas/relationnumber/partners/v1.0', {
      ...{ relationNum: X, callerNum: A, calleeNum: B },
    });

    const at = `127.0.0.1:${callveil.sipPort('tls')}`;
    const over = { server: at, transport: 'tls', authorityFile: authority.file } as const;
    const a = await Baresip.start({ ...over, number: A, password: 'phone-a', tone: 440, autoAnswer: false });
    t.teardown(() => a.stop());
    const b = await Baresip.start({ ...over, number: B, password: 'phone-b', tone: 1000, autoAnswer: true });
    t.teardown(() => b.stop());

    a.dial(`sip:${X}@${at};transport=tls`);
    t.match((await b.until(({ direction }) => direction === 'incoming')).peeruri, X, 'B sees X');
    await Promise.all([a, b].map((phone) => phone.until(({ type }) => type === 'CALL_ESTABLISHED')));
    b.hangUp();
    await a.until(({ type }) => type === 'CALL_CLOSED');
    t.notOk(JSON.stringify(b.events).includes(A.slice(1)), 'no event of B names A');
  });
}
