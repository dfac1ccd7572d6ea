/** An INVITE without any answer: given up before SIP's 32 s where that is requested, and what happens afterwards. */
import t from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import { answer, onEach } from '../../support/stages/signaling-kinds.js';
import { isOurs } from '../../support/servers/signaling-server.js';
import type { PuppetMessage, SipPuppet } from '../../support/phones/sip-puppet.js';

/** drachtio-server does not show a 100, so nothing is given up before 32 s there. */
const test: typeof onEach = (parent, what, run) => {
  if (isOurs) onEach(parent, what, run);
};
const LIMIT_MS = 4000;
const silence = { trunk: 'carrier', limitMs: LIMIT_MS, isHeld: false };
const silent = { code: 'timeout', status: 408, isSilent: true } as unknown as Error;
const login = { username: 'u', password: 'p' };
const challenge = { headers: ['Proxy-Authenticate: Digest realm="r", nonce="n"'] };

/** The INVITE has ended properly: the CANCEL has come. */
async function isCancelled(b: SipPuppet, invite: PuppetMessage): Promise<void> {
  const cancel = await b.take('CANCEL');
  b.reply(cancel, 200);
  b.reply(invite, 487);
  await b.take('ACK');
}

for (const first of [100, 180, 183]) {
  test(t, `silence ends it; a late ${first} is cancelled at once, and told`, async (t, stage) => {
    const { b, invite, answered } = await stage.inviting({ silence });
    await stage.clock.pass(LIMIT_MS);
    await t.rejects(answered, silent);
    b.reply(invite, first);
    t.same(await stage.nextHeard(), { trunk: 'carrier' });
    await isCancelled(b, invite);
    t.same(b.untaken, []);
  });
}

test(t, 'a late 2xx has its ACK and BYE', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ silence });
  await stage.clock.pass(LIMIT_MS);
  await t.rejects(answered, silent);
  b.reply(invite, 200, answer(b));
  await b.take('ACK');
  b.reply(await b.take('BYE'), 200);
  t.same(await stage.nextHeard(), { trunk: 'carrier' });
});

test(t, 'a late refusal is acknowledged, and told as a sign', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ silence });
  await stage.clock.pass(LIMIT_MS);
  await t.rejects(answered, silent);
  b.reply(invite, 503);
  await b.take('ACK');
  t.same(await stage.nextHeard(), { trunk: 'carrier' });
});

test(t, 'a 100 in time is enough, however long it rings then', async (t, stage) => {
  const told: number[] = [];
  const { b, invite, answered } = await stage.inviting({
    silence: { ...silence, isHeld: true },
    onProvisional: (status) => told.push(status),
  });
  await stage.clock.pass(LIMIT_MS - 1);
  b.reply(invite, 100);
  t.same(await stage.nextHeard(), { trunk: 'carrier' }, 'it was held for silent, and is not');
  await stage.clock.pass(60_000);
  b.reply(invite, 180);
  b.reply(invite, 200, answer(b));
  await answered;
  await b.take('ACK');
  t.same(told, [180], 'a 100 is nothing the caller hears of');
});

test(t, 'silence after a challenge is silence, with a limit of its own', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ silence, credentials: login });
  await stage.clock.pass(LIMIT_MS - 1);
  b.reply(invite, 407, challenge);
  await b.take('ACK');
  const again = await b.take('INVITE');
  await stage.clock.pass(LIMIT_MS - 1);
  await stage.clock.pass(1);
  await t.rejects(answered, silent);
  b.reply(again, 407, challenge);
  await b.take('ACK');
  t.same(await stage.nextHeard(), { trunk: 'carrier' });
  t.same(b.untaken, [], 'what has been given up is not sent again');
});

test(t, 'silence where a redirection led to is silence as well', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ silence, redirects: ['127.0.0.1'] });
  const other = await stage.puppet();
  b.reply(invite, 302, { headers: [`Contact: <sip:1@${other.hostPort}>`] });
  await b.take('ACK');
  const redirected = await other.take('INVITE');
  await stage.clock.pass(LIMIT_MS);
  await t.rejects(answered, silent);
  other.reply(redirected, 180);
  await isCancelled(other, redirected);
});

test(t, 'who answers in time leaves no timer, whatever the answer', async (t, stage) => {
  for (const status of [486, 603]) {
    const { b, invite, answered } = await stage.inviting({ silence });
    b.reply(invite, status);
    await answered.catch(() => undefined);
    await b.take('ACK');
    t.equal(stage.clock.pending, 0, String(status));
  }
});

onEach(
  t,
  'what stands in for an answer of nobody is silence; a 408 and a 503 of a peer are not',
  async (t, stage) => {
    const { answered } = await stage.inviting();
    await t.rejects(answered, { code: 'refused', status: 408, isSilent: true } as unknown as Error);
    const closed = await stage.puppet();
    closed.close();
    const signal = new EndController();
    const refused = stage.signaling.invite(stage.request(closed), signal);
    await t.rejects(refused, { code: 'refused', status: 503, isSilent: true } as unknown as Error);
    for (const status of [408, 503]) {
      const { b, invite, answered } = await stage.inviting();
      b.reply(invite, status);
      await t.rejects(answered, { code: 'refused', status, isSilent: false } as unknown as Error);
      await b.take('ACK');
    }
  },
);

onEach(t, 'OPTIONS says that somebody is there', async (t, stage) => {
  const b = await stage.puppet();
  b.send(
    stage,
    `OPTIONS sip:${stage.hostPort} SIP/2.0
Via: SIP/2.0/UDP ${b.hostPort};branch=z9hG4bK-ping
From: <sip:ping@${b.hostPort}>;tag=1
To: <sip:${stage.hostPort}>
Call-ID: ping
CSeq: 1 OPTIONS`,
  );
  t.same(await stage.nextHeard(), { address: '127.0.0.1' });
  await b.take('200');
});
