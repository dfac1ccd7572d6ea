/** The protection of personal data as parts of the service. */
import type { Configuration } from './configuration.js';
import { systemClock } from './clock.js';
import type { FullDisk } from './observe/full-disk.js';
import type { Logger } from './observe/log.js';
import { Audit } from './protect/audit.js';
import { exportSubject } from './protect/subject-export.js';
import type { Reporting } from './report/reporting.js';
import type { Routing } from '../routing/routing.js';
import type { Config } from '../config/config.js';
import type { E164 } from '../routing/numbers/number.js';
import type { Messaging } from './messaging.js';

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

/** Everything that is held about a number, as pieces of a JSON document. */
export function subjectExport({
  routing,
  reporting,
  messaging,
  config,
}: {
  readonly routing: Routing;
  readonly reporting: Reporting;
  readonly messaging: Messaging;
  readonly config: Config;
}): (number: E164) => AsyncIterable<string> {
  const stores = {
    holdings: (number: E164) => routing.holdings(number),
    rows: reporting.subjectRows,
    messages: messaging.of,
    recordings: config.recording.directory,
  };
  return (number) => exportSubject(stores, number, systemClock.now());
}
