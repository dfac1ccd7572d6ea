import t from 'tap';
import { DigestAuthenticator } from '../../../../engine/sip/digest.js';
import { Nonces } from '../../../../engine/sip/nonces.js';
import { Registrar } from '../../../../engine/sip/trunks/registrar.js';
import type { IncomingRegister } from '../../../../engine/sip/signaling.js';
import { authorize } from '../../../support/phones/digest-client.js';

interface Answer {
  challenge?: string;
  status?: number;
  contacts?: readonly { uri: string; expiresSeconds: number }[];
}

class Fixture {
  now = 1_000_000;
  readonly registrar = new Registrar({
    authenticator: new DigestAuthenticator({
      realm: 'pbx',
      passwordOf: (u) => (u.startsWith('+86') ? 'pw' : undefined),
      nonces: new Nonces({ now: () => this.now }),
    }),
    now: () => this.now,
  });

  send(register: Partial<IncomingRegister>): Answer {
    const answer: Answer = {};
    this.registrar.handle({
      source: { transport: 'udp', address: '127.0.0.1', port: 5071 },
      user: '+8613800000001',
      authorization: undefined,
      contacts: [],
      removesAll: false,
      expiresSeconds: undefined,
      challenge: ([header]) => void (answer.challenge = header ?? ''),
      accept: (contacts) => void (answer.contacts = contacts),
      reject: (status) => void (answer.status = status),
      ...register,
    });
    return answer;
  }

  authorized(register: Partial<IncomingRegister>, username = '+8613800000001'): Answer {
    return this.send({
      ...register,
      authorization: authorize(this.send({}).challenge ?? '', username, 'pw'),
    });
  }
}

const contact = { uri: 'sip:+8613800000001@10.0.0.9:5071', expiresSeconds: undefined };

void t.test(
  'a phone that proves its password is reached at the address its REGISTER came from',
  async (t) => {
    const fixture = new Fixture();
    t.same(fixture.authorized({ contacts: [contact], expiresSeconds: 60 }).contacts, [
      { uri: contact.uri, expiresSeconds: 60 },
    ]);
    t.match(fixture.registrar.contactsOf('+8613800000001'), [
      { uri: contact.uri, nextHop: 'sip:127.0.0.1:5071;transport=udp' },
    ]);
    t.same(fixture.registrar.usersAt('127.0.0.1', 5071), ['+8613800000001']);
    t.same(fixture.registrar.usersAt('127.0.0.1', 507), []);
  },
);

void t.test('a registration runs out, and can be taken back', async (t) => {
  const fixture = new Fixture();
  fixture.authorized({ contacts: [contact], expiresSeconds: 60 });
  fixture.now += 61_000;
  t.same(fixture.registrar.contactsOf('+8613800000001'), []);
  fixture.authorized({ contacts: [contact], expiresSeconds: 60 });
  t.same(fixture.authorized({ contacts: [{ ...contact, expiresSeconds: 0 }] }).contacts, []);
  fixture.authorized({ contacts: [contact] });
  t.same(fixture.authorized({ removesAll: true, expiresSeconds: 0 }).contacts, []);
});

void t.test('one user cannot register as another, and a stranger not at all', async (t) => {
  const fixture = new Fixture();
  t.equal(fixture.authorized({ contacts: [contact] }, '+8613800000002').status, 403);
  t.equal(fixture.authorized({ contacts: [contact] }, 'mallory').status, 403);
  t.ok(fixture.send({ contacts: [contact] }).challenge);
});

/** A REGISTER with that password, of a source. */
function guess(fixture: Fixture, password: string, address = '192.0.2.66', user = '+8613800000001'): Answer {
  const source = { transport: 'udp', address, port: 5071 };
  const challenge = fixture.send({ source, user }).challenge ?? '';
  return fixture.send({
    source,
    user,
    contacts: [contact],
    authorization: authorize(challenge, user, password),
  });
}

void t.test('guesses of one source are slowed down, and a right one among them tells nothing', async (t) => {
  const fixture = new Fixture();
  for (let n = 0; n < 5; n += 1) t.same(guess(fixture, `wrong-${n}`), { status: 403 });
  t.same(guess(fixture, 'pw'), { status: 403 }, 'the right one looks like the wrong ones');
  t.same(guess(fixture, 'pw', '192.0.2.66', '+8613800000002'), { status: 403 }, 'for every user');
  t.match(guess(fixture, 'pw', '192.0.2.67'), { contacts: [{}] }, 'another source is not concerned');
  fixture.now += 10_000;
  t.same(guess(fixture, 'wrong'), { status: 403 });
  t.same(guess(fixture, 'pw'), { status: 403 }, 'one in ten seconds');
  fixture.now += 10_000;
  t.match(guess(fixture, 'pw'), { contacts: [{}] });
});

void t.test('guesses at one user from many sources are slowed down, and its own phone is not', async (t) => {
  const fixture = new Fixture();
  t.match(guess(fixture, 'pw', '192.0.2.1'), { contacts: [{}] }, 'the phone is registered');
  for (let n = 0; n < 10; n += 1) t.same(guess(fixture, 'wrong', `198.51.100.${n}`), { status: 403 });
  t.same(guess(fixture, 'pw', '198.51.100.99'), { status: 403 });
  t.match(guess(fixture, 'pw', '192.0.2.1'), { contacts: [{}] }, 'it goes on as before');
  fixture.now += 3_600_000;
  for (let n = 0; n < 20; n += 1) guess(fixture, 'wrong', `198.51.100.${n}`);
  t.match(guess(fixture, 'pw', '192.0.2.1'), { contacts: [{}] }, 'also when it comes back after an hour');
  t.match(guess(fixture, 'pw', '198.51.100.99', '+8613800000002'), { contacts: [{}] }, 'so do other users');
  fixture.now += 30_000;
  t.match(guess(fixture, 'pw', '198.51.100.99'), { contacts: [{}] });
});

void t.test('a phone with a wrong password locks its registered neighbours out of nothing', async (t) => {
  const fixture = new Fixture();
  const site = '192.0.2.5';
  t.match(guess(fixture, 'pw', site), { contacts: [{}] });
  for (let n = 0; n < 8; n += 1) guess(fixture, 'wrong', site, '+8613800000009');
  t.match(guess(fixture, 'pw', site), { contacts: [{}] });
});

void t.test('users there are not are refused alike, and take no tokens of those there are', async (t) => {
  const fixture = new Fixture();
  for (let n = 0; n < 5; n += 1) t.same(guess(fixture, 'pw', '192.0.2.66', 'nobody'), { status: 403 });
  t.same(guess(fixture, 'pw'), { status: 403 }, 'the source is slowed down');
  t.match(guess(fixture, 'pw', '192.0.2.67'), { contacts: [{}] });
});

void t.test('the addresses of one IPv6 subscriber are one source', async (t) => {
  const fixture = new Fixture();
  for (let n = 0; n < 5; n += 1) guess(fixture, 'wrong', `2001:db8:1:2::${n + 1}`);
  t.same(guess(fixture, 'pw', '2001:db8:1:2:ffff:1:2:3'), { status: 403 });
  t.match(guess(fixture, 'pw', '2001:db8:1:3::1'), { contacts: [{}] });
});

void t.test('where phones have registered from is known, as long as they are', async (t) => {
  const fixture = new Fixture();
  guess(fixture, 'pw', '192.0.2.1');
  t.same(
    [...fixture.registrar.sources()],
    [{ transport: 'udp', address: '192.0.2.1', port: 5071, seconds: 600 }],
  );
  fixture.now += 600_000;
  t.same([...fixture.registrar.sources()], []);
});
