import t from 'tap';
import { Registrations, type RegistrationTerms } from '../../../../engine/sip/trunks/registrations.js';
import type { RegisterOutcome, RegisterRequest } from '../../../../engine/sip/signaling.js';
import { SignalingError } from '../../../../engine/sip/signaling-error.js';
import { FakeClock, settled } from '../../../support/fakes/fake-clock.js';

const REQUEST = {
  uri: 'sip:example.com',
  addressOfRecord: 'sip:1000@example.com',
  contactUser: '1000',
  expiresSeconds: 600,
};

function terms(trunk = 'a', more: Partial<RegisterRequest> = {}): RegistrationTerms {
  return { trunk, request: { ...REQUEST, ...more }, retryMs: 30_000, maxRetryMs: 120_000 };
}

/** A registrar that a test answers for. */
class Fixture {
  readonly clock = new FakeClock();
  readonly asked: RegisterRequest[] = [];
  readonly changes: string[] = [];
  readonly #waiting: { resolve(outcome: RegisterOutcome): void; reject(error: Error): void }[] = [];
  readonly registrations = new Registrations({
    clock: this.clock,
    random: () => 0,
    register: (request) =>
      new Promise((resolve, reject) => {
        this.asked.push(request);
        this.#waiting.push({ resolve, reject });
      }),
    onChange: ({ trunk, isRegistered, because }) =>
      this.changes.push(`${trunk} ${isRegistered ? 'on' : 'off'}: ${because}`),
  });

  async answers(outcome: Partial<RegisterOutcome>): Promise<void> {
    this.#waiting.shift()?.resolve({ status: 200, isMadeUp: false, ...outcome });
    await settled();
  }

  async loses(): Promise<void> {
    this.#waiting.shift()?.reject(new SignalingError('unavailable', 503, 'the SIP server is away'));
    await settled();
  }
}

void t.test('its Service-Route lasts as long as the registration, and the last answer counts', async (t) => {
  const fixture = new Fixture();
  const routes = (): readonly string[] | undefined => fixture.registrations.serviceRoutesOf('a');
  fixture.registrations.keep([terms()]);
  t.equal(routes(), undefined);
  await fixture.answers({ grantedSeconds: 100, serviceRoutes: ['<sip:p;lr>'] });
  t.same(routes(), ['<sip:p;lr>']);
  await fixture.clock.pass(75_000);
  await fixture.answers({ status: 503 });
  t.same(routes(), ['<sip:p;lr>'], 'still registered');
  await fixture.clock.pass(25_000);
  t.equal(routes(), undefined, 'not registered any more');
  await fixture.clock.pass(120_000);
  await fixture.answers({ grantedSeconds: 100, serviceRoutes: ['<sip:q;lr>'] });
  t.same(routes(), ['<sip:q;lr>']);
  await fixture.clock.pass(75_000);
  await fixture.answers({ grantedSeconds: 100 });
  t.equal(routes(), undefined, 'the registrar names none any more (RFC 3608 5)');
});

void t.test('it is refreshed after three quarters of what was granted', async (t) => {
  const fixture = new Fixture();
  fixture.registrations.keep([terms()]);
  t.equal(fixture.registrations.isRegistered('a'), false);
  t.equal(fixture.registrations.isRegistered('b'), undefined, 'a trunk without registration');
  await fixture.answers({ grantedSeconds: 100 });
  t.equal(fixture.registrations.isRegistered('a'), true);
  await fixture.clock.pass(74_999);
  t.equal(fixture.asked.length, 1);
  await fixture.clock.pass(1);
  t.equal(fixture.asked.length, 2);
  t.equal(fixture.registrations.isRegistered('a'), true, 'while it is refreshed');
  await fixture.answers({ grantedSeconds: 100 });
  t.same(fixture.changes, ['a on: 200'], 'one line for each change');
});

void t.test('a registrar that grants a second is not asked every second', async (t) => {
  const fixture = new Fixture();
  fixture.registrations.keep([terms()]);
  await fixture.answers({ grantedSeconds: 1 });
  await fixture.clock.pass(4999);
  t.equal(fixture.asked.length, 1);
  await fixture.answers({});
  t.same(fixture.changes, ['a on: 200', 'a off: its time is over']);
});

void t.test('a refusal is tried again after twice as long each time, and Retry-After', async (t) => {
  const fixture = new Fixture();
  fixture.registrations.keep([terms()]);
  for (const wait of [15_000, 30_000, 60_000, 60_000]) {
    const before = fixture.asked.length;
    await fixture.answers({ status: 403 });
    await fixture.clock.pass(wait - 1);
    t.equal(fixture.asked.length, before, `not before ${wait} ms`);
    await fixture.clock.pass(1);
    t.equal(fixture.asked.length, before + 1);
  }
  await fixture.answers({ status: 503, retryAfterSeconds: 500 });
  await fixture.clock.pass(499_999);
  t.equal(fixture.asked.length, 5);
  await fixture.clock.pass(1);
  await fixture.answers({ grantedSeconds: 60 });
  t.same(fixture.changes, ['a off: refused with 403', 'a on: 200']);
});

void t.test(
  'a binding outlives a failed refresh until its time is over, and is asked for before',
  async (t) => {
    const fixture = new Fixture();
    fixture.registrations.keep([terms()]);
    await fixture.answers({ grantedSeconds: 100 });
    await fixture.clock.pass(75_000);
    await fixture.answers({ status: 408, isMadeUp: true });
    t.equal(fixture.registrations.isRegistered('a'), true);
    await fixture.clock.pass(12_500);
    t.equal(fixture.asked.length, 3, 'half of the time that is left');
    await fixture.clock.pass(12_500);
    t.equal(fixture.registrations.isRegistered('a'), false);
    t.same(fixture.changes, ['a on: 200', 'a off: its time is over']);
  },
);

void t.test('a registrar that does not keep our Contact has not registered us', async (t) => {
  const fixture = new Fixture();
  fixture.registrations.keep([terms()]);
  await fixture.answers({ grantedSeconds: 0 });
  t.equal(fixture.registrations.isRegistered('a'), false);
});

void t.test('a new SIP process registers at once, and an answer of the old one does not count', async (t) => {
  const fixture = new Fixture();
  fixture.registrations.keep([terms()]);
  await fixture.loses();
  fixture.registrations.startAgain();
  t.equal(fixture.asked.length, 2);
  fixture.registrations.startAgain();
  await fixture.answers({ grantedSeconds: 100 });
  t.equal(fixture.registrations.isRegistered('a'), false, 'that was the second of three');
  await fixture.answers({ grantedSeconds: 100 });
  t.equal(fixture.registrations.isRegistered('a'), true);
  await fixture.clock.pass(60_000);
  t.equal(fixture.asked.length, 3, 'the wait after the loss was called off');
});

void t.test('a reload changes only what has changed', async (t) => {
  const fixture = new Fixture();
  fixture.registrations.keep([terms('a'), terms('b')]);
  await fixture.answers({ grantedSeconds: 100 });
  await fixture.answers({ grantedSeconds: 100 });
  fixture.registrations.keep([terms('a'), terms('b', { contactUser: '2000' }), terms('c')]);
  t.same(
    fixture.asked.slice(2).map(({ contactUser, expiresSeconds }) => [contactUser, expiresSeconds]),
    [
      ['1000', 0],
      ['2000', 600],
      ['1000', 600],
    ],
  );
  t.equal(fixture.registrations.isRegistered('a'), true);
  t.equal(fixture.registrations.isRegistered('b'), false);
});

void t.test('the end removes all, and waits for no registrar longer than two seconds', async (t) => {
  const fixture = new Fixture();
  fixture.registrations.keep([terms('a'), terms('b')]);
  await fixture.answers({ grantedSeconds: 100 });
  const closed = fixture.registrations.close();
  t.same(
    fixture.asked.slice(2).map(({ expiresSeconds }) => expiresSeconds),
    [0, 0],
  );
  fixture.registrations.keep([terms('c')]);
  fixture.registrations.startAgain();
  t.equal(fixture.asked.length, 4, 'and begins no others');
  await fixture.clock.pass(2000);
  await t.resolves(closed);
  t.equal(fixture.clock.pending, 0);
});
