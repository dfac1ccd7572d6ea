/** One established dialog of a call; session/negotiation.ts handles its offers. */
import { EndController, type EndSignal } from '../end-signal.js';
import type { DialogCredentials } from './session/dialog-credentials.js';
import { digitBody, digitOf, DTMF_RELAY } from './headers/dtmf-info.js';
import { EarlyDigits } from '../sip/early-digits.js';
import { LateHandler } from '../sip/late-handler.js';
import { ALLOWED_METHODS, endHeaders, probeHeaders } from './headers/leg-headers.js';
import { q850Of, refuseExtensions } from './headers/peer-headers.js';
import { unreadableBody } from './headers/sdp-body.js';
import type { Acknowledge, DialogHandler, Leg, LegEnd, OfferHandler } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import { TimedRequest } from './session/timed-request.js';
import type { Headers, IncomingRequest, IncomingResponse } from './transactions/transactions.js';
import type { DialogOwner, UaLink } from './link.js';
import { UaNegotiation, type OfferWantedHandler } from './session/negotiation.js';
import { UaSessionTimer, type TimedSession } from './session/session-timer.js';

/**
 * The sender of an INFO gives up after 32 s, then considers the dialog dead (RFC 3261 12.2.1.2), and ignores a later
 * answer (RFC 4320 4.2); the other leg may need as long without answering.
 */
const INFO_ANSWERED_WITHIN_MS = 10_000;

type RefreshHandler = Parameters<Leg['onRefreshDue']>[0];

export interface UaLegOptions {
  /**
   * The 2xx that created the leg, if it is ours; `acknowledged` waits for its ACK, which brings the answer if the 2xx
   * was an offer.
   */
  readonly madeBy?: 'answer' | 'offer';
  /** `LegTerms.sessionSeconds`. */
  readonly sessionSeconds?: number | undefined;
  /** Credentials for challenges to our requests in the dialog. */
  readonly credentials?: DialogCredentials | undefined;
  /** The dialog began with our INVITE. */
  readonly isCaller?: boolean;
}

export class UaLeg implements Leg, DialogOwner, TimedSession {
  readonly #link: UaLink;
  readonly #dialogId: string;
  readonly #credentials: DialogCredentials | undefined;
  readonly #end = new EndController();
  readonly #negotiation: UaNegotiation;
  readonly #onRefreshDue: LateHandler<RefreshHandler>;
  readonly #digits = new EarlyDigits(this.#end);
  readonly isCaller: boolean;
  readonly sessionTimer: UaSessionTimer;
  #lateAnswer: string | undefined;
  #onDialog: DialogHandler | undefined;

  /**
   * Resolves with the ACK of our 2xx; its SDP, if any, is the late answer. Rejects if the leg ends first, with
   * `timeout` if no ACK came.
   */
  readonly acknowledged: Promise<void>;

  constructor(link: UaLink, dialogId: string, options: UaLegOptions = {}) {
    const { madeBy, credentials, sessionSeconds, isCaller = false } = options;
    const ended = this.#end;
    this.#link = link;
    this.#dialogId = dialogId;
    this.#credentials = credentials;
    this.isCaller = isCaller;
    const sessionTimer = (this.sessionTimer = new UaSessionTimer(link.clock, this, sessionSeconds));
    this.#negotiation = new UaNegotiation({ link, dialogId, credentials, sessionTimer, ended });
    this.#onRefreshDue = new LateHandler(ended);
    link.own(dialogId, this);
    this.acknowledged = madeBy === undefined ? Promise.resolve() : this.#firstAck(madeBy === 'offer');
  }

  get ended(): EndSignal {
    return this.#end;
  }

  get lateAnswer(): string | undefined {
    return this.#lateAnswer;
  }

  onOffer(handler: OfferHandler): void {
    this.#negotiation.onOffer = handler;
  }

  onOfferWanted(handler: OfferWantedHandler): void {
    this.#negotiation.onOfferWanted = handler;
  }

  onRefreshDue(handler: RefreshHandler): void {
    this.#onRefreshDue.set(handler);
  }

  onDialog(handler: DialogHandler): void {
    this.#onDialog = handler;
    this.#save();
  }

  onDigit(handler: Parameters<Leg['onDigit']>[0]): void {
    this.#digits.listen(handler);
  }

  async reoffer(offer: string | undefined, signal?: EndSignal): ReturnType<Leg['reoffer']> {
    try {
      return await this.#negotiation.reoffer(offer, signal).finally(() => this.#save());
    } catch (error) {
      throw this.#lookedAt(error);
    }
  }

  async sendDigit(digit: string, durationMs: number): Promise<void> {
    const response = await this.#link.exchange({
      method: 'INFO',
      dialogId: this.#dialogId,
      credentials: this.#credentials,
      headers: { 'Content-Type': DTMF_RELAY },
      body: digitBody({ digit, durationMs }),
    });
    const { status } = response;
    if (status >= 300) throw this.#lookedAt(new SignalingError('refused', status, `refused with ${status}`));
  }

  hangUp(q850?: number): Promise<number | undefined> {
    return this.#leave({ by: 'us', q850 });
  }

  /** The 2xx that created this leg is the peer's, and brought an offer: how to acknowledge it. */
  owe(response: IncomingResponse): Acknowledge {
    return this.#negotiation.owe(response);
  }

  end(reason: string): true {
    this.#leaveUnasked({ Reason: `SIP;cause=200;text="${reason}"` });
    return true;
  }

  expire(): void {
    this.end('Session timer expired');
  }

  abandon(): void {
    this.#leaveUnasked();
  }

  credentialsForFork(): DialogCredentials | undefined {
    return this.#credentials?.anew();
  }

  async refresh(way: 'update' | 'offer'): Promise<void> {
    if (way === 'offer') {
      if (!this.#negotiation.isFree)
        throw new SignalingError('refused', 491, 'an offer is under way on the leg');
      return (await this.#onRefreshDue.get())();
    }
    const { status } = await this.#link.exchange({
      method: 'UPDATE',
      dialogId: this.#dialogId,
      credentials: this.#credentials,
      sessionTimer: this.sessionTimer,
      headers: { Allow: ALLOWED_METHODS },
    });
    this.#save();
    if (status >= 300) throw this.#lookedAt(new SignalingError('refused', status, `refused with ${status}`));
  }

  async probe(): Promise<boolean> {
    const response = await this.#link.exchange({
      method: 'OPTIONS',
      dialogId: this.#dialogId,
      credentials: this.#credentials,
      headers: probeHeaders(),
    });
    const { status } = response;
    this.#lookedAt(new SignalingError('refused', status, `refused with ${status}`));
    return !response.isMadeUp;
  }

  timeOut(): void {
    this.#link.disown(this.#dialogId);
    this.#abort({ by: 'timer', q850: undefined });
  }

  lose(): void {
    this.#abort({ by: 'server-lost', q850: undefined });
  }

  /** A request of this dialog. Until our BYE is answered, what crosses it is of no dialog (RFC 5407 3.2.2). */
  handle(request: IncomingRequest): void {
    if (this.#end.aborted && request.method !== 'ACK' && request.method !== 'BYE')
      return request.respond(481);
    const refreshesTarget = request.method === 'INVITE' || request.method === 'UPDATE';
    if (refreshesTarget) {
      this.#credentials?.retarget(request.header('Contact'));
      this.#save();
    }
    switch (request.method) {
      case 'ACK':
        return this.#negotiation.takeAck(request);
      case 'BYE':
        return this.#takeBye(request);
      case 'INVITE':
      case 'UPDATE':
      case 'PRACK':
        return this.#takeOffer(request);
      case 'INFO':
        return this.#takeInfo(request);
      case 'OPTIONS':
        return request.respond(200);
      default:
        // REFER, MESSAGE, NOTIFY and the rest would carry numbers across or move the call out of sight.
        return request.respond(405, { headers: { Allow: ALLOWED_METHODS } });
    }
  }

  #save(): void {
    if (this.#onDialog !== undefined) this.#link.save(this.#dialogId, this.#onDialog);
  }

  #takeOffer(request: IncomingRequest): void {
    const unreadable = unreadableBody(request);
    const timed = new TimedRequest(request, this.sessionTimer);
    if (unreadable !== undefined) request.respond(unreadable.status, unreadable);
    else if (request.method === 'INVITE') this.#own(this.#negotiation.takeInvite(timed));
    else this.#own(this.#negotiation.takeUpdate(timed));
  }

  #takeBye(request: IncomingRequest): void {
    if (!refuseExtensions(request)) request.respond(200);
    this.#link.disown(this.#dialogId);
    this.#abort({ by: 'peer', q850: q850Of(request) });
  }

  #takeInfo(request: IncomingRequest): void {
    const pressed = digitOf(request);
    if (pressed === undefined) return request.respond((request.body ?? '') === '' ? 200 : 415);
    if (this.#digits.isFull) this.#link.tell('a digit was refused: too many are under way already');
    let callOff = (): void => undefined;
    let isAnswered = false;
    const answer = (status: number): void => {
      if (isAnswered) return;
      isAnswered = true;
      callOff();
      request.respond(status, status === 500 ? { headers: { 'Retry-After': '3' } } : {});
    };
    this.#digits.take(pressed).then(
      () => answer(200),
      (error: unknown) => answer(digitRefusal(error)),
    );
    callOff = this.#link.clock.after(INFO_ANSWERED_WITHIN_MS, () => answer(504));
  }

  async #firstAck(owesAnswer: boolean): Promise<void> {
    this.#lateAnswer = await this.#negotiation.nextAck(owesAnswer);
  }

  /** An exchange with an unforeseen failure ends this leg, and with it its call, and no other. */
  #own(exchange: Promise<void>): void {
    exchange.catch(() => this.#leaveUnasked());
  }

  /** A failure of a request in the dialog: 408 and 481 mean that the peer no longer has it (RFC 3261 12.2.1.2). */
  #lookedAt(error: unknown): unknown {
    const isOver = error instanceof SignalingError && (error.status === 408 || error.status === 481);
    if (!isOver || error.code !== 'refused') return error;
    this.#leaveUnasked();
    return new SignalingError('gone', error.status, 'the peer no longer has the dialog');
  }

  #leaveUnasked(headers?: Headers): void {
    this.#leave({ by: 'timer', q850: undefined }, headers).then(this.#link.byeRefused, () => undefined);
  }

  async #leave(end: LegEnd, headers = endHeaders(end.q850)): Promise<number | undefined> {
    if (this.#end.aborted) return undefined;
    this.#negotiation.settleDebts();
    this.#abort(end);
    const dialogId = this.#dialogId;
    try {
      const bye = { method: 'BYE', dialogId, headers, credentials: this.#credentials };
      const { status } = await this.#link.exchange(bye);
      // 481 and 408 mean that the peer no longer has it (RFC 3261 15.1.1).
      return status >= 300 && status !== 481 && status !== 408 ? status : undefined;
    } catch {
      return undefined; // Their BYE crossed ours, or the server is lost: in both cases the dialog has ended.
    } finally {
      this.#link.forget(dialogId);
    }
  }

  #abort(end: LegEnd): void {
    if (this.#end.aborted) return;
    this.sessionTimer.stop();
    this.#end.abort(end);
  }
}

/**
 * The answer to a digit that did not reach the other side. The other peer's status must not be passed on: 480 and 481,
 * among others, would end the dialog here (RFC 5057 5.1).
 */
function digitRefusal(error: unknown): number {
  return error instanceof SignalingError && error.code === 'refused' ? 415 : 500;
}
