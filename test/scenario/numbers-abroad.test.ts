/** The whole service in another country: its policy, and a carrier that writes numbers as they are dialled there. */
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { Callveil } from '../support/servers/callveil.js';
import { Phone } from '../support/phones/phone.js';

const APP = { appKey: 'abroad-app', appSecret: 'abroad-secret' };

interface Party {
  readonly e164: string;
  readonly national: string;
}

interface Country {
  readonly a: Party;
  readonly b: Party;
  readonly x: Party;
  readonly areaCode: string;
}

const COUNTRIES: Readonly<Record<string, Country>> = {
  germany: {
    a: { e164: '+4915198765432', national: '015198765432' },
    b: { e164: '+493023456789', national: '03023456789' },
    x: { e164: '+493012345678', national: '03012345678' },
    areaCode: '030',
  },
  italy: {
    a: { e164: '+393918765432', national: '3918765432' },
    b: { e164: '+390223456789', national: '0223456789' },
    x: { e164: '+390612345678', national: '0612345678' },
    areaCode: '06',
  },
  'north-america': {
    a: { e164: '+14155550111', national: '4155550111' },
    b: { e164: '+12125550122', national: '2125550122' },
    x: { e164: '+14155550100', national: '4155550100' },
    areaCode: '415',
  },
};

for (const [country, { a, b, x, areaCode }] of Object.entries(COUNTRIES))
  void t.test(`${country}: bound, called and shown as numbers are dialled there`, async (t) => {
    const callee = await Phone.start({ number: b.national, server: '127.0.0.1' });
    t.teardown(() => callee.stop());
    const callveil = await Callveil.start((receiver) => ({
      policyFile: fileURLToPath(new URL(`../../../routing/policy-${country}.json`, import.meta.url)),
      sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
      trunks: [
        {
          name: 'carrier',
          from: ['127.0.0.1'],
          to: `sip:127.0.0.1:${callee.port}`,
          numberFormat: 'national',
        },
      ],
      applications: [
        {
          ...APP,
          mode: 'AXB',
          callbacks: { status: `${receiver}/status`, fee: `${receiver}/fee` },
          numbers: [{ number: x.e164, areaCode }],
        },
      ],
    }));
    t.teardown(() => callveil.stop());
    const { json } = await callveil.client(APP).post('/rest/caas/relationnumber/partners/v1.0', {
      callerNum: a.national,
      calleeNum: b.national,
      areaCode,
    });
    t.match(json, { resultcode: '0', relationNum: x.e164 });
    const caller = await Phone.start({ number: a.national, server: `127.0.0.1:${callveil.sipPort('udp')}` });
    t.teardown(() => caller.stop());

    const calling = await caller.dial(x.national);
    const ringing = await callee.nextCall();
    t.match(callee.received, new RegExp(`^INVITE sip:${b.national}@`, 'm'));
    t.equal(ringing.shownNumber, x.national);
    ringing.ring();
    ringing.answer();
    await calling.answered;
    await calling.hangUp();
    await ringing.ended;
    const { body } = await callveil.push(({ feeLst }) => feeLst !== undefined);
    t.match(body['feeLst'], [
      { callerNum: a.e164, calleeNum: x.e164, fwdDisplayNum: x.e164, fwdDstNum: b.e164, ulFailReason: 0 },
    ]);
    t.notMatch(callee.received, a.national.slice(2), 'nothing of A’s number is told to B');
  });
