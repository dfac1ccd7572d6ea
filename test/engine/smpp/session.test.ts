import fc from 'fast-check';
import t from 'tap';
import { COMMAND, RESPONSE, Smsc } from '../../support/servers/smsc.js';
import { TestAuthority } from '../../support/servers/certificates.js';
import { failureOf, SmppStage } from '../../support/stages/smpp-stage.js';

function pdu(length: number, id: number, body: Buffer = Buffer.alloc(0), sequence = 77): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(length, 0);
  header.writeUInt32BE(id, 4);
  header.writeUInt32BE(sequence, 12);
  return Buffer.concat([header, body]);
}

void t.test('it binds with the login of the configuration', async (t) => {
  const smsc = await Smsc.listen();
  const seen: string[] = [];
  smsc.onBind = ({ body }, systemId, password) => {
    seen.push(systemId, password, body.subarray(16).toString('latin1'));
    return 0;
  };
  const stage = await SmppStage.open(t, { smsc, keys: 'systemType: cp, addressRange: "^86"' });
  await stage.bound();
  t.strictSame(seen, ['callveil', 'secret', 'cp\0\x34\0\0^86\0']);
  t.match(stage.transport.states, [
    { trunk: 'carrier', server: smsc.address, role: 'transceiver', isBound: true },
  ]);
});

void t.test('over TLS, the certificate must be for the server', async (t) => {
  const authority = await TestAuthority.create();
  t.teardown(() => authority.remove());
  const { certificate: cert, key } = await authority.issue({ subjectAltName: 'IP:127.0.0.1' });
  const good = await SmppStage.open(t, {
    smsc: await Smsc.listen({ tls: { cert, key } }),
    keys: `tls: {caFile: ${authority.file}}`,
  });
  await good.bound();
  t.equal(await failureOf(good.send()), 'sent 1');
  const bad = await SmppStage.open(t, {
    smsc: await Smsc.listen({ tls: { cert, key } }),
    keys: `tls: {caFile: ${authority.file}, serverName: smsc.example.com}`,
  });
  while (bad.transport.states[0]?.because === undefined) await new Promise((next) => setImmediate(next));
  t.match(bad.transport.states[0].because, /altnames|does not match/i);
  const careless = await SmppStage.open(t, {
    smsc: await Smsc.listen({ tls: { cert, key } }),
    keys: `tls: {verify: false, serverName: smsc.example.com}`,
  });
  await careless.bound();
});

void t.test('both sides may ask whether the other one is there', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'enquireLinkSeconds: 30, responseSeconds: 10' });
  await stage.bound();
  const smsc = await stage.smsc.binds();
  t.equal((await smsc.request(COMMAND.enquireLink)).id, RESPONSE + COMMAND.enquireLink);
  await stage.clock.pass(30_000);
  await smsc.got(COMMAND.enquireLink);
  smsc.isAlive = false;
  while (smsc.isOpen) await stage.clock.pass(1000);
  t.match(stage.logged.join(''), /no answer to enquire_link/);
});

void t.test(
  'a lost bind is bound again, after waits that double, and a good one begins from the start',
  async (t) => {
    const stage = await SmppStage.open(t, { keys: 'retrySeconds: 4, maxRetrySeconds: 16' });
    await stage.bound();
    for (const waitMs of [3000, 6000, 12_000, 12_000]) {
      const { length } = stage.smsc.connections;
      stage.smsc.bound[0]?.socket.destroy();
      await stage.lost();
      await stage.clock.pass(waitMs - 1);
      t.equal(stage.smsc.connections.length, length, `not before ${waitMs} ms`);
      await stage.clock.pass(1);
      await stage.bound();
    }
    await stage.clock.pass(16_001);
    stage.smsc.bound[0]?.socket.destroy();
    await stage.lost();
    await stage.clock.pass(3000);
    await stage.bound();
  },
);

void t.test('a refused login is tried again, but not soon', async (t) => {
  const smsc = await Smsc.listen();
  smsc.onBind = () => 0x0e;
  const stage = await SmppStage.open(t, { smsc, keys: 'retrySeconds: 4, maxRetrySeconds: 100' });
  while (stage.transport.states[0]?.because === undefined) await new Promise((next) => setImmediate(next));
  t.match(stage.transport.states[0].because, /ESME_RINVPASWD/);
  await stage.clock.pass(74_000);
  t.equal(smsc.connections.length, 1);
  smsc.onBind = () => 0;
  await stage.clock.pass(1000);
  await stage.bound();
});

void t.test('a carrier that does not listen, or does not answer the bind, is tried again', async (t) => {
  const smsc = await Smsc.listen();
  const { port } = smsc;
  const stage = await SmppStage.open(t, { smsc, keys: 'retrySeconds: 4, responseSeconds: 10' });
  await stage.bound();
  await smsc.close();
  await stage.lost();
  await stage.clock.pass(3000);
  while (!/ECONNREFUSED/.test(String(stage.transport.states[0]?.because))) await stage.clock.pass(1000);
  const again = await Smsc.listen({ port });
  t.teardown(() => again.close());
  while (again.bound.length === 0) await stage.clock.pass(1000);
  again.bound[0]?.socket.destroy();
  await stage.lost();
  again.onBind = () => 'no answer';
  const { length } = again.connections;
  while (!/no answer in 10000 ms/.test(String(stage.transport.states[0]?.because)))
    await stage.clock.pass(1000);
  again.onBind = () => 0;
  while (again.bound.length === 0) await stage.clock.pass(1000);
  t.ok(again.connections.length > length);
});

void t.test('the carrier may unbind: it is answered, and bound again', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'retrySeconds: 4' });
  await stage.bound();
  const smsc = await stage.smsc.binds();
  t.equal((await smsc.request(COMMAND.unbind)).id, RESPONSE + COMMAND.unbind);
  await smsc.ended();
  await stage.lost();
  await stage.clock.pass(3000);
  await stage.bound();
});

void t.test('a carrier that unbinds in the octets of its answer to the bind is bound again', async (t) => {
  const smsc = await Smsc.listen();
  smsc.onBind = () => 'no answer';
  const stage = await SmppStage.open(t, { smsc, keys: 'retrySeconds: 4' });
  const first = await smsc.until(() => smsc.connections[0]);
  const { sequence } = await first.got(COMMAND.bindTransceiver);
  smsc.onBind = () => 0;
  const answer = pdu(21, RESPONSE + COMMAND.bindTransceiver, Buffer.from('smsc\0'), sequence);
  first.socket.write(Buffer.concat([answer, pdu(16, COMMAND.unbind)]));
  await first.ended();
  while (smsc.bound.length === 0) await stage.clock.pass(1000);
  await stage.bound();
  t.equal(await failureOf(stage.send()), 'sent 1');
});

void t.test('a close waits for the messages on their way, and unbinds', async (t) => {
  const stage = await SmppStage.open(t);
  await stage.bound();
  const smsc = await stage.smsc.binds();
  stage.smsc.onSubmit = () => 'no answer';
  const sent = failureOf(stage.send());
  const [submit] = await stage.smsc.submitted(1);
  const closed = stage.transport.close();
  smsc.send(RESPONSE + COMMAND.submitSm, submit?.octets.readUInt32BE(12) ?? 0, Buffer.from('9\0'));
  t.equal(await sent, 'sent 9');
  await closed;
  t.ok(smsc.received.some(({ id }) => id === COMMAND.unbind));
  t.equal(stage.clock.pending, 0, 'no timer is left');
  await stage.transport.close();
});

void t.test('a reload opens and closes what has changed, and nothing else', async (t) => {
  const stage = await SmppStage.open(t);
  await stage.bound();
  const [kept] = stage.smsc.bound;
  const more = [...stage.trunks(''), ...stage.trunks('window: 2', 'another')];
  stage.transport.replace(more);
  await stage.bound(2);
  t.equal(stage.transport.carries('another'), true);
  stage.transport.replace([...stage.trunks(''), ...stage.trunks('window: 3', 'another')]);
  await stage.smsc.until(() => stage.smsc.connections.length === 3);
  await stage.bound(2);
  stage.transport.replace(stage.trunks(''));
  await stage.smsc.until(() => stage.smsc.bound.length === 1);
  t.equal(stage.smsc.bound[0], kept);
  t.equal(stage.transport.carries('another'), false);
  t.equal(
    kept?.received.some(({ id }) => id === COMMAND.unbind),
    false,
  );
});

void t.test('a request that is none of a carrier is refused, and the session goes on', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  for (const id of [COMMAND.submitSm, COMMAND.outbind, COMMAND.bindReceiver, 0x1234, 0x21, 0x10f]) {
    const { id: answer, status } = await smsc.request(id);
    t.strictSame([answer, status !== 0], [COMMAND.genericNack, true], `command 0x${id.toString(16)}`);
  }
  smsc.send(COMMAND.alertNotification, 1, Buffer.from('\0\0\0\0\0\0'));
  for (const id of [COMMAND.submitSm, COMMAND.genericNack, 0x0bad])
    smsc.send((RESPONSE + id) % 0x100000000, 4711, Buffer.from('nothing was asked'));
  smsc.send(RESPONSE + COMMAND.deliverSm, 1, Buffer.from('x'));
  t.equal((await smsc.request(COMMAND.enquireLink)).status, 0);
  t.equal(stage.transport.states[0]?.isBound, true);
});

void t.test('a generic_nack is the answer to the request of its number', async (t) => {
  const stage = await SmppStage.open(t);
  await stage.bound();
  stage.smsc.onSubmit = ({ octets, connection }) => {
    connection.send(COMMAND.genericNack, octets.readUInt32BE(12), undefined, 0x03);
    return 'no answer';
  };
  t.equal(await failureOf(stage.send()), 'permanent refused 0x3');
});

void t.test('a PDU whose length cannot be ends the session, with a generic_nack', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'retrySeconds: 1' });
  for (const [length, sequence] of [
    [0, 0],
    [4, 0],
    [15, 0],
    [0xffffffff, 77],
    [70_000, 77],
    [0x474554, 77],
  ] as const) {
    while (stage.smsc.bound.length === 0) await stage.clock.pass(100);
    const smsc = await stage.smsc.binds();
    smsc.socket.write(pdu(length, COMMAND.deliverSm));
    const nack = await smsc.got(COMMAND.genericNack);
    t.strictSame([nack.status, nack.sequence], [0x02, sequence], `a length of ${length}`);
    await smsc.ended();
    await stage.lost();
  }
});

void t.test('a body that cannot be read is answered with its fault, and the session goes on', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  t.equal((await smsc.request(COMMAND.deliverSm)).status, 0x02);
  t.equal((await smsc.request(COMMAND.deliverSm, Buffer.from('no end'))).status, 0x02);
  const long = Buffer.concat([Buffer.alloc(16), Buffer.from([200, 1, 2])]);
  t.equal((await smsc.request(COMMAND.deliverSm, long)).status, 0x01);
  const tlv = Buffer.concat([Buffer.alloc(17), Buffer.from([4, 0x24, 9, 9])]);
  t.equal((await smsc.request(COMMAND.deliverSm, tlv)).status, 0xc0);
  t.equal((await smsc.request(COMMAND.enquireLink)).status, 0);
  t.strictSame(stage.messages, []);
});

void t.test('more messages than are answered are not read', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  const decided: (() => void)[] = [];
  stage.onMessage = () =>
    new Promise((resolve) => decided.push(() => resolve({ isAccepted: true, isSent: false })));
  const all = Array.from({ length: 250 }, (_, n) => smsc.deliver({ content: Buffer.from(`message ${n}`) }));
  await stage.smsc.until(() => stage.messages.length === 200);
  await stage.clock.pass(0);
  t.equal(stage.messages.length, 200);
  while (stage.messages.length < 250 || decided.length > 0) {
    for (const decide of decided.splice(0)) decide();
    await new Promise((resolve) => setImmediate(resolve));
  }
  t.ok((await Promise.all(all)).every((status) => status === 0));
});

void t.test('any octets may come: the process stays and another session is opened', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'retrySeconds: 1' });
  const ids = fc.constantFrom(5, 0x103, 0x15, 6, 0x80000004, 0x80000015, 0x80000000, 0x102, 0xb, 0x21);
  const whole = fc
    .tuple(ids, fc.uint8Array({ maxLength: 120 }))
    .map(([id, body]) => pdu(16 + body.length, id, Buffer.from(body)));
  const garbage = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((octets) => Buffer.from(octets));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(whole, whole, garbage), { maxLength: 10 }), async (all) => {
      while (stage.smsc.bound.length === 0) await stage.clock.pass(200);
      const smsc = await stage.smsc.binds();
      for (const octets of all) smsc.socket.write(octets);
      smsc.socket.end();
      await smsc.ended();
      await stage.lost();
    }),
    { numRuns: 60 },
  );
  while (stage.smsc.bound.length === 0) await stage.clock.pass(200);
  await stage.bound();
  t.equal(await failureOf(stage.send()), `sent ${stage.smsc.submits.length}`);
});
