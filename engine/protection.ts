/** The protection of personal data as parts of the service. */
import type { Configuration } from './configuration.js';
import { systemClock } from './clock.js';
import type { FullDisk } from './observe/full-disk.js';
import type { Logger } from './observe/log.js';
import { Audit } from './protect/audit.js';

export function openAudit(configuration: Configuration, logger: Logger, fullDisk: FullDisk): Promise<Audit> {
  const part = 'audit';
  return Audit.open({
    directory: configuration.current.dataDirectory,
    days: () => configuration.current.audit.retentionDays,
    clock: systemClock,
    logger,
    onFailure: (err) => {
      if (!fullDisk.met('audit', err)) logger.error({ part, err }, 'the audit could not be written');
    },
    onWritten: () => fullDisk.wrote('audit'),
  });
}
