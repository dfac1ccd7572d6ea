import { createRequire } from 'node:module';
import t from 'tap';
import { ENDINGS } from '../../../../engine/call/ending.js';
import { offerRefusal } from '../../../../engine/ua/session/offer-refusal.js';
import { SignalingError } from '../../../../engine/sip/signaling-error.js';

/** What drachtio-srf has a reason phrase for; it throws at anything else. */
const known = createRequire(import.meta.url)('sip-status') as Readonly<Record<number, string>>;

void t.test("the offerer learns what the other side's answer means here", (t) => {
  const told = new Map<number, number[]>();
  for (let status = 300; status < 700; status += 1) {
    const { status: here } = offerRefusal(new SignalingError('refused', status, 'refused'));
    told.set(here, [...(told.get(here) ?? []), status]);
  }
  t.same([...told.keys()].sort(), [488, 491, 500]);
  t.same(told.get(491), [491]);
  t.same(
    told.get(500),
    Array.from({ length: 100 }, (_, at) => 500 + at),
  );
  t.equal(offerRefusal(new SignalingError('gone', 481, 'gone')).status, 500);
  t.match(offerRefusal(new SignalingError('timeout', 500, 'nobody yet')), {
    status: 500,
    headers: { 'Retry-After': /^\d$/ },
  });
  t.match(offerRefusal(new SignalingError('unusable-offer', 488, 'expected RTP/AVP, found 13800000001')), {
    status: 488,
    headers: { Warning: /^305 \S+ "expected RTP\/AVP, found \*"$/ },
  });
  t.equal(offerRefusal(new Error('anything')).status, 488);
  t.end();
});

void t.test('every status we send is one that drachtio-srf sends', (t) => {
  for (const [kind, { sip }] of Object.entries(ENDINGS)) t.type(known[sip], 'string', kind);
  for (const status of [488, 491, 500, 504]) t.type(known[status], 'string');
  t.end();
});
