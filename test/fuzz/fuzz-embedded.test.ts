/** Some thousand inputs of every fuzzer; hours are `npm run fuzz -- --minutes 120`. */
import { fuzzBriefly } from './fuzz-test.js';

fuzzBriefly('embedded');
