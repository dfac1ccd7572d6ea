/**
 * The sockets of a port pair: RTP on an even port, RTCP on the next one. A pair outlives its calls: it serves one leg,
 * rests, and serves the next, because making its sockets costs more than all the rest of a call without audio.
 *
 * RTP has two sockets on its port. The `door` accepts packets from anywhere. Once there is something to send, a `path`
 * connected to the leg's source joins: the kernel then gives the source's packets to the path and strangers' to the
 * door, and sending needs neither address nor route, which saves a tenth of a packet's whole cost (measured by
 * bench-relay). Two sockets on one port need SO_REUSEADDR, which would let another process share the port unnoticed; so
 * the RTCP socket is bound first and without it, and protects the pair.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { isIP } from 'node:net';
import type { AddressFamily } from '../../media.js';
import { familyOf } from '../../own-addresses.js';
import type { Departures } from './departures.js';

export type PacketListener = (packet: Buffer, from: RemoteInfo) => void;

/** Sees each packet before it is worked on, or as it is sent; it must copy what it keeps. */
export type PairTap = (
  direction: 'in' | 'out',
  packet: Buffer,
  localPort: number,
  remoteAddress: string,
  remotePort: number,
) => void;

/** The pair as a leg uses it. */
export type LegPorts = Pick<PortPair, 'port' | 'attach' | 'connect' | 'send' | 'sendRtcp'>;

export class PortPair {
  /** Of RTP. */
  readonly port: number;
  readonly family: AddressFamily;
  readonly #host: string;
  readonly #departures: Departures;
  readonly #door: Socket;
  readonly #rtcp: Socket;
  #onRtp: PacketListener = ignore;
  #onRtcp: PacketListener = ignore;
  #tap: PairTap | undefined;
  #path: Socket | undefined;
  #hasNoPath = false;
  #address = '';
  #port = 0;

  private constructor(host: string, port: number, departures: Departures, rtcp: Socket, door: Socket) {
    this.#host = host;
    this.port = port;
    this.family = familyOf(host);
    this.#departures = departures;
    this.#rtcp = rtcp;
    this.#door = door;
    door.on('message', (packet, from) => {
      this.#tap?.('in', packet, port, from.address, from.port);
      this.#onRtp(packet, from);
    });
    rtcp.on('message', (packet, from) => {
      this.#tap?.('in', packet, port + 1, from.address, from.port);
      this.#onRtcp(packet, from);
    });
  }

  /** Binds `port` and `port + 1`. Rejects with the system's error if either is taken. */
  static async bind(host: string, port: number, departures: Departures): Promise<PortPair> {
    const rtcp = await bound(host, port + 1, false);
    try {
      return new PortPair(host, port, departures, rtcp, await bound(host, port, true));
    } catch (error) {
      rtcp.close();
      throw error;
    }
  }

  /** From now on the pair's packets belong to one leg. */
  attach(onRtp: PacketListener, onRtcp: PacketListener): void {
    this.#onRtp = onRtp;
    this.#onRtcp = onRtcp;
  }

  /** Stays bound and drops packets: late packets of this call end here, not in the pair's next call. */
  detach(): void {
    this.disconnect();
    this.#tap = undefined;
    this.#onRtp = ignore;
    this.#onRtcp = ignore;
  }

  /** Until the pair is detached; undefined ends it. */
  tap(tap: PairTap | undefined): void {
    this.#tap = tap;
    this.#path?.removeAllListeners('message').on('message', this.#pathListener);
  }

  /** The path's packets are most of all: the listener of a leg without a tap is called directly. */
  get #pathListener(): PacketListener {
    const tap = this.#tap;
    const onRtp = this.#onRtp;
    if (tap === undefined) return onRtp;
    return (packet, from) => {
      tap('in', packet, this.port, from.address, from.port);
      onRtp(packet, from);
    };
  }

  /** Sends RTP to this address from now on. */
  connect(address: string, port: number): void {
    if (address === this.#address && port === this.#port) return;
    this.disconnect();
    this.#address = address;
    this.#port = port;
  }

  /** Accepts packets from anywhere again and sends to nowhere. */
  disconnect(): void {
    this.#path?.close();
    this.#path = undefined;
    this.#hasNoPath = false;
    this.#address = '';
    this.#port = 0;
  }

  /** Sends to the connected address at the end of the turn; dropped while there is none. */
  send(packet: Buffer): void {
    if (this.#port !== 0) this.#tap?.('out', packet, this.port, this.#address, this.#port);
    if (this.#path !== undefined) this.#departures.send(this.#path, packet);
    else if (this.#port !== 0) this.#sendFirst(packet);
  }

  #sendFirst(packet: Buffer): void {
    if (!this.#hasNoPath) this.#path = this.#openPath(this.#address, this.#port);
    if (this.#path !== undefined) return this.#departures.send(this.#path, packet);
    this.#hasNoPath = true;
    this.#door.send(packet, this.#port, this.#address);
  }

  /** Undefined if the system allows no such path, for example for an address without a route: then the door sends. */
  #openPath(address: string, port: number): Socket | undefined {
    const path = newSocket(this.#host, true);
    let bindFailed = false;
    path.on('error', () => {
      bindFailed = true;
    });
    // With a numeric address both happen before the call returns.
    path.bind({ address: this.#host, port: this.port, exclusive: true });
    try {
      if (bindFailed) throw new Error('not bound');
      path.connect(port, address);
      path.remoteAddress();
    } catch {
      path.close();
      return undefined;
    }
    // From here on an error is the kernel's report about the path (port unreachable): the peer may be back with its
    // next packet.
    path.on('message', this.#pathListener);
    return path;
  }

  /** To where RTP goes it is sent from the port of RTP, because the peer has one port for both (RFC 5761). */
  sendRtcp(packet: Buffer, port: number, address: string): void {
    if (port === this.#port && address === this.#address) return this.send(packet);
    this.#tap?.('out', packet, this.port + 1, address, port);
    this.#rtcp.send(packet, port, address, ignore);
  }

  close(): void {
    this.disconnect();
    this.#door.close();
    this.#rtcp.close();
  }
}

function newSocket(host: string, shared: boolean): Socket {
  const is6 = familyOf(host) === 6;
  return createSocket({
    type: is6 ? 'udp6' : 'udp4',
    reuseAddr: shared,
    // The port stays free for a pair of the other family, and no source reads ::ffff:192.0.2.1.
    ipv6Only: is6,
    // Addresses here are numeric: asking the resolver for each packet would cost more than sending it.
    lookup: (address, _options, done) => done(null, address, isIP(address)),
  });
}

function bound(host: string, port: number, shared: boolean): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = newSocket(host, shared);
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      socket.on('error', ignore);
      resolve(socket);
    });
  });
}

function ignore(): void {
  // Errors of a datagram socket concern single packets; nothing needs to be done.
}
