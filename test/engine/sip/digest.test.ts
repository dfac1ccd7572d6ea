import t from 'tap';
import { credentialsFor, DigestAuthenticator, digestResponse } from '../../../engine/sip/digest.js';
import { Nonces } from '../../../engine/sip/nonces.js';
import { authorize } from '../../support/phones/digest-client.js';

const RFC_2617 =
  'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
  'uri="/dir/index.html", qop=auth, nc=00000001, cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1", ' +
  'opaque="5ccc069c403ebaf9f0171e9517f40e41"';

function authenticator(now: () => number = Date.now): DigestAuthenticator {
  return new DigestAuthenticator({
    realm: 'pbx',
    passwordOf: (user) => (user === 'alice' ? 'secret' : undefined),
    nonces: new Nonces({ now }),
  });
}

void t.test('the example of RFC 2617 3.5 comes out right', async (t) => {
  const credentials = credentialsFor('testrealm@host.com', RFC_2617);
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
  t.same(judge.judge('REGISTER', authorize(challenge.challenges[0] ?? '', 'alice', 'secret')), {
    outcome: 'accepted',
    username: 'alice',
  });
  t.match(judge.judge('REGISTER', authorize(challenge.challenges[0] ?? '', 'alice', 'wrong')), {
    outcome: 'refused',
  });
  t.match(judge.judge('REGISTER', authorize(challenge.challenges[0] ?? '', 'bob', 'secret')), {
    outcome: 'refused',
  });
  t.match(judge.judge('INVITE', authorize(challenge.challenges[0] ?? '', 'alice', 'secret')), {
    outcome: 'refused',
  });
});

void t.test('a nonce of somebody else, or an old one, is challenged again', async (t) => {
  let now = 1_000_000;
  const judge = authenticator(() => now);
  const foreign = authenticator().judge('REGISTER', undefined);
  if (foreign.outcome !== 'challenge') return t.fail('expected a challenge');
  t.match(judge.judge('REGISTER', authorize(foreign.challenges[0] ?? '', 'alice', 'secret')), {
    outcome: 'challenge',
    challenges: [/nonce/],
  });
  const own = judge.judge('REGISTER', undefined);
  if (own.outcome !== 'challenge') return t.fail('expected a challenge');
  now += 301_000;
  t.match(judge.judge('REGISTER', authorize(own.challenges[0] ?? '', 'alice', 'secret')), {
    outcome: 'challenge',
    challenges: [/stale=true/],
  });
});

void t.test('credentials that make no sense are not credentials', async (t) => {
  for (const junk of ['', 'Basic abc', 'Digest ="', 'Digest a="b', `Digest ${'a='.repeat(3000)}`]) {
    t.equal(credentialsFor('pbx', junk), undefined, junk.slice(0, 20));
  }
});

void t.test('several algorithms are several challenges, and another than those is refused', async (t) => {
  const judge = new DigestAuthenticator({
    realm: 'a "b" \\c',
    passwordOf: () => 'secret',
    algorithms: ['SHA-256', 'MD5'],
  });
  const asked = judge.judge('REGISTER', undefined);
  if (asked.outcome !== 'challenge') return t.fail('expected a challenge');
  const [strong = '', weak = ''] = asked.challenges;
  t.match(strong, 'realm="a \\"b\\" \\\\c"');
  t.match(strong, 'algorithm=SHA-256');
  t.match(weak, 'algorithm=MD5');
  const answer = authorize(weak, 'alice', 'secret').replace('realm="a "b" \\c"', 'realm="a \\"b\\" \\\\c"');
  t.match(judge.judge('REGISTER', answer), { outcome: 'accepted' });
  for (const algorithm of ['SHA-512-256', 'SHA-1', 'AKAv1-MD5'])
    t.match(judge.judge('REGISTER', answer.replace('"MD5"', `"${algorithm}"`)), { outcome: 'refused' });
});
