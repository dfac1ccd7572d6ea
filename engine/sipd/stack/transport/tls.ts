/**
 * TLS on the connections of one listen point (RFC 3261 18, 26.2.1): the handshakes of clients, and connections to
 * peers. What goes over a connection after that is the same as over TCP.
 *
 * A client is looked at before its handshake: one whose address belongs to no trunk is closed where neither phones
 * register nor a trunk is known by its certificate. A handshake has a time limit and a place among a limited number, so
 * that a client that stretches it, or never speaks, costs a socket for some seconds and nothing else.
 */
import type { Socket } from 'node:net';
import { connect, Server, type TLSSocket } from 'node:tls';
import { namesOf } from './certificate-names.js';
import { Handshakes } from './handshakes.js';
import { bracketed, unmapped } from './local-address.js';
import type { StackCounters } from '../stack.js';
import type { TlsLimits } from '../tls-terms.js';
import type { TimerOwner, TimerWheel, WheelTimer } from '../timer-wheel.js';
import type { ClientTerms, TlsContexts } from './tls-contexts.js';

interface TlsSurroundings {
  readonly wheel: TimerWheel;
  readonly counters: StackCounters;
  /** Receives a line for the log; it is limited to a number per second. */
  readonly say: (notice: string) => void;
}

/** A client that has proved itself, with the names in its certificate if it has shown a valid one. */
export type OnSecured = (socket: TLSSocket, certificateNames: readonly string[] | undefined) => void;

export class TlsLayer {
  readonly #limits: TlsLimits;
  readonly #surroundings: TlsSurroundings;
  readonly #handshakes: Handshakes;
  /** By address and port of the client. */
  readonly #pending = new Map<
    string,
    { readonly handshake: ClientHandshake; readonly onSecured: OnSecured }
  >();
  #contexts: TlsContexts;
  #server: Server;

  constructor(contexts: TlsContexts, limits: TlsLimits, surroundings: TlsSurroundings) {
    this.#limits = limits;
    this.#surroundings = surroundings;
    this.#handshakes = new Handshakes(limits.maxHandshakes, limits.maxHandshakesOfSource);
    this.#contexts = contexts;
    this.#server = this.#serve(contexts);
  }

  get contexts(): TlsContexts {
    return this.#contexts;
  }

  get handshakeMs(): number {
    return this.#limits.handshakeMs;
  }

  /** From now on handshakes use these; connections live on as they are. */
  renew(contexts: TlsContexts): void {
    this.#contexts = contexts;
    this.#server = this.#serve(contexts);
  }

  /** Begins the handshake of a client, if there is a place for it. */
  accept(socket: Socket, address: string, port: number, isTrusted: boolean, onSecured: OnSecured): void {
    const { counters, wheel } = this.#surroundings;
    socket.on('error', ignore); // its TLS socket reports it too
    if (!this.#handshakes.begin(address, isTrusted)) {
      counters.tlsHandshakesRefused += 1;
      socket.destroy();
      return;
    }
    const peer = peerName(address, port);
    const handshake = new ClientHandshake(socket, wheel, this.#limits.handshakeMs, (failure) => {
      this.#pending.delete(peer);
      this.#handshakes.end(address);
      if (failure === undefined) {
        counters.tlsHandshakes += 1;
        return;
      }
      counters.tlsHandshakesFailed += 1;
      if (isTrusted) this.#surroundings.say(`the TLS handshake of ${peer} failed: ${failure}`);
    });
    this.#pending.set(peer, { handshake, onSecured });
    this.#server.emit('connection', socket);
  }

  /** A connection to a peer, whose `secureConnect` comes once the peer has proved to be the one that is meant. */
  connect(
    { context, serverName, isVerified, faultOf }: ClientTerms,
    { address, port, localAddress }: { address: string; port: number; localAddress: string | undefined },
  ): TLSSocket {
    const { counters, say } = this.#surroundings;
    const socket = connect({
      host: address,
      port,
      ...(localAddress !== undefined && { localAddress }),
      ...(serverName !== undefined && { servername: serverName }),
      secureContext: context,
      rejectUnauthorized: isVerified,
      checkServerIdentity: (_host, certificate) => faultOf(certificate),
    });
    let isSecured = false;
    socket.on('secureConnect', () => {
      isSecured = true;
      counters.tlsHandshakes += 1;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (isSecured) return;
      counters.tlsHandshakesFailed += 1;
      const name = serverName === undefined ? '' : ` (${serverName})`;
      say(`TLS to ${peerName(address, port)}${name} failed: ${error.message}`);
    });
    return socket;
  }

  stop(): void {
    for (const { handshake } of [...this.#pending.values()]) handshake.fail('the stack stops');
  }

  #serve(contexts: TlsContexts): Server {
    const server = new Server(contexts.serverOptions);
    server.on('secureConnection', (socket) => {
      const entry = this.#entryOf(socket);
      if (entry === undefined || !entry.handshake.succeed()) return void socket.destroy();
      socket.disableRenegotiation();
      entry.onSecured(socket, certificateNamesOf(socket));
    });
    server.on('tlsClientError', (error, socket) => {
      this.#entryOf(socket)?.handshake.fail(error.message);
      socket.destroy();
    });
    return server;
  }

  #entryOf({
    remoteAddress,
    remotePort,
  }: TLSSocket): { handshake: ClientHandshake; onSecured: OnSecured } | undefined {
    return this.#pending.get(peerName(unmapped(remoteAddress ?? ''), remotePort ?? 0));
  }
}

/** A handshake under way. It ends once. */
class ClientHandshake implements TimerOwner {
  readonly #socket: Socket;
  readonly #wheel: TimerWheel;
  readonly #onEnd: (failure: string | undefined) => void;
  #limit: WheelTimer | undefined;
  #isOver = false;

  constructor(
    socket: Socket,
    wheel: TimerWheel,
    limitMs: number,
    onEnd: (failure: string | undefined) => void,
  ) {
    this.#socket = socket;
    this.#wheel = wheel;
    this.#onEnd = onEnd;
    this.#limit = wheel.set(limitMs, this, 'handshake');
    socket.once('close', () => this.fail('the connection was closed'));
  }

  /** False if it is over already. */
  succeed(): boolean {
    return this.#end(undefined);
  }

  fail(why: string): void {
    if (this.#end(why)) this.#socket.destroy();
  }

  onTimer(): void {
    this.fail('it took too long');
  }

  #end(failure: string | undefined): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.#limit = this.#wheel.cancel(this.#limit);
    this.#onEnd(failure);
    return true;
  }
}

function certificateNamesOf(socket: TLSSocket): readonly string[] | undefined {
  if (!socket.authorized) return undefined;
  const { subject, subjectaltname: subjectAltName } = socket.getPeerCertificate();
  const { domains, addresses } = namesOf({ subject, subjectAltName });
  return [...domains, ...addresses];
}

function peerName(address: string, port: number): string {
  return `${bracketed(address)}:${port}`;
}

function ignore(): void {
  return undefined;
}
