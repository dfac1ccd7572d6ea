import t from 'tap';
import { writePcap } from '../../../engine/ladder/pcap.js';
import { readPcap } from '../../support/servers/pcap-reader.js';

const A = { address: '127.0.0.2', port: 5080 };
const B = { address: '192.0.2.255', port: 5060 };
const A6 = { address: '2001:db8::1', port: 5080 };
const B6 = { address: '::1', port: 5060 };

void t.test(
  'each message is an Ethernet frame with IP and UDP, whose lengths and checksums hold',
  async (t) => {
    const packets = [
      {
        at: 1_700_000_000_123.456,
        source: A,
        destination: B,
        payload: Buffer.from('OPTIONS sip:x SIP/2.0\r\n\r\n'),
      },
      { at: 1_700_000_000_999.9996, source: B, destination: A, payload: Buffer.from('odd') },
      { at: 1_700_000_001_000, source: A6, destination: B6, payload: Buffer.from('six') },
      { at: 1_700_000_001_000, source: A6, destination: A, payload: Buffer.from('both families') },
      { at: 1_700_000_001_000, source: A, destination: B, payload: Buffer.alloc(0) },
    ];
    const read = readPcap(writePcap(packets));
    t.same(
      read.map(({ source, destination, payload }) => ({ source, destination, payload })),
      packets.map(({ source, destination, payload }, n) => ({
        source,
        destination: n === 3 ? { address: '::ffff:7f00:2', port: 5080 } : destination,
        payload,
      })),
    );
    t.same(
      read.map(({ seconds, microseconds }) => [seconds, microseconds]),
      [
        [1_700_000_000, 123_456],
        [1_700_000_001, 0],
        [1_700_000_001, 0],
        [1_700_000_001, 0],
        [1_700_000_001, 0],
      ],
    );
  },
);

void t.test('a message that fits no datagram is cut, and the file says how long it was', async (t) => {
  const [read] = readPcap(
    writePcap([{ at: 1, source: A, destination: B, payload: Buffer.alloc(65_535, 'x') }]),
  );
  t.equal(read?.payload.length, 65_507);
  t.equal(read?.missing, 28);
});

void t.test('a file without packets is one', async (t) => t.same(readPcap(writePcap([])), []));
