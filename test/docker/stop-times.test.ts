/** What stops the service waits at least as long as it may take with the default drain. */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { parseConfig } from '../../config/load.js';

/** Of `engine/processes/parent.ts`: for the calls' end and the other processes after the limit of a drain. */
const AFTER_DRAIN_SECONDS = 55;

for (const [file, pattern] of [
  ['callveil.service', /^TimeoutStopSec=(\d+)$/m],
  ['README.md', /docker run .*--stop-timeout (\d+)/],
] as const)
  void t.test(`${file} gives a drain its time`, (t) => {
    const text = readFileSync(new URL(`../../../docker/${file}`, import.meta.url), 'utf8');
    const seconds = Number(pattern.exec(text)?.[1]);
    t.ok(seconds >= parseConfig('{}').limits.drainSeconds + AFTER_DRAIN_SECONDS, `${seconds} s`);
    t.end();
  });
