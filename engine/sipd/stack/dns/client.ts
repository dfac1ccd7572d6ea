/**
 * A DNS client for SIP's look-ups (RFC 3263). Node's resolver gives no time to live for SRV and NAPTR records, so this
 * one asks the system's servers itself: over UDP with a socket of its own for each question, so that port and id both
 * have to be guessed (RFC 5452), and over TCP where an answer is truncated. Each server is asked twice.
 */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { getServers } from 'node:dns';
import { connect } from 'node:net';
import { isIPv6 } from 'node:net';
import { encodeQuestion, readAnswer, type Verdict } from './message.js';
import type { DnsAnswer, RecordKind } from './records.js';

/** In the four seconds that a look-up may take, two servers are asked twice. */
const TRY_MS = 900;
const ROUNDS = 2;
const TCP_MS = 2000;
const MAX_SERVERS = 3;
/** Questions at once; a burst of more fails, and is asked again when the next call needs it. */
const MAX_OPEN = 256;

interface Question<K extends RecordKind> {
  readonly id: number;
  readonly name: string;
  readonly kind: K;
}

interface Server {
  readonly address: string;
  readonly port: number;
}

export class DnsClient {
  readonly #servers: readonly Server[];
  readonly #open = new Set<() => void>();

  /** `servers`: addresses, with a port where it is not 53 (`127.0.0.1:5353`, `[::1]:5353`); empty: the system's. */
  constructor(servers: readonly string[] = []) {
    this.#servers = (servers.length > 0 ? servers : getServers()).slice(0, MAX_SERVERS).map(serverOf);
  }

  /** `AskDns`. */
  ask<K extends RecordKind>(name: string, kind: K, found: (answer: DnsAnswer<K> | undefined) => void): void {
    if (this.#open.size >= MAX_OPEN || !isName(name)) return queueMicrotask(() => found(undefined));
    const tries = Array.from({ length: ROUNDS }, () => this.#servers).flat();
    this.#askNext({ id: randomInt(65_536), name, kind }, tries, found);
  }

  close(): void {
    for (const stop of this.#open) stop();
    this.#open.clear();
  }

  #askNext<K extends RecordKind>(
    question: Question<K>,
    [server, ...others]: readonly Server[],
    found: (answer: DnsAnswer<K> | undefined) => void,
  ): void {
    if (server === undefined) return queueMicrotask(() => found(undefined));
    this.#askByUdp(question, server, (verdict) => {
      if (verdict === 'truncated') this.#askByTcp(question, server, (whole) => found(answerIn(whole)));
      else if (verdict === 'failed') this.#askNext(question, others, found);
      else found(answerIn(verdict));
    });
  }

  #askByUdp<K extends RecordKind>(
    question: Question<K>,
    { address, port }: Server,
    over: (verdict: Verdict<K>) => void,
  ): void {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    const end = this.#limited(TRY_MS, () => socket.close(), over);
    socket.on('error', () => end('failed'));
    socket.on('message', (bytes) => {
      const verdict = readAnswer(bytes, question);
      if (verdict !== 'not an answer') end(verdict);
    });
    // Connected, the kernel drops what does not come from the server.
    socket.connect(port, address, () => {
      socket.send(encodeQuestion(question.id, question.name, question.kind), (error) => {
        if (error !== null) end('failed');
      });
    });
  }

  #askByTcp<K extends RecordKind>(
    question: Question<K>,
    { address, port }: Server,
    over: (verdict: Verdict<K>) => void,
  ): void {
    const socket = connect({ host: address, port });
    const end = this.#limited(TCP_MS, () => socket.destroy(), over);
    const bytes = encodeQuestion(question.id, question.name, question.kind);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    let received = Buffer.alloc(0);
    socket.on('error', () => end('failed'));
    socket.on('close', () => end('failed'));
    socket.on('connect', () => socket.write(Buffer.concat([length, bytes])));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      end(readAnswer(received.subarray(2, 2 + received.readUInt16BE(0)), question));
    });
  }

  /** Ends a try once: by its verdict, or as failed when its time is over. */
  #limited<K extends RecordKind>(
    ms: number,
    close: () => void,
    over: (verdict: Verdict<K>) => void,
  ): (verdict: Verdict<K>) => void {
    let isOver = false;
    const stop = (): void => {
      isOver = true;
      clearTimeout(timer);
      this.#open.delete(stop);
      close();
    };
    const end = (verdict: Verdict<K>): void => {
      if (isOver) return;
      stop();
      over(verdict);
    };
    const timer = setTimeout(() => end('failed'), ms);
    this.#open.add(stop);
    return end;
  }
}

function answerIn<K extends RecordKind>(verdict: Verdict<K>): DnsAnswer<K> | undefined {
  return typeof verdict === 'string' ? undefined : verdict;
}

/** Whether it can be written into a question (RFC 1035 2.3.4). */
function isName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => label.length > 0 && label.length <= 63);
}

function serverOf(text: string): Server {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return { address: bracketed ?? plain ?? text, port: Number(port ?? 53) };
}
