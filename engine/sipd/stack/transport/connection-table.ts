/**
 * The connections of one TCP or TLS listen point, and which of them is closed for a new one.
 *
 * A stranger's connection belongs to no trunk, was not made by us, and has carried neither a request of a dialog, nor
 * an awaited response, nor a registration. Such connections have a share of their own, so that no other connection is
 * closed for them, however many there are.
 */
import { networkOf } from './source-network.js';

/** Strangers' connections of one source (RFC 5923 expects one for each phone), and their share of the total. */
const STRANGERS_OF_SOURCE = 16;
const STRANGERS_PART = 1 / 8;
/** The share that one known source may have: its own longest unused connection is closed for a new one. */
const SOURCE_PART = 3 / 4;

/** What the table knows of a connection. */
export interface PeerConnection {
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** What a connection that we make is made for, where that matters: the peer it was proved to be. Else empty. */
  readonly purpose: string;
  readonly isTrusted: boolean;
  /** Closed to make room for another one. */
  close(): void;
  /** Like `close`, for a stranger's. */
  refuse(): void;
}

export class ConnectionTable<Connection extends PeerConnection> {
  readonly #max: number;
  readonly #maxStrangers: number;
  readonly #maxOfSource: number;
  /** By `address:port` of the peer and purpose, the longest unused first. */
  readonly #all = new Map<string, Connection>();
  readonly #strangers = new Set<Connection>();
  /** Connections of each source, by what they are. */
  readonly #sources = new Map<string, { known: number; strangers: number }>();

  constructor(max: number) {
    this.#max = max;
    this.#maxStrangers = Math.max(1, Math.floor(max * STRANGERS_PART));
    this.#maxOfSource = Math.ceil(max * SOURCE_PART);
  }

  get size(): number {
    return this.#all.size;
  }

  find(remoteAddress: string, remotePort: number, purpose = ''): Connection | undefined {
    return this.#all.get(keyOf({ remoteAddress, remotePort, purpose }));
  }

  /** Whether a stranger from there may have one more. */
  hasRoomFor(address: string): boolean {
    return (this.#sources.get(networkOf(address))?.strangers ?? 0) < STRANGERS_OF_SOURCE;
  }

  /** Closes a connection to make room, and adds this one. False if none may be closed: then it is not added. */
  add(connection: Connection): boolean {
    if (!this.#makeRoom(connection)) return false;
    this.#all.set(keyOf(connection), connection);
    this.#countOf(connection)[connection.isTrusted ? 'known' : 'strangers'] += 1;
    if (!connection.isTrusted) this.#strangers.add(connection);
    return true;
  }

  /** A stranger's connection becomes a known one. */
  trusted(connection: Connection): void {
    if (!this.#strangers.delete(connection)) return;
    const count = this.#countOf(connection);
    count.strangers -= 1;
    count.known += 1;
  }

  /** Marks a connection as the most recently used. */
  touch(connection: Connection): void {
    const key = keyOf(connection);
    if (this.#all.get(key) !== connection) return;
    this.#all.delete(key);
    this.#all.set(key, connection);
  }

  remove(connection: Connection): void {
    const key = keyOf(connection);
    if (this.#all.get(key) !== connection) return;
    this.#all.delete(key);
    const count = this.#countOf(connection);
    count[this.#strangers.delete(connection) ? 'strangers' : 'known'] -= 1;
    if (count.known + count.strangers === 0) this.#sources.delete(networkOf(connection.remoteAddress));
  }

  all(): readonly Connection[] {
    return [...this.#all.values()];
  }

  #makeRoom(connection: Connection): boolean {
    const { isTrusted, remoteAddress } = connection;
    // The port is used again: its former connection is gone, even if that has not been reported yet.
    this.#all.get(keyOf(connection))?.close();
    const network = networkOf(remoteAddress);
    if (!isTrusted && this.#strangers.size >= this.#maxStrangers) this.#closeStranger();
    else if (isTrusted && (this.#sources.get(network)?.known ?? 0) >= this.#maxOfSource)
      this.#longestUnused((one) => one.isTrusted && networkOf(one.remoteAddress) === network)?.close();
    if (this.#all.size < this.#max || this.#closeStranger()) return true;
    if (isTrusted) this.#longestUnused(() => true)?.close();
    return isTrusted;
  }

  /** The oldest stranger's connection. */
  #closeStranger(): boolean {
    for (const connection of this.#strangers) {
      connection.refuse();
      return true;
    }
    return false;
  }

  #longestUnused(fits: (connection: Connection) => boolean): Connection | undefined {
    for (const connection of this.#all.values()) if (fits(connection)) return connection;
    return undefined;
  }

  #countOf({ remoteAddress }: Connection): { known: number; strangers: number } {
    const network = networkOf(remoteAddress);
    let count = this.#sources.get(network);
    if (count === undefined) this.#sources.set(network, (count = { known: 0, strangers: 0 }));
    return count;
  }
}

function keyOf({
  remoteAddress,
  remotePort,
  purpose,
}: Pick<PeerConnection, 'remoteAddress' | 'remotePort' | 'purpose'>): string {
  return `${remoteAddress}:${remotePort} ${purpose}`;
}
