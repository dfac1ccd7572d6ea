/**
 * A service of which a process is killed at a stage of a call, and what must happen to the call. The phones are
 * puppets: they answer, acknowledge and repeat only what is written here.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Test } from 'tap';
import { PuppetLeg, sdp } from '../phones/puppet-leg.js';
import { SipPuppet, type PuppetMessage } from '../phones/sip-puppet.js';
import { tonePrompts } from '../phones/tone-prompts.js';
import { Callveil } from '../servers/callveil.js';
import { processTree, programOf, serviceProcess, type ServiceProcess } from '../servers/process-tree.js';
import { openDatabase } from '../../../routing/journal/sqlite-open.js';

const A = '+8613800000021';
const B = '+8613900000022';
const X = '+8617100000001';
/** The privacy number whose caller hears a prompt first. */
const PROMPTED = '+8617100000002';
const APP = { appKey: 'kill-app', appSecret: 'kill-secret' };
const BIND = '/rest/caas/relationnumber/partners/v1.0';
const PATIENCE_MS = 60_000;

export const STAGES = ['100', 'prompt', '180', '200 in', '200 out', 'ACK', 're-INVITE', 'BYE'] as const;
export type Stage = (typeof STAGES)[number];
export type Victim = ServiceProcess | 'every process';

/** A call as far as it has come. */
interface CallUp {
  readonly leg: PuppetLeg;
  /** The callee's INVITE. */
  readonly invite: PuppetMessage;
  readonly callee: PuppetLeg;
  readonly answer?: PuppetMessage;
  /** What the callee was asked last, and has not answered. */
  readonly asked?: PuppetMessage;
}

export class KillStage {
  /** Sessions of the stages before. */
  readonly #past = new Set<unknown>();

  private constructor(
    private readonly callveil: Callveil,
    private readonly server: string,
    private readonly a: SipPuppet,
    private readonly b: SipPuppet,
  ) {}

  static async start(t: Test, server: string): Promise<KillStage> {
    const [a, b] = [await SipPuppet.udp('127.0.0.2'), await SipPuppet.udp('127.0.0.3')];
    const directory = await tonePrompts(t, { 'wait.wav': 700 }, 60);
    const callveil = await Callveil.start((receiver) => ({
      sip: { server, listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
      prompts: { directory },
      trunks: [
        { name: 'a', from: [a.address] },
        { name: 'b', from: [b.address], to: `sip:${b.hostPort}` },
      ],
      applications: [
        {
          ...{ ...APP, mode: 'AXB', features: { recording: true } },
          callbacks: { status: `${receiver}/status`, fee: `${receiver}/fee` },
          numbers: [X, PROMPTED].map((number) => ({ number, areaCode: '0755' })),
        },
      ],
    }));
    t.teardown(async () => {
      await callveil.stop();
      a.close();
      b.close();
    });
    const pair = { callerNum: A, calleeNum: B, recordFlag: 'true' };
    const client = callveil.client(APP);
    await client.post(BIND, { ...pair, relationNum: X });
    await client.post(BIND, { ...pair, relationNum: PROMPTED, preVoice: { callerHintTone: 'wait.wav' } });
    return new KillStage(callveil, server, a, b);
  }

  async killAt(t: Test, stage: Stage, victim: Victim): Promise<void> {
    this.a.drain();
    this.b.drain();
    const call = await this.#bringTo(stage, victim);
    await this.#kill(victim);
    if (victim === 'recorder') await this.#end(stage, call);
    else await this.#expectEnd(t, stage, victim, call);
    await this.#expectReports(t, stage, victim);
    await this.#expectNothingLeft(t);
  }

  /** A call at that stage, with its progress stored where it must be. */
  async #bringTo(stage: Stage, victim: Victim): Promise<CallUp> {
    const server = { address: '127.0.0.1', port: this.callveil.sipPort('udp') };
    const leg = PuppetLeg.calling(this.a, server, stage === 'prompt' ? PROMPTED : X, A);
    leg.request('INVITE', { body: sdp(20_000) });
    if (stage === 'prompt') await this.a.take('183', PATIENCE_MS);
    const invite = await this.b.take('INVITE', PATIENCE_MS);
    const call = { leg, invite, callee: PuppetLeg.answering(this.b, invite) };
    await this.#told('callout');
    if (stage === '100' || stage === 'prompt') return call;
    this.b.reply(invite, 180);
    await this.a.take('180', PATIENCE_MS);
    await this.#told('alerting');
    if (stage === '180') return call;
    return this.#answer(stage, victim, call);
  }

  async #answer(stage: Stage, victim: Victim, call: CallUp): Promise<CallUp> {
    const { leg, invite } = call;
    const contact = [`Contact: <sip:${this.b.hostPort}>`, 'Content-Type: application/sdp'];
    this.b.reply(invite, 200, { headers: contact, body: sdp(20_002) });
    await this.b.take('ACK', PATIENCE_MS);
    await this.#told('answer');
    if (victim === 'every process') await this.#kept(/callee/);
    if (stage === '200 in') return call;
    const answer = await this.a.take('200 INVITE', PATIENCE_MS);
    if (victim === 'every process') await this.#kept(/caller.*callee/);
    const answered = { ...call, answer };
    if (stage === '200 out') return answered;
    leg.ack(answer);
    // Over drachtio's protocol a caller's dialog is known from its ACK on, and not before.
    if (this.server === 'embedded-drachtio') await this.#kept(/caller.*callee/);
    if (stage === 'ACK') return answered;
    leg.request(stage === 'BYE' ? 'BYE' : 'INVITE', stage === 'BYE' ? {} : { body: sdp(20_004) });
    return { ...answered, asked: await this.b.take(stage === 'BYE' ? 'BYE' : 'INVITE', PATIENCE_MS) };
  }

  /** Resolves when the service is whole again. */
  async #kill(victim: Victim): Promise<void> {
    const root = this.callveil.pid;
    const pids = victim === 'every process' ? processTree(root).reverse() : [serviceProcess(root, victim)];
    const whole = victim === 'sip' ? 'SIP server connected' : 'ready';
    const count = (): number => this.callveil.log.filter(({ msg }) => msg === whole).length;
    const before = count();
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    if (victim === 'recorder') return this.#recorderAfter(pids);
    // The service restarts what it has started; the test restarts what the test has started.
    if (pids.includes(root)) {
      await this.callveil.gone;
      await this.callveil.run();
    }
    await this.callveil.until(() => count() > before, `the next ${whole}`);
  }

  async #recorderAfter(pids: readonly number[]): Promise<void> {
    const isThere = (): boolean =>
      processTree(this.callveil.pid).some((pid) => !pids.includes(pid) && programOf(pid) === 'recorder');
    const deadline = Date.now() + PATIENCE_MS;
    while (!isThere()) {
      if (Date.now() > deadline) throw new Error('there is no next recorder');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The call goes on without its recorder, and ends as other calls do. */
  async #end(stage: Stage, { leg, invite, callee, answer, asked }: CallUp): Promise<void> {
    if (!isAnswered(stage)) {
      // RFC 3261 9.1: nothing is cancelled before a provisional has come.
      if (stage !== '180') this.b.reply(invite, 180);
      leg.cancel();
      this.b.reply(await this.b.take('CANCEL', PATIENCE_MS), 200);
      this.b.reply(invite, 487);
      leg.ackFailure(await this.a.take('487', PATIENCE_MS));
      return;
    }
    if (asked !== undefined) this.b.reply(asked, asked.kind === 'BYE' ? 200 : 488);
    if (stage === 'BYE') return;
    if (stage === 're-INVITE') leg.ackFailure(await this.a.take('488', PATIENCE_MS));
    if (stage === '200 in') leg.ack(await this.a.take('200 INVITE', PATIENCE_MS));
    if (stage === '200 out' && answer !== undefined) leg.ack(answer);
    callee.request('BYE');
    this.a.reply(await this.a.take('BYE', PATIENCE_MS), 200);
  }

  /**
   * An answered party gets a BYE, and an unanswered caller is refused: by the SIP server if it loses the engine, by the
   * next one if it died. If the engine died as well, nothing is on disk of a ringing caller, and neither is it in
   * drachtio's mode.
   */
  async #expectEnd(t: Test, stage: Stage, victim: Victim, { leg }: CallUp): Promise<void> {
    if (!isAnswered(stage)) {
      const isKept = this.server === 'embedded' && victim === 'sip';
      if (victim !== 'engine' && !isKept) return;
      const refusal = await this.a.take(/^[3-6]\d\d INVITE/, PATIENCE_MS);
      t.ok(refusal, `the caller is refused: ${refusal.startLine}`);
      leg.ackFailure(refusal);
      return;
    }
    // At the stage `200 in` the caller may not have been answered, and at `BYE` it has hung up and the callee has had
    // its BYE.
    if (stage === 'BYE') return;
    for (const party of stage === '200 in' ? [this.b] : [this.a, this.b]) {
      party.reply(await party.take('BYE', PATIENCE_MS), 200);
      t.pass(`${party === this.a ? 'the caller' : 'the callee'} is hung up on`);
    }
  }

  async #expectReports(t: Test, stage: Stage, victim: Victim): Promise<void> {
    const session = await this.callveil.until(() => this.#newSession(), 'a session');
    this.#past.add(session);
    // A push whose removal the crash has come before is repeated, the same to the byte: at least once is what a push
    // promises.
    const count = (type: string): number => {
      const told = this.callveil.pushes.filter(
        ({ body }) => body['eventType'] === type && sessionOf(body) === session,
      );
      return new Set(told.map(({ body }) => JSON.stringify(body['statusInfo']))).size;
    };
    const records = (): Record<string, unknown>[] => {
      const all = this.callveil.pushes
        .filter(({ path }) => path === '/fee')
        .flatMap(({ body }) => body['feeLst'] as Record<string, unknown>[])
        .filter(({ sessionId }) => sessionId === session);
      return [...new Map(all.map((record) => [JSON.stringify(record), record])).values()];
    };
    await this.callveil.until(() => records().length > 0 && count('disconnect') > 0, 'the reports');
    const events = ['callin', 'callout', 'alerting', 'answer', 'disconnect'];
    const rang = victim === 'recorder' || !['100', 'prompt'].includes(stage);
    t.same(events.map(count), [1, 1, rang ? 1 : 0, isAnswered(stage) ? 1 : 0, 1], events.join(', '));
    t.equal(records().length, 1, 'one record');
    const [{ recordFlag, recordObjectName } = {}] = records();
    const files = await readdir(join(this.callveil.folder, 'data', 'recordings'));
    if (recordFlag === 1) t.ok(files.includes(String(recordObjectName)), 'its recording is there');
  }

  /** Phones answer what is said to them after the end, and then no process holds anything of the call. */
  async #expectNothingLeft(t: Test): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    let left: string;
    do {
      for (const party of [this.a, this.b])
        while (party.untaken.includes('BYE')) party.reply(await party.take('BYE'), 200);
      left = await this.callveil.leftOver(50);
    } while (left !== '' && Date.now() < deadline);
    t.equal(left, '', 'nothing is left');
  }

  /** The session about which nothing had been reported before this stage. */
  #newSession(): unknown {
    return this.callveil.pushes
      .map(({ body }) => sessionOf(body))
      .find((id) => id !== undefined && !this.#past.has(id));
  }

  /** Waits until the disk has what the next SIP server is to know of these legs. */
  async #kept(legs: RegExp): Promise<void> {
    const outbox = await openDatabase(join(this.callveil.folder, 'data', 'outbox.sqlite'));
    const kept = outbox.prepare('SELECT caller, callee FROM dialogs');
    const deadline = Date.now() + PATIENCE_MS;
    const isThere = (): boolean =>
      (kept.all() as { caller: string | null; callee: string | null }[]).some(({ caller, callee }) =>
        legs.test(`${caller === null ? '' : 'caller'} ${callee === null ? '' : 'callee'}`),
      );
    while (!isThere()) {
      if (Date.now() > deadline) throw new Error(`the disk has no ${legs.source}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    outbox.close();
  }

  async #told(event: string): Promise<void> {
    await this.callveil.push((body) => body['eventType'] === event && !this.#past.has(sessionOf(body)));
  }
}

function isAnswered(stage: Stage): boolean {
  return STAGES.indexOf(stage) >= STAGES.indexOf('200 in');
}

function sessionOf(body: Readonly<Record<string, unknown>>): unknown {
  return (body['statusInfo'] as Record<string, unknown> | undefined)?.['sessionId'];
}
