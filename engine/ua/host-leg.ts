/** A leg in the SIP process, on behalf of the engine. */
import type { Channel, ChannelObject } from '../channel/channel.js';
import type { Handlers } from '../channel/speech.js';
import type { EndSignal } from '../end-signal.js';
import type { Acknowledge, Leg, LegEnd, WantedOffer } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import type { Answered, EngineToSip, LegToEngine, LegToSip, SipToEngine } from '../sip/signaling-speech.js';

export type HostChannel = Channel<SipToEngine, EngineToSip>;

export class HostedLeg {
  static readonly #handlers: Handlers<LegToSip, HostedLeg> = {
    requests: {
      reoffer: ({ sdp, late }, { signal }, hosted) => hosted.#reoffer(sdp, late, signal),
      acknowledge: ({ late, sdp }, _, hosted) => hosted.#acknowledge(late, sdp),
      sendDigit: async ({ digit, durationMs }, _, hosted) => {
        await hosted.#leg.sendDigit(digit, durationMs);
        return {};
      },
      hangUp: async ({ q850 }, _, hosted) => ({ refused: await hosted.#leg.hangUp(q850) }),
    },
    notes: {},
  };

  readonly #leg: Leg;
  readonly #engine: ChannelObject<LegToEngine>;
  /** How to acknowledge the peer's late offers, by their names. Most legs have none. */
  #acknowledges: Map<number, Acknowledge> | undefined;
  #lastExchange = 0;

  readonly #forget: (leg: HostedLeg) => void;

  /** `acknowledge` belongs to an INVITE whose answer was an offer. The engine knows the leg already. */
  constructor(
    channel: HostChannel,
    leg: Leg,
    acknowledge: Acknowledge | undefined,
    forget: (leg: HostedLeg) => void,
  ) {
    this.#leg = leg;
    this.#forget = forget;
    this.#engine = channel.object('leg', channel.nextId(), HostedLeg.#handlers, this);
    this.#acknowledgeBy(0, acknowledge);
  }

  get id(): number {
    return this.#engine.id;
  }

  /** From now on the engine is notified of events on the leg. */
  listen(): void {
    this.#leg.ended.onAbort(() => this.#tellEnd());
    if (this.#leg.ended.aborted) return;
    this.#leg.onDigit(async (digit, durationMs) => {
      await this.#engine.request('digit', { digit, durationMs });
    });
    this.#leg.onDialog((dialog) => this.#engine.note('dialog', dialog));
    this.#leg.onOffer((sdp, signal) => this.#askAnswer(sdp, signal));
    this.#leg.onOfferWanted((signal) => this.#askOffer(signal));
    this.#leg.onRefreshDue(async () => {
      await this.#engine.request('refresh', {});
    });
  }

  async #reoffer(offer: string | undefined, late: number, signal: EndSignal): Promise<Answered> {
    const { sdp, acknowledge } = await this.#leg.reoffer(offer, signal);
    this.#acknowledgeBy(late, acknowledge);
    return { sdp, isLate: acknowledge !== undefined };
  }

  async #acknowledge(late: number, sdp: string | undefined): Promise<object> {
    const acknowledge = this.#acknowledges?.get(late);
    this.#acknowledges?.delete(late);
    if (acknowledge === undefined) throw new SignalingError('gone', 481, 'there is no offer to answer');
    await acknowledge(sdp);
    return {};
  }

  #acknowledgeBy(late: number, acknowledge: Acknowledge | undefined): void {
    if (acknowledge !== undefined)
      (this.#acknowledges ??= new Map<number, Acknowledge>()).set(late, acknowledge);
  }

  #askAnswer(sdp: string, signal: EndSignal): Promise<string> {
    const exchange = (this.#lastExchange += 1);
    // Listened to beyond the answer, which the peer may not get.
    signal.onAbort(() => this.#engine.note('offerLost', { exchange }));
    return this.#engine.request('offer', { exchange, sdp }, { take: (answer) => answer.sdp });
  }

  async #askOffer(signal: EndSignal): Promise<WantedOffer> {
    const exchange = (this.#lastExchange += 1);
    const release = signal.onAbort(() => this.#engine.note('offerLost', { exchange }));
    try {
      const { sdp: offer } = await this.#engine.request('offerWanted', { exchange });
      return { offer, accept: (sdp) => this.#accept(exchange, sdp) };
    } finally {
      release();
    }
  }

  async #accept(exchange: number, sdp: string | undefined): Promise<void> {
    await this.#engine.request('accept', { exchange, sdp });
  }

  #tellEnd(): void {
    const { by, q850 } = this.#leg.ended.reason as LegEnd;
    // The engine knows what it has ended itself.
    if (by !== 'us') this.#engine.note('ended', { by, q850 });
    this.#engine.close();
    this.#forget(this);
  }
}
