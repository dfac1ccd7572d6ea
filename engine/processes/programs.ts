/** The program of each process, and its flags for Node. The one place that names them. */

/**
 * V8's settings for the objects that calls allocate, in the processes that a call passes through.
 *
 * - A young generation of 4 MiB semi-spaces instead of 16: at 400 calls/s a scavenge takes 4 ms instead of 14 (medians).
 * - Short-lived objects stay in it. By default V8 allocates objects that have often survived two scavenges in the old
 *   generation, and refused calls then keep everything they reference alive until the next full collection: 6 to 10 ms
 *   instead of 2 at 200 refused calls a second.
 * - Scavenges are left to the thread that allocates: on two busy CPUs the helper threads spend more on sharing a few MiB
 *   than they save (0.11 s CPU of 1.9 for 1000 calls).
 */
const HEAP_FLAGS = ['--max-semi-space-size=4', '--no-allocation-site-pretenuring', '--no-parallel-scavenge'];

export interface Program {
  readonly url: URL;
  readonly flags: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** It goes before the others. */
  readonly answersNetwork?: boolean;
}

export type ProcessName = 'sip' | 'media' | 'recorder' | 'engine';

export const PROGRAMS: Readonly<Record<ProcessName, Program>> = {
  sip: { url: new URL('./sip-process.js', import.meta.url), flags: HEAP_FLAGS, answersNetwork: true },
  media: { url: new URL('./media-process.js', import.meta.url), flags: [], answersNetwork: true },
  recorder: {
    url: new URL('./recorder-process.js', import.meta.url),
    flags: [],
    // Many files are written and synced at once.
    environment: { UV_THREADPOOL_SIZE: '8' },
  },
  engine: { url: new URL('./engine-process.js', import.meta.url), flags: HEAP_FLAGS },
};
