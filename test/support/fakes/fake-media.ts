/** Media without packets: SDP is words, and a test reads a list of what the narrative asked for. */
import type {
  CollectOptions,
  LegCodecs,
  LegName,
  MediaTerms,
  MediaSession,
  Playback,
  PlayOptions,
  Prompt,
  Recording,
  SessionOptions,
  SessionStatistics,
  Strangers,
} from '../../../media/media.js';
import { MediaError } from '../../../media/media-error.js';

/** A playback; it ends when it is stopped, or when a test ends it. */
class FakePlayback {
  isOver = false;
  readonly done: Promise<void>;
  #resolve: () => void = () => undefined;

  constructor(
    readonly name: string,
    readonly to: string,
  ) {
    this.done = new Promise((resolve) => (this.#resolve = resolve));
  }

  finish(): void {
    this.isOver = true;
    this.#resolve();
  }
}

export class FakeSession implements MediaSession {
  readonly did: string[] = [];
  /** `callee latch`: the calls that set how a leg’s source is learnt. */
  readonly sources: string[] = [];
  /** Where each leg's `latch` was limited to last. */
  readonly latchFrom: Partial<Record<LegName, readonly string[]>> = {};
  /** `callee offered`: what was wanted of each leg, in order. */
  readonly encryption: string[] = [];
  readonly families: (4 | 6 | undefined)[] = [];
  readonly playing: FakePlayback[] = [];
  readonly collected: CollectOptions[] = [];
  readonly #inForce: Partial<Record<LegName, { readonly theirs: string; readonly ours: string }>> = {};
  #offered: { readonly from: LegName; readonly sdp: string } | undefined;
  #onSilent: ((why: MediaError) => void) | undefined;
  /** Reports dropped packets of strangers. */
  dropped: (strangers: Strangers) => void = () => undefined;
  takesEvents: boolean | 'busy' = false;
  collectFails = false;
  /** Ends the recording, of a session that holds. */
  closeFile: (outcome?: 'stopped' | 'failed') => void = () => undefined;
  /** The recorder cannot be started. */
  recorderFails = false;
  /** The recorder does not answer until `acceptRecording`; the end of the session is its refusal. */
  recorderDelays = false;
  acceptRecording: () => void = () => undefined;
  #refuseRecording: () => void = () => undefined;
  readonly #digits: string[];
  /** Thrown by the next function that reads SDP. */
  failure: Error | undefined;

  readonly codecs: Partial<Record<LegName, LegCodecs | undefined>> = {};

  constructor(
    readonly options: SessionOptions,
    /** What the caller types, one entry for each time it is asked. */
    digits: readonly string[] = [],
    /** Prompts play, and recordings stay open, until a test ends them. */
    readonly holds = false,
  ) {
    this.#digits = [...digits];
  }

  onSilent(handler: (why: MediaError) => void): void {
    this.#onSilent = handler;
  }

  onStrangers(handler: (strangers: Strangers) => void): void {
    this.dropped = handler;
  }

  setTerms(
    leg: LegName,
    { source, latchFrom = [], encryption = 'refused', codecs, family }: MediaTerms,
  ): void {
    this.sources.push(`${leg} ${source}`);
    this.latchFrom[leg] = latchFrom;
    this.encryption.push(`${leg} ${encryption}`);
    this.families.push(family);
    this.codecs[leg] = codecs;
  }

  fallSilent(): void {
    this.#onSilent?.(new MediaError('closed', 'silence'));
  }

  offer(from: LegName, sdp: string): Promise<string> {
    this.#offered = { from, sdp };
    return this.#sdp(`offer ${from}: ${sdp}`, `[${sdp}]`);
  }

  async answer(from: LegName, sdp: string): Promise<string> {
    const offered = this.#offered;
    const answer = await this.#sdp(`answer ${from}: ${sdp}`, `[${sdp}]`);
    delete this.#inForce[from];
    if (offered !== undefined) this.#inForce[offered.from] = { theirs: offered.sdp, ours: answer };
    return answer;
  }

  async answerLocally(from: LegName, sdp: string): Promise<string> {
    const answer = await this.#sdp(`answerLocally ${from}: ${sdp}`, `our answer for ${from}`);
    this.#inForce[from] = { theirs: sdp, ours: answer };
    return answer;
  }

  answerUnchanged(from: LegName, sdp: string): Promise<string | undefined> {
    const known = this.#inForce[from];
    return Promise.resolve(known?.theirs === sdp ? known.ours : undefined);
  }

  withdraw(from: LegName): void {
    this.did.push(`withdraw ${from}`);
    delete this.#inForce[from];
  }

  async answerAlone(from: LegName, sdp: string): Promise<string> {
    const answer = await this.#sdp(`answerAlone ${from}: ${sdp}`, `our new answer for ${from}`);
    this.#inForce[from] = { theirs: sdp, ours: answer };
    return answer;
  }

  offerLocally(to: LegName): Promise<string> {
    return this.#sdp(`offerLocally ${to}`, `our offer for ${to}`);
  }

  async acceptAnswer(from: LegName, sdp: string): Promise<void> {
    await this.#sdp(`acceptAnswer ${from}: ${sdp}`, '');
  }

  offerInForce(to: LegName): Promise<string> {
    return this.#sdp(`offerInForce ${to}`, `in force for ${to}`);
  }

  async acceptRefresh(from: LegName, sdp: string): Promise<void> {
    await this.#sdp(`acceptRefresh ${from}: ${sdp}`, '');
  }

  bridge(): void {
    this.did.push('bridge');
  }

  unbridge(): void {
    this.did.push('unbridge');
  }

  play(prompt: Prompt, options: PlayOptions): Playback {
    this.did.push(`play ${prompt.name} to ${options.to}${options.loop === true ? ', looped' : ''}`);
    const playback = new FakePlayback(prompt.name, options.to);
    this.playing.push(playback);
    if (!this.holds && options.loop !== true) playback.finish();
    return { done: playback.done, stop: () => playback.finish() };
  }

  collect(leg: LegName, options: CollectOptions): Promise<string> {
    this.did.push(`collect ${options.maxDigits} from ${leg}`);
    this.collected.push(options);
    if (this.collectFails) return Promise.reject(new Error('no digit can be heard'));
    return Promise.resolve(this.#digits.shift() ?? '');
  }

  sendDigit(to: LegName, digit: string, durationMs: number): Promise<boolean> {
    if (this.takesEvents === 'busy') return Promise.reject(new MediaError('busy', 'too many keys wait'));
    if (this.takesEvents) this.did.push(`press ${digit} ${durationMs} to ${to}`);
    return Promise.resolve(this.takesEvents);
  }

  pushDigit(leg: LegName, digit: string): void {
    this.did.push(`digit ${digit} of ${leg}`);
  }

  async record({ fileName }: { readonly fileName: string }): Promise<Recording> {
    this.did.push('record');
    if (this.recorderFails) throw new MediaError('recorder-unavailable', 'the recorder is away');
    if (this.recorderDelays)
      await new Promise<void>((resolve, reject) => {
        this.acceptRecording = resolve;
        this.#refuseRecording = () => reject(new MediaError('closed', 'the session is closed'));
      });
    const stopped = { outcome: 'stopped' as const, durationMs: 0 };
    const ended = this.holds
      ? new Promise<{ outcome: 'stopped' | 'failed'; durationMs: number }>((resolve) => {
          this.closeFile = (outcome = 'stopped') => resolve({ ...stopped, outcome });
        })
      : Promise.resolve(stopped);
    return { fileName, ended, stop: () => Promise.resolve() };
  }

  statistics(): Promise<SessionStatistics> {
    const none = {
      packetsReceived: 0,
      packetsSent: 0,
      packetsLost: 0,
      strangers: 0,
      unauthentic: 0,
      jitterMs: 0,
    };
    return Promise.resolve({ caller: none, callee: none });
  }

  /** What `close` waits for. */
  closing: Promise<void> = Promise.resolve();

  async close(): Promise<SessionStatistics> {
    this.did.push('close');
    await this.closing;
    this.playing.forEach((playback) => playback.finish());
    this.#refuseRecording();
    return this.statistics();
  }

  #sdp(what: string, result: string): Promise<string> {
    this.did.push(what);
    const { failure } = this;
    this.failure = undefined;
    return failure === undefined ? Promise.resolve(result) : Promise.reject(failure);
  }
}

export class FakeMedia {
  readonly sessions: FakeSession[] = [];
  digits: readonly string[] = [];
  holds = false;
  /** Thrown by the next `open`, or by the next session's first SDP. */
  openFailure: Error | undefined;
  sdpFailure: Error | undefined;
  /** No digit of a caller can be collected. */
  collectFails = false;

  open(options: SessionOptions): Promise<MediaSession> {
    if (this.openFailure !== undefined) return Promise.reject(this.openFailure);
    const session = new FakeSession(options, this.digits, this.holds);
    session.failure = this.sdpFailure;
    session.collectFails = this.collectFails;
    this.sessions.push(session);
    return Promise.resolve(session);
  }
}
