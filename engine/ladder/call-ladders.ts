/**
 * What is captured of calls, as the operator API asks for it: SIP of the SIP process, RTP where it was asked for
 * beforehand.
 */
import type { TakePackets, TappedPacket } from '../../media/media.js';
import type { Captured, CapturedLeg } from './captured-call.js';
import { RtpCaptures, type RtpBeginning } from './rtp-captures.js';

export interface CallLaddersParts {
  /** Rejects while the SIP process is away; undefined where an external server alone sees the messages. */
  readonly signaling: { captured(call: string): Promise<readonly CapturedLeg[] | undefined> };
  readonly media: { tap(call: string, onPackets: TakePackets): boolean };
  readonly config: { readonly capture: { readonly calls: number; readonly rtpMegabytes: number } };
}

export class CallLadders {
  readonly #parts: CallLaddersParts;
  readonly #rtp: RtpCaptures;

  constructor(parts: CallLaddersParts) {
    this.#parts = parts;
    this.#rtp = new RtpCaptures({
      maxBytes: parts.config.capture.rtpMegabytes * 1024 * 1024,
      tap: (call, onPackets) => parts.media.tap(call, onPackets),
    });
  }

  /** The SIP messages of a call, by its session id; no legs if none are kept. Never rejects. */
  async sip(call: string): Promise<Captured> {
    if (this.#parts.config.capture.calls === 0) return 'off';
    try {
      return (await this.#parts.signaling.captured(call)) ?? 'elsewhere';
    } catch {
      return 'away';
    }
  }

  rtp(call: string): readonly TappedPacket[] {
    return this.#rtp.of(call);
  }

  beginRtp(call: string): RtpBeginning {
    return this.#rtp.begin(call);
  }
}
