/** A leg whose dialog is in the SIP process, as the engine sees it. */
import type { Channel, ChannelObject } from '../channel/channel.js';
import type { AskOf, Handlers } from '../channel/speech.js';
import { EndController, type EndSignal } from '../end-signal.js';
import { EarlyDigits } from './early-digits.js';
import { LateHandler } from './late-handler.js';
import type {
  Acknowledge,
  DialogHandler,
  LeftDialog,
  Leg,
  LegEnd,
  OfferHandler,
  WantedOffer,
} from './signaling.js';
import { SignalingError } from './signaling-error.js';
import { refusalOf } from './signaling-errors.js';
import type { EngineToSip, LegToEngine, LegToSip, SipToEngine } from './signaling-speech.js';

export type EngineChannel = Channel<EngineToSip, SipToEngine>;
type OfferWantedHandler = Parameters<Leg['onOfferWanted']>[0];
type RefreshHandler = Parameters<Leg['onRefreshDue']>[0];

export class RemoteLeg implements Leg {
  static readonly #handlers: Handlers<LegToEngine, RemoteLeg> = {
    requests: {
      offer: ({ exchange, sdp }, _, leg) => leg.#answer(exchange, sdp),
      offerWanted: ({ exchange }, _, leg) => leg.#offer(exchange),
      accept: ({ exchange, sdp }, _, leg) => leg.#accepted(exchange, sdp),
      refresh: (_, __, leg) => leg.#refresh(),
      digit: (digit, _, leg) => leg.#takeDigit(digit),
    },
    notes: {
      dialog: (dialog, leg) => leg.takeDialog(dialog),
      offerLost: ({ exchange }, leg) => leg.#loseOffer(exchange),
      ended: ({ by, q850 }, leg) => leg.#abort({ by, q850 }),
    },
  };

  readonly lateAnswer: string | undefined;
  readonly #there: ChannelObject<LegToSip>;
  readonly #forget: (leg: RemoteLeg) => void;
  readonly #end = new EndController();
  readonly #digits = new EarlyDigits(this.#end);
  readonly #onOffer = new LateHandler<OfferHandler>(this.#end);
  readonly #onOfferWanted = new LateHandler<OfferWantedHandler>(this.#end);
  readonly #onRefreshDue = new LateHandler<RefreshHandler>(this.#end);
  #onDialog: DialogHandler | undefined;
  /** Until it is read, and no longer. */
  #dialog: LeftDialog | undefined;
  /** The peer's last offer, or its last request for one: it may not get the answer. */
  #answering: { readonly exchange: number; readonly lost: EndController } | undefined;
  /** Takes the answer to the last offer that the peer asked for: one is in progress at a time. */
  #accept: { readonly exchange: number; readonly take: WantedOffer['accept'] } | undefined;
  #lastLate = 0;

  constructor(
    channel: EngineChannel,
    id: number,
    forget: (leg: RemoteLeg) => void,
    lateAnswer: string | undefined,
  ) {
    this.#there = channel.object('leg', id, RemoteLeg.#handlers, this);
    this.#forget = forget;
    this.lateAnswer = lateAnswer;
  }

  get ended(): EndSignal {
    return this.#end;
  }

  onOffer(handler: OfferHandler): void {
    this.#onOffer.set(handler);
  }

  onOfferWanted(handler: OfferWantedHandler): void {
    this.#onOfferWanted.set(handler);
  }

  onRefreshDue(handler: RefreshHandler): void {
    this.#onRefreshDue.set(handler);
  }

  onDialog(handler: DialogHandler): void {
    this.#onDialog = handler;
    const dialog = this.#dialog;
    this.#dialog = undefined;
    if (dialog !== undefined) handler(dialog);
  }

  onDigit(handler: Parameters<Leg['onDigit']>[0]): void {
    this.#digits.listen(handler);
  }

  async reoffer(offer: string | undefined, signal?: EndSignal): ReturnType<Leg['reoffer']> {
    this.#checkAlive();
    signal?.throwIfAborted();
    const late = (this.#lastLate += 1);
    const { sdp, isLate } = await this.#there.request('reoffer', { sdp: offer, late }, { signal });
    return isLate ? { sdp, acknowledge: this.acknowledgeOf(late) } : { sdp };
  }

  async sendDigit(digit: string, durationMs: number): Promise<void> {
    this.#checkAlive();
    await this.#there.request('sendDigit', { digit, durationMs });
  }

  async hangUp(q850?: number): Promise<number | undefined> {
    if (this.#end.aborted) return undefined;
    const refused = this.#there.request('hangUp', { q850 }, { take: (answer) => answer.refused });
    this.#abort({ by: 'us', q850 });
    return refused.catch((error: unknown) => {
      // The SIP process is lost: the next one must send the BYE. A leg that is gone has nothing left that could be
      // refused.
      if (error instanceof SignalingError && error.code === 'unavailable') throw error;
      return undefined;
    });
  }

  /** How the late offer `late` is answered; that of the INVITE is 0. */
  acknowledgeOf(late: number): Acknowledge {
    return async (sdp) => {
      await this.#there.request('acknowledge', { late, sdp });
    };
  }

  takeDialog(dialog: LeftDialog): void {
    if (this.#onDialog === undefined) this.#dialog = dialog;
    else this.#onDialog(dialog);
  }

  lose(): void {
    this.#abort({ by: 'server-lost', q850: undefined });
  }

  async #takeDigit(digit: AskOf<LegToEngine, 'digit'>): Promise<object> {
    await this.#digits.take(digit);
    return {};
  }

  #loseOffer(exchange: number): void {
    if (this.#answering?.exchange === exchange) this.#answering.lost.abort();
  }

  async #answer(exchange: number, offer: string): Promise<{ sdp: string }> {
    const lost = this.#lostOf(exchange);
    try {
      const onOffer = await this.#onOffer.get();
      return { sdp: await onOffer(offer, lost) };
    } catch (error) {
      throw refusalOf(error);
    }
  }

  async #offer(exchange: number): Promise<{ sdp: string }> {
    const lost = this.#lostOf(exchange);
    try {
      const onOfferWanted = await this.#onOfferWanted.get();
      const { offer, accept } = await onOfferWanted(lost);
      this.#accept = { exchange, take: accept };
      return { sdp: offer };
    } catch (error) {
      throw refusalOf(error);
    }
  }

  #lostOf(exchange: number): EndController {
    const lost = new EndController();
    this.#answering = { exchange, lost };
    return lost;
  }

  async #accepted(exchange: number, sdp: string | undefined): Promise<object> {
    const accept = this.#accept;
    this.#accept = undefined;
    if (accept?.exchange !== exchange) throw new SignalingError('gone', 481, 'there is no such offer');
    await accept.take(sdp);
    return {};
  }

  async #refresh(): Promise<object> {
    try {
      const onRefreshDue = await this.#onRefreshDue.get();
      await onRefreshDue();
      return {};
    } catch (error) {
      throw refusalOf(error);
    }
  }

  #checkAlive(): void {
    if (this.#end.aborted) throw new SignalingError('gone', 481, 'the leg has ended');
  }

  #abort(end: LegEnd): void {
    if (this.#end.aborted) return;
    this.#there.close();
    this.#forget(this);
    this.#end.abort(end);
    // No frame of this leg comes any more, and so no answer to our offer.
    const accept = this.#accept;
    this.#accept = undefined;
    accept?.take(undefined).catch(() => undefined);
  }
}
