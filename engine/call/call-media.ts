/**
 * The audio of one call, as its steps use it. Three ways to settle what both legs speak, chosen by what has happened
 * when the callee is invited:
 *
 *   relayed   caller's offer ──▶ callee's INVITE; callee's answer ──▶ caller's 183 and 200
 *   late      caller made no offer: callee's INVITE has none either; callee's offer ──▶ caller's 200; caller's answer
 *             in the ACK ──▶ callee's ACK
 *   local     the caller hears us already (waiting tone, extension prompt): its answer is given, the callee gets an
 *             offer of ours with the codecs the caller has settled on
 */
import type {
  MediaSession,
  Playback,
  PlayOptions,
  Prompt,
  Recording,
  SessionStatistics,
} from '../../media/media.js';

export class CallMedia {
  readonly session: MediaSession;
  readonly #callerOffer: string | undefined;
  /** What the caller was told, or will be: our answer, or with a late offer our offer. */
  #toCaller: string | undefined;
  #toCallee: string | undefined;
  #calleeSdp: string | undefined;
  #way: 'relayed' | 'late' | 'local' | undefined;

  constructor(session: MediaSession, callerOffer: string | undefined) {
    this.session = session;
    this.#callerOffer = callerOffer;
  }

  /** Settles the caller's side with us, so that it can hear prompts: the SDP for its 183 or 200. Same SDP each time. */
  async talkToCaller(): Promise<string> {
    this.#way = 'local';
    this.#toCaller ??=
      this.#callerOffer === undefined
        ? await this.session.offerLocally('caller')
        : await this.session.answerLocally('caller', this.#callerOffer);
    return this.#toCaller;
  }

  /** Whether the caller has been given SDP of ours before the callee was asked. */
  get talksToCaller(): boolean {
    return this.#way === 'local';
  }

  /** The SDP the caller has of us, or will have. */
  get toCaller(): string | undefined {
    return this.#toCaller;
  }

  /** Whether the caller can be talked to before it is answered: with a late offer there is nothing to talk to. */
  get callerOffered(): boolean {
    return this.#callerOffer !== undefined;
  }

  /** The offer for the callee's INVITE; the same for each trunk tried. Undefined asks the callee to offer. */
  async offerForCallee(): Promise<string | undefined> {
    this.#way ??= this.#callerOffer === undefined ? 'late' : 'relayed';
    if (this.#way === 'local') this.#toCallee ??= await this.session.offerLocally('callee');
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
    return this.#toCaller ?? this.talkToCaller();
  }

  /** Takes the SDP of the caller's ACK; resolves with the answer for the callee's ACK when that is still owed. */
  async takeLateAnswer(sdp: string): Promise<string | undefined> {
    if (this.#way === 'late') return this.session.answer('caller', sdp);
    await this.session.acceptAnswer('caller', sdp);
    return undefined;
  }

  /** The caller's first offer and our answer to it, which a session refresh repeats. */
  get callerExchange(): { readonly offer: string; readonly answer: string } | undefined {
    if (this.#callerOffer === undefined || this.#toCaller === undefined) return undefined;
    return { offer: this.#callerOffer, answer: this.#toCaller };
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
