/** The short form of `npm run fuzz` that runs with the tests: another seed each time, which a failure names. */
import t from 'tap';
import type { SipServer } from './fuzzed-service.js';
import { fuzzers, runFuzzers } from './run-fuzzers.js';

/** No machine is that slow. */
const SECONDS = 120;

export function fuzzBriefly(server: SipServer): void {
  const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
  void t.test(
    `hostile input of every kind ends nothing and leaves nothing (${server}, seed ${seed})`,
    async (t) => {
      const { sent, findings, table } = await runFuzzers({
        ...{ server, seed, seconds: SECONDS, names: [], isBrief: true },
      });
      t.comment(table);
      t.same(findings, [], `FUZZ_SEED=${seed} makes the same inputs again`);
      for (const { name } of fuzzers) t.ok((sent.get(name) ?? 0) > 0, `${name} has sent something`);
    },
  );
}
