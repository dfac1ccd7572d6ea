/** The other side of a TLS listen point under test: a client that speaks SIP as text, and a bench with certificates. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, createServer, type ConnectionOptions, type TLSSocket, type TlsOptions } from 'node:tls';
import type { Test } from 'tap';
import type { StackOptions } from '../../../../../engine/sipd/stack/stack.js';
import type { TlsLimits, TlsListener, TlsPeer } from '../../../../../engine/sipd/stack/tls-terms.js';
import { TestAuthority, type IssuedCertificate } from '../../../../support/servers/certificates.js';
import { openBench, wire, type Bench } from '../sip-peer.js';

export const LIMITS: TlsLimits = {
  handshakeMs: 5_000,
  maxHandshakes: 20,
  maxHandshakesOfSource: 4,
  minVersion: 'TLSv1.2',
};

/** An authority with the certificate of our listener, made once for a file of tests. */
export interface Town {
  readonly authority: TestAuthority;
  readonly own: IssuedCertificate;
}

export async function openTown(t: Test): Promise<Town> {
  const authority = await TestAuthority.create();
  t.teardown(() => authority.remove());
  const own = await authority.issue({ subjectAltName: 'DNS:edge.example.com,IP:127.0.0.1' });
  return { authority, own };
}

export interface TlsBench extends Bench {
  readonly tlsPort: number;
}

export async function openTlsBench(
  t: Test,
  { own, authority }: Town,
  more: Partial<StackOptions> & {
    readonly listener?: Partial<TlsListener>;
    readonly peers?: readonly Partial<TlsPeer>[];
    readonly limits?: Partial<TlsLimits>;
  } = {},
): Promise<TlsBench> {
  const { listener, peers = [], limits, ...options } = more;
  const terms = {
    listeners: [
      {
        ...{ certificate: own.certificate, key: own.key, authorities: authority.certificate },
        ...{ clientCertificates: 'none' as const, others: [], ...listener },
      },
    ],
    peers: peers.map((peer) => ({
      ...{ host: '127.0.0.1', authorities: authority.certificate, isVerified: true, acceptsWildcards: true },
      ...peer,
    })),
  };
  const bench = await openBench(t, {
    listen: (['udp', 'tls'] as const).map((transport) => ({ transport, host: '127.0.0.1', port: 0 })),
    tls: { terms, limits: { ...LIMITS, ...limits } },
    ...options,
  });
  const point = bench.stack.listenPoints.find(({ transport }) => transport === 'tls');
  return { ...bench, tlsPort: point?.port ?? 0 };
}

/** SIP as text over a TLS connection, of either side. */
export class TlsTalk {
  readonly closed: Promise<void>;
  isClosed = false;
  #text = '';
  #wake: () => void = () => undefined;

  constructor(readonly socket: TLSSocket) {
    this.closed = new Promise((resolve) =>
      socket.once('close', () => {
        this.isClosed = true;
        this.#wake();
        resolve();
      }),
    );
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (chunk) => {
      this.#text += String(chunk);
      this.#wake();
    });
  }

  /** A client, whose handshake has succeeded. */
  static async connect(
    t: Test,
    port: number,
    options: ConnectionOptions & { localAddress?: string } = {},
  ): Promise<TlsTalk> {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
    t.teardown(() => socket.destroy());
    await once(socket, 'secureConnect');
    return new TlsTalk(socket);
  }

  send(text: string): void {
    this.socket.write(wire(text.replace('SIP/2.0/UDP', 'SIP/2.0/TLS')));
  }

  /** The next message without body; undefined where the connection ends. */
  async next(): Promise<string | undefined> {
    const end = '\r\n\r\n';
    while (!this.#text.includes(end)) {
      if (this.isClosed) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const at = this.#text.indexOf(end) + end.length;
    const message = this.#text.slice(0, at);
    this.#text = this.#text.slice(at);
    return message;
  }
}

/** A TLS server on a free port, and the connections that come to it. */
export async function openTlsServer(
  t: Test,
  options: TlsOptions,
  host = '127.0.0.1',
): Promise<{ readonly port: number; next(): Promise<TlsTalk>; readonly count: number }> {
  const server = createServer(options);
  const waiting: TlsTalk[] = [];
  const raw = new Set<Socket>();
  let count = 0;
  let wake: () => void = () => undefined;
  server.on('connection', (socket) => raw.add(socket));
  server.on('tlsClientError', () => undefined);
  server.on('secureConnection', (socket) => {
    count += 1;
    waiting.push(new TlsTalk(socket));
    wake();
  });
  server.listen(0, host);
  await once(server, 'listening');
  t.teardown(() => {
    for (const socket of raw) socket.destroy();
    server.close();
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    get count() {
      return count;
    },
    async next() {
      while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return waiting.shift() as TlsTalk;
    },
  };
}
