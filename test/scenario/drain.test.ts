/**
 * A service that must stop takes nothing new, and finishes what it has: calls in progress with all that belongs to
 * them, ringing ones, the BYEs of calls that were lost meanwhile. At its limit it ends them, and says why.
 */
import t, { type Test } from 'tap';
import { LadderStage, type Parties, type SipServer } from '../interop/ladder/ladder-stage.js';
import type { LadderSettings } from '../interop/ladder/read-ladder.js';
import { PuppetLeg, sdp } from '../support/phones/puppet-leg.js';
import type { SipPuppet } from '../support/phones/sip-puppet.js';
import { freeUdpPort } from '../support/servers/free-port.js';
import { processTree, serviceProcess } from '../support/servers/process-tree.js';

const PATIENCE_MS = 60_000;
const SIP_SERVERS = ['embedded', 'embedded-drachtio'] as const;
const TOKEN = 'ladder-operator-token';

t.jobs = 2;

class Town {
  private constructor(
    readonly stage: LadderStage,
    readonly a: SipPuppet,
    readonly b: SipPuppet,
  ) {}

  static async open(t: Test, server: SipServer, settings: LadderSettings = {}): Promise<Town> {
    const stage = await LadderStage.start(settings, server);
    t.teardown(() => stage.stop());
    const a = await stage.caller();
    t.teardown(() => a.close());
    return new Town(stage, a, stage.callee);
  }

  get callveil(): LadderStage['callveil'] {
    return this.stage.callveil;
  }

  /** A's INVITE for X; nothing has been answered. */
  async invite(parties?: Parties): Promise<PuppetLeg> {
    const { a, x } = parties ?? (await this.stage.bind());
    const leg = PuppetLeg.calling(this.a, this.stage.server, x, a);
    leg.request('INVITE', { body: sdp(4000) });
    return leg;
  }

  async ring(): Promise<Pair> {
    const caller = await this.invite();
    const invite = await this.b.take('INVITE', PATIENCE_MS);
    const tag = `b${invite.header('Call-ID').replace(/\W/g, '')}`;
    this.b.reply(invite, 180, { tag, headers: [`Contact: <sip:b@${this.b.hostPort}>`] });
    await this.a.take('180', PATIENCE_MS);
    const answer = async (): Promise<PuppetLeg> => {
      const headers = [`Contact: <sip:b@${this.b.hostPort}>`, 'Content-Type: application/sdp'];
      this.b.reply(invite, 200, { tag, headers, body: sdp(5000) });
      caller.ack(await this.a.take('200 INVITE', PATIENCE_MS));
      await this.b.take('ACK', PATIENCE_MS);
      return PuppetLeg.answering(this.b, invite, tag);
    };
    return { caller, answer };
  }

  async talk(): Promise<{ readonly caller: PuppetLeg; readonly callee: PuppetLeg }> {
    const { caller, answer } = await this.ring();
    return { caller, callee: await answer() };
  }

  async hangUp(caller: PuppetLeg): Promise<void> {
    caller.request('BYE');
    this.b.reply(await this.b.take('BYE', PATIENCE_MS), 200);
    await this.a.take('200 BYE', PATIENCE_MS);
  }

  /** Sends the signal and waits until the engine has heard of it. */
  async signal(signal: NodeJS.Signals, pids = [this.callveil.pid]): Promise<void> {
    const { log } = this.callveil;
    const said = (): number => log.filter(({ msg }) => msg === 'draining' || msg === 'stopping').length;
    const before = said();
    for (const pid of pids) process.kill(pid, signal);
    await this.callveil.until(() => said() > before, `what ${signal} does`);
  }

  async get(path: string): Promise<{ readonly status: number; readonly text: string }> {
    const answer = await fetch(this.callveil.operator + path);
    return { status: answer.status, text: await answer.text() };
  }

  async ask(method: string, path: string): Promise<{ status: number; json: Record<string, unknown> }> {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const answer = await fetch(this.callveil.operator + path, { method, headers });
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  }

  /** What a request outside any call is answered. */
  async refusal(method: 'INVITE' | 'MESSAGE' | 'OPTIONS'): Promise<readonly string[]> {
    const leg =
      method === 'INVITE'
        ? await this.invite()
        : PuppetLeg.calling(this.a, this.stage.server, '+8617199999999', '+8613800000001');
    if (method !== 'INVITE') leg.request(method, { body: '' });
    const answer = await this.a.take(new RegExp(`^[2-6]\\d\\d ${method}`), PATIENCE_MS);
    if (method === 'INVITE') leg.ackFailure(answer);
    return [answer.kind, answer.header('Retry-After').replace(/^[1-9]\d*$/, 'seconds')];
  }

  /** The `disconnect` event of each call that has ended. */
  ends(count: number): Promise<readonly unknown[]> {
    return this.callveil.until(() => {
      const all = this.callveil.pushes.filter(({ body }) => body['eventType'] === 'disconnect');
      return all.length >= count && all.map(({ body }) => body['statusInfo']);
    }, `${count} events of an end`);
  }
}

interface Pair {
  readonly caller: PuppetLeg;
  answer(): Promise<PuppetLeg>;
}

for (const server of SIP_SERVERS) {
  void t.test(`SIGTERM to every process: calls go on, new ones are refused (${server})`, async (t) => {
    const town = await Town.open(t, server);
    const { a, b, callveil } = town;
    const { caller, callee } = await town.talk();
    const ringing = await town.ring();
    await town.signal('SIGTERM', processTree(callveil.pid));

    for (const method of ['INVITE', 'MESSAGE', 'OPTIONS'] as const)
      t.same(await town.refusal(method), ['503', 'seconds'], method);
    for (const path of ['/healthz', '/readyz'])
      t.match(await town.get(path), { status: 503, text: '"ailments":["draining"]' }, path);
    t.match(await town.get('/livez'), { status: 200 });
    t.match((await town.get('/metrics')).text, /^callveil_draining 1$/m);
    t.match(await town.ask('GET', '/v1/system'), { json: { draining: true, calls: 2 } });
    t.match(await town.ask('DELETE', '/v1/drain'), { status: 409, json: { code: 'stopping' } });
    t.match(await town.ask('POST', '/v1/reload'), { status: 409, json: { code: 'draining' } });

    // What belongs to a call: from either side, and with an offer or without.
    caller.request('INVITE', { body: sdp(4002).replace('sendrecv', 'sendonly') });
    b.reply(await b.take('INVITE', PATIENCE_MS), 200, {
      headers: [`Contact: <sip:b@${b.hostPort}>`, 'Content-Type: application/sdp'],
      body: sdp(5000).replace('sendrecv', 'recvonly'),
    });
    caller.ack(await a.take('200 INVITE', PATIENCE_MS));
    await b.take('ACK', PATIENCE_MS);
    callee.request('UPDATE');
    await b.take('200 UPDATE', PATIENCE_MS);
    callee.request('OPTIONS');
    await b.take('200 OPTIONS', PATIENCE_MS);
    caller.request('INFO', {
      headers: ['Content-Type: application/dtmf-relay'],
      body: 'Signal=5\r\nDuration=160\r\n',
    });
    b.reply(await b.take('INFO', PATIENCE_MS), 200);
    await a.take('200 INFO', PATIENCE_MS);

    await ringing.answer();
    await town.hangUp(ringing.caller);
    await town.hangUp(caller);
    t.equal(await callveil.exited, 0);
  });

  void t.test(`at the limit of a drain its calls end with a reason (${server})`, async (t) => {
    const town = await Town.open(t, server, { service: { limits: { drainSeconds: 1 } } });
    const { a, b, callveil } = town;
    await town.talk();
    const ringing = await town.ring();
    await town.signal('SIGTERM');
    const reason = 'Q.850;cause=41';
    const cancel = await b.take('CANCEL', PATIENCE_MS);
    b.reply(cancel, 200);
    const refused = await a.take('503 INVITE', PATIENCE_MS);
    t.same([refused.header('Reason'), refused.header('Retry-After')], [reason, '5']);
    ringing.caller.ackFailure(refused);
    for (const party of [a, b]) {
      const bye = await party.take('BYE', PATIENCE_MS);
      t.equal(bye.header('Reason'), reason);
      party.reply(bye, 200);
    }
    const ends = await town.ends(2);
    t.match(
      ends.find((end) => (end as Record<string, unknown>)['stateCode'] === 0),
      { stateDesc: 'The call is released by the platform.' },
    );
    t.match(
      ends.find((end) => (end as Record<string, unknown>)['stateCode'] === 7102),
      {},
    );
    t.equal(await callveil.exited, 0);
    const endings = callveil.log.flatMap(({ msg, ending }) => (msg === 'the call has ended' ? [ending] : []));
    t.same(endings.sort(), ['drained', 'service-stopping']);
  });

  for (const first of server === 'embedded' ? (['SIGTERM', 'SIGKILL'] as const) : (['SIGTERM'] as const))
    void t.test(
      `a SIP process that dies ${first === 'SIGTERM' ? 'during' : 'before'} a drain: the next one says BYE (${server})`,
      async (t) => {
        const town = await Town.open(t, server);
        const { a, b, callveil } = town;
        await town.talk();
        const sip = serviceProcess(callveil.pid, 'sip');
        if (first === 'SIGTERM') await town.signal('SIGTERM');
        process.kill(sip, 'SIGKILL');
        if (first === 'SIGKILL') await town.signal('SIGTERM');
        for (const party of [a, b]) party.reply(await party.take('BYE', PATIENCE_MS), 200);
        t.equal(await callveil.exited, 0);
      },
    );
}

void t.test('a second signal ends the calls at once', async (t) => {
  const town = await Town.open(t, 'embedded');
  const { a, b, callveil } = town;
  await town.talk();
  await town.signal('SIGTERM');
  await town.signal('SIGTERM');
  // One more, while the first one's parts are being closed.
  process.kill(callveil.pid, 'SIGINT');
  for (const party of [a, b]) party.reply(await party.take('BYE', PATIENCE_MS), 200);
  t.equal(await callveil.exited, 0);
  t.equal((await town.ends(1)).length, 1);
});

void t.test('we stay registered until the last call is over', async (t) => {
  const register = { register: { contactUser: 'line' }, credentials: { username: 'u', password: 'p' } };
  const town = await Town.open(t, 'embedded', { b: register });
  const { b, callveil } = town;
  const registered = await b.take('REGISTER', PATIENCE_MS);
  b.reply(registered, 200, { headers: [`Contact: ${registered.header('Contact')};expires=600`] });
  const { caller } = await town.talk();
  await town.signal('SIGTERM');
  t.same(await town.refusal('OPTIONS'), ['503', 'seconds']);
  t.notOk(b.untaken.includes('REGISTER'), 'what came before the refusal');
  await town.hangUp(caller);
  const removed = await b.take('REGISTER', PATIENCE_MS);
  t.equal(removed.header('Expires'), '0');
  b.reply(removed, 200);
  t.equal(await callveil.exited, 0);
});

void t.test("an operator's drain outlives its engine and its SIP process, until undone", async (t) => {
  // The next engine is called at the same port.
  const port = await freeUdpPort();
  const sip = { listen: [{ transport: 'udp', host: '127.0.0.1', port }] };
  const town = await Town.open(t, 'embedded', { service: { sip } });
  const { callveil } = town;
  const { caller } = await town.talk();
  t.match(await town.ask('POST', '/v1/drain'), { status: 200, json: { draining: true } });
  t.same(await town.refusal('INVITE'), ['503', 'seconds']);
  t.match(await town.get('/readyz'), { status: 503, text: '"ailments":["draining"]' });
  t.match(await town.ask('POST', '/v1/reload'), { status: 200 });
  await town.hangUp(caller);

  await callveil.crashEngine();
  t.match(await town.ask('POST', '/v1/drain'), { status: 200 }, 'nothing happens');
  t.same(await town.refusal('OPTIONS'), ['503', 'seconds']);
  const connected = (): number => callveil.log.filter(({ msg }) => msg === 'SIP server connected').length;
  const before = connected();
  process.kill(serviceProcess(callveil.pid, 'sip'), 'SIGKILL');
  await callveil.until(() => connected() > before, 'the next SIP process');
  t.same(await town.refusal('INVITE'), ['503', 'seconds']);

  t.match(await town.ask('DELETE', '/v1/drain'), { status: 200, json: { draining: false } });
  t.match(await town.get('/readyz'), { status: 200 });
  const { caller: next } = await town.talk();
  await town.hangUp(next);
  await callveil.crashEngine();
  const { caller: last } = await town.talk();
  await town.hangUp(last);
});
