/**
 * Sends what is captured to a collector of HEP3, over UDP from the SIP process. The collector's absence changes nothing
 * for calls: nothing waits, and what cannot be sent is lost and counted. Credentials and media keys are covered in
 * every message.
 */
import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { HepTerms } from '../sip/signaling-speech.js';
import type { Flow } from '../sipd/stack/stack.js';
import { encodeHep } from './hep.js';
import type { LoggedMessage } from './message-log.js';
import { withNumbersMasked, withoutSecrets } from './mask-sip.js';

export interface HepSurroundings {
  /** Address of this end, of a listen point on every address too. */
  readonly localAddressOf: (flow: Flow) => string;
  /** Lines for the log. */
  readonly tell: (notice: string) => void;
  /** Milliseconds of a monotonic clock. */
  readonly elapsed: () => number;
}

/** Under a flood the network is for calls. */
const MAX_PER_SECOND = 10_000;
/** A name is looked up again, and lost messages are reported, once in that time. */
const RENEW_MS = 60_000;

export class HepExporter {
  readonly #terms: HepTerms;
  readonly #surroundings: HepSurroundings;
  #socket: Socket | undefined;
  #address: string | undefined;
  #askedAt = -Infinity;
  #secondFrom = -Infinity;
  #inSecond = 0;
  #lost = 0;
  #toldAt = -Infinity;
  #isClosed = false;

  constructor(terms: HepTerms, surroundings: HepSurroundings) {
    this.#terms = terms;
    this.#surroundings = surroundings;
    this.#renew();
  }

  /** Before the collector's name is known, messages are lost. */
  send({ at, direction, bytes, flow }: LoggedMessage, correlation: string): void {
    if (this.#isClosed) return;
    this.#renew();
    const { port, captureId, password, isMasked } = this.#terms;
    const local = { address: this.#surroundings.localAddressOf(flow), port: flow.localPort };
    const remote = { address: flow.remoteAddress, port: flow.remotePort };
    const [source, destination] = direction === 'in' ? [remote, local] : [local, remote];
    const datagram =
      this.#address !== undefined && this.#mayPass()
        ? encodeHep({
            ...{ source, destination, transport: flow.transport, at, captureId, password, correlation },
            payload: isMasked ? withNumbersMasked(withoutSecrets(bytes)) : withoutSecrets(bytes),
          })
        : undefined;
    if (datagram === undefined) return this.#lose('too many, or too long, or the name is not known');
    this.#socket?.send(datagram, port, this.#address, (error) => {
      if (error !== null) this.#lose(error.message);
    });
  }

  /** Resolves when the socket is closed. */
  close(): Promise<void> {
    this.#isClosed = true;
    const socket = this.#socket;
    this.#socket = undefined;
    return new Promise((resolve) => (socket === undefined ? resolve() : socket.close(() => resolve())));
  }

  #mayPass(): boolean {
    const now = this.#surroundings.elapsed();
    if (now - this.#secondFrom >= 1000) [this.#secondFrom, this.#inSecond] = [now, 0];
    this.#inSecond += 1;
    return this.#inSecond <= MAX_PER_SECOND;
  }

  #lose(why: string): void {
    this.#lost += 1;
    const now = this.#surroundings.elapsed();
    if (now - this.#toldAt < RENEW_MS) return;
    this.#toldAt = now;
    this.#surroundings.tell(`${this.#lost} messages did not go to the HEP collector: ${why}`);
    this.#lost = 0;
  }

  #renew(): void {
    const { host } = this.#terms;
    const now = this.#surroundings.elapsed();
    if (now - this.#askedAt < (isIP(host) === 0 ? RENEW_MS : Infinity)) return;
    this.#askedAt = now;
    if (isIP(host) !== 0) return this.#take(host);
    lookup(host).then(
      ({ address }) => this.#take(address),
      (error: unknown) => this.#lose(error instanceof Error ? error.message : String(error)),
    );
  }

  #take(address: string): void {
    if (this.#isClosed || address === this.#address) return;
    this.#address = address;
    this.#socket?.close();
    this.#socket = createSocket({
      type: isIP(address) === 6 ? 'udp6' : 'udp4',
      lookup: (host, _options, found) => found(null, host, isIP(host)),
    });
    this.#socket.on('error', (error) => this.#lose(error.message));
    // It sends only, and must not keep the process alive.
    this.#socket.unref();
  }
}
