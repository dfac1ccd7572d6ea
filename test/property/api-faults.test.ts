/**
 * For any request of a client with the right signature, or of an operator with a token: no answer is an internal error.
 */
import fc from 'fast-check';
import t from 'tap';
import type { Mode } from '../../routing/application.js';
import { town, type Town } from '../support/stages/api-town.js';
import { samplePrompts } from '../support/stages/api-under-test.js';
import { operatorUnderTest, type OperatorUnderTest } from '../support/stages/operator-under-test.js';
import { requests, type Request } from '../support/servers/privatenumber-requests.js';
import { mobile, privateNumber } from '../support/stages/routing-world.js';

const modes: readonly Mode[] = ['AXB', 'AX', 'AXE', 'AXYB', 'X'];
const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'0123456789+- *#.'), maxLength: 34 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'null', 'NaN', '\0', '\ud800', 'x'.repeat(300)),
);
/** What only a JSON body can say. */
const oddity = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], { callerHintTone: 5 }, 1e308, -0, 1.5),
  fc.integer(),
  fc.jsonValue({ maxDepth: 2 }),
);
const count = fc.oneof(
  fc.integer({ min: -2, max: 130 }),
  fc.constantFrom(7_776_000, 10_000_000, 2 ** 53, 1e15),
);
const extension = fc.constantFrom('0', '1', '12', '0012', '1234', '9999', '12345', '00000');
const choice = fc.constantFrom(
  '0',
  '1',
  '2',
  'on',
  'off',
  'true',
  'mobile-virtual',
  'call_stop',
  '0755',
  '755',
  '21',
);
const tone = fc.constantFrom(...samplePrompts, '.wav', '../x.wav', 'none.wav');

/**
 * Numbers and things that are almost numbers: of a party, of a pool, without an owner, too short, too long, in other
 * forms.
 */
function numbersLike(pool: readonly string[]): fc.Arbitrary<string> {
  const whole = fc.constantFrom(
    ...pool,
    mobile(1),
    mobile(2),
    mobile(3),
    privateNumber(9999),
    '+864001234567',
    '+8695588',
  );
  return fc.oneof(
    { weight: 4, arbitrary: whole },
    whole.map((number) => number.slice(1)),
    whole.map((number) => `00${number.slice(1)}`),
    whole.map((number) => number.slice(3)),
    fc.tuple(whole, fc.nat({ max: 16 })).map(([number, length]) => number.slice(0, length)),
    fc.tuple(whole, fc.nat({ max: 99_999 })).map(([number, more]) => `${number}${more}`),
  );
}

/** Fields by name, each there or not, of values a careful client sends and others. */
function fieldsOf(
  names: readonly string[],
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
}

/** Without halves of surrogate pairs, which no URL can hold. */
function wellFormed(value: string): string {
  return Buffer.from(value, 'utf8').toString('utf8');
}

function queryOf(fields: object): string {
  const entries = Object.entries(fields).map(([name, value]): [string, string] => [
    name,
    wellFormed(typeof value === 'string' ? value : JSON.stringify(value)),
  ]);
  return new URLSearchParams(entries).toString();
}

/** An AXB, AX, AXE and AXYB binding, so that selectors find something; answers their ids. */
async function bindOneEach({ client, x }: Town): Promise<string[]> {
  const [a, b] = [mobile(1), mobile(2)];
  const uriOf = (title: string): string => requests.find((request) => request.title === title)?.uri ?? '';
  const bound = [
    await client('AXB').post(uriOf('AXB bind'), { callerNum: a, calleeNum: b, relationNum: x('AXB', 1) }),
    await client('AX').post(uriOf('AX bind'), { origNum: a, privateNum: x('AX', 1) }),
    await client('AXE').post(uriOf('AXE bind'), { bindNum: a, virtualNum: x('AXE', 1), extendNum: '12' }),
    await client('AXYB').post(uriOf('AXYB bind, step AX'), { origNum: a, areaCode: '0755' }),
  ];
  return bound.map(({ json }) => String(json['subscriptionId']));
}

void t.test('the compatible API: every route, every query', async (t) => {
  const place = await town();
  const ids = await bindOneEach(place);
  const pool = modes.flatMap((mode) => [place.x(mode, 1), place.x(mode, 7)]);
  const id = fc.constantFrom(...ids, ...ids.map((one) => one.toUpperCase()), 'none', 's');
  const near = fc.oneof(
    { weight: 4, arbitrary: numbersLike(pool) },
    ...[id, extension, choice, tone, count, text],
  );
  const asked = fc.constantFrom(...requests).chain((request) =>
    fc.record({
      request: fc.constant(request),
      isNearGood: fc.boolean(),
      mode: fc.oneof({ weight: 9, arbitrary: fc.constant(request.mode) }, fc.constantFrom(...modes)),
      fields: fieldsOf(
        Object.keys(request.fields),
        request.method === 'GET' ? near : fc.oneof({ weight: 5, arbitrary: near }, oddity),
      ),
    }),
  );
  const ask = ({ method, uri }: Request, mode: Mode, fields: object) => {
    const inQuery = method === 'GET' || method === 'DELETE';
    const path = inQuery ? `${uri}${uri.includes('?') ? '&' : '?'}${queryOf(fields)}` : uri;
    return place.client(mode).raw(method, path, method === 'GET' ? undefined : JSON.stringify(fields));
  };
  await fc.assert(
    fc.asyncProperty(asked, async ({ request, isNearGood, mode, fields }) => {
      const answer = await ask(request, mode, isNearGood ? { ...request.good, ...fields } : fields);
      const { status, json } = answer;
      if (status >= 500) throw new Error(`${request.title}: ${status} ${JSON.stringify(json)}`);
    }),
    { numRuns: 4000 },
  );
  t.notOk(place.log.some((line) => line.includes('a request failed')));
});

interface OperationDocument {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly properties?: object } }>>;
  };
}
interface OperatorRoute {
  readonly method: string;
  readonly path: string;
  readonly inPath: readonly string[];
  readonly inQuery: readonly string[];
  readonly inBody: readonly string[];
}

/** Every operation of the document, with the names of what it takes. */
async function operatorRoutes({ api }: OperatorUnderTest): Promise<OperatorRoute[]> {
  const { paths } = (await api.document()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, OperationDocument>>>>;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]) => {
      const namesIn = (where: string): string[] =>
        parameters.filter((one) => one.in === where).map(({ name }) => name);
      const schema = requestBody?.content['application/json']?.schema;
      const inBody = Object.keys(schema?.properties ?? {});
      return {
        method: method.toUpperCase(),
        path,
        inPath: namesIn('path'),
        inQuery: namesIn('query'),
        inBody,
      };
    }),
  );
}

void t.test('the operator API: every operation', async (t) => {
  const under = await operatorUnderTest();
  const routes = await operatorRoutes(under);
  const pool = [101, 102, 201, 301, 401].map(privateNumber);
  const [a, b] = [mobile(1), mobile(2)];
  const bound = [
    await under.ask('admin', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b }),
    await under.ask('admin', 'POST /v1/bindings/ax', { appKey: 'key-AX', a }),
    await under.ask('admin', 'POST /v1/bindings/axe', { appKey: 'key-AXE', a }),
    await under.ask('admin', 'POST /v1/bindings/axyb', { appKey: 'key-AXYB', a }),
  ];
  const id = fc.constantFrom(...bound.map(({ json }) => String(json['subscriptionId'])), 'none');
  const appKey = fc.constantFrom(...modes.map((mode) => `key-${mode}`), 'new-key');
  const word = fc.constantFrom(
    ...modes,
    'active',
    'frozen',
    'normal',
    'suspended',
    'unavailable',
    'arrears',
    'hint.wav',
  );
  const number = numbersLike(pool);
  const near = fc.oneof(
    { weight: 3, arbitrary: number },
    { weight: 3, arbitrary: appKey },
    ...[id, word, extension, choice, count, text],
  );
  const list = fc.array(fc.oneof(number, fieldsOf(['number', 'areaCode'], near)), { maxLength: 3 });
  const asked = fc.constantFrom(...routes).chain((route) =>
    fc.record({
      route: fc.constant(route),
      role: fc.constantFrom('admin' as const, 'admin' as const, 'operator' as const, 'viewer' as const),
      path: fc.array(fc.oneof(id, appKey, word, text), { minLength: 1, maxLength: 1 }),
      query: fieldsOf(route.inQuery, near),
      body: fieldsOf(
        route.inBody,
        fc.oneof({ weight: 6, arbitrary: near }, { weight: 1, arbitrary: list }, oddity),
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(asked, async ({ route, role, path: [value = ''], query, body }) => {
      const path = route.path.replace(/\{\w+\}/, encodeURIComponent(wellFormed(value)));
      const hasBody = route.inBody.length > 0;
      const answer = await under.ask(
        role,
        `${route.method} ${path}?${queryOf(query)}`,
        hasBody ? body : undefined,
      );
      if (answer.status >= 500)
        throw new Error(`${route.method} ${path}: ${answer.status} ${JSON.stringify(answer.json)}`);
    }),
    { numRuns: 3000 },
  );
  t.notOk(under.log.some((line) => line.includes('a request failed')));
});
