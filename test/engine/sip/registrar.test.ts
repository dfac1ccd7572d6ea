import t from 'tap';
import { DigestAuthenticator } from '../../../engine/sip/digest.js';
import { Registrar } from '../../../engine/sip/registrar.js';
import type { IncomingRegister } from '../../../engine/sip/signaling.js';
import { authorize } from '../../support/digest-client.js';

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
      now: () => this.now,
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
      challenge: (header) => void (answer.challenge = header),
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
