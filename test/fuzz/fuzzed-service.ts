/**
 * The whole service with one hostile trunk, as the fuzzers of the outside attack it together, and what is looked at
 * afterwards.
 */
import { processTree, residentBytes } from '../support/servers/process-tree.js';
import { Callveil } from '../support/servers/callveil.js';
import { PuppetLeg, sdp } from '../support/phones/puppet-leg.js';
import { SipPuppet } from '../support/phones/sip-puppet.js';
import { TestAuthority } from '../support/servers/certificates.js';
import { answered } from './answered.js';
import { HostileCallee } from './hostile-callee.js';
import type { Mutator } from './mutation.js';

export type SipServer = 'embedded' | 'embedded-drachtio';

export const TOKEN = 'fuzz-operator-token';
export const APP = { appKey: 'fuzz-app', appSecret: 'fuzz-secret' };
/** Of hostile calls: the privacy number, who calls it, who is called. */
export const HOSTILE = { x: '+8617100000001', a: '+8613800000021', b: '+8613900000022' } as const;
/** Parties of the calls that show whether the service still works. */
export const GOOD = { x: '+8617100000002', a: '+8613800000041', b: '+8613900000042' } as const;
/** Above the 32 s that a BYE without an answer takes (RFC 3261 17.1.2.2), twice: it may be challenged first. */
const SETTLED_WITHIN_MS = 90_000;

export class FuzzedService {
  readonly #processes: readonly number[];

  private constructor(
    readonly callveil: Callveil,
    readonly callee: HostileCallee,
    private readonly caller: SipPuppet,
    private readonly authority: TestAuthority,
  ) {
    this.#processes = processTree(callveil.pid);
  }

  static async start(server: SipServer, mutator: Mutator): Promise<FuzzedService> {
    const callee = await HostileCallee.start('127.0.0.3', GOOD.b, mutator);
    const caller = await SipPuppet.udp('127.0.0.4');
    const authority = await TestAuthority.create();
    const { certificateFile, keyFile } = await authority.issue({ subjectAltName: 'IP:127.0.0.1' });
    const callveil = await Callveil.start((receiver) => ({
      sip: {
        server,
        listen: [
          { transport: 'udp', host: '127.0.0.1', port: 0 },
          { transport: 'tcp', host: '127.0.0.1', port: 0 },
          { transport: 'tls', host: '127.0.0.1', port: 0, certificateFile, keyFile },
        ],
        ringTimeoutSeconds: 5,
      },
      media: { silenceTimeoutSeconds: 3 },
      operator: { port: 0, tokens: [{ name: 'fuzz', role: 'admin', token: TOKEN }] },
      limits: { maxCalls: 1000, callsPerSecond: 100_000 },
      trunks: [
        {
          ...{ name: 'hostile', from: ['127.0.0.2', '127.0.0.3', '127.0.0.4'], to: `sip:${callee.hostPort}` },
          media: { encryption: 'offered' },
        },
      ],
      applications: [
        {
          ...{ ...APP, mode: 'AXB', callbacks: { status: receiver } },
          numbers: [HOSTILE.x, GOOD.x].map((number) => ({ number, areaCode: '0755' })),
        },
      ],
    }));
    for (const { x, a, b } of [HOSTILE, GOOD]) {
      const pair = { relationNum: x, callerNum: a, calleeNum: b };
      await callveil.client(APP).post('/rest/caas/relationnumber/partners/v1.0', pair);
    }
    return new FuzzedService(callveil, callee, caller, authority);
  }

  get sip(): { readonly address: string; readonly port: number } {
    return { address: '127.0.0.1', port: this.callveil.sipPort('udp') };
  }

  /** A call as it should be, through everything that has been attacked. Rejects where it does not come about. */
  async call(): Promise<void> {
    const leg = PuppetLeg.calling(this.caller, this.sip, GOOD.x, GOOD.a);
    leg.request('INVITE', { body: sdp(this.caller.port) });
    const answer = await answered(this.caller, () => leg.repeat(), /^[2-6]\d\d INVITE/);
    if (answer.kind !== '200') throw new Error(`a good call was answered ${answer.startLine}`);
    leg.ack(answer);
    leg.request('BYE');
    await answered(this.caller, () => leg.repeat(), '200 BYE');
  }

  /**
   * What is wrong after an attack, one line each: a dead process, an unforeseen failure, a call that does not come
   * about, something that is never released. None: [].
   */
  async findings(): Promise<string[]> {
    const found: string[] = [];
    this.callee.behave();
    const alive = new Set(processTree(this.callveil.pid));
    found.push(...this.#processes.filter((pid) => !alive.has(pid)).map((pid) => `process ${pid} has died`));
    found.push(
      ...this.callveil.log.filter(isBug).map((line) => `logged: ${JSON.stringify(line).slice(0, 600)}`),
    );
    await this.call().catch((error: unknown) => found.push(`after it ${String(error)}`));
    await this.#endCalls().catch((error: unknown) => found.push(String(error)));
    const left = await this.callveil.leftOver(SETTLED_WITHIN_MS).catch(String);
    if (left !== '') found.push(`never let go: ${left}`);
    return found;
  }

  /** What hostile peers keep up, on hold or with a session timer of hours, an operator ends. */
  async #endCalls(): Promise<void> {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const ask = (method: string, path: string): Promise<Response> =>
      fetch(`${this.callveil.operator}${path}`, { method, headers });
    const { items } = (await (await ask('GET', '/v1/calls?pageSize=100')).json()) as {
      items: { sessionId: string }[];
    };
    await Promise.all(
      items.map(async ({ sessionId }) => {
        const { status } = await ask('DELETE', `/v1/calls/${sessionId}`);
        if (status !== 204 && status !== 404) throw new Error(`ending a call was answered ${status}`);
      }),
    );
    if (items.length > 0) await this.#endCalls();
  }

  /** What is left in every process: each table with its size, and the memory. */
  async table(): Promise<string> {
    const held = [
      ...(await this.callveil.metrics()).matchAll(/^callveil_held\{process="(\w+)",table="(\w+)"\} (\d+)$/gm),
    ];
    const rows = held.map(([, process, table, size]) => `  ${`${process} ${table}`.padEnd(32)} ${size}`);
    const memory = processTree(this.callveil.pid).map(
      (pid) => `  ${`process ${pid}`.padEnd(32)} ${Math.round(residentBytes(pid) / 2 ** 20)} MiB resident`,
    );
    return [...rows, ...memory].join('\n');
  }

  async stop(): Promise<void> {
    this.caller.close();
    this.callee.close();
    await this.callveil.stop();
    await this.authority.remove();
  }
}

/** A line that reports an unforeseen event. */
function isBug({
  level,
  msg,
  err,
}: {
  readonly level: string;
  readonly msg: string;
  readonly err?: unknown;
}): boolean {
  const isFailure = level === 'error' || level === 'fatal';
  const stack = typeof err === 'object' && err !== null && 'stack' in err ? String(err.stack) : '';
  return (
    (isFailure && !EXPECTED.some((text) => msg.includes(text))) ||
    /^(?:Type|Reference|Range)Error/.test(stack)
  );
}

/** Errors that a hostile peer may well cause. */
const EXPECTED: readonly string[] = [];
