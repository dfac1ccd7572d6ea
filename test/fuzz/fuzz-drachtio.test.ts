/** As fuzz-embedded.test.ts, in the other mode. */
import { fuzzForAMinute } from './fuzz-test.js';

fuzzForAMinute('embedded-drachtio');
