import t from 'tap';
import { MalformedMessage } from '../../../../../engine/sipd/stack/parse/message.js';
import { Caller, header, openBench, reply, startLine, UdpPeer, type Bench } from '../sip-peer.js';

/** A caller whose INVITE has been answered and acknowledged. */
async function answered({ user, peer }: Bench, contact: string): Promise<Caller> {
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE').replace(/^Contact: .*$/m, `Contact: ${contact}`));
  const invite = await user.take(user.requests);
  t.equal(startLine(await peer.next()), 'SIP/2.0 100 Trying');
  caller.toTag = invite.respond({ status: 200, headers: [] }).message.to.params.get('tag') ?? '';
  await peer.next();
  peer.send(caller.request('ACK', { cseq: 1 }));
  await user.take(user.requests);
  return caller;
}

/** Our answered INVITE; resolves when the user has been shown the 200. */
async function answer(bench: Bench, contact: string): Promise<string> {
  const { stack, user, peer } = bench;
  const draft = { method: 'INVITE', uri: `sip:b@127.0.0.1:${peer.port}`, headers: [] };
  stack.request(draft, { onResponse: user.onResponse });
  const invite = await peer.next();
  const ok = reply(invite, '200 OK', 'b', contact === '' ? '' : `Contact: ${contact}`);
  peer.send(ok);
  return ok;
}

void t.test('silence at the Contact: after 1.5 s the flow, in the same transaction', async (t) => {
  const bench = await openBench(t);
  const { stack, user, clock, peer } = bench;
  const silent = await UdpPeer.open(stack);
  t.teardown(() => silent.close());
  await answered(bench, `<sip:a@127.0.0.1:${silent.port}>`);
  const [dialog] = stack.dialogs();
  dialog?.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse });
  const first = await silent.next();
  clock.advance(500);
  clock.advance(1000);
  const second = await peer.next();
  t.same([startLine(second), header(second, 'Via')], [startLine(first), header(first, 'Via')]);
  peer.send(reply(second, '200 OK'));
  t.equal((await user.take(user.responses)).status, 200);
  t.same([stack.counters.dialogs, user.errors], [0, []]);
});

void t.test('a Contact whose name has no address, and one that has: where the request goes', async (t) => {
  const names: Record<string, string> = { 'here.example': '127.0.0.1' };
  const bench = await openBench(t, { lookup: (host, found) => found(names[host]) });
  const { stack, user, peer } = bench;
  const named = await UdpPeer.open(stack);
  t.teardown(() => named.close());
  await answer(bench, '<sip:b@nowhere.example>');
  await user.take(user.responses);
  const [dialog] = stack.dialogs();
  dialog?.ack({ headers: [] });
  t.equal(startLine(await peer.next()), 'ACK sip:b@nowhere.example SIP/2.0');
  dialog?.request({ method: 'INFO', uri: '', headers: [] }, { onResponse: user.onResponse });
  const info = await peer.next();
  peer.send(reply(info, '200 OK', '', `Contact: <sip:b@here.example:${named.port}>`));
  await user.take(user.responses);
  dialog?.request({ method: 'UPDATE', uri: '', headers: [] }, { onResponse: user.onResponse });
  peer.send(reply(await peer.next(), '200 OK', '', `Contact: <sip:b@here.example:${named.port}>`));
  await user.take(user.responses);
  dialog?.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse });
  const bye = await named.next();
  t.equal(startLine(bye), `BYE sip:b@here.example:${named.port} SIP/2.0`);
  named.send(reply(bye, '200 OK'));
  t.equal((await user.take(user.responses)).status, 200);
});

void t.test('a look-up that never ends holds up nothing for longer than four seconds', async (t) => {
  const bench = await openBench(t, { lookup: () => undefined });
  const { stack, user, clock, peer } = bench;
  await answered(bench, '<sip:a@slow.example>');
  const [dialog] = stack.dialogs();
  dialog?.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse });
  clock.advance(4000);
  const bye = await peer.next();
  t.equal(startLine(bye), 'BYE sip:a@slow.example SIP/2.0');
  peer.send(reply(bye, '200 OK'));
  t.equal((await user.take(user.responses)).status, 200);
});

void t.test('a repeated 200 has its ACK sent to the Contact and to where it came from', async (t) => {
  const bench = await openBench(t);
  const { stack, user, peer } = bench;
  const gateway = await UdpPeer.open(stack);
  t.teardown(() => gateway.close());
  const ok = await answer(bench, `<sip:b@127.0.0.1:${gateway.port}>`);
  await user.take(user.responses);
  const [dialog] = stack.dialogs();
  dialog?.ack({ headers: [] });
  t.match(startLine(await gateway.next()), /^ACK /);
  peer.send(ok);
  t.match(startLine(await peer.next()), /^ACK /);
  t.match(startLine(await gateway.next()), /^ACK /);
});

void t.test('a 200 with a Contact of port 0: ACK, BYE, and a failure for the user', async (t) => {
  const notices: string[] = [];
  const bench = await openBench(t);
  const { stack, user, peer } = bench;
  user.onNotice = (notice) => void notices.push(notice);
  await answer(bench, '<sip:b@127.0.0.1:0>');
  t.match(await user.take(user.responses), { status: 502, reason: 'Unusable Contact In Answer' });
  t.match(startLine(await peer.next()), /^ACK /);
  const bye = await peer.next();
  t.match(startLine(bye), /^BYE /);
  t.equal(stack.counters.dialogs, 0);
  t.same(notices.length, 1);
  t.match(notices[0], /port 0/);
  peer.send(reply(bye, '200 OK'));
});

void t.test('a BYE that cannot be sent ends the dialog, and its user hears of it', async (t) => {
  let counter = 0;
  let isBroken = false;
  const random = (bytes: number): string => {
    if (isBroken) throw new Error('no random numbers');
    return (counter += 1).toString(16).padStart(2 * bytes, '0');
  };
  const { stack, user, clock, peer } = await openBench(t, { random });
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE'));
  const invite = await user.take(user.requests);
  invite.respond({ status: 200, headers: [] });
  isBroken = true;
  clock.advance(32_000);
  t.match(user.ended, [{ cause: 'ack-timeout', bye: undefined }]);
  t.match(user.errors, [{ message: 'no random numbers' }]);
  t.equal(stack.counters.dialogs, 0);
});

void t.test('so does a BYE of the user that cannot be written', async (t) => {
  const bench = await openBench(t);
  const { stack, user } = bench;
  await answered(bench, `<sip:a@127.0.0.1:${bench.peer.port}>`);
  const [dialog] = stack.dialogs();
  const draft = { method: 'BYE', uri: '', headers: [['X-Bad', 'a\r\nb']] as [string, string][] };
  t.throws(() => dialog?.request(draft, { onResponse: user.onResponse }), MalformedMessage);
  t.same([dialog?.state, stack.counters.dialogs], ['ended', 0]);
});

void t.test('strangers fill the log with ten lines a second at most', async (t) => {
  const bench = await openBench(t);
  const { user, clock, peer } = bench;
  const notices: string[] = [];
  user.onNotice = (notice) => void notices.push(notice);
  for (let i = 0; i < 15; i += 1)
    peer.send(new Caller(peer, `c${i}`).request('INVITE').replace(/^Contact: .*\n/m, ''));
  await peer.drain();
  t.equal(notices.length, 10);
  clock.advance(1000);
  peer.send(new Caller(peer, 'last').request('INVITE').replace(/^Contact: .*\n/m, ''));
  await peer.drain();
  t.match(notices[10], /\(and 5 more such lines before it\)$/);
});
