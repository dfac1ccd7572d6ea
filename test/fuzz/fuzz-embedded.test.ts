/** A minute of every fuzzer; hours are `npm run fuzz -- --seconds 3600`. */
import { fuzzForAMinute } from './fuzz-test.js';

fuzzForAMinute('embedded');
