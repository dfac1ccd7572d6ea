/** The DNS client: servers that are away, lie, or cut their answers off. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import t, { type Test } from 'tap';
import { DnsClient } from '../../../../../engine/sipd/stack/dns/client.js';
import { readAnswer } from '../../../../../engine/sipd/stack/dns/message.js';
import type { DnsAnswer } from '../../../../../engine/sipd/stack/dns/records.js';
import { DnsServer } from '../../../../support/servers/dns-server.js';

const ZONE = ['gw.example A/60 192.0.2.1', '_sip._udp.example SRV/30 1 2 5060 GW.example.'];

async function started(t: Test): Promise<DnsServer> {
  const server = await DnsServer.start(ZONE);
  t.teardown(() => server.close());
  return server;
}

function asked(t: Test, servers: readonly string[], name: string): Promise<DnsAnswer<'A'> | undefined> {
  const client = new DnsClient(servers);
  t.teardown(() => client.close());
  return new Promise((resolve) => client.ask(name, 'A', resolve));
}

void t.test('the next server is asked if one is away or fails', async (t) => {
  const good = await started(t);
  const answer = { records: ['192.0.2.1'], seconds: 60 };
  const closed = createSocket('udp4').bind(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address();
  closed.close();
  t.same(await asked(t, [`127.0.0.1:${port}`, good.address], 'gw.example'), answer);
  const failing = await started(t);
  failing.code = 2;
  t.same(await asked(t, [failing.address, good.address], 'gw.example'), answer);
  const silent = await started(t);
  silent.isSilent = true;
  t.same(await asked(t, [silent.address, good.address], 'gw.example'), answer);
  t.equal(await asked(t, [silent.address], 'gw.example'), undefined);
  t.equal(silent.asked.length, 3, 'twice without an answer');
});

void t.test('an answer that is cut off is asked for over TCP', async (t) => {
  const server = await started(t);
  server.isTruncating = true;
  t.same(await asked(t, [server.address], 'gw.example'), { records: ['192.0.2.1'], seconds: 60 });
  t.equal(server.asked.length, 2);
});

void t.test('what cannot be asked has no answer', async (t) => {
  const server = await started(t);
  for (const name of ['a..example', `${'a'.repeat(64)}.example`, `${'a.'.repeat(130)}example`])
    t.equal(await asked(t, [server.address], name), undefined, name);
  t.equal(server.asked.length, 0);
});

void t.test('only an answer to our question is one', async (t) => {
  const server = await started(t);
  const socket = createSocket('udp4');
  t.teardown(() => socket.close());
  const { encodeQuestion } = await import('../../../../../engine/sipd/stack/dns/message.js');
  socket.send(encodeQuestion(7, '_sip._udp.example', 'SRV'), server.port, server.host);
  const [bytes] = (await once(socket, 'message')) as [Buffer];
  const question = { id: 7, name: '_sip._UDP.example', kind: 'SRV' } as const;
  t.same(readAnswer(bytes, question), {
    records: [{ priority: 1, weight: 2, port: 5060, target: 'gw.example' }],
    seconds: 30,
  });
  t.equal(readAnswer(bytes, { ...question, id: 8 }), 'not an answer');
  t.equal(readAnswer(bytes, { ...question, name: 'other.example' }), 'not an answer');
  t.equal(readAnswer(bytes, { ...question, kind: 'A' }), 'not an answer');
  for (let length = 0; length < bytes.length; length += 1) readAnswer(bytes.subarray(0, length), question);
  t.pass('and no fragment of one does any harm');
});
