import t from 'tap';
import type { E164 } from '../../../routing/numbers/number.js';
import { MemoryJournal, MemoryStore } from '../../../routing/journal/memory.js';
import { application, mobile, privateNumber, refused, world } from '../../support/stages/routing-world.js';

const [a, b] = [mobile(1), mobile(2)];
const x = privateNumber(1);
const all = { pageIndex: 1, pageSize: 100 };

function poolRefused(reason: string) {
  return { name: 'PoolError', reason };
}

void t.test('X is chosen by city code, strictly or loosely', async (t) => {
  const { routing, app } = await world('AXB', { cities: ['0755', '010', '021'] });
  const { axb } = routing.bindings;
  const bind = async (n: number, choice: object) =>
    (await axb.bind(app, { a: mobile(10 * n), b: mobile(10 * n + 1), ...choice })).x;
  t.equal(await bind(1, { areaCode: '010' }), privateNumber(2));
  t.equal(await bind(2, { areaCode: '755' }), privateNumber(1), 'with or without the 0');
  await t.rejects(bind(3, { areaCode: '0571' }), refused('no-free-x'), 'strict is the default');
  await t.rejects(bind(3, { areaCode: '0571', areaMatchMode: '0' }), refused('no-free-x'));
  t.ok(await bind(3, { areaCode: '0571', areaMatchMode: '1' }));
  await t.rejects(bind(4, { areaCode: 'Shenzhen' }), refused('invalid', 'areaCode'));
});

void t.test("without a city code A's own city decides, where it is known", async (t) => {
  const { routing, app } = await world('AXB', {
    cities: ['0755', '010'],
    policy: { areaCodeOf: (number: E164) => (number.startsWith('+8610') ? '010' : undefined) },
  });
  const { axb } = routing.bindings;
  t.equal((await axb.bind(app, { a: '01012345678', b })).x, privateNumber(2));
  t.ok((await axb.bind(app, { a: mobile(5), b: mobile(6) })).x, 'any, where it is not');
});

void t.test('AXB spreads over its X, and finds one on which neither party is', async (t) => {
  const { routing, app } = await world('AXB', { cities: ['0755', '0755', '0755'] });
  const { axb } = routing.bindings;
  const xs = new Set<string>();
  for (let n = 0; n < 3; n += 1) xs.add((await axb.bind(app, { a, b: mobile(10 + n), areaCode: '0755' })).x);
  t.equal(xs.size, 3, 'A has a B on each');
  await t.rejects(axb.bind(app, { a, b: mobile(20), areaCode: '0755' }), refused('no-free-x'));
});

void t.test('an X that is given back rests before it is handed out by choice', async (t) => {
  const { routing, app, pass } = await world('AX', { policy: { coolingOffSeconds: 600 } });
  const { ax } = routing.bindings;
  await ax.bind(app, { a, areaCode: '0755' });
  t.equal(routing.pool.get(x)?.relations, 1);
  await ax.unbind(app, { x });
  t.ok(routing.pool.get(x)?.restsUntil);
  await t.rejects(ax.bind(app, { a: b, areaCode: '0755' }), refused('no-free-x'));
  pass(599_999);
  await t.rejects(ax.bind(app, { a: b, areaCode: '0755' }), refused('no-free-x'));
  pass(1);
  t.equal((await ax.bind(app, { a: b, areaCode: '0755' })).x, x);
  await ax.unbind(app, { x });
  await t.resolves(ax.bind(app, { a, x }), 'by name it can be had at once');
});

void t.test('each status has its effect', async (t) => {
  const { routing, app, now } = await world('AXB');
  const { axb } = routing.bindings;
  await axb.bind(app, { a, b, x });
  const seen: string[] = [];
  routing.onChange((change) => change.kind === 'number' && seen.push(change.number));
  const call = () => routing.resolve({ caller: a, dialled: x, at: now() });
  const bindMore = () => axb.bind(app, { a: mobile(8), b: mobile(9), x });
  await routing.pool.setStatus(x, 'frozen');
  t.match(await call(), { kind: 'connect' }, 'existing bindings still work');
  await t.rejects(bindMore(), refused('x-unavailable'));
  await routing.pool.setStatus(x, 'suspended');
  t.match(await call(), { reason: 'number-suspended' });
  await t.rejects(axb.bind(app, { a: mobile(8), b: mobile(9), areaCode: '0755' }), refused('no-free-x'));
  t.match(await routing.pool.setStatus(x, 'unavailable', 'arrears'), { cause: 'arrears' });
  t.match(await call(), { reason: 'number-unavailable' });
  t.match(routing.pool.get(x), { status: 'unavailable', cause: 'arrears' });
  await routing.pool.setStatus(x, 'normal');
  t.equal(routing.pool.get(x)?.cause, undefined);
  await t.resolves(bindMore());
  t.same(seen, [x, x, x, x]);
});

void t.test('a number in use is neither removed nor moved', async (t) => {
  const { routing, app } = await world('AXB', { cities: ['0755', '010'] });
  const other = application('AXB', { appKey: 'other' });
  routing.applications.put(other);
  const { id } = await routing.bindings.axb.bind(app, { a, b, x });
  await t.rejects(routing.pool.remove(x), poolRefused('number-in-use'));
  const free = privateNumber(2);
  t.same(await routing.pool.transfer([x, free], 'other'), { moved: [free], inUse: [x] });
  t.match(routing.pool.get(free), { appKey: 'other', areaCode: '010' });
  await t.rejects(
    routing.bindings.axb.bind(app, { a: mobile(8), b: mobile(9), x: free }),
    refused('x-not-owned'),
  );
  await t.resolves(routing.bindings.axb.bind(other, { a, b, x: free }));
  await routing.bindings.axb.unbind(app, { subscriptionId: id });
  await routing.pool.remove(x);
  t.equal(routing.pool.get(x), undefined);
  await t.rejects(routing.pool.remove(x), poolRefused('number-not-found'));
  await t.rejects(routing.bindings.axb.bind(app, { a, b, x }), refused('x-unknown'));
  await t.resolves(routing.pool.add('other', [{ number: x, areaCode: '0755' }]), 'it belongs to nobody now');
  await t.rejects(routing.pool.transfer([x], 'nobody'), poolRefused('application-not-found'));
});

void t.test(
  'a number that comes to an application is reported once, and one that it had is not',
  async (t) => {
    const { routing, app } = await world('AXB');
    const other = application('AXB', { appKey: 'other' });
    routing.applications.put(other);
    const came: unknown[] = [];
    routing.pool.onCame((...each) => came.push(each));
    const [had, fresh, imported] = [x, privateNumber(60), privateNumber(61)];
    await routing.pool.add(
      app.appKey,
      [had, fresh].map((number) => ({ number, areaCode: '010' })),
    );
    await routing.pool.importCsv(app.appKey, `number,area_code\n${had},010\n${imported},010`);
    await routing.pool.transfer([had, fresh], 'other');
    await routing.pool.transfer([fresh], 'other');
    t.same(came, [
      [fresh, app.appKey, 'added'],
      [imported, app.appKey, 'added'],
      [had, 'other', 'transferred'],
      [fresh, 'other', 'transferred'],
    ]);
  },
);

void t.test('a bind and a removal at once do not both succeed', async (t) => {
  for (let n = 0; n < 20; n += 1) {
    const { routing, app } = await world('AXB');
    const [bound, removed] = await Promise.allSettled(
      n % 2 === 0
        ? [routing.bindings.axb.bind(app, { a, b, x }), routing.pool.remove(x)]
        : [routing.pool.remove(x), routing.bindings.axb.bind(app, { a, b, x })],
    );
    t.not(bound?.status, removed?.status);
  }
});

void t.test('CSV: every good line is taken and every bad one told', async (t) => {
  const { routing, app } = await world('AXB');
  const other = application('AXB', { appKey: 'other' });
  routing.applications.put(other);
  await routing.pool.add('other', [{ number: privateNumber(50), areaCode: '010' }]);
  const csv = [
    '\uFEFFname,number,area_code',
    `one,${privateNumber(60)},0755`,
    'two,"170 0000 0061","010"',
    'three,not a number,010',
    `four,${privateNumber(62)},Peking`,
    '',
    `five,${privateNumber(50)},010`,
  ].join('\r\n');
  const { added, faults } = await routing.pool.importCsv(app.appKey, csv);
  t.equal(added, 2);
  t.same(
    faults.map(({ line }) => line),
    [4, 5, 7],
  );
  t.match(routing.pool.get(privateNumber(61)), { areaCode: '010', appKey: app.appKey });
  t.match(await routing.pool.importCsv(app.appKey, 'a;b\n1;2'), { added: 0, faults: [{ line: 1 }] });
  t.notMatch(JSON.stringify(faults), privateNumber(50), 'no full number');
});

void t.test('listing by application, city and status, page by page', async (t) => {
  const { routing, app } = await world('AXB', { cities: ['0755', '010', '0755'] });
  await routing.pool.setStatus(privateNumber(3), 'frozen');
  t.equal(routing.pool.list({}, all).total, 3);
  t.equal(routing.pool.list({ appKey: app.appKey, areaCode: '0755' }, all).total, 2);
  t.equal(routing.pool.list({ areaCode: '0755', status: 'frozen' }, all).items[0]?.number, privateNumber(3));
  t.equal(routing.pool.list({ appKey: 'nobody' }, all).total, 0);
  t.equal(routing.pool.list({}, { pageIndex: 2, pageSize: 2 }).items.length, 1);
});

void t.test('what was stored is there again: numbers, rests, bindings, applications', async (t) => {
  const store = new MemoryStore();
  const first = await world('AX', { journal: new MemoryJournal(store), cities: ['0755', '0755'] });
  await first.routing.bindings.ax.bind(first.app, { a, x });
  await first.routing.bindings.ax.bind(first.app, { a: b, x: privateNumber(2) });
  await first.routing.bindings.ax.unbind(first.app, { x: privateNumber(2) });
  await first.routing.pool.setStatus(x, 'frozen');
  await first.routing.saveApplication(application('AXE', { appKey: 'new', name: 'made by an operator' }));
  const again = await world('AX', { journal: new MemoryJournal(store), cities: [] });
  t.match(again.routing.pool.get(x), { status: 'frozen', relations: 1 });
  t.ok(again.routing.pool.get(privateNumber(2))?.restsUntil);
  t.match(again.routing.bindings.ax.find(again.app, { a }), [{ x }]);
  t.match(again.routing.applications.get('new'), { name: 'made by an operator' });
});
