/**
 * `npm run fuzz -- [names] [--minutes 1] [--seed 1]`: attacks the whole service in each embedded SIP mode, all fuzzers
 * at once, and ends with what each has sent, what was found, and what is left in every process. Exits with 1 where
 * anything was found. A seed makes the same inputs again; how they meet in time is the machine's.
 */
import { fuzzers, runFuzzers } from './run-fuzzers.js';

const names = process.argv
  .slice(2)
  .filter((word, at, all) => !word.startsWith('--') && !all[at - 1]?.startsWith('--'));
const seconds = 60 * numberOf('--minutes', numberOf('--seconds', 60) / 60);
const seed = numberOf('--seed', Date.now() % 1_000_000);
const unknown = names.filter((name) => !fuzzers.some((fuzzer) => fuzzer.name === name));
if (unknown.length > 0 || Number.isNaN(seconds) || Number.isNaN(seed)) {
  console.error(
    `usage: npm run fuzz -- [${fuzzers.map(({ name }) => name).join('|')}] [--minutes 1 | --seconds 60] [--seed 1]`,
  );
  process.exit(2);
}

let failed = false;
for (const server of ['embedded', 'embedded-drachtio'] as const) {
  console.log(`${server}, ${seconds} s, seed ${seed}`);
  const { sent, findings, table } = await runFuzzers({ server, seed, seconds, names });
  for (const [name, count] of sent) console.log(`  ${name.padEnd(32)} ${count} inputs`);
  console.log(table);
  for (const finding of findings) console.log(`  FOUND ${finding}`);
  failed ||= findings.length > 0;
}
process.exitCode = failed ? 1 : 0;

function numberOf(option: string, otherwise: number): number {
  const at = process.argv.indexOf(option);
  return at < 0 ? otherwise : Number(process.argv[at + 1] ?? NaN);
}
