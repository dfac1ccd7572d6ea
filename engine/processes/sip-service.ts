/**
 * What the SIP process runs for an engine: the user agent over our own stack, over our stack behind drachtio's
 * protocol, or over an external drachtio-server. Only what the mode uses is loaded.
 */
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { systemClock } from '../clock.js';
import { Capture } from '../ladder/capture.js';
import { CallGate } from '../observe/load/call-gate.js';
import { heapInUse } from '../observe/load/resources.js';
import { readTls } from '../sip/tls-files.js';
import type { SipSources, SipStart } from '../sip/signaling-speech.js';
import { serializeHead } from '../sipd/stack/parse/serialize.js';
import { peerOf } from '../sipd/stack/live.js';
import type { Stack, StackOptions, StackUser } from '../sipd/stack/stack.js';
import { DnsClient } from '../sipd/stack/dns/client.js';
import type { AskDns } from '../sipd/stack/dns/records.js';
import { SourceList, type LookUpAll } from '../sipd/stack/transport/source-list.js';
import { everyAddressOf } from '../sipd/stack/transport/source-names.js';
import { challengeAtSource } from '../ua/challenge-at-source.js';
import type { Race } from '../ua/fork.js';
import { Certificates } from './certificates.js';
import type { HostedServer, HostReports } from '../ua/host.js';
import type { TransactionLayer } from '../ua/transactions/transactions.js';
import { UserAgent, type Gate } from '../ua/user-agent.js';

/** Bytes of a body that are logged; no SDP has more. */
const TOLD_BODY = 16_384;

export async function serveSip(start: SipStart, reports: HostReports): Promise<HostedServer> {
  switch (start.server) {
    case 'embedded':
      return serveOnStack(start, reports);
    case 'embedded-drachtio':
      return serveOverOwnDrachtio(start, reports);
    case 'drachtio':
      return serveOverDrachtio(start, reports);
  }
}

async function serveOnStack(start: SipStart, reports: HostReports): Promise<HostedServer> {
  const { StackTransactions } = await import('../ua/transactions/stack-transactions.js');
  const rules = new SourceRulesOf(start);
  const gate = gateFor(start, reports, () => layer.stack.measureReceiveDelay());
  const capture = captureFor(start, reports, (id) => layer.stack.findDialog(id) !== undefined);
  const layer = new StackTransactions(
    { ...stackOptions(start), ...rules.options, ...judgedBy(gate), tap: capture?.tap },
    (error) => tellError(reports, error),
    listenersFor(start, reports),
  );
  const certificates = keepCertificates(start, layer.stack, reports);
  return {
    ...agentOver(layer, reports, askedBelow(gate), undefined, capture),
    ...(capture && { captured: (call: string) => capture.of(call) }),
    stack: layer.stack,
    renewTls: certificates && ((files) => certificates.renew(files)),
    takeSources: (sources) => {
      rules.take(sources);
      gate.limit(sources.gate);
    },
    close: async () => {
      gate.close();
      await layer.close();
      await capture?.close();
      rules.stop();
      certificates?.stop();
    },
  };
}

/** The protocol's server is in this process too, so only its protocol is between the two. */
async function serveOverOwnDrachtio(start: SipStart, reports: HostReports): Promise<HostedServer> {
  const { SrfTransactions } = await import('../ua/transactions/srf-transactions.js');
  const { raceBySimring } = await import('../ua/transactions/simring.js');
  const { WireServer } = await import('../sipd/wire/server.js');
  const { createStack } = await import('../sipd/stack/sip-stack.js');
  const secret = randomBytes(24).toString('base64url');
  const rules = new SourceRulesOf(start);
  const gate = gateFor(start, reports, () => server.stack.measureReceiveDelay());
  const capture = captureFor(start, reports, (id) => server.stack.findDialog(id) !== undefined);
  const server = new WireServer({
    ...{ host: '127.0.0.1', port: 0, secret, showsTrying: true, takesRoutes: true },
    createStack: (user) =>
      createStack(
        {
          ...{ ...stackOptions(start), ...rules.options, ...judgedBy(gate) },
          ...{ sessionTimers: false, tap: capture?.tap },
        },
        user,
      ),
    onError: (error) => tellError(reports, error),
    ...listenersFor(start, reports),
  });
  await server.start();
  const layer = new SrfTransactions({
    ...{ host: '127.0.0.1', port: server.adminPort, secret, showsTrying: true },
    saveDialog: (id, saved) => {
      const state = server.stack.findDialog(id)?.save();
      if (state !== undefined) saved(state);
    },
    certificateNamesAt: (address, port) => server.stack.certificateNamesAt(address, port),
    onConnection: reports.onConnection,
  });
  const agent = agentOver(layer, reports, askedBelow(gate), raceBySimring, capture);
  const certificates = keepCertificates(start, server.stack, reports);
  return {
    ...agent,
    ...(capture && { captured: (call: string) => capture.of(call) }),
    stack: server.stack,
    renewTls: certificates && ((files) => certificates.renew(files)),
    takeSources: (sources) => {
      rules.take(sources);
      gate.limit(sources.gate);
    },
    close: async () => {
      gate.close();
      await agent.signaling.close();
      await server.stop();
      await capture?.close();
      rules.stop();
      certificates?.stop();
    },
  };
}

async function serveOverDrachtio(start: SipStart, reports: HostReports): Promise<HostedServer> {
  const { SrfTransactions } = await import('../ua/transactions/srf-transactions.js');
  const { raceBySimring } = await import('../ua/transactions/simring.js');
  const layer = new SrfTransactions({ ...start.drachtio, onConnection: reports.onConnection });
  // The receive queue is the server's.
  const gate = gateFor(start, reports, () => 0);
  const agent = agentOver(layer, reports, gate, raceBySimring);
  return {
    ...agent,
    takeSources: (sources) => gate.limit(sources.gate),
    close: async () => {
      gate.close();
      await agent.signaling.close();
    },
  };
}

function agentOver(
  layer: TransactionLayer,
  reports: HostReports,
  gate: Gate,
  race?: Race,
  capture?: Capture,
): Pick<HostedServer, 'signaling'> {
  const tell = (notice: string): void => reports.onLog('warn', notice);
  return { signaling: new UserAgent(layer, undefined, tell, race, gate, capture?.name) };
}

function captureFor(
  { capture }: SipStart,
  { onLog }: HostReports,
  hasDialog: (id: string) => boolean,
): Capture | undefined {
  if (capture === undefined) return undefined;
  return new Capture(capture, { hasDialog, tell: (notice) => onLog('warn', notice), clock: systemClock });
}

function gateFor({ gate }: SipStart, { askLoad, onLog }: HostReports, receiveDelay: () => number): CallGate {
  const made = new CallGate(gate, {
    ...{ receiveDelay, heapInUse, ask: askLoad, clock: systemClock, random: Math.random },
    tell: (notice) => onLog('warn', notice),
  });
  made.start();
  return made;
}

function judgedBy(gate: CallGate): Pick<StackOptions, 'refuseCall' | 'isRefusingCalls'> {
  return { refuseCall: () => gate.refuse(), isRefusingCalls: () => gate.isRefusing };
}

/** For the user agent over our stack, which asks the gate before it creates a transaction. */
function askedBelow(gate: CallGate): Gate {
  return {
    refuse: () => undefined,
    get isRefusing() {
      return gate.isRefusing;
    },
    get retryAfterSeconds() {
      return gate.retryAfterSeconds;
    },
  };
}

function stackOptions({ listen, left, tls }: SipStart): StackOptions {
  return { listen, left, ...(tls !== undefined && { tls: readTls(tls) }) };
}

function keepCertificates({ tls }: SipStart, stack: Stack, { onLog }: HostReports): Certificates | undefined {
  if (tls === undefined) return undefined;
  const certificates = new Certificates(
    tls,
    stack,
    {
      onRenewed: (message) => onLog('info', message),
      onDoubt: (message) => onLog('warn', message),
    },
    () => systemClock.now(),
  );
  certificates.start();
  return certificates;
}

type StackChallenge = NonNullable<StackOptions['sources']>['challenge'];

/** What the stack may ask about a source. Names are looked up until `stop`. */
class SourceRulesOf {
  readonly options: Pick<StackOptions, 'isAnsweredAtSource' | 'reusesConnection' | 'sources' | 'dns'>;
  #atSource: SourceList;
  #reuses: (host: string) => boolean;
  #trunks: SourceList;
  #registers = false;
  #challenge: StackChallenge;
  #certificates: ReadonlySet<string> = new Set();
  readonly #dns: DnsClient;
  readonly #lookUp: LookUpAll;

  constructor({ answeredAtSource, connectionsReused, answered, dnsServers }: SipStart) {
    this.#dns = new DnsClient(dnsServers);
    const dns: AskDns = (name, kind, found) => this.#dns.ask(name, kind, found);
    this.#lookUp = everyAddressOf(dns);
    this.#atSource = new SourceList({ blocks: answeredAtSource });
    this.#reuses = isAmong(connectionsReused);
    this.#trunks = new SourceList({ ...answered, lookUp: this.#lookUp });
    this.#trunks.start();
    this.#take(answered);
    const registers = (): boolean => this.#registers;
    const challenge = (): StackChallenge => this.#challenge;
    this.options = {
      dns,
      isAnsweredAtSource: (address) => this.#atSource.has(address),
      reusesConnection: (host) => this.#reuses(host),
      sources: {
        isTrunk: (address) => this.#trunks.has(address),
        isTrunkCertificate: (names) => names.some((name) => this.#certificates.has(name)),
        get registers() {
          return registers();
        },
        get challenge() {
          return challenge();
        },
        users: answered.users ?? [],
      },
    };
  }

  /** Calls of a trunk that is no longer among them go on: the stack knows their dialogs. */
  take({ answeredAtSource, connectionsReused, answered }: SipSources): void {
    this.#atSource = new SourceList({ blocks: answeredAtSource });
    this.#reuses = isAmong(connectionsReused);
    this.#trunks.stop();
    this.#trunks = new SourceList({ ...answered, lookUp: this.#lookUp }, this.#trunks);
    this.#trunks.start();
    this.#take(answered);
  }

  stop(): void {
    this.#dns.close();
    this.#trunks.stop();
  }

  #take({ registers, challenge, certificates }: SipSources['answered']): void {
    this.#certificates = new Set(certificates);
    this.#registers = registers;
    this.#challenge = challenge && challengeAtSource(challenge);
  }
}

/** Whether a host is one of these: names, addresses and CIDR blocks. */
function isAmong(hosts: readonly string[]): (host: string) => boolean {
  if (hosts.length === 0) return () => false;
  const isBlock = (host: string): boolean => isIP(host.split('/')[0] ?? '') !== 0;
  const blocks = new SourceList({ blocks: hosts.filter(isBlock) });
  const names = new Set(hosts.filter((host) => !isBlock(host)));
  return (host) => names.has(host) || (isIP(host) !== 0 && blocks.has(host));
}

function listenersFor(
  { traces }: SipStart,
  { onLog, onTraffic }: HostReports,
): Pick<StackUser, 'onTraffic'> & { readonly onNotice: (notice: string) => void } {
  const onNotice = (notice: string): void => onLog('warn', notice);
  if (!traces) return { onNotice };
  return {
    onNotice,
    onTraffic: (direction, message, flow) => {
      const text = serializeHead(message) + message.body.toString('utf8', 0, TOLD_BODY);
      onTraffic({ direction, transport: flow.transport, peer: peerOf(flow), text });
    },
  };
}

function tellError({ onLog }: HostReports, error: Error): void {
  onLog('error', error.stack ?? error.message);
}
