/**
 * The requirements of the media port, proved with real RTP between two phones. Run by media-<implementation>.test.ts.
 */
import t from 'tap';
import { audioTests } from './media-suite-audio.js';
import { digitTests } from './media-suite-digits.js';
import { familyTests } from './media-suite-families.js';
import { interworkingTests } from './media-suite-interworking.js';
import { lifeTests } from './media-suite-life.js';
import { offerAnswerTests } from './media-suite-offer-answer.js';
import { sourceTests } from './media-suite-source.js';
import { srtpTests } from './media-suite-srtp.js';
import { tapTests } from './media-suite-tap.js';
import { closeShared, type MediaUnderTest } from './media-under-test.js';

export function mediaContract(under: MediaUnderTest): void {
  const parts = {
    audioTests,
    familyTests,
    offerAnswerTests,
    sourceTests,
    srtpTests,
    tapTests,
    digitTests,
    lifeTests,
    interworkingTests,
  };
  t.teardown(() => closeShared(under));
  // Mostly waiting for audio in real time, so they run concurrently.
  t.jobs = Object.keys(parts).length;
  for (const [part, tests] of Object.entries(parts))
    void t.test(`${under.name}: ${part}`, { buffered: true }, (t) => tests(t, under));
}
