/**
 * The recorder as the relay and the engine need it: a supervised process behind two channels, control (protobuf,
 * request ids) and media (length-prefixed RTP frames on one stream socket, batched).
 */

/** One recording as the recorder knows it. Stream 0 is the caller, stream 1 the callee. */
export interface RecorderSession {
  /** Identifies the recording's RTP frames on the media channel; 32 bits, unique while the recorder lives. */
  readonly recordingId: number;
  readonly fileName: string;
  /** See media.ts, Recording. */
  readonly ended: Promise<{
    readonly outcome: 'stopped' | 'failed';
    readonly reason?: string;
    readonly durationMs: number;
  }>;
  stop(): Promise<void>;
}

export interface RecorderClient {
  /** Starts the process and waits until it can record. */
  start(): Promise<void>;
  /**
   * Rejects with an Error whose message says why (disk full, name taken, recorder unavailable). `onAsked` is called
   * with the recordingId as soon as the request is sent: frames from then on are in the recording.
   */
  record(fileName: string, onAsked?: (recordingId: number) => void): Promise<RecorderSession>;
  /**
   * Where the relay's workers connect to send forked frames. It changes when the recorder is restarted, while
   * recordingIds stay: the relay goes on sending and the recording goes on. fork-writer.ts sends. A frame is: uint16
   * length of the rest, uint32 recordingId, uint8 stream, uint8 payload type meaning (0 PCMU, 8 PCMA, 101
   * telephone-event), uint32 arrival in eighths of a millisecond of the monotonic clock, then the RTP packet. All
   * integers big-endian.
   */
  readonly mediaAddress: { readonly path: string };
  onMediaAddress(listener: (address: { readonly path: string }) => void): void;
  /** Ends all recordings, then the process. Idempotent. */
  close(): Promise<void>;
}
