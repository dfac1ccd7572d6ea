/**
 * The server's end of drachtio's protocol, under the test's control: a test decides when a receipt comes, and which
 * messages cross. For races that a real server cannot be made to lose on purpose.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { randomUUID } from 'node:crypto';

/** One `sip` message of the client. */
export interface FromClient {
  readonly id: string;
  readonly transaction: string;
  readonly dialog: string;
  /** The next hop asked for. */
  readonly route: string;
  readonly startLine: string;
  readonly text: string;
  header(name: string): string | undefined;
  readonly body: string;
}

export class FakeDrachtio {
  readonly #server: Server;
  readonly #sockets: Socket[] = [];
  readonly #arrived: FromClient[] = [];
  #wanted: ((message: FromClient) => void)[] = [];
  #buffer = '';
  /** Whether the secret is accepted. */
  accepts = true;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<FakeDrachtio> {
    const server = createServer();
    const fake = new FakeDrachtio(server);
    server.on('connection', (socket) => fake.#take(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return fake;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The client's next `sip` message, in order. */
  next(): Promise<FromClient> {
    const message = this.#arrived.shift();
    if (message !== undefined) return Promise.resolve(message);
    return new Promise((resolve) => this.#wanted.push(resolve));
  }

  /** Messages that have arrived and were not read. */
  get unread(): readonly FromClient[] {
    return this.#arrived;
  }

  /** A message of the network. */
  network(message: string, { transaction = randomUUID() as string, dialog = '' } = {}): string {
    const isNew = dialog === '' && !message.startsWith('SIP/') && !message.startsWith('CANCEL');
    const local = isNew ? '127.0.0.1|5060|' : '';
    this.#frame(
      `${randomUUID()}|sip|network|1|udp|127.0.0.9|5070|00:00:00.000000|${transaction}|${dialog}|${local}`,
      message,
    );
    return transaction;
  }

  /** A BYE the server sent on the client's behalf. */
  unsolicited(message: string, dialog: string): void {
    this.#frame(
      `${randomUUID()}|sip|application|1|udp|127.0.0.1|5060|00:00:00.000000|unsolicited|${dialog}|`,
      message,
    );
  }

  /** The receipt of a client's message: for a request the transaction it now has, for a response its dialog. */
  receipt(of: FromClient, { transaction = randomUUID() as string, dialog = '' } = {}): string {
    const head = `${randomUUID()}|response|${of.id}|OK|application|1|udp|127.0.0.1|5060|00:00:00.000000`;
    const tail = of.startLine.startsWith('SIP/')
      ? `|${of.transaction}|${dialog}||Msg sent:|`
      : `|${transaction}|Msg sent:|`;
    this.#frame(head + tail, withDefaults(of.text));
    return transaction;
  }

  /** The server will not send a client's message. */
  refuse(of: FromClient, reason: string): void {
    this.#frame(`${randomUUID()}|response|${of.id}|NOK|${reason}`);
  }

  /** Sends what `action` sends in one packet. */
  together(action: () => void): void {
    const socket = this.#sockets.at(-1);
    socket?.cork();
    action();
    socket?.uncork();
  }

  /** Drops the connection; a client that reconnects is accepted again. */
  drop(): void {
    this.#sockets.splice(0).forEach((socket) => socket.destroy());
  }

  async close(): Promise<void> {
    this.drop();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #take(socket: Socket): void {
    this.#sockets.push(socket);
    this.#buffer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      this.#buffer += chunk;
      this.#read();
    });
    socket.on('error', () => undefined);
  }

  #read(): void {
    for (;;) {
      const mark = this.#buffer.indexOf('#');
      const length = Number(this.#buffer.slice(0, mark));
      if (mark < 0 || this.#buffer.length < mark + 1 + length) return;
      const payload = this.#buffer.slice(mark + 1, mark + 1 + length);
      this.#buffer = this.#buffer.slice(mark + 1 + length);
      this.#handle(payload);
    }
  }

  #handle(payload: string): void {
    const end = payload.indexOf('\r\n');
    const meta = end < 0 ? payload : payload.slice(0, end);
    const [id = '', command = '', transaction = '', dialog = '', route = ''] = meta.split('|');
    if (command === 'authenticate') {
      const points = 'udp/127.0.0.1:5060,tcp/127.0.0.1:5060';
      const verdict = this.accepts ? `OK|${points}|v0.9.10|${points}` : 'NO|incorrect secret';
      return this.#frame(`${randomUUID()}|response|${id}|${verdict}`);
    }
    if (command === 'route') return this.#frame(`${randomUUID()}|response|${id}|OK`);
    const text = payload.slice(end + 2);
    const message: FromClient = {
      id,
      transaction,
      dialog,
      route,
      text,
      startLine: text.slice(0, text.indexOf('\r\n')),
      header: (name) => new RegExp(`^${name}: *(.*)$`, 'im').exec(text)?.[1]?.trim(),
      body: text.slice(text.indexOf('\r\n\r\n') + 4),
    };
    const wanted = this.#wanted.shift();
    if (wanted === undefined) this.#arrived.push(message);
    else wanted(message);
  }

  #frame(meta: string, message?: string): void {
    const payload = message === undefined ? meta : `${meta}\r\n${message}`;
    this.#sockets.at(-1)?.write(`${Buffer.byteLength(payload)}#${payload}`);
  }
}

/** What the server adds to a message before sending it, as far as a client looks at it. */
function withDefaults(text: string): string {
  const has = (name: string): boolean => new RegExp(`^${name}:`, 'im').test(text);
  const added = [
    has('Call-ID') ? '' : 'Call-ID: made-by-server\r\n',
    has('CSeq') ? '' : 'CSeq: 1 INVITE\r\n',
    has('From') ? '' : 'From: <sip:us@127.0.0.1>;tag=ours\r\n',
    has('To') ? '' : 'To: <sip:them@127.0.0.1>\r\n',
  ].join('');
  return text.replace('\r\n', `\r\n${added}`);
}

/** A SIP message of CRLF lines; SDP as a body makes it an INVITE or answer with one. */
export function sip(lines: readonly string[], body = ''): string {
  const type = body.startsWith('v=') ? ['Content-Type: application/sdp'] : [];
  return [...lines, ...type, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}
