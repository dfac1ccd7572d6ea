/**
 * Media port: audio of calls, without knowing who calls whom. Types and documentation only.
 *
 * A session has two legs, `caller` and `callee`. SDP passes through it in offer/answer pairs (RFC 3264),
 * rewritten from an allow-list: our address and ports, our origin and session name, the codecs both can use.
 * Nothing of one side's SDP text reaches the other except codec and direction facts.
 *
 * Implementations: `relay/` (embedded, worker threads), `rtpengine/` (external). Both pass test/contract/media.
 */
import type { MediaError } from './media-error.js';

export type LegName = 'caller' | 'callee';

export interface Media {
  /** Rejects with MediaError `no-ports` when the range is used up. Opens no socket before an SDP asks for it. */
  open(options: SessionOptions): Promise<MediaSession>;
  /** Figures for health and metrics. `portsFree` counts pairs of an RTP and an RTCP port; a session takes two. */
  readonly load: { readonly sessions: number; readonly portsFree: number };
  /** Ends every session and all workers. Idempotent. */
  close(): Promise<void>;
}

/**
 * How a leg's source of RTP is learnt. `signalled`: the address and port of its SDP, nothing else. `signalled-address`: these,
 * and one other port of that address, the first that speaks; RTP still goes to the SDP's port. `latch`: the first source
 * within `latchWindowMs` at the SDP's address or one of `latchFrom`, which is then kept, and RTP goes there (softphones behind
 * address translation), until the address and port of the SDP are heard.
 */
export type MediaSource = 'signalled' | 'signalled-address' | 'latch';

export interface SessionOptions {
  /** The call's id, for logs. */
  readonly callId: string;
  /** Restricts both legs to PCMA, PCMU and telephone-event. */
  readonly recorded: boolean;
  readonly source: Readonly<Record<LegName, MediaSource>>;
  /** Where a latched leg may come from beside the address of its SDP: addresses and CIDR blocks; nowhere by default. */
  readonly latchFrom?: Readonly<Partial<Record<LegName, readonly string[]>>>;
}

export interface MediaSession {
  /** Passes an offer made by `from`; resolves with the offer to send to the other leg. */
  offer(from: LegName, sdp: string): Promise<string>;
  /** Passes the answer of `from` to the offer above; resolves with the answer for the other leg. */
  answer(from: LegName, sdp: string): Promise<string>;
  /** Answers `from`'s offer ourselves, with nobody behind it yet: for prompts and digits before dialling. */
  answerLocally(from: LegName, sdp: string): Promise<string>;
  /**
   * Answers `from`'s offer ourselves while the other leg, once it has settled, stays as it is: with what can be carried
   * between the two. Before that it is `answerLocally`.
   */
  answerAlone(from: LegName, sdp: string): Promise<string>;
  /**
   * Answers an offer of `from` that asks for what is in force already, as session refreshes do (RFC 4028 7.4): undefined
   * where it asks for anything else.
   */
  answerUnchanged(from: LegName, sdp: string): Promise<string | undefined>;
  /** `from` has not got the last answer it was to be given: its leg runs as it did before. The other leg stays as it is. */
  withdraw(from: LegName): void;
  /** Makes an offer of our own for `to`, with the codecs the other leg has settled on, if it has. */
  offerLocally(to: LegName): Promise<string>;
  /** Takes `from`'s answer to `offerLocally`. Resolves once audio can flow. */
  acceptAnswer(from: LegName, sdp: string): Promise<void>;
  /** Our side of the session in force with `to`, word for word: the offer of a session refresh (RFC 3264 8, RFC 4028 7.4). */
  offerInForce(to: LegName): Promise<string>;
  /** Takes `from`'s answer to `offerInForce`, which may name another address or put us on hold. */
  acceptRefresh(from: LegName, sdp: string): Promise<void>;
  /** How the source of `leg` is learnt from its next SDP on: who is tried next may be reached another way. */
  learnSource(leg: LegName, source: MediaSource, latchFrom?: readonly string[]): void;
  /** Lets audio through between the legs; before this only prompts are heard (early media: bridge early). */
  bridge(): void;
  /** Stops audio between the legs without closing them. */
  unbridge(): void;
  /** Plays a prompt to one or both legs, mixed over the bridged audio. */
  play(prompt: Prompt, options: PlayOptions): Playback;
  /** Collects digits pressed on `leg` from now on: RFC 4733, in-band, and `pushDigit` for SIP INFO. */
  collect(leg: LegName, options: CollectOptions): Promise<string>;
  pushDigit(leg: LegName, digit: string): void;
  /**
   * Presses a key towards `to` as telephone-events (RFC 4733), unless the other leg has just pressed it so itself. Resolves once
   * it is certain to be pressed, false where `to` has negotiated none, or may be sent nothing. Rejects with MediaError `busy`
   * where more keys wait than can be pressed in time.
   */
  sendDigit(to: LegName, digit: string, durationMs: number): Promise<boolean>;
  /**
   * Starts copying both legs to the recorder; resolves when the recorder has accepted it. What is relayed from this call on is in the
   * recording, but for what comes while a recorder is being restarted.
   */
  record(recording: RecordingRequest): Promise<Recording>;
  /**
   * Sets who is told, once, when no leg that is expected to be heard has sent RTP or RTCP for `silenceTimeoutMs`: at once
   * where that has been so. Of a call on hold nobody is expected, and after it the time begins again.
   */
  onSilent(handler: (why: MediaError) => void): void;
  /** Sets who is told of dropped packets of strangers, at most twice a second for a leg, and at the end of what is left. */
  onStrangers(handler: (strangers: Strangers) => void): void;
  statistics(): Promise<SessionStatistics>;
  /** Releases ports and ends the recording; resolves with the final statistics. Idempotent. */
  close(): Promise<SessionStatistics>;
}

/** Audio to play: A-law, 8000 Hz, one byte a sample. Loaded and checked by prompts.ts. */
export interface Prompt {
  readonly name: string;
  readonly alaw: Uint8Array;
}

export interface PlayOptions {
  readonly to: LegName | 'both';
  readonly loop?: boolean;
}

export interface Playback {
  /** Resolves when the last sample was sent, when stopped, or when the session closed. Never rejects. */
  readonly done: Promise<void>;
  stop(): void;
}

export interface CollectOptions {
  readonly maxDigits: number;
  /** Wait for the first digit. */
  readonly timeoutMs: number;
  /** Wait between digits (default 3000). */
  readonly interDigitMs?: number;
  /** Ends the input and is not part of it (default `#`). */
  readonly terminator?: string;
  /** Ends the input: `onAbort` calls its listener at the end, or at once where that has come, and returns what takes it back. */
  readonly signal?: { readonly reason: unknown; onAbort(listener: () => void): () => void };
}

export interface RecordingRequest {
  /** File name within the recordings folder, `[A-Za-z0-9_-]+.wav`. */
  readonly fileName: string;
}

export interface Recording {
  readonly fileName: string;
  /** Resolves when the recording has ended: `stopped` by close, or `failed` with the recorder's reason. Never rejects. */
  readonly ended: Promise<{
    readonly outcome: 'stopped' | 'failed';
    readonly reason?: string;
    readonly durationMs: number;
  }>;
  stop(): Promise<void>;
}

/** Packets dropped since the last time because their source was not the leg's. */
export interface Strangers {
  readonly leg: LegName;
  readonly packets: number;
  /** Where the last of them came from, and where the leg's SDP says it is, as `address:port`. */
  readonly from: string;
  readonly signalled: string | undefined;
  /** Whether packets of the leg itself have come: if not, it sends from where its SDP does not say. */
  readonly legHeard: boolean;
}

export interface LegStatistics {
  readonly packetsReceived: number;
  readonly packetsSent: number;
  /** Gaps in sequence numbers of what was received. */
  readonly packetsLost: number;
  /** Packets dropped because their source was not the leg's. */
  readonly strangers: number;
  readonly jitterMs: number;
}

export type SessionStatistics = Readonly<Record<LegName, LegStatistics>>;
