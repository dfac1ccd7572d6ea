/** The application of the benchmarks of calls, and the pairs of numbers that are bound for it. */
import type { Callveil } from '../support/servers/callveil.js';

const APP = { appKey: 'bench-app', appSecret: 'bench-secret' };
const PAIRS = 2000;
const PAIRS_PER_X = 100;

export interface Pair {
  readonly caller: string;
  readonly callee: string;
  readonly x: string;
}

/** As the configuration has it. */
export const BENCH_APPLICATION = {
  ...APP,
  name: 'Benchmark',
  mode: 'AXB',
  numbers: Array.from({ length: PAIRS / PAIRS_PER_X }, (_, n) => ({
    number: `+86171${String(n).padStart(8, '0')}`,
    areaCode: '0755',
  })),
};

export async function bindPairs(callveil: Callveil, count = PAIRS): Promise<Pair[]> {
  const client = callveil.client(APP);
  const pairs = Array.from({ length: count }, (_, n) => ({
    caller: `+86138${String(n).padStart(8, '0')}`,
    callee: `+86139${String(n).padStart(8, '0')}`,
    x: `+86171${String(Math.floor(n / PAIRS_PER_X)).padStart(8, '0')}`,
  }));
  for (let from = 0; from < pairs.length; from += 50) {
    await Promise.all(
      pairs.slice(from, from + 50).map(async ({ caller, callee, x }) => {
        const { json } = await client.post('/rest/caas/relationnumber/partners/v1.0', {
          callerNum: caller,
          calleeNum: callee,
          relationNum: x,
        });
        if (json['resultcode'] !== '0') throw new Error(`binding failed: ${JSON.stringify(json)}`);
      }),
    );
  }
  return pairs;
}
