/** A leg whose dialog is in the SIP process, as the engine holds it. */
import { EndController, type EndSignal } from '../end-signal.js';
import { EarlyDigits } from './early-digits.js';
import { LateHandler } from './late-handler.js';
import type { EngineChannel } from './remote-session.js';
import type { FromSipd } from './signaling-frames.js';
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

type OfferWantedHandler = Parameters<Leg['onOfferWanted']>[0];
type RefreshHandler = Parameters<Leg['onRefreshDue']>[0];
export type RemoteLegFrame = Extract<
  FromSipd,
  { readonly type: 'offer' | 'offerWanted' | 'accept' | 'refresh' | 'digit' | 'dialog' | 'ended' }
>;
type Of<T extends RemoteLegFrame['type']> = Extract<RemoteLegFrame, { readonly type: T }>;

export class RemoteLeg implements Leg {
  readonly lateAnswer: string | undefined;
  readonly #channel: EngineChannel;
  readonly #id: number;
  readonly #forget: () => void;
  readonly #end = new EndController();
  readonly #digits = new EarlyDigits(this.#end);
  readonly #onOffer = new LateHandler<OfferHandler>(this.#end);
  readonly #onOfferWanted = new LateHandler<OfferWantedHandler>(this.#end);
  readonly #onRefreshDue = new LateHandler<RefreshHandler>(this.#end);
  #onDialog: DialogHandler | undefined;
  /** Until somebody asks for it, and no longer. */
  #dialog: LeftDialog | undefined;
  /** The peer's last offer, or its last wish for one: it may not get what it is answered. */
  #answering: { readonly ask: number; readonly lost: EndController } | undefined;
  /** Of the last offer we were asked for: one is under way at a time. */
  #accept: { readonly of: number; readonly take: WantedOffer['accept'] } | undefined;

  constructor(channel: EngineChannel, id: number, forget: () => void, lateAnswer?: string) {
    this.#channel = channel;
    this.#id = id;
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
    const ask = this.#channel.nextAsk();
    const frame = { type: 'reoffer', ask, leg: this.#id, sdp: offer } as const;
    const answered = this.#channel.ask(frame, (answer) => answer);
    const release = signal?.onAbort(() => this.#channel.send({ type: 'abort', ask }));
    try {
      const { sdp, isLate } = await answered;
      return isLate ? { sdp, acknowledge: this.acknowledgeOf(ask) } : { sdp };
    } finally {
      release?.();
    }
  }

  async sendDigit(digit: string, durationMs: number): Promise<void> {
    this.#checkAlive();
    const ask = this.#channel.nextAsk();
    await this.#channel.ask({ type: 'sendDigit', ask, leg: this.#id, digit, durationMs }, () => undefined);
  }

  async hangUp(q850?: number): Promise<number | undefined> {
    if (this.#end.aborted) return undefined;
    this.#abort({ by: 'us', q850 });
    const ask = this.#channel.nextAsk();
    try {
      return await this.#channel.ask({ type: 'hangUp', ask, leg: this.#id, q850 }, ({ refused }) => refused);
    } catch {
      return undefined; // The SIP process is gone, and the dialog with it.
    }
  }

  /** How the late offer that `of` brought is answered. */
  acknowledgeOf(of: number): Acknowledge {
    return (sdp) => {
      const ask = this.#channel.nextAsk();
      return this.#channel.ask({ type: 'acknowledge', ask, leg: this.#id, of, sdp }, () => undefined);
    };
  }

  /** What the SIP process says of this leg. */
  take(frame: RemoteLegFrame): void {
    switch (frame.type) {
      case 'digit':
        return void this.#takeDigit(frame);
      case 'dialog':
        return this.#takeDialog(frame.dialog);
      case 'ended':
        return this.#abort({ by: frame.by, q850: frame.q850 });
      case 'offer':
        return void this.#answerWith(frame.ask, (signal) => this.#answerTo(frame, signal));
      case 'offerWanted':
        return void this.#answerWith(frame.ask, (signal) => this.#offerFor(frame, signal));
      case 'refresh':
        return void this.#refresh(frame.ask);
      case 'accept':
        return void this.#accepted(frame);
    }
  }

  /** The peer does not get our answer, which may have been given already; true if that was one of this leg's. */
  abortAnswer(ask: number): boolean {
    if (this.#answering?.ask !== ask) return false;
    this.#answering.lost.abort();
    return true;
  }

  lose(): void {
    this.#abort({ by: 'server-lost', q850: undefined });
  }

  async #answerWith(ask: number, answer: (signal: EndSignal) => Promise<string>): Promise<void> {
    const lost = new EndController();
    this.#answering = { ask, lost };
    try {
      this.#channel.reply(ask, { sdp: await answer(lost) });
    } catch (error) {
      this.#channel.fail(ask, refusalOf(error));
    }
  }

  async #answerTo({ sdp }: Of<'offer'>, signal: EndSignal): Promise<string> {
    const onOffer = await this.#onOffer.get();
    return onOffer(sdp, signal);
  }

  async #offerFor({ ask }: Of<'offerWanted'>, signal: EndSignal): Promise<string> {
    const onOfferWanted = await this.#onOfferWanted.get();
    const { offer, accept } = await onOfferWanted(signal);
    this.#accept = { of: ask, take: accept };
    return offer;
  }

  async #refresh(ask: number): Promise<void> {
    try {
      await (
        await this.#onRefreshDue.get()
      )();
      this.#channel.reply(ask, {});
    } catch (error) {
      this.#channel.fail(ask, refusalOf(error));
    }
  }

  async #accepted({ ask, of, sdp }: Of<'accept'>): Promise<void> {
    const accept = this.#accept;
    this.#accept = undefined;
    try {
      if (accept?.of !== of) throw new SignalingError('gone', 481, 'there is no such offer');
      await accept.take(sdp);
      this.#channel.reply(ask, {});
    } catch (error) {
      this.#channel.fail(ask, error);
    }
  }

  async #takeDigit(frame: Of<'digit'>): Promise<void> {
    try {
      await this.#digits.take(frame);
      this.#channel.reply(frame.ask, {});
    } catch (error) {
      this.#channel.fail(frame.ask, error);
    }
  }

  #takeDialog(dialog: LeftDialog): void {
    if (this.#onDialog === undefined) this.#dialog = dialog;
    else this.#onDialog(dialog);
  }

  #checkAlive(): void {
    if (this.#end.aborted) throw new SignalingError('gone', 481, 'the leg has ended');
  }

  #abort(end: LegEnd): void {
    if (this.#end.aborted) return;
    this.#forget();
    this.#end.abort(end);
    // No frame of this leg comes any more, and with it no answer to our offer.
    const accept = this.#accept;
    this.#accept = undefined;
    accept?.take(undefined).catch(() => undefined);
  }
}

/** An offer that could not be answered for a reason of ours is not acceptable here (RFC 3261 14.2). */
export function refusalOf(error: unknown): unknown {
  return error instanceof SignalingError
    ? error
    : new SignalingError('refused', 488, error instanceof Error ? error.message : String(error));
}
