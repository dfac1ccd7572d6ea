/** Preloaded into the processes of a service: on SIGUSR2 each gets an unhandled rejection. */
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('SIGUSR2', () => {
    void Promise.reject(new Error(`planted in ${process.argv[1] ?? ''}`));
  });
