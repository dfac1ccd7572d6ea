/** Audio for the recorder's tests: tones as paced RTP on one side, their level found in a WAV file on the other. */
import { readFileSync } from 'node:fs';
import wavefile from 'wavefile';
import type { ForkWriter } from '../../../media/recorder/fork-writer.js';
import { ALAW_TO_LINEAR, LINEAR_TO_ALAW, LINEAR_TO_MULAW } from '../../../media/g711.js';

export const PACKET_MS = 20;
export const PACKET_SAMPLES = 160;

/** Linear samples of a sine, `amplitude` of 32768, beginning at `from`. */
export function sine(frequency: number, amplitude: number, from: number, count: number): Int16Array {
  return Int16Array.from({ length: count }, (_, i) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * frequency * (from + i)) / 8000)),
  );
}

export interface RtpFields {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Uint8Array;
}

export function rtp({ sequence, timestamp, ssrc, payload }: RtpFields): Buffer {
  const packet = Buffer.alloc(12 + payload.length);
  packet[0] = 0x80;
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
  packet.writeUInt32BE(ssrc >>> 0, 8);
  packet.set(payload, 12);
  return packet;
}

export function encode(samples: Int16Array, law: 'alaw' | 'mulaw'): Uint8Array {
  const table = law === 'alaw' ? LINEAR_TO_ALAW : LINEAR_TO_MULAW;
  return Uint8Array.from(samples, (sample) => table[sample & 0xffff] ?? 0);
}

export interface ToneOptions {
  readonly recordingId: number;
  readonly stream: 0 | 1;
  readonly frequency: number;
  readonly amplitude?: number;
  readonly law?: 'alaw' | 'mulaw';
  /** How long before their time packets are sent (default 0), so that a machine may stand still for as long. */
  readonly aheadMs?: number;
}

/** Speaks a tone into a fork, a packet each 20 ms of the clock, until stopped. */
export function speak(fork: ForkWriter, options: ToneOptions): { stop(): void } {
  const { recordingId, stream, frequency, amplitude = 8000, law = 'alaw', aheadMs = 0 } = options;
  const begun = performance.now();
  const ssrc = Math.floor(Math.random() * 2 ** 32);
  const firstTimestamp = 0xffff_ff00; // wraps around soon
  let sent = 0;
  const timer = setInterval(send, PACKET_MS).unref(); // a test that fails must not wait for it
  send();
  return { stop: () => clearInterval(timer) };

  function send(): void {
    while (begun + sent * PACKET_MS <= performance.now() + aheadMs) {
      const samples = sine(frequency, amplitude, sent * PACKET_SAMPLES, PACKET_SAMPLES);
      const packet = rtp({
        sequence: 65_530 + sent,
        timestamp: firstTimestamp + sent * PACKET_SAMPLES,
        ssrc,
        payload: encode(samples, law),
      });
      fork.write(recordingId, stream, law === 'alaw' ? 8 : 0, packet);
      sent += 1;
    }
  }
}

/** Linear samples of an A-law WAV file, as another program than ours reads it; throws if it cannot. */
export function readWav(path: string): Int16Array {
  const wave = new wavefile.WaveFile(readFileSync(path));
  const { audioFormat, numChannels, sampleRate, bitsPerSample } = wave.fmt as Record<string, number>;
  if (audioFormat !== 6 || numChannels !== 1 || sampleRate !== 8000 || bitsPerSample !== 8) {
    throw new Error(`not A-law 8000 Hz mono: ${JSON.stringify(wave.fmt)}`);
  }
  const { samples } = wave.data as { samples: Uint8Array };
  return Int16Array.from(samples, (code) => ALAW_TO_LINEAR[code] ?? 0);
}

/** Amplitude of one frequency in the samples (Goertzel), in units of a sample. */
export function amplitudeOf(samples: Int16Array, frequency: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / 8000);
  let last = 0;
  let beforeLast = 0;
  for (const sample of samples) {
    const next = sample + coefficient * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  const power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}
