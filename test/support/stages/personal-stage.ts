/** Every store that has a person's number, on disk as the service has them, in one folder; and erasures over them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { ActiveCall } from '../../../engine/call/calls.js';
import { createLogger } from '../../../engine/observe/log.js';
import { startJournalThread } from '../../../engine/processes/journal-link.js';
import { Audit } from '../../../engine/protect/audit.js';
import { Erasures, type ErasableStore } from '../../../engine/protect/erasures.js';
import { PastRecords } from '../../../engine/records/past-records.js';
import { SqliteRecords } from '../../../engine/records/sqlite.js';
import { erasableStores } from '../../../engine/protection.js';
import { MessageFile } from '../../../engine/report/message-file.js';
import type { KeptMessage } from '../../../engine/report/message-facts.js';
import { Outbox } from '../../../engine/report/outbox.js';
import { eraseFromOutbox } from '../../../engine/report/outbox-erasure.js';
import { PartFiles } from '../../../engine/smpp/parts/part-files.js';
import { ApplicationRegistry } from '../../../routing/application.js';
import { SqliteJournal } from '../../../routing/journal/sqlite.js';
import type { Mention } from '../../../routing/numbers/mention.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { createRouting, type Routing } from '../../../routing/routing.js';
import { FakeClock } from '../fakes/fake-clock.js';
import { application, chinaPolicy, mobile, privateNumber } from './routing-world.js';

export const apps = {
  axb: application('AXB'),
  ax: application('AX'),
  axe: application('AXE'),
  axyb: application('AXYB'),
} as const;

export interface PersonalStage {
  readonly folder: string;
  readonly clock: FakeClock;
  readonly routing: Routing;
  readonly outbox: Outbox;
  readonly messages: MessageFile;
  readonly parts: PartFiles;
  /** The store of records, filled when something is erased. */
  readonly records: SqliteRecords;
  readonly audit: Audit;
  readonly calls: ActiveCall[];
  readonly stores: readonly ErasableStore[];
  readonly log: string[];
  /** Erasures over these stores. */
  erasures(): Promise<Erasures>;
  /** The same over others in their place, which the test closes, or never does as one that is killed. */
  erasuresOver(stores: readonly ErasableStore[]): Promise<Erasures>;
  /** Names of the files under the folder whose bytes have the number in any form. */
  filesWith(number: E164): string[];
}

export async function personalStage(t: Test): Promise<PersonalStage> {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-personal-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const clock = new FakeClock();
  const log: string[] = [];
  const destination = { write: (line: string) => void log.push(line) };
  const logger = createLogger({ level: 'info', showNumbers: false, destination });
  const journal = await SqliteJournal.open(join(folder, 'journal.sqlite'), startJournalThread);
  t.teardown(() => journal.close());
  const routing = await routingOn(journal, clock);
  const outbox = await Outbox.open(join(folder, 'outbox.sqlite'), (failure) => t.fail(failure));
  t.teardown(() => outbox.close());
  const messages = await MessageFile.open({
    ...{ file: join(folder, 'messages.sqlite'), days: () => 30, clock },
    onFailure: (failure) => t.fail(failure),
    onWritten: () => undefined,
  });
  t.teardown(() => messages.close());
  const audit = await Audit.open({ directory: folder, days: () => 30, clock, logger });
  t.teardown(() => audit.close());
  const parts = new PartFiles(join(folder, 'smpp-parts'));
  await parts.load();
  const recordings = join(folder, 'recordings');
  mkdirSync(recordings);
  const calls: ActiveCall[] = [];
  const partsOf = async (mention: Mention): Promise<readonly object[]> =>
    (await parts.list()).filter(({ key }) => key.split('\n').some((line) => mention.isAll(line)));
  const records = await SqliteRecords.open(join(folder, 'records.sqlite'));
  t.teardown(() => records.close());
  const pastRecords = new PastRecords({
    ...{ store: records, sources: [outbox, messages], clock, logger },
    days: () => ({ call: 90, message: 30, number: 90 }),
    ...{ statisticsDays: () => 400, areaCodeOf: () => undefined },
    ...{ onFailure: (error) => t.fail(String(error)), onFiled: () => undefined },
  });
  const stores = erasableStores({
    routing,
    calls: { list: () => calls },
    records: pastRecords,
    reporting: {
      subjectRows: async (query) => {
        await outbox.flush();
        return outbox.file.request('subject', query);
      },
      eraseSubject: (request) => eraseFromOutbox(outbox, request),
    },
    messaging: {
      of: (mention) => messages.of(mention.data),
      partsOf,
      erase: (request) => messages.erase(request),
    },
    config: { recording: { directory: recordings } } as never,
  });
  const erasuresOver: PersonalStage['erasuresOver'] = (given) =>
    Erasures.open({
      ...{ folder: join(folder, 'erasures'), stores: given, audit, clock, logger },
      mentionOf: (number) => routing.mentionOf(number),
      ...{ engine: 'engine-1', journal: 'own', remarks: ['a remark'] },
    });
  return {
    ...{ folder, clock, routing, outbox, messages, parts, records, audit, calls, stores, log, erasuresOver },
    erasures: async () => {
      const erasures = await erasuresOver(stores);
      t.teardown(() => erasures.close());
      return erasures;
    },
    filesWith: (number) => {
      const mention = routing.mentionOf(number);
      const names = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      return names
        .filter((name) => mention.isIn(readFileSync(name, 'latin1')))
        .map((name) => name.slice(folder.length + 1))
        .sort();
    },
  };
}

async function routingOn(journal: SqliteJournal, clock: FakeClock): Promise<Routing> {
  const routing = await createRouting({
    ...{ journal, policy: chinaPolicy, sweepEveryMs: 0, clock: () => clock.now() },
    applications: new ApplicationRegistry(Object.values(apps)),
  });
  for (const [place, { appKey }] of Object.values(apps).entries())
    await routing.pool.add(
      appKey,
      [1, 2, 3, 4, 5, 6].map((n) => ({ number: privateNumber(100 * (place + 1) + n), areaCode: '0755' })),
    );
  return routing;
}

/** A past message, or one on its way. */
export function message(
  id: string,
  sender: E164,
  receiver: E164,
  more: Partial<KeptMessage> = {},
): KeptMessage {
  const x = privateNumber(101);
  return {
    facts: {
      ...{
        id,
        appKey: 'app-axb',
        subscriptionId: undefined,
        userData: undefined,
        x,
        to: x,
        sender,
        receiver,
      },
      ...{ display: x, direction: 1 as never, parts: 1, receivedAt: 1, expiresAt: 2, text: '', trunk: 'c' },
    },
    ...{ stage: 'ended', attempts: 1, dueAt: 0, result: 'sent', isReported: true, ...more },
  };
}

export interface Planted {
  /** Names of recordings of calls of the number. */
  readonly recordings: readonly string[];
}

/** Puts the number everywhere a number can be, and what it has done away with already. `n` tells subjects apart. */
export async function plant(stage: PersonalStage, number: E164, n: number): Promise<Planted> {
  const { routing, outbox, messages, folder } = stage;
  const other = mobile(500_000 + n);
  await plantRelations(stage, number, n);
  const { blacklist, registrations, complaints } = routing.compliance;
  await registrations.add([number], {});
  await blacklist.add([
    { kind: 'call', number },
    { kind: 'bind-a', number, appKey: 'app-axb' },
    { kind: 'message', number: other, note: `asked for by ${number.slice(3)}` },
  ]);
  await complaints.add({ appKey: 'app-axb', category: 'other', note: `${spaced(number)} is angry` });
  const recordings = [`${n}0000000000000000000000`, `${n}1111111111111111111111`];
  for (const [place, name] of recordings.entries()) {
    for (const ending of ['.wav', '.txt'])
      writeFileSync(join(folder, 'recordings', `${name}${ending}`), `voices of ${number}`);
    const body = JSON.stringify({ sessionId: `${n}-${place}`, callerNum: number, fwdDstNum: other });
    const record = { sessionId: `${n}-${place}`, appKey: 'app-axb', endedAt: 1, body };
    outbox.addRecord({ ...record, recording: `${name}.wav` });
  }
  const body = JSON.stringify({ callerNum: other, userData: `for ${number.slice(3)}` });
  outbox.addRecord({ sessionId: `m-${n}`, appKey: 'app-axb', endedAt: 1, recording: null, body });
  const event = { kind: 'callin', at: 1 };
  const called = JSON.stringify({ eventType: 'callin', statusInfo: { called: number } });
  outbox.add({ appKey: 'app-axb', channel: '', group: `${n}`, body: called }, { isPushed: false, event });
  outbox.add({ appKey: 'app-axb', channel: 'status', group: `${n}`, body: called });
  await outbox.flush();
  outbox.giveUp(outbox.lastId, 1, 'HTTP 500');
  await messages.keep(message(`one-${n}`, number, other), undefined);
  await messages.keep(message(`two-${n}`, other, number), undefined);
  await outbox.flush();
  return { recordings };
}

/** As A, B, Y's B, last caller, temporary callee, number to call back, in user data; some of them are over. */
async function plantRelations({ routing }: PersonalStage, number: E164, n: number): Promise<void> {
  const { axb, ax, axe, axyb } = routing.bindings;
  const other = (k: number): E164 => mobile(600_000 + 100 * n + k);
  const x = privateNumber(100 + (n % 5) + 1);
  const past = await axb.bind(apps.axb, { a: number, b: other(9), x, userData: `past ${number}` });
  await axb.unbind(apps.axb, { subscriptionId: past.id });
  await axb.bind(apps.axb, { a: number, b: other(1), x });
  await axb.bind(apps.axb, { a: other(2), b: other(3), x, userData: `tel: 0086${number.slice(3)}` });
  // A counter of the journal is named for an A.
  const former = await ax.bind(apps.ax, { a: number, areaCode: '0755' });
  await ax.unbind(apps.ax, { subscriptionId: former.id });
  const own = await ax.bind(apps.ax, { a: other(4), areaCode: '0755' });
  await ax.setTemporaryCallee(apps.ax, { subscriptionId: own.id, callee: number, duration: 60 });
  const extended = await axe.bind(apps.axe, { a: other(5), callbackNum: number, areaCode: '0755' });
  await routing.applyEffect({
    ...{ kind: 'callback-record', when: 'reached', subscriptionId: extended.id, caller: number },
  });
  const whole = await axyb.bind(apps.axyb, { a: other(6), areaCode: '0755' });
  await axyb.bindY(apps.axyb, { subscriptionId: whole.id, b: number });
}

function spaced(number: E164): string {
  return `${number.slice(3, 6)}-${number.slice(6, 10)} ${number.slice(10)}`;
}
