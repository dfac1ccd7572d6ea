/**
 * One SMPP session, from the bind to the end of its connection (SMPP 3.4 2.2).
 *
 *    open ──bind──▶ bound ──our unbind, answered or not in time──▶ ended
 *    any ──connection lost, a length that cannot be, no answer to enquire_link, unbind of the carrier──▶ ended
 *
 * An outstanding request is `unknown` at the end: the carrier may have acted on it, and it is not sent again here. The
 * package's own session would not end it at all, nor time it out.
 */
import type { Socket } from 'node:net';
import type { Clock } from '../../clock.js';
import { COMMAND_STATUS } from '../pdu/command-status.js';
import { PduFault, readPdu, writePdu, type OwnFields, type Pdu } from '../pdu/pdu-codec.js';
import { FramingFault, PduFraming } from '../pdu/pdu-framing.js';
import { RequestFailure } from './request-failure.js';

/**
 * Takes a deliver_sm or data_sm; resolves with the command_status of its answer. If `origin` has ended by then, the
 * carrier does not get it, and will send the message again.
 */
export type OnDelivery = (pdu: Pdu, origin: Pick<Session, 'hasEnded'>) => Promise<number>;

export interface SessionOptions {
  /** Connected; TLS has been agreed. The session owns it from now on. */
  readonly socket: Socket;
  readonly clock: Pick<Clock, 'elapsed' | 'after'>;
  /** How long an answer may take. */
  readonly responseMs: number;
  /** After so long without anything from the carrier it is asked whether it is there. */
  readonly enquireMs: number;
  readonly onDelivery: OnDelivery;
  /** Called once. */
  readonly onEnd: (because: string) => void;
}

/** Messages of the carrier that wait for their answer; beyond it nothing more is read. */
const MOST_DELIVERIES = 200;
/** Octets of answers that the carrier does not take; beyond it nothing more is read. */
const MOST_UNSENT = 256 * 1024;
const LAST_SEQUENCE = 0x7fffffff;

interface Pending {
  readonly command: string;
  readonly resolve: (pdu: Pdu) => void;
  readonly reject: (failure: RequestFailure) => void;
  readonly callOff: () => void;
}

export class Session {
  readonly #options: SessionOptions;
  readonly #framing = new PduFraming();
  readonly #pending = new Map<number, Pending>();
  #sequence = 0;
  #deliveries = 0;
  #isBound = false;
  #ended: string | undefined;
  #heardAt: number;
  #callOffEnquiry: () => void;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#heardAt = options.clock.elapsed();
    this.#callOffEnquiry = options.clock.after(options.enquireMs, () => this.#enquire());
    const { socket } = options;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#heard(chunk));
    socket.on('drain', () => this.#read());
    socket.on('error', (error: NodeJS.ErrnoException) => this.end(error.code ?? error.message));
    socket.on('end', () => this.end('the carrier has closed the connection'));
    socket.on('close', () => this.end('the connection is closed'));
  }

  get isBound(): boolean {
    return this.#isBound && this.#ended === undefined;
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Our requests that have no answer yet. */
  get outstanding(): number {
    return this.#pending.size;
  }

  /** Messages of the carrier that have no answer yet. */
  get deliveries(): number {
    return this.#deliveries;
  }

  /** Rejects with RequestFailure, and then the session has ended. */
  async bind(command: string, fields: OwnFields): Promise<void> {
    try {
      await this.request(command, fields);
    } catch (error) {
      this.end('not bound');
      throw error;
    }
  }

  /** Resolves with the answer, if its status is 0. Rejects with RequestFailure. */
  request(command: string, fields: OwnFields = {}): Promise<Pdu> {
    if (this.#ended !== undefined) return Promise.reject(new RequestFailure('unsent', this.#ended));
    this.#sequence = this.#sequence === LAST_SEQUENCE ? 1 : this.#sequence + 1;
    const sequence = this.#sequence;
    const octets = writePdu(command, sequence, fields);
    return new Promise((resolve, reject) => {
      const { clock, responseMs } = this.#options;
      const callOff = clock.after(responseMs, () => {
        this.#pending.delete(sequence);
        reject(new RequestFailure('unknown', `${command}: no answer in ${responseMs} ms`));
      });
      this.#pending.set(sequence, { command, resolve, reject, callOff });
      this.#options.socket.write(octets);
    });
  }

  /** Tells the carrier, waits for its answer as long as for any, and ends. Never rejects. */
  async unbind(): Promise<void> {
    if (this.#ended !== undefined) return;
    const wasBound = this.#isBound;
    this.#isBound = false;
    if (wasBound) await this.request('unbind').catch(() => undefined);
    this.end('unbound');
  }

  /** Ends it at once. */
  end(because: string): void {
    if (this.#ended !== undefined) return;
    this.#ended = because;
    this.#isBound = false;
    this.#callOffEnquiry();
    const { socket, onEnd } = this.#options;
    // What has been written goes out; then no time is given to a carrier that does not close its side.
    if (socket.writableLength === 0) socket.destroy();
    else socket.end(() => socket.destroy());
    for (const { command, reject, callOff } of this.#pending.values()) {
      callOff();
      reject(new RequestFailure('unknown', `${command}: ${because}`));
    }
    this.#pending.clear();
    onEnd(because);
  }

  #heard(chunk: Buffer): void {
    this.#heardAt = this.#options.clock.elapsed();
    this.#framing.push(chunk);
    this.#read();
  }

  /** Takes the PDUs that are there, as long as there is room for their answers. */
  #read(): void {
    const { socket } = this.#options;
    try {
      while (this.#ended === undefined && this.#hasRoom()) {
        const octets = this.#framing.next();
        if (octets === undefined) break;
        this.#take(octets);
      }
    } catch (error) {
      // No octets of the carrier may end more than its own session.
      if (error instanceof FramingFault)
        this.#send('generic_nack', error.sequence, COMMAND_STATUS.ESME_RINVCMDLEN);
      this.end(String(error));
    }
    if (this.#ended !== undefined) return;
    if (!this.#hasRoom()) socket.pause();
    else if (socket.isPaused()) socket.resume();
  }

  #hasRoom(): boolean {
    return this.#deliveries < MOST_DELIVERIES && this.#options.socket.writableLength < MOST_UNSENT;
  }

  #take(octets: Buffer): void {
    let pdu: Pdu;
    try {
      pdu = readPdu(octets);
    } catch (error) {
      if (!(error instanceof PduFault)) throw error;
      const { header, status } = error;
      // An answer that cannot be read is none.
      if (!header.isResponse) this.#refuse(header, status);
      return;
    }
    if (pdu.isResponse) this.#answered(pdu);
    else this.#asked(pdu);
  }

  #asked(pdu: Pdu): void {
    switch (pdu.command) {
      case 'enquire_link':
        return this.#send('enquire_link_resp', pdu.sequence);
      case 'unbind':
        this.#send('unbind_resp', pdu.sequence);
        return this.end('the carrier has unbound');
      case 'deliver_sm':
      case 'data_sm':
        if (!this.#isBound) return this.#refuse(pdu, COMMAND_STATUS.ESME_RINVBNDSTS);
        return this.#deliver(pdu);
      case 'alert_notification':
        // It has no answer (4.12.1).
        return;
      default:
        return this.#refuse(pdu, COMMAND_STATUS.ESME_RINVCMDID);
    }
  }

  #deliver(pdu: Pdu): void {
    this.#deliveries += 1;
    this.#options
      .onDelivery(pdu, this)
      .catch(() => COMMAND_STATUS.ESME_RX_T_APPN)
      .then((status) => {
        this.#deliveries -= 1;
        this.#send(`${pdu.command}_resp`, pdu.sequence, status);
        this.#read();
      })
      .catch((error: unknown) => this.end(String(error)));
  }

  #refuse({ command, sequence }: Omit<Pdu, 'fields'>, status: number): void {
    const isMessage = command === 'deliver_sm' || command === 'data_sm';
    this.#send(isMessage ? `${command}_resp` : 'generic_nack', sequence, status);
  }

  #answered(pdu: Pdu): void {
    const pending = this.#pending.get(pdu.sequence);
    // Too late, or to nothing that was asked.
    if (pending === undefined) return;
    const { command, resolve, reject, callOff } = pending;
    if (pdu.command !== `${command}_resp` && pdu.command !== 'generic_nack') return;
    this.#pending.delete(pdu.sequence);
    callOff();
    if (pdu.command === 'generic_nack')
      reject(RequestFailure.refused(command, pdu.status || COMMAND_STATUS.ESME_RSYSERR));
    else if (pdu.status !== 0) reject(RequestFailure.refused(command, pdu.status));
    else {
      // At once: messages may stand behind the answer.
      if (command.startsWith('bind_')) this.#isBound = true;
      resolve(pdu);
    }
  }

  #send(command: string, sequence: number, status = 0): void {
    if (this.#ended === undefined)
      this.#options.socket.write(writePdu(command, sequence, { command_status: status }));
  }

  #enquire(): void {
    const { clock, enquireMs } = this.#options;
    const silentMs = clock.elapsed() - this.#heardAt;
    const again = (ms: number): void => {
      if (this.#ended === undefined) this.#callOffEnquiry = clock.after(ms, () => this.#enquire());
    };
    if (silentMs < enquireMs) return again(enquireMs - silentMs);
    this.request('enquire_link').then(
      () => again(enquireMs),
      ({ outcome }: RequestFailure) => {
        // Any answer says that it is there.
        if (outcome === 'refused') again(enquireMs);
        else this.end('no answer to enquire_link');
      },
    );
  }
}
