/** The protection of personal data as parts of the service. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { Mention } from '../routing/numbers/mention.js';
import type { E164 } from '../routing/numbers/number.js';
import type { Routing } from '../routing/routing.js';
import type { StoreOutcome } from '../routing/subject-erasure.js';
import { openAccounts, type OpenedAccounts } from './accounts/open-accounts.js';
import type { SessionLimits } from './accounts/sessions.js';
import type { Calls } from './call/calls.js';
import { systemClock } from './clock.js';
import type { Configuration } from './configuration.js';
import type { Messaging } from './messaging.js';
import type { FullDisk } from './observe/full-disk.js';
import type { Logger } from './observe/log.js';
import { Audit } from './protect/audit.js';
import { remarksOf } from './protect/certificate.js';
import { Erasures, type ErasableStore } from './protect/erasures.js';
import { eraseRecordings } from './protect/recording-erasure.js';
import { eraseRecords, type ErasableRecords } from './protect/record-erasure.js';
import { exportSubject } from './protect/subject-export.js';
import type { CallFacts } from './report/call-facts.js';
import type { Reporting } from './report/reporting.js';

/** The operators' accounts, whose sessions follow the configuration in force. */
export function accountsOf(configuration: Configuration, logger: Logger): Promise<OpenedAccounts> {
  const limits = (): SessionLimits => {
    const { idleMinutes, sessionHours: hours } = configuration.current.operator.accounts;
    return { idleMinutes, hours };
  };
  const { dataDirectory: folder, operator } = configuration.current;
  const { openId: config, publicUrl } = operator;
  const openId = config && publicUrl !== undefined ? { config, publicUrl } : undefined;
  return openAccounts({ folder, limits, clock: systemClock, logger, openId });
}

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

/** Where something of a person is held. */
export interface PersonalStores {
  readonly routing: Pick<Routing, 'holdings' | 'mentionOf' | 'erase'>;
  readonly reporting: Pick<Reporting, 'subjectRows' | 'eraseSubject'>;
  readonly messaging: Pick<Messaging, 'of' | 'partsOf' | 'erase'>;
  readonly calls: Pick<Calls, 'list'>;
  readonly records: ErasableRecords;
  readonly config: Pick<Config, 'dataDirectory' | 'recording' | 'journal' | 'log'>;
}

/** Everything that is held about a number, as pieces of a JSON document. */
export function subjectExport({
  routing,
  reporting,
  messaging,
  calls,
  records,
  config,
}: PersonalStores): (number: E164) => AsyncIterable<string> {
  const stores = {
    holdings: (number: E164) => routing.holdings(number),
    mentionOf: (number: E164) => routing.mentionOf(number),
    rows: reporting.subjectRows,
    messages: messaging.of,
    parts: messaging.partsOf,
    calls: (mention: Mention) => callsOf(calls, mention),
    pastRecords: (number: E164) => records.rowsAbout(number),
    recordings: config.recording.directory,
  };
  return (number) => exportSubject(stores, number, systemClock.now());
}

/** Takes up what an earlier run left of erasures. Rejects with an Error if its folder cannot be used. */
export function openErasures(stores: PersonalStores, audit: Audit, logger: Logger): Promise<Erasures> {
  const { routing, config } = stores;
  return Erasures.open({
    folder: join(config.dataDirectory, 'erasures'),
    stores: erasableStores(stores),
    mentionOf: (number) => routing.mentionOf(number),
    engine: hostname(),
    journal: config.journal.type === 'redis' ? 'shared' : 'own',
    remarks: remarksOf(config.log.showNumbers),
    ...{ audit, clock: systemClock, logger },
  });
}

/** In the order of an erasure: what is in progress is looked at first, so that what ends meanwhile is said to be kept. */
export function erasableStores({
  routing,
  reporting,
  messaging,
  calls,
  records,
  config,
}: PersonalStores): readonly ErasableStore[] {
  const recorded = { rows: reporting.subjectRows, recordings: config.recording.directory };
  return [
    { name: 'in progress', erase: ({ mention }) => inProgress(calls, messaging, mention) },
    { name: 'journal', erase: (request) => routing.erase(request) },
    { name: 'recordings', erase: (request) => eraseRecordings(recorded, request) },
    { name: 'reports', erase: (request) => reporting.eraseSubject(request) },
    { name: 'messages', erase: (request) => messaging.erase(request) },
    { name: 'records', erase: (request) => eraseRecords(records, request) },
  ];
}

async function inProgress(
  calls: PersonalStores['calls'],
  messaging: PersonalStores['messaging'],
  mention: Mention,
): Promise<StoreOutcome> {
  const active = callsOf(calls, mention);
  const parts = await messaging.partsOf(mention);
  const because = 'they are under way: ask again once their records are written';
  const ids = active.slice(0, 100).map(({ sessionId }) => sessionId);
  return {
    ...{ erased: {}, replaced: {}, notes: [] },
    kept: [
      ...(active.length === 0 ? [] : [{ what: 'calls', count: active.length, ids, because }]),
      ...(parts.length === 0
        ? []
        : [
            {
              ...{ what: 'parts of long messages', count: parts.length },
              because: 'the other parts are awaited, for minutes at most: ask again',
            },
          ]),
    ],
  };
}

/** Calls in progress of the number, or with it in their user data. */
function callsOf(
  calls: PersonalStores['calls'],
  mention: Mention,
): readonly Omit<CallFacts, 'application'>[] {
  return [...calls.list()].flatMap(({ facts: { application: _, ...facts } }) =>
    Object.values(facts).some((value) => typeof value === 'string' && mention.isIn(value)) ? [facts] : [],
  );
}
