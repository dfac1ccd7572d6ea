import t from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import { SrfTransactions } from '../../../engine/ua/transactions/srf-transactions.js';
import { UserAgent } from '../../../engine/ua/user-agent.js';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import { FakeDrachtio, type FromClient } from '../../support/fakes/fake-drachtio.js';
import {
  caller,
  connected,
  DIALOG,
  incoming,
  never,
  request,
  response,
  SDP,
} from '../../support/stages/srf-stage.js';
import { FakeClock, settled } from '../../support/fakes/fake-clock.js';

void t.test('a wrong secret ends the start with a clear error', async (t) => {
  const server = await FakeDrachtio.start();
  server.accepts = false;
  const signaling = new UserAgent(
    new SrfTransactions({ host: '127.0.0.1', port: server.port, secret: 'wrong' }),
  );
  const handlers = { onCall: () => undefined, onMessage: () => undefined, onRegister: () => undefined };
  await t.rejects(signaling.start({ ...handlers, health: () => ({ healthy: true }) }), /refused us/);
  await server.close();
});

void t.test('an INVITE shows the privacy number and nothing the server should write', async (t) => {
  const { server, signaling } = await connected(t);
  const answered = signaling.invite(request({ nextHop: 'sip:192.0.2.10:5062' }), never);
  const invite = await server.next();
  t.equal(invite.startLine, 'INVITE sip:+8613900000002@192.0.2.9;transport=tcp SIP/2.0');
  t.equal(invite.route, 'sip:192.0.2.10:5062');
  t.equal(invite.header('From'), '<sip:+8617100000009@localhost>');
  t.equal(invite.header('To'), '<sip:+8613900000002@192.0.2.9>');
  t.equal(invite.header('P-Asserted-Identity'), '<sip:+8617100000009@localhost>');
  t.equal(invite.header('Max-Forwards'), '69');
  t.equal(invite.header('Contact'), undefined);
  const transaction = server.receipt(invite);
  server.network(response('200 OK', SDP), { transaction, dialog: DIALOG });
  t.match((await server.next()).startLine, /^ACK /);
  t.equal((await answered).sdp, SDP);
});

void t.test(
  'provisionals are delivered, a reliable one is acknowledged, an answer without SDP takes the early one',
  async (t) => {
    const { server, signaling } = await connected(t);
    const told: unknown[] = [];
    const answered = signaling.invite(request({ onProvisional: (...what) => told.push(what) }), never);
    const transaction = server.receipt(await server.next());
    server.network(response('180 Ringing'), { transaction, dialog: DIALOG });
    server.network(response('183 Session Progress', SDP, 'Require: 100rel\r\nRSeq: 7'), {
      transaction,
      dialog: DIALOG,
    });
    const prack = await server.next();
    t.match([prack.startLine, prack.header('RAck')], [/^PRACK/, /^7 1 INVITE/]);
    server.network(response('200 OK'), { transaction, dialog: DIALOG });
    t.equal((await answered).sdp, SDP);
    t.same(told, [
      [180, undefined],
      [183, SDP],
    ]);
  },
);

void t.test('a refusal carries its status and Q.850 cause', async (t) => {
  const { server, signaling } = await connected(t);
  const invited = signaling.invite(request(), never);
  const transaction = server.receipt(await server.next());
  const busy = response('486 Busy Here', '', 'Reason: SIP;cause=486, Q.850;cause=17;text="busy"');
  server.network(busy, { transaction, dialog: DIALOG });
  await t.rejects(invited, { code: 'refused', status: 486, q850: 17, message: /486/ } as unknown as Error);
});

void t.test(
  'with a server that keeps a 100 to itself silence says nothing, and nothing is given up for it',
  async (t) => {
    const server = await FakeDrachtio.start();
    const clock = new FakeClock();
    const layer = new SrfTransactions({ host: '127.0.0.1', port: server.port, secret: 's' });
    const signaling = new UserAgent(layer, clock);
    t.teardown(async () => {
      await signaling.close();
      await server.close();
    });
    const handlers = { onCall: () => undefined, onMessage: () => undefined, onRegister: () => undefined };
    await signaling.start({ ...handlers, health: () => ({ healthy: true }) });
    const silence = { trunk: 'b', limitMs: 5000, isHeld: false };
    const answered = signaling.invite(request({ silence }), never);
    const transaction = server.receipt(await server.next());
    await clock.pass(31_000);
    server.network(response('200 OK', SDP), { transaction, dialog: DIALOG });
    t.equal((await answered).sdp, SDP);
  },
);

void t.test('given up before the server knows the INVITE: it is cancelled as soon as it does', async (t) => {
  const { server, signaling } = await connected(t);
  const stop = new EndController();
  const invited = signaling.invite(request(), stop);
  const invite = await server.next();
  stop.abort();
  await t.rejects(invited, { code: 'gone' } as unknown as Error);
  t.equal(server.unread.length, 0);
  const transaction = server.receipt(invite);
  const cancel = await server.next();
  t.same([cancel.startLine.split(' ')[0], cancel.transaction], ['CANCEL', transaction]);
});

void t.test('the callee answers although it was cancelled: ACK and BYE at once', async (t) => {
  const { server, signaling } = await connected(t);
  const stop = new EndController();
  const invited = signaling.invite(request(), stop);
  const transaction = server.receipt(await server.next());
  server.network(response('180 Ringing'), { transaction, dialog: DIALOG });
  await settled();
  stop.abort();
  await t.rejects(invited, { code: 'gone' } as unknown as Error);
  t.match((await server.next()).startLine, /^CANCEL/);
  server.network(response('200 OK', SDP), { transaction, dialog: DIALOG });
  t.match((await server.next()).startLine, /^ACK/);
  const bye = await server.next();
  t.same([bye.startLine.split(' ')[0], bye.dialog, bye.header('Reason')], ['BYE', DIALOG, 'Q.850;cause=16']);
});

void t.test('an answer other than 200, and one without Contact, are answers too', async (t) => {
  for (const text of [
    response('202 Accepted', SDP),
    response('200 OK', SDP).replace(/Contact: .*\r\n/, ''),
  ]) {
    const { server, signaling } = await connected(t);
    const answered = signaling.invite(request(), never);
    const transaction = server.receipt(await server.next());
    server.network(text, { transaction, dialog: DIALOG });
    t.match((await server.next()).startLine, /^ACK/);
    const { leg } = await answered;
    void leg.hangUp(16);
    t.match((await server.next()).startLine, /^BYE/);
  }
});

void t.test('a callee that rings too long is cancelled', async (t) => {
  const { server, signaling } = await connected(t);
  const invited = signaling.invite(request({ ringTimeoutMs: 30 }), never);
  server.receipt(await server.next());
  await t.rejects(invited, { code: 'timeout', status: 408 } as unknown as Error);
  t.match((await server.next()).startLine, /^CANCEL/);
});

void t.test('a server that will not send the INVITE, or goes away meanwhile, fails the call', async (t) => {
  const { server, signaling } = await connected(t);
  const refused = signaling.invite(request(), never);
  server.refuse(await server.next(), 'requested protocol/transport not available');
  await t.rejects(refused, { code: 'unavailable' } as unknown as Error);
  const lost = signaling.invite(request(), never);
  await server.next();
  server.drop();
  await t.rejects(lost, { code: 'unavailable' } as unknown as Error);
  await t.rejects(signaling.invite(request(), never), { code: 'unavailable' } as unknown as Error);
});

void t.test('a challenge is answered with the trunk’s credentials', async (t) => {
  const { server, signaling } = await connected(t);
  const credentials = { username: 'u', password: 'p' };
  const answered = signaling.invite(request({ credentials }), never);
  const transaction = server.receipt(await server.next());
  const challenge = response(
    '407 Proxy Authentication Required',
    '',
    'Proxy-Authenticate: Digest realm="r", nonce="n"',
  );
  server.network(challenge, { transaction, dialog: DIALOG });
  let next = await server.next();
  if (next.startLine.startsWith('ACK')) next = await server.next();
  t.match(next.header('Proxy-Authorization'), /^Digest username="u"/);
  const second = server.receipt(next);
  server.network(response('200 OK', SDP), { transaction: second, dialog: DIALOG });
  t.equal((await answered).sdp, SDP);
});

void t.test('a call shows who calls whom with what, and takes ringing, answer and ACK', async (t) => {
  const { server, calls } = await connected(t);
  const asserted = 'P-Asserted-Identity: <sip:+8613800000007@carrier>';
  const { call } = await incoming(server, calls, caller('INVITE', SDP, asserted, 'Max-Forwards: 12'));
  t.match(call, { dialledUser: '+8617100000009', offer: SDP, maxForwards: 12 });
  t.same(call.source, { transport: 'udp', address: '127.0.0.9', port: 5070 });
  t.same(call.callerUsers, { asserted: ['+8613800000007'], from: ['+8613800000001'] });
  call.ring(180);
  t.match((await server.next()).startLine, /180/);
  const answered = call.answer(SDP);
  const ok = await server.next();
  t.match([ok.startLine, ok.body], [/200/, SDP]);
  server.receipt(ok, { dialog: DIALOG });
  server.network(caller('ACK'), { dialog: DIALOG });
  const leg = await answered;
  server.network(caller('BYE', '', 'Reason: Q.850;cause=31'), { dialog: DIALOG });
  t.match((await server.next()).startLine, /200/);
  t.same(leg.ended.reason, { by: 'peer', q850: 31 });
});

void t.test('the ACK may come in the same packet as the receipt of the 200', async (t) => {
  const { server, calls } = await connected(t);
  const { call } = await incoming(server, calls);
  const answered = call.answer(SDP);
  const ok = await server.next();
  server.together(() => {
    server.receipt(ok, { dialog: DIALOG });
    server.network(caller('ACK'), { dialog: DIALOG });
  });
  t.equal((await answered).ended.aborted, false);
});

void t.test('a caller that cancels cannot be answered any more', async (t) => {
  const { server, calls } = await connected(t);
  const { call, transaction } = await incoming(server, calls);
  server.network(caller('CANCEL'), { transaction });
  while (!call.cancelled.aborted) await settled();
  await t.rejects(call.answer(SDP), { code: 'gone' } as unknown as Error);
  call.ring(180);
  call.reject(486);
  await settled();
  t.equal(server.unread.length, 0);
});

void t.test('a CANCEL that overtakes our 200 leaves no leg', async (t) => {
  const { server, calls } = await connected(t);
  const { call } = await incoming(server, calls);
  const answered = call.answer(SDP);
  server.refuse(await server.next(), 'Response not sent due to unknown transaction');
  await t.rejects(answered, { code: 'gone' } as unknown as Error);
  t.equal(call.cancelled.aborted, true);
});

void t.test('an answer never acknowledged ends the leg', async (t) => {
  const { server, calls } = await connected(t);
  const { call } = await incoming(server, calls);
  const answered = call.answer(SDP);
  server.receipt(await server.next(), { dialog: DIALOG });
  server.unsolicited(caller('BYE', '', 'Reason: SIP;cause=200;text="ACK timeout"'), DIALOG);
  await t.rejects(answered, { code: 'timeout' } as unknown as Error);
});

void t.test('what cannot be taken is refused where it came in', async (t) => {
  const { server, calls } = await connected(t);
  const isup = caller('INVITE', 'hello', 'Content-Type: application/isup');
  const cases: [string, RegExp, string][] = [
    [isup, /415/, 'Accept'],
    [caller('INVITE', SDP, 'Require: 100rel, replaces'), /420/, 'Unsupported'],
  ];
  for (const [invite, status, header] of cases) {
    server.network(invite);
    const refusal = await server.next();
    t.match(refusal.startLine, status);
    t.ok(refusal.header(header));
  }
  server.network(caller('OPTIONS'));
  t.match((await server.next()).startLine, /200/);
  server.network(caller('INFO'), { dialog: 'unknown;from-tag=x' });
  t.match((await server.next()).startLine, /481/);
  t.equal(calls.length, 0);
});

void t.test('SDP is taken out of a multipart body, and nothing else of it', async (t) => {
  const { server, calls } = await connected(t);
  const body = `--b1\r\nContent-Type: application/isup\r\n\r\n13800000001\r\n--b1\r\nContent-Type: application/sdp\r\n\r\n${SDP}\r\n--b1--\r\n`;
  const { call } = await incoming(
    server,
    calls,
    caller('INVITE', body, 'Content-Type: multipart/mixed;boundary=b1'),
  );
  t.equal(call.offer, SDP);
});

void t.test('draining refuses new calls and keeps those in work', async (t) => {
  const { server, signaling, calls } = await connected(t);
  const { call } = await incoming(server, calls);
  signaling.drain();
  server.network(caller('INVITE', SDP).replaceAll('c-1', 'c-2'));
  const refusal = await server.next();
  t.match([refusal.startLine, refusal.header('Retry-After')], [/503/, '5']);
  call.reject(486, { q850: 17 });
  t.match((await server.next()).header('Reason'), 'Q.850;cause=17');
});

void t.test('the connection comes back: calls in work are over, new ones are taken', async (t) => {
  const { server, calls } = await connected(t);
  const { call } = await incoming(server, calls);
  server.drop();
  while (!call.cancelled.aborted) await settled();
  t.match(call.cancelled.reason, { code: 'unavailable' });
  t.ok(call.cancelled.reason instanceof SignalingError);
  calls.length = 0;
  let text: FromClient | undefined;
  void server.next().then((message) => (text = message));
  while (calls.length === 0) {
    server.network(caller('INVITE', SDP));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  calls[0]?.reject(486);
  while (text === undefined) await settled();
  t.match(text.startLine, /486/);
});
