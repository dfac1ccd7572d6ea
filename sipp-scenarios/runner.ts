/**
 * Starts the service with one set of settings, binds, places each scenario's call with SIPp on both sides, and has it
 * judged.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Callveil } from '../test/support/servers/callveil.js';
import { freeUdpPort } from '../test/support/servers/free-port.js';
import { judge, type Evidence } from './judge.js';
import { makeRelation } from './relations.js';
import type { Scenario } from './scenario.js';
import {
  CARRIER,
  nameServer,
  placesOf,
  serviceConfig,
  type Places,
  type SipServer,
} from './service-config.js';
import { LOOPBACK_6, OPERATOR_TOKEN, type SettingsName } from './settings.js';
import { Sipp, udpPortInUse } from './sipp.js';

const PATIENCE_SECONDS = 20;
/** How long after both phones are done the service may hold something of the call. */
const LEFT_OVER_MS = 5000;

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
    private readonly places: Places,
    private readonly onStop: () => void,
    private readonly settings: SettingsName,
  ) {}

  static async start(sipServer: SipServer, settings: SettingsName): Promise<ScenarioRunner> {
    const places = await placesOf(settings);
    const folder = await mkdtemp(join(tmpdir(), 'callveil-sipp-'));
    // What `rtp_stream` of a scenario file plays: a second of silence in A-law, over and over.
    await writeFile(join(folder, 'silence.alaw'), Buffer.alloc(8000, 0xd5));
    const dns = await nameServer(places);
    const callveil = await Callveil.start((receiver) =>
      serviceConfig({ receiver, places, sipServer, settings, dns: dns?.address }),
    );
    return new ScenarioRunner(callveil, folder, places, () => dns?.close(), settings);
  }

  async run(scenario: Scenario): Promise<ScenarioResult> {
    const x = `+861710000${String((this.#used += 1)).padStart(4, '0')}`;
    const parties = {
      A: `+86138000${String(10_000 + this.#used)}`,
      B: `+86139000${String(20_000 + this.#used)}`,
    };
    const { dialled, display } = await makeRelation(this.callveil, scenario, x, parties);
    if (this.settings === 'draining') await this.#drain();
    const caller = scenario.from === 'stranger' ? '+8613700030000' : parties[scenario.from];
    const callee = scenario.from === 'A' ? parties.B : parties.A;
    const answering = await this.#answeringSides(scenario, callee);
    const unasked = await this.#watched(scenario, callee);
    const texts = textsOf(scenario, caller, callee);
    const host = scenario.callerHost ?? '127.0.0.1';
    const at = host.includes(':') ? `[${host}]` : host;
    const calling = new Sipp({
      scenario: scenario.caller,
      transport: scenario.transport ?? 'udp',
      host,
      port: await freeUdpPort(),
      target: `${at}:${this.callveil.sipPort(scenario.transport ?? 'udp', at)}`,
      keys: { caller, text: texts.sent },
      service: scenario.dials ?? (scenario.dialsNational === true ? dialled.slice('+86'.length) : dialled),
      workDirectory: this.folder,
      timeoutSeconds: scenario.seconds ?? PATIENCE_SECONDS,
    });
    const callerExit = await calling.exited;
    if (callerExit !== 0) for (const sipp of answering) sipp.kill();
    const answeringExits: Record<string, number> = {};
    for (const sipp of answering) answeringExits[sipp.scenario] = await sipp.exited;
    const disconnect =
      scenario.stateCode === undefined || callerExit !== 0 ? undefined : await this.#disconnectOf(dialled);
    const evidence = {
      scenario,
      callerExit,
      answeringExits,
      callerTrace: calling.trace(),
      calleeTrace: answering.map((sipp) => sipp.trace()).join('\n'),
      asked: await askedOf(unasked, callee),
      numbers: { caller, callee, x: display },
      texts,
      disconnect,
      leftOver: await this.callveil.leftOver(LEFT_OVER_MS),
      strangers: strangersIn(await this.callveil.metrics()),
    };
    const screens = [calling, ...answering].map(({ screen }) => screen);
    const details = [...screens, evidence.callerTrace, evidence.calleeTrace].join('\n----\n');
    return { scenario, wrong: judge(evidence), details };
  }

  async stop(): Promise<void> {
    await this.callveil.stop();
    this.onStop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #drain(): Promise<void> {
    const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
    const answer = await fetch(`${this.callveil.operator}/v1/drain`, { method: 'POST', headers });
    if (!answer.ok) throw new Error(`the drain was answered ${answer.status}`);
  }

  /** Everybody the call is to reach. A registrar has been reached before the call is placed. */
  async #answeringSides(scenario: Scenario, callee: string): Promise<readonly Sipp[]> {
    const { callee: first, others = {} } = scenario;
    const files = { ...(first !== undefined && { [CARRIER]: first }), ...others };
    const sides: Sipp[] = [];
    for (const [name, file] of Object.entries(files))
      sides.push(await this.#answerAt(name, file, scenario, callee));
    const isRegistering = Object.keys(others).some((name) => this.places.get(name)?.kind === 'registrar');
    if (isRegistering)
      await this.callveil.until(
        () => this.callveil.log.some(({ msg }) => msg === 'registered with the trunk'),
        'the registration',
      );
    return sides;
  }

  /** Those who are not to be asked. They answer nothing, as an INVITE of the call before may still be repeated there. */
  async #watched(scenario: Scenario, callee: string): Promise<ReadonlyMap<string, Sipp>> {
    const watched = new Map<string, Sipp>();
    for (const name of scenario.unasked ?? [])
      watched.set(name, await this.#answerAt(name, 'trunk-is-silent', scenario, callee));
    return watched;
  }

  async #answerAt(name: string, file: string, scenario: Scenario, callee: string): Promise<Sipp> {
    const place = this.places.get(name);
    const carrier = this.places.get(CARRIER);
    if (place === undefined || carrier === undefined) throw new Error(`the settings have no ${name}`);
    const sipp = new Sipp({
      scenario: file,
      transport: 'udp',
      host: isSix(scenario) ? LOOPBACK_6 : place.address,
      port: place.port,
      keys: { callee, edge: `${carrier.address}:${carrier.port}` },
      workDirectory: this.folder,
      timeoutSeconds: scenario.seconds ?? PATIENCE_SECONDS,
    });
    await udpPortInUse(place.port);
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

const TEXT = 'I am at the door.';

/** What the caller writes, if it does, and what the callee is to read. */
function textsOf({ text = TEXT, reads = text }: Scenario, caller: string, callee: string): Evidence['texts'] {
  return { sent: text.replace('[callee]', callee), read: reads.replace('[caller]', caller) };
}

/** B of the settings with both families has IPv6. */
function isSix({ settings, from }: Scenario): boolean {
  return settings === 'both-families' && from === 'A';
}

/** Which of them have seen an INVITE of this call; they are ended. */
async function askedOf(unasked: ReadonlyMap<string, Sipp>, callee: string): Promise<readonly string[]> {
  const asked: string[] = [];
  for (const [name, sipp] of unasked) {
    sipp.kill();
    await sipp.exited;
    if (new RegExp(`^INVITE [^\\r\\n]*${callee.slice(1)}`, 'm').test(sipp.trace())) asked.push(name);
  }
  return asked;
}

/** Of all trunks and scenarios until now: there are to be none. */
function strangersIn(metrics: string): number {
  const counts = [...metrics.matchAll(/^callveil_media_strangers_total\{[^}]*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}
