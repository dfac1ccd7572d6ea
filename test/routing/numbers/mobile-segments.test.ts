import t from 'tap';
import type { E164 } from '../../../routing/numbers/number.js';
import { loadCities } from '../../../routing/numbers/city.js';
import { MobileSegments } from '../../../routing/numbers/mobile-segments.js';
import { loadPolicy, makePolicy } from '../../../routing/numbers/policy.js';
import { mobile, refused, world } from '../../support/stages/routing-world.js';

const china = loadPolicy();

void t.test('a mobile number has the city that the geocoder gives its first digits', (t) => {
  for (const [number, areaCode] of [
    ['+8613923456789', '0755'],
    ['+8613800000021', '010'],
    ['+8613912345678', '0519'],
    ['+8613900000022', undefined],
    ['+8619900000000', undefined],
    ['+8675528000001', '0755'],
    ['+14155550100', undefined],
  ] as [E164, string | undefined][])
    t.equal(china.areaCodeOf(number), areaCode, number);
  t.end();
});

void t.test("the operator's own table of segments comes first, by its longest prefix", (t) => {
  const own = makePolicy({ ...china, mobileCities: { '139': '021', '1392345': '0769' } }, china.cities);
  t.equal(own.areaCodeOf('+8613923456789' as E164), '0769');
  t.equal(own.areaCodeOf('+8613912345678' as E164), '021');
  t.equal(own.areaCodeOf('+8613800000021' as E164), '010', 'and the geocoder has the rest');
  t.end();
});

void t.test('names of the geocoder are matched to the table of cities, and nothing is guessed', (t) => {
  const cities = loadCities(new URL('../../../../routing/cities.csv', import.meta.url));
  const named = (name: string): string | undefined =>
    new MobileSegments([['139', name]], cities).areaCodeOf('13900000000');
  for (const [name, areaCode] of [
    ['北京市', '010'],
    ['广东省深圳市', '0755'],
    ['吉林省吉林市', '0432'],
    ['吉林省长春市', '0431'],
    ['广西南宁市', '0771'],
    ['广东省', undefined],
    ['江苏省深圳市', undefined],
    ['新疆乌鲁木齐市', undefined],
    ['', undefined],
  ] as const)
    t.equal(named(name), areaCode, name);
  t.end();
});

void t.test("without a city A's own decides, strictly; loosely it is preferred", async (t) => {
  const { routing, app } = await world('AXB', { cities: ['0755', '010'], policy: { ...china } });
  const fromShenzhen = { a: '+8613923456789', b: mobile(2) };
  const one = await routing.bindings.axb.bind(app, fromShenzhen);
  t.match(routing.pool.get(one.x), { areaCode: '0755' });
  const fromChangzhou = { a: '+8613912345678', b: mobile(4) };
  await t.rejects(routing.bindings.axb.bind(app, fromChangzhou), refused('no-free-x'));
  await t.resolves(routing.bindings.axb.bind(app, { ...fromChangzhou, areaMatchMode: '1' }));
  const fromNowhere = { a: '+8613900000022', b: mobile(6) };
  await t.resolves(routing.bindings.axb.bind(app, fromNowhere), 'a city that is not known rules nothing out');
});

void t.test('an area code that is no city is refused', async (t) => {
  const { routing, app } = await world('AXB', { cities: ['0755'] });
  const wanted = { a: mobile(1), b: mobile(2), areaCode: '0999', areaMatchMode: '1' } as const;
  await t.rejects(routing.bindings.axb.bind(app, wanted), refused('invalid', 'areaCode'));
});
