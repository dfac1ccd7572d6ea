import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { ErasableStore } from '../../../engine/protect/erasures.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { ALSO_ERASED } from '../../../routing/subject-erasure.js';
import { settled } from '../../support/fakes/fake-clock.js';
import { message, personalStage, plant, type PersonalStage } from '../../support/stages/personal-stage.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';
import { pastRecord } from '../../support/stages/record-stores.js';

const [subject, stranger] = [mobile(21), mobile(22)];
/** Begins with the digits of the subject: another number. */
const longer = `${subject}0` as E164;
const by = { name: 'officer', role: 'admin' };
const asked = (number: E164, also: readonly (typeof ALSO_ERASED)[number][] = []) => ({
  ...{ number, also, by, client: '127.0.0.1' },
});

/** What each store has of a number. */
async function held(stage: PersonalStage, number: E164): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, items] of Object.entries(stage.routing.holdings(number))) counts[name] = items.length;
  const mention = stage.routing.mentionOf(number).data;
  for (const table of ['record', 'message', 'event', 'undelivered'] as const)
    counts[table] = (await stage.outbox.file.request('subject', { table, afterId: 0, mention })).rows.length;
  counts['messages'] = 0;
  for await (const _ of stage.messages.of(mention)) counts['messages'] += 1;
  return counts;
}

void t.test('no file has the number any more, and everything of others is as it was', async (t) => {
  const stage = await personalStage(t);
  await plant(stage, subject, 1);
  await plant(stage, stranger, 2);
  await stage.messages.keep(message('longer', longer, stranger), undefined);
  const before = await held(stage, stranger);
  t.same(
    stage
      .filesWith(subject)
      .map((name) => name.replace(/-wal$|\d+/g, ''))
      .sort()
      .filter(unique),
    [...['journal.sqlite', 'messages.sqlite', 'outbox.sqlite', 'recordings/.txt', 'recordings/.wav']],
  );
  await stage.records.put([
    pastRecord(1, { caller: subject }),
    pastRecord(2, { callee: subject }),
    pastRecord(3, { caller: stranger }),
  ]);
  const erasures = await stage.erasures();
  const { certificate } = await erasures.erase(asked(subject, ALSO_ERASED));
  t.same((await stage.records.search({ number: subject }, undefined, 10)).length, 0);
  t.ok(await stage.records.find('call', 's3'), 'a call of others stays');
  t.same(stage.filesWith(subject), []);
  t.same(sum(await held(stage, subject)), 0);
  t.same(await held(stage, stranger), before);
  t.equal((await held(stage, longer))['messages'], 1);
  t.equal(readdirSync(join(stage.folder, 'recordings')).length, 4);
  t.match(certificate, {
    subject: stage.audit.numberKey(subject),
    askedBy: by,
    interruptions: 0,
    stores: [
      { store: 'in progress', erased: {}, kept: [] },
      {
        store: 'journal',
        erased: { relations: 4, lastCallers: 1, registrations: 1, blacklistEntries: 2 },
        replaced: { userData: 1, notesOfBlacklist: 1, notesOfComplaints: 1 },
        kept: [],
      },
      { store: 'recordings', erased: { files: 4 }, kept: [] },
      { store: 'reports', erased: { records: 2, events: 1, undelivered: 1 }, replaced: { records: 1 } },
      { store: 'messages', erased: { messages: 2 }, kept: [] },
      // Two calls, and the two messages, which had been filed.
      { store: 'records', erased: { pastRecords: 4 }, kept: [] },
    ],
  });
  const complaints = stage.routing.compliance.complaints.list({}, { pageIndex: 1, pageSize: 9 }).items;
  t.same(complaints.map(({ note }) => note).sort(), ['************* is angry', '138-0000 0022 is angry']);
  const { items: relations } = stage.routing.bindings.list(
    { appKey: 'app-axb' },
    { pageIndex: 1, pageSize: 9 },
  );
  t.same(relations.map(({ userData }) => userData).sort(), [
    ...['tel: ***************', 'tel: 008613800000022', undefined],
  ]);
  const again = await erasures.erase(asked(subject, ALSO_ERASED));
  t.match(
    again.certificate?.stores.map(({ erased, kept }) => [erased, kept]),
    Array.from({ length: 5 }, () => [{}, []]),
    'a second erasure finds nothing',
  );
});

void t.test('what is left of rows that were deleted before, in a file without secure_delete', async (t) => {
  const stage = await personalStage(t);
  const { axb } = stage.routing.bindings;
  const app = stage.routing.applications.get('app-axb');
  if (app === undefined) throw new Error('no application');
  const x = privateNumber(101);
  // Pages split and rows move; the number's rows go one by one.
  for (let n = 0; n < 300; n += 1)
    await axb.bind(app, {
      a: mobile(1000 + 2 * n),
      b: mobile(1001 + 2 * n),
      x,
      userData: `u${n}`.repeat(20),
    });
  const bound = [];
  for (let n = 0; n < 5; n += 1)
    bound.push(await axb.bind(app, { a: subject, b: mobile(9000 + n), x: privateNumber(101 + n) }));
  for (const { id } of bound) await axb.unbind(app, { subscriptionId: id });
  t.not(stage.filesWith(subject).length, 0, 'the write-ahead log has it');
  const erasures = await stage.erasures();
  const { certificate } = await erasures.erase(asked(subject));
  t.same(stage.filesWith(subject), []);
  t.match(certificate?.stores[1], {
    store: 'journal',
    erased: {},
    notes: [/journal\.sqlite: .*bytes searched/],
  });
  t.equal(stage.routing.bindings.count, 300);
});

void t.test('what has a purpose is kept, with the reason; it goes once that is over', async (t) => {
  const stage = await personalStage(t);
  const { routing, outbox, messages, parts, calls } = stage;
  await plant(stage, subject, 1);
  const body = JSON.stringify({ sessionId: 'waits', callerNum: subject });
  const recording = 'waits.wav';
  writeFileSync(join(stage.folder, 'recordings', recording), '');
  outbox.addRecord({ sessionId: 'waits', appKey: 'app-axb', endedAt: 2, recording, body });
  outbox.add({ appKey: 'app-axb', channel: 'fee', group: 'waits', body });
  const waitingId = outbox.lastId;
  await messages.keep(message('under-way', subject, stranger, { stage: 'sending' }), undefined);
  await parts.keep({
    ...{ setId: 'S1', key: `carrier\n8613800000021\n17000000101\n7\n2`, number: 1, total: 2 },
    ...{ dataCoding: 0, content: '', since: 1 },
  });
  calls.push({ facts: { sessionId: 's-9', caller: subject }, state: 'answered', ageMs: 1 } as never);
  const erasures = await stage.erasures();
  const plan = await erasures.foresee(subject, []);
  const { certificate } = await erasures.erase(asked(subject));
  t.same(
    certificate?.stores.map(({ notes: _, ...one }) => one),
    plan.map(({ notes: _, ...one }) => one),
    'the plan said the same',
  );
  t.match(certificate?.stores, [
    {
      kept: [
        { what: 'calls', count: 1, ids: ['s-9'] },
        { what: 'parts of long messages', count: 1 },
      ],
    },
    {
      erased: { lastCallers: 1 },
      kept: [
        { what: 'relations in force', count: 5, because: /in force/ },
        { what: 'registrations', count: 1 },
        { what: 'blacklist entries', count: 2 },
      ],
    },
    { erased: { files: 4 }, kept: [{ what: 'recordings', count: 1 }] },
    {
      erased: { records: 2, events: 1, undelivered: 1 },
      kept: [
        { what: 'waitingEvents', count: 1 },
        { what: 'records', count: 1 },
      ],
    },
    { erased: { messages: 2 }, kept: [{ what: 'messages', count: 1 }] },
    { erased: {}, kept: [] },
  ]);
  const { bindings } = routing.holdings(subject);
  t.equal(bindings.length, 3, 'its calls go on');
  t.same(readdirSync(join(stage.folder, 'recordings')), [recording]);
  // Everything comes to its end.
  calls.pop();
  await parts.forget('S1', [1]);
  outbox.remove(waitingId);
  await messages.ended('under-way', 'sent', 3, undefined);
  await messages.reported('under-way');
  for (const { id } of bindings) await routing.bindings.remove(id);
  await stage.clock.pass(61_000);
  const later = await erasures.erase(asked(subject, ['bindings', 'blacklist']));
  t.same(
    later.certificate?.stores.flatMap(({ kept }) => kept),
    [],
  );
  t.same(stage.filesWith(subject), []);
  t.same((await erasures.certificates(subject)).map(({ id }) => id).length, 2);
  t.same(await erasures.certificates(stranger), []);
});

void t.test('records of others that wait in the same push stay in it', async (t) => {
  const stage = await personalStage(t);
  const record = (callerNum: E164): string => JSON.stringify({ callerNum, userData: `of ${subject}` });
  const body = `${record(subject)},${record(stranger)}`;
  stage.outbox.add({ appKey: 'app-axb', channel: 'fee', group: '*', body });
  const erasures = await stage.erasures();
  await erasures.erase(asked(subject, ['waiting']));
  const pages = [];
  for await (const page of stage.outbox.onChannel('fee')) pages.push(...page);
  t.same(
    pages.map((one) => JSON.parse(`[${one.body}]`) as unknown),
    [[{ callerNum: stranger, userData: 'of **************' }]],
  );
});

void t.test(
  'killed before or after any store, it ends after the next start, with the same counts',
  async (t) => {
    for (const place of [0, 1, 2, 3, 4])
      for (const isAfter of [false, true]) {
        const stage = await personalStage(t);
        await plant(stage, subject, 1);
        let stop = (): void => undefined;
        const stopped = new Promise<void>((resolve) => (stop = resolve));
        const dying = stage.stores.map((store, n): ErasableStore => {
          if (n !== place) return store;
          const erase: ErasableStore['erase'] = async (request) => {
            if (request.dryRun) return store.erase(request);
            if (isAfter) await store.erase(request);
            stop();
            return new Promise(() => undefined);
          };
          return { ...store, erase };
        });
        const first = await stage.erasuresOver(dying);
        void first.erase(asked(subject, ALSO_ERASED));
        await stopped;
        t.match(readdirSync(join(stage.folder, 'erasures')).sort(), [/\.number$/, /\.order\.json$/]);
        const second = await stage.erasures();
        const [certificate] = await certified(second, subject);
        await second.close();
        t.equal(certificate?.interruptions, 1);
        t.match(
          certificate?.stores.map(({ erased }) => erased),
          [{}, { relations: 4 }, { files: 4 }, { records: 2 }, { messages: 2 }],
          `${place} ${String(isAfter)}`,
        );
        t.match(readdirSync(join(stage.folder, 'erasures')), [/\.certificate\.json$/]);
        t.same(stage.filesWith(subject), []);
        if (certificate !== undefined) t.match(await second.check(certificate), { intact: true });
      }
  },
);

void t.test('a store that fails is tried again a minute later', async (t) => {
  const stage = await personalStage(t);
  await plant(stage, subject, 1);
  let failures = 2;
  const flaky = stage.stores.map((store): ErasableStore => ({
    ...store,
    erase: (request) =>
      !request.dryRun && store.name === 'reports' && failures-- > 0
        ? Promise.reject(new Error('the disk is full'))
        : store.erase(request),
  }));
  const erasures = await stage.erasuresOver(flaky);
  t.teardown(() => erasures.close());
  const { id, certificate } = await erasures.erase(asked(subject, ALSO_ERASED));
  t.equal(certificate, undefined);
  t.equal(await erasures.isUnderWay(id), true);
  t.match(
    stage.log.join(''),
    /an erasure is interrupted.*the disk is full|the disk is full.*an erasure is interrupted/s,
  );
  while (await erasures.isUnderWay(id)) await stage.clock.pass(60_000);
  const [done] = await certified(erasures, subject);
  t.match(done, { id, interruptions: 2 });
  t.equal(await erasures.isUnderWay(id), false);
});

void t.test('one that waits for its turn is not taken for an interrupted one', async (t) => {
  const stage = await personalStage(t);
  let reach = (): void => undefined;
  let release = (): void => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  const slow = stage.stores.map((store): ErasableStore => ({
    ...store,
    erase: async (request) => {
      if (!request.dryRun && store.name === 'journal' && request.number === subject) {
        reach();
        await released;
      }
      return store.erase(request);
    },
  }));
  const erasures = await stage.erasuresOver(slow);
  t.teardown(() => erasures.close());
  void erasures.erase(asked(subject));
  await reached;
  await stage.clock.pass(60_000);
  const second = erasures.erase(asked(stranger));
  const orders = (): string[] =>
    readdirSync(join(stage.folder, 'erasures')).filter((name) => name.endsWith('.order.json'));
  while (orders().length < 2) await settled();
  release();
  const { certificate } = await second;
  t.match(certificate, { subject: stage.audit.numberKey(stranger), interruptions: 0 });
  t.same(orders(), []);
});

void t.test('a certificate proves itself, and what was changed shows', async (t) => {
  const stage = await personalStage(t);
  await plant(stage, subject, 1);
  const erasures = await stage.erasures();
  const { certificate } = await erasures.erase(asked(subject));
  if (certificate === undefined) return t.fail('no certificate');
  t.same(await erasures.check(certificate), { intact: true, auditEntry: 'found' });
  t.match(await erasures.check({ ...certificate, interruptions: 1 }), { intact: false, because: /content/ });
  t.match(await erasures.check({ ...certificate, audit: { sequence: 99, hash: '0'.repeat(64) } }), {
    intact: false,
  });
  const entries = await stage.audit.read({ after: undefined, limit: 9, matches: () => true });
  const numbers = [stage.audit.numberKey(subject)];
  t.match(entries, [
    { who: by, action: 'erased', what: { step: 'begun', erasure: certificate.id, numbers } },
    { who: by, action: 'erased', what: { step: 'certified', certificate: certificate.sha256, numbers } },
  ]);
  const file = join(stage.folder, 'audit.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').replace(certificate.sha256, '0'.repeat(64)));
  t.match(await erasures.check(certificate), { intact: false, because: /audit/ });
});

void t.test('the certificate outlives the entry of the audit, and says so', async (t) => {
  const stage = await personalStage(t);
  const erasures = await stage.erasures();
  const { certificate } = await erasures.erase(asked(subject));
  await stage.clock.pass(31 * 86_400_000);
  if (certificate === undefined) return t.fail('no certificate');
  while ((await erasures.check(certificate)).auditEntry === 'found') await settled();
  await stage.audit.write({ who: by, action: 'changed', what: {} });
  t.match(await erasures.check(certificate), { intact: true, auditEntry: 'cut-off' });
});

async function certified(
  erasures: Awaited<ReturnType<PersonalStage['erasures']>>,
  number: E164,
): Promise<Awaited<ReturnType<typeof erasures.certificates>>> {
  for (;;) {
    const found = await erasures.certificates(number);
    if (found.length > 0) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function unique(one: string, place: number, all: readonly string[]): boolean {
  return all.indexOf(one) === place;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
