import t from 'tap';
import { answerChallenge } from '../../../engine/sip/digest-answer.js';
import { DigestAuthenticator, digestResponse, parseCredentials } from '../../../engine/sip/digest.js';

const REQUEST = { method: 'INVITE', uri: 'sip:bob@192.0.2.9', username: 'alice', password: 'secret' };

void t.test('our own authenticator accepts it', async (t) => {
  const judge = new DigestAuthenticator({ realm: 'pbx', passwordOf: () => 'secret' });
  const challenge = judge.judge('INVITE', undefined);
  if (challenge.outcome !== 'challenge') return t.fail('expected a challenge');
  const answer = answerChallenge([challenge.header], REQUEST);
  t.match(judge.judge('INVITE', answer), { outcome: 'accepted', username: 'alice' });
});

void t.test('SHA-256 is spoken, and of several challenges the first that can be is answered', async (t) => {
  const challenges = [
    'Bearer realm="a"',
    'Digest realm="b", nonce="n", algorithm=SHA-512-256, Digest realm="c", nonce="n", qop="auth-int"',
    'Digest realm="d", nonce="n", algorithm=SHA-256, qop="auth-int, auth", opaque="o\\"p"',
    'Digest realm="e", nonce="n"',
  ];
  const answer = answerChallenge(challenges, REQUEST) ?? '';
  const fields = parseCredentials(answer) ?? new Map<string, string>();
  t.same([fields.get('realm'), fields.get('opaque'), fields.get('qop')], ['d', 'o"p', 'auth']);
  t.equal(fields.get('response')?.length, 64);
  t.equal(fields.get('response'), digestResponse('INVITE', fields, 'secret'));
  t.match(answer, /algorithm=SHA-256, qop=auth, nc=00000001/, 'tokens without quotes (RFC 7616 3.4)');
});

void t.test('what cannot be answered is not', async (t) => {
  for (const challenge of ['', 'Digest', 'Digest realm="a"', 'Digest realm="a", nonce="n", algorithm=X']) {
    t.equal(answerChallenge([challenge], REQUEST), undefined, challenge);
  }
});
