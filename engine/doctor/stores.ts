/** Whether the servers that stores are in can be reached, and are of a version that will do. */
import { hostPort } from '../../config/address.js';
import type { Config } from '../../config/config.js';
import type { Findings } from './finding.js';
import type { Machine } from './machine.js';

/** XTRIM MINID, which an erasure needs. */
const LEAST_REDIS = '6.2';
/** The oldest whose partitions have what the schema uses. */
const LEAST_POSTGRESQL = '13';

export async function checkStores(
  { journal, records, sip }: Pick<Config, 'journal' | 'records' | 'sip'>,
  machine: Machine,
  findings: Findings,
): Promise<void> {
  if (sip.server === 'drachtio') {
    const { host, port } = sip.drachtio;
    const failed = await machine.connect({ host, port });
    const subject = `drachtio-server at ${hostPort(host, port)}`;
    if (failed === undefined) findings.good(subject, 'takes connections');
    else findings.fault(subject, failed.failed, 'start it; look at sip.drachtio and its admin address');
  }
  if (journal.type === 'redis') {
    const subject = `redis at ${hostIn(journal.redis.url)}`;
    const facts = await machine.redis(journal.redis);
    if ('failed' in facts)
      findings.fault(
        subject,
        facts.failed,
        'start it; look at journal.redis.url, its password and firewalls',
      );
    else {
      checkVersion(subject, facts.version, LEAST_REDIS, findings);
      if (facts.mayLose)
        findings.doubt(
          subject,
          'it may lose acknowledged binds in a crash',
          'appendonly yes and appendfsync always in redis.conf',
        );
      if (facts.role !== 'master' && !journal.redis.cluster)
        findings.fault(
          subject,
          `its role is ${facts.role}`,
          'connect to the master: a replica takes no binds',
        );
    }
  }
  if (records.store === 'postgresql') {
    const subject = `postgresql at ${hostIn(records.postgresql.url)}`;
    const version = await machine.postgresql(records.postgresql.url);
    if (typeof version === 'string') checkVersion(subject, version, LEAST_POSTGRESQL, findings);
    else
      findings.fault(
        subject,
        version.failed,
        'start it; look at records.postgresql.url and pg_hba.conf. Calls go on, and records wait, meanwhile',
      );
  }
}

function checkVersion(subject: string, version: string, least: string, findings: Findings): void {
  const parts = (text: string): number[] => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [found, wanted] = [parts(version), parts(least)];
  const place = wanted.findIndex((part, at) => (found[at] ?? 0) !== part);
  if (place < 0 || (found[place] ?? 0) > (wanted[place] ?? 0)) findings.good(subject, `version ${version}`);
  else findings.fault(subject, `version ${version}`, `upgrade it to ${least} or later`);
}

/** Without a user and a password. */
function hostIn(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that cannot be read';
}
