import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { exportSubject, type SubjectStores } from '../../../engine/protect/subject-export.js';
import { MessageFile } from '../../../engine/report/message-file.js';
import { Outbox } from '../../../engine/report/outbox.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';
import { ctlOf } from '../../support/servers/run-ctl.js';
import { operatorUnderTest } from '../../support/stages/operator-under-test.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';
import { MemoryRecords } from '../../support/fakes/memory-records.js';
import { pastRecord } from '../../support/stages/record-stores.js';

const [a, b, stranger] = [mobile(21), mobile(22), mobile(23)];
const x = privateNumber(101);
/** Begins with the digits of A: another number. */
const longer = `${a}0`;

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

void t.test('what every store holds about a number is exported, and of no other', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-subject-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const { ask, api, routing, audit, exports } = await operatorUnderTest();
  t.teardown(() => api.close());
  await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
  await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a: stranger, b: mobile(24), x });
  await ask('operator', 'POST /v1/registrations', { numbers: [a, stranger] });
  const entries = [
    { kind: 'call', number: a },
    { kind: 'call', number: stranger },
    { kind: 'call', number: `${a.slice(0, 9)}*` },
  ];
  await ask('operator', 'POST /v1/blacklist', { entries });

  const outbox = await Outbox.open(join(folder, 'outbox.sqlite'), (failure) => t.fail(failure));
  t.teardown(() => outbox.close());
  const record = (sessionId: string, callerNum: string, recording: string | null = null): void =>
    outbox.addRecord({
      ...{ sessionId, appKey: 'key-AXB', endedAt: 1, recording },
      body: JSON.stringify({ sessionId, callerNum, fwdDstNum: b }),
    });
  record('of A', a, 'kept.wav');
  record('of A, past', a, 'gone.wav');
  record('of another', longer);
  record('of a stranger', stranger);
  for (const callerNum of [a, stranger]) {
    const message = {
      appKey: 'key-AXB',
      channel: 'status',
      group: callerNum,
      body: JSON.stringify({ callerNum }),
    };
    outbox.add(message, { isPushed: true, event: { kind: 'callin', at: 1 } });
  }
  await outbox.flush();
  outbox.giveUp(1, 1, 'HTTP 500');
  outbox.add({ appKey: 'key-AXB', channel: 'fee', group: '*', body: `{"n":1,"callerNum":"${a}"},{"n":2}` });
  await outbox.flush();
  writeFileSync(join(folder, 'kept.wav'), Buffer.alloc(44));

  const messages = await MessageFile.open({
    ...{ file: join(folder, 'messages.sqlite'), days: () => 1, clock: new FakeClock() },
    onFailure: (failure) => t.fail(failure),
    onWritten: () => undefined,
  });
  t.teardown(() => messages.close());
  for (const [id, sender] of [
    ['one', a],
    ['two', stranger],
  ] as const) {
    const facts = {
      ...{
        id,
        appKey: 'key-AXB',
        subscriptionId: undefined,
        userData: undefined,
        x,
        to: x,
        sender,
        receiver: b,
        display: x,
      },
      ...{
        direction: 'a-to-b' as never,
        parts: 1,
        receivedAt: 1,
        expiresAt: 2,
        text: 'the text',
        trunk: 'carrier',
      },
    };
    await messages.keep(
      { facts, stage: 'kept', attempts: 0, dueAt: 0, result: undefined, isReported: false },
      undefined,
    );
  }

  const records = new MemoryRecords();
  await records.put([pastRecord(1, { caller: a }), pastRecord(2, { caller: stranger, callee: stranger })]);
  const stores: SubjectStores = {
    holdings: (number) => routing.holdings(number),
    mentionOf: (number) => routing.mentionOf(number),
    rows: (query) => outbox.file.request('subject', query),
    messages: (mention) => messages.of(mention.data),
    parts: (mention) => Promise.resolve(mention.isAll(a) ? [{ key: a }] : []),
    pastRecords: (number) => records.rowsAbout(number),
    calls: (mention) => (mention.isAll(a) ? [{ sessionId: 'in progress' }] : []),
    recordings: folder,
  };
  exports.of = (number: E164) => exportSubject(stores, number, 0);
  const found = await ask('admin', 'POST /v1/subjects/export', { number: '138 0000 0021' });
  t.same(Object.keys(found.json), [
    ...['number', 'at', 'bindings', 'parts', 'temporaryCallees', 'callBacks', 'registrations', 'blacklist'],
    ...['complaints', 'onboarding', 'callsInProgress', 'records', 'waitingEvents', 'events', 'undelivered'],
    ...['messages', 'incompleteMessages', 'pastRecords', 'recordings'],
  ]);
  t.match(found.json, {
    number: a,
    bindings: [{ mode: 'AXB', a, b, x }],
    registrations: [{ number: a }],
    blacklist: [{ kind: 'call', number: a }],
    records: [
      { appKey: 'key-AXB', content: { sessionId: 'of A' } },
      { content: { sessionId: 'of A, past' } },
    ],
    waitingEvents: [{ content: { n: 1, callerNum: a } }, { content: { n: 2 } }],
    events: [{ content: { callerNum: a } }],
    undelivered: [{ content: { callerNum: a } }],
    messages: [{ id: 'one', sender: a, text: 'the text' }],
    pastRecords: [{ id: 's1', caller: a }],
    recordings: [{ fileName: 'kept.wav', bytes: 44 }],
  });
  for (const [name, count] of Object.entries({
    bindings: 1,
    registrations: 1,
    blacklist: 1,
    records: 2,
    events: 1,
  }))
    t.equal((found.json[name] as unknown[]).length, count, name);
  t.match((await audit.read({ after: undefined, limit: 1, matches: () => true }))[0], {
    who: { name: 'admin-name' },
    action: 'exported',
    what: { numbers: [audit.numberKey(a)] },
  });
  const nothing = JSON.parse(await textOf(exportSubject(stores, mobile(99), 0))) as object;
  t.match(nothing, { bindings: [], records: [], messages: [], recordings: [] });

  const ctl = await ctlOf({ api } as never, { teardown: () => undefined });
  const printed = await ctl('admin', 'subject', 'export', a);
  t.match(JSON.parse(printed.stdout), { number: a, messages: [{ id: 'one' }] });
});

void t.test('only for admins, of no privacy number, and only if it is in the audit', async (t) => {
  const { ask, api, audit } = await operatorUnderTest();
  for (const role of ['operator', 'viewer', 'auditor', 'subscriber'] as const)
    t.match(await ask(role, 'POST /v1/subjects/export', { number: a }), { status: 403 }, role);
  t.match(await ask('admin', 'POST /v1/subjects/export', { number: x }), {
    status: 409,
    json: { code: 'privacy-number' },
  });
  await audit.close();
  t.match(await ask('admin', 'POST /v1/subjects/export', { number: a }), { status: 507 });
  await api.close().catch(() => undefined);
});
