import t from 'tap';
import { LINEAR_TO_ALAW } from '../../../../media/g711.js';
import { AudioRing } from '../../../../media/recorder/timeline/audio-ring.js';
import { ALAW, MULAW } from '../../../../media/recorder/timeline/law.js';
import { mix } from '../../../../media/recorder/timeline/mixer.js';

const LAWS = { 'A-law': ALAW, 'mu-law': MULAW };

for (const [callerName, callerLaw] of Object.entries(LAWS)) {
  for (const [calleeName, calleeLaw] of Object.entries(LAWS)) {
    void t.test(`every code of ${callerName} with every one of ${calleeName}`, (t) => {
      const wrong: string[] = [];
      const out = new Uint8Array(256);
      for (let code = 0; code < 256; code += 1) {
        const caller = new AudioRing(0, callerLaw);
        const callee = new AudioRing(0, calleeLaw);
        caller.samples.fill(code, 0, 256);
        callee.samples.set(Uint8Array.from({ length: 256 }, (_, other) => other));
        caller.end = 256;
        callee.end = 256;
        mix(caller, callee, 0, 256, out);
        out.forEach((mixed, other) => {
          const sum = (callerLaw.toLinear[code] ?? NaN) + (calleeLaw.toLinear[other] ?? NaN);
          const saturated = Math.max(-32_768, Math.min(32_767, sum));
          if (mixed !== LINEAR_TO_ALAW[saturated & 0xffff]) wrong.push(`${code}+${other}=${mixed}`);
        });
      }
      t.same(wrong, []);
      t.end();
    });
  }
}

void t.test('mixed again, it is the same; what was taken is silence', (t) => {
  const caller = new AudioRing(0, ALAW);
  const callee = new AudioRing(0, MULAW);
  caller.write(0, new Uint8Array(160).fill(1), 0, 160, ALAW);
  callee.write(0, new Uint8Array(80).fill(2), 0, 80, MULAW);
  const [once, again, taken] = [new Uint8Array(200), new Uint8Array(200), new Uint8Array(200)];
  mix(caller, callee, 0, 200, once);
  mix(caller, callee, 0, 200, again);
  t.same(again, once);
  t.equal(once[100], 1);
  t.equal(once[160], ALAW.silence);
  for (const ring of [caller, callee]) ring.take(120);
  mix(caller, callee, 0, 200, taken);
  t.same(taken, [...new Uint8Array(120).fill(ALAW.silence), ...once.subarray(120)]);
  t.same(caller.samples.subarray(0, 120), new Uint8Array(120).fill(ALAW.silence));
  t.same(callee.samples.subarray(0, 120), new Uint8Array(120).fill(MULAW.silence));
  t.end();
});
