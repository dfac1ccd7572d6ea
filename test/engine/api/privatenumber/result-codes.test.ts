/** The tables of spec 9, code by code: status, text, and a request that is answered with it; or why none is. */
import t from 'tap';
import { neverAnswered, results } from '../../../../engine/api/privatenumber/result-codes.js';
import type { Mode } from '../../../../routing/application.js';
import type { BindingErrorReason } from '../../../../routing/bindings/binding-error.js';
import { apiUnderTest, type ApiUnderTest } from '../../../support/stages/api-under-test.js';
import { signatureHeaders } from '../../../support/servers/privatenumber-client.js';

const axbUri = '/rest/caas/relationnumber/partners/v1.0';
const axUri = '/rest/provision/caas/privatenumber/v1.0';
const axeUri = '/rest/caas/extendnumber/v1.0';
const recordUri = '/rest/provision/voice/record/v1.0';
const a = '+8613800000021';
const b = '+8613800000022';
const x = '+8675500000001';
const sdp = 'realm="SDP",profile="UsernameToken",type="Appkey"';
const token = 'UsernameToken Username="u",PasswordDigest="d",Nonce="n",Created="c"';

interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

type Provoke = (under: ApiUnderTest) => Promise<Answer>;

/** What each code is answered to, its status, and its text as far as the tables have it. */
const answered: Readonly<Record<string, readonly [status: number, text: string, provoke: Provoke]>> = {
  '0': [200, 'Success', bind('AXB')],
  '1023006': [400, 'Authorization not contained in the HTTP header.', headers({})],
  '1023007': [400, 'realm not contained in Authorization.', wsse('profile="UsernameToken",type="Appkey"')],
  '1023008': [400, 'profile not contained in Authorization.', wsse('realm="SDP",type="Appkey"')],
  '1023009': [400, 'The value of realm in Authorization must be SDP.', wsse(sdp.replace('SDP', 'X'))],
  '1023010': [
    400,
    'The value of profile in Authorization must be UsernameToken.',
    wsse(sdp.replace('UsernameToken', 'X')),
  ],
  '1023011': [400, 'The value of type in Authorization must be app_key.', wsse(sdp.replace('Appkey', 'X'))],
  '1023012': [400, 'type not contained in Authorization.', wsse('realm="SDP",profile="UsernameToken"')],
  '1023013': [400, 'WSSE not contained in Authorization.', headers({ authorization: sdp })],
  '1023026': [400, 'X-WSSE not contained in the HTTP header.', wsse(sdp)],
  '1023027': [400, 'Username not contained in X-WSSE.', without('WSSE', 'Username')],
  '1023028': [400, 'Nonce not contained in X-WSSE.', without('WSSE', 'Nonce')],
  '1023029': [400, 'Created not contained in X-WSSE.', without('WSSE', 'Created')],
  '1023030': [400, 'PasswordDigest not contained in X-WSSE.', without('WSSE', 'PasswordDigest')],
  '1023031': [400, 'The format of Created in X-WSSE is', without('WSSE', 'nothing')],
  '1023033': [400, 'HTTP header not found X-AKSK field.', headers({ authorization: `AKSK ${sdp}` })],
  '1023034': [400, 'UserName not contained in X-AKSK.', without('AKSK', 'Username')],
  '1023035': [400, 'Nonce not contained in X-AKSK.', without('AKSK', 'Nonce')],
  '1023036': [400, 'Created not contained in X-AKSK.', without('AKSK', 'Created')],
  '1023037': [400, 'PasswordDigest not contained in X-AKSK.', without('AKSK', 'PasswordDigest')],
  '1023038': [400, 'UsernameToken not contained in X-AKSK.', without('AKSK', 'UsernameToken')],
  '1020176': [401, 'Authentication failed, try again later', signed({ appSecret: 'wrong' })],
  '1010013': [401, 'Time out limit.', signed({ clock: () => 0 })],
  '1010002': [403, 'Invalid request.', (under) => under.client('AXB').post(axbUri, { callerNum: 'alice' })],
  '1010003': [403, 'Invalid app_key.', signed({ appKey: 'nobody' })],
  '1010008': [403, 'The status of the app_key is unavailable.', inStatus('disabled')],
  '1010010': [403, 'The flow control upper limit is reached on the platform.', tooOften],
  '1010029': [403, 'The subscriber status is frozen.', inStatus('frozen')],
  '1010040': [
    403,
    'The app_key is not allowed to invoke the API.',
    (under) => under.client('AX').get(axbUri, {}),
  ],
  '1011001': [403, 'The account does not exist.', addressOfNobody],
  '1011002': [403, 'Insufficient number of resources.', bind('AX', 'no-free-x')],
  '1011003': [
    403,
    'Exceeded the upper limit of resources that can be applied for.',
    bind('AX', 'too-many-x'),
  ],
  '1011004': [403, 'The resource is not applied.', bind('AX', 'x-not-owned')],
  '1011005': [403, 'Resources have been allocated.', bind('AX', 'x-taken')],
  '1012001': [403, 'Resource of number is not to be applied.', bind('AXB', 'x-not-owned')],
  '1012007': [403, 'The record does not exist', (under) => under.client('X').get(recordUri, noRecording)],
  '1012008': [403, 'Insufficient number of resources.', bind('AXB', 'x-full')],
  '1012010': [403, 'The relation number has been bound.', bind('AXB', 'collision')],
  '1012102': [403, 'The number is contained in the blacklist.', bind('AXB', 'x-unavailable')],
  '1016001': [403, 'The record does not exist.', nothingFound],
  '1016002': [403, 'The record already exist', bind('AXE', 'collision')],
  '1020166': [403, 'The app client ip is not in ip white list.', fromElsewhere],
  '1020167': [403, 'No idle extend Number.', bind('AXE', 'extension-taken')],
  '1010006': [404, 'Invalid Rest API.', (under) => under.client('AXB').get('/rest/none', {})],
  '1010001': [500, 'Internal system error.', brokenInside],
};
const noRecording = { fileName: 'none.wav', recordDomain: 'd' };

for (const [code, [status, text, provoke]] of Object.entries(answered))
  void t.test(`${code} ${text}`, async (t) => {
    const answer = await provoke(apiUnderTest());
    t.equal(answer.status, status);
    t.equal(answer.json['resultcode'], code);
    t.ok(String(answer.json['resultdesc']).startsWith(text), String(answer.json['resultdesc']));
  });

void t.test('the catalogue holds these codes and no others', async (t) => {
  const catalogue = new Set(Object.values(results).map(({ code }) => code));
  t.same([...catalogue].sort(), Object.keys(answered).sort());
});

void t.test('exactly these codes of the tables are never answered', async (t) => {
  t.same(
    Object.values(neverAnswered).map(({ code, status, text }) => [code, status, text]),
    [
      ['1020001', 500, 'Parameter error.'],
      ['1020002', 500, ''],
    ],
  );
  for (const { code, meaning } of Object.values(neverAnswered)) {
    t.notOk(code in answered);
    t.match(meaning, /1010002|1010001/, 'what is answered instead');
  }
});

function headers(values: Record<string, string>): Provoke {
  return async (under) => {
    const response = await under.api.inject({ method: 'GET', url: axbUri, headers: values });
    return { status: response.statusCode, json: response.json() };
  };
}

function wsse(attributes: string): Provoke {
  return headers({ authorization: `WSSE ${attributes}` });
}

function without(scheme: 'WSSE' | 'AKSK', name: string): Provoke {
  const rest = token.replace(new RegExp(`${name}="[^"]*",?`), '').replace(`${name} `, '');
  return headers({ authorization: `${scheme} ${sdp}`, [`x-${scheme}`]: rest });
}

function signed(wrong: Partial<Parameters<typeof signatureHeaders>[0]>): Provoke {
  const right = { scheme: 'AKSK', appKey: 'key-AXB', appSecret: 'secret-AXB' } as const;
  return (under) => headers(signatureHeaders({ ...right, clock: () => under.now, ...wrong }))(under);
}

function inStatus(status: 'disabled' | 'frozen'): Provoke {
  return (under) => {
    const application = under.applications.get('key-AXB');
    if (application !== undefined) under.applications.set('key-AXB', { ...application, status });
    return under.client('AXB').get(axbUri, { relationNum: x });
  };
}

function fromElsewhere(under: ApiUnderTest): Promise<Answer> {
  const application = under.applications.get('key-AXB');
  if (application !== undefined)
    under.applications.set('key-AXB', { ...application, allowedAddresses: ['192.0.2.1'] });
  return under.client('AXB').get(axbUri, { relationNum: x });
}

async function tooOften(): Promise<Answer> {
  const under = apiUnderTest('api: {requestsPerSecond: 1}');
  let answer = await under.client('AXB').get(axbUri, { relationNum: x });
  while (answer.status === 200) answer = await under.client('AXB').get(axbUri, { relationNum: x });
  return answer;
}

function bind(mode: Exclude<Mode, 'X' | 'AXYB'>, reason?: BindingErrorReason): Provoke {
  const bodies = {
    AXB: [axbUri, { callerNum: a, calleeNum: b, relationNum: x }],
    AX: [axUri, { origNum: a, privateNum: x }],
    AXE: [axeUri, { bindNum: a, virtualNum: x }],
  } as const;
  return (under) => {
    under.fail = reason === undefined ? undefined : { reason };
    const [uri, body] = bodies[mode];
    return under.client(mode).post(uri, body);
  };
}

function nothingFound(under: ApiUnderTest): Promise<Answer> {
  under.empty = true;
  return under.client('AX').get(axUri, { origNum: a });
}

async function addressOfNobody(under: ApiUnderTest): Promise<Answer> {
  const query = 'appKey=gone&fileName=1.wav&domain=d&expires=1&signature=s';
  const response = await under.api.inject({
    method: 'GET',
    url: `${recordUri.replace('/v1.0', '/download/v1.0')}?${query}`,
  });
  return { status: response.statusCode, json: response.json() };
}

function brokenInside(under: ApiUnderTest): Promise<Answer> {
  under.sessions.delete = () => {
    throw new Error('a fault of ours');
  };
  return under.client('X').post('/rest/httpsessions/callStop/v2.0', { sessionid: 's', signal: 'call_stop' });
}
