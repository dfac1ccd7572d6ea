/** The ladder of a call and its export to Homer, on the whole service with each of our SIP servers. */
import t, { type Test } from 'tap';
import type { ShownLadder } from '../../engine/api/operator/call-answers.js';
import { HepListener } from '../support/servers/hep-listener.js';
import { readPcap } from '../support/servers/pcap-reader.js';
import { A, B, ModeStage, OPERATOR_TOKEN, X } from '../support/stages/mode-stage.js';

for (const server of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`a call has one ladder of both legs, and one id at Homer (${server})`, (t) =>
    ladder(t, server),
  );
}

async function ladder(t: Test, server: string): Promise<void> {
  const homer = await HepListener.open();
  t.teardown(() => homer.close());
  const hep = { host: '127.0.0.1', port: homer.port, captureId: 77, password: 'homer' };
  const stage = await ModeStage.start(t, 'AX', {}, {}, {}, { hep, sip: { server } });
  await stage.ask('POST', '/rest/provision/caas/privatenumber/v1.0', {
    origNum: A,
    privateNum: X,
    calleeNumDisplay: '0',
  });
  await stage.converse(B, X, A);
  const { record } = await stage.told();
  const id = String(record['sessionId']);
  const shown = (await stage.operator('GET', `/v1/calls/${id}/ladder`)) as ShownLadder;
  t.same(
    shown.legs.map(({ side }) => side),
    ['caller', 'callee'],
  );
  const titles = (leg: number): string[] =>
    shown.messages.flatMap((one) =>
      one.leg === leg && !one.isRepeated ? [`${one.direction} ${one.title}`] : [],
    );
  t.same(
    titles(0)
      .filter((title) => !/100|180|407/.test(title))
      .slice(-5),
    ['in INVITE', 'out 200 OK', 'in ACK', 'in BYE', 'out 200 OK'],
  );
  t.same(
    titles(1).filter((title) => !/100/.test(title)),
    ['out INVITE', 'in 180 Ringing', 'in 200 OK', 'out ACK', 'out BYE', 'in 200 OK'],
  );
  const places = (title: string): number[] =>
    shown.messages.flatMap((one, place) => (one.title === title ? [place] : []));
  t.ok((places('INVITE')[0] ?? 0) < (places('INVITE').at(-1) ?? 0), 'the caller is before the callee');
  // What the phones have seen is what is shown, byte for byte: the bytes of the wire.
  const [caller, callee] = [stage.phone(B), stage.phone(A)].map(({ ladder }) =>
    ladder.map(({ text }) => text),
  );
  for (const { leg, text, title } of shown.messages)
    if (!/Authorization/i.test(text) && title !== 'ACK')
      t.ok((leg === 0 ? caller : callee)?.includes(text), title);

  const pcap = await fetch(`${stage.callveil.operator}/v1/calls/${id}/pcap`, {
    headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
  });
  t.equal(readPcap(Buffer.from(await pcap.arrayBuffer())).length, shown.messages.length);

  const own = () => homer.messages.filter(({ correlation }) => correlation === id);
  await homer.until(() => own().length >= shown.messages.length);
  t.same(
    own()
      .map(({ payload }) => payload.split('\r\n')[0])
      .sort(),
    shown.messages.map(({ text }) => text.split('\r\n')[0]).sort(),
    'both legs have the id of the call',
  );
  t.ok(homer.messages.every(({ captureId, password }) => captureId === 77 && password === 'homer'));
  t.ok(
    homer.messages.some(({ payload }) => payload.startsWith('REGISTER')),
    'what is no call goes there too',
  );
  t.notMatch(homer.messages.map(({ payload }) => payload).join(''), /response="[0-9a-f]/);
}
