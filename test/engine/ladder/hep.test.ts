import t from 'tap';
import { HepExporter } from '../../../engine/ladder/hep-exporter.js';
import { encodeHep } from '../../../engine/ladder/hep.js';
import { HepListener, readHep } from '../../support/servers/hep-listener.js';

const PACKET = {
  source: { address: '192.0.2.10', port: 5060 },
  destination: { address: '198.51.100.1', port: 5070 },
  transport: 'udp' as const,
  at: 1_700_000_000_123.456,
  captureId: 4_000_000_000,
  correlation: 'call-1',
  payload: Buffer.from('OPTIONS sip:x SIP/2.0\r\n\r\n'),
};

void t.test('a message has every chunk that Homer asks for', async (t) => {
  t.same(readHep(encodeHep({ ...PACKET, password: 'secret' }) ?? Buffer.alloc(0)), {
    family: 2,
    protocol: 17,
    source: '192.0.2.10 5060',
    destination: '198.51.100.1 5070',
    at: 1_700_000_000_123.456,
    payloadType: 1,
    captureId: 4_000_000_000,
    password: 'secret',
    correlation: 'call-1',
    payload: PACKET.payload.toString(),
  });
  t.equal(readHep(encodeHep(PACKET) ?? Buffer.alloc(0)).password, undefined);
});

void t.test('IPv6 and streams are named as such', async (t) => {
  const source = { address: '2001:db8::10', port: 5061 };
  const read = readHep(encodeHep({ ...PACKET, source, transport: 'tls' }) ?? Buffer.alloc(0));
  t.equal(read.family, 10);
  t.equal(read.protocol, 6);
  t.equal(read.source, '2001:db8::10 5061');
  t.equal(read.destination, '::ffff:c633:6401 5070');
});

void t.test('a message that fits no datagram is not sent', async (t) => {
  t.equal(encodeHep({ ...PACKET, payload: Buffer.alloc(65_535) }), undefined);
  t.ok(encodeHep({ ...PACKET, payload: Buffer.alloc(65_000) }));
});

const TERMS = { host: '127.0.0.1', port: 9, captureId: 7, isMasked: false };
const flow = {
  transport: 'udp' as const,
  ...{ localAddress: '0.0.0.0', localPort: 5060, remoteAddress: '127.0.0.2', remotePort: 5070 },
};
const bytes = Buffer.from(
  'INVITE sip:13800000021@x SIP/2.0\r\nAuthorization: Digest realm="x", response="f00d"\r\n\r\n',
);

/** What a collector gets of these terms for one message of each direction. */
async function exported(t: { teardown(action: () => Promise<void>): void }, terms: Partial<typeof TERMS>) {
  const listener = await HepListener.open();
  t.teardown(() => listener.close());
  const notices: string[] = [];
  const exporter = new HepExporter(
    { ...TERMS, port: listener.port, ...terms },
    { localAddressOf: () => '127.0.0.9', tell: (notice) => notices.push(notice), elapsed: () => 0 },
  );
  t.teardown(() => exporter.close());
  exporter.send({ at: 1000, order: 1, direction: 'in', bytes, flow }, 'one');
  exporter.send({ at: 2000, order: 2, direction: 'out', bytes, flow }, 'one');
  await listener.until(({ length }) => length === 2);
  return { messages: listener.messages, notices };
}

void t.test('a collector gets both directions, with the answer to a challenge covered', async (t) => {
  const { messages, notices } = await exported(t, {});
  t.same(
    messages.map(({ source, destination, at }) => [source, destination, at]),
    [
      ['127.0.0.2 5070', '127.0.0.9 5060', 1000],
      ['127.0.0.9 5060', '127.0.0.2 5070', 2000],
    ],
  );
  t.equal(messages[0]?.payload, bytes.toString().replace('"f00d"', '******'));
  t.same(notices, []);
});

void t.test('one that is to have no numbers gets them masked', async (t) => {
  const { messages } = await exported(t, { isMasked: true });
  t.match(messages[0]?.payload, /^INVITE sip:138\*\*\*\*0021@x /);
});

void t.test(
  'under a flood, and without a collector, messages are lost with one line in the log',
  async (t) => {
    const notices: string[] = [];
    const exporter = new HepExporter(
      { ...TERMS, port: 9 },
      { localAddressOf: () => '127.0.0.9', tell: (notice) => notices.push(notice), elapsed: () => 0 },
    );
    for (let n = 0; n < 10_050; n += 1)
      exporter.send({ at: n, order: n, direction: 'in', bytes: Buffer.from('x'), flow }, 'one');
    t.equal(notices.length, 1);
    await exporter.close();
    exporter.send({ at: 0, order: 0, direction: 'in', bytes, flow }, 'one');
    await exporter.close();
  },
);
