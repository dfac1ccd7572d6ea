/** A leg in the SIP process, spoken for towards the engine. */
import { EndController, type EndSignal } from '../end-signal.js';
import type { HostChannel } from './host.js';
import type { FromEngine } from '../sip/signaling-frames.js';
import type { Acknowledge, Leg, LegEnd, WantedOffer } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';

type LegFrame = Extract<FromEngine, { readonly type: 'reoffer' | 'acknowledge' | 'sendDigit' | 'hangUp' }>;

export class HostedLeg {
  readonly #channel: HostChannel;
  readonly #id: number;
  readonly #leg: Leg;
  readonly #forget: () => void;
  /** How to acknowledge late offers of the peer, by the ask they answered. Most legs have neither of these two maps. */
  #acknowledges: Map<number, Acknowledge> | undefined;
  /** Re-INVITEs of ours under way, by ask. */
  #reoffers: Map<number, EndController> | undefined;

  constructor(channel: HostChannel, id: number, leg: Leg, forget: () => void) {
    this.#channel = channel;
    this.#id = id;
    this.#leg = leg;
    this.#forget = forget;
  }

  /** From now on the engine is told what happens on the leg. */
  listen(): void {
    const { ended } = this.#leg;
    if (ended.aborted) return this.#tellEnd();
    ended.onAbort(() => this.#tellEnd());
    this.#leg.onDigit((digit, durationMs) => {
      const ask = this.#channel.nextAsk();
      return this.#channel.ask({ type: 'digit', ask, leg: this.#id, digit, durationMs }, () => undefined);
    });
    this.#leg.onDialog((dialog) => this.#channel.send({ type: 'dialog', leg: this.#id, dialog }));
    this.#leg.onOffer((sdp, signal) => this.#askAnswer(sdp, signal));
    this.#leg.onOfferWanted((signal) => this.#askOffer(signal));
    this.#leg.onRefreshDue(() => {
      const ask = this.#channel.nextAsk();
      return this.#channel.ask({ type: 'refresh', ask, leg: this.#id }, () => undefined);
    });
  }

  acknowledgeBy(ask: number, acknowledge: Acknowledge | undefined): void {
    if (acknowledge !== undefined)
      (this.#acknowledges ??= new Map<number, Acknowledge>()).set(ask, acknowledge);
  }

  /** The engine has given up that re-INVITE; true if it is one of this leg's. */
  abortReoffer(ask: number): boolean {
    const reoffer = this.#reoffers?.get(ask);
    reoffer?.abort();
    return reoffer !== undefined;
  }

  carryOut(frame: LegFrame): void {
    this.#do(frame).then(
      (answer) => this.#channel.reply(frame.ask, answer),
      (error: unknown) => this.#channel.fail(frame.ask, error),
    );
  }

  async #do(frame: LegFrame): Promise<object> {
    switch (frame.type) {
      case 'reoffer':
        return this.#reoffer(frame);
      case 'acknowledge': {
        const acknowledge = this.#acknowledges?.get(frame.of);
        this.#acknowledges?.delete(frame.of);
        if (acknowledge === undefined) throw new SignalingError('gone', 481, 'there is no offer to answer');
        await acknowledge(frame.sdp);
        return {};
      }
      case 'sendDigit':
        await this.#leg.sendDigit(frame.digit, frame.durationMs);
        return {};
      case 'hangUp':
        return { refused: await this.#leg.hangUp(frame.q850) };
    }
  }

  async #reoffer({ ask, sdp: offer }: Extract<LegFrame, { readonly type: 'reoffer' }>): Promise<object> {
    const controller = new EndController();
    (this.#reoffers ??= new Map<number, EndController>()).set(ask, controller);
    try {
      const { sdp, acknowledge } = await this.#leg.reoffer(offer, controller);
      this.acknowledgeBy(ask, acknowledge);
      return { sdp, isLate: acknowledge !== undefined };
    } finally {
      this.#reoffers?.delete(ask);
    }
  }

  async #askAnswer(sdp: string, signal: EndSignal): Promise<string> {
    const ask = this.#channel.nextAsk();
    const answered = this.#channel.ask({ type: 'offer', ask, leg: this.#id, sdp }, (answer) => answer.sdp);
    // Listened to beyond the answer, which the peer may not get.
    signal.onAbort(() => this.#channel.send({ type: 'abort', ask }));
    return answered;
  }

  async #askOffer(signal: EndSignal): Promise<WantedOffer> {
    const of = this.#channel.nextAsk();
    const offer = await this.#untilAborted(of, signal, () =>
      this.#channel.ask({ type: 'offerWanted', ask: of, leg: this.#id }, (answer) => answer.sdp),
    );
    const accept = (sdp: string | undefined): Promise<void> => {
      const ask = this.#channel.nextAsk();
      return this.#channel.ask({ type: 'accept', ask, leg: this.#id, of, sdp }, () => undefined);
    };
    return { offer, accept };
  }

  #untilAborted<T>(ask: number, signal: EndSignal, asking: () => Promise<T>): Promise<T> {
    const answered = asking();
    const release = signal.onAbort(() => this.#channel.send({ type: 'abort', ask }));
    return answered.finally(release);
  }

  #tellEnd(): void {
    const { by, q850 } = this.#leg.ended.reason as LegEnd;
    this.#forget();
    // What the engine has ended itself it knows.
    if (by !== 'us') this.#channel.send({ type: 'ended', leg: this.#id, by, q850 });
  }
}
