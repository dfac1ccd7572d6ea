/** DNS messages as dns-packet reads and writes them, in the terms of records.ts. */
import dnsPacket, { type Answer, type Packet } from 'dns-packet';
import type { DnsAnswer, RecordData, RecordKind } from './records.js';

/** For an answer without records and without a SOA. */
const NEGATIVE_SECONDS = 60;
/** RFC 2308 5: a longer negative answer is not believed for longer. */
const LONGEST_NEGATIVE = 3600;
const LONGEST_SECONDS = 86_400;
const LONGEST_CHAIN = 8;

/** Errors after which another server is asked; NXDOMAIN (3) is an answer. */
export type Verdict<K extends RecordKind> = DnsAnswer<K> | 'truncated' | 'failed' | 'not an answer';

export function encodeQuestion(id: number, name: string, kind: RecordKind): Buffer {
  return dnsPacket.encode({
    type: 'query',
    id,
    flags: dnsPacket.RECURSION_DESIRED,
    questions: [{ type: kind, name }],
  });
}

/** What a server's message says about our question. */
export function readAnswer<K extends RecordKind>(
  bytes: Buffer,
  question: { readonly id: number; readonly name: string; readonly kind: K },
): Verdict<K> {
  const packet = decoded(bytes);
  if (packet === undefined || packet.type !== 'response' || packet.id !== question.id) return 'not an answer';
  const [asked] = packet.questions ?? [];
  if (asked?.type !== question.kind || plain(asked.name) !== plain(question.name)) return 'not an answer';
  const flags = packet.flags ?? 0;
  if ((flags & dnsPacket.TRUNCATED_RESPONSE) !== 0) return 'truncated';
  const code = flags & 0xf;
  if (code !== 0 && code !== 3) return 'failed';
  const found = recordsOf(packet.answers ?? [], question.name, question.kind);
  if (found.records.length > 0) return found;
  return { records: [], seconds: negativeSeconds(packet) };
}

function decoded(bytes: Buffer): Packet | undefined {
  try {
    return dnsPacket.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The records of a kind behind a name and its aliases (RFC 1034 3.6.2); they live as long as the shortest of them. */
function recordsOf<K extends RecordKind>(answers: readonly Answer[], name: string, kind: K): DnsAnswer<K> {
  let owner = plain(name);
  let seconds = LONGEST_SECONDS;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const alias = answers.find((one) => one.type === 'CNAME' && plain(one.name) === owner);
    if (alias?.type !== 'CNAME') break;
    seconds = Math.min(seconds, alias.ttl ?? 0);
    owner = plain(alias.data);
  }
  const records: RecordData[K][] = [];
  for (const answer of answers) {
    const data = plain(answer.name) === owner ? dataOf(answer, kind) : undefined;
    if (data === undefined) continue;
    if ('ttl' in answer) seconds = Math.min(seconds, answer.ttl ?? 0);
    records.push(data);
  }
  return { records, seconds };
}

function dataOf<K extends RecordKind>(answer: Answer, kind: K): RecordData[K] | undefined {
  if (answer.type !== kind) return undefined;
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return answer.data as RecordData[K];
    case 'SRV': {
      const { priority = 0, weight = 0, port, target } = answer.data;
      return { priority, weight, port, target: plain(target) } as RecordData[K];
    }
    case 'NAPTR': {
      const { order, preference, flags, services, replacement } = answer.data;
      const read = { flags: flags.toLowerCase(), service: services.toLowerCase() };
      return { order, preference, ...read, replacement: plain(replacement) } as RecordData[K];
    }
    default:
      return undefined;
  }
}

/** RFC 2308 5: the lesser of the SOA's own time and its minimum. */
function negativeSeconds({ authorities = [] }: Packet): number {
  const soa = authorities.find(({ type }) => type === 'SOA');
  if (soa?.type !== 'SOA') return NEGATIVE_SECONDS;
  return Math.min(soa.ttl ?? 0, soa.data.minimum ?? NEGATIVE_SECONDS, LONGEST_NEGATIVE);
}

/** A name for comparison. */
function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
