/**
 * Offers that one party of a connected call makes to the other: hold, another codec, another address. Each is passed
 * end to end through the media session, and leaves both sides either in the new state or in the old one:
 *
 *    refused by the other side, or crossing an offer of its own            nothing has changed; the offerer is refused
 *    accepted by the other side, and the offerer cannot be answered        the other side is offered the session in force
 *    accepted with an unusable answer, or with none                        the same, and the offerer is refused
 *    the other side was asked for an offer, and no answer to it comes      the other side is answered with the session in
 *                                                                          force
 *
 * The legs refuse offers that cross with 491, and each party tries again by its own timer (RFC 3261 14.1), as it would
 * without us in between.
 */
import type { LegName, MediaSession } from '../../../media/media.js';
import { MediaError } from '../../../media/media-error.js';
import type { EndSignal } from '../../end-signal.js';
import type { Leg, WantedOffer } from '../../sip/signaling.js';
import { SignalingError } from '../../sip/signaling-error.js';
import type { CallMedia } from './call-media.js';
import type { Call } from '../call-parts.js';
import { forLeg } from './leg-offers.js';

export interface Side {
  readonly name: LegName;
  readonly leg: Leg;
}

/** How often a side is offered the session in force, if offers of its own interfere. */
const TRIES = 4;
/**
 * Wait before an offer that crossed the peer's is repeated (RFC 3261 14.1): we own the callee's dialog, so that side
 * waits 2.1 to 4 s and the other up to 2 s.
 */
const TRY_AGAIN_MS: Readonly<Record<LegName, number>> = { caller: 1000, callee: 3000 };

export class RelayedOffers {
  readonly #call: Call;
  readonly #session: MediaSession;
  /** A side is being brought back to the session in force; other offers wait meanwhile. */
  #mending: Promise<void> | undefined;

  constructor(call: Call, session: MediaSession) {
    this.#call = call;
    this.#session = session;
  }

  /** Passes an offer of `from` to `to`. */
  pass(from: Side, to: Side): void {
    from.leg.onOffer((offer, signal) => forLeg(() => this.#passOffer(from, to, offer, signal)));
    from.leg.onOfferWanted((signal) => forLeg(() => this.#fetchOffer(from, to, signal)));
  }

  /** The caller may have changed its session after its answer and before the callee's. */
  bringUpToDate(callee: Side, caller: Side, media: CallMedia): void {
    if (!media.callerMovedOn) return;
    this.#after(async () => {
      if (await media.isCalleeBehind()) await this.#agree(callee, caller);
    });
  }

  async #passOffer(from: Side, to: Side, offer: string, signal: EndSignal): Promise<string> {
    await this.#mending;
    const unchanged = await this.#session.answerUnchanged(from.name, offer);
    if (unchanged !== undefined) return unchanged;
    const offered = await this.#session.offer(from.name, offer);
    let answer: string;
    try {
      const { sdp } = await to.leg.reoffer(offered, signal);
      answer = await this.#session.answer(to.name, sdp);
    } catch (error) {
      if (hasTakenIt(error)) this.#mend(to, from);
      throw notOfTheirs(error);
    }
    const undo = (): void => {
      this.#session.withdraw(from.name);
      this.#mend(to, from);
    };
    signal.onAbort(undo);
    return answer;
  }

  async #fetchOffer(from: Side, to: Side, signal: EndSignal): Promise<WantedOffer> {
    await this.#mending;
    const { sdp, acknowledge } = await to.leg.reoffer(undefined, signal);
    // From here on `to` waits for an answer in our ACK.
    const answerAsBefore = async (): Promise<void> => {
      try {
        await acknowledge?.(await this.#session.answerAlone(to.name, sdp));
      } catch {
        await acknowledge?.();
        this.#mend(to, from);
      }
    };
    const accept = async (answer: string | undefined): Promise<void> => {
      if (answer === undefined) return answerAsBefore();
      try {
        await acknowledge?.(await this.#session.answer(from.name, answer));
      } catch (err) {
        const { logger } = this.#call.parts;
        logger.info({ call: this.#call.incoming.id, leg: from.name, err }, 'an answer cannot be used');
        await answerAsBefore();
      }
    };
    try {
      return { offer: await this.#session.offer(to.name, sdp), accept };
    } catch (error) {
      await answerAsBefore();
      throw notOfTheirs(error);
    }
  }

  /** Makes both sides agree again: `to` goes back to the session in force with `from`, or `from` follows `to`. */
  #mend(to: Side, from: Side): void {
    this.#after(() => this.#agree(to, from));
  }

  #after(mend: () => Promise<void>): void {
    const before = this.#mending ?? Promise.resolve();
    const mending = before.then(mend).catch((err: unknown) => {
      this.#call.parts.logger.warn({ call: this.#call.incoming.id, err }, 'the two legs may not agree');
    });
    this.#mending = mending;
    this.#call.tasks.push(mending);
  }

  async #agree(...sides: readonly Side[]): Promise<void> {
    const { logger } = this.#call.parts;
    // If one of them has left, the call is over and the other is about to be hung up.
    if (sides.some(({ leg }) => leg.ended.aborted)) return;
    for (const side of sides) {
      try {
        if (await this.#offerInForce(side)) return;
      } catch (err) {
        logger.warn({ call: this.#call.incoming.id, leg: side.name, err }, 'a leg cannot be brought back');
      }
    }
    logger.warn({ call: this.#call.incoming.id }, 'the two legs of the call do not agree any more');
  }

  /** True once the side has accepted it, or has left; false if offers of its own interfere repeatedly. */
  async #offerInForce({ name, leg }: Side): Promise<boolean> {
    for (let tries = 0; tries < TRIES && !leg.ended.aborted; tries += 1) {
      const offer = await this.#session.offerLocally(name);
      try {
        const { sdp } = await leg.reoffer(offer);
        await this.#session.acceptAnswer(name, sdp);
        return true;
      } catch (error) {
        if (leg.ended.aborted) return true;
        if (!(error instanceof SignalingError) || error.status !== 491) throw error;
        await this.#pause(leg, TRY_AGAIN_MS[name]);
      }
    }
    return leg.ended.aborted;
  }

  #pause({ ended }: Leg, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.#call.parts.clock.after(ms, resolve);
      const stop = (): void => {
        callOff();
        resolve();
      };
      ended.onAbort(stop);
    });
  }
}

/** Whether the side that was asked has accepted what then failed. */
function hasTakenIt(error: unknown): boolean {
  return error instanceof MediaError || (error instanceof SignalingError && error.code === 'answerless');
}

/** A fault in one party's SDP must not be reported to the other. */
function notOfTheirs(error: unknown): unknown {
  return error instanceof MediaError && error.code === 'unusable-sdp'
    ? new SignalingError('refused', 488, 'the SDP of the other side cannot be used')
    : error;
}
