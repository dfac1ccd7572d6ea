/** What each process of the service runs, and with which flags of Node. The one place that names them. */

/**
 * How V8 keeps house with what calls allocate, in the processes that a call goes through.
 *
 * - A young generation of 4 MiB semi-spaces in place of 16: at 400 calls/s a scavenge stands still for 4 ms in place of 14 (medians).
 * - Short-lived objects stay in it. V8 otherwise allocates what has often outlived two scavenges in the old generation from the
 *   start, and calls that are refused then keep all they reference alive until the next full collection: 6 to 10 ms of standstill
 *   in place of 2 at 200 refused calls a second.
 * - Scavenges are left to the thread that allocates: on two busy CPUs the helper threads spend more on sharing a few MiB than they do
 *   of the work (0.11 s CPU of 1.9 for 1000 calls).
 */
const HEAP_FLAGS = ['--max-semi-space-size=4', '--no-allocation-site-pretenuring', '--no-parallel-scavenge'];

export interface Program {
  readonly url: URL;
  readonly flags: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export type ProcessName = 'sip' | 'media' | 'recorder' | 'engine';

export const PROGRAMS: Readonly<Record<ProcessName, Program>> = {
  sip: { url: new URL('./sip-process.js', import.meta.url), flags: HEAP_FLAGS },
  media: { url: new URL('./media-process.js', import.meta.url), flags: [] },
  recorder: {
    url: new URL('./recorder-process.js', import.meta.url),
    flags: [],
    // Many files are written and synced at once.
    environment: { UV_THREADPOOL_SIZE: '8' },
  },
  engine: { url: new URL('./engine-process.js', import.meta.url), flags: HEAP_FLAGS },
};
