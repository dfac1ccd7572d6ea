/** Whether the machine knows the time: signatures, certificates, hours of the rules and records depend on it. */
import type { Config } from '../../config/config.js';
import type { Findings } from './finding.js';
import type { Machine } from './machine.js';

const MOST_SECONDS = 1;
/** Wall and monotonic clock go apart by so much only if one steps. */
const MOST_STEP_MS = 200;

export async function checkClock(
  { api }: Pick<Config, 'api'>,
  machine: Machine,
  findings: Findings,
): Promise<void> {
  const tracking = await machine.run('chronyc', ['-n', 'tracking']);
  if (tracking !== undefined) return byChrony(tracking, api.clockSkewSeconds, findings);
  const shown = await machine.run('timedatectl', ['show', '--property=NTP', '--property=NTPSynchronized']);
  const subject = 'time of day';
  if (shown === undefined)
    return findings.doubt(
      subject,
      'neither chrony nor timedatectl says',
      'install chrony; compare date -u with another machine',
    );
  if (/^NTPSynchronized=yes$/m.test(shown)) return findings.good(subject, 'synchronised');
  findings.doubt(
    subject,
    'not synchronised',
    'apt-get install chrony, or timedatectl set-ntp true; let it reach a time server',
  );
}

/** `System time     : 0.000012 seconds slow of NTP time`. */
function byChrony(tracking: string, skewSeconds: number, findings: Findings): void {
  const subject = 'time of day';
  const [, offset = '', direction = ''] =
    /^System time\s*:\s*([\d.]+) seconds (slow|fast)/m.exec(tracking) ?? [];
  if (/^Leap status\s*:\s*Not synchronised/m.test(tracking) || offset === '')
    return findings.doubt(
      subject,
      'chrony has reached no time server',
      'chronyc sources -v says which servers do not answer',
    );
  const found = `${Number(offset)} s ${direction} of NTP time`;
  const seconds = Number(offset);
  if (seconds > skewSeconds)
    return findings.fault(
      subject,
      `${found}: every request of an application is refused`,
      'chronyc makestep',
    );
  if (seconds > MOST_SECONDS) return findings.doubt(subject, found, 'chronyc makestep');
  findings.good(subject, found);
}

/** `begun`: both clocks at the beginning of the examination. */
export function checkSteps(
  begun: { readonly now: number; readonly elapsed: number },
  machine: Machine,
  findings: Findings,
): void {
  const step = machine.now() - begun.now - (machine.elapsed() - begun.elapsed);
  if (Math.abs(step) <= MOST_STEP_MS) return findings.good('steps of the clock', 'none while this ran');
  findings.doubt(
    'steps of the clock',
    `${Math.round(step)} ms while this ran`,
    'let one service alone set the clock, and slew it (chrony: makestep 1 3)',
  );
}
