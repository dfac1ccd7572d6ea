import t from 'tap';
import {
  ALAW_SILENCE,
  ALAW_TO_LINEAR,
  LINEAR_TO_ALAW,
  LINEAR_TO_MULAW,
  MULAW_SILENCE,
  MULAW_TO_LINEAR,
} from '../../media/g711.js';

const SAMPLES = Array.from({ length: 65_536 }, (_, i) => i - 32_768);
const CODES = Array.from({ length: 256 }, (_, code) => code);

void t.test('every code returns to itself', (t) => {
  t.same(
    CODES.map((code) => LINEAR_TO_ALAW[at(ALAW_TO_LINEAR, code) & 0xffff]),
    CODES,
  );
  t.same(
    CODES.map((code) => LINEAR_TO_MULAW[at(MULAW_TO_LINEAR, code) & 0xffff]),
    CODES.map((code) => (code === 0x7f ? 0xff : code)),
    'mu-law has two zeros',
  );
  t.end();
});

void t.test('every sample becomes the nearest code', (t) => {
  for (const [toLinear, toLaw] of [
    [ALAW_TO_LINEAR, LINEAR_TO_ALAW],
    [MULAW_TO_LINEAR, LINEAR_TO_MULAW],
  ] as const) {
    const wrong = SAMPLES.filter((sample) => {
      const error = Math.abs(at(toLinear, at(toLaw, sample & 0xffff)) - sample);
      return CODES.some((code) => Math.abs(at(toLinear, code) - sample) < error);
    });
    t.same(wrong, []);
  }
  t.end();
});

void t.test('the values are those of G.711', (t) => {
  t.same(
    [0x00, 0x55, 0x80, 0xaa, 0xd5].map((code) => at(ALAW_TO_LINEAR, code)),
    [-5504, -8, 5504, 32256, 8],
  );
  t.same(
    [0x00, 0x80, 0xff].map((code) => at(MULAW_TO_LINEAR, code)),
    [-32124, 32124, 0],
  );
  t.equal(LINEAR_TO_ALAW[0], ALAW_SILENCE);
  t.equal(LINEAR_TO_MULAW[0], MULAW_SILENCE);
  t.end();
});

function at(table: Int16Array | Uint8Array, index: number): number {
  return table[index] ?? NaN;
}
