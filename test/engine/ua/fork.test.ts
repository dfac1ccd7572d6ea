/** Both races, on the same messages: what the one does at a crossing, the other does as well. */
import t, { type Test } from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import { ringAll, type Race } from '../../../engine/ua/fork.js';
import { raceBySimring } from '../../../engine/ua/transactions/simring.js';
import type { FromClient } from '../../support/fakes/fake-drachtio.js';
import { settled } from '../../support/fakes/fake-clock.js';
import { connected, request, response, SDP } from '../../support/stages/srf-stage.js';

const targets = {
  uri: 'sip:b1@192.0.2.1',
  nextHop: 'sip:192.0.2.101',
  alsoRing: [{ uri: 'sip:b2@192.0.2.2', nextHop: 'sip:192.0.2.102' }, { uri: 'sip:b3@192.0.2.3' }],
};

const RACES: readonly (readonly [name: string, race: Race])[] = [
  ['our own', ringAll],
  ['by Simring', raceBySimring],
];

function onBoth(what: string, test: (t: Test, race: Race) => Promise<void>): void {
  for (const [name, race] of RACES) void t.test(`${what} (${name})`, (t) => test(t, race));
}

function dialog(of: FromClient): string {
  return `${of.startLine.split(' ')[1]};from-tag=ours`;
}

onBoth('every contact is rung at its own next hop, showing the privacy number', async (t, race) => {
  const { server, signaling } = await connected(t, race);
  const stop = new EndController();
  const rung = signaling.invite(request(targets), stop);
  const invites = [await server.next(), await server.next(), await server.next()];
  t.same(
    invites.map(({ route }) => route),
    ['sip:192.0.2.101', 'sip:192.0.2.102', ''],
  );
  for (const invite of invites) t.equal(invite.header('From'), '<sip:+8617100000009@localhost>');
  stop.abort();
  await t.rejects(rung, { code: 'gone' } as unknown as Error);
  for (const invite of invites) server.receipt(invite);
  for (const _ of invites)
    t.match((await server.next()).startLine, /^CANCEL/, 'cancelled before its receipt');
});

onBoth(
  'the first to answer wins, the others are cancelled, one that answers too late is hung up',
  async (t, race) => {
    const { server, signaling } = await connected(t, race);
    const told: number[] = [];
    const rung = signaling.invite(
      request({ ...targets, onProvisional: (status, sdp) => told.push(status, sdp === undefined ? 0 : 1) }),
      new EndController(),
    );
    const invites = [await server.next(), await server.next(), await server.next()] as const;
    const transactions = invites.map((invite) => server.receipt(invite));
    const of = (n: 0 | 1 | 2) => ({ transaction: transactions[n] ?? '', dialog: dialog(invites[n]) });
    server.network(response('183 Session Progress', SDP), of(0));
    server.network(response('180 Ringing'), of(0));
    server.network(response('180 Ringing'), of(1));
    server.network(response('200 OK', SDP), of(1));
    const { leg, sdp } = await rung;
    t.equal(sdp, SDP);
    t.same(told, [183, 0, 180, 0], 'each provisional is told, ringing once, early media of none');
    t.match((await server.next()).startLine, /^ACK/);
    t.same(
      [(await server.next()).transaction, (await server.next()).transaction],
      [transactions[0], transactions[2]],
    );
    server.network(response('200 OK', SDP), of(2));
    t.match((await server.next()).startLine, /^ACK/);
    const bye = await server.next();
    t.same([bye.startLine.split(' ')[0], bye.dialog], ['BYE', dialog(invites[2])]);
    t.equal(leg.ended.aborted, false);
  },
);

onBoth('two answers in one packet: one leg stays up', async (t, race) => {
  const { server, signaling } = await connected(t, race);
  const rung = signaling.invite(request(targets), new EndController());
  const invites = [await server.next(), await server.next(), await server.next()];
  server.together(() => {
    for (const invite of invites.slice(0, 2)) {
      const transaction = server.receipt(invite);
      server.network(response('200 OK', SDP), { transaction, dialog: dialog(invite) });
    }
  });
  const { leg } = await rung;
  await settled();
  const ended: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const message = await server.next();
    if (message.startLine.startsWith('BYE')) ended.push(message.dialog);
  }
  t.equal(ended.length, 1);
  t.equal(leg.ended.aborted, false);
});

onBoth('given up in the instant of the answer: the winner is hung up', async (t, race) => {
  const { server, signaling } = await connected(t, race);
  const stop = new EndController();
  const rung = signaling.invite(request({ ...targets, onProvisional: () => stop.abort() }), stop);
  const invite = await server.next();
  const transaction = server.receipt(invite);
  server.together(() => {
    server.network(response('180 Ringing'), { transaction, dialog: dialog(invite) });
    server.network(response('200 OK', SDP), { transaction, dialog: dialog(invite) });
  });
  await t.rejects(rung, { code: 'gone' } as unknown as Error);
  let message = await server.next();
  while (!message.startLine.startsWith('BYE')) message = await server.next();
  t.equal(message.dialog, dialog(invite));
});

onBoth(
  'given up once the answer is read, before the race has looked: the winner is hung up',
  async (t, race) => {
    const { server, signaling } = await connected(t, race);
    const stop = new EndController();
    const rung = signaling.invite(request({ ...targets, onProvisional: () => stop.abort() }), stop);
    const [first, second] = [await server.next(), await server.next()];
    const [answering, ringing] = [server.receipt(first), server.receipt(second)];
    // Both in one packet: the caller hears the second ring and gives up, with the answer of the first on its way to the
    // race.
    server.together(() => {
      server.network(response('200 OK', SDP), { transaction: answering, dialog: dialog(first) });
      server.network(response('180 Ringing'), { transaction: ringing, dialog: dialog(second) });
    });
    await t.rejects(rung, { code: 'gone' } as unknown as Error);
    let message = await server.next();
    while (!message.startLine.startsWith('BYE')) message = await server.next();
    t.equal(message.dialog, dialog(first));
  },
);

onBoth('all refuse: one error, the one that says most', async (t, race) => {
  const { server, signaling } = await connected(t, race);
  const rung = signaling.invite(request(targets), new EndController());
  for (const status of ['480 Temporarily Unavailable', '486 Busy Here', '503 Service Unavailable']) {
    const invite = await server.next();
    server.network(response(status), { transaction: server.receipt(invite), dialog: dialog(invite) });
  }
  await t.rejects(rung, { code: 'refused', status: 486 } as unknown as Error);
});

onBoth('each INVITE is that of a lone callee, no header more or less', async (t, race) => {
  const { server, signaling } = await connected(t, race);
  const stop = new EndController();
  const asked = { headers: { 'X-Trunk': 'b' }, reliable: 'supported' } as const;
  const ended = [
    signaling.invite(request(asked), stop),
    signaling.invite(request({ ...targets, ...asked }), stop),
  ];
  const headsOf = ({ text }: FromClient): readonly string[] =>
    text
      .replace(/^To: .*$/m, 'To: its own URI')
      .split('\r\n')
      .slice(1);
  const lone = await server.next();
  t.match(lone.text, 'X-Trunk: b');
  for (const _ of [1, 2, 3]) t.same(headsOf(await server.next()), headsOf(lone));
  stop.abort();
  for (const one of await Promise.allSettled(ended)) t.match(one, { status: 'rejected' });
});

onBoth('phones with one URI behind different hops are rung and cancelled, each of them', async (t, race) => {
  const { server, signaling } = await connected(t, race);
  const stop = new EndController();
  const uri = 'sip:phone@192.168.1.5';
  const alsoRing = [{ uri, nextHop: 'sip:192.0.2.102' }];
  const rung = signaling.invite(request({ uri, nextHop: 'sip:192.0.2.101', alsoRing }), stop);
  const invites = [await server.next(), await server.next()];
  t.same(
    invites.map(({ route }) => route),
    ['sip:192.0.2.101', 'sip:192.0.2.102'],
  );
  const transactions = invites.map((invite) => server.receipt(invite));
  stop.abort();
  await t.rejects(rung, { code: 'gone' } as unknown as Error);
  const cancelled = [await server.next(), await server.next()];
  t.same(
    cancelled.map(({ startLine, transaction }) => [startLine.split(' ')[0], transaction]),
    transactions.map((transaction) => ['CANCEL', transaction]),
  );
});

onBoth('a call given up before it is placed rings at no contact', async (t, race) => {
  const { server, signaling } = await connected(t, race);
  const stop = new EndController();
  stop.abort();
  await t.rejects(signaling.invite(request(targets), stop), { code: 'gone' } as unknown as Error);
  const later = signaling.invite(request({ uri: 'sip:later@192.0.2.9' }), new EndController());
  const next = await server.next();
  t.match(next.startLine, /later/, 'the first that the server hears of');
  server.network(response('486 Busy Here'), { transaction: server.receipt(next), dialog: dialog(next) });
  await t.rejects(later, { status: 486 } as unknown as Error);
});

onBoth('the server is lost while they ring: one error, which says so', async (t, race) => {
  const { server, signaling } = await connected(t, race);
  const rung = signaling.invite(request(targets), new EndController());
  for (const _ of [1, 2, 3]) server.receipt(await server.next());
  server.drop();
  await t.rejects(rung, { code: 'unavailable', status: 503 } as unknown as Error);
});
