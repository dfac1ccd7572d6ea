/** As fuzz-embedded.test.ts, in the other mode. */
import { fuzzBriefly } from './fuzz-test.js';

fuzzBriefly('embedded-drachtio');
