/**
 * Starts the service with one set of settings, binds, places each scenario's call with SIPp on both sides, and has it
 * judged.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Callveil } from '../test/support/servers/callveil.js';
import { freeUdpPort } from '../test/support/servers/free-port.js';
import { judge } from './judge.js';
import { LOOPBACK_6, SETTINGS, type Scenario, type SettingsName } from './scenarios.js';
import { Sipp, udpPortInUse } from './sipp.js';

const APP = { appKey: 'scenario-app', appSecret: 'scenario-secret' };
const RING_TIMEOUT_SECONDS = 5;
const PATIENCE_SECONDS = 20;
/** How long after both phones are done the service may hold something of the call. */
const LEFT_OVER_MS = 5000;

/** `sip.server` of the service. */
export type SipServer = 'embedded' | 'embedded-drachtio';

export interface ScenarioResult {
  readonly scenario: Scenario;
  /** Empty when passed. */
  readonly wrong: readonly string[];
  /** Both SIPp screens and traces, for a failure. */
  readonly details: string;
}

export class ScenarioRunner {
  #used = 0;

  private constructor(
    readonly callveil: Callveil,
    private readonly folder: string,
    private readonly calleePort: number,
    private readonly settings: SettingsName,
  ) {}

  static async start(sipServer: SipServer, settings: SettingsName): Promise<ScenarioRunner> {
    const calleePort = await freeUdpPort();
    const folder = await mkdtemp(join(tmpdir(), 'callveil-sipp-'));
    // What `rtp_stream` of a scenario file plays: a second of silence in A-law, over and over.
    await writeFile(join(folder, 'silence.alaw'), Buffer.alloc(8000, 0xd5));
    const callveil = await Callveil.start((receiver) =>
      serviceConfig(receiver, calleePort, sipServer, settings),
    );
    return new ScenarioRunner(callveil, folder, calleePort, settings);
  }

  async run(scenario: Scenario): Promise<ScenarioResult> {
    const x = `+861710000${String((this.#used += 1)).padStart(4, '0')}`;
    const parties = {
      A: `+86138000${String(10_000 + this.#used)}`,
      B: `+86139000${String(20_000 + this.#used)}`,
    };
    await this.#bind(scenario, x, parties);
    if (this.settings === 'draining') await this.#drain();
    const caller = scenario.from === 'stranger' ? '+8613700030000' : parties[scenario.from];
    const callee = scenario.from === 'A' ? parties.B : parties.A;
    const answering = scenario.callee === undefined ? undefined : await this.#answeringSide(scenario, callee);
    const host = scenario.callerHost ?? '127.0.0.1';
    const at = host.includes(':') ? `[${host}]` : host;
    const calling = new Sipp({
      scenario: scenario.caller,
      transport: scenario.transport ?? 'udp',
      host,
      port: await freeUdpPort(),
      target: `${at}:${this.callveil.sipPort(scenario.transport ?? 'udp', at)}`,
      keys: { caller },
      service: scenario.dials ?? (scenario.dialsNational === true ? x.slice('+86'.length) : x),
      workDirectory: this.folder,
      timeoutSeconds: scenario.seconds ?? PATIENCE_SECONDS,
    });
    const callerExit = await calling.exited;
    if (callerExit !== 0 && answering !== undefined) answering.kill();
    const calleeExit = await answering?.exited;
    const disconnect =
      scenario.stateCode === undefined || callerExit !== 0 ? undefined : await this.#disconnectOf(x);
    const evidence = {
      scenario,
      callerExit,
      calleeExit,
      callerTrace: calling.trace(),
      calleeTrace: answering?.trace() ?? '',
      numbers: { caller, callee, x },
      disconnect,
      leftOver: await this.callveil.leftOver(LEFT_OVER_MS),
      strangers: strangersIn(await this.callveil.metrics()),
    };
    const details = [calling.screen, answering?.screen, evidence.callerTrace, evidence.calleeTrace].join(
      '\n----\n',
    );
    return { scenario, wrong: judge(evidence), details };
  }

  async stop(): Promise<void> {
    await this.callveil.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #bind(scenario: Scenario, x: string, parties: { A: string; B: string }): Promise<void> {
    const client = this.callveil.client(APP);
    const { json } = await client.post('/rest/caas/relationnumber/partners/v1.0', {
      relationNum: x,
      callerNum: parties.A,
      calleeNum: parties.B,
      ...scenario.binding,
    });
    if (json['resultcode'] !== '0')
      throw new Error(`binding for ${scenario.name} failed: ${JSON.stringify(json)}`);
  }

  async #drain(): Promise<void> {
    const { token } = SETTINGS.draining.operator.tokens[0];
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${this.callveil.operator}/v1/drain`, { method: 'POST', headers });
    if (!answer.ok) throw new Error(`the drain was answered ${answer.status}`);
  }

  async #answeringSide(scenario: Scenario, callee: string): Promise<Sipp> {
    const sipp = new Sipp({
      scenario: scenario.callee ?? '',
      transport: 'udp',
      host: calleeHost(scenario),
      port: this.calleePort,
      keys: { callee },
      workDirectory: this.folder,
      timeoutSeconds: scenario.seconds ?? PATIENCE_SECONDS,
    });
    await udpPortInUse(this.calleePort);
    return sipp;
  }

  /** Events name X as `called` of callin; the disconnect of the same session tells how the call ended. */
  async #disconnectOf(x: string): Promise<Record<string, unknown>> {
    type Info = { sessionId?: string; called?: string } | undefined;
    const info = (body: Record<string, unknown>): Info => body['statusInfo'] as Info;
    const callin = await this.callveil.push(
      (body) => body['eventType'] === 'callin' && info(body)?.called === x,
    );
    const sessionId = info(callin.body)?.sessionId;
    const push = await this.callveil.push(
      (body) => body['eventType'] === 'disconnect' && info(body)?.sessionId === sessionId,
    );
    return push.body;
  }
}

/** B of the settings with both families has IPv6. */
function calleeHost({ settings, from }: Scenario): string {
  return settings === 'both-families' && from === 'A' ? LOOPBACK_6 : '127.0.0.1';
}

/** Of all trunks and scenarios until now: there are to be none. */
function strangersIn(metrics: string): number {
  const counts = [...metrics.matchAll(/^callveil_media_strangers_total\{[^}]*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Parts of the configuration, and of its trunk. */
type Settings = Readonly<Record<string, object>>;

function serviceConfig(
  receiver: string,
  calleePort: number,
  sipServer: SipServer,
  settings: SettingsName,
): Record<string, unknown> {
  const { trunk = {}, ...others }: Settings = SETTINGS[settings];
  const isBoth = settings === 'both-families';
  const hosts = isBoth ? ['127.0.0.1', LOOPBACK_6] : ['127.0.0.1'];
  return {
    ...others,
    sip: { ...sipOf(sipServer, hosts), ringTimeoutSeconds: RING_TIMEOUT_SECONDS },
    trunks: [
      {
        name: 'carrier',
        type: 'carrier',
        from: hosts,
        to: `sip:127.0.0.1:${calleePort}`,
        trustAssertedIdentity: true,
        credentials: { username: 'callveil', password: 'scenario' },
        ...trunk,
      },
      ...(isBoth ? [{ name: 'carrier-6', to: `sip:[${LOOPBACK_6}]:${calleePort}` }] : []),
    ],
    ...(isBoth && {
      routes: [
        { calleePrefixes: ['+86139'], trunks: [{ name: 'carrier-6' }] },
        { trunks: [{ name: 'carrier' }] },
      ],
    }),
    applications: [
      {
        ...APP,
        name: 'Scenarios',
        mode: 'AXB',
        callbacks: { status: `${receiver}/status`, fee: `${receiver}/fee` },
        numbers: Array.from({ length: 60 }, (_, n) => ({
          number: `+861710000${String(n + 1).padStart(4, '0')}`,
          areaCode: '0755',
        })),
      },
    ],
  };
}

/** Our own, or the drachtio-server the contract suite of signaling would take (DRACHTIO_HOST and the like). */
function sipOf(sipServer: SipServer, hosts: readonly string[]): Record<string, unknown> {
  const { DRACHTIO_HOST: host, DRACHTIO_PORT: port, DRACHTIO_SECRET: secret } = process.env;
  if (host !== undefined) return { server: 'drachtio', drachtio: { host, port: Number(port), secret } };
  return {
    server: sipServer,
    listen: ['udp', 'tcp'].flatMap((transport) => hosts.map((host) => ({ transport, host, port: 0 }))),
  };
}
