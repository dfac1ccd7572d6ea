/**
 * The other side of a stack under test: a UDP socket that sends and receives SIP as text blocks, and a user of the
 * stack that records its callbacks.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { SipRequest, SipResponse } from '../../../../engine/sipd/stack/parse/message.js';
import { createStack } from '../../../../engine/sipd/stack/sip-stack.js';
import type {
  Dialog,
  DialogEndCause,
  Flow,
  IncomingRequest,
  Sent,
  Stack,
  StackOptions,
  StackUser,
} from '../../../../engine/sipd/stack/stack.js';
import { FakeClock } from './fake-clock.js';

/** One UDP peer on 127.0.0.1. */
export class UdpPeer {
  readonly #socket: Socket;
  readonly #received: string[] = [];
  #waiting: (() => void)[] = [];
  #marks = 0;

  private constructor(
    socket: Socket,
    readonly stackHost: string,
    readonly stackPort: number,
  ) {
    this.#socket = socket;
    socket.on('message', (bytes) => {
      const text = bytes.toString();
      if (text.trim() === '') return; // a keep-alive (RFC 3261 7.5)
      this.#received.push(text);
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  static async open(stack: Stack, host = '127.0.0.1'): Promise<UdpPeer> {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.bind(0, host);
    await once(socket, 'listening');
    const point = stack.listenPoints.find(({ transport }) => transport === 'udp');
    return new UdpPeer(socket, point?.host ?? host, point?.port ?? 0);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** What has come and was not yet taken. */
  get pending(): readonly string[] {
    return this.#received;
  }

  send(text: string): void {
    this.sendRaw(Buffer.from(wire(text)));
  }

  sendRaw(bytes: Buffer): void {
    this.#socket.send(bytes, this.stackPort, this.stackHost);
  }

  /** The next message that has come, or comes. */
  async next(): Promise<string> {
    while (this.#received.length === 0) await new Promise<void>((wake) => this.#waiting.push(wake));
    return this.#received.shift() ?? '';
  }

  /** All that came and was not taken, up to now: a request of no known method is answered 501 behind it. */
  async drain(): Promise<string[]> {
    this.send(`
      MARK sip:mark@127.0.0.1 SIP/2.0
      Via: SIP/2.0/UDP 127.0.0.1:${this.port};branch=z9hG4bK-mark-${(this.#marks += 1)}
      From: <sip:mark@127.0.0.1>;tag=mark
      To: <sip:mark@127.0.0.1>
      Call-ID: mark
      CSeq: 1 MARK
      Content-Length: 0
    `);
    const came: string[] = [];
    for (;;) {
      const message = await this.next();
      if (header(message, 'Call-ID') === 'mark') return came;
      came.push(message);
    }
  }

  async close(): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }
}

/** A text block, indented for reading, to the bytes of a message: CRLF, and an empty line at its end. */
export function wire(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  while (lines[0] === '') lines.shift();
  while (lines.at(-1) === '') lines.pop();
  const message = lines.join('\r\n');
  return lines.includes('') ? message : `${message}\r\n\r\n`;
}

/** Start line of a message. */
export function startLine(text: string): string {
  return text.slice(0, text.indexOf('\r\n'));
}

/** Value of the first header of that name. */
export function header(text: string, name: string): string {
  const line = text.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line === undefined ? '' : line.slice(name.length + 1).trim();
}

export function tagOf(value: string): string {
  return /;tag=([^;>]+)/.exec(value)?.[1] ?? '';
}

/** A user of the stack that records its callbacks, and waits for them. */
export class Recorder implements StackUser {
  readonly requests: IncomingRequest[] = [];
  readonly cancels: IncomingRequest[] = [];
  readonly abandoned: IncomingRequest[] = [];
  readonly ended: { dialog: Dialog; cause: DialogEndCause; bye: Sent<SipRequest> | undefined }[] = [];
  onNotice: (notice: string) => void = () => undefined;
  readonly responses: SipResponse[] = [];
  readonly errors: Error[] = [];
  #waiting: (() => void)[] = [];

  onRequest(request: IncomingRequest): void {
    this.requests.push(request);
    this.#wake();
  }

  onCancel(_cancel: SipRequest, invite: IncomingRequest): void {
    this.cancels.push(invite);
    this.#wake();
  }

  onAbandoned(request: IncomingRequest): void {
    this.abandoned.push(request);
    this.#wake();
  }

  onDialogEnded(dialog: Dialog, cause: DialogEndCause, bye: Sent<SipRequest> | undefined): void {
    this.ended.push({ dialog, cause, bye });
    this.#wake();
  }

  onError(error: Error): void {
    this.errors.push(error);
    this.#wake();
  }

  /** For `RequestOptions.onResponse`. */
  readonly onResponse = (response: SipResponse, _flow: Flow, _bytes: number): void => {
    this.responses.push(response);
    this.#wake();
  };

  /** Waits until the list has an element, and takes its first. */
  async take<T>(list: T[]): Promise<T> {
    while (list.length === 0) await new Promise<void>((wake) => this.#waiting.push(wake));
    return list.shift() as T;
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

export interface Bench {
  readonly stack: Stack;
  readonly user: Recorder;
  readonly clock: FakeClock;
  readonly peer: UdpPeer;
}

/** A stack on a free UDP port (and what `options` says), its recorded user, a still clock and one UDP peer. */
export async function openBench(
  t: { teardown(close: () => Promise<void>): void },
  options: Partial<StackOptions> = {},
): Promise<Bench> {
  const clock = new FakeClock();
  const user = new Recorder();
  let counter = 0;
  const stack = createStack(
    {
      listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }],
      clock,
      random: (bytes) => (counter += 1).toString(16).padStart(2 * bytes, '0'),
      ...options,
    },
    user,
  );
  await stack.start();
  const peer = await UdpPeer.open(stack);
  t.teardown(async () => {
    await peer.close();
    await stack.stop();
  });
  return { stack, user, clock, peer };
}

/** What a caller at `peer` sends, as text: `INVITE` first, then what the call needs. */
export class Caller {
  toTag = '';
  #cseq = 1;
  #branch = 0;

  constructor(
    readonly peer: UdpPeer,
    readonly callId = 'call-1',
    readonly extra = '',
  ) {}

  /** A request text; `of` is the CSeq number where it is not the next one. */
  request(
    method: string,
    options: { cseq?: number; branch?: string; headers?: string; body?: string } = {},
  ): string {
    const cseq = options.cseq ?? this.#cseq++;
    const to = this.toTag === '' ? '' : `;tag=${this.toTag}`;
    const body = options.body ?? '';
    return [
      `${method} sip:x@127.0.0.1 SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${this.peer.port};branch=z9hG4bK-${options.branch ?? `${this.callId}-${(this.#branch += 1)}`}`,
      `From: <sip:a@127.0.0.1>;tag=a1`,
      `To: <sip:x@127.0.0.1>${to}`,
      `Call-ID: ${this.callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:a@127.0.0.1:${this.peer.port}>`,
      ...this.extra.split('\n').filter((line) => line.trim() !== ''),
      ...(options.headers ?? '').split('\n').filter((line) => line.trim() !== ''),
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\n');
  }
}

/** A response of a callee to a request text it received. */
export function reply(request: string, status: string, toTag = '', headers = '', body = ''): string {
  const to = header(request, 'To');
  return [
    `SIP/2.0 ${status}`,
    `Via: ${header(request, 'Via')}`,
    `From: ${header(request, 'From')}`,
    `To: ${toTag === '' || to.includes(';tag=') ? to : `${to};tag=${toTag}`}`,
    `Call-ID: ${header(request, 'Call-ID')}`,
    `CSeq: ${header(request, 'CSeq')}`,
    ...headers.split('\n').filter((line) => line.trim() !== ''),
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\n');
}

/** Start lines, for lists. */
export function startLines(messages: readonly string[]): string[] {
  return messages.map(startLine);
}
