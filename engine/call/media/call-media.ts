/**
 * The audio of one call, as its steps use it. There are four ways to settle what both legs use; the choice depends
 * on what has happened when the callee is invited:
 *
 *   relayed   caller's offer ──▶ callee's INVITE; callee's answer ──▶ caller's 183 and 200
 *   late      caller made no offer: callee's INVITE has none either; callee's offer ──▶ caller's 200; caller's answer
 *             in the ACK ──▶ callee's ACK
 *   own       caller made no offer, but the callee's trunk wants one, or the callee has offered before its answer: each leg
 *             settles with us, the callee first; the caller's 200 has our offer with the codecs the callee settled on
 *   local     the caller hears us already (waiting prompt, extension prompt): its answer is given, the callee gets our
 *             offer with the codecs the caller has settled on
 */
import { MediaError } from '../../../media/media-error.js';
import type {
  AddressFamily,
  LegCodecs,
  LegName,
  MediaSession,
  MediaTerms,
  Playback,
  PlayOptions,
  Prompt,
  Recording,
  SessionStatistics,
} from '../../../media/media.js';
import type { WantedOffer } from '../../sip/signaling.js';
import { Ending } from '../ending.js';

export class CallMedia {
  readonly session: MediaSession;
  readonly #callerOffer: string | undefined;
  /** Our description to the caller: our answer, or with a late offer our offer. */
  #toCaller: string | undefined;
  #toCallee: string | undefined;
  #calleeSdp: string | undefined;
  /** The last offer for the callee had keys for a trunk. */
  #wasEncrypted = false;
  #codecs: LegCodecs | undefined;
  #family: AddressFamily | undefined;
  #way: 'relayed' | 'late' | 'own' | 'local' | undefined;
  /** The caller's session is no longer the one that the callee was offered, or would have been. */
  #callerMovedOn = false;

  constructor(session: MediaSession, callerOffer: string | undefined) {
    this.session = session;
    this.#callerOffer = callerOffer;
  }

  /**
   * Settles the caller's side with us, so that it can hear prompts: the SDP for its 183 or 200. The same SDP each time.
   */
  async talkToCaller(): Promise<string> {
    this.#way = 'local';
    this.#toCaller ??=
      this.#callerOffer === undefined
        ? await this.session.offerLocally('caller')
        : await this.session.answerLocally('caller', this.#callerOffer);
    return this.#toCaller;
  }

  /** Whether the caller has received our SDP before the callee was asked. */
  get talksToCaller(): boolean {
    return this.#way === 'local';
  }

  /** The SDP that the caller has received, or will receive. */
  get toCaller(): string | undefined {
    return this.#toCaller;
  }

  /** Whether the caller can hear us before it is answered: not with a late offer. */
  get callerOffered(): boolean {
    return this.#callerOffer !== undefined;
  }

  /**
   * The callee is called through a trunk with these terms; its offer is made again for other codecs or another family
   * of addresses, and has keys of its own if it may be encrypted.
   */
  callThrough(terms: MediaTerms): void {
    this.session.setTerms('callee', terms);
    const { encryption = 'refused', codecs, family } = terms;
    if (encryption !== 'refused' || this.#wasEncrypted || codecs !== this.#codecs || family !== this.#family)
      this.#toCallee = undefined;
    this.#family = family;
    this.#wasEncrypted = encryption !== 'refused';
    this.#codecs = codecs;
  }

  /**
   * The offer for the callee's INVITE. Undefined asks the callee to offer, which not every trunk accepts
   * (`wantsOffer`).
   */
  async offerForCallee(wantsOffer: boolean): Promise<string | undefined> {
    if (this.#way === 'late' && wantsOffer) this.#way = 'own';
    this.#way ??= this.#callerOffer !== undefined ? 'relayed' : wantsOffer ? 'own' : 'late';
    if (this.#way === 'local' || this.#way === 'own')
      this.#toCallee ??= await this.session.offerLocally('callee');
    if (this.#way === 'relayed')
      this.#toCallee ??= await this.session.offer('caller', this.#callerOffer ?? '');
    return this.#toCallee;
  }

  /** Takes the callee's SDP of a provisional or the 2xx; resolves with the SDP for the caller. */
  async takeCalleeSdp(sdp: string): Promise<string> {
    if (sdp === this.#calleeSdp && this.#toCaller !== undefined) return this.#toCaller;
    this.#calleeSdp = sdp;
    if (this.#way === 'relayed') this.#toCaller = await this.session.answer('callee', sdp);
    else if (this.#way === 'late') this.#toCaller = await this.session.offer('callee', sdp);
    else await this.session.acceptAnswer('callee', sdp);
    if (this.#way === 'own') this.#toCaller = await this.session.offerLocally('caller');
    return this.#toCaller ?? this.talkToCaller();
  }

  /** Takes the SDP of the caller's ACK; resolves with the answer for the callee's ACK if that is still owed. */
  async takeLateAnswer(sdp: string): Promise<string | undefined> {
    if (this.#way === 'late') return this.session.answer('caller', sdp);
    await this.session.acceptAnswer('caller', sdp);
    return undefined;
  }

  /** Answers an offer that a party makes before the call is connected, without asking the other one. */
  async answerEarly(from: LegName, offer: string): Promise<string> {
    if (from === 'callee' && this.#way === 'late') return this.#answerLateOffer(offer);
    const unchanged = await this.session.answerUnchanged(from, offer);
    if (unchanged !== undefined) return unchanged;
    const answer = await this.session.answerAlone(from, offer);
    if (from === 'callee') return answer;
    this.#callerMovedOn = true;
    this.#toCaller = answer;
    return answer;
  }

  /** The callee offers in a reliable provisional, which needs an answer long before the caller can give one. */
  async #answerLateOffer(offer: string): Promise<string> {
    const answer = await this.session.answerLocally('callee', offer);
    this.#way = 'own';
    this.#calleeSdp = offer;
    this.#toCaller = await this.session.offerLocally('caller');
    return answer;
  }

  /**
   * An offer for the caller, who has been answered and asks for one. Without a usable answer everything stays as it is.
   */
  async offerForCaller(): Promise<WantedOffer> {
    const offer = await this.session.offerLocally('caller');
    const accept = async (answer: string | undefined): Promise<void> => {
      if (answer === undefined) return;
      await this.session.acceptAnswer('caller', answer);
      this.#callerMovedOn = true;
    };
    return { offer, accept };
  }

  /** Whether the caller has changed its session since the callee was offered it. */
  get callerMovedOn(): boolean {
    return this.#callerMovedOn;
  }

  /**
   * Whether the caller has gone on hold, or come back, since the callee received an offer; the relay handles all other
   * changes.
   */
  async isCalleeBehind(): Promise<boolean> {
    if (!this.#callerMovedOn || this.#toCallee === undefined) return false;
    return directionOf(await this.session.offerLocally('callee')) !== directionOf(this.#toCallee);
  }

  play(prompt: Prompt, options: PlayOptions): Playback {
    return this.session.play(prompt, options);
  }

  record(fileName: string): Promise<Recording> {
    return this.session.record({ fileName });
  }

  close(): Promise<SessionStatistics> {
    return this.session.close();
  }
}

/**
 * The ending for a failure of the media port; any other error is returned as it is. `whose`: the party whose SDP was
 * being read.
 */
export function mediaEnding(error: unknown, whose: 'caller' | 'callee'): unknown {
  if (!(error instanceof MediaError)) return error;
  const { message: because, warning } = error;
  switch (error.code) {
    case 'unusable-sdp':
      return new Ending(whose === 'caller' ? 'unusable-offer' : 'unusable-answer', { because, warning });
    case 'no-ports':
      return new Ending('no-voice-ports', { because });
    case 'closed':
    case 'busy':
    case 'recorder-unavailable':
      return new Ending('internal-error', { because });
  }
}

/** The direction in our own SDP, which has one audio line in use. */
function directionOf(sdp: string): string | undefined {
  return /^a=(sendrecv|sendonly|recvonly|inactive)$/m.exec(sdp.replaceAll('\r', ''))?.[1];
}
