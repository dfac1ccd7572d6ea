/** Rules for the SMPP connections of a trunk that a schema cannot express. */
import { checkTrunkNumbers } from './check-trunk-numbers.js';
import type { SmppConfig } from './config.js';

type Report = (pointer: string, expected: string, found: string) => void;

/** `at`: the pointer of the trunk. */
export function checkSmpp(smpp: SmppConfig, at: string, report: Report): void {
  const here = `${at}/smpp`;
  checkTrunkNumbers(smpp, here, report);
  const { servers, tls, retrySeconds, maxRetrySeconds } = smpp;
  servers.forEach((server, index) => {
    if (servers.indexOf(server) !== index)
      report(`${here}/servers/${index}`, 'a server named once, with binds for more connections', server);
  });
  if ((tls?.certificateFile === undefined) !== (tls?.keyFile === undefined))
    report(`${here}/tls`, 'certificateFile and keyFile, or neither', 'one of them');
  if (maxRetrySeconds < retrySeconds)
    report(`${here}/maxRetrySeconds`, `${retrySeconds} (retrySeconds) at least`, String(maxRetrySeconds));
}
