import t from 'tap';
import { LINEAR_TO_ALAW } from '../../../media/g711.js';
import { ALAW, MULAW } from '../../../media/recorder/law.js';
import { mix } from '../../../media/recorder/mixer.js';
import { Timeline } from '../../../media/recorder/timeline.js';

const LAWS = { 'A-law': ALAW, 'mu-law': MULAW };

for (const [callerName, callerLaw] of Object.entries(LAWS)) {
  for (const [calleeName, calleeLaw] of Object.entries(LAWS)) {
    void t.test(`every code of ${callerName} with every one of ${calleeName}`, (t) => {
      const wrong: string[] = [];
      const out = new Uint8Array(256);
      for (let code = 0; code < 256; code += 1) {
        const caller = new Timeline(0, callerLaw);
        const callee = new Timeline(0, calleeLaw);
        caller.ring.fill(code, 0, 256);
        callee.ring.set(Uint8Array.from({ length: 256 }, (_, other) => other));
        caller.end = 256;
        callee.end = 256;
        mix(caller, callee, 256, out);
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

void t.test('what was mixed is silence in the rings, ready for what comes next', (t) => {
  const caller = new Timeline(0, ALAW);
  const callee = new Timeline(0, MULAW);
  caller.ring.fill(1, 0, 160);
  callee.ring.fill(2, 0, 80);
  caller.end = 160;
  callee.end = 80;
  mix(caller, callee, 160, new Uint8Array(160));
  t.same([caller.taken, callee.taken], [160, 160]);
  t.same(caller.ring.subarray(0, 160), new Uint8Array(160).fill(ALAW.silence));
  t.same(callee.ring.subarray(0, 160), new Uint8Array(160).fill(MULAW.silence));
  t.end();
});
