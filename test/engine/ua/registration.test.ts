import t from 'tap';
import { grantedBy } from '../../../engine/ua/registration.js';
import { dialledAt } from '../../../engine/call/dialled.js';

const CONTACT = '<sip:1000@192.0.2.1:5060>';

function granted(headers: Record<string, string>): number {
  return grantedBy({ header: (name) => headers[name] }, CONTACT, 600);
}

void t.test('the time of our Contact counts, among those of others', async (t) => {
  const others = '<sip:1000@192.0.2.1:5070>;expires=1, "x" <sip:2000@192.0.2.1:5060>;expires=2';
  for (const [contact, seconds] of [
    [`${others}, <sip:1000@192.0.2.1:5060>;expires=300;q=0.5`, 300],
    [`${others}, <sip:1000@192.0.2.1>;expires="300"`, 300],
    [`<sip:1000@192.0.2.1:5060;transport=udp;ob>;q=1;expires=300, ${others}`, 300],
    ['sip:1000@192.0.2.1:5060;expires=300', 300],
    ['<sip:1000@10.0.0.1:5060>;expires=300', 300],
    ['<sip:hidden@10.0.0.1>;expires=300', 300],
    ['<sip:1000@192.0.2.1>', 450],
    [others.replace('1000', '3000'), 450],
  ] as const)
    t.equal(granted({ Contact: contact, Expires: '450' }), seconds, contact);
  t.equal(granted({ Expires: '450' }), 450);
  t.equal(granted({}), 600, 'what we asked for');
});

void t.test('a call to our Contact says in To which number was dialled', async (t) => {
  const contact = { user: '1000', dialledFrom: 'auto' } as const;
  const call = { dialledUser: '1000', toUser: '+8617100000001' };
  t.equal(dialledAt({ contact }, call), '+8617100000001');
  t.equal(dialledAt({ contact }, { ...call, dialledUser: '1000;line=abc' }), '+8617100000001');
  t.equal(dialledAt({ contact }, { ...call, dialledUser: '+8617100000002' }), '+8617100000002');
  t.equal(dialledAt({ contact }, { ...call, toUser: undefined }), '1000');
  t.equal(dialledAt({ contact: { ...contact, dialledFrom: 'request-uri' } }, call), '1000');
  const both = { dialledUser: '+8617100000002', toUser: '+8617100000001' };
  t.equal(dialledAt({ contact: { ...contact, dialledFrom: 'to' } }, both), '+8617100000001');
  t.equal(dialledAt({ contact: undefined }, call), '1000', 'a trunk we do not register with');
});
