import t from 'tap';
import { plainPacket } from '../../../../media/relay/leg/rtp.js';

void t.test('a plain packet comes back as it is', (t) => {
  const packet = Buffer.from('8008 0001 00000002 00000003 aabb'.replaceAll(' ', ''), 'hex');
  t.equal(plainPacket(packet), packet);
  t.end();
});

void t.test('contributing sources, extension and padding are taken off', (t) => {
  const packet = Buffer.from(
    ['b288 0001 00000002 00000003', 'cccc0001 cccc0002', 'bede0001 11223344', 'aabb', '0002']
      .join(' ')
      .replaceAll(' ', ''),
    'hex',
  );
  t.equal(plainPacket(packet)?.toString('hex'), '80880001000000020000000' + '3aabb');
  t.end();
});

void t.test('what is no RTP is refused', (t) => {
  const cases = {
    nothing: '',
    'too short': '8008000100000002000000',
    'another version': '400800010000000200000003',
    'sources beyond its end': '8f0800010000000200000003',
    'an extension without its header': '900800010000000200000003be',
    'an extension beyond its end': '900800010000000200000003bede0009',
    'padding beyond its begin': 'a008000100000002000000030f',
    STUN: '000100002112a442000000000000000000000000',
  };
  for (const [name, hex] of Object.entries(cases))
    t.equal(plainPacket(Buffer.from(hex, 'hex')), undefined, name);
  t.end();
});
