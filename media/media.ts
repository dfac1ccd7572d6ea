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
import type { Encryption } from './srtp/leg-keys.js';

export type { Encryption };

export type LegName = 'caller' | 'callee';

/** IPv4 or IPv6. */
export type AddressFamily = 4 | 6;

export interface Media {
  /** Rejects with MediaError `no-ports` if the range is used up. Opens no socket before an SDP needs it. */
  open(options: SessionOptions): Promise<MediaSession>;
  /**
   * Figures for health and metrics. `portsFree` counts pairs of an RTP and an RTCP port, of the IP family with fewer
   * left; a session takes two.
   */
  readonly load: { readonly sessions: number; readonly portsFree: number };
  /** The relay's workers by their places, with the packets of their closed sessions; undefined without a relay. */
  readonly workers?: readonly WorkerLoad[];
  /** The sessions that are open, oldest first, at most `limit`. */
  live(limit: number): { readonly total: number; readonly items: readonly LiveSession[] };
  /**
   * Copies the packets of a call's session from now until its end, RTP and RTCP as they are on the wire: encrypted ones
   * stay so. Several may look at the same session. False if the call has no session here.
   */
  tap(callId: string, onPackets: TakePackets): boolean;
  /** Ends every session and all workers. Idempotent. */
  close(): Promise<void>;
}

export interface WorkerLoad {
  readonly isUp: boolean;
  readonly sessions: number;
  readonly packetsReceived: number;
  readonly packetsSent: number;
}

/** Takes what has come since the last time; false ends the tap. */
export type TakePackets = (packets: readonly TappedPacket[]) => boolean;

export interface TappedPacket {
  /** Milliseconds since 1970, with a fraction. */
  readonly at: number;
  readonly leg: LegName;
  readonly family: AddressFamily;
  readonly direction: 'in' | 'out';
  /** Our address in SDP. */
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly bytes: Buffer;
}

export interface LiveSession {
  readonly callId: string;
  /** Place of its worker, from 0; undefined if the worker has died. */
  readonly worker: number | undefined;
  /** Our RTP ports; RTCP is one above. */
  readonly ports: Readonly<Record<LegName, number>>;
  readonly ageMs: number;
}

/**
 * How a leg's source of RTP is learnt. `signalled`: the address and port of its SDP, nothing else. `signalled-address`:
 * these, and one other port of that address, the first that sends; RTP still goes to the SDP's port. `latch`: the first
 * source within `latchWindowMs` at the SDP's address or at one of `latchFrom` is kept, and RTP goes there (softphones
 * behind address translation), until packets come from the address and port of the SDP.
 */
export type MediaSource = 'signalled' | 'signalled-address' | 'latch';

/** What a trunk permits on its leg. */
export interface LegCodecs {
  /** Names of voices as in the IANA registry, best first; empty: every one, in the order of the other side. */
  readonly names: readonly string[];
  /** How much audio a packet to us should have. Undefined: as the other side prefers. */
  readonly packetMs?: number | undefined;
}

/** What is agreed with a trunk for its legs. */
export interface MediaTerms {
  readonly source: MediaSource;
  /** Where a latched leg's packets may come from beside the address of its SDP; by default nowhere. */
  readonly latchFrom?: readonly string[];
  /** SRTP by SDES (RFC 4568): by default `refused`. */
  readonly encryption?: Encryption;
  /** Undefined: every codec, in the order of the other side. */
  readonly codecs?: LegCodecs | undefined;
  /**
   * The family of our address in offers to the leg, if we have one; by default the preferred one. An offer of the leg
   * decides for its answer.
   */
  readonly family?: AddressFamily | undefined;
}

export interface SessionOptions {
  /** The call's id, for logs. */
  readonly callId: string;
  /** Restricts both legs to PCMA, PCMU and telephone-event. */
  readonly recorded: boolean;
  readonly source: Readonly<Record<LegName, MediaSource>>;
  /**
   * Where a latched leg's packets may come from beside the address of its SDP: addresses and CIDR blocks; by default
   * nowhere.
   */
  readonly latchFrom?: Readonly<Partial<Record<LegName, readonly string[]>>>;
  /** SRTP by SDES (RFC 4568): by default `refused`. */
  readonly encryption?: Readonly<Partial<Record<LegName, Encryption>>>;
  /** Rules for the caller's codecs; those of the callee depend on its trunk. */
  readonly callerCodecs?: LegCodecs | undefined;
  /** As in `MediaTerms`, for the caller. */
  readonly callerFamily?: AddressFamily | undefined;
}

export interface MediaSession {
  /** Passes an offer made by `from`; resolves with the offer to send to the other leg. */
  offer(from: LegName, sdp: string): Promise<string>;
  /** Passes the answer of `from` to the offer above; resolves with the answer for the other leg. */
  answer(from: LegName, sdp: string): Promise<string>;
  /** Answers `from`'s offer locally, before there is another leg: for prompts and digits before dialling. */
  answerLocally(from: LegName, sdp: string): Promise<string>;
  /**
   * Answers `from`'s offer locally while the other leg, if it is settled, stays as it is: with the codecs that can be
   * carried between the two. If it is not settled, this is `answerLocally`.
   */
  answerAlone(from: LegName, sdp: string): Promise<string>;
  /**
   * Answers an offer of `from` that asks for the session in force, as session refreshes do (RFC 4028 7.4); undefined if
   * it asks for anything else.
   */
  answerUnchanged(from: LegName, sdp: string): Promise<string | undefined>;
  /** `from` has not received the last answer: its leg goes back to the state before. The other leg stays as it is. */
  withdraw(from: LegName): void;
  /** Makes our own offer for `to`, with the codecs that the other leg has settled on, if it has. */
  offerLocally(to: LegName): Promise<string>;
  /** Takes `from`'s answer to `offerLocally`. Resolves when audio can flow. */
  acceptAnswer(from: LegName, sdp: string): Promise<void>;
  /**
   * Our side of the session in force with `to`, unchanged: the offer of a session refresh (RFC 3264 8, RFC 4028 7.4).
   */
  offerInForce(to: LegName): Promise<string>;
  /** Takes `from`'s answer to `offerInForce`, which may name another address or put us on hold. */
  acceptRefresh(from: LegName, sdp: string): Promise<void>;
  /**
   * The terms of `leg` from its next SDP on: the next callee tried may be reached through another trunk. The leg gets
   * new keys, so that no trunk knows those of another.
   */
  setTerms(leg: LegName, terms: MediaTerms): void;
  /** Lets audio through between the legs; before that only prompts are heard (early media: bridge early). */
  bridge(): void;
  /** Stops audio between the legs without closing them. */
  unbridge(): void;
  /** Plays a prompt to one or both legs, mixed over the bridged audio. */
  play(prompt: Prompt, options: PlayOptions): Playback;
  /** Collects digits pressed on `leg` from now on: RFC 4733, in-band tones, and `pushDigit` for SIP INFO. */
  collect(leg: LegName, options: CollectOptions): Promise<string>;
  pushDigit(leg: LegName, digit: string): void;
  /**
   * Presses a key towards `to` as telephone-events (RFC 4733), unless the other leg has just pressed it by itself.
   * Resolves when it is certain to be pressed; false if `to` has negotiated no events, or must be sent nothing. Rejects
   * with MediaError `busy` if more keys wait than can be pressed in time.
   */
  sendDigit(to: LegName, digit: string, durationMs: number): Promise<boolean>;
  /**
   * Starts copying both legs to the recorder; resolves when the recorder has accepted it. Everything relayed from this
   * call on is recorded, except while a recorder is being restarted.
   */
  record(recording: RecordingRequest): Promise<Recording>;
  /**
   * Sets the listener for silence. It is called once, when no leg that is expected to send has sent RTP or RTCP for
   * `silenceTimeoutMs`, and at once if that is already so. During a hold no leg is expected to send; afterwards the
   * time begins again.
   */
  onSilent(handler: (why: MediaError) => void): void;
  /**
   * Sets the listener for dropped packets of strangers. It is called at most twice a second for a leg, and at the end
   * with the rest.
   */
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
  /** Resolves when the last sample was sent, when playback was stopped, or when the session closed. Never rejects. */
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
  /**
   * Ends the input: `onAbort` calls its listener at the end, or at once if it has ended, and returns a function that
   * removes the listener.
   */
  readonly signal?: { readonly reason: unknown; onAbort(listener: () => void): () => void };
}

export interface RecordingRequest {
  /** File name within the recordings folder, `[A-Za-z0-9_-]+.wav`. */
  readonly fileName: string;
}

export interface Recording {
  readonly fileName: string;
  /**
   * Resolves when the recording has ended: `stopped` after close, or `failed` with the recorder's reason. Never
   * rejects.
   */
  readonly ended: Promise<{
    readonly outcome: 'stopped' | 'failed';
    readonly reason?: string;
    readonly durationMs: number;
  }>;
  stop(): Promise<void>;
}

/** Packets dropped since the last call because they were not the leg's. */
export interface Strangers {
  readonly leg: LegName;
  readonly packets: number;
  /** How many of them came from where the leg may be, with a wrong tag (SRTP). */
  readonly unauthentic: number;
  /** Where the last of them came from, and the address and port in the leg's SDP, as `address:port`. */
  readonly from: string;
  readonly signalled: string | undefined;
  /** Whether packets of the leg itself have come: if not, it sends from another place than its SDP says. */
  readonly legHeard: boolean;
}

export interface LegStatistics {
  readonly packetsReceived: number;
  readonly packetsSent: number;
  /** Gaps in the sequence numbers received. */
  readonly packetsLost: number;
  /** Packets dropped because they were not the leg's. */
  readonly strangers: number;
  /** Those of them with a wrong tag (SRTP). */
  readonly unauthentic: number;
  /** Mean over the time that packets came (RFC 3550 A.8). */
  readonly jitterMs: number;
  /** What its phone reports of our stream to it; undefined if it has sent no report of it. */
  readonly reported?: LegReports | undefined;
  /** Name of the voice codec in force, as in SDP; undefined if none was agreed. */
  readonly codec?: string | undefined;
}

export interface LegReports {
  /** Missing on the whole way: those that did not reach us count as well. */
  readonly packetsLost: number;
  readonly jitterMs: number;
  /** To the phone and back; undefined if its reports do not tell. */
  readonly roundTripMs?: number;
}

export interface SessionStatistics extends Readonly<Record<LegName, LegStatistics>> {
  /** How each side heard the other, once the session is closed (voice-quality.ts); a side that heard too little is missing. */
  readonly quality?: Readonly<Partial<Record<LegName, VoiceQuality>>> | undefined;
}

/** One direction, as the side that hears it has it. */
export interface VoiceQuality {
  /** Estimated mean opinion score (ITU-T G.107), 1 to 4.5. */
  readonly mos: number;
  readonly lossPercent: number;
  readonly jitterMs: number;
  /** One way, as far as it is known. */
  readonly delayMs: number;
  /** How the codec is called in SDP; undefined if it is unknown, and rated as G.711. */
  readonly codec: string | undefined;
}
