import t from 'tap';
import { addressList, addressOfUri, hostPort, parseAddressBlock } from '../../config/address.js';
import { bracketed } from '../../engine/sipd/stack/transport/local-address.js';
import { DroppedStrangers } from '../../media/relay/leg/dropped-strangers.js';

void t.test('a host and a port are written alike by configuration, stack and relay', async (t) => {
  for (const [address, written] of [
    ['192.0.2.7', '192.0.2.7:5060'],
    ['2001:db8::7', '[2001:db8::7]:5060'],
    ['::1', '[::1]:5060'],
    ['::ffff:192.0.2.7', '[::ffff:192.0.2.7]:5060'],
  ] as const) {
    t.equal(hostPort(address, 5060), written);
    t.equal(`${bracketed(address)}:5060`, written);
    const strangers = new DroppedStrangers();
    strangers.add({ address, port: 5060 });
    t.equal(strangers.take(undefined, false)?.from, written);
  }
  t.equal(hostPort('sip.example.org', 5060), 'sip.example.org:5060');
  t.equal(bracketed('sip.example.org'), 'sip.example.org');
});

void t.test('a v4-mapped address equals its IPv4 form, and IPv6 has one spelling', async (t) => {
  const list = addressList(['::ffff:192.0.2.7', '::FFFF:c633:6400/120', '2001:DB8:0:0::1', 'fe80::/10']);
  for (const address of [
    '192.0.2.7',
    '::ffff:192.0.2.7',
    '198.51.100.9',
    '::ffff:198.51.100.9',
    '2001:db8::1',
  ])
    t.ok(list.has(address), address);
  for (const address of ['192.0.2.8', '198.51.101.1', '2001:db8::2', 'fe80::1%eth0'])
    t.notOk(list.has(address), address);
  t.equal(parseAddressBlock('fe80::1%eth0'), undefined, 'a scope is refused');
  t.equal(parseAddressBlock('::ffff:192.0.2.7/64'), undefined, 'wider than IPv4');
  t.equal(addressOfUri('sip:[2001:DB8:0::1]:5060'), '2001:db8::1');
});
