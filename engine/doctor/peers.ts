/** Whether trunks and receivers of call-backs can be reached from here. Receivers get a connection, and no request. */
import { isIP } from 'node:net';
import { hostPort } from '../../config/address.js';
import type { Config, TrunkConfig } from '../../config/config.js';
import { isOverTls, parseNextHop, type NextHop } from '../../config/next-hop.js';
import type { Findings } from './finding.js';
import type { Lookup, Machine, Target, TlsTarget } from './machine.js';

export async function checkTrunks(config: Config, machine: Machine, findings: Findings): Promise<void> {
  for (const trunk of config.trunks) {
    const hop = trunk.to === undefined ? undefined : parseNextHop(trunk.to);
    if (hop !== undefined) await checkTrunk(trunk, hop, config, machine, findings);
    for (const server of trunk.smpp?.servers ?? []) await checkSmpp(trunk, server, machine, findings);
  }
}

async function checkTrunk(
  trunk: TrunkConfig,
  hop: NextHop,
  { sip }: Config,
  machine: Machine,
  findings: Findings,
): Promise<void> {
  const transport = isOverTls(hop) ? 'tls' : hop.transport === 'tcp' ? 'tcp' : 'udp';
  const subject = `trunk ${trunk.name} (${trunk.to})`;
  const targets = await targetsOf(hop, transport, sip.dnsServers, machine);
  if ('failed' in targets)
    return findings.fault(
      subject,
      targets.failed,
      `dig ${hop.host}; correct the name, sip.dnsServers or /etc/resolv.conf`,
    );
  const from = sip.listen.find((point) => point.transport === transport)?.host;
  for (const target of targets) {
    const to: TlsTarget = { ...target, ...trunk.tls, serverName: trunk.tls.serverName ?? hop.host };
    const answer = await machine.options(transport, to, from);
    const at = `${subject} at ${hostPort(target.host, target.port)}`;
    if (typeof answer === 'string') findings.good(at, `answers OPTIONS: ${answer}`);
    else findings.doubt(at, `does not answer OPTIONS: ${answer.failed}`, ADVICE[transport]);
  }
}

const ADVICE = {
  udp: 'ask the carrier whether it takes OPTIONS from this address, and look at firewalls both ways; some answer calls only',
  tcp: 'look at firewalls and at the port of `to`; ask the carrier whether it takes connections from this address',
  tls: 'openssl s_client -connect says why; look at tls.caFile, tls.serverName and the certificate that the carrier wants',
} as const;

/** RFC 3263: an address, or a port, leaves nothing to look up but the name. */
async function targetsOf(
  { host, port }: NextHop,
  transport: 'udp' | 'tcp' | 'tls',
  servers: readonly string[],
  machine: Machine,
): Promise<readonly Target[] | { readonly failed: string }> {
  const usual = transport === 'tls' ? 5061 : 5060;
  if (isIP(host) !== 0) return [{ host, port: port ?? usual }];
  const service = transport === 'tls' ? '_sips._tcp' : `_sip._${transport}`;
  const services = port === undefined ? await machine.services(`${service}.${host}`, servers) : [];
  const names = services.length > 0 ? services : [{ host, port: port ?? usual }];
  const targets: Target[] = [];
  let failed = '';
  for (const name of names) {
    const addresses = await machine.resolve(name.host, servers);
    if ('failed' in addresses) failed = addresses.failed;
    else targets.push(...addresses.slice(0, 1).map((address) => ({ host: address, port: name.port })));
  }
  return targets.length > 0 ? targets : { failed: failed === '' ? 'it has no address' : failed };
}

async function checkSmpp(
  trunk: TrunkConfig,
  server: string,
  machine: Machine,
  findings: Findings,
): Promise<void> {
  const colon = server.lastIndexOf(':');
  const target = {
    host: server.slice(0, colon).replace(/^\[|\]$/g, ''),
    port: Number(server.slice(colon + 1)),
  };
  const tls = trunk.smpp?.tls;
  const failed =
    tls === undefined
      ? await machine.connect(target)
      : await machine.connectTls({ ...target, ...tls, serverName: tls.serverName ?? target.host });
  const subject = `trunk ${trunk.name} smpp ${server}`;
  if (failed === undefined) findings.good(subject, 'takes connections');
  else
    findings.fault(
      subject,
      failed.failed,
      'look at firewalls, at smpp.servers and smpp.tls; ask the carrier for this address',
    );
}

/** `lookup`: refuses addresses that call-backs may not go to; `refusal`: the same of a host that is an address. */
export async function checkCallbacks(
  { applications, callbacks }: Pick<Config, 'applications' | 'callbacks'>,
  allowed: { readonly lookup: Lookup; refusal(host: string): string | undefined },
  machine: Machine,
  findings: Findings,
): Promise<void> {
  const origins = new Map<string, string>();
  for (const { appKey, callbacks: urls } of applications)
    for (const url of Object.values(urls))
      if (URL.canParse(url) && !origins.has(new URL(url).origin)) origins.set(new URL(url).origin, appKey);
  for (const [origin, appKey] of origins) {
    const { protocol, hostname, port } = new URL(origin);
    const host = hostname.replace(/^\[|\]$/g, '');
    const target = { host, port: Number(port === '' ? (protocol === 'https:' ? 443 : 80) : port) };
    const refusal = allowed.refusal(hostname);
    const subject = `call-backs of ${appKey} to ${origin}`;
    const failed =
      refusal !== undefined
        ? { failed: refusal }
        : protocol === 'https:'
          ? await machine.connectTls({ ...target, caFile: callbacks.caFile, verify: true }, allowed.lookup)
          : await machine.connect(target, allowed.lookup);
    if (failed === undefined) findings.good(subject, 'takes connections');
    else findings.fault(subject, failed.failed, adviceFor(failed.failed));
  }
}

function adviceFor(failed: string): string {
  if (/certificate|issuer|CERT/i.test(failed))
    return 'renew the certificate of the receiver, or give its issuer in callbacks.caFile';
  if (/allowedNetworks|public address/.test(failed)) return 'add its network to callbacks.allowedNetworks';
  return 'ask who runs the receiver; look at firewalls and DNS. Pushes wait meanwhile: callveil-ctl receivers';
}
