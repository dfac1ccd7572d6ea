/**
 * A carrier's SMPP server that a test scripts: it takes binds, keeps every submit_sm with its octets, answers as the
 * test says, and sends deliver_sm, or any octets. Its reading and writing of PDUs is its own, so that a mistake of the
 * product is not made twice. It listens on a free port of 127.0.0.1, and keeps at most 10 000 messages.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

export const COMMAND = {
  bindReceiver: 0x01,
  bindTransmitter: 0x02,
  submitSm: 0x04,
  deliverSm: 0x05,
  unbind: 0x06,
  bindTransceiver: 0x09,
  outbind: 0x0b,
  enquireLink: 0x15,
  alertNotification: 0x102,
  dataSm: 0x103,
  genericNack: 0x80000000,
} as const;

export const RESPONSE = 0x80000000;

export interface RawPdu {
  readonly id: number;
  readonly status: number;
  readonly sequence: number;
  readonly body: Buffer;
  /** With the header. */
  readonly octets: Buffer;
}

/** A submit_sm as it came. */
export interface Submitted {
  readonly source: Address;
  readonly destination: Address;
  readonly esmClass: number;
  readonly validity: string;
  readonly registeredDelivery: number;
  readonly dataCoding: number;
  readonly content: Buffer;
  readonly tlvs: ReadonlyMap<number, Buffer>;
  readonly octets: Buffer;
  readonly connection: SmscConnection;
}

export interface Address {
  readonly ton: number;
  readonly npi: number;
  readonly text: string;
}

/** What a submit_sm is answered with. */
export type SubmitAnswer =
  { readonly status?: number; readonly messageId?: string } | 'no answer' | 'close the connection';

export interface Delivery {
  readonly from?: Partial<Address>;
  readonly to?: Partial<Address>;
  readonly esmClass?: number;
  readonly dataCoding?: number;
  readonly content?: Buffer;
  readonly tlvs?: readonly (readonly [tag: number, value: Buffer])[];
  /** A field that nothing reads, to find out what becomes of it. */
  readonly serviceType?: string;
}

const MOST_MESSAGES = 10_000;

export class Smsc {
  readonly connections: SmscConnection[] = [];
  readonly submits: Submitted[] = [];
  /** Status of the answer to a bind. */
  onBind: (pdu: RawPdu, systemId: string, password: string) => number | 'no answer' = () => 0;
  onSubmit: (submit: Submitted, index: number) => SubmitAnswer = (_, index) => ({
    messageId: String(index + 1),
  });
  readonly #server: Server;
  #listeners: (() => void)[] = [];

  private constructor(tls: TlsOptions | undefined) {
    const take = (socket: Socket): void => {
      this.connections.push(new SmscConnection(this, socket));
      this.changed();
    };
    this.#server = tls === undefined ? createServer(take) : createTlsServer(tls, take);
  }

  /** On a free port, or on one that another had before. */
  static async listen(options: { readonly tls?: TlsOptions; readonly port?: number } = {}): Promise<Smsc> {
    const smsc = new Smsc(options.tls);
    smsc.#server.listen(options.port ?? 0, '127.0.0.1');
    await once(smsc.#server, 'listening');
    return smsc;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** As the configuration names it. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get bound(): readonly SmscConnection[] {
    return this.connections.filter(({ isBound, isOpen }) => isBound && isOpen);
  }

  /** Resolves with what `find` finds, once it does. */
  async until<T>(find: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      await new Promise<void>((resolve) => this.#listeners.push(resolve));
    }
  }

  /** The first bound connection. */
  binds(count = 1): Promise<SmscConnection> {
    return this.until(() => this.bound.length >= count && this.bound[0]);
  }

  async submitted(count: number): Promise<readonly Submitted[]> {
    await this.until(() => this.submits.length >= count);
    return this.submits;
  }

  /** Something has happened that a test may wait for. */
  changed(): void {
    for (const listener of this.#listeners.splice(0)) listener();
  }

  keep(submit: Submitted): number {
    if (this.submits.length >= MOST_MESSAGES) throw new Error('too many messages for this server');
    return this.submits.push(submit) - 1;
  }

  async close(): Promise<void> {
    for (const { socket } of this.connections) socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }
}

export class SmscConnection {
  isBound = false;
  isOpen = true;
  /** How it was bound. */
  command = 0;
  /** Everything that came, in order. */
  readonly received: RawPdu[] = [];
  /** Whether enquire_link is answered. */
  isAlive = true;
  #bytes = Buffer.alloc(0);
  #sequence = 0;

  constructor(
    readonly smsc: Smsc,
    readonly socket: Socket,
  ) {
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isOpen = false;
      smsc.changed();
    });
  }

  /** Sends a deliver_sm; resolves with the status of its answer. */
  async deliver(delivery: Delivery, id: number = COMMAND.deliverSm): Promise<number> {
    return (await this.request(id, deliverBody(delivery, id))).status;
  }

  /** Resolves with the answer. */
  async request(id: number, body: Buffer = Buffer.alloc(0)): Promise<RawPdu> {
    this.#sequence += 1;
    const sequence = this.#sequence;
    this.send(id, sequence, body);
    return this.smsc.until(() =>
      this.received.find((pdu) => pdu.id >= RESPONSE && pdu.sequence === sequence),
    );
  }

  send(id: number, sequence: number, body: Buffer = Buffer.alloc(0), status = 0): void {
    const header = Buffer.alloc(16);
    header.writeUInt32BE(16 + body.length, 0);
    header.writeUInt32BE(id, 4);
    header.writeUInt32BE(status, 8);
    header.writeUInt32BE(sequence, 12);
    this.socket.write(Buffer.concat([header, body]));
  }

  /** Resolves with the first PDU of that kind that has come, or will come. */
  got(id: number): Promise<RawPdu> {
    return this.smsc.until(() => this.received.find((pdu) => pdu.id === id));
  }

  async ended(): Promise<void> {
    await this.smsc.until(() => !this.isOpen);
  }

  #take(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    while (this.#bytes.length >= 16 && this.#bytes.length >= this.#bytes.readUInt32BE(0)) {
      const octets = this.#bytes.subarray(0, this.#bytes.readUInt32BE(0));
      this.#bytes = this.#bytes.subarray(octets.length);
      const pdu = {
        id: octets.readUInt32BE(4),
        status: octets.readUInt32BE(8),
        sequence: octets.readUInt32BE(12),
        body: octets.subarray(16),
        octets,
      };
      this.received.push(pdu);
      this.#answer(pdu);
      this.smsc.changed();
    }
  }

  #answer(pdu: RawPdu): void {
    const { id, sequence, body } = pdu;
    if (id === COMMAND.enquireLink && this.isAlive) this.send(RESPONSE + id, sequence);
    if (id === COMMAND.unbind) {
      this.isBound = false;
      this.send(RESPONSE + id, sequence);
      this.socket.end();
    }
    if (id === COMMAND.bindReceiver || id === COMMAND.bindTransmitter || id === COMMAND.bindTransceiver) {
      const [systemId = '', password = ''] = body.toString('latin1').split('\0');
      const status = this.smsc.onBind(pdu, systemId, password);
      this.isBound = status === 0;
      this.command = id;
      if (status === 'no answer') return;
      this.send(RESPONSE + id, sequence, status === 0 ? Buffer.from('smsc\0') : undefined, status);
    }
    if (id === COMMAND.submitSm) {
      const submit = readSubmit(pdu, this);
      const answer = this.smsc.onSubmit(submit, this.smsc.keep(submit));
      if (answer === 'close the connection') this.socket.destroy();
      else if (answer !== 'no answer') {
        const { status = 0, messageId = '' } = answer;
        this.send(RESPONSE + id, sequence, status === 0 ? Buffer.from(`${messageId}\0`) : undefined, status);
      }
    }
  }
}

function readSubmit({ body, octets }: RawPdu, connection: SmscConnection): Submitted {
  let at = 0;
  const octet = (): number => body.readUInt8(at++);
  const string = (): string => {
    const end = body.indexOf(0, at);
    const value = body.toString('latin1', at, end);
    at = end + 1;
    return value;
  };
  const address = (): Address => ({ ton: octet(), npi: octet(), text: string() });
  string();
  const [source, destination] = [address(), address()];
  const esmClass = octet();
  at += 2;
  string();
  const validity = string();
  const registeredDelivery = octet();
  at += 1;
  const dataCoding = octet();
  at += 1;
  const length = octet();
  const content = body.subarray(at, at + length);
  at += length;
  const tlvs = new Map<number, Buffer>();
  while (at < body.length) {
    const size = body.readUInt16BE(at + 2);
    tlvs.set(body.readUInt16BE(at), body.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return {
    ...{ source, destination, esmClass, validity, registeredDelivery, dataCoding, tlvs, octets, connection },
    content: Buffer.from(length === 0 ? (tlvs.get(0x0424) ?? content) : content),
  };
}

function deliverBody(delivery: Delivery, id: number): Buffer {
  const { from = {}, to = {}, esmClass = 0, dataCoding = 0, content = Buffer.alloc(0), tlvs = [] } = delivery;
  const written = [from, to].map(({ ton = 1, npi = 1, text = '' }) =>
    Buffer.concat([Buffer.from([ton, npi]), Buffer.from(`${text}\0`, 'latin1')]),
  );
  const service = Buffer.from(`${delivery.serviceType ?? ''}\0`, 'latin1');
  const options = tlvs.map(([tag, value]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(tag, 0);
    head.writeUInt16BE(value.length, 2);
    return Buffer.concat([head, value]);
  });
  const rest =
    id === COMMAND.dataSm
      ? Buffer.from([esmClass, 0, dataCoding])
      : Buffer.concat([Buffer.from([esmClass, 0, 0, 0, 0, 0, 0, dataCoding, 0, content.length]), content]);
  return Buffer.concat([service, ...written, rest, ...options]);
}
