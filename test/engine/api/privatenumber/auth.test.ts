import t from 'tap';
import { apiUnderTest } from '../../../support/stages/api-under-test.js';
import { signatureHeaders } from '../../../support/servers/privatenumber-client.js';

const uri = '/rest/caas/relationnumber/partners/v1.0?relationNum=%2B8675500000001';
const good = 'realm="SDP",profile="UsernameToken",type="Appkey"';

/** Code and status of a query with these headers. */
async function answer(
  headers: Record<string, string>,
  under = apiUnderTest(),
): Promise<[number, unknown, unknown]> {
  const response = await under.api.inject({ method: 'GET', url: uri, headers });
  const body: Record<string, unknown> = response.json();
  return [response.statusCode, body['resultcode'], body['resultdesc']];
}

function signed(scheme: 'WSSE' | 'AKSK', at: number, nonce?: string): Record<string, string> {
  return signatureHeaders({ scheme, appKey: 'key-AXB', appSecret: 'secret-AXB', clock: () => at }, nonce);
}

void t.test('both generations of signatures are accepted', async (t) => {
  const under = apiUnderTest();
  for (const scheme of ['WSSE', 'AKSK'] as const) {
    t.same(await answer(signed(scheme, under.now), under), [200, '0', 'Success'], scheme);
  }
});

void t.test('digests are those of the published rules', async (t) => {
  // Nonce, Created and secret of the rules' form, with digests computed by `openssl dgst` by hand.
  const { passwordDigest } = await import('../../../../engine/report/password-digest.js');
  const parts = ['66C92B11FF8A425FB8D4CCFE0ED9ED1F', '2019-01-24T02:30:22Z', 'hf5BYfPqTNAa'] as const;
  t.equal(passwordDigest('WSSE', ...parts), 'QbwDCzxJMFMQDS+PcVCoz1Ovl2NKiUFsFiO++mCUuEI=');
  t.equal(passwordDigest('AKSK', ...parts), 'OkZDiujj8V8ZcmTuZ3pOLOEBfkKDfctDQcmf/Bf9GbU=');
});

void t.test('each fault of Authorization has its code, the lowest of several', async (t) => {
  const cases: [string | undefined, string][] = [
    [undefined, '1023006'],
    [' ', '1023006'],
    ['Bearer abc', '1023007'],
    ['WSSE', '1023007'],
    ['WSSE profile="UsernameToken",type="Appkey"', '1023007'],
    ['WSSE realm="SDP",type="Appkey"', '1023008'],
    ['WSSE realm="XXX",type="Appkey"', '1023008'],
    ['WSSE realm="XXX",profile="UsernameToken",type="Appkey"', '1023009'],
    ['WSSE realm="XXX",profile="Other",type="Other"', '1023009'],
    ['WSSE realm="SDP",profile="Other",type="Other"', '1023010'],
    ['WSSE realm="SDP",profile="UsernameToken",type="app_key"', '1023011'],
    ['WSSE realm="SDP",profile="UsernameToken"', '1023012'],
    ['WSSE realm="SDP",profile="UsernameToken",dsl="Appkey"', '1023012'],
    ['realm="SDP",profile="UsernameToken",type="Appkey"', '1023013'],
    ['Digest realm="SDP",profile="UsernameToken",type="Appkey"', '1023013'],
    [`WSSE ${good}`, '1023026'],
    [`AKSK ${good}`, '1023033'],
    [`aksk ${good}`, '1023033'],
  ];
  for (const [authorization, code] of cases) {
    const [status, found] = await answer(authorization === undefined ? {} : { authorization });
    t.same([status, found], [400, code], authorization ?? 'none');
  }
});

void t.test('each missing attribute of the token has its code, the lowest of several', async (t) => {
  const attributes = ['Username="u"', 'Nonce="n"', 'Created="c"', 'PasswordDigest="d"'];
  const codes = {
    WSSE: ['1023027', '1023028', '1023029', '1023030'],
    AKSK: ['1023034', '1023035', '1023036', '1023037'],
  };
  for (const scheme of ['WSSE', 'AKSK'] as const) {
    for (const [index, code] of codes[scheme].entries()) {
      const authorization = `${scheme} ${good}`;
      const without = attributes.filter((_, place) => place !== index).join(',');
      const onlyBefore = attributes.slice(0, index).join(',');
      const emptied = attributes
        .map((one, place) => (place === index ? one.replace(/".*"/, '""') : one))
        .join();
      for (const rest of [without, onlyBefore, emptied]) {
        const token = `UsernameToken ${rest}`;
        const [status, found] = await answer({ authorization, [`x-${scheme}`]: token });
        t.same([status, found], [400, code], token);
      }
    }
  }
  const token = attributes.join(',');
  const authorization = `AKSK ${good}`;
  t.match(await answer({ authorization, 'x-aksk': token }), [400, '1023038']);
});

void t.test('a Created that is no time is refused', async (t) => {
  for (const created of ['yesterday', '2019-13-24T02:30:22Z', '2019-01-24 02:30:22', '1548297022']) {
    const token = `UsernameToken Username="key-AXB",PasswordDigest="d",Nonce="n",Created="${created}"`;
    t.match(await answer({ authorization: `WSSE ${good}`, 'x-wsse': token }), [400, '1023031'], created);
  }
});

void t.test('blanks, missing quotes and other letter cases are read', async (t) => {
  const under = apiUnderTest();
  for (const scheme of ['WSSE', 'AKSK'] as const) {
    const headers = signed(scheme, under.now);
    const token = headers[`X-${scheme}`] ?? '';
    for (const written of [
      token.replaceAll(',', ', '),
      token.replaceAll(',', ' ,  '),
      token.replace('Username=', 'username = '),
      token.replace('Username=', 'UserName='),
      token.replaceAll(/(Nonce|Created)="([^"]*)"/g, '$1=$2'),
    ]) {
      const authorization = `${scheme}  realm="SDP", profile="UsernameToken" ,type="Appkey"`;
      t.match(await answer({ authorization, [`x-${scheme}`]: written }, under), [200, '0'], written);
    }
  }
});

void t.test('a wrong digest is refused with the code that is set', async (t) => {
  const under = apiUnderTest();
  const headers = signed('AKSK', under.now);
  headers['X-AKSK'] = (headers['X-AKSK'] ?? '').replace(/PasswordDigest="[^"]*"/, 'PasswordDigest="AAAA"');
  t.same(await answer(headers, under), [401, '1020176', 'Authentication failed, try again later']);
  const other = apiUnderTest('api: {wrongDigest: {code: 77, text: No.}}');
  t.same(await answer(headers, other), [401, '77', 'No.']);
});

void t.test('a digest of the other generation is wrong', async (t) => {
  const under = apiUnderTest();
  const { 'X-WSSE': token = '' } = signed('WSSE', under.now);
  t.match(await answer({ authorization: `AKSK ${good}`, 'x-aksk': token }, under), [401, '1020176']);
});

void t.test('an unknown application learns that it is unknown', async (t) => {
  const under = apiUnderTest();
  const headers = signatureHeaders({
    scheme: 'WSSE',
    appKey: 'nobody',
    appSecret: 's',
    clock: () => under.now,
  });
  t.same(await answer(headers, under), [403, '1010003', 'Invalid app_key.']);
});

void t.test('clocks may differ by a day, or by what is set', async (t) => {
  const under = apiUnderTest();
  const day = 86_400_000;
  t.match(await answer(signed('AKSK', under.now + day), under), [200]);
  t.match(await answer(signed('AKSK', under.now - day), under), [200]);
  t.same(await answer(signed('AKSK', under.now + day + 1000), under), [401, '1010013', 'Time out limit.']);
  t.match(await answer(signed('WSSE', under.now - day - 1000), under), [401, '1010013']);
  const strict = apiUnderTest('api: {clockSkewSeconds: 300}');
  t.match(await answer(signed('AKSK', strict.now - 301_000), strict), [401, '1010013']);
});

void t.test('a nonce may come again unless that is refused', async (t) => {
  const under = apiUnderTest();
  for (let i = 0; i < 2; i += 1) t.match(await answer(signed('AKSK', under.now, 'same'), under), [200]);
  const strict = apiUnderTest('api: {rejectReplayedNonces: true}');
  t.match(await answer(signed('AKSK', strict.now, 'same'), strict), [200]);
  t.match(await answer(signed('AKSK', strict.now, 'same'), strict), [401, '1020176']);
  t.match(await answer(signed('AKSK', strict.now, 'other'), strict), [200]);
  strict.now += 100_000_000;
  t.match(await answer(signed('AKSK', strict.now, 'same'), strict), [401], 'remembered for the whole window');
  strict.now += 300_000_000;
  t.match(await answer(signed('AKSK', strict.now, 'same'), strict), [200], 'forgotten after it');
});

void t.test('an over-long nonce is refused', async (t) => {
  const under = apiUnderTest();
  t.match(await answer(signed('AKSK', under.now, 'n'.repeat(128)), under), [200]);
  t.match(await answer(signed('AKSK', under.now, 'n'.repeat(129)), under), [403, '1010002']);
});

void t.test('only listed addresses may call', async (t) => {
  const under = apiUnderTest();
  const application = under.applications.get('key-AXB');
  if (!application) throw new Error('no application');
  under.applications.set('key-AXB', { ...application, allowedAddresses: ['10.0.0.0/8'] });
  const refused = [403, '1020166', 'The app client ip is not in ip white list.'];
  t.same(await answer(signed('AKSK', under.now), under), refused);
  under.applications.set('key-AXB', { ...application, allowedAddresses: ['10.0.0.0/8', '127.0.0.1'] });
  t.match(await answer(signed('AKSK', under.now), under), [200]);
});

void t.test('the forwarded address counts only from a trusted proxy', async (t) => {
  const allow = (under: ReturnType<typeof apiUnderTest>) => {
    const application = under.applications.get('key-AXB');
    if (application) under.applications.set('key-AXB', { ...application, allowedAddresses: ['10.9.9.9'] });
    return under;
  };
  const trusting = allow(apiUnderTest('api: {trustedProxies: [127.0.0.1]}'));
  const headers = { ...signed('AKSK', trusting.now), 'x-forwarded-for': '10.9.9.9' };
  t.match(await answer(headers, trusting), [200]);
  t.match(await answer(headers, allow(apiUnderTest())), [403, '1020166']);
});

void t.test('the status of the application counts after its signature', async (t) => {
  const under = apiUnderTest();
  const application = under.applications.get('key-AXB');
  if (!application) throw new Error('no application');
  under.applications.set('key-AXB', { ...application, status: 'disabled' });
  const unavailable = 'The status of the app_key is unavailable.';
  t.same(await answer(signed('AKSK', under.now), under), [403, '1010008', unavailable]);
  under.applications.set('key-AXB', { ...application, status: 'frozen' });
  t.same(await answer(signed('AKSK', under.now), under), [
    403,
    '1010029',
    'The subscriber status is frozen.',
  ]);
});

void t.test('hostile headers are answered quickly and never with an internal error', async (t) => {
  const under = apiUnderTest();
  const texts = ['='.repeat(8000), ','.repeat(8000), 'a '.repeat(4000), '"'.repeat(8000), 'a="'.repeat(2000)];
  for (const text of texts) {
    const [status] = await answer({ authorization: text, 'x-wsse': text, 'x-aksk': text }, under);
    t.equal(status, 400);
    for (const scheme of ['WSSE', 'AKSK']) {
      const headers = { authorization: `${scheme} ${good}`, [`x-${scheme}`]: text };
      t.equal((await answer(headers, under))[0], 400);
    }
  }
});

void t.test('guessing a secret is slowed down for its source and application, right or wrong', async (t) => {
  const under = apiUnderTest('limits: { failedSignIns: 3 }');
  const guess = signatureHeaders({
    scheme: 'AKSK',
    appKey: 'key-AXB',
    appSecret: 'a guess',
    clock: () => under.now,
  });
  for (let n = 0; n < 3; n += 1) t.match(await answer(guess, under), [401]);
  t.match(await answer(guess, under), [403, '1010010']);
  t.match(
    await answer(signed('AKSK', under.now), under),
    [403, '1010010'],
    'a right one tells a guesser nothing',
  );
  const other = signatureHeaders({
    scheme: 'AKSK',
    appKey: 'key-AX',
    appSecret: 'secret-AX',
    clock: () => under.now,
  });
  t.match(await answer(other, under), [403, '1010040'], 'another application behind the address is let in');
  under.now += 5000;
  t.match(await answer(signed('AKSK', under.now), under), [200, '0'], 'time alone restores it');
  t.match(await answer(guess, under), [401]);
  t.match(await answer(guess, under), [403, '1010010']);
});
