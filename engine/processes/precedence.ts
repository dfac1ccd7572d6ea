/**
 * The processes that answer the network go before those that compute: when the CPU does not suffice, or others take it, a refusal still
 * leaves within milliseconds and audio on time, and what waits is the engine's work, which the load shows. The system must allow it (root, or a limit such as
 * `LimitNICE=-5` of the systemd unit); otherwise all processes are equal.
 */
import { setPriority } from 'node:os';

/** As `nice` counts: three times the share of the others. */
const NICE = -5;

/** For the calling thread, and the threads that it starts from now on. */
export function takePrecedence(): void {
  try {
    setPriority(NICE);
  } catch {
    // It is not allowed to.
  }
}
