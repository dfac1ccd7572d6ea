import t from 'tap';
import { operatorUnderTest } from '../../../support/stages/operator-under-test.js';
import { mobile, privateNumber } from '../../../support/stages/routing-world.js';

void t.test('every number counts once, in its city', async (t) => {
  const { ask, routing } = await operatorUnderTest();
  await routing.pool.add('key-AXB', [
    ...[10, 11].map((n) => ({ number: privateNumber(n), areaCode: '010' })),
    { number: privateNumber(12), areaCode: '028' },
  ]);
  const bound = (appKey: string, x: string, n: number) =>
    ask('operator', `POST /v1/bindings/${appKey.slice(4).toLowerCase()}`, {
      ...{ appKey, x, a: mobile(n) },
      ...(appKey === 'key-AXB' && { b: mobile(n + 1) }),
    });
  await bound('key-AXB', privateNumber(101), 1);
  await bound('key-AXB', privateNumber(10), 3);
  const status = (number: string, status: string) =>
    ask('operator', 'POST /v1/numbers/status', { number, status });
  await status(privateNumber(10), 'frozen');
  await status(privateNumber(102), 'unavailable');
  await status(privateNumber(103), 'suspended');
  const { json } = await bound('key-AX', privateNumber(201), 5);
  await ask('operator', `DELETE /v1/bindings/${String(json['subscriptionId'])}`);

  const none = { free: 0, used: 0, resting: 0, frozen: 0, ended: 0 };
  t.same((await ask('viewer', 'GET /v1/numbers/cities')).json, {
    items: [
      { areaCode: '010', cities: ['北京'], province: '北京', total: 2, ...none, frozen: 1, free: 1 },
      { areaCode: '028', cities: ['成都', '眉山', '资阳'], province: '四川', total: 1, ...none, free: 1 },
      {
        ...{ areaCode: '0755', cities: ['深圳'], province: '广东', total: 12 },
        ...{ free: 8, used: 1, resting: 1, frozen: 0, ended: 2 },
      },
    ],
    total: 3,
  });
  const some = async (query: string) =>
    (await ask('viewer', `GET /v1/numbers/cities?${query}`)).json['items'] as Record<string, unknown>[];
  t.match(await some('appKey=key-AX'), [{ areaCode: '0755', total: 3, free: 2, resting: 1 }]);
  t.match(await some('status=frozen'), [{ areaCode: '010', total: 1, frozen: 1 }]);
  t.equal((await ask('subscriber', 'GET /v1/numbers/cities')).status, 403);
});

void t.test('a plan says what there is and what is missing', async (t) => {
  const { ask } = await operatorUnderTest();
  const plan = async (query: string) => ask('viewer', `GET /v1/numbers/plan?${query}`);
  t.same((await plan('mode=AXB&bindings=12000&perUser=2')).json, {
    ...{ mode: 'AXB', needed: 3, parts: [{ what: 'x', numbers: 3, rule: 'an X carries 5000 pairs' }] },
  });
  const here = 'mode=AX&bindings=10&endsPerHour=60';
  t.match((await plan(`${here}&appKey=key-AX&areaCode=0755`)).json, { needed: 11, there: 3, missing: 8 });
  t.match((await plan(`${here}&areaCode=755`)).json, { needed: 11, there: 12, missing: 0 });
  await ask('operator', 'POST /v1/numbers/status', { number: privateNumber(201), status: 'frozen' });
  t.match((await plan(`${here}&appKey=key-AX`)).json, { there: 2, missing: 9 });
  t.match(await plan('mode=AX&bindings=10&perUser=6'), {
    status: 400,
    json: { errors: [{ field: 'query/perUser', message: 'expected at most 5 X of one A, found 6' }] },
  });
  t.equal((await plan('mode=AXB&bindings=-1')).status, 400);
  t.equal((await plan('mode=AXC&bindings=1')).status, 400);
});
