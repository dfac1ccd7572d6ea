/**
 * Detects that no process listens where a UDP request was sent: the transport errors of RFC 3261 18.4.
 *
 * Node reports ICMP errors on connected sockets only, and a listen point's socket is not connected. So a request to a
 * peer that has not been heard lately, and every repetition of it, is followed by a keep-alive from a separate
 * connected socket: CRLF CRLF, which SIP elements ignore (RFC 3261 7.5). The reply to it, that the port, the host or
 * the network is unreachable, is valid for the request as well. For a destination that answers, this costs only a
 * look-up.
 */
import { createSocket, type Socket } from 'node:dgram';
import { familyOf, isWildcard } from './local-address.js';
import type { TimerOwner, TimerWheel, WheelTimer } from '../timer-wheel.js';

/** A peer that answered this recently is there. */
const HEARD_MS = 5000;
/** How long the ICMP error is waited for. */
const PATIENCE_MS = 2000;
/** One keep-alive serves all requests of this interval. */
const TOGETHER_MS = 100;
const MAX_DESTINATIONS = 1024;
const KEEP_ALIVE = Buffer.from('\r\n\r\n');
const UNREACHABLE = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

export class ClosedPorts {
  readonly #wheel: TimerWheel;
  readonly #now: () => number;
  readonly #destinations = new Map<string, UdpDestination>();

  constructor(wheel: TimerWheel, now: () => number) {
    this.#wheel = wheel;
    this.#now = now;
  }

  /** `localHost`: of the listen point that sends there, whose address a firewall may know. */
  destination(localHost: string, address: string, port: number): UdpDestination {
    const key = `${address}:${port}`;
    const known = this.#destinations.get(key);
    if (known !== undefined) return known;
    if (this.#destinations.size >= MAX_DESTINATIONS) this.#forgetOldest();
    const destination = new UdpDestination(localHost, address, port, this.#wheel, this.#now);
    this.#destinations.set(key, destination);
    return destination;
  }

  close(): void {
    for (const destination of this.#destinations.values()) destination.close();
    this.#destinations.clear();
  }

  #forgetOldest(): void {
    for (const [key, destination] of this.#destinations) {
      destination.close();
      this.#destinations.delete(key);
      return;
    }
  }
}

export class UdpDestination implements TimerOwner {
  readonly #localHost: string;
  readonly #address: string;
  readonly #port: number;
  readonly #wheel: TimerWheel;
  readonly #now: () => number;
  #heardMs = -Infinity;
  #probedMs = -Infinity;
  #probe: Socket | undefined;
  #patience: WheelTimer | undefined;
  /** Requests without an answer. */
  readonly #waiting = new Set<() => void>();

  constructor(localHost: string, address: string, port: number, wheel: TimerWheel, now: () => number) {
    this.#localHost = localHost;
    this.#address = address;
    this.#port = port;
    this.#wheel = wheel;
    this.#now = now;
  }

  /** A request has gone there. `onClosed` is called if the port is closed, unless it is `settle`d before. */
  asked(onClosed: () => void, isRepetition: boolean): void {
    if (!isRepetition && this.#now() - this.#heardMs < HEARD_MS) return;
    this.#waiting.add(onClosed);
    if (this.#now() - this.#probedMs < TOGETHER_MS) return;
    this.#probedMs = this.#now();
    this.#probe ??= this.#openProbe();
    // An error that has arrived meanwhile is returned by the next kernel call, a read or a send.
    this.#probe?.send(KEEP_ALIVE, this.#onError);
  }

  answered(onClosed: () => void): void {
    this.#heardMs = this.#now();
    this.settle(onClosed);
  }

  settle(onClosed: () => void): void {
    if (this.#waiting.size > 0) this.#waiting.delete(onClosed);
  }

  close(): void {
    this.#patience = this.#wheel.cancel(this.#patience);
    this.#probe?.close();
    this.#probe = undefined;
    this.#probedMs = -Infinity;
    this.#waiting.clear();
  }

  onTimer(): void {
    this.close();
  }

  /** Undefined if the system has no socket or no route: the request may find out. */
  #openProbe(): Socket | undefined {
    const probe = createSocket({
      type: familyOf(this.#address) === 6 ? 'udp6' : 'udp4',
      lookup: (host, _options, found) => found(null, host, familyOf(host) === 6 ? 6 : 4),
    });
    probe.on('error', this.#onError);
    // With literal addresses both happen before the call returns.
    if (!isWildcard(this.#localHost)) probe.bind({ address: this.#localHost, port: 0, exclusive: true });
    try {
      probe.connect(this.#port, this.#address);
      probe.remoteAddress();
    } catch {
      probe.close();
      return undefined;
    }
    this.#patience = this.#wheel.set(PATIENCE_MS, this, 'probe');
    return probe;
  }

  readonly #onError = (error: NodeJS.ErrnoException | null): void => {
    if (!UNREACHABLE.has(error?.code ?? '')) return;
    const waiting = [...this.#waiting];
    this.#heardMs = -Infinity;
    this.close();
    for (const onClosed of waiting) onClosed();
  };
}
