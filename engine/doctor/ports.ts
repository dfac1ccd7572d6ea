/** Whether the addresses to listen at are free, and who has those that are not. */
import type { Config } from '../../config/config.js';
import { hostPort } from '../../config/address.js';
import type { Findings } from './finding.js';
import type { Machine } from './machine.js';
import { serviceOwner } from './service-owner.js';

interface Wanted {
  readonly key: string;
  readonly transport: 'udp' | 'tcp';
  readonly host: string;
  readonly port: number;
}

export async function checkPorts(
  config: Pick<Config, 'sip' | 'api' | 'operator' | 'media' | 'dataDirectory'>,
  machine: Machine,
  findings: Findings,
): Promise<void> {
  const owner = serviceOwner(config.dataDirectory, machine);
  for (const wanted of wantedPorts(config)) await checkPort(wanted, owner, machine, findings);
  const { host, portMin, portMax } = config.media;
  for (const port of new Set([portMin, Math.floor((portMin + portMax) / 2), portMax]))
    await checkPort({ key: 'media', transport: 'udp', host, port }, owner, machine, findings);
  checkEphemeral(config.media, machine, findings);
}

function wantedPorts({ sip, api, operator }: Pick<Config, 'sip' | 'api' | 'operator'>): readonly Wanted[] {
  const listeners = sip.server === 'drachtio' ? [] : sip.listen;
  const all: readonly Wanted[] = [
    ...listeners.map(({ transport, host, port }) => ({
      ...{ key: `sip ${transport}`, transport: transport === 'udp' ? ('udp' as const) : ('tcp' as const) },
      ...{ host, port },
    })),
    { key: 'api', transport: 'tcp', host: api.host, port: api.port },
    { key: 'operator', transport: 'tcp', host: operator.host, port: operator.port },
  ];
  return all.filter(({ port }) => port !== 0);
}

async function checkPort(
  { key, transport, host, port }: Wanted,
  owner: number | undefined,
  machine: Machine,
  findings: Findings,
): Promise<void> {
  const subject = `${key} ${transport}/${hostPort(host, port)}`;
  const answer = await machine.bind(transport, { host, port });
  if (answer === undefined) return findings.good(subject, 'free');
  const [code] = answer.failed.split(' ');
  if (code === 'EADDRNOTAVAIL')
    return findings.fault(
      subject,
      'no address of this machine',
      'correct the host, or give the address to an interface',
    );
  if (code === 'EACCES')
    return findings.fault(
      subject,
      'this user may not listen there',
      'use a port from 1024 on, or AmbientCapabilities=CAP_NET_BIND_SERVICE',
    );
  if (code !== 'EADDRINUSE') return findings.fault(subject, answer.failed, 'correct the address');
  const holder = machine.holder(transport, port);
  if (holder !== undefined && owner !== undefined && [holder.pid, holder.parent].includes(owner))
    return findings.good(subject, `held by the service that runs (process ${holder.pid})`);
  if (key === 'media') return findings.good(subject, 'in use; the relay takes another one');
  const advice = 'stop it, or choose another port';
  if (holder === undefined)
    return findings.fault(
      subject,
      'held by another process',
      `${advice}; as root, ss -lpn 'sport = :${port}' says who it is`,
    );
  findings.fault(subject, `held by process ${holder.pid} (${holder.command})`, advice);
}

/** A port that the kernel gives to a connection of another program is missing when a call wants it. */
function checkEphemeral({ portMin, portMax }: Config['media'], machine: Machine, findings: Findings): void {
  const [from, to] = (machine.text('/proc/sys/net/ipv4/ip_local_port_range') ?? '')
    .trim()
    .split(/\s+/)
    .map(Number);
  if (from === undefined || to === undefined) return;
  const subject = `media ports ${portMin} to ${portMax}`;
  const reserved = machine.text('/proc/sys/net/ipv4/ip_local_reserved_ports')?.trim() ?? '';
  if (portMax < from || portMin > to || coversAll(reserved, Math.max(from, portMin), Math.min(to, portMax)))
    return findings.good(subject, 'none of those that the kernel gives to others');
  findings.doubt(
    subject,
    `the kernel gives ${from} to ${to} to connections of any program`,
    `sysctl -w net.ipv4.ip_local_reserved_ports=${portMin}-${portMax}, or choose media.portMax below ${from}`,
  );
}

function coversAll(reserved: string, from: number, to: number): boolean {
  return reserved.split(',').some((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return first <= from && last >= to;
  });
}
