/** Every field of every request, tried missing, wrong, of the wrong type, over-long, with control characters. */
import t from 'tap';
import type { Mode } from '../../../../routing/application.js';
import { apiUnderTest } from '../../../support/api-under-test.js';

type Kind =
  | 'number'
  | 'id'
  | 'text'
  | 'area'
  | 'match'
  | 'direction'
  | 'seconds'
  | 'lifetime'
  | 'minutes'
  | 'flag'
  | 'tone'
  | 'preVoice'
  | 'userData'
  | 'extension'
  | 'choice01'
  | 'onOff'
  | 'name'
  | 'page'
  | 'fixed';

interface Request {
  readonly title: string;
  readonly mode: Mode;
  readonly method: 'POST' | 'PUT' | 'DELETE' | 'GET';
  readonly uri: string;
  readonly good: Readonly<Record<string, unknown>>;
  readonly mandatory: readonly string[];
  readonly fields: Readonly<Record<string, Kind>>;
}

const a = '+8613800000021';
const b = '+8613800000022';
const x = '+8675500000001';
const id = '1d39eaef-0000-4000-8000-000000000001';
const axbUri = '/rest/caas/relationnumber/partners/v1.0';
const axUri = '/rest/provision/caas/privatenumber/v1.0';
const calleeUri = '/rest/caas/privatenumber/calleenumber/v1.0';
const axeUri = '/rest/caas/extendnumber/v1.0';
const axybUri = '/rest/omp/xyrelationnumber/v1.0?app_key=key-AXYB';

const axbOptions = {
  callDirection: 'direction',
  duration: 'seconds',
  recordFlag: 'flag',
  recordHintTone: 'tone',
  maxDuration: 'minutes',
  lastMinVoice: 'tone',
  privateSms: 'flag',
  preVoice: 'preVoice',
  userData: 'userData',
} as const;
const axOptions = {
  recordFlag: 'flag',
  recordHintTone: 'tone',
  privateSms: 'flag',
  preVoice: 'preVoice',
  maxDuration: 'minutes',
  lastMinVoice: 'tone',
  userData: 'userData',
  calleeNumDisplay: 'choice01',
  turnFlag: 'onOff',
  callDirection: 'direction',
} as const;
const axeOptions = {
  displayNumMode: 'choice01',
  recordFlag: 'flag',
  recordHintTone: 'tone',
  callbackTone: 'tone',
  timeUnit: 'choice01',
  bindExpiredTime: 'seconds',
  callbackExpiredTime: 'seconds',
  userData: 'userData',
} as const;

const requests: readonly Request[] = [
  {
    title: 'AXB bind',
    mode: 'AXB',
    method: 'POST',
    uri: axbUri,
    good: { callerNum: a, calleeNum: b, relationNum: x },
    mandatory: ['callerNum', 'calleeNum'],
    fields: {
      callerNum: 'number',
      calleeNum: 'number',
      relationNum: 'number',
      areaCode: 'area',
      areaMatchMode: 'match',
      ...axbOptions,
    },
  },
  {
    title: 'AXB modify',
    mode: 'AXB',
    method: 'PUT',
    uri: axbUri,
    good: { subscriptionId: id },
    mandatory: ['subscriptionId'],
    fields: { subscriptionId: 'id', callerNum: 'number', calleeNum: 'number', ...axbOptions },
  },
  {
    title: 'AXB unbind',
    mode: 'AXB',
    method: 'DELETE',
    uri: axbUri,
    good: { relationNum: x },
    mandatory: ['relationNum'],
    fields: { subscriptionId: 'id', relationNum: 'number' },
  },
  {
    title: 'AXB query',
    mode: 'AXB',
    method: 'GET',
    uri: axbUri,
    good: { relationNum: x },
    mandatory: ['relationNum'],
    fields: {
      subscriptionId: 'id',
      relationNum: 'number',
      pageIndex: 'page',
    },
  },
  {
    title: 'AX bind',
    mode: 'AX',
    method: 'POST',
    uri: axUri,
    good: { origNum: a, privateNum: x },
    mandatory: ['origNum', 'privateNum'],
    fields: {
      origNum: 'number',
      privateNum: 'number',
      areaCode: 'area',
      areaMatchMode: 'match',
      privateNumType: 'fixed',
      ...axOptions,
    },
  },
  {
    title: 'AX modify',
    mode: 'AX',
    method: 'PUT',
    uri: axUri,
    good: { subscriptionId: id },
    mandatory: ['subscriptionId'],
    fields: { subscriptionId: 'id', privateNum: 'number', origNum: 'number', ...axOptions },
  },
  {
    title: 'AX unbind',
    mode: 'AX',
    method: 'DELETE',
    uri: axUri,
    good: { privateNum: x },
    mandatory: ['privateNum'],
    fields: { subscriptionId: 'id', privateNum: 'number', origNum: 'number' },
  },
  {
    title: 'AX query',
    mode: 'AX',
    method: 'GET',
    uri: axUri,
    good: { origNum: a },
    mandatory: ['origNum'],
    fields: { subscriptionId: 'id', privateNum: 'number', origNum: 'number' },
  },
  {
    title: 'AX temporary callee',
    mode: 'AX',
    method: 'PUT',
    uri: calleeUri,
    good: { privateNum: x, calleeNum: b },
    mandatory: ['privateNum', 'calleeNum'],
    fields: {
      privateNum: 'number',
      subscriptionId: 'id',
      calleeNum: 'number',
      duration: 'seconds',
      userData: 'userData',
    },
  },
  {
    title: 'AXE bind',
    mode: 'AXE',
    method: 'POST',
    uri: axeUri,
    good: { bindNum: a, virtualNum: x },
    mandatory: ['bindNum', 'virtualNum'],
    fields: {
      virtualNum: 'number',
      areaCode: 'area',
      areaMatchMode: 'match',
      bindNum: 'number',
      extendNum: 'extension',
      callbackNum: 'number',
      ...axeOptions,
    },
  },
  {
    title: 'AXE modify',
    mode: 'AXE',
    method: 'PUT',
    uri: axeUri,
    good: { virtualNum: x, extendNum: '12' },
    mandatory: ['virtualNum', 'extendNum'],
    fields: {
      subscriptionId: 'id',
      virtualNum: 'number',
      extendNum: 'extension',
      callbackNum: 'number',
      ...axeOptions,
    },
  },
  {
    title: 'AXE unbind',
    mode: 'AXE',
    method: 'DELETE',
    uri: axeUri,
    good: { virtualNum: x, extendNum: '12' },
    mandatory: ['virtualNum', 'extendNum'],
    fields: { subscriptionId: 'id', virtualNum: 'number', extendNum: 'extension' },
  },
  {
    title: 'AXE query',
    mode: 'AXE',
    method: 'GET',
    uri: axeUri,
    good: { virtualNum: x, extendNum: '12' },
    mandatory: ['virtualNum', 'extendNum'],
    fields: { subscriptionId: 'id', virtualNum: 'number', extendNum: 'extension' },
  },
  {
    title: 'AXYB bind, step AX',
    mode: 'AXYB',
    method: 'POST',
    uri: axybUri,
    good: { origNum: a, areaCode: '0755' },
    mandatory: ['origNum', 'areaCode'],
    fields: {
      origNum: 'number',
      areaCode: 'area',
      areaMatchMode: 'match',
      callDirection: 'direction',
      duration: 'lifetime',
      ybDuration: 'lifetime',
      recordFlag: 'flag',
      recordHintTone: 'tone',
      preVoiceX: 'tone',
      userData: 'userData',
    },
  },
  {
    title: 'AXYB bind, step YB',
    mode: 'AXYB',
    method: 'POST',
    uri: axybUri,
    good: { origNum: b, subscriptionId: id },
    mandatory: ['origNum'],
    fields: {
      origNum: 'number',
      subscriptionId: 'id',
      areaCode: 'area',
      areaMatchMode: 'match',
      ybDuration: 'lifetime',
      preVoiceY: 'tone',
    },
  },
  {
    title: 'AXYB unbind',
    mode: 'AXYB',
    method: 'DELETE',
    uri: axybUri,
    good: { subscriptionId: id },
    mandatory: ['subscriptionId'],
    fields: { subscriptionId: 'id', yNum: 'number', bNum: 'number' },
  },
  {
    title: 'AXYB query',
    mode: 'AXYB',
    method: 'GET',
    uri: axybUri,
    good: { relationNum: x },
    mandatory: ['relationNum'],
    fields: { subscriptionId: 'id', relationNum: 'number' },
  },
  {
    title: 'recording address',
    mode: 'X',
    method: 'GET',
    uri: '/rest/provision/voice/record/v1.0',
    good: { fileName: '1.wav', recordDomain: 'd' },
    mandatory: ['fileName', 'recordDomain'],
    fields: { fileName: 'name', recordDomain: 'name' },
  },
  {
    title: 'stop call',
    mode: 'X',
    method: 'POST',
    uri: '/rest/httpsessions/callStop/v2.0',
    good: { sessionid: 's', signal: 'call_stop' },
    mandatory: ['sessionid', 'signal'],
    fields: { sessionid: 'text', signal: 'fixed' },
  },
];

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
