/**
 * Several engines on one store, binding the same numbers at the same time: they end up agreeing, and no rule is broken.
 */
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { ApplicationRegistry, type Application } from '../../routing/application.js';
import { BindingError } from '../../routing/bindings/binding-error.js';
import type { AxbBinding } from '../../routing/binding.js';
import type { Journal } from '../../routing/journal/journal.js';
import type { E164 } from '../../routing/numbers/number.js';
import { createRouting, type Routing } from '../../routing/routing.js';
import { kinds, type JournalKind } from '../support/stages/journal-kinds.js';
import {
  application,
  chinaPolicy,
  mobile,
  noon,
  privateNumber,
  refused,
} from '../support/stages/routing-world.js';

const app = application('AXB');
const xs = [1, 2].map(privateNumber);
const quotas = { pairsPerX: 3, xPerA: 5, relationsPerY: 1000 };
const everything = { pageIndex: 1, pageSize: 1000 };

interface Attempt {
  readonly engine: number;
  readonly do: 'bind' | 'modify' | 'unbind';
  readonly a: number;
  readonly b: number;
  readonly x: number;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  engine: fc.nat({ max: 1 }),
  do: fc.constantFrom('bind', 'bind', 'modify', 'unbind'),
  a: fc.nat({ max: 7 }),
  b: fc.nat({ max: 7 }),
  x: fc.nat({ max: 1 }),
});
/** What is in one list happens at once. */
const rounds = fc.array(fc.array(attempt, { minLength: 1, maxLength: 12, size: 'max' }), {
  minLength: 1,
  maxLength: 5,
  size: 'max',
});

for (const kind of kinds)
  if (kind.shared)
    void t.test(`engines on one ${kind.name} agree`, async (t) => {
      await kind.start(t);
      const numRuns = kind.name === 'memory' ? 150 : 25;
      await fc.assert(
        fc.asyncProperty(rounds, (lists) => agree(t, kind, lists)),
        { numRuns },
      );
      t.pass('no counterexample');
    });

for (const kind of kinds)
  if (kind.shared)
    void t.test(`two engines on one ${kind.name} give an A the one Y there is at once: once`, async (t) => {
      await kind.start(t);
      const place = await kind.place(t);
      const journals = [await place.open(), await place.open()];
      t.teardown(() => Promise.all(journals.map((journal) => journal.close())));
      const axyb = application('AXYB');
      const [one, two] = (await Promise.all(
        journals.map((journal) => engineOn(journal, axyb, [1, 2, 3].map(privateNumber))),
      )) as [Routing, Routing];
      const wholes = [
        await one.bindings.axyb.bind(axyb, { a: mobile(1) }),
        await one.bindings.axyb.bind(axyb, { a: mobile(1) }),
      ];
      await Promise.all(journals.map((journal) => journal.refresh(axyb.appKey)));
      // Each chooses before it can have heard of the other's choice: only the journal knows of both.
      const parts = await Promise.allSettled(
        [one, two].map((engine, n) =>
          engine.bindings.axyb.bindY(axyb, { subscriptionId: wholes[n]?.id ?? '', b: mobile(2 + n) }),
        ),
      );
      t.same(parts.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      t.match(
        parts.find(({ status }) => status === 'rejected'),
        { reason: refused('no-free-y') },
      );
      await Promise.all(journals.map((journal) => journal.refresh(axyb.appKey)));
      const [kept] = parts.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []));
      for (const engine of [one, two])
        t.match(await engine.resolve({ caller: mobile(1), dialled: kept?.y ?? mobile(9), at: noon }), {
          callee: kept?.b,
        });
    });

async function agree(t: Test, kind: JournalKind, lists: readonly (readonly Attempt[])[]): Promise<void> {
  const place = await kind.place(t);
  const journals = [await place.open(), await place.open()];
  const engines: Routing[] = [];
  for (const journal of journals) engines.push(await engineOn(journal, app, xs));
  const expected = new Map<string, { a: string; b: string }>();
  for (const list of lists) {
    await Promise.all(list.map((each) => run(engines, each, expected)));
    await Promise.all(journals.map((journal) => journal.refresh(app.appKey)));
    const states = engines.map(stateOf);
    if (JSON.stringify(states[0]) !== JSON.stringify(states[1])) throw new Error('the engines disagree');
    requireRules(engines[0]?.bindings.list({}, everything).items as readonly AxbBinding[]);
  }
  const found = engines[0]?.bindings.list({}, everything).items.map(({ id }) => id) ?? [];
  const lost = [...expected.keys()].filter((id) => !found.includes(id));
  if (lost.length > 0) throw new Error(`${lost.length} acknowledged bindings are gone`);
  await Promise.all(journals.map((journal) => journal.close()));
}

async function engineOn(journal: Journal, of: Application, numbers: readonly E164[]): Promise<Routing> {
  const engine = await createRouting({
    journal,
    policy: { ...chinaPolicy, quotas },
    clock: () => noon,
    applications: new ApplicationRegistry([of]),
    sweepEveryMs: 0,
  });
  await engine.pool.add(
    of.appKey,
    numbers.map((number) => ({ number, areaCode: '0755' })),
  );
  return engine;
}

/** Modifies and unbinds the oldest binding there is. */
async function run(
  engines: readonly Routing[],
  { engine, do: what, a, b, x }: Attempt,
  expected: Map<string, unknown>,
): Promise<void> {
  const axb = engines[engine]?.bindings.axb;
  const [oldest = ''] = expected.keys();
  try {
    if (what === 'bind') {
      const made = await axb?.bind(app, { a: mobile(a), b: mobile(b), x: xs[x] });
      if (made !== undefined) expected.set(made.id, made);
    } else if (what === 'modify')
      await axb?.modify(app, { subscriptionId: oldest, a: mobile(a), maxDuration: b });
    else {
      await axb?.unbind(app, { subscriptionId: oldest });
      expected.delete(oldest);
    }
  } catch (error) {
    if (!(error instanceof BindingError) || error.reason === 'journal-unavailable') throw error;
  }
}

function stateOf({ bindings }: Routing): readonly unknown[] {
  const { items } = bindings.list({}, everything);
  return items.map((each) => JSON.stringify(each, Object.keys(each).sort())).sort();
}

function requireRules(bindings: readonly AxbBinding[]): void {
  for (const x of xs) {
    const here = bindings.filter((each) => each.x === x);
    const parties = here.flatMap(({ a, b }) => [a, b]);
    if (new Set(parties).size !== parties.length) throw new Error(`a number is twice on ${x}`);
    if (here.length > quotas.pairsPerX) throw new Error(`${here.length} pairs on ${x}`);
  }
}
