import t from 'tap';
import type { Settled } from '../../media/leg-plan.js';
import { LegPlaces } from '../../media/leg-places.js';
import { OwnAddresses } from '../../media/own-addresses.js';

const BOTH = new OwnAddresses({ host: '127.0.0.1' }, { host: '::1' });

function offer(...connections: string[]): string {
  return connections.map((line) => `c=IN ${line}\r\nm=audio 4000 RTP/AVP 8\r\n`).join('');
}

void t.test('only the families that an answer may have get ports', async (t) => {
  const places = new LegPlaces(BOTH);
  places.wishes.caller = 6;
  places.named.set('phone.example', '::1');
  t.same(places.familiesFor(offer('IP4 192.0.2.1'), undefined), [4], 'whatever family its SIP has');
  t.same(places.familiesFor(offer('IP6 2001:db8::1'), undefined), [6]);
  t.same(places.familiesFor(offer('IP6 2001:db8::1', 'IP4 192.0.2.1'), undefined), [4, 6]);
  t.same(places.familiesFor(offer('IP6 Phone.example.'), undefined), [6]);
  t.same(places.familiesFor(offer('IP4 0.0.0.0'), undefined), [4]);
  const on6 = { ours: { family: 6 } } as unknown as Settled;
  t.same(places.familiesFor(offer('IP4 0.0.0.0'), on6), [4, 6], 'a hold keeps the family of the leg');
});
