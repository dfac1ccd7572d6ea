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
  /** Until the call is decided; a held call keeps neither it nor the request behind it. */
  #response: OutgoingResponse | undefined;
  readonly #cancel = new AbortController();
  readonly #release: () => void;
  /** The caller takes provisionals only reliably (RFC 3262 3). */
  readonly #reliable: boolean;

  constructor(link: SrfLink, request: SipRequest, response: OutgoingResponse) {
    this.#link = link;
    this.#response = response;
    this.source = sourceOf(request);
    this.callerUser = callerOf(request.msg);
    this.dialledUser = userOfUri(request.uri) ?? '';
    this.offer = sdpOf(request.msg);
    this.maxForwards = maxForwardsOf(request.msg);
    this.#reliable = /\b100rel\b/i.test(request.msg.headers['require'] ?? '');
    this.#release = link.hold((lost) => this.#gone(lost));
    request.on('cancel', () => {
      this.#release();
      this.#gone();
    });
    // An UPDATE before we have answered the first offer has to wait (RFC 3311 5.2).
    request.on('update', (update, answer) => {
      if (sdpOf(update.msg) === undefined) answer.send(200);
      else answer.send(500, { headers: { 'Retry-After': '5' } });
    });
  }

  get cancelled(): AbortSignal {
    return this.#cancel.signal;
  }

  ring(status: 180 | 183, sdp?: string): void {
    if (this.#cancel.signal.aborted) return;
    const headers = provisionalHeaders(sdp, this.#reliable);
    this.#response?.send(status, { headers, ...(sdp !== undefined && { body: sdp }) });
  }

  async answer(sdp: string): Promise<Leg> {
    const response = this.#decide();
    if (response === undefined || this.#cancel.signal.aborted) throw this.#goneError();
    let leg: SrfLeg | undefined;
    const options = { headers: sdpHeaders(), body: sdp };
    try {
      await this.#link.respond(response, 200, options, () => {
        leg = new SrfLeg(this.#link, response.stackDialogId, true);
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
    const response = this.#decide();
    if (response === undefined) return;
    this.#release();
    if (!this.#cancel.signal.aborted) response.send(status, { headers: rejectHeaders(options) });
  }

  /** What to answer with, once. */
  #decide(): OutgoingResponse | undefined {
    const response = this.#response;
    this.#response = undefined;
    return response;
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
