/**
 * What the caller hears from the first INVITE to the callee until its answer.
 *
 *   own network ──180──▶ own network rings (we pass the 180 on)
 *        └──────────SDP──────────▶ early media of the callee's network
 *
 *   waiting prompt ──prompt over, or long enough──▶ nothing yet ──180──▶ our ring-back tone, and 180
 *        └───── 180 and SDP are kept meanwhile           └───────SDP───▶ early media of the callee's network
 *
 *   ring-back tone (a caller who is answered already) ──SDP──▶ early media of the callee's network
 *
 * A caller with our SDP listens to us: its own network plays nothing any more, so we must play the ring-back tone. It
 * is played when a phone rings and not before, except to an answered caller, who would take silence for the end.
 */
import type { Playback, Prompt } from '../../../media/media.js';
import type { CallMedia } from './call-media.js';
import type { EarlyMedia } from '../../sip/trunks/trunks.js';
import type { Call } from '../call-parts.js';

export class Ringing {
  readonly #call: Call;
  readonly #media: CallMedia;
  /** The waiting prompt while it holds back what the callee's side sends. */
  #prompt: Playback | undefined;
  /** The prompt has been heard long enough for ringing to cut it. */
  #mayBeCut = false;
  #callOff: (() => void) | undefined;
  #tone: Playback | undefined;
  /** What the callee's side has sent during the prompt. */
  #alerting = false;
  #sdp: string | undefined;
  #hasRung = false;
  /** The early media of a trunk whose early media is heard after its 180 only. */
  #early: string | undefined;
  /** The caller has SDP of an early dialog, and hears the callee's network. */
  #bridged = false;
  /** The caller hears us, in early media or after its answer. */
  #listens: boolean;
  #over = false;
  /** One SDP after the other, because the media port takes time for each. */
  #settled: Promise<void> | undefined;

  constructor(call: Call, media: CallMedia) {
    this.#call = call;
    this.#media = media;
    this.#listens = media.talksToCaller;
  }

  /** Plays the waiting prompt, once. Ringing cuts it after `waitingPromptMs` (spec 3.1). */
  playPrompt(prompt: Prompt): void {
    const { clock, limits } = this.#call.parts;
    const playback = this.#media.play(prompt, { to: 'caller' });
    this.#prompt = playback;
    this.#callOff = clock.after(limits.waitingPromptMs, () => {
      this.#mayBeCut = true;
      if (this.#alerting || this.#sdp !== undefined) this.#endPrompt();
    });
    const ended = (): void => {
      if (this.#prompt === playback) this.#endPrompt();
    };
    playback.done.then(ended, ended);
  }

  playTone(): void {
    this.#tone ??= this.#media.play(this.#call.parts.ringBackTone, { to: 'caller', loop: true });
  }

  /** Takes a provisional of the callee's side; `policy` is that of its trunk. */
  take(status: number, given: string | undefined, policy: EarlyMedia = 'pass'): void {
    // Early media that may never be heard says at least that the callee is being reached.
    const alerting = status === 180 || (policy === 'never' && given !== undefined);
    this.#hasRung ||= alerting;
    if (policy === 'afterRinging') this.#early = given ?? this.#early;
    const sdp = policy === 'pass' ? given : policy === 'never' || !this.#hasRung ? undefined : this.#early;
    if (this.#over || (!alerting && sdp === undefined)) return;
    if (this.#prompt === undefined) return this.#pass(alerting, sdp);
    this.#alerting ||= alerting;
    this.#sdp = sdp ?? this.#sdp;
    if (this.#mayBeCut) this.#endPrompt();
  }

  /** The callee has answered: nothing more is passed. Resolves when nothing is being passed. Playback continues. */
  async end(): Promise<void> {
    this.#over = true;
    await this.#settled;
  }

  /** Stops playback. Idempotent. */
  stop(): void {
    this.#over = true;
    this.#callOff?.();
    const prompt = this.#prompt;
    this.#prompt = undefined;
    prompt?.stop();
    this.#stopTone();
  }

  /** The prompt is over: now what was kept meanwhile is passed. */
  #endPrompt(): void {
    const prompt = this.#prompt;
    if (this.#over || prompt === undefined) return;
    this.#callOff?.();
    this.#prompt = undefined;
    prompt.stop();
    if (this.#call.callerLeg !== undefined) this.playTone();
    if (this.#alerting || this.#sdp !== undefined) this.#pass(this.#alerting, this.#sdp);
  }

  #pass(alerting: boolean, sdp: string | undefined): void {
    if (sdp !== undefined) this.#settled = this.#passEarlyMedia(alerting, sdp, this.#settled);
    else if (alerting) this.#passRinging();
  }

  #passRinging(): void {
    const { incoming } = this.#call;
    if (!this.#listens || this.#bridged) return incoming.ring(180);
    this.playTone();
    // With the SDP that the caller has: without it, some phones would ring over the audio (RFC 3960 3.2).
    incoming.ring(180, this.#media.toCaller);
  }

  async #passEarlyMedia(alerting: boolean, sdp: string, before: Promise<void> | undefined): Promise<void> {
    const { incoming, parts } = this.#call;
    await before;
    const status = alerting ? 180 : 183;
    if (this.#over) return;
    // With a late offer the callee's SDP is an offer, which only a 200 can carry to the caller.
    if (!this.#media.callerOffered && !this.#listens) return incoming.ring(status);
    try {
      const forCaller = await this.#media.takeCalleeSdp(sdp);
      if (this.#over) return;
      this.#stopTone();
      this.#media.session.bridge();
      this.#bridged = true;
      this.#listens = true;
      incoming.ring(status, forCaller);
    } catch (err) {
      // The answer may still be usable; if not, the call ends there.
      parts.logger.warn({ call: incoming.id, err }, 'early media of the callee cannot be used');
      if (alerting) this.#passRinging();
    }
  }

  #stopTone(): void {
    this.#tone?.stop();
    this.#tone = undefined;
  }
}
