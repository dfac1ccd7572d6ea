/**
 * A SIP peer under the test's control: it sends exactly the text it is given and returns what it receives. No
 * transactions, no timers, nothing automatic, so that a test can misbehave like any peer.
 *
 * Text is written with LF and without Content-Length; `wire` makes it a message.
 */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A received message, split just enough to be examined. */
export class PuppetMessage {
  readonly startLine: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;

  constructor(
    readonly raw: string,
    /** Where it came from, for UDP; replies go there. */
    readonly from: { readonly address: string; readonly port: number },
  ) {
    const [head = '', ...rest] = raw.split('\r\n\r\n');
    const [startLine = '', ...lines] = head.split('\r\n');
    this.startLine = startLine;
    this.headers = lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
    });
    this.body = rest.join('\r\n\r\n');
  }

  /** `INVITE`, `ACK`, or of a response `180`, `200`. */
  get kind(): string {
    const [first = '', second = ''] = this.startLine.split(' ');
    return first === 'SIP/2.0' ? second : first;
  }

  /** The kind with, of a response, the method it answers: `200 BYE`. */
  get label(): string {
    return this.startLine.startsWith('SIP/2.0')
      ? `${this.kind} ${this.header('CSeq').split(/\s+/)[1]}`
      : this.kind;
  }

  /** Value of the first header of that name, '' when there is none. */
  header(name: string): string {
    return this.all(name)[0] ?? '';
  }

  all(name: string): string[] {
    return this.headers.filter(([own]) => own.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  }

  /** Tag parameter of From or To, '' when it has none. */
  tag(name: 'From' | 'To'): string {
    return /;tag=([^;>\s]+)/.exec(this.header(name).replace(/^.*>/, ''))?.[1] ?? '';
  }

  /** URI of Contact. */
  get contact(): string {
    return /<([^>]+)>/.exec(this.header('Contact'))?.[1] ?? this.header('Contact');
  }
}

const PATIENCE_MS = 60_000;

type Send = (bytes: Buffer, to: { address: string; port: number }) => unknown;

export class SipPuppet {
  readonly #received: PuppetMessage[] = [];
  /** How often each message has come, by its text: a repeat is byte for byte the same (RFC 3261 17). */
  readonly #times = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  readonly #send: Send;
  #heard: { readonly address: string; readonly port: number } | undefined;
  #close: () => void;
  #questions = 0;

  private constructor(
    readonly address: string,
    readonly port: number,
    readonly transport: 'UDP' | 'TCP',
    send: Send,
    close: () => void,
  ) {
    this.#send = send;
    this.#close = close;
  }

  static async udp(address = '127.0.0.1'): Promise<SipPuppet> {
    const socket: UdpSocket = createSocket('udp4');
    socket.bind(0, address);
    await once(socket, 'listening');
    const puppet = new SipPuppet(
      address,
      socket.address().port,
      'UDP',
      (bytes, to) => socket.send(bytes, to.port, to.address),
      () => socket.close(),
    );
    socket.on('message', (bytes, from) => {
      const text = bytes.toString();
      if (text.trim() === '') return; // a keep-alive (RFC 3261 7.5)
      const { address: host, port } = puppet.#heard ?? from;
      if (from.address === host && from.port === port) puppet.#onMessage(text, from);
    });
    return puppet;
  }

  /** A TCP peer that dials `to`. */
  static async tcp(to: { address: string; port: number }): Promise<SipPuppet> {
    const socket = connect(to.port, to.address);
    await once(socket, 'connect');
    const { address, port } = socket.address() as AddressInfo;
    const puppet = new SipPuppet(
      address,
      port,
      'TCP',
      (bytes) => socket.write(bytes),
      () => socket.destroy(),
    );
    puppet.#readStream(socket);
    return puppet;
  }

  /** A TCP peer that is dialled; it talks on the newest connection. */
  static async tcpServer(host = '127.0.0.1'): Promise<SipPuppet> {
    let newest: Socket | undefined;
    const server: Server = createServer((socket) => {
      newest = socket;
      puppet.#readStream(socket);
    });
    server.listen(0, host);
    await once(server, 'listening');
    const { address, port } = server.address() as AddressInfo;
    const puppet = new SipPuppet(
      address,
      port,
      'TCP',
      (bytes) => newest?.write(bytes),
      () => {
        newest?.destroy();
        server.close();
      },
    );
    return puppet;
  }

  /** `host:port`, as Via and Contact want it. */
  get hostPort(): string {
    return `${this.address}:${this.port}`;
  }

  /** Sends a message written as an indented text block, the body after an empty line. */
  send(to: { address: string; port: number }, text: string): void {
    this.#send(wire(text), to);
  }

  /** Sends bytes as they are. */
  sendRaw(to: { address: string; port: number }, bytes: Buffer | string): void {
    this.#send(Buffer.from(bytes), to);
  }

  /** Answers a request: Via, From, To with a tag, Call-ID and CSeq are those of the request. */
  reply(request: PuppetMessage, status: number, options: ReplyOptions = {}): void {
    const { reason = 'Whatever', tag = 'puppet', headers = [], body = '' } = options;
    const to = request.header('To');
    const lines = [
      `SIP/2.0 ${status} ${reason}`,
      ...request.all('Via').map((via) => `Via: ${via}`),
      ...request.all('Record-Route').map((route) => `Record-Route: ${route}`),
      `From: ${request.header('From')}`,
      `To: ${to.includes(';tag=') || status === 100 ? to : `${to};tag=${tag}`}`,
      `Call-ID: ${request.header('Call-ID')}`,
      `CSeq: ${request.header('CSeq')}`,
      ...headers,
    ];
    this.#send(wire(`${lines.join('\n')}\n\n${body}`), request.from);
  }

  /**
   * The first message of that kind (`INVITE`, `180`, `200 BYE`, or a pattern of such) not taken yet; waits for one.
   * Repeats of a message are left out.
   */
  async take(kind: string | RegExp, timeoutMs = PATIENCE_MS): Promise<PuppetMessage> {
    let index = -1;
    await this.#until(`no ${kind}`, timeoutMs, () => {
      index = this.#received.findIndex((message) =>
        typeof kind === 'string' ? message.kind === kind || message.label === kind : kind.test(message.label),
      );
      return index >= 0;
    });
    const [message] = this.#received.splice(index, 1);
    if (message === undefined) throw new Error(`${kind} was taken twice`);
    return message;
  }

  /**
   * Waits until the peer has read everything that was sent to it before, and this end everything that the peer has
   * answered to it: an OPTIONS comes last in both queues.
   */
  async isRead(to: { address: string; port: number }, timeoutMs = PATIENCE_MS): Promise<void> {
    const callId = `read-${(this.#questions += 1)}-${this.hostPort}`;
    this.send(
      to,
      `
      OPTIONS sip:${to.address}:${to.port} SIP/2.0
      Via: SIP/2.0/${this.transport} ${this.hostPort};branch=z9hG4bK-${callId}
      Max-Forwards: 70
      From: <sip:${this.hostPort}>;tag=read
      To: <sip:${to.address}:${to.port}>
      Call-ID: ${callId}
      CSeq: 1 OPTIONS
      `,
    );
    const isAnswer = (message: PuppetMessage): boolean => message.header('Call-ID') === callId;
    await this.#until('no answer to OPTIONS', timeoutMs, () => this.#received.some(isAnswer));
    this.#received.splice(this.#received.findIndex(isAnswer), 1);
  }

  /** Drops everything received and not read, and the counts of repeats. */
  drain(): PuppetMessage[] {
    this.#times.clear();
    return this.#received.splice(0);
  }

  /** Waits until a message has come `times` times in all. */
  async takeRepeats(message: PuppetMessage, times: number, timeoutMs = PATIENCE_MS): Promise<void> {
    const count = (): number => this.#times.get(message.raw) ?? 0;
    await this.#until(`${message.startLine} fewer than ${times} times`, timeoutMs, () => count() >= times);
  }

  /** Labels of the messages received and not taken. */
  get untaken(): string[] {
    return this.#received.map((message) => message.label);
  }

  /** The messages themselves. */
  get left(): readonly PuppetMessage[] {
    return this.#received;
  }

  /**
   * From now on accepts only what comes from there. A free port may have belonged to a peer of this machine to which
   * somebody still repeats a message.
   */
  hearOnly(from: { readonly address: string; readonly port: number }): void {
    this.#heard = from;
  }

  /** Drops what was received and not taken. */
  forget(): void {
    this.#received.length = 0;
  }

  close(): void {
    this.#close();
    this.#close = () => undefined;
  }

  async #until(failure: string, timeoutMs: number, isMet: () => boolean): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!isMet()) {
      if (await this.#arrival(deadline - Date.now())) continue;
      const seen = this.#received.map((other) => other.startLine).join('\n  ');
      throw new Error(`${failure} within ${timeoutMs} ms; not taken:\n  ${seen}`);
    }
  }

  #arrival(withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (hasArrived: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(arrived);
        resolve(hasArrived);
      };
      const arrived = (): void => settle(true);
      const timer = setTimeout(() => settle(false), Math.max(0, withinMs));
      this.#waiting.add(arrived);
    });
  }

  #onMessage(raw: string, from: { address: string; port: number }): void {
    const times = (this.#times.get(raw) ?? 0) + 1;
    this.#times.set(raw, times);
    if (times === 1) this.#received.push(new PuppetMessage(raw, from));
    for (const arrived of [...this.#waiting]) arrived();
  }

  #readStream(socket: Socket): void {
    const from = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text = (text + chunk).replace(/^(\r\n)+/, '');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const length = Number(/^content-length: *(\d+)/im.exec(text.slice(0, end))?.[1] ?? 0);
        if (text.length < end + 4 + length) return;
        this.#onMessage(Buffer.from(text.slice(0, end + 4 + length), 'latin1').toString(), from);
        text = text.slice(end + 4 + length);
      }
    });
    socket.on('error', () => socket.destroy());
  }
}

export interface ReplyOptions {
  readonly reason?: string;
  /** To tag, where the request has none. */
  readonly tag?: string;
  /** Further header lines. */
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** A text block as bytes on the wire: indentation off, CRLF, Content-Length unless it is given. */
export function wire(text: string): Buffer {
  const block = text.replace(/\r\n/g, '\n').replace(/^\n/, '');
  const indent = /^ */.exec(block)?.[0] ?? '';
  const lines = block.split('\n').map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  const empty = lines.findIndex((line) => line.trim() === '');
  const head = empty < 0 ? lines : lines.slice(0, empty);
  let body = empty < 0 ? '' : lines.slice(empty + 1).join('\r\n');
  if (/^\s*$/.test(body)) body = '';
  else if (!body.endsWith('\r\n')) body = `${body.trimEnd()}\r\n`;
  if (!head.some((line) => /^content-length/i.test(line))) {
    head.push(`Content-Length: ${Buffer.byteLength(body)}`);
  }
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
