import t from 'tap';
import { filingOf, mergeFiled, type FiledApplication } from '../../routing/filing.js';
import { MemoryJournal, MemoryStore } from '../../routing/journal/memory.js';
import { ApplicationRegistry, type Application } from '../../routing/application.js';
import { createRouting, type Routing } from '../../routing/routing.js';
import { application, chinaPolicy, mobile, noon, privateNumber } from '../support/stages/routing-world.js';

const [x, y] = [privateNumber(1), privateNumber(2)];

function filed(
  appKey: string,
  numbers: readonly string[],
  more: Partial<Application> = {},
): FiledApplication {
  const given = numbers.map((number) => ({ number, areaCode: '0755' }));
  const features = { recording: true, sms: false };
  return { ...application('AXB', { appKey, features, ...more }), numbers: given };
}

/** A start with that file on what the starts before have left. */
async function start(store: MemoryStore, file: readonly FiledApplication[]) {
  const journal = new MemoryJournal(store);
  const routing = await createRouting({
    journal,
    policy: chinaPolicy,
    clock: () => noon,
    applications: new ApplicationRegistry(file.map(({ numbers: _, ...rest }) => rest)),
    sweepEveryMs: 0,
  });
  return { routing, journal, report: await routing.takeFile(file) };
}

void t.test('key by key the later change is in force: of the file, or of the API', async (t) => {
  const file = application('AXB', {
    appSecret: 'one',
    status: 'active',
    callbacks: { status: 'http://a/', fee: 'http://b/' },
  });
  const last = filingOf([{ ...file, numbers: [] }]);
  const byApi: Application = { ...file, status: 'frozen', callbacks: { status: 'http://a2/' } };
  t.match(mergeFiled(file, byApi, last), {
    application: { status: 'frozen', callbacks: { status: 'http://a2/', fee: undefined } },
    fromApi: ['status', 'callbacks.status', 'callbacks.fee'],
    fromFile: [],
  });
  const edited: Application = {
    ...file,
    appSecret: 'two',
    callbacks: { ...file.callbacks, fee: 'http://b2/' },
  };
  t.match(mergeFiled(edited, byApi, last), {
    application: {
      appSecret: 'two',
      status: 'frozen',
      callbacks: { status: 'http://a2/', fee: 'http://b2/' },
    },
    fromApi: ['status', 'callbacks.status'],
    fromFile: ['appSecret', 'callbacks.fee'],
  });
  const emptied: Application = { ...file, callbacks: {} };
  t.same(mergeFiled(emptied, byApi, last).application.callbacks, {}, 'taken out of the file is a change too');
  t.same(
    mergeFiled(edited, byApi, undefined).fromApi,
    ['appSecret', 'status', 'callbacks.status', 'callbacks.fee'],
    'where no start has left what the file said, the journal is later',
  );
  t.same(
    mergeFiled(edited, byApi, {}).fromApi,
    [],
    'an application that is new in the file is as the file says',
  );
});

void t.test('no secret is in what a start leaves', async (t) => {
  t.notMatch(JSON.stringify(filingOf([filed('k', [x], { appSecret: 'hush-hush' })])), /hush/);
});

void t.test('a rotated secret and a status of the API are both in force, and stay so', async (t) => {
  const store = new MemoryStore();
  const first = await start(store, [filed('k', [], { appSecret: 'old' })]);
  t.same(first.report.applications, []);
  const before = first.routing.applications.get('k');
  if (before) await first.routing.saveApplication({ ...before, status: 'frozen' });
  t.same(first.routing.origins.ofApplication(first.routing.applications.get('k') as Application), {
    source: 'file and api',
    fromApi: ['status'],
  });
  const rotated = [filed('k', [], { appSecret: 'new' })];
  const second = await start(store, rotated);
  t.match(second.routing.applications.get('k'), { appSecret: 'new', status: 'frozen' });
  t.same(second.report.applications, [{ appKey: 'k', fromApi: ['status'], fromFile: ['appSecret'] }]);
  const third = await start(store, rotated);
  t.match(third.routing.applications.get('k'), { appSecret: 'new', status: 'frozen' });
  t.same(third.report.applications, [{ appKey: 'k', fromApi: ['status'], fromFile: [] }], 'settled');
  // A status that the file changes and changes back is the file's.
  await start(store, [filed('k', [], { appSecret: 'new', status: 'disabled' })]);
  const last = await start(store, rotated);
  t.match(last.routing.applications.get('k'), { status: 'active' });
  t.match(last.report.applications, [{ fromApi: [], fromFile: ['status'] }]);
});

void t.test('a number that the file moves is moved if nothing is bound to it', async (t) => {
  const store = new MemoryStore();
  const { routing } = await start(store, [filed('k', [x, y]), filed('l', [])]);
  const owner = routing.applications.get('k') as Application;
  await routing.bindings.axb.bind(owner, { a: mobile(1), b: mobile(2), x: y });
  const moved = await start(store, [filed('k', []), filed('l', [x, y])]);
  t.same(moved.report.numbers, [
    { number: x, appKey: 'l', holder: 'k', outcome: 'moved' },
    { number: y, appKey: 'l', holder: 'k', outcome: 'in-use' },
  ]);
  t.equal(moved.routing.pool.get(x)?.appKey, 'l');
  t.equal(moved.routing.pool.get(y)?.appKey, 'k', 'its bindings go on');
  t.equal(moved.routing.bindings.count, 1);
});

void t.test('a number leaves an application that is no longer in the file', async (t) => {
  const store = new MemoryStore();
  await start(store, [filed('k', [x])]);
  const { routing, report } = await start(store, [filed('l', [x])]);
  t.match(report.numbers, [{ outcome: 'moved' }]);
  t.equal(routing.pool.get(x)?.appKey, 'l');
  t.equal((await start(store, [filed('l', [x])])).routing.pool.get(x)?.appKey, 'l');
});

void t.test('a number that the API has moved stays there, until the file moves it again', async (t) => {
  const store = new MemoryStore();
  const file = [filed('k', [x]), filed('l', [])];
  const { routing } = await start(store, file);
  await routing.pool.transfer([x], 'l');
  t.equal(sourceOf(routing), 'api');
  const again = await start(store, file);
  t.same(again.report.numbers, [{ number: x, appKey: 'k', holder: 'l', outcome: 'moved-by-api' }]);
  t.equal(again.routing.pool.get(x)?.appKey, 'l');
  const settled = await start(store, [filed('k', []), filed('l', [x])]);
  t.same(settled.report.numbers, []);
  t.equal(sourceOf(settled.routing), 'file');
});

void t.test('a change of area code in the file is carried out', async (t) => {
  const store = new MemoryStore();
  await start(store, [filed('k', [x])]);
  const { routing } = await start(store, [{ ...filed('k', []), numbers: [{ number: x, areaCode: '010' }] }]);
  t.equal(routing.pool.get(x)?.areaCode, '010');
});

void t.test(
  'a move that a crash has cut in half is completed, also of an application that is gone',
  async (t) => {
    const store = new MemoryStore();
    const { routing, journal } = await start(store, [filed('k', [x])]);
    // The first half of a move: its document is gone, its ownership is not.
    const nothing = { expect: [], put: [], release: [], claim: [], count: [] };
    await journal.commit({ ...nothing, scope: 'k', remove: [`number/${x}`] });
    t.equal(routing.pool.get(x), undefined);
    const next = await start(store, [filed('l', [x])]);
    t.equal(next.routing.pool.get(x)?.appKey, 'l');
  },
);

function sourceOf({ pool, origins }: Routing): string | undefined {
  const found = pool.get(x);
  return found && origins.ofNumber(found);
}

void t.test(
  'a file that is taken again while calls go on is in force as if it had been there at the start',
  async (t) => {
    const store = new MemoryStore();
    const { routing } = await start(store, [filed('one', [x]), filed('two', [])]);
    const { application: two } = { application: routing.applications.get('two') };
    await routing.saveApplication({ ...two!, status: 'frozen' });

    await routing.retakeFile([filed('two', [], { name: 'Two' }), filed('three', [y])]);
    t.equal(routing.applications.get('one'), undefined, 'it was only in the file');
    t.match(
      routing.applications.get('two'),
      { name: 'Two', status: 'frozen' },
      'each key by the later change',
    );
    t.match(routing.applications.get('three'), { appKey: 'three' });
    t.equal(routing.pool.get(y)?.appKey, 'three');
    t.match(routing.origins.ofApplication(routing.applications.get('two')!), { fromApi: ['status'] });

    await routing.retakeFile([filed('three', [y])]);
    t.match(
      routing.applications.get('two'),
      { status: 'frozen' },
      'the journal keeps what the API has changed',
    );
  },
);

void t.test(
  'numbers and bindings outlive an application that the file leaves out, until it is back',
  async (t) => {
    const store = new MemoryStore();
    const { routing } = await start(store, [filed('k', [x])]);
    await routing.bindings.axb.bind(routing.applications.get('k')!, { a: mobile(1), b: mobile(2), x });
    for (const file of [[], [filed('k', [])]]) {
      const next = await start(store, file);
      t.equal(next.routing.applications.get('k')?.appKey, file[0]?.appKey);
      t.same([next.routing.pool.get(x)?.appKey, next.routing.bindings.count], ['k', 1]);
    }
  },
);

void t.test('a file that cannot be taken leaves the earlier one in force', async (t) => {
  const store = new MemoryStore();
  const { routing } = await start(store, [filed('one', [x])]);
  await t.rejects(routing.retakeFile([filed('two', ['no number'])]));
  t.match(routing.applications.list(), [{ appKey: 'one' }]);
  t.match(routing.origins.ofApplication(routing.applications.get('one')!), { source: 'file' });
});
