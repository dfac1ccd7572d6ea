/** Ports nothing can be sent to, wherever a message may name one: none of them throws, and what can be answered is. */
import t from 'tap';
import { Caller, openBench, reply, startLine } from '../sip-peer.js';

/** 0 and what is no port; the last is an overflow of 16 bits that would lead to 5060. */
const PORTS = ['0', '00', '65536', '70596', '99999999999999999999', '-1', '5060x'];

void t.test('of a Via: its answer goes where it came from', async (t) => {
  const { user, peer } = await openBench(t);
  const vias = [
    ...PORTS.map((port) => `127.0.0.1:${port};branch=z9hG4bK-a${port}`),
    ...PORTS.map((port) => `127.0.0.1:PORT;rport=${port};branch=z9hG4bK-b${port}`),
    ...PORTS.map((port) => `127.0.0.1:PORT;received=127.0.0.1:${port};branch=z9hG4bK-c${port}`),
    ...PORTS.map((port) => `127.0.0.1:PORT;maddr=127.0.0.1:${port};ttl=${port};branch=z9hG4bK-d${port}`),
    ...['0.0.0.0', '255.255.255.255', '224.0.0.1', '[::]', 'nowhere.invalid'].map(
      (host) => `${host}:PORT;maddr=${host};received=${host};branch=z9hG4bK-e${host.length}${host}`,
    ),
  ];
  for (const [n, via] of vias.entries()) {
    const asked = user.requests.length;
    const line = `Via: SIP/2.0/UDP ${via.replace('PORT', String(peer.port))}`;
    peer.send(new Caller(peer, `call-${n}`).request('OPTIONS').replace(/Via: .*/, line));
    const refused = await peer.drain();
    if (user.requests.length === asked) {
      t.match(refused.map(startLine), ['SIP/2.0 400 Bad Via Header'], via);
      continue;
    }
    user.requests.at(-1)?.respond({ status: 200, headers: [] });
    t.same((await peer.drain()).map(startLine), ['SIP/2.0 200 OK'], via);
  }
  t.same(user.errors, []);
});

void t.test('of a Contact or a Record-Route: the call is refused, or its BYE goes another way', async (t) => {
  const { stack, user, peer } = await openBench(t);
  const where = PORTS.flatMap((port) => [
    `Contact: <sip:a@127.0.0.1:${port}>`,
    `Contact: <sip:a@127.0.0.1;maddr=127.0.0.1:${port}>`,
    `Contact: <sip:a@127.0.0.1:PORT>\nRecord-Route: <sip:127.0.0.1:${port};lr>`,
    `Contact: <sip:a@127.0.0.1:PORT>\nRecord-Route: <sip:127.0.0.1:${port}>`,
  ]);
  for (const [n, lines] of where.entries()) {
    const caller = new Caller(peer, `call-${n}`);
    const named = lines.replaceAll('PORT', String(peer.port));
    peer.send(caller.request('INVITE').replace(/Contact: .*/, named));
    const first = await peer.drain();
    const request = user.requests.shift();
    if (request === undefined) {
      t.match(first.map(startLine), [/^SIP\/2.0 400 /], lines);
      continue;
    }
    caller.toTag = request.respond({ status: 200, headers: [] }).message.to.params.get('tag') ?? '';
    peer.send(caller.request('ACK', { cseq: 1 }));
    await peer.drain();
    user.requests.length = 0;
    request.dialog?.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse });
    const bye = await peer.next();
    t.match(startLine(bye), /^BYE /, lines);
    peer.send(reply(bye, '200 OK'));
    t.equal((await user.take(user.responses)).status, 200);
  }
  t.same([user.errors, stack.counters.dialogs], [[], 0]);
});

void t.test('of an answer: it fails, with its ACK and BYE, and holds nothing', async (t) => {
  const { stack, user, peer } = await openBench(t);
  for (const port of PORTS) {
    const draft = { method: 'INVITE', uri: `sip:b@127.0.0.1:${peer.port}`, headers: [] };
    stack.request(draft, { onResponse: user.onResponse });
    const invite = await peer.next();
    peer.send(reply(invite, '200 OK', 'b', `Contact: <sip:b@127.0.0.1:${port}>`));
    const response = await user.take(user.responses);
    if (response.status === 200) {
      const [dialog] = stack.dialogs();
      dialog?.ack({ headers: [] });
      dialog?.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse });
    }
    const acknowledged = [await peer.next(), await peer.next()];
    t.match(acknowledged.map(startLine), [/^ACK /, /^BYE /], port);
    peer.send(reply(acknowledged[1] ?? '', '200 OK'));
    await peer.drain();
    user.responses.length = 0;
  }
  t.same([user.errors, stack.counters.dialogs], [[], 0]);
});

void t.test('of our own request: sending it is refused', async (t) => {
  const { stack, user, peer } = await openBench(t);
  for (const port of PORTS) {
    const options = { onResponse: user.onResponse };
    const asked = { method: 'OPTIONS', uri: `sip:b@127.0.0.1:${port}`, headers: [] };
    t.throws(() => stack.request(asked, options), { name: 'StackError' }, port);
    const good = { ...asked, uri: `sip:b@127.0.0.1:${peer.port}` };
    const nextHop = `sip:127.0.0.1:${port}`;
    t.throws(() => stack.request(good, { ...options, nextHop }), { name: 'StackError' }, nextHop);
  }
  t.equal(stack.counters.transactions, 0);
});
