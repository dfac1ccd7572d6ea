/**
 * Offers and answers within one dialog, ours and the peer's (RFC 3261 14, RFC 3311 5.2): one at a time, 491 while ours
 * is in progress, 500 with Retry-After while theirs is.
 *
 *    free ──offer received──▶ answering ──our answer sent, or theirs in the ACK──▶ free
 *    free ──offer sent──────▶ offering  ──refused, or 2xx acknowledged──────────▶ free
 *
 * For the peer an exchange is over when it has our answer, so it must be over here before the server says that it was
 * sent. It is also over when the peer has sent its own answer in the ACK, so an offer that comes while that is being
 * processed is not refused but waits.
 *
 * No exchange stays half done: if an answer could not be sent, its maker is notified (the offer's signal aborts); if no
 * answer comes to an offer, its maker is notified (`accept(undefined)`); and every 2xx of the peer is acknowledged.
 */
import { EndController, type EndSignal } from '../../end-signal.js';
import type { DialogCredentials } from './dialog-credentials.js';
import { LateHandler } from '../../sip/late-handler.js';
import { ALLOWED_METHODS, bareHeaders, sdpHeaders } from '../headers/leg-headers.js';
import { offerRefusal } from './offer-refusal.js';
import { q850Of } from '../headers/peer-headers.js';
import { sdpOf } from '../headers/sdp-body.js';
import type { Acknowledge, Leg, LegEnd, OfferHandler } from '../../sip/signaling.js';
import { SignalingError } from '../../sip/signaling-error.js';
import type { IncomingRequest, IncomingResponse } from '../transactions/transactions.js';
import type { UaLink } from '../link.js';
import type { UaSessionTimer } from './session-timer.js';

export type OfferWantedHandler = Parameters<Leg['onOfferWanted']>[0];

export interface NegotiatedDialog {
  readonly link: UaLink;
  readonly dialogId: string;
  readonly credentials: DialogCredentials | undefined;
  readonly sessionTimer: UaSessionTimer;
  /** Aborts when the leg has ended. */
  readonly ended: EndSignal;
}

/** An ACK that has not come yet. */
interface AwaitedAck {
  /** It must bring the answer to the offer of our 2xx. */
  readonly owesAnswer: boolean;
  readonly take: (sdp: string | undefined) => void;
}

/** The sender of an UPDATE gives up after 32 s and considers the dialog dead; the other party may take longer. */
const UPDATE_ANSWERED_WITHIN_MS = 20_000;

export class UaNegotiation {
  readonly #dialog: NegotiatedDialog;
  #state: 'free' | 'answering' | 'offering' = 'free';
  /**
   * Work that is over for the peer and not yet for us: its answer on the way to the offer's maker, or an offer it
   * withdrew.
   */
  #taking: Promise<void> | undefined;
  #awaitedAck: AwaitedAck | undefined;
  /** A 2xx that brought an offer, and waits for our ACK with the answer. */
  #unacknowledged: IncomingResponse | undefined;
  readonly #onOffer: LateHandler<OfferHandler>;
  readonly #onOfferWanted: LateHandler<OfferWantedHandler>;

  constructor(dialog: NegotiatedDialog) {
    this.#dialog = dialog;
    this.#onOffer = new LateHandler(dialog.ended);
    this.#onOfferWanted = new LateHandler(dialog.ended);
  }

  set onOffer(handler: OfferHandler) {
    this.#onOffer.set(handler);
  }

  set onOfferWanted(handler: OfferWantedHandler) {
    this.#onOfferWanted.set(handler);
  }

  /** Whether no offer is in progress on the leg. */
  get isFree(): boolean {
    return this.#state === 'free';
  }

  /** Our re-INVITE. Rejects with the peer's status, or 491 while another offer is in progress. */
  async reoffer(offer: string | undefined, signal?: EndSignal): ReturnType<Leg['reoffer']> {
    await this.#taking;
    if (this.#state !== 'free') await turnIsOver();
    if (this.#dialog.ended.aborted) throw gone();
    if (this.#state !== 'free')
      throw new SignalingError('refused', 491, 'another offer is under way on the leg');
    signal?.throwIfAborted();
    this.#state = 'offering';
    try {
      const { response, sdp } = await this.#invite(offer, signal);
      if (offer === undefined && sdp !== undefined) return { sdp, acknowledge: this.owe(response) };
      response.acknowledge();
      if (sdp === undefined)
        throw new SignalingError('answerless', 488, 're-INVITE was answered without SDP');
      return { sdp };
    } finally {
      if (this.#unacknowledged === undefined) this.#state = 'free';
    }
  }

  /** A 2xx of the peer brought an offer: no other offer is made until the answer is sent in the ACK. */
  owe(response: IncomingResponse): Acknowledge {
    this.#state = 'offering';
    this.#unacknowledged = response;
    return (answer) => {
      if (this.#unacknowledged === response) this.#acknowledge(answer);
      return Promise.resolve();
    };
  }

  /** Before the leg is hung up: a peer whose 2xx is not acknowledged repeats it for half a minute. */
  settleDebts(): void {
    this.#acknowledge(undefined);
  }

  /** The peer's re-INVITE: with an offer, or asking for ours. */
  takeInvite(request: IncomingRequest): Promise<void> {
    const lost = new EndController();
    const over = this.#takeInvite(request, lost).finally(() => {
      if (this.#taking === over) this.#taking = undefined;
    });
    request.onCancel(() => {
      lost.abort();
      // The peer may offer again at once: that waits until this exchange is completely over.
      this.#taking = over;
    });
    return over;
  }

  async #takeInvite(request: IncomingRequest, lost: EndController): Promise<void> {
    const offer = sdpOf(request);
    if (this.#waitsForAnswer()) return request.respond(491);
    if (this.#taking !== undefined) await this.#taking;
    if (this.#state !== 'free') await turnIsOver();
    if (this.#refuseGlare(request)) return;
    if (offer === undefined) await this.#giveOffer(request, lost);
    else await this.#giveAnswer(offer, request, lost);
  }

  /** The peer's UPDATE. Without SDP it is a session refresh (RFC 4028 7.4), and every refresh is granted. */
  async takeUpdate(request: IncomingRequest): Promise<void> {
    const offer = sdpOf(request);
    if (offer === undefined) return request.respond(200, { headers: { Allow: ALLOWED_METHODS } });
    if (this.#taking !== undefined) await this.#taking;
    if (this.#state !== 'free') await turnIsOver();
    if (this.#refuseGlare(request)) return;
    const lost = new EndController();
    const timer = setTimeout(() => {
      request.respond(504);
      lost.abort();
    }, UPDATE_ANSWERED_WITHIN_MS);
    await this.#giveAnswer(offer, request, lost);
    clearTimeout(timer);
  }

  takeAck(request: IncomingRequest): void {
    const awaited = this.#awaitedAck;
    this.#awaitedAck = undefined;
    awaited?.take(sdpOf(request));
  }

  /**
   * The SDP of the next ACK, if it has any; `onAck` is called when it comes. Rejects if the leg ends first: with
   * `timeout` if the server below has given it up because no ACK came.
   */
  nextAck(owesAnswer: boolean, onAck?: () => void): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const { ended } = this.#dialog;
      const end = (): void => {
        const { by } = ended.reason as LegEnd;
        if (by === 'timer') reject(new SignalingError('timeout', 408, 'the ACK did not come'));
        else if (by === 'server-lost') reject(serverLost());
        else reject(new SignalingError('gone', 487, 'the leg ended before its ACK'));
      };
      if (ended.aborted) return end();
      const release = ended.onAbort(end);
      const take = (sdp: string | undefined): void => {
        release();
        onAck?.();
        resolve(sdp);
      };
      this.#awaitedAck = { owesAnswer, take };
    });
  }

  /**
   * The re-INVITE itself. SDP of a provisional is the answer if the 2xx has none (RFC 3264, RFC 6337 2). If the leg
   * ends meanwhile, nothing waits any longer, but a later answer is acknowledged.
   */
  #invite(
    offer: string | undefined,
    signal: EndSignal | undefined,
  ): Promise<{ response: IncomingResponse; sdp: string | undefined }> {
    const { link, dialogId, credentials, sessionTimer, ended } = this.#dialog;
    const headers = offer === undefined ? bareHeaders() : sdpHeaders();
    const invite = { method: 'INVITE', dialogId, credentials, sessionTimer, headers, body: offer };
    let early: string | undefined;
    const onProvisional = (response: IncomingResponse): void => {
      const rseq = response.header('RSeq');
      if (rseq !== undefined) this.#prack(`${rseq} ${response.header('CSeq') ?? ''}`);
      if (offer !== undefined) early = sdpOf(response) ?? early;
    };
    const take = (response: IncomingResponse): { response: IncomingResponse; sdp: string | undefined } => {
      const { status } = response;
      if (status < 300 && ended.aborted) response.acknowledge();
      if (status >= 300) throw refusalOf(response, signal?.aborted === true);
      return { response, sdp: sdpOf(response) ?? early };
    };
    return new Promise((resolve, reject) => {
      // If the server is lost, it fails the request by itself, with more detail than that the leg has ended.
      const release = ended.onAbort(() => {
        if ((ended.reason as LegEnd).by !== 'server-lost') reject(gone());
      });
      link
        .exchange(invite, undefined, { signal, onProvisional })
        .finally(release)
        .then(take)
        .then(resolve, reject);
    });
  }

  /** RFC 3262 4. Its outcome changes nothing: the final response will come, or not. */
  #prack(rack: string): void {
    const { link, dialogId, credentials } = this.#dialog;
    link.exchange({ method: 'PRACK', dialogId, credentials, headers: { RAck: rack } }).catch(() => undefined);
  }

  #acknowledge(answer: string | undefined): void {
    const response = this.#unacknowledged;
    this.#unacknowledged = undefined;
    if (response === undefined) return;
    this.#state = 'free';
    response.acknowledge(answer === undefined ? {} : { body: answer, headers: sdpHeaders() });
  }

  async #giveAnswer(offer: string, request: IncomingRequest, lost: EndController): Promise<void> {
    const { link, ended } = this.#dialog;
    this.#state = 'answering';
    const release = ended.onAbort(() => lost.abort());
    try {
      const onOffer = await this.#onOffer.get();
      lost.throwIfAborted();
      const answer = await onOffer(offer, lost).finally(() => (this.#state = 'free'));
      // If it could not be sent, the peer has not received it: it has just withdrawn its offer.
      await link.respond(request, 200, { headers: sdpHeaders(), body: answer }).catch(() => lost.abort());
    } catch (error) {
      this.#refuse(request, error);
    } finally {
      release();
    }
  }

  #refuse(request: IncomingRequest, error: unknown): void {
    this.#state = 'free';
    const { status, ...content } = offerRefusal(error);
    request.respond(status, content);
  }

  /** Answers a re-INVITE that asks us for the offer; the ACK brings their answer (RFC 3261 14.2). */
  async #giveOffer(request: IncomingRequest, lost: EndController): Promise<void> {
    const { ended } = this.#dialog;
    this.#state = 'answering';
    const release = ended.onAbort(() => lost.abort());
    let taken = (): void => undefined;
    try {
      const onOfferWanted = await this.#onOfferWanted.get();
      lost.throwIfAborted();
      const { offer, accept } = await onOfferWanted(lost);
      const answer = await this.#answerTo(offer, request, () => {
        this.#taking = new Promise((resolve) => (taken = resolve));
      });
      await accept(answer);
    } catch (error) {
      // After the 200 there is nothing left to refuse, and the server drops this.
      this.#refuse(request, error);
    } finally {
      release();
      this.#state = 'free';
      this.#taking = undefined;
      taken();
    }
  }

  /**
   * Sends our offer; resolves with the answer of the ACK, undefined if none comes. `onAck` is called when the ACK
   * comes.
   */
  async #answerTo(offer: string, request: IncomingRequest, onAck: () => void): Promise<string | undefined> {
    const acknowledged = this.nextAck(true, () => {
      this.#state = 'free';
      onAck();
    }).catch(() => undefined);
    try {
      await this.#dialog.link.respond(request, 200, { headers: sdpHeaders(), body: offer });
    } catch {
      // Cancelled in the meantime: no ACK comes.
      this.#awaitedAck = undefined;
      return undefined;
    }
    return acknowledged;
  }

  /**
   * A re-INVITE may arrive before the ACK that was sent ahead of it, and implies it (RFC 5407 3.1.5), unless the ACK
   * must bring an answer.
   */
  #waitsForAnswer(): boolean {
    const awaited = this.#awaitedAck;
    if (awaited?.owesAnswer === true) return true;
    this.#awaitedAck = undefined;
    awaited?.take(undefined);
    return false;
  }

  /** True if the offer was refused because another one is in progress. */
  #refuseGlare(request: IncomingRequest): boolean {
    if (this.#state === 'offering') request.respond(491);
    else if (this.#state === 'answering') request.respond(500, { headers: { 'Retry-After': '3' } });
    return this.#state !== 'free';
  }
}

/**
 * A peer may send its offer right after its answer to ours. Both are then read in one turn of the event loop, and the
 * promises of the answer settle only after that turn.
 */
function turnIsOver(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function serverLost(): SignalingError {
  return new SignalingError('unavailable', 503, 'the SIP server was lost before the ACK');
}

function gone(): SignalingError {
  return new SignalingError('gone', 481, 'the leg has ended');
}

/** A peer that does not answer a cancelled INVITE, or says that it is gone, has not lost the dialog because of it. */
function refusalOf(response: IncomingResponse, isCancelled: boolean): SignalingError {
  const status = isCancelled ? 487 : response.status;
  return new SignalingError('refused', status, `refused with ${response.status}`, q850Of(response));
}
