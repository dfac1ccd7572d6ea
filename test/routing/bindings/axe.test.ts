import t from 'tap';
import { MemoryJournal } from '../../../routing/journal/memory.js';
import { mobile, privateNumber, refused, world } from '../../support/stages/routing-world.js';

const [a, b, c] = [mobile(1), mobile(2), mobile(3)];
const x = privateNumber(1);

void t.test('AXE: a caller is asked for the extension and reaches its A', async (t) => {
  const { routing, app, now } = await world('AXE');
  await routing.bindings.axe.bind(app, { a, x, extension: '12' });
  const call = (digits?: string) => routing.resolve({ caller: b, dialled: x, digits, at: now() });
  t.match(await call(), { kind: 'collect', maxDigits: 4, prompt: 'enter-extension.wav' });
  t.match(await call('0012'), { kind: 'connect', callee: a, display: x, direction: 0, extension: '0012' });
  t.match(await call(''), { kind: 'refuse', reason: 'extension-empty', prompt: 'extension-invalid.wav' });
  for (const wrong of ['12', '0013', '00120', '0000', '-012', 'x'])
    t.match(await call(wrong), { kind: 'refuse', reason: 'extension-unknown' }, wrong);
});

void t.test('AXE: A calling X reaches the last caller, else the call-back number, else a tone', async (t) => {
  const { routing, app, now, pass } = await world('AXE');
  const { axe } = routing.bindings;
  const { id } = await axe.bind(app, {
    a,
    x,
    extension: '1',
    callbackTone: 'nobody.wav',
    timeUnit: '1',
    callbackExpiredTime: 5,
  });
  const back = () => routing.resolve({ caller: a, dialled: x, at: now() });
  t.match(await back(), { kind: 'refuse', reason: 'no-callback-record', prompt: 'nobody.wav' });
  for (const caller of [b, c]) {
    const toA = await routing.resolve({ caller, dialled: x, digits: '0001', at: now() });
    if (toA.kind !== 'connect' || toA.effect === undefined) return t.fail('expected an effect');
    t.equal(toA.effect.when, 'reached');
    await routing.applyEffect(toA.effect);
  }
  t.match(await back(), { kind: 'connect', callee: c, display: x, direction: 1 }, 'the most recent one');
  await axe.modify(app, { subscriptionId: id, callbackNum: '4001234567' });
  t.match(await back(), { callee: c }, 'a modify keeps the record');
  pass(5 * 60_000);
  t.match(await back(), { callee: '+864001234567' }, 'the record has expired');
  t.match(axe.find(app, { subscriptionId: id }), { callbackTone: undefined });
  await t.rejects(
    axe.modify(app, { x, extension: '1', callbackNum: b, callbackTone: 'x.wav' }),
    refused('invalid', 'callbackNum'),
  );
});

void t.test('AXE: A who calls back before the record is on disk waits for it', async (t) => {
  const journal = new MemoryJournal();
  const { routing, app, now } = await world('AXE', { journal });
  await routing.bindings.axe.bind(app, { a, x, extension: '1', callbackTone: 'nobody.wav' });
  await routing.bindings.axe.bind(app, { a: mobile(100), x, extension: '2', callbackNum: c });
  const commit = journal.commit.bind(journal);
  for (const [extension, party] of [
    ['0001', a],
    ['0002', mobile(100)],
  ] as const) {
    const toA = await routing.resolve({ caller: b, dialled: x, digits: extension, at: now() });
    if (toA.kind !== 'connect' || toA.effect === undefined) return t.fail('expected an effect');
    let goOn: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => (goOn = resolve));
    journal.commit = async (change) => {
      await disk;
      return commit(change);
    };
    const stored = routing.applyEffect(toA.effect);
    const back = routing.resolve({ caller: party, dialled: x, at: now() });
    goOn();
    t.match(await back, { kind: 'connect', callee: b }, extension);
    await stored;
    journal.commit = () => Promise.reject(new Error('the disk is gone'));
    const lost = routing.applyEffect({ ...toA.effect, caller: c } as typeof toA.effect);
    t.match(await routing.resolve({ caller: party, dialled: x, at: now() }), { kind: 'connect', callee: b });
    await t.rejects(lost);
  }
});

void t.test('AXE: extensions are unique, padded, allocated, and run out', async (t) => {
  const { routing, app } = await world('AXE', { app: { extensionDigits: 1 } });
  const { axe } = routing.bindings;
  t.equal((await axe.bind(app, { a: mobile(100), x, extension: '5' })).extension, '5');
  await t.rejects(axe.bind(app, { a, x, extension: '5' }), refused('extension-taken'));
  await t.rejects(axe.bind(app, { a: mobile(100), x }), refused('collision'), 'A once on an X');
  for (const wrong of ['0', '10', 'a', '-1'])
    await t.rejects(axe.bind(app, { a, x, extension: wrong }), refused('invalid', 'extension'));
  const bound = await Promise.all(
    Array.from({ length: 8 }, (_, n) => axe.bind(app, { a: mobile(200 + n), x, extension: '' })),
  );
  t.same(bound.map(({ extension }) => extension).sort(), ['1', '2', '3', '4', '6', '7', '8', '9']);
  await t.rejects(axe.bind(app, { a, x }), refused('no-extension'));
  await axe.unbind(app, { x, extension: '7' });
  t.equal((await axe.bind(app, { a, x })).extension, '7');
});

void t.test('AXE: expiry is given in hours or minutes; a query shows it as bound', async (t) => {
  const { routing, app, now, pass } = await world('AXE');
  const { axe } = routing.bindings;
  const { id } = await axe.bind(app, { a, x, extension: '7', bindExpiredTime: 2 });
  t.equal(routing.bindings.get(id)?.expiresAt, now() + 2 * 3_600_000);
  const after = await axe.modify(app, {
    x,
    extension: '0007',
    timeUnit: '1',
    bindExpiredTime: 10,
    userData: 'u',
  });
  t.match(after, { expiresAt: now() + 600_000, timeUnit: '0', bindExpiredTime: 2, userData: 'u' });
  pass(600_000);
  t.match(await routing.resolve({ caller: b, dialled: x, digits: '0007', at: now() }), {
    reason: 'extension-unknown',
  });
  t.match(
    await routing.resolve({ caller: a, dialled: x, at: now() }),
    { kind: 'collect' },
    'no A of X any more',
  );
  t.equal(axe.find(app, { x, extension: '7' }), undefined);
  const again = await axe.bind(app, { a, x, extension: '7' });
  t.equal(again.extension, '0007', 'what has expired is not in the way');
  await axe.modify(app, { subscriptionId: again.id, bindExpiredTime: 0 });
  t.equal(routing.bindings.get(again.id)?.expiresAt, undefined);
});

void t.test('AXE: an X chosen by city has that extension free', async (t) => {
  const { routing, app } = await world('AXE', { cities: ['0755', '0755', '010'] });
  const { axe } = routing.bindings;
  const bound = [];
  for (const n of [1, 2]) bound.push(await axe.bind(app, { a: mobile(n), areaCode: '755', extension: '9' }));
  t.same(bound.map((each) => each.x).sort(), [privateNumber(1), privateNumber(2)]);
  await t.rejects(axe.bind(app, { a: c, areaCode: '0755', extension: '9' }), refused('no-free-x'));
  const loose = await axe.bind(app, { a: c, areaCode: '0755', extension: '9', areaMatchMode: '1' });
  t.equal(loose.x, privateNumber(3));
});
