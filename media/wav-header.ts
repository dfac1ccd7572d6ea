/**
 * The head of an A-law WAV file (RIFF MCI 3.0; Microsoft's "Multiple channel audio data and WAVE files" for what a
 * format other than PCM must carry: an 18-byte fmt chunk and a fact chunk with the number of samples).
 *
 *    0 "RIFF" size-8 "WAVE"
 *   12 "fmt " 18: tag 6, 1 channel, 8000 Hz, 8000 bytes/s, block 1, 8 bits, no extension
 *   38 "fact" 4: samples
 *   50 "data" samples   …samples, one byte each; their number is even, so no chunk needs a padding byte
 */
export const WAV_HEADER_BYTES = 58;
/** RIFF counts in 32 bits: 149 hours. */
export const MAX_SAMPLES = 0xffff_ff00;
const SIZE_FIELDS = [4, 46, 54];

/** `samples` must be even. */
export function wavHeader(samples: number): Buffer {
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(18, 16);
  header.writeUInt16LE(6, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('fact', 38, 'latin1');
  header.writeUInt32LE(4, 42);
  header.write('data', 50, 'latin1');
  patchSamples(header, samples);
  return header;
}

/** Makes a header say `samples`. */
export function patchSamples(header: Buffer, samples: number): void {
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + samples, 4);
  header.writeUInt32LE(samples, 46);
  header.writeUInt32LE(samples, 54);
}

/** Whether a file that begins like this was written with `wavHeader`, for any number of samples. */
export function isOurHeader(begin: Buffer): boolean {
  if (begin.length < WAV_HEADER_BYTES) return false;
  const ours = wavHeader(0);
  for (const at of SIZE_FIELDS) begin.copy(ours, at, at, at + 4);
  return ours.equals(begin.subarray(0, WAV_HEADER_BYTES));
}
