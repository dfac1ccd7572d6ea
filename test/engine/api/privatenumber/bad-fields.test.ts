/** Every field of every request, tried missing, wrong, of the wrong type, over-long, with control characters. */
import t from 'tap';
import { apiUnderTest } from '../../../support/api-under-test.js';
import { requests, type Kind, type Request } from '../../../support/privatenumber-requests.js';

const control = ['a\u0000b', 'a\nb', '\u007f', 'a\ud800b', 'a\u2028b'];
const notText: readonly unknown[] = [{}, [], true, 1.5, ['+8613800000021'], { toString: 'x' }];
const notNumbers: readonly unknown[] = [
  '12a',
  'one',
  {},
  [],
  true,
  1.5,
  '1.5',
  1e300,
  -1,
  '-1',
  '0x10',
  '9'.repeat(30),
];

const wrong: Readonly<Record<Kind, readonly unknown[]>> = {
  number: [
    ...notText,
    ...control,
    '1'.repeat(33),
    '+'.repeat(5),
    'alice',
    '+86 138',
    '138x0000',
    '+86138;ext=1',
  ],
  id: [...notText, ...control, 'i'.repeat(65)],
  text: [...notText, ...control, 's'.repeat(257)],
  area: [...notText, ...control, '0'.repeat(33), 'Shenzhen', '07 55'],
  match: [...notText, '2', '01', 'loose', 2, -1],
  direction: [...notNumbers, 3, '3'],
  seconds: [...notNumbers, 10_000_001, '10000001'],
  lifetime: [...notNumbers, 1, 59, '59', 7_776_001],
  minutes: [...notNumbers, 1441, '1441', 7200],
  flag: ['yes', '1', 1, 0, {}, [], 'truefalse'],
  tone: [...notText, ...control, 'unknown.wav', '../hint.wav', 'hint', `${'t'.repeat(125)}.wav`, '.wav'],
  preVoice: ['hint.wav', 1, [], true, { callerHintTone: 'unknown.wav' }, { calleeHintTone: 5.5 }],
  userData: [...notText, ...control, 'u'.repeat(257), 'a{b', 'a}b', '订单'],
  extension: [...notText, ...control, '12345', 'a', '-1', '+1'],
  choice01: [...notText, '2', '', ' '].filter((value) => value !== ''),
  onOff: [...notText, 'ON', '1', 'true'],
  name: [...notText, ...control, 'n'.repeat(129), '../etc/passwd', 'a/b', '.hidden', 'a b', 'a\\b'],
  page: ['0', '-1', 'one', '1.5', '9'.repeat(30)],
  fixed: [...notText, ...control, 'other'],
};

/** In a query every value is text, so that of other types cannot be sent. */
function values(kind: Kind, method: Request['method']): readonly unknown[] {
  const sendable = (value: unknown) => typeof value === 'string' && !/\p{Cs}/u.test(value);
  return method === 'GET' ? wrong[kind].filter(sendable) : wrong[kind];
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
      for (const value of values(kind, request.method)) {
        const answer = await send(request, { ...request.good, [name]: value });
        const title = `${name} ${JSON.stringify(value).replace(/[^ -~]/g, '?')}`.slice(0, 80);
        t.match(answer, { status: 403, json: { resultcode: '1010002' } }, title);
        t.match(answer.json['resultdesc'], /^Invalid request\../, title);
      }
    }
    t.same(under.asked, [], 'routing was never asked');
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

void t.test('the log never holds a whole number', async (t) => {
  const text = under.log.join('');
  t.ok(under.log.length > 100);
  t.same(text.match(/1380000002[12]|75500000001/g), null);
  t.match(text, '+86138****0021');
});
