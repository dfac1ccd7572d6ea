/** A call as it comes in: one INVITE of the network and our answers to it. */
import { LightAbortController, type LightAbortSignal } from '../light-abort.js';
import { newCallId } from './call-id.js';
import { DialogCredentials } from './dialog-credentials.js';
import { provisionalHeaders, rejectHeaders, sdpHeaders } from './leg-headers.js';
import { sdpOf } from './sdp-body.js';
import { UaLeg } from './ua-leg.js';
import { SignalingError, type IncomingCall, type Leg, type Login, type RejectOptions } from './signaling.js';
import { userOfUri, usersOfHeader } from './uri-user.js';
import type { IncomingRequest, SipMessage } from './transactions.js';
import type { UaLink } from './ua-link.js';

const DEFAULT_MAX_FORWARDS = 70;

export class UaCall implements IncomingCall {
  readonly id = newCallId();
  readonly source: IncomingCall['source'];
  readonly callerUsers: IncomingCall['callerUsers'];
  readonly dialledUser: string;
  readonly offer: string | undefined;
  readonly maxForwards: number;
  readonly #link: UaLink;
  /** Until the call is decided; a held call does not keep it. */
  #request: IncomingRequest | undefined;
  readonly #cancel = new LightAbortController();
  readonly #release: () => void;
  /** The caller takes provisionals only reliably (RFC 3262 3). */
  readonly #reliable: boolean;
  /** It has been sent our SDP in one of them. */
  #hasSdp = false;

  constructor(link: UaLink, request: IncomingRequest) {
    this.#link = link;
    this.#request = request;
    this.source = request.source;
    this.callerUsers = callersOf(request);
    this.dialledUser = userOfUri(request.uri) ?? '';
    this.offer = sdpOf(request);
    this.maxForwards = maxForwardsOf(request);
    this.#reliable = /\b100rel\b/i.test(request.header('Require') ?? '');
    this.#release = link.hold((lost) => this.#gone(lost));
    request.onCancel(() => {
      this.#release();
      this.#gone();
    });
    // An UPDATE before we have answered the first offer has to wait (RFC 3311 5.2).
    request.onUpdate((update) => {
      if (sdpOf(update) === undefined) update.respond(200);
      else update.respond(500, { headers: { 'Retry-After': '5' } });
    });
  }

  get cancelled(): LightAbortSignal {
    return this.#cancel.signal;
  }

  ring(status: 180 | 183, sdp?: string): void {
    if (this.#cancel.signal.aborted) return;
    // What was sent reliably is not sent again: a second SDP would be an offer of ours (RFC 6337 3.1.1).
    const body = this.#reliable && this.#hasSdp ? undefined : sdp;
    this.#hasSdp ||= sdp !== undefined;
    this.#request?.respond(status, { headers: provisionalHeaders(body, this.#reliable), body });
  }

  async answer(sdp: string, login?: Login): Promise<Leg> {
    const request = this.#decide();
    if (request === undefined || this.#cancel.signal.aborted) throw this.#goneError();
    let leg: UaLeg | undefined;
    const credentials = login && new DialogCredentials(login);
    const content = { headers: sdpHeaders(), body: sdp };
    try {
      await this.#link.respond(request, 200, content, () => {
        leg = new UaLeg(this.#link, request.dialogId, { awaitsAck: true, credentials });
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
    const request = this.#decide();
    if (request === undefined) return;
    this.#release();
    if (!this.#cancel.signal.aborted) request.respond(status, { headers: rejectHeaders(options) });
  }

  /** What to answer with, once. */
  #decide(): IncomingRequest | undefined {
    const request = this.#request;
    this.#request = undefined;
    return request;
  }

  #gone(error = this.#goneError()): void {
    if (!this.#cancel.signal.aborted) this.#cancel.abort(error);
  }

  #goneError(): SignalingError {
    return new SignalingError('gone', 487, 'the caller has cancelled');
  }
}

/** Who calls, as far as SIP says: only the trunk tells which header to believe. */
export function callersOf(message: SipMessage): IncomingCall['callerUsers'] {
  const asserted = usersOfHeader(message.header('P-Asserted-Identity'));
  const from = usersOfHeader(message.header('From'));
  return (trustAsserted) => (trustAsserted && asserted.length > 0 ? asserted : from);
}

function maxForwardsOf(message: SipMessage): number {
  const value = message.header('Max-Forwards');
  return value !== undefined && /^0*\d{1,3}$/.test(value) ? Number(value) : DEFAULT_MAX_FORWARDS;
}
