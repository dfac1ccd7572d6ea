/**
 * The callee of hostile calls: answers each of our requests with any possible answer, mutated; and a good call well.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { responseOf, sdpText, type SipSide } from './sip-seeds.js';
import type { Mutator } from './mutation.js';

/** Fewer mutants than good answers: what a call does after its answer is worth reaching. */
const MUTANTS = 0.4;

export class HostileCallee {
  readonly #socket: Socket;
  readonly #side: SipSide;
  readonly #goodNumber: string;
  readonly #mutator: Mutator;
  #isHostile = true;
  /** Call-IDs of good calls, as far as they are under way. */
  readonly #good = new Set<string>();

  private constructor(socket: Socket, goodNumber: string, mutator: Mutator) {
    const { address, port } = socket.address();
    this.#socket = socket;
    this.#goodNumber = goodNumber;
    this.#mutator = mutator;
    this.#side = { hostPort: `${address}:${port}`, number: goodNumber, x: '', transport: 'UDP' };
    socket.on('message', (bytes, from) => this.#take(bytes.toString('latin1'), from));
  }

  static async start(address: string, goodNumber: string, mutator: Mutator): Promise<HostileCallee> {
    const socket = createSocket('udp4');
    socket.bind(0, address);
    await once(socket, 'listening');
    return new HostileCallee(socket, goodNumber, mutator);
  }

  get hostPort(): string {
    return this.#side.hostPort;
  }

  /** From now on it answers everything well, so that what it has begun ends without waiting for its answers. */
  behave(): void {
    this.#isHostile = false;
  }

  close(): void {
    this.#socket.close();
  }

  #take(request: string, from: RemoteInfo): void {
    if (request.startsWith('SIP/2.0') || request.startsWith('ACK ')) return;
    const callId = /^Call-ID: (.*)\r$/im.exec(request)?.[1] ?? '';
    const isGood = this.#good.has(callId) || request.split('\r\n', 1)[0]?.includes(this.#goodNumber) === true;
    if (isGood || !this.#isHostile) this.#answerWell(request, callId, from);
    else this.#answer(request, from);
  }

  #answerWell(request: string, callId: string, from: RemoteInfo): void {
    if (request.startsWith('BYE ')) this.#good.delete(callId);
    else this.#good.add(callId);
    const lines = (name: string): string[] => request.match(new RegExp(`^${name}: .*(?=\\r$)`, 'gim')) ?? [];
    const to = lines('To').map((line) => (line.includes(';tag=') ? line : `${line};tag=good`));
    const body = request.startsWith('INVITE ') ? sdpText(this.hostPort, 31_000) : '';
    const head = [
      ...['SIP/2.0 200 OK', ...lines('Via'), ...lines('From'), ...to, ...lines('Call-ID'), ...lines('CSeq')],
      ...[
        `Contact: <sip:${this.hostPort}>`,
        'Content-Type: application/sdp',
        `Content-Length: ${body.length}`,
      ],
    ];
    this.#socket.send([...head, '', body].join('\r\n'), from.port, from.address);
  }

  #answer(request: string, from: RemoteInfo): void {
    const spoil = (sdp: string): string => (this.#mutator.chance(MUTANTS) ? this.#mutator.text(sdp) : sdp);
    const response = responseOf(this.#mutator, this.#side, request, spoil);
    const text = this.#mutator.chance(MUTANTS) ? this.#mutator.text(response) : response;
    this.#socket.send(Buffer.from(text, 'latin1'), from.port, from.address);
  }
}
