/** The file of messages: what a restart finds in each state, and that a batch is written whole or not at all. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { MessageFile } from '../../../engine/report/message-file.js';
import { MessageStore, type MessageWrite } from '../../../engine/report/message-store.js';
import type { KeptMessage, MessagePlace } from '../../../engine/report/message-facts.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';

const DAY_MS = 86_400_000;
const NOW = 1_764_500_000_000;
const SECRET = 'a text that is nowhere else';
const everything: MessagePlace = { receivedAt: Number.MAX_SAFE_INTEGER };

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'callveil-messages-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function kept(id: string, more: Partial<KeptMessage> = {}, facts: object = {}): KeptMessage {
  const x = privateNumber(1);
  return {
    facts: {
      ...{ id, appKey: 'app', subscriptionId: 's', userData: undefined, x, to: x, display: x },
      ...{ sender: mobile(1), receiver: mobile(2), direction: 1, parts: 1, trunk: 'in' },
      ...{ receivedAt: NOW, expiresAt: NOW + DAY_MS, text: SECRET, sentText: `${SECRET}!`, ...facts },
    },
    ...{ stage: 'kept', attempts: 0, dueAt: 0, result: undefined, isReported: false, ...more },
  };
}

const keep = (id: string, more: Partial<KeptMessage> = {}, facts: object = {}): MessageWrite => ({
  ...{ write: 'keep', reference: `r-${id}`, message: kept(id, more, facts) },
});
const sending = (id: string): MessageWrite => ({ write: 'sending', id, attempts: 1, trunk: 'out' });
const later = (id: string): MessageWrite => ({ write: 'later', id, attempts: 1, dueAt: NOW + 10_000 });
const ended = (id: string, result: string): MessageWrite => ({
  ...{ write: 'ended', id, result, at: NOW + 5, carrierId: `c-${id}` },
});
const reported = (id: string): MessageWrite => ({ write: 'reported', id });

/** Whether a file of the folder contains it. */
function has(path: string, text: string): boolean {
  return readdirSync(path).some((name) => readFileSync(join(path, name)).includes(text));
}

const idsOf = (messages: readonly KeptMessage[]): string[] => messages.map(({ facts }) => facts.id);

interface State {
  readonly state: string;
  readonly writes: readonly MessageWrite[];
  /** What the next run finds: due now, due later, and left in the middle. */
  readonly due?: boolean;
  readonly dueLater?: boolean;
  readonly left?: Partial<KeptMessage>;
  readonly waiting: 0 | 1;
  readonly entry: object;
  readonly hasText: boolean;
}

const STATES: readonly State[] = [
  {
    ...{ state: 'kept', writes: [keep('m')], due: true, dueLater: true, waiting: 1, hasText: true },
    entry: { stage: 'kept', attempts: 0, result: undefined, endedAt: undefined },
  },
  {
    ...{ state: 'sending', writes: [keep('m'), sending('m')], waiting: 1, hasText: true },
    left: { stage: 'sending', attempts: 1, result: undefined, isReported: false },
    entry: { stage: 'sending', attempts: 1 },
  },
  {
    ...{ state: 'to be tried again', writes: [keep('m'), sending('m'), later('m')], dueLater: true },
    ...{ waiting: 1, hasText: true },
    entry: { stage: 'kept', attempts: 1, result: undefined },
  },
  {
    ...{ state: 'sent', writes: [keep('m'), sending('m'), ended('m', 'sent')], waiting: 0, hasText: true },
    left: { stage: 'ended', result: 'sent', isReported: false },
    entry: { stage: 'ended', result: 'sent', endedAt: NOW + 5 },
  },
  {
    ...{ state: 'failed', writes: [keep('m'), ended('m', 'refused')], waiting: 0, hasText: true },
    left: { stage: 'ended', result: 'refused', isReported: false },
    entry: { stage: 'ended', result: 'refused' },
  },
  {
    ...{ state: 'reported', waiting: 0, hasText: false },
    writes: [keep('m'), sending('m'), ended('m', 'sent'), reported('m')],
    entry: { stage: 'ended', result: 'sent', attempts: 1 },
  },
  {
    ...{ state: 'refused at once, not yet reported', waiting: 0, hasText: true },
    writes: [keep('m', { stage: 'ended', result: 'no-binding' })],
    left: { stage: 'ended', result: 'no-binding' },
    entry: { stage: 'ended', result: 'no-binding', endedAt: NOW },
  },
  {
    ...{ state: 'refused without a notice', waiting: 0, hasText: false },
    writes: [keep('m', { stage: 'ended', result: 'discarded', isReported: true })],
    entry: { stage: 'ended', result: 'discarded' },
  },
];

for (const { state, writes, due = false, dueLater = false, left, waiting, entry, hasText } of STATES)
  void t.test(`a restart finds a message that is ${state}`, async (t) => {
    const path = folder(t);
    const file = join(path, 'messages.sqlite');
    const first = await MessageStore.open(file);
    // Each in a transaction of its own, as they come.
    for (const write of writes) first.write([write]);
    first.close();
    t.equal(has(path, SECRET), hasText, 'the text is on disk only while it is needed');
    const next = await MessageStore.open(file);
    t.teardown(() => next.close());
    t.same(idsOf(next.due(NOW, 10)), due ? ['m'] : [], 'due now');
    t.same(idsOf(next.due(NOW + 10_000, 10)), dueLater ? ['m'] : [], 'due in 10 s');
    t.match(next.left(10), left === undefined ? [] : [left]);
    t.equal(next.left(10).length, left === undefined ? 0 : 1);
    if (left !== undefined) t.match(next.left(10), [{ facts: kept('m').facts }], 'with all that is known');
    t.equal(next.waiting, waiting);
    const [shown] = next.recent(undefined, everything, 10);
    t.match(shown, entry);
    t.notMatch(JSON.stringify(shown), SECRET);
    const [repeat] = next.write([keep('again', {}, { text: 'the same once more' }), keep('m-2')]);
    t.equal(repeat, undefined, 'another reference is another message');
    const named: MessageWrite = { write: 'keep', reference: 'r-m', message: kept('m-3') };
    t.match(next.write([named]), [{ facts: { id: 'm' } }], 'a repeat is recognised');
    t.same(
      next.recent(undefined, everything, 10).map(({ id }) => id),
      ['m-2', 'm', 'again'],
      'and not kept',
    );
    const receipt = next.receipt('out', 'c-m', 'delivered');
    const isSent = writes.some(({ write }) => write === 'sending') && state !== 'sending' && !dueLater;
    t.equal(receipt?.facts.id, isSent ? 'm' : undefined, 'a receipt finds it by what its carrier calls it');
  });

void t.test('a receipt answers the message as it was, and only of its own trunk', async (t) => {
  const store = await MessageStore.open(join(folder(t), 'messages.sqlite'));
  t.teardown(() => store.close());
  store.write([keep('m'), sending('m'), ended('m', 'sent'), reported('m')]);
  t.equal(store.receipt('other', 'c-m', 'undeliverable'), undefined);
  t.equal(store.receipt('out', 'c-x', 'undeliverable'), undefined);
  t.match(store.receipt('out', 'c-m', 'undeliverable'), { result: 'sent' });
  t.match(store.receipt('out', 'c-m', 'delivered'), { result: 'undeliverable' });
  t.match(store.recent(undefined, everything, 10), [{ result: 'delivered' }]);
});

void t.test('a batch is written whole or not at all', async (t) => {
  const store = await MessageStore.open(join(folder(t), 'messages.sqlite'));
  t.teardown(() => store.close());
  t.throws(() =>
    store.write([keep('one'), keep('two'), { ...keep('one'), reference: 'other' } as MessageWrite]),
  );
  t.same(store.recent(undefined, everything, 10), []);
  const [, repeat] = store.write([keep('one'), { ...keep('two'), reference: 'r-one' } as MessageWrite]);
  t.match(repeat, { facts: { id: 'one' } }, 'a repeat within it is recognised');
  t.equal(store.waiting, 1);
});

void t.test('what was left is found behind any number of messages that only wait', async (t) => {
  const store = await MessageStore.open(join(folder(t), 'messages.sqlite'));
  t.teardown(() => store.close());
  store.write(Array.from({ length: 50 }, (_, n) => keep(`waits-${n}`, {}, { receivedAt: NOW - 1 })));
  store.write([keep('m'), sending('m'), keep('n'), ended('n', 'sent')]);
  t.same(idsOf(store.left(10)), ['m', 'n']);
});

void t.test('the history is read page by page, through many of one millisecond', async (t) => {
  const store = await MessageStore.open(join(folder(t), 'messages.sqlite'));
  t.teardown(() => store.close());
  const ids = Array.from({ length: 40 }, (_, n) => `m-${String(n).padStart(2, '0')}`);
  store.write(
    ids.map((id, n) =>
      keep(id, {}, { receivedAt: NOW - Math.floor(n / 30), appKey: n % 4 ? 'app' : 'other' }),
    ),
  );
  const newest = [...ids.slice(0, 30).reverse(), ...ids.slice(30).reverse()];
  for (const [appKey, wanted] of [
    [undefined, newest],
    ['other', newest.filter((id) => Number(id.slice(2)) % 4 === 0)],
  ] as const)
    for (const limit of [1, 7, 30, 100]) {
      const seen: string[] = [];
      for (let place: MessagePlace | undefined = everything; place !== undefined;) {
        const page = store.recent(appKey, place, limit);
        seen.push(...page.map(({ id }) => id));
        place = page.at(-1);
      }
      t.same(seen, wanted, `${appKey ?? 'all'}, pages of ${limit}`);
    }
  t.equal(store.recent(undefined, { receivedAt: NOW }, 100).length, 10, 'an instant alone is before its own');
});

void t.test('only what has ended and is reported is forgotten', async (t) => {
  const store = await MessageStore.open(join(folder(t), 'messages.sqlite'));
  t.teardown(() => store.close());
  for (const { writes } of STATES) {
    store.write(writes);
    const isPast = store.left(1).length === 0 && store.waiting === 0;
    t.equal(store.forget(NOW, 10), 0, 'not before its time');
    t.equal(store.forget(NOW + 1, 10), isPast ? 1 : 0);
    if (!isPast) store.write([ended('m', 'sent'), reported('m')]);
    if (!isPast) t.equal(store.forget(NOW + 1, 10), 1);
  }
});

void t.test(
  'the file counts what has not ended, through a restart, and takes nothing once closed',
  async (t) => {
    const path = folder(t);
    const file = join(path, 'messages.sqlite');
    const clock = new FakeClock();
    const options = {
      file,
      days: () => 1,
      clock,
      onFailure: (m: string) => t.fail(m),
      onWritten: () => undefined,
    };
    const first = await MessageFile.open(options);
    const old = clock.now() - 2 * DAY_MS;
    const all = ['a', 'b', 'c'].map((id) =>
      first.keep(kept(id, {}, { receivedAt: old, text: `text of ${id}` }), id),
    );
    t.same(await Promise.all(all), [undefined, undefined, undefined], 'written together');
    t.match(await first.keep(kept('d'), 'a'), { facts: { id: 'a' } });
    t.equal(first.waiting, 3);
    await first.sending('a', 1, 'out');
    const endedThen = first.ended('a', 'sent', NOW, 'c-a');
    t.match(
      await first.receipt('out', 'c-a', 'delivered'),
      { result: 'sent' },
      'a receipt overtakes nothing',
    );
    await endedThen;
    t.equal(first.waiting, 2);
    await first.sending('b', 1, 'out');
    await first.close();
    await first.close();
    await t.rejects(first.reported('a'), /takes no more/);
    const next = await MessageFile.open(options);
    t.teardown(() => next.close());
    t.equal(next.waiting, 2);
    t.match(await next.left(), [{ facts: { id: 'a' }, result: 'delivered' }, { facts: { id: 'b' } }]);
    t.same(idsOf(await next.due(clock.now(), 10)), ['c']);
    t.ok(has(path, 'text of a'));
    await next.reported('a');
    await clock.pass(60_000);
    // It is answered after what was asked before.
    await next.due(0, 1);
    t.notOk(has(path, 'text of a'), 'a text that is deleted is not in the log of writes either');
    await clock.pass(DAY_MS);
    t.same(
      (await next.recent(undefined, everything, 10)).map(({ id }) => id),
      ['c', 'b'],
      'the past is forgotten daily',
    );
  },
);

void t.test('a folder in place of the file is an error for a person', async (t) => {
  const file = folder(t);
  const clock = new FakeClock();
  const options = { file, days: () => 1, clock, onFailure: () => undefined, onWritten: () => undefined };
  await t.rejects(MessageFile.open(options), { message: new RegExp(`^messages ${file}: `) });
});

void t.test('a past message is kept for its days, and deleted by the sweep of the next one', async (t) => {
  const clock = new FakeClock();
  let days = 3;
  const file = join(folder(t), 'messages.sqlite');
  const messages = await MessageFile.open({
    ...{ file, days: () => days, clock },
    onFailure: (failure) => t.fail(failure),
    onWritten: () => undefined,
  });
  t.teardown(() => messages.close());
  const past = async (id: string, age: number): Promise<void> => {
    const facts = { receivedAt: clock.now() - age };
    await messages.keep(kept(id, { stage: 'ended', result: 'sent', isReported: true }, facts), id);
  };
  await past('older than three days', 3 * DAY_MS + 1);
  await past('of three days', 3 * DAY_MS - DAY_MS);
  await past('young', 0);
  const left = async (): Promise<string[]> => idsIn(await messages.recent(undefined, everything, 10));
  await clock.pass(DAY_MS - 1);
  t.equal((await left()).length, 3, 'not before a day is over');
  await clock.pass(1);
  t.same(await left(), ['young', 'of three days']);
  await clock.pass(DAY_MS);
  t.same(await left(), ['young']);
  days = 1;
  await clock.pass(DAY_MS);
  t.same(await left(), [], 'a shorter time counts from the next sweep on');
});

function idsIn(entries: readonly { readonly id: string }[]): string[] {
  return entries.map(({ id }) => id);
}
