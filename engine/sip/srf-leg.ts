/**
 * One established dialog of a call over drachtio-srf's transactions. Offers obey RFC 3261 14 and RFC 3311 5.2: one at a
 * time, 491 where ours is under way, 500 with Retry-After where theirs is.
 *
 *    free ──offer received──▶ answering ──answered or refused──▶ free
 *    free ──offer sent──────▶ offering  ──final response───────▶ free
 *    any  ──BYE, hangUp, timer, server lost──▶ ended
 */
import { ALLOWED_METHODS, endHeaders, sdpHeaders } from './leg-headers.js';
import { digitBody, digitOf, DTMF_RELAY } from './dtmf-info.js';
import { q850Of } from './reason-header.js';
import { sdpOf } from './sdp-body.js';
import { SignalingError, type Leg, type LegEnd } from './signaling.js';
import type { DialogOwner, SrfLink } from './srf-link.js';
import type { OutgoingResponse, SipRequest } from './srf-types.js';

type OfferHandler = Parameters<Leg['onOffer']>[0];
type OfferWantedHandler = Parameters<Leg['onOfferWanted']>[0];
type DigitHandler = Parameters<Leg['onDigit']>[0];

export class SrfLeg implements Leg, DialogOwner {
  readonly #link: SrfLink;
  readonly #dialogId: string;
  readonly #end = new AbortController();
  #lateAnswer: string | undefined;
  #negotiating: 'answering' | 'offering' | undefined;
  #onAck: ((sdp: string | undefined) => void) | undefined;
  #onOffer: OfferHandler | undefined;
  #onOfferWanted: OfferWantedHandler | undefined;
  #onDigit: DigitHandler | undefined;

  /** `awaitsAck`: the leg was made by a 2xx of ours, whose ACK `acknowledged` waits for. */
  constructor(link: SrfLink, dialogId: string, awaitsAck = false) {
    this.#link = link;
    this.#dialogId = dialogId;
    link.own(dialogId, this);
    if (awaitsAck) this.acknowledged = this.#firstAck();
  }

  /** Resolves with the ACK of our 2xx; its SDP, if any, is the late answer. Rejects `gone` if the leg ends first. */
  readonly acknowledged: Promise<void> = Promise.resolve();

  get ended(): AbortSignal {
    return this.#end.signal;
  }

  get lateAnswer(): string | undefined {
    return this.#lateAnswer;
  }

  onOffer(handler: OfferHandler): void {
    this.#onOffer = handler;
  }

  onOfferWanted(handler: OfferWantedHandler): void {
    this.#onOfferWanted = handler;
  }

  onDigit(handler: DigitHandler): void {
    this.#onDigit = handler;
  }

  async reoffer(
    offer: string | undefined,
    signal?: AbortSignal,
  ): Promise<{ sdp: string; acknowledge?: (answer: string) => Promise<void> }> {
    this.#mustBeFree();
    signal?.throwIfAborted();
    this.#negotiating = 'offering';
    try {
      const { response, acknowledge } = await this.#link.exchange({
        method: 'INVITE',
        stackDialogId: this.#dialogId,
        headers: sdpHeaders(),
        ...(offer !== undefined && { body: offer }),
      });
      if (response.status >= 300) throw this.#refusal(response.status, q850Of(response.msg));
      const sdp = sdpOf(response.msg);
      if (sdp === undefined) {
        acknowledge();
        throw new SignalingError('refused', 488, 're-INVITE was answered without SDP');
      }
      if (offer === undefined) {
        return {
          sdp,
          acknowledge: async (answer) => acknowledge({ body: answer, headers: sdpHeaders() }),
        };
      }
      acknowledge();
      return { sdp };
    } finally {
      this.#negotiating = undefined;
    }
  }

  async sendDigit(digit: string, durationMs: number): Promise<void> {
    const { response } = await this.#link.exchange({
      method: 'INFO',
      stackDialogId: this.#dialogId,
      headers: { 'Content-Type': DTMF_RELAY },
      body: digitBody({ digit, durationMs }),
    });
    if (response.status >= 300) throw this.#refusal(response.status, undefined);
  }

  async hangUp(q850?: number): Promise<void> {
    if (this.#end.signal.aborted) return;
    this.#abort({ by: 'us', q850 });
    try {
      await this.#link.exchange({
        method: 'BYE',
        stackDialogId: this.#dialogId,
        headers: endHeaders(q850),
      });
    } catch {
      // Their BYE crossed ours, or the server is gone: either way the dialog is over.
    } finally {
      this.#link.disown(this.#dialogId);
    }
  }

  lose(): void {
    this.#abort({ by: 'server-lost', q850: undefined });
  }

  /** A request of this dialog. */
  handle(request: SipRequest, response: OutgoingResponse): void {
    switch (request.method) {
      case 'ACK':
        return this.#takeAck(request);
      case 'BYE':
        return this.#takeBye(request, response);
      case 'INVITE':
        return void this.#takeInvite(request, response);
      case 'UPDATE':
        return void this.#takeUpdate(request, response);
      case 'INFO':
        return this.#takeInfo(request, response);
      case 'OPTIONS':
      case 'PRACK':
        return response.send(200);
      default:
        // REFER, MESSAGE, NOTIFY and the rest would carry numbers across or move the call out of sight.
        return response.send(405, { headers: { Allow: ALLOWED_METHODS } });
    }
  }

  #takeAck(request: SipRequest): void {
    const onAck = this.#onAck;
    this.#onAck = undefined;
    onAck?.(sdpOf(request.msg));
  }

  #takeBye(request: SipRequest, response: OutgoingResponse): void {
    response.send(200);
    this.#link.disown(this.#dialogId);
    this.#abort({ by: request.source === 'application' ? 'timer' : 'peer', q850: q850Of(request.msg) });
  }

  async #takeInvite(request: SipRequest, response: OutgoingResponse): Promise<void> {
    if (this.#refuseGlare(response)) return;
    this.#negotiating = 'answering';
    try {
      const offer = sdpOf(request.msg);
      const cancelled = new AbortController();
      request.on('cancel', () => cancelled.abort());
      if (offer === undefined) await this.#makeOffer(response, cancelled.signal);
      else await this.#answer(offer, response, cancelled.signal);
    } catch (error) {
      response.send(statusOf(error));
    } finally {
      this.#negotiating = undefined;
    }
  }

  async #takeUpdate(request: SipRequest, response: OutgoingResponse): Promise<void> {
    const offer = sdpOf(request.msg);
    // Without SDP it is a session refresh (RFC 4028 7.4), and every refresh is granted.
    if (offer === undefined) return response.send(200, { headers: { Allow: ALLOWED_METHODS } });
    if (this.#refuseGlare(response)) return;
    this.#negotiating = 'answering';
    try {
      await this.#answer(offer, response, this.#end.signal);
    } catch (error) {
      response.send(statusOf(error));
    } finally {
      this.#negotiating = undefined;
    }
  }

  #takeInfo(request: SipRequest, response: OutgoingResponse): void {
    const pressed = digitOf(request.msg);
    if (pressed === undefined) return response.send((request.body ?? '') === '' ? 200 : 415);
    response.send(200);
    this.#onDigit?.(pressed.digit, pressed.durationMs);
  }

  async #answer(offer: string, response: OutgoingResponse, signal: AbortSignal): Promise<void> {
    if (this.#onOffer === undefined) throw new SignalingError('refused', 500, 'the leg is not bridged yet');
    const answer = await this.#onOffer(offer, signal);
    await this.#link.respond(response, 200, { headers: sdpHeaders(), body: answer });
  }

  /** Answers a re-INVITE that asks us for the offer; the ACK brings their answer (RFC 3261 14.2). */
  async #makeOffer(response: OutgoingResponse, signal: AbortSignal): Promise<void> {
    if (this.#onOfferWanted === undefined)
      throw new SignalingError('refused', 500, 'the leg is not bridged yet');
    const { offer, accept } = await this.#onOfferWanted(signal);
    const acknowledged = this.#nextAck();
    const answered = Promise.all([
      this.#link.respond(response, 200, { headers: sdpHeaders(), body: offer }),
      acknowledged,
    ]);
    const [, answer] = await answered;
    if (answer !== undefined) await accept(answer);
  }

  /** True when the offer was turned away because another is under way. */
  #refuseGlare(response: OutgoingResponse): boolean {
    if (this.#negotiating === 'offering') {
      response.send(491);
      return true;
    }
    if (this.#negotiating === 'answering') {
      response.send(500, { headers: { 'Retry-After': '3' } });
      return true;
    }
    return false;
  }

  #mustBeFree(): void {
    if (this.#end.signal.aborted) throw new SignalingError('gone', 481, 'the leg has ended');
    if (this.#negotiating !== undefined)
      throw new SignalingError('refused', 491, 'another offer is under way on the leg');
  }

  /** A failure of a request in the dialog; 408 and 481 mean that the peer no longer has it (RFC 3261 12.2.1.2). */
  #refusal(status: number, q850: number | undefined): SignalingError {
    if (status !== 408 && status !== 481)
      return new SignalingError('refused', status, `refused with ${status}`, q850);
    void this.#giveUp();
    return new SignalingError('gone', status, 'the peer no longer has the dialog', q850);
  }

  async #giveUp(): Promise<void> {
    if (this.#end.signal.aborted) return;
    this.#abort({ by: 'timer', q850: undefined });
    const bye = { method: 'BYE', stackDialogId: this.#dialogId, headers: endHeaders(undefined) };
    await this.#link.exchange(bye).catch(() => undefined);
    this.#link.disown(this.#dialogId);
  }

  async #firstAck(): Promise<void> {
    this.#lateAnswer = await this.#nextAck();
  }

  #nextAck(): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new SignalingError('gone', 487, 'the leg ended before its ACK'));
      if (this.#end.signal.aborted) return gone();
      this.#end.signal.addEventListener('abort', gone, { once: true });
      this.#onAck = (sdp) => {
        this.#end.signal.removeEventListener('abort', gone);
        resolve(sdp);
      };
    });
  }

  #abort(end: LegEnd): void {
    if (!this.#end.signal.aborted) this.#end.abort(end);
  }
}

/** What a peer is told when its offer could not be taken. */
function statusOf(error: unknown): number {
  if (!(error instanceof SignalingError)) return 488;
  return error.status >= 400 && error.status < 700 ? error.status : 500;
}
