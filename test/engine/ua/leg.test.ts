import t from 'tap';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import { settled } from '../../support/fakes/fake-clock.js';
import {
  caller,
  connected,
  DIALOG,
  established,
  incoming,
  response,
  SDP,
} from '../../support/stages/srf-stage.js';

const dialog = DIALOG;
const OFFER = SDP.replace('1 1 IN', '1 2 IN');

void t.test('a re-INVITE is answered by the handler, an UPDATE with SDP as well', async (t) => {
  const { server, calls } = await connected(t);
  const leg = await established(server, calls);
  leg.onOffer((offer) => Promise.resolve(offer.replace('192.0.2.1', '127.0.0.1')));
  for (const method of ['INVITE', 'UPDATE']) {
    server.network(caller(method, OFFER), { dialog });
    const answer = await server.next();
    t.match([answer.startLine, answer.body], [/200/, OFFER.replace('192.0.2.1', '127.0.0.1')], method);
    server.receipt(answer, { dialog });
  }
});

void t.test('an UPDATE without SDP is a refresh and is granted', async (t) => {
  const { server, calls } = await connected(t);
  await established(server, calls);
  server.network(caller('UPDATE', '', 'P-Asserted-Identity: <sip:+8613800000001@h>'), { dialog });
  t.match((await server.next()).startLine, /200/);
});

void t.test('an offer that cannot be passed is refused with the other side’s status', async (t) => {
  const { server, calls } = await connected(t);
  const leg = await established(server, calls);
  leg.onOffer(() => Promise.reject(new SignalingError('refused', 491, 'glare')));
  server.network(caller('INVITE', OFFER), { dialog });
  t.match((await server.next()).startLine, /491/);
  leg.onOffer(() => Promise.reject(new Error('anything')));
  server.network(caller('INVITE', OFFER), { dialog });
  t.match((await server.next()).startLine, /488/);
});

void t.test('a re-INVITE without SDP is given an offer, and its ACK brings the answer', async (t) => {
  const { server, calls } = await connected(t);
  const leg = await established(server, calls);
  const accepted: (string | undefined)[] = [];
  const accept = (answer: string | undefined): Promise<void> => Promise.resolve(void accepted.push(answer));
  leg.onOfferWanted(() => Promise.resolve({ offer: OFFER, accept }));
  server.network(caller('INVITE'), { dialog });
  const ok = await server.next();
  t.equal(ok.body, OFFER);
  server.receipt(ok, { dialog });
  server.network(caller('ACK', SDP), { dialog });
  while (accepted.length === 0) await settled();
  t.same(accepted, [SDP]);
});

void t.test(
  'our re-INVITE is rejected, and the next one still goes out (Dialog#modify never would)',
  async (t) => {
    const { server, calls } = await connected(t);
    const leg = await established(server, calls);
    const first = leg.reoffer(OFFER);
    const refused = server.receipt(await server.next());
    server.network(response('488 Not Acceptable Here'), { transaction: refused, dialog });
    await t.rejects(first, { code: 'refused', status: 488 } as unknown as Error);
    const second = leg.reoffer(OFFER);
    const taken = server.receipt(await server.next());
    server.network(response('200 OK', SDP), { transaction: taken, dialog });
    t.same(await second, { sdp: SDP });
    t.match((await server.next()).startLine, /^ACK/);
  },
);

void t.test('our re-INVITE without an offer brings theirs, and the ACK takes the answer', async (t) => {
  const { server, calls } = await connected(t);
  const leg = await established(server, calls);
  const asked = leg.reoffer(undefined);
  const invite = await server.next();
  t.equal(invite.body, '');
  server.network(response('200 OK', SDP), { transaction: server.receipt(invite), dialog });
  const { sdp, acknowledge } = await asked;
  t.equal(sdp, SDP);
  await acknowledge?.(OFFER);
  const ack = await server.next();
  t.match([ack.startLine, ack.body], [/^ACK/, OFFER]);
});

void t.test(
  'glare: theirs is refused with 491 while ours is out, ours is not sent while theirs is open',
  async (t) => {
    const { server, calls } = await connected(t);
    const leg = await established(server, calls);
    let answer: ((sdp: string) => void) | undefined;
    leg.onOffer(() => new Promise((resolve) => (answer = resolve)));
    const ours = leg.reoffer(OFFER);
    const transaction = server.receipt(await server.next());
    server.network(caller('INVITE', OFFER), { dialog });
    t.match((await server.next()).startLine, /491/);
    server.network(response('491 Request Pending'), { transaction, dialog });
    await t.rejects(ours, { status: 491 } as unknown as Error);
    server.network(caller('INVITE', OFFER), { dialog });
    while (answer === undefined) await settled();
    await t.rejects(leg.reoffer(OFFER), { status: 491 } as unknown as Error);
    server.network(caller('UPDATE', OFFER), { dialog });
    const early = await server.next();
    t.match(early.startLine, /500/);
    t.ok(early.header('Retry-After'));
    answer(SDP);
    t.match((await server.next()).startLine, /200/);
  },
);

void t.test('a peer that no longer has the dialog ends the leg', async (t) => {
  const { server, calls } = await connected(t);
  const leg = await established(server, calls);
  const ours = leg.reoffer(OFFER);
  const transaction = server.receipt(await server.next());
  server.network(response('481 Call Does Not Exist'), { transaction, dialog });
  await t.rejects(ours, { code: 'gone' } as unknown as Error);
  t.equal(leg.ended.aborted, true);
  t.match((await server.next()).startLine, /^BYE/);
});

void t.test('digits come and go by INFO; other INFO is refused', async (t) => {
  const { server, calls } = await connected(t);
  const leg = await established(server, calls);
  const digits: unknown[] = [];
  leg.onDigit((...digit) => void digits.push(digit));
  const relay = caller('INFO', 'Signal=10\r\nDuration=250\r\n', 'Content-Type: application/dtmf-relay');
  server.network(relay, { dialog });
  t.match((await server.next()).startLine, /200/);
  server.network(caller('INFO', '5', 'Content-Type: application/dtmf'), { dialog });
  t.match((await server.next()).startLine, /200/);
  server.network(caller('INFO', 'x', 'Content-Type: application/media_control+xml'), { dialog });
  t.match((await server.next()).startLine, /415/);
  t.same(digits, [
    ['*', 250],
    ['5', 160],
  ]);
  const sent = leg.sendDigit('7', 200);
  const info = await server.next();
  t.match([info.startLine, info.body], [/^INFO/, 'Signal=7\r\nDuration=200\r\n']);
  server.network(response('200 OK'), { transaction: server.receipt(info), dialog });
  await sent;
});

void t.test('what comes before the leg is bridged waits for it', async (t) => {
  const { server, calls } = await connected(t);
  const leg = await established(server, calls);
  server.network(caller('INFO', '5', 'Content-Type: application/dtmf'), { dialog });
  server.network(caller('INVITE', OFFER), { dialog });
  await new Promise((resolve) => setTimeout(resolve, 20));
  t.equal(server.unread.length, 0);
  const digits: string[] = [];
  leg.onDigit((digit) => void digits.push(digit));
  t.match((await server.next()).startLine, /200/);
  leg.onOffer(() => Promise.resolve(SDP));
  t.match((await server.next()).startLine, /200/);
  t.same(digits, ['5']);
});

void t.test('REFER, MESSAGE and NOTIFY are not taken in a dialog', async (t) => {
  const { server, calls } = await connected(t);
  await established(server, calls);
  for (const method of ['REFER', 'MESSAGE', 'NOTIFY', 'SUBSCRIBE']) {
    server.network(caller(method, '', 'Refer-To: <sip:+8613800000001@h>'), { dialog });
    t.match((await server.next()).startLine, /405/, method);
  }
});

void t.test('hanging up twice sends one BYE; a BYE that crosses it is answered', async (t) => {
  const { server, calls } = await connected(t);
  const leg = await established(server, calls);
  const over = Promise.all([leg.hangUp(16), leg.hangUp(16)]);
  const bye = await server.next();
  t.match([bye.startLine, bye.header('Reason')], [/^BYE/, 'Q.850;cause=16']);
  t.same(leg.ended.reason, { by: 'us', q850: 16 });
  server.network(caller('BYE'), { dialog });
  t.match((await server.next()).startLine, /200/);
  server.refuse(bye, 'Server error: unable to find dialog for dialog id provided');
  await over;
  t.equal(server.unread.length, 0);
});

void t.test('the server going away ends every leg and every wait', async (t) => {
  const { server, calls } = await connected(t);
  const leg = await established(server, calls);
  const ours = leg.reoffer(OFFER);
  await server.next();
  server.drop();
  await t.rejects(ours, { code: 'unavailable' } as unknown as Error);
  t.match(leg.ended.reason, { by: 'server-lost' });
  await leg.hangUp(16);
});

void t.test('a late offer: the answer of the ACK is the leg’s', async (t) => {
  const { server, calls } = await connected(t);
  const { call } = await incoming(server, calls, caller('INVITE'));
  t.equal(call.offer, undefined);
  const answered = call.answer(OFFER);
  server.receipt(await server.next(), { dialog });
  server.network(caller('ACK', SDP), { dialog });
  t.equal((await answered).lateAnswer, SDP);
});
