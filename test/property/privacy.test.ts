/**
 * Neither party of a call ever learns the other side's real number, nor its address: for any text in any field of any
 * message of a party, the bytes that the other party receives from our SIP server contain none of it. Real bytes
 * through every implementation of Signaling, the narrative and the relay; each message of a call is planted with the
 * sender's number in every field SIP has. A party may also challenge anything we send it: the other side sees nothing
 * of the challenge, nor of the credentials for it.
 */
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { application, connection } from '../support/stages/call-stage.js';
import { CallWorld, LOGINS } from '../support/stages/call-world.js';
import { SIGNALING_KINDS, type SignalingKind } from '../support/stages/signaling-kinds.js';
import { SipPuppet } from '../support/phones/sip-puppet.js';
import type { IdentityForm } from '../../engine/sip/signaling.js';
import type { E164 } from '../../routing/numbers/number.js';
import { HostileCall, STORIES, type Challenge, type Party, type Side, type Story } from './hostile-call.js';
import { HOSTILE } from './hostile-fields.js';

const REFUSALS = [302, 403, 404, 480, 486, 488, 500, 603] as const;

const number = fc.integer({ min: 3_000_000_000, max: 9_999_999_999 }).map((tail) => `861${tail}`);

/** How the callee's trunk wants what is displayed. */
const FORMS: fc.Arbitrary<IdentityForm> = fc.record({
  headers: fc.subarray(['P-Asserted-Identity', 'P-Preferred-Identity', 'Remote-Party-ID'] as const),
  scheme: fc.constantFrom('sip' as const, 'tel' as const),
  domain: fc.constantFrom(undefined, 'customer.example'),
  userPhone: fc.boolean(),
  phoneContext: fc.constantFrom(undefined, '+86755', 'ims.example'),
  privacy: fc.constantFrom(undefined, 'none' as const, 'id' as const),
});

const cases = fc
  .record({
    caller: number,
    callee: number,
    headers: fc.subarray([...HOSTILE], { minLength: 12 }),
    stories: fc.array(
      fc.tuple(fc.constantFrom<Side>('caller', 'callee'), fc.constantFrom<Story>(...STORIES)),
      {
        minLength: 2,
        maxLength: 4,
      },
    ),
    detour: fc.constantFrom<'none' | 'redirected' | 'provisionals required'>(
      'none',
      'redirected',
      'provisionals required',
    ),
    challenges: fc.record({
      caller: fc.constantFrom<Challenge>('none', 401, 407),
      callee: fc.constantFrom<Challenge>('none', 401, 407),
    }),
    early: fc.boolean(),
    withholds: fc.boolean(),
    form: fc.option(FORMS, { nil: undefined }),
    ending: fc.constantFrom<Side | 'refused' | 'cancelled'>('caller', 'callee', 'refused', 'cancelled'),
    refusal: fc.constantFrom(...REFUSALS),
  })
  .filter(({ caller, callee }) => caller !== callee);

for (const kind of SIGNALING_KINDS) {
  void t.test(`no byte of one side’s number or address reaches the other side (${kind.name})`, (t) =>
    proveOn(t, kind),
  );
}

async function proveOn(t: Test, signaling: SignalingKind): Promise<void> {
  const parties: { caller?: Party; callee?: Party; form?: IdentityForm | undefined; withholds?: boolean } =
    {};
  const world = await CallWorld.start(t, {
    signaling,
    resolve: ({ dialled }) =>
      connection(
        {},
        {
          application: application(),
          x: dialled,
          // A binding that shows the caller's own number must not, if the caller withholds it.
          display: parties.withholds === true ? (`+${parties.caller?.number}` as E164) : dialled,
          callee: `+${parties.callee?.number}` as E164,
        },
      ),
    form: () => parties.form,
    callee: () => {
      if (parties.callee === undefined) throw new Error('no callee');
      return parties.callee.puppet;
    },
  });
  const callerPuppet = await phone(t, '127.0.0.71');
  const calleePuppet = await phone(t, '127.0.0.72');
  await fc.assert(
    fc.asyncProperty(cases, async (plan) => {
      const caller = party(plan.caller, callerPuppet, LOGINS.caller, 20_000);
      const callee = party(plan.callee, calleePuppet, LOGINS.callee, 20_010);
      Object.assign(parties, { caller, callee, form: plan.form, withholds: plan.withholds });
      const call = new HostileCall(world, caller, callee, plan);
      const record = world.nextRecord();
      await call.run();
      await record;
      await call.drain();
      mustNotHear(callee, caller);
      mustNotHear(caller, callee);
      const secrets = [caller.number, callee.number, ...challengeOf(caller), ...challengeOf(callee)];
      for (const line of world.logged.splice(0)) mustNotHold('the log', line, secrets);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}

void t.test('the proof would fail on one leaking byte', (t) => {
  const puppet = { address: '127.0.0.71' } as SipPuppet;
  const speaker = party('8613812345678', puppet, LOGINS.caller, 1);
  const hearing = (text: string): Party => ({ ...speaker, login: LOGINS.callee, heard: [text] });
  const leaks = [
    'X-A: 13812345678',
    'Via: SIP/2.0/UDP 127.0.0.71',
    'WWW-Authenticate: Digest realm="realm-8613812345678"',
    'Authorization: Digest nonce="nonce-8613812345678"',
    'Authorization: Digest opaque="opaque-8613812345678"',
    `Authorization: Digest username="${LOGINS.caller.username}"`,
    `X-Password: ${LOGINS.callee.password}`,
  ];
  for (const leak of leaks) t.throws(() => mustNotHear(hearing(leak), speaker), /holds/, leak);
  t.doesNotThrow(() => mustNotHear(hearing('Via: SIP/2.0/UDP 127.0.0.1'), speaker));
  t.doesNotThrow(() =>
    mustNotHear(hearing(`Authorization: Digest username="${LOGINS.callee.username}"`), speaker),
  );
  t.end();
});

async function phone(t: Test, address: string): Promise<SipPuppet> {
  const puppet = await SipPuppet.udp(address);
  t.teardown(() => puppet.close());
  return puppet;
}

function party(number: string, puppet: SipPuppet, login: Party['login'], rtpPort: number): Party {
  return { number, puppet, login, heard: [], rtpPort };
}

/**
 * Its number with and without country code, the address it sent from, and what it challenged with and was answered. The
 * password of its own trunk is no listener's business either.
 */
function mustNotHear(listener: Party, other: Party): void {
  const own = listener.login.password;
  const secrets = [other.number.slice(2), other.puppet.address, own, ...challengeOf(other)];
  for (const message of listener.heard) mustNotHold(message.split('\r\n', 1)[0] ?? '', message, secrets);
}

/** What the pieces of a party's challenges begin with, and the credentials that answer them. */
function challengeOf({ number, login }: Party): string[] {
  const seen = ['realm', 'nonce', 'opaque'].map((field) => `${field}-${number}`);
  return [...seen, login.username, login.password];
}

function mustNotHold(what: string, text: string, secrets: readonly string[]): void {
  const found = secrets.find((secret) => text.includes(secret));
  if (found !== undefined) throw new Error(`${what} holds ${found}:\n${text}`);
}
