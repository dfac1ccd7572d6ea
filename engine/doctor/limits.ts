/** Limits of the process and of the kernel that calls need. */
import type { Config } from '../../config/config.js';
import type { Findings } from './finding.js';
import type { Machine } from './machine.js';
import { serviceOwner } from './service-owner.js';

/** Sockets of a call: two legs with RTP and RTCP each; beside them its recording and a connection of its trunk. */
const FILES_OF_A_CALL = 8;
/** Files of everything else. */
const FILES = 1024;
/** What the SIP and media sockets ask for (`SO_RCVBUF`). */
export const WANTED_BUFFER = 4 * 1024 * 1024;
const WANTED_BACKLOG = 1024;

export function checkLimits(
  { limits, dataDirectory }: Pick<Config, 'limits' | 'dataDirectory'>,
  machine: Machine,
  findings: Findings,
): void {
  checkFiles(limits.maxCalls, dataDirectory, machine, findings);
  const buffer = Number(machine.text('/proc/sys/net/core/rmem_max')?.trim());
  if (buffer >= WANTED_BUFFER) findings.good('net.core.rmem_max', `${buffer} bytes`);
  else if (Number.isFinite(buffer))
    findings.doubt(
      'net.core.rmem_max',
      `${buffer} bytes: bursts of SIP and RTP are lost in the kernel`,
      `sysctl -w net.core.rmem_max=${WANTED_BUFFER}, and the same in /etc/sysctl.d/callveil.conf`,
    );
  const backlog = Number(machine.text('/proc/sys/net/core/somaxconn')?.trim());
  if (backlog >= WANTED_BACKLOG) findings.good('net.core.somaxconn', String(backlog));
  else if (Number.isFinite(backlog))
    findings.doubt(
      'net.core.somaxconn',
      `${backlog}: connections that come together are refused`,
      `sysctl -w net.core.somaxconn=${WANTED_BACKLOG}, and the same in /etc/sysctl.d/callveil.conf`,
    );
}

/** Looks at the service that runs, whose limits its supervisor has set; else at this process. */
function checkFiles(maxCalls: number, dataDirectory: string, machine: Machine, findings: Findings): void {
  const owner = serviceOwner(dataDirectory, machine);
  const ofService = owner === undefined ? undefined : machine.text(`/proc/${owner}/limits`);
  const who = ofService === undefined ? 'this shell' : `the service (process ${owner})`;
  const [, limit = ''] =
    /^Max open files\s+\S+\s+(\S+)/m.exec(ofService ?? machine.text('/proc/self/limits') ?? '') ?? [];
  const files = limit === 'unlimited' ? Infinity : Number.parseInt(limit, 10);
  if (Number.isNaN(files)) return;
  const wanted = FILES + FILES_OF_A_CALL * maxCalls;
  const subject = `open files of ${who}`;
  if (files >= wanted) return findings.good(subject, `at most ${limit}, ${wanted} wanted`);
  findings.fault(
    subject,
    `at most ${limit}; limits.maxCalls ${maxCalls} wants ${wanted}`,
    `LimitNOFILE=${wanted} in the unit (ulimit -Hn in a shell), or a lower limits.maxCalls`,
  );
}
