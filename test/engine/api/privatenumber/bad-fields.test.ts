/** Every field of every request, tried missing, wrong, of the wrong type, over-long, with control characters. */
import t from 'tap';
import { Fields } from '../../../../engine/api/privatenumber/fields.js';
import { routesOf } from '../../../../engine/api/privatenumber/routes.js';
import { apiUnderTest, fakeBindings } from '../../../support/stages/api-under-test.js';
import { requests, type Kind, type Request } from '../../../support/servers/privatenumber-requests.js';

const control = ['a\u0000b', 'a\nb', '\u007f', 'a\ud800b', 'a\u2028b'];
const notText: readonly unknown[] = [{}, true, 1.5, ['+8613800000021'], { toString: 'x' }];
const notNumbers: readonly unknown[] = [
  '12a',
  'one',
  {},
  true,
  1.5,
  '1.5',
  1e300,
  -1,
  '-1',
  '0x10',
  '9'.repeat(30),
];

const notPhoneNumbers = [
  ...notText,
  ...control,
  '+'.repeat(5),
  'alice',
  '+86-138',
  '138x0000',
  '+86138;ext=1',
];
const tones = [
  ...notText,
  ...control,
  'unknown.wav',
  '../hint.wav',
  'hint',
  `${'t'.repeat(125)}.wav`,
  '.wav',
];

const wrong: Readonly<Record<Kind, readonly unknown[]>> = {
  number4to31: [...notPhoneNumbers, '123', '1'.repeat(32)],
  number3to31: [...notPhoneNumbers, '12', '1'.repeat(32)],
  number1to32: [...notPhoneNumbers, '1'.repeat(33)],
  number4to128: [...notPhoneNumbers, '123', '1'.repeat(129)],
  id: [...notText, ...control, 'i'.repeat(65)],
  text: [...notText, ...control, 's'.repeat(257)],
  area: [...notText, ...control, '0'.repeat(33), 'Shenzhen', '07 55'],
  match: [...notText, '2', '01', 'loose', 2, -1],
  direction: [...notNumbers, 3, '3'],
  seconds: [...notNumbers, 10_000_001, '10000001'],
  lifetime: [...notNumbers, 1, 59, '59', 7_776_001],
  minutes: [...notNumbers, 1441, '1441', 7200],
  flag: ['yes', '2', 2, {}, 'truefalse'],
  tone: tones,
  preVoice: [
    ...['hint.wav', 1, true],
    ...tones.flatMap((tone) => [{ callerHintTone: tone }, { calleeHintTone: tone }]),
  ],
  userData: [...notText, ...control, 'u'.repeat(257), 'a{b', 'a}b', '订单'],
  extension: [...notText, ...control, '12345', 'a', '-1', '+1'],
  choice01: [...notText, '2', ' '],
  onOff: [...notText, 'ON', '1', 'true'],
  name: [...notText, ...control, 'n'.repeat(129), '../etc/passwd', 'a/b', '.hidden', 'a b', 'a\\b'],
  page: ['0', '-1', 'one', '1.5', '9'.repeat(30)],
  pageSize: [],
  removals: ['duration', ['lastMinVoice', 'callerNum'], { lastMinVoice: true }, 1, true],
  fixed: [...notText, ...control, 'other'],
};

/** The longest, smallest and largest that are still right. */
const right: Readonly<Record<Kind, readonly unknown[]>> = {
  number4to31: ['1234', '1'.repeat(31), 8_613_800_000_021, '+86 138 0000\u00a00021', ' 12\u300034 '],
  number3to31: ['123', '1'.repeat(31)],
  number1to32: ['1', '1'.repeat(32)],
  number4to128: ['1234', '1'.repeat(128)],
  id: ['i', 'i'.repeat(64)],
  text: [],
  area: ['0755', 755, '0'.repeat(32)],
  match: ['0', '1', 0, 1],
  direction: [0, 1, 2, '0', '2'],
  seconds: [0, 1, '7776000'],
  lifetime: [0, '0', 60, 7_776_000],
  minutes: [0, 1440, '1440'],
  flag: ['true', 'FALSE', true, false, 1, '1', 0, '0', []],
  tone: ['hint.wav', []],
  preVoice: [[], {}, { callerHintTone: 'pre1.wav' }, { calleeHintTone: 'pre2.wav', other: 1 }],
  userData: ['u', 'u'.repeat(256)],
  extension: ['1', '9999'],
  choice01: ['0', '1', 0, 1],
  onOff: ['on', 'off'],
  name: [],
  page: ['1', '1000000000'],
  pageSize: ['-1', '0', '10', '100', '101', 'ten', '1.5', '9'.repeat(30)],
  removals: ['userData', 'userData, recordHintTone', ['recordHintTone'], [], '', null],
  fixed: [],
};

/** In a query every value is text, so that of other types cannot be sent. */
function values(of: typeof wrong, kind: Kind, method: Request['method']): readonly unknown[] {
  const sendable = (value: unknown) => typeof value === 'string' && !/\p{Cs}/u.test(value);
  return method === 'GET' ? of[kind].filter(sendable) : of[kind];
}

const under = apiUnderTest();

async function send({ mode, method, uri }: Request, parameters: Record<string, unknown>) {
  const client = under.client(mode);
  if (method === 'GET') {
    const query = new URLSearchParams(parameters as Record<string, string>).toString();
    return client.raw(method, `${uri}${uri.includes('?') ? '&' : '?'}${query}`);
  }
  return client.raw(method, uri, JSON.stringify(parameters), { 'content-type': 'application/json' });
}

for (const request of requests) {
  void t.test(`${request.title}: no field gets through when it is wrong`, async (t) => {
    under.sessions.add('key-X s');
    under.recordings.set('key-X d 1.wav', '/nowhere/1.wav');
    const fine = await send(request, { ...request.good });
    t.match(fine, { status: request.title === 'recording address' ? 301 : 200 }, 'the good one is good');
    under.asked.length = 0;
    for (const name of request.mandatory) {
      for (const nothing of request.method === 'GET' ? [undefined, ''] : [undefined, null, '']) {
        const { [name]: _, ...rest } = request.good;
        const answer = await send(request, nothing === undefined ? rest : { ...rest, [name]: nothing });
        t.match(answer, { status: 403, json: { resultcode: '1010002' } }, `${name} ${String(nothing)}`);
        t.match(answer.json['resultdesc'], new RegExp(`^Invalid request\\..*${name}.* is mandatory\\.$`));
      }
    }
    for (const [name, kind] of Object.entries(request.fields)) {
      for (const value of values(wrong, kind, request.method)) {
        const answer = await send(request, { ...request.good, [name]: value });
        const title = `${name} ${JSON.stringify(value).replace(/[^ -~]/g, '?')}`.slice(0, 80);
        t.match(answer, { status: 403, json: { resultcode: '1010002' } }, title);
        t.match(answer.json['resultdesc'], /^Invalid request\../, title);
      }
    }
    t.same(under.asked, [], 'routing was never asked');
  });

  void t.test(`${request.title}: every field gets through while it is right`, async (t) => {
    for (const [name, kind] of Object.entries(request.fields))
      for (const value of values(right, kind, request.method)) {
        const rest = Object.fromEntries(
          Object.entries(request.good).filter(([other]) => !excludes(name, other)),
        );
        const answer = await send(request, { ...rest, [name]: value });
        t.match(answer, { status: 200 }, `${name} ${JSON.stringify(value)}`.slice(0, 80));
      }
    for (const name of request.ignored ?? [])
      for (const value of [...notText, ...control])
        t.match(
          await send(request, { ...request.good, [name]: value }),
          { status: 200 },
          `${name} is not read`,
        );
  });

  void t.test(`${request.title}: unknown neighbours are ignored`, async (t) => {
    under.sessions.add('key-X s');
    under.asked.length = 0;
    await send(request, { ...request.good });
    const plain = [...under.asked];
    under.asked.length = 0;
    under.sessions.add('key-X s');
    const more = { ...request.good, unknown: 'x', constructor: 'x', hasOwnProperty: '1', toString: 'y' };
    const answer = await send(request, more);
    t.match(answer, { status: request.title === 'recording address' ? 301 : 200 });
    t.same(under.asked, plain);
  });
}

/** AXE takes a tone or a number for A's call back, not both. */
function excludes(one: string, other: string): boolean {
  return one === 'callbackNum' && other === 'callbackTone';
}

void t.test('every field that the code reads is among those tried here', async (t) => {
  const calls = { endCall: () => Promise.resolve(true) };
  const routes = routesOf(fakeBindings({ asked: [], fail: undefined, empty: false }), calls);
  for (const { method, uri, operation } of routes) {
    const here = requests.filter((request) => request.method === method && request.uri.startsWith(uri));
    t.ok(here.length > 0, `${method} ${uri}`);
    // Both steps of AXYB's bind together: a field distinguishes them.
    const read = new Set<string>();
    for (const { mode, good } of here) {
      const application = under.applications.get(`key-${mode}`);
      if (application === undefined) throw new TypeError(`no application of mode ${mode}`);
      const query = new Fields({ app_key: application.appKey }, prompts);
      await operation({ application, fields: new Fields(noting(good, read), prompts), query });
    }
    const tried = new Set(here.flatMap(({ fields }) => Object.keys(fields)));
    t.same([...read].sort(), [...tried].sort(), `${method} ${uri}`);
  }
});

const prompts = { hasPrompt: () => true };

/** The same values; whose names are asked for is noted. */
function noting(values: Readonly<Record<string, unknown>>, read: Set<string>): Record<string, unknown> {
  return new Proxy(values, {
    getOwnPropertyDescriptor: (target, name) => {
      read.add(String(name));
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  });
}

void t.test('the log never holds a whole number, wherever a request has it', async (t) => {
  const number = '13912345678';
  const written = [
    number,
    `+86${number}`,
    13_912_345_678,
    `${number}${number}`,
    '139-1234-5678',
    `u ${number}.`,
  ];
  for (const request of requests)
    for (const value of written) {
      const sent = request.method === 'GET' ? String(value) : value;
      for (const name of Object.keys(request.fields)) await send(request, { ...request.good, [name]: sent });
      await send(request, { ...request.good, note: sent, [`f${number}`]: sent, [number]: 'x' });
    }
  const text = under.log.join('');
  t.ok(under.log.length > 2000);
  t.same(text.match(/139-?1234-?5678/), null);
  t.same(text.match(/1380000002[12]|75500000001/g), null);
  t.match(text, '+86138****0021');
  t.match(text, '+86139****5678');
});
