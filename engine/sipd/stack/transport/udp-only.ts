/** Peers that refused a large request over TCP (RFC 3261 18.1.1): for a while it goes to them over UDP at once. */
import type { StackCore } from '../core.js';

const UDP_ONLY_FOR = 300_000;
const MAX_UDP_ONLY = 1024;

interface Peer {
  readonly host: string;
  readonly port: number;
}

type Memory = Pick<StackCore, 'udpOnly' | 'now'>;

export function refusesTcp(memory: Memory, { host, port }: Peer): boolean {
  return memory.udpOnly.size > 0 && (memory.udpOnly.get(`${host}:${port}`) ?? 0) > memory.now();
}

export function rememberUdpOnly(memory: Memory, { host, port }: Peer): void {
  const { udpOnly } = memory;
  if (udpOnly.size >= MAX_UDP_ONLY) udpOnly.clear();
  udpOnly.set(`${host}:${port}`, memory.now() + UDP_ONLY_FOR);
}
