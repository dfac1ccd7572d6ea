/**
 * `npm run --silent bench -- <name> [--json]`: runs one benchmark, names the machine and its load, prints a table, and
 * with `--json` one JSON object as the last line. A benchmark is a file `bench-<name>.ts` that exports `bench`.
 *
 * Runs with --no-memory-reducer: V8 would use the quiet of a process that only waits for what it measures to collect its
 * whole heap, on all CPUs for a tenth of a second, amid the measurement.
 */
import { cpus, loadavg, release, totalmem } from 'node:os';
import { existsSync, readdirSync } from 'node:fs';
import { machineSpeed } from './machine-speed.js';

/** What a benchmark measured: rows for people, keys for machines. */
export interface BenchResult {
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly figures: Readonly<Record<string, number | string | null>>;
}

const [name = '', ...options] = process.argv.slice(2);
const file = new URL(`./bench-${name}.js`, import.meta.url);
if (!/^[a-z]+$/.test(name) || !existsSync(file)) {
  const names = readdirSync(new URL('.', import.meta.url)).flatMap(
    (f) => /^bench-(\w+)\.js$/.exec(f)?.[1] ?? [],
  );
  console.error(`usage: npm run --silent bench -- ${names.join('|')} [--json]`);
  process.exit(2);
}
const { bench } = (await import(file.href)) as {
  bench: (options: readonly string[]) => Promise<BenchResult>;
};
const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
const loadBefore = loadavg()[0]?.toFixed(2) ?? '?';
const speed = machineSpeed();
console.log(
  `${name} on ${machine}; load before ${loadBefore}; a step ${speed.stepNanoseconds} ns, a read ${speed.readNanoseconds} ns`,
);
const { rows, figures } = await bench(options);
const width = Math.max(...rows.map(([label]) => label.length));
for (const [label, value] of rows) console.log(`  ${label.padEnd(width)}  ${value}`);
if (options.includes('--json'))
  console.log(JSON.stringify({ benchmark: name, machine, loadBefore, ...speed, ...figures }));
process.exit(0);
