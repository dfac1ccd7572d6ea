/**
 * How long an INVITE takes through the service, measured by a process that does nothing else (setup-delay-process.ts).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface DelayProbeOptions {
  readonly target: { readonly host: string; readonly port: number };
  /** The callee's port: the service sends its INVITEs there. */
  readonly calleePort: number;
  readonly pairs: readonly { readonly caller: string; readonly x: string; readonly callee: string }[];
  readonly perSecond: number;
  /** Probes before those that count: the first ones of their kind are compiled, here and in the service. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/**
 * Collections of the process that measures would count as delay: short ones, and no threads that take CPUs from the
 * service.
 */
const QUIET_HEAP = ['--single-threaded-gc', '--max-semi-space-size=1'];

/** Milliseconds from INVITE in to INVITE out, one for each counted probe that arrived. */
export async function measureSetupDelay(options: DelayProbeOptions): Promise<number[]> {
  const program = fileURLToPath(new URL('./setup-delay-process.js', import.meta.url));
  // NODE_OPTIONS of a benchmark are for the service.
  const probes = fork(program, { execArgv: QUIET_HEAP, env: { ...process.env, NODE_OPTIONS: '' } });
  try {
    const delays = once(probes, 'message');
    const ended = once(probes, 'exit');
    probes.send(options);
    const first = await Promise.race([delays, ended.then(() => undefined)]);
    if (first === undefined) throw new Error('the process that measures the delay ended early');
    return first[0] as number[];
  } finally {
    probes.kill();
  }
}
