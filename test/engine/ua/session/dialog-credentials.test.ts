import t from 'tap';
import { DialogCredentials } from '../../../../engine/ua/session/dialog-credentials.js';
import { DigestAuthenticator, digestResponse } from '../../../../engine/sip/digest.js';
import { parseDigests } from '../../../../engine/sip/digest-parameters.js';
import type { SipMessage } from '../../../../engine/ua/transactions/transactions.js';

const INVITE = { method: 'INVITE', uri: 'sip:bob@192.0.2.9', body: 'v=0\r\n' };
const BYE = { method: 'BYE', uri: 'sip:bob@192.0.2.9', body: undefined };

function credentials(): DialogCredentials {
  return new DialogCredentials({ username: 'alice', password: 'secret' });
}

function challenge(value: string, name = 'WWW-Authenticate'): SipMessage {
  return { header: (wanted) => (wanted === name ? value : undefined), body: undefined };
}

function fieldsOf(line: readonly [string, string] | undefined): Map<string, string> {
  return new Map(parseDigests(line?.[1] ?? '')[0]);
}

void t.test('our own authenticator accepts it', async (t) => {
  const judge = new DigestAuthenticator({ realm: 'pbx', passwordOf: () => 'secret' });
  const asked = judge.judge('INVITE', undefined);
  if (asked.outcome !== 'challenge') return t.fail('expected a challenge');
  const ours = credentials();
  t.ok(ours.take(challenge(asked.challenges[0] ?? ''), false));
  const [line] = ours.authorize(INVITE);
  t.equal(line?.[0], 'Authorization');
  t.match(judge.judge('INVITE', line?.[1]), { outcome: 'accepted', username: 'alice' });
});

void t.test('the example of RFC 7616 3.9.1, and its SHA-256', async (t) => {
  for (const [algorithm, response] of [
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ] as const) {
    const fields = new Map([
      ['username', 'Mufasa'],
      ['realm', 'http-auth@example.org'],
      ['uri', '/dir/index.html'],
      ['algorithm', algorithm],
      ['nonce', '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v'],
      ['nc', '00000001'],
      ['cnonce', 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ'],
      ['qop', 'auth'],
    ]);
    t.equal(digestResponse('GET', fields, 'Circle of Life'), response);
  }
});

void t.test('of one realm the first dialect we speak is answered, in the server’s order', async (t) => {
  const asked = [
    'Bearer realm="a"',
    'Digest realm="a", nonce="x", algorithm=X-9',
    'Digest realm="a", nonce="256", algorithm=SHA-256, qop="auth-int, auth", opaque="o\\"p"',
    'Digest realm="a", nonce="md5"',
  ].join(', ');
  const ours = credentials();
  t.ok(ours.take(challenge(asked), false));
  const lines = ours.authorize(INVITE);
  const fields = fieldsOf(lines[0]);
  t.same(
    [lines.length, fields.get('nonce'), fields.get('opaque'), fields.get('qop')],
    [1, '256', 'o"p', 'auth'],
  );
  t.equal(fields.get('response'), digestResponse('INVITE', fields, 'secret'));
  t.match(lines[0]?.[1], /algorithm=SHA-256, qop=auth, nc=00000001/, 'tokens without quotes (RFC 7616 3.4)');
});

void t.test('each realm is answered in a line of its own, proxies apart from the party', async (t) => {
  const ours = credentials();
  t.ok(
    ours.take(
      challenge('Digest realm="p", nonce="1", Digest realm="q", nonce="2"', 'Proxy-Authenticate'),
      false,
    ),
  );
  t.ok(ours.take(challenge('Digest realm="p", nonce="3"'), true));
  t.same(
    ours.authorize(INVITE).map((line) => [line[0], fieldsOf(line).get('realm'), fieldsOf(line).get('nonce')]),
    [
      ['Proxy-Authorization', 'p', '1'],
      ['Proxy-Authorization', 'q', '2'],
      ['Authorization', 'p', '3'],
    ],
  );
});

void t.test('MD5-sess alone, auth-int alone, and a qop list without quotes', async (t) => {
  for (const [asked, qop] of [
    ['Digest realm="a", nonce="n", algorithm=MD5-sess, qop="auth"', 'auth'],
    ['Digest realm="a", nonce="n", algorithm=md5-SESS', undefined],
    ['DIGEST realm="a",nonce="n",qop="auth-int",algorithm="SHA-256-sess"', 'auth-int'],
    ['Digest qop=auth,auth-int, realm="a, Digest b", nonce="n",,', 'auth'],
    ['Digest realm=a, nonce=n, qop="", opaque=, stale=FALSE', undefined],
  ] as const) {
    const ours = credentials();
    t.ok(ours.take(challenge(asked), false), asked);
    const fields = fieldsOf(ours.authorize(INVITE)[0]);
    t.equal(fields.get('qop'), qop);
    t.equal(fields.get('response'), digestResponse('INVITE', fields, 'secret', INVITE.body), asked);
    t.equal(fields.has('cnonce'), qop !== undefined || asked.includes('SESS'), asked);
  }
});

void t.test('a nonce is counted through the dialog, its client nonce the same', async (t) => {
  const ours = credentials();
  ours.take(challenge('Digest realm="a", nonce="n", qop="auth", algorithm=MD5-sess'), false);
  const first = fieldsOf(ours.authorize(INVITE)[0]);
  const second = fieldsOf(ours.authorize(BYE)[0]);
  t.same([first.get('nc'), second.get('nc')], ['00000001', '00000002']);
  t.equal(first.get('cnonce'), second.get('cnonce'));
  t.equal(second.get('response'), digestResponse('BYE', second, 'secret'));
  ours.take(challenge('Digest realm="a", nonce="n", qop="auth", algorithm=MD5-sess'), false);
  t.equal(
    fieldsOf(ours.authorize(BYE)[0]).get('nc'),
    '00000003',
    'asked for again, it goes on being counted',
  );
  ours.accepted(challenge('qop=auth, nextnonce="n2"', 'Authentication-Info'));
  const next = fieldsOf(ours.authorize(BYE)[0]);
  t.same([next.get('nonce'), next.get('nc')], ['n2', '00000001']);
});

void t.test(
  'what has just been refused is not sent again, unless the nonce was stale or used before',
  async (t) => {
    const asked = (nonce: string, more = ''): SipMessage =>
      challenge(`Digest realm="a", nonce="${nonce}"${more}`);
    const ours = credentials();
    t.ok(ours.take(asked('1'), false));
    ours.authorize(INVITE);
    t.notOk(ours.take(asked('2'), true), 'a wrong password');
    t.ok(ours.take(asked('2', ', stale=TRUE'), true));
    ours.authorize(INVITE);
    ours.authorize(BYE);
    t.ok(ours.take(asked('3'), true), 'answered ahead with a nonce that has run out');
    ours.authorize(BYE);
    ours.authorize(BYE);
    t.notOk(ours.take(asked('3'), true));
  },
);

void t.test('what cannot be answered is not', async (t) => {
  for (const asked of [
    '',
    'Digest',
    'Digest realm="a"',
    'Digest realm="a", nonce="n", algorithm=X',
    'Digest realm="a", nonce="n", qop="auth-conf"',
    'Basic realm="a", nonce="n"',
  ]) {
    t.notOk(credentials().take(challenge(asked), false), asked);
  }
});

void t.test('a server that asks for everything is bounded', async (t) => {
  const ours = credentials();
  const realms = Array.from({ length: 50 }, (_, at) => `Digest realm="${at}", nonce="n"`).join(', ');
  t.ok(ours.take(challenge(realms), false));
  t.equal(ours.authorize(INVITE).length, 8);
  ours.take(challenge(`Digest realm="${'"x'.repeat(50_000)}`), false);
});
