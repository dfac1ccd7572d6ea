/**
 * Examines what calls need of a machine and its network: `callveil doctor`. It looks, connects, and asks trunks with OPTIONS;
 * it changes nothing, and no application gets a request. Every finding that is not good says what to do.
 */
import type { Config } from '../../config/config.js';
import { checkCertificates } from './certificates.js';
import { checkClock, checkSteps } from './clock.js';
import { checkDisk } from './disk.js';
import { findingsOf, type Finding, type Findings } from './finding.js';
import { checkLimits } from './limits.js';
import type { Lookup, Machine } from './machine.js';
import { checkCallbacks, checkTrunks } from './peers.js';
import { checkPorts } from './ports.js';
import { checkStores } from './stores.js';

export interface Allowed {
  readonly lookup: Lookup;
  refusal(host: string): string | undefined;
}

/** `allowed`: where call-backs may go. Never rejects: a check that fails is a finding. */
export async function examine(
  config: Config,
  machine: Machine,
  allowed: Allowed,
): Promise<readonly Finding[]> {
  const begun = { now: machine.now(), elapsed: machine.elapsed() };
  const checks: readonly [string, (findings: Findings) => Promise<void> | void][] = [
    ['ports', (findings) => checkPorts(config, machine, findings)],
    ['limits', (findings) => checkLimits(config, machine, findings)],
    ['disk', (findings) => checkDisk(config, machine, findings)],
    ['certificates', (findings) => checkCertificates(config, machine, findings)],
    ['stores', (findings) => checkStores(config, machine, findings)],
    ['trunks', (findings) => checkTrunks(config, machine, findings)],
    ['call-backs', (findings) => checkCallbacks(config, allowed, machine, findings)],
    ['clock', (findings) => checkClock(config, machine, findings)],
  ];
  // Those of the network wait for others; together they take as long as the slowest.
  const done = await Promise.all(checks.map(([name, check]) => oneCheck(name, check)));
  const steps = await oneCheck('clock', (findings) => checkSteps(begun, machine, findings));
  return [...done.flat(), ...steps];
}

async function oneCheck(
  name: string,
  check: (findings: Findings) => Promise<void> | void,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const findings = findingsOf(name, found);
  try {
    await check(findings);
  } catch (error) {
    findings.fault(
      'the check itself',
      error instanceof Error ? error.message : String(error),
      'report this as a fault of Callveil',
    );
  }
  return found;
}
