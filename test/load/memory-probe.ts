/**
 * Preloaded into the service by a benchmark (NODE_OPTIONS=--expose-gc --import …): on SIGUSR2 each process collects its
 * garbage and writes its live bytes to a file of the folder CALLVEIL_MEMORY_PROBE names. The product knows nothing of
 * it.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const folder = process.env['CALLVEIL_MEMORY_PROBE'];
if (isMainThread && folder !== undefined) {
  process.on('SIGUSR2', () => {
    for (let round = 0; round < 3; round += 1) global.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    const file = join(folder, `${process.pid}.json`);
    writeFileSync(`${file}.new`, JSON.stringify({ heapUsed, external }));
    renameSync(`${file}.new`, file);
  });
}
