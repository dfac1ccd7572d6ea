/** The requirements of a journal, run on each implementation. */
import t, { type Test } from 'tap';
import type { AppliedChange, Change, Journal } from '../../routing/journal/journal.js';
import { JournalUnavailable } from '../../routing/journal/ailments.js';
import { kinds, type JournalKind } from '../support/stages/journal-kinds.js';

function change(parts: Partial<Change>): Change {
  return { scope: 'app', expect: [], put: [], remove: [], release: [], claim: [], count: [], ...parts };
}

function put(key: string, value: unknown, revision = 1): Partial<Change> {
  return { put: [{ key, revision, value }] };
}

async function opened(journal: Journal) {
  const documents = new Map<string, unknown>();
  let expected: number | undefined;
  await journal.load(
    (scope, { key, value }) => {
      if (expected === undefined) throw new Error('told no number of documents before the first');
      documents.set(`${scope}:${key}`, value);
    },
    (count) => (expected = count),
  );
  const applied: AppliedChange[] = [];
  journal.follow({ apply: (each) => void applied.push(each), replace: () => undefined });
  return { documents, applied, expected };
}

for (const kind of kinds) {
  void t.test(`${kind.name} journal`, async (t) => {
    await kind.start(t);
    await contract(t, kind);
  });
}

async function contract(t: Test, kind: JournalKind): Promise<void> {
  const on = (
    title: string,
    body: (t: Test, journal: Journal, reopen: () => Promise<Journal>) => Promise<void>,
  ) =>
    t.test(title, async (t) => {
      const place = await kind.place(t);
      const open = async (): Promise<Journal> => {
        const journal = await place.open();
        t.teardown(() => journal.close());
        return journal;
      };
      const first = await open();
      await body(t, first, async () => {
        await first.close();
        return open();
      });
    });

  await on('what was committed is loaded again, and what was removed is not', async (t, journal, reopen) => {
    await opened(journal);
    await journal.commit(change(put('binding/1', { a: 1, text: '中文 "quoted" \n' })));
    await journal.commit(change(put('binding/2', { a: 2 })));
    await journal.commit(change({ scope: 'other', ...put('binding/1', 'elsewhere') }));
    await journal.commit(
      change({ remove: ['binding/2', 'binding/never'], ...put('binding/1', { a: 3 }, 2) }),
    );
    const { documents, expected } = await opened(await reopen());
    t.same([...documents].sort(), [
      ['app:binding/1', { a: 3 }],
      ['other:binding/1', 'elsewhere'],
    ]);
    t.equal(expected, 2);
  });

  await on('the follower has a change before its commit resolves, in order', async (t, journal) => {
    const { applied } = await opened(journal);
    const seen: number[] = [];
    await Promise.all(
      [1, 2, 3, 4, 5].map(async (n) => {
        await journal.commit(change(put(`binding/${n}`, n)));
        seen.push(applied.filter((each) => each.put[0]?.key === `binding/${n}`).length);
      }),
    );
    t.same(seen, [1, 1, 1, 1, 1]);
    t.same(
      applied.map((each) => each.put[0]?.value),
      [1, 2, 3, 4, 5],
    );
  });

  await on('a claim is held by one until it is released', async (t, journal, reopen) => {
    await opened(journal);
    const claim = (holder: string, ...claims: string[]) => claims.map((name) => ({ claim: name, holder }));
    t.same(await journal.commit(change({ claim: claim('one', 'x|a', 'x|b') })), { outcome: 'committed' });
    t.same(
      await journal.commit(change({ claim: claim('one', 'x|a') })),
      { outcome: 'committed' },
      'taken again',
    );
    t.same(await journal.commit(change({ claim: claim('two', 'x|c', 'x|b'), ...put('k', 1) })), {
      outcome: 'conflict',
      claim: 'x|b',
      holder: 'one',
    });
    t.same(
      await journal.commit(change({ scope: 'other', claim: claim('two', 'x|b') })),
      { outcome: 'committed' },
      'each scope has its own',
    );
    await journal.commit(change({ release: claim('two', 'x|a') }));
    t.match(
      await journal.commit(change({ claim: claim('two', 'x|a') })),
      { outcome: 'conflict' },
      'not two to give',
    );
    await journal.commit(change({ release: claim('one', 'x|a') }));
    t.match(await journal.commit(change({ claim: claim('two', 'x|a') })), { outcome: 'committed' });
    const again = await reopen();
    const { documents } = await opened(again);
    t.equal(documents.size, 0, 'a refused change writes nothing');
    t.match(await again.commit(change({ claim: claim('three', 'x|b') })), {
      outcome: 'conflict',
      holder: 'one',
    });
    t.match(await again.commit(change({ claim: claim('three', 'x|c') })), { outcome: 'committed' });
  });

  await on('releases come before claims, so claims can change hands in one change', async (t, journal) => {
    await opened(journal);
    await journal.commit(change({ claim: [{ claim: 'x|a', holder: 'one' }] }));
    const swap = { release: [{ claim: 'x|a', holder: 'one' }], claim: [{ claim: 'x|a', holder: 'two' }] };
    t.match(await journal.commit(change(swap)), { outcome: 'committed' });
    t.match(
      await journal.commit(change(swap)),
      { outcome: 'committed' },
      'two holds it: nothing to give, all to have',
    );
    t.match(await journal.commit(change({ claim: [{ claim: 'x|a', holder: 'one' }] })), { holder: 'two' });
  });

  await on('a document is expected at a revision', async (t, journal) => {
    await opened(journal);
    const expecting = (revision: number, next: number) =>
      change({ expect: [{ key: 'k', revision }], ...put('k', next, next) });
    t.same(await journal.commit(expecting(1, 2)), { outcome: 'stale', key: 'k', revision: 0 });
    t.match(await journal.commit(expecting(0, 1)), { outcome: 'committed' });
    t.same(await journal.commit(expecting(0, 1)), { outcome: 'stale', key: 'k', revision: 1 });
    const both = await Promise.all([journal.commit(expecting(1, 2)), journal.commit(expecting(1, 2))]);
    t.same(both.map(({ outcome }) => outcome).sort(), ['committed', 'stale'], 'one of two wins');
    await journal.commit(change({ remove: ['k'] }));
    t.same(await journal.commit(expecting(2, 3)), { outcome: 'stale', key: 'k', revision: 0 });
  });

  await on('a counter keeps its bound and can be checked', async (t, journal, reopen) => {
    await opened(journal);
    const count = (by: number, max = 3) => change({ count: [{ counter: 'x|1', by, max }] });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => journal.commit(count(1))));
    t.same(outcomes.filter(({ outcome }) => outcome === 'committed').length, 3);
    t.same(
      outcomes.find(({ outcome }) => outcome === 'full'),
      { outcome: 'full', counter: 'x|1' },
    );
    t.match(await journal.commit(count(-1, 0)), { outcome: 'committed' }, 'going down is never refused');
    t.match(await journal.commit(count(0, 1)), { outcome: 'full' });
    const again = await reopen();
    await opened(again);
    t.match(await again.commit(count(0, 2)), { outcome: 'committed' });
    t.match(await again.commit(count(2)), { outcome: 'full' });
    await again.commit(count(-2));
    t.match(await again.commit(count(0, 0)), { outcome: 'committed' });
  });

  await on('it refuses in order: expectations, claims, counters', async (t, journal) => {
    await opened(journal);
    await journal.commit(
      change({ claim: [{ claim: 'c', holder: 'one' }], count: [{ counter: 'n', by: 1, max: 1 }] }),
    );
    const claim = [{ claim: 'c', holder: 'two' }];
    const count = [{ counter: 'n', by: 1, max: 1 }];
    t.match(await journal.commit(change({ expect: [{ key: 'k', revision: 1 }], claim, count })), {
      outcome: 'stale',
    });
    t.match(await journal.commit(change({ claim, count })), { outcome: 'conflict' });
    t.match(await journal.commit(change({ count })), { outcome: 'full' });
  });

  await on('closing waits for what is under way, and then nothing is taken', async (t, journal, reopen) => {
    await opened(journal);
    const under = journal.commit(change(put('k', 1)));
    const again = await reopen();
    t.match(await under, { outcome: 'committed' });
    await t.rejects(journal.commit(change(put('k', 2))), new JournalUnavailable());
    await journal.close();
    t.equal((await opened(again)).documents.get('app:k'), 1);
  });
}
