import t from 'tap';
import { hostPort } from '../../config/address.js';
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
