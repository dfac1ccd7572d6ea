/**
 * The outline of a recording: its loudest sample in each of some hundred pieces. The file is A-law (ITU-T G.711), one
 * byte a sample, so it is read as it is: an hour is 29 MB here, and would be 700 MB as a browser decodes it.
 */

/** Each from 0 to 1, first to last. Empty if it is no WAV file of A-law. */
export function wavePeaks(file: Uint8Array, pieces: number): number[] {
  const audio = audioOf(file);
  if (audio.length === 0) return [];
  const count = Math.min(pieces, audio.length);
  return Array.from({ length: count }, (_, piece) => {
    const from = Math.floor((piece * audio.length) / count);
    const to = Math.floor(((piece + 1) * audio.length) / count);
    let loudest = 0;
    for (let at = from; at < to; at += 1) loudest = Math.max(loudest, AMPLITUDES[audio[at] ?? 0] ?? 0);
    return loudest;
  });
}

const A_LAW = 6;
const ascii = new TextDecoder('latin1');

/** The data chunk of a RIFF file. */
function audioOf(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const nothing = new Uint8Array();
  if (file.length < 12 || ascii.decode(file.subarray(0, 4)) !== 'RIFF') return nothing;
  let isALaw = false;
  for (let at = 12; at + 8 <= file.length;) {
    const title = ascii.decode(file.subarray(at, at + 4));
    const size = view.getUint32(at + 4, true);
    const content = file.subarray(at + 8, at + 8 + size);
    if (title === 'fmt ' && content.length >= 2) isALaw = view.getUint16(at + 8, true) === A_LAW;
    if (title === 'data') return isALaw ? content : nothing;
    at += 8 + size + (size % 2);
  }
  return nothing;
}

const FULL_SCALE = 32_256;
const AMPLITUDES = Float32Array.from({ length: 256 }, (_, code) => amplitudeOf(code) / FULL_SCALE);

/** Without its sign: G.711 inverts every second bit; three bits are the exponent, four the mantissa. */
function amplitudeOf(code: number): number {
  const bits = (code ^ 0x55) & 0x7f;
  const exponent = bits >> 4;
  const mantissa = (bits & 0x0f) << 4;
  return exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
}
