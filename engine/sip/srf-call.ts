/** A call as it comes in: one INVITE of the network and our answers to it. */
import { randomUUID } from 'node:crypto';
import { provisionalHeaders, rejectHeaders, sdpHeaders } from './leg-headers.js';
import { sdpOf } from './sdp-body.js';
import { SrfLeg } from './srf-leg.js';
import { SignalingError, type IncomingCall, type Leg, type RejectOptions } from './signaling.js';
import { userOfHeader, userOfUri } from './uri-user.js';
import type { SrfLink } from './srf-link.js';
import type { OutgoingResponse, SipMessage, SipRequest } from './srf-types.js';

const DEFAULT_MAX_FORWARDS = 70;

export class SrfCall implements IncomingCall {
  readonly id = randomUUID();
  readonly source: IncomingCall['source'];
  readonly callerUser: IncomingCall['callerUser'];
  readonly dialledUser: string;
  readonly offer: string | undefined;
  readonly maxForwards: number;
  readonly #link: SrfLink;
  readonly #response: OutgoingResponse;
  readonly #cancel = new AbortController();
  /** The caller takes provisionals only reliably (RFC 3262 3). */
  readonly #reliable: boolean;
  #decided = false;

  constructor(link: SrfLink, request: SipRequest, response: OutgoingResponse) {
    this.#link = link;
    this.#response = response;
    this.source = sourceOf(request);
    this.callerUser = callerOf(request.msg);
    this.dialledUser = userOfUri(request.uri) ?? '';
    this.offer = sdpOf(request.msg);
    this.maxForwards = maxForwardsOf(request.msg);
    this.#reliable = /\b100rel\b/i.test(request.msg.headers['require'] ?? '');
    const release = link.hold((lost) => this.#gone(lost));
    this.#release = release;
    request.on('cancel', () => {
      release();
      this.#gone();
    });
    // An UPDATE before we have answered the first offer has to wait (RFC 3311 5.2).
    request.on('update', (update, answer) => {
      if (sdpOf(update.msg) === undefined) answer.send(200);
      else answer.send(500, { headers: { 'Retry-After': '5' } });
    });
  }

  readonly #release: () => void;

  get cancelled(): AbortSignal {
    return this.#cancel.signal;
  }

  ring(status: 180 | 183, sdp?: string): void {
    if (this.#decided || this.#cancel.signal.aborted) return;
    const headers = provisionalHeaders(sdp, this.#reliable);
    this.#response.send(status, { headers, ...(sdp !== undefined && { body: sdp }) });
  }

  async answer(sdp: string): Promise<Leg> {
    if (this.#decided || this.#cancel.signal.aborted) throw this.#goneError();
    this.#decided = true;
    let leg: SrfLeg | undefined;
    const options = { headers: sdpHeaders(), body: sdp };
    try {
      await this.#link.respond(this.#response, 200, options, () => {
        leg = new SrfLeg(this.#link, this.#response.stackDialogId, true);
      });
    } catch (error) {
      this.#gone();
      throw error;
    } finally {
      this.#release();
    }
    if (leg === undefined) throw new TypeError('the server sent the answer without saying so');
    await leg.acknowledged;
    return leg;
  }

  reject(status: number, options: RejectOptions = {}): void {
    if (this.#decided) return;
    this.#decided = true;
    this.#release();
    if (!this.#cancel.signal.aborted) this.#response.send(status, { headers: rejectHeaders(options) });
  }

  #gone(error = this.#goneError()): void {
    if (!this.#cancel.signal.aborted) this.#cancel.abort(error);
  }

  #goneError(): SignalingError {
    return new SignalingError('gone', 487, 'the caller has cancelled');
  }
}

export function sourceOf(request: SipRequest): IncomingCall['source'] {
  return {
    transport: request.protocol,
    address: request.source_address,
    port: request.source_port,
  };
}

/** Who calls, as far as SIP says; read when asked, since only the trunk tells which header to believe. */
export function callerOf(message: SipMessage): IncomingCall['callerUser'] {
  const asserted = userOfHeader(message.headers['p-asserted-identity']);
  const from = userOfHeader(message.headers['from']);
  return (trustAsserted) => (trustAsserted ? (asserted ?? from) : from);
}

function maxForwardsOf(message: SipMessage): number {
  const value = message.headers['max-forwards'];
  return value !== undefined && /^\d{1,3}$/.test(value) ? Number(value) : DEFAULT_MAX_FORWARDS;
}
