/** A DNS server with a zone in a test's hand, over UDP and TCP on one port. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import dnsPacket, { type Answer } from 'dns-packet';

/** `NAME TYPE DATA…`, with the seconds behind a slash: `gw.example A/60 127.0.0.2`. */
export type ZoneLine = string;

export class DnsServer {
  /** The questions so far: `SRV _sip._udp.example`. */
  readonly asked: string[] = [];
  /** Answers nothing. */
  isSilent = false;
  /** The code of every answer; 2 is SERVFAIL. */
  code = 0;
  /** Answers over UDP are cut off. */
  isTruncating = false;
  #records: Answer[] = [];

  private constructor(
    readonly udp: Socket,
    readonly tcp: Server,
    readonly port: number,
    readonly host: string,
  ) {}

  static async start(zone: readonly ZoneLine[] = [], host = '127.0.0.1'): Promise<DnsServer> {
    for (;;) {
      const udp = createSocket('udp4');
      udp.bind(0, host);
      await once(udp, 'listening');
      const { port } = udp.address();
      const tcp = createServer();
      tcp.listen(port, host);
      const isFree = await Promise.race([
        once(tcp, 'listening').then(() => true),
        once(tcp, 'error').then(() => false),
      ]);
      if (!isFree) {
        udp.close();
        continue;
      }
      const server = new DnsServer(udp, tcp, port, host);
      server.zone(zone);
      server.#serve();
      return server;
    }
  }

  get address(): string {
    return `${this.host}:${this.port}`;
  }

  zone(lines: readonly ZoneLine[]): void {
    this.#records = lines.map(recordOf);
  }

  close(): void {
    this.udp.close();
    this.tcp.close();
  }

  #serve(): void {
    this.udp.on('message', (bytes, { address, port }) => {
      const answer = this.#answer(bytes, this.isTruncating);
      if (answer !== undefined) this.udp.send(answer, port, address);
    });
    this.tcp.on('connection', (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        const answer = this.#answer(chunk.subarray(2), false);
        if (answer === undefined) return;
        const length = Buffer.alloc(2);
        length.writeUInt16BE(answer.length);
        // In two parts, as a stream may be cut.
        socket.write(Buffer.concat([length, answer.subarray(0, 5)]));
        socket.end(answer.subarray(5));
      });
    });
  }

  #answer(bytes: Buffer, isTruncated: boolean): Buffer | undefined {
    const { id = 0, questions = [] } = dnsPacket.decode(bytes);
    const [question] = questions;
    if (question === undefined) return undefined;
    this.asked.push(`${question.type} ${question.name}`);
    if (this.isSilent) return undefined;
    const alias = this.#records.find(({ type, name }) => type === 'CNAME' && name === question.name);
    const owner = alias?.type === 'CNAME' ? alias.data : question.name;
    const found = this.#records.filter(({ type, name }) => type === question.type && name === owner);
    const exists = this.#records.some(({ name }) => name === question.name);
    const soa = this.#records.filter(({ type }) => type === 'SOA');
    const truncated = isTruncated ? dnsPacket.TRUNCATED_RESPONSE : 0;
    return dnsPacket.encode({
      type: 'response',
      id,
      flags: (this.code || (exists ? 0 : 3)) | truncated | dnsPacket.RECURSION_AVAILABLE,
      questions,
      answers: isTruncated || this.code !== 0 ? [] : [...(alias ? [alias] : []), ...found],
      authorities: found.length === 0 ? soa : [],
    });
  }
}

function recordOf(line: ZoneLine): Answer {
  const [name = '', typed = '', ...data] = line.split(/\s+/);
  const [type, seconds = '60'] = typed.split('/');
  const ttl = Number(seconds);
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = data;
  switch (type) {
    case 'A':
    case 'AAAA':
    case 'CNAME':
      return { type, name, ttl, data: a };
    case 'SRV':
      return {
        type,
        name,
        ttl,
        data: { priority: Number(a), weight: Number(b), port: Number(c), target: d },
      };
    case 'NAPTR': {
      const naptr = { order: Number(a), preference: Number(b), flags: c, services: d };
      return { type, name, ttl, data: { ...naptr, regexp: e === '-' ? '' : e, replacement: f } };
    }
    case 'SOA':
      return { type, name, ttl, data: { mname: 'ns.example', rname: 'admin.example', minimum: Number(a) } };
    default:
      throw new Error(`expected a record, found ${line}`);
  }
}
