/** The records of the past as one part of the service: their store, and what fills and empties it. */
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { E164 } from '../routing/numbers/number.js';
import type { Pool } from '../routing/numbers/pool.js';
import { systemClock } from './clock.js';
import type { Configuration } from './configuration.js';
import type { FullDisk } from './observe/full-disk.js';
import type { Logger } from './observe/log.js';
import { PastRecords } from './records/past-records.js';
import type { RecordStore, UnfiledRecords } from './records/record-store.js';
import { SqliteRecords } from './records/sqlite.js';

export interface KeptRecordsOptions {
  readonly configuration: Configuration;
  /** Where records become durable. */
  readonly sources: readonly UnfiledRecords[];
  /** Knows the cities of privacy numbers. */
  readonly pool: Pick<Pool, 'areaCodeOf'>;
  readonly fullDisk: FullDisk;
  readonly logger: Logger;
}

/** Rejects with an Error for a person if the store cannot be used. */
export async function keepRecords({
  configuration,
  sources,
  pool,
  fullDisk,
  logger,
}: KeptRecordsOptions): Promise<PastRecords> {
  const part = 'records';
  let isAway = false;
  const records = new PastRecords({
    ...{ store: await openStore(configuration.current, logger), sources, clock: systemClock, logger },
    days: () => {
      const { records: kept, messages } = configuration.current;
      return { call: kept.retentionDays, number: kept.retentionDays, message: messages.retentionDays };
    },
    statisticsDays: () => configuration.current.records.statisticsDays,
    areaCodeOf: (x) => pool.areaCodeOf(x as E164),
    onFailure: (err) => {
      const text = err instanceof Error ? err.message : String(err);
      if (!fullDisk.met('records', text) && !isAway)
        logger.error({ part, err }, 'records wait in the data folder, as their store does not take them');
      isAway = true;
    },
    onFiled: () => {
      fullDisk.wrote('records');
      if (isAway) logger.info({ part }, 'the store of records takes records again');
      isAway = false;
    },
  });
  records.start();
  return records;
}

/** PostgreSQL's client is loaded by the services that use it alone. */
async function openStore({ dataDirectory, records }: Config, logger: Logger): Promise<RecordStore> {
  if (records.store === 'sqlite') return SqliteRecords.open(join(dataDirectory, 'records.sqlite'));
  const { PostgresqlRecords } = await import('./records/postgresql.js');
  const onBroken = (err: Error): void =>
    logger.warn(
      { part: 'records', err },
      'a connection to PostgreSQL broke; the next query opens another one',
    );
  return new PostgresqlRecords({ url: records.postgresql.url, onBroken });
}
