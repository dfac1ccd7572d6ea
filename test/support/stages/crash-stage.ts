/**
 * Pairs of softphones in recorded calls, for a service that is to be killed. `CRASH_CALLS` says how many calls
 * (default 8).
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Test } from 'tap';
import { Callveil } from '../servers/callveil.js';
import { Phone, type PhoneCall } from '../phones/phone.js';
import { USUAL_KINDS } from '../../../engine/report/report-settings.js';

export const X = '+8617100000001';
const TOKEN = 'token-of-the-crash-stage';
const APP = { appKey: 'crash-app', appSecret: 'crash-secret' };
/**
 * Pairs that register together: 20 REGISTERs a second are accepted from one address, and a phone without an answer for
 * 32 s gives up.
 */
const AT_ONCE = 8;
export const CALLS = Number(process.env['CRASH_CALLS'] ?? 8);
export const PAIRS = Array.from({ length: CALLS }, (_, n) => {
  const digits = String(n).padStart(4, '0');
  return { a: `+861381111${digits}`, b: `+861392222${digits}` };
});

export class CrashStage {
  private constructor(
    readonly callveil: Callveil,
    readonly phones: readonly { readonly a: Phone; readonly b: Phone }[],
  ) {}

  static async start(t: Test, server: string): Promise<CrashStage> {
    const accounts = PAIRS.flatMap(({ a, b }) => [a, b]).map((number) => ({ number, password: 'pw' }));
    const callveil = await Callveil.start((receiver) => ({
      operator: { port: 0, tokens: [{ name: 'test', role: 'admin', token: TOKEN }] },
      sip: { server, listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
      trunks: [{ name: 'phones', type: 'softphones', accounts }],
      applications: [
        {
          ...APP,
          mode: 'AXB',
          features: { recording: true },
          reports: { kinds: [...USUAL_KINDS, 'recording'], pull: true },
          callbacks: { status: `${receiver}/status`, fee: `${receiver}/fee` },
          numbers: [{ number: X, areaCode: '0755' }],
        },
      ],
    }));
    t.teardown(() => callveil.stop());
    const phones: { readonly a: Phone; readonly b: Phone }[] = [];
    for (let at = 0; at < CALLS; at += AT_ONCE) {
      const pairs = PAIRS.slice(at, at + AT_ONCE);
      phones.push(...(await Promise.all(pairs.map((pair) => stagePair(t, callveil, pair)))));
    }
    return new CrashStage(callveil, phones);
  }

  /** Every pair talks, both voices are on their way to its recording. Answers both ends of each. */
  async converse(): Promise<readonly PhoneCall[]> {
    const calls: PhoneCall[] = [];
    for (const { a, b } of this.phones) {
      const calling = await a.dial(X);
      const ringing = await b.nextCall();
      ringing.answer();
      await Promise.all([calling.answered, ringing.answered]);
      calling.audio.sendTone(440);
      ringing.audio.sendTone(1000);
      calls.push(calling, ringing);
    }
    for (const { audio } of calls) await audio.receives(50);
    return calls;
  }

  /** Starts the service again, and looks at what it says of the calls. */
  async reported(t: Test): Promise<void> {
    await this.callveil.run();
    await this.callveil.until(
      () => this.records.length >= CALLS && this.eventsOf('disconnect').length >= CALLS,
      'the reports',
    );
    t.equal(this.records.length, CALLS, 'a record for each call');
    t.equal(this.eventsOf('disconnect').length, CALLS, 'a disconnect for each call');
    const files = new Set(await readdir(join(this.callveil.folder, 'data', 'recordings')));
    const named = this.records.map(({ recordObjectName }) => String(recordObjectName));
    t.equal(named.filter((name) => files.has(name)).length, CALLS, 'a recording for each record');
    t.equal(new Set(named).size, CALLS, 'each its own');
    for (const { callEndTime, fwdAnswerTime, ulFailReason } of this.records) {
      t.ok(String(callEndTime) >= String(fwdAnswerTime), 'it ended after its answer');
      t.equal(ulFailReason, 7102);
    }
  }

  /** The calls in the store of records, once all of them are there; each call is filed after its end. */
  async filedCalls(): Promise<readonly Record<string, unknown>[]> {
    for (;;) {
      const response = await fetch(`${this.callveil.operator}/v1/records/search`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ kinds: ['call'], number: X, limit: 1000 }),
      });
      if (response.status !== 200) throw new Error(`records: answered ${response.status}`);
      const { items } = (await response.json()) as { readonly items: readonly Record<string, unknown>[] };
      if (items.length >= CALLS) return items;
    }
  }

  get records(): Record<string, unknown>[] {
    return this.callveil.pushes
      .filter(({ path }) => path === '/fee')
      .flatMap(({ body }) => body['feeLst'] as Record<string, unknown>[]);
  }

  eventsOf(type: string): unknown[] {
    return this.callveil.pushes.filter(({ body }) => body['eventType'] === type);
  }

  /** Every message that can be pulled after this one, page by page. */
  async pull(after?: string): Promise<readonly PulledMessage[]> {
    const pulled: PulledMessage[] = [];
    for (let place = after; ;) {
      const query = place === undefined ? '' : `?after=${place}`;
      const response = await fetch(`${this.callveil.operator}/v1/events${query}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      if (response.status !== 200) throw new Error(`events: answered ${response.status}`);
      const page = (await response.json()) as {
        readonly items: readonly PulledMessage[];
        readonly next: string;
        readonly missed: boolean;
      };
      if (page.missed) throw new Error('events after that place have been deleted');
      if (page.items.length === 0) return pulled;
      pulled.push(...page.items);
      place = page.next;
    }
  }

  /** The event that tells of each recording says what the file is, and comes after the end and before the record. */
  async recordingsReported(t: Test): Promise<void> {
    const folder = join(this.callveil.folder, 'data', 'recordings');
    const pulled = await this.pull();
    const events = pulled.filter(({ kind }) => kind === 'recording');
    t.equal(events.length, CALLS, 'an event for each recording');
    for (const { sessionId, message } of events) {
      const info = message['statusInfo'] as Record<string, unknown>;
      const file = await readFile(join(folder, String(info['recordObjectName'])));
      t.match(info, { recordBytes: file.length, recordMilliseconds: Number });
      t.equal(info['recordSha256'], createHash('sha256').update(file).digest('hex'));
      t.ok(Number(info['recordMilliseconds']) > 0);
      const kinds = pulled.filter((one) => one.sessionId === sessionId).map(({ kind }) => kind);
      t.same(kinds, ['callin', 'callout', 'answer', 'disconnect', 'recording', 'fee']);
    }
  }
}

/** An item of `GET /v1/events`. */
export interface PulledMessage {
  readonly id: string;
  readonly kind: string;
  readonly sessionId: string;
  readonly message: Readonly<Record<string, unknown>>;
}

async function stagePair(
  t: Test,
  callveil: Callveil,
  { a, b }: { readonly a: string; readonly b: string },
): Promise<{ readonly a: Phone; readonly b: Phone }> {
  await callveil.client(APP).post('/rest/caas/relationnumber/partners/v1.0', {
    ...{ relationNum: X, callerNum: a, calleeNum: b, recordFlag: 'true' },
  });
  const server = `127.0.0.1:${callveil.sipPort('udp')}`;
  const [caller, callee] = await Promise.all([a, b].map((number) => Phone.start({ number, server })));
  if (caller === undefined || callee === undefined) throw new Error('no phones');
  t.teardown(() => Promise.all([caller.stop(), callee.stop()]));
  const statuses = await Promise.all([caller.register('pw'), callee.register('pw')]);
  if (statuses.some((status) => status !== 200)) throw new Error(`registered with ${statuses.join()}`);
  return { a: caller, b: callee };
}
