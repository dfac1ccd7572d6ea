import t from 'tap';
import { DigestAuthenticator, digestResponse, parseCredentials } from '../../../engine/sip/digest.js';
import { authorize } from '../../support/phones/digest-client.js';

const RFC_2617 =
  'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
  'uri="/dir/index.html", qop=auth, nc=00000001, cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1", ' +
  'opaque="5ccc069c403ebaf9f0171e9517f40e41"';

function authenticator(now: () => number = Date.now): DigestAuthenticator {
  return new DigestAuthenticator({
    realm: 'pbx',
    passwordOf: (user) => (user === 'alice' ? 'secret' : undefined),
    now,
  });
}

void t.test('the example of RFC 2617 3.5 comes out right', async (t) => {
  const credentials = parseCredentials(RFC_2617);
  t.equal(credentials?.get('opaque'), '5ccc069c403ebaf9f0171e9517f40e41');
  t.equal(
    digestResponse('GET', credentials ?? new Map(), 'Circle Of Life'),
    '6629fae49393a05397450978507c4ef1',
  );
});

void t.test('a request without credentials is challenged, and the right password accepted', async (t) => {
  const judge = authenticator();
  const challenge = judge.judge('REGISTER', undefined);
  if (challenge.outcome !== 'challenge') return t.fail('expected a challenge');
  t.same(judge.judge('REGISTER', authorize(challenge.header, 'alice', 'secret')), {
    outcome: 'accepted',
    username: 'alice',
  });
  t.match(judge.judge('REGISTER', authorize(challenge.header, 'alice', 'wrong')), { outcome: 'refused' });
  t.match(judge.judge('REGISTER', authorize(challenge.header, 'bob', 'secret')), { outcome: 'refused' });
  t.match(judge.judge('INVITE', authorize(challenge.header, 'alice', 'secret')), { outcome: 'refused' });
});

void t.test('a nonce of somebody else, or an old one, is challenged again', async (t) => {
  let now = 1_000_000;
  const judge = authenticator(() => now);
  const foreign = authenticator().judge('REGISTER', undefined);
  if (foreign.outcome !== 'challenge') return t.fail('expected a challenge');
  t.match(judge.judge('REGISTER', authorize(foreign.header, 'alice', 'secret')), {
    outcome: 'challenge',
    header: /nonce/,
  });
  const own = judge.judge('REGISTER', undefined);
  if (own.outcome !== 'challenge') return t.fail('expected a challenge');
  now += 301_000;
  t.match(judge.judge('REGISTER', authorize(own.header, 'alice', 'secret')), {
    outcome: 'challenge',
    header: /stale=true/,
  });
});

void t.test('credentials that make no sense are not credentials', async (t) => {
  for (const junk of ['', 'Basic abc', 'Digest ="', 'Digest a="b', `Digest ${'a='.repeat(3000)}`]) {
    t.equal(parseCredentials(junk), undefined, junk.slice(0, 20));
  }
});
