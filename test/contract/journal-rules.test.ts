/** The documents of the rules on each journal: as they are put, followed, loaded again, replaced and removed. */
import { isDeepStrictEqual } from 'node:util';
import t, { type Test } from 'tap';
import { ApplicationRegistry } from '../../routing/application.js';
import { POOL_SCOPE } from '../../routing/journal/documents.js';
import type { Journal, StoredDocument } from '../../routing/journal/journal.js';
import { createRouting, type Routing } from '../../routing/routing.js';
import type { Compliance } from '../../routing/rules/compliance.js';
import type { Complaint } from '../../routing/rules/complaints.js';
import type { Onboarding } from '../../routing/rules/onboarding.js';
import { kinds, type JournalPlace } from '../support/stages/journal-kinds.js';
import { application, chinaPolicy, mobile, noon, privateNumber } from '../support/stages/routing-world.js';

const app = application('AXB');
const { appKey } = app;
const [a, b] = [mobile(1), mobile(2)];
const x = privateNumber(1);
const DAY = 86_400_000;
const OF_RULES = /^(?:blacklist|registration|complaint|onboarding)\//;
/** More than one commit's worth, so that they come in several changes. */
const MANY = Array.from({ length: 300 }, (_, n) => mobile(1000 + n));

const filed: Omit<Onboarding, 'changedAt'> = {
  appKey,
  state: 'submitted',
  company: '示例 "Example" Ltd',
  licence: '91000000000000000X',
  trade: 'ride hailing',
  carrier: 'APP example',
  scene: 'A passenger calls the driver.',
  script: 'Where are you?',
  usesMessages: false,
  documents: [{ name: 'business licence', sha256: '0'.repeat(64), bytes: 9 }],
};

interface Step {
  /** The first part of its documents' keys. */
  readonly kind: 'blacklist' | 'registration' | 'complaint' | 'onboarding';
  readonly title: string;
  readonly scope: string;
  do(compliance: Compliance): Promise<unknown>;
  /** How many documents of the kind the scope has afterwards. */
  readonly left: number;
  /** What one of them has. */
  readonly has?: object;
}

const PUTS: readonly Step[] = [
  {
    kind: 'blacklist',
    title: 'a number and a beginning, for every application',
    scope: POOL_SCOPE,
    do: ({ blacklist }) =>
      blacklist.add([
        { kind: 'call', number: a, expiresAt: noon + DAY, note: '投诉' },
        { kind: 'bind-a', number: '+86170*' },
      ]),
    left: 2,
    has: { kind: 'call', number: a, expiresAt: noon + DAY, note: '投诉', addedAt: noon },
  },
  {
    kind: 'blacklist',
    title: 'the same number over one X, for one application',
    scope: appKey,
    do: ({ blacklist }) => blacklist.add([{ kind: 'x', number: a, x, appKey }]),
    left: 1,
    has: { kind: 'x', number: a, x, appKey },
  },
  {
    kind: 'blacklist',
    title: 'an entry in place of another',
    scope: POOL_SCOPE,
    do: ({ blacklist }) => blacklist.add([{ kind: 'call', number: a }]),
    left: 2,
    has: { kind: 'call', number: a, expiresAt: undefined, note: undefined },
  },
  {
    kind: 'registration',
    title: 'more than go into one change',
    scope: POOL_SCOPE,
    do: ({ registrations }) => registrations.add([...MANY, a], { batch: 'first', expiresAt: noon + DAY }),
    left: MANY.length + 1,
    has: { number: MANY[299], state: 'registered', batch: 'first', expiresAt: noon + DAY },
  },
  {
    kind: 'registration',
    title: 'one for one application',
    scope: appKey,
    do: ({ registrations }) => registrations.add([a], { appKey, state: 'pending' }),
    left: 1,
    has: { number: a, appKey, state: 'pending' },
  },
  {
    kind: 'registration',
    title: 'another state of one',
    scope: POOL_SCOPE,
    do: ({ registrations }) => registrations.add([b, a], { state: 'rejected', batch: 'second' }),
    left: MANY.length + 2,
    has: { number: a, state: 'rejected', batch: 'second', expiresAt: undefined },
  },
  {
    kind: 'complaint',
    title: 'two about an application',
    scope: appKey,
    do: async ({ complaints }) => {
      await complaints.add({ x, category: 'fraud', at: noon - DAY, note: 'a "bank"' });
      await complaints.add({ appKey, category: 'other' });
    },
    left: 2,
    has: { x, category: 'fraud', at: noon - DAY, note: 'a "bank"', valid: true },
  },
  {
    kind: 'complaint',
    title: 'one that is found to be none',
    scope: appKey,
    do: (compliance) => compliance.complaints.judge(idOf(compliance, 'fraud'), false),
    left: 2,
    has: { category: 'fraud', valid: false },
  },
  {
    kind: 'onboarding',
    title: 'what a customer has filed',
    scope: appKey,
    do: ({ onboarding }) => onboarding.save({ ...filed, expiresAt: noon + DAY }),
    left: 1,
    has: { ...filed, expiresAt: noon + DAY, changedAt: noon },
  },
  {
    kind: 'onboarding',
    title: 'what became of it',
    scope: appKey,
    do: ({ onboarding }) => onboarding.save({ ...filed, state: 'approved' }),
    left: 1,
    has: { ...filed, state: 'approved', expiresAt: undefined },
  },
];

const REMOVALS: readonly Step[] = [
  {
    kind: 'blacklist',
    title: 'an entry of all applications, not that of one',
    scope: POOL_SCOPE,
    do: ({ blacklist }) => blacklist.remove({ kind: 'call', number: a }),
    left: 1,
    has: { kind: 'bind-a' },
  },
  {
    kind: 'blacklist',
    title: 'the one of an application',
    scope: appKey,
    do: ({ blacklist }) => blacklist.remove({ kind: 'x', number: a, x, appKey }),
    left: 0,
  },
  {
    kind: 'registration',
    title: 'a whole import',
    scope: POOL_SCOPE,
    do: ({ registrations }) => registrations.remove(undefined, { batch: 'first' }),
    left: 2,
    has: { number: b, state: 'rejected' },
  },
  {
    kind: 'complaint',
    title: 'one of two',
    scope: appKey,
    do: (compliance) => compliance.complaints.remove(idOf(compliance, 'fraud')),
    left: 1,
    has: { category: 'other' },
  },
  {
    kind: 'onboarding',
    title: 'the record',
    scope: appKey,
    do: ({ onboarding }) => onboarding.remove(appKey),
    left: 0,
  },
];

for (const kind of kinds)
  void t.test(`${kind.name} journal`, async (suite) => {
    await kind.start(suite);
    const place = await kind.place(suite);
    let one = await engine(suite, place);
    await one.routing.pool.add(appKey, [{ number: x, areaCode: '0755' }]);
    const followers = kind.shared ? [await engine(suite, place)] : [];
    const steps = { put: PUTS, remove: REMOVALS };
    for (const [verb, list] of Object.entries(steps)) {
      for (const step of list)
        await suite.test(`${verb} ${step.kind}: ${step.title}`, (t) => played(t, step, one, followers));
      await suite.test(`after every ${verb}: loaded again, and in place of what an engine had`, async (t) => {
        const before = documentsOf(one);
        t.not(before[appKey]?.length, 0);
        await one.journal.close();
        const stored = await storedIn(place);
        t.same(stored, before, 'stored');
        one = await engine(suite, place);
        t.same(documentsOf(one), before, 'loaded');
        const { rules } = one.routing.compliance;
        for (const [scope, documents] of Object.entries(stored)) {
          rules.replace(scope, []);
          t.same(documentsOf(one)[scope], [], 'a store without any');
          rules.replace(scope, documents);
          rules.replace(scope, documents);
        }
        t.same(documentsOf(one), before, 'replaced');
      });
    }
  });

async function played(t: Test, step: Step, one: Engine, followers: readonly Engine[]): Promise<void> {
  await step.do(one.routing.compliance);
  const values = [...one.routing.compliance.rules.documents(step.scope)].flatMap(({ key, value }) =>
    key.startsWith(`${step.kind}/`) ? [value as Readonly<Record<string, unknown>>] : [],
  );
  t.equal(values.length, step.left);
  const wanted = Object.entries(step.has ?? {});
  if (step.has !== undefined)
    t.ok(
      values.some((value) => wanted.every(([key, part]) => isDeepStrictEqual(value[key], part))),
      `has ${JSON.stringify(step.has)}`,
    );
  for (const follower of followers) {
    await follower.journal.refresh(step.scope);
    t.same(documentsOf(follower), documentsOf(one), 'followed');
  }
}

interface Engine {
  readonly journal: Journal;
  readonly routing: Routing;
}

async function engine(t: Test, place: JournalPlace): Promise<Engine> {
  const journal = await place.open();
  t.teardown(() => journal.close());
  const applications = new ApplicationRegistry([app]);
  const clock = (): number => noon;
  const routing = await createRouting({ journal, policy: chinaPolicy, clock, applications, sweepEveryMs: 0 });
  return { journal, routing };
}

/** By scope, in the order of their keys. */
type ByScope = Record<string, readonly StoredDocument[]>;

function documentsOf({ routing: { compliance } }: Engine): ByScope {
  const of = (scope: string) => sorted([...compliance.rules.documents(scope)]);
  return { [POOL_SCOPE]: of(POOL_SCOPE), [appKey]: of(appKey) };
}

/** What a journal that is opened in the place loads. */
async function storedIn(place: JournalPlace): Promise<ByScope> {
  const journal = await place.open();
  const found: Record<string, StoredDocument[]> = { [POOL_SCOPE]: [], [appKey]: [] };
  await journal.load((scope, document) => {
    if (OF_RULES.test(document.key)) found[scope]?.push(document);
  });
  await journal.close();
  return Object.fromEntries(Object.entries(found).map(([scope, documents]) => [scope, sorted(documents)]));
}

function sorted(documents: readonly StoredDocument[]): readonly StoredDocument[] {
  return [...documents].sort((one, other) => (one.key < other.key ? -1 : 1));
}

function idOf({ complaints }: Compliance, category: Complaint['category']): string {
  const { items } = complaints.list({ appKey }, { pageIndex: 1, pageSize: 10 });
  return items.find((one) => one.category === category)?.id ?? 'none';
}
