import t from 'tap';
import { parseConfig } from '../../../../config/load.js';
import { ConfigError } from '../../../../config/problem.js';
import { NumberWriting } from '../../../../engine/sip/trunks/number-writing.js';
import { TrunkIdentity } from '../../../../engine/sip/trunks/trunk-identity.js';
import { loadPolicy } from '../../../../routing/numbers/policy.js';

const policy = loadPolicy();

function identity(keys = ''): TrunkIdentity {
  const [trunk] = parseConfig(
    `trunks: [{name: a, to: sip:192.0.2.1${keys === '' ? '' : `, ${keys}`}}]`,
  ).trunks;
  if (trunk === undefined) throw new Error('no trunk');
  return new TrunkIdentity(trunk, new NumberWriting(trunk, policy));
}

function mistakes(keys: string): string {
  try {
    identity(keys);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replaceAll('config:1 trunks[0].', '');
    throw error;
  }
  return '';
}

const from = ['13800000001'];
const asserted = ['+8613800000002'];
const remoteParty = ['+8613800000003'];
const preferred = ['+8613800000004'];

void t.test('the first header that names a caller', async (t) => {
  t.equal(identity().callerOf({ from, asserted, remoteParty, preferred }), asserted[0]);
  t.equal(identity().callerOf({ from, remoteParty, preferred }), '+8613800000001', 'others are not asked');
  const untrusted = identity('trustAssertedIdentity: false');
  t.equal(untrusted.callerOf({ from, asserted }), '+8613800000001');
  const order = identity('callerFrom: [P-Preferred-Identity, Remote-Party-ID, From]');
  t.equal(order.callerOf({ from, asserted, remoteParty, preferred }), preferred[0]);
  t.equal(order.callerOf({ from, asserted, remoteParty }), remoteParty[0]);
  t.equal(order.callerOf({ from: ['anonymous'], asserted }), undefined, 'not one that is left out');
});

void t.test('what the caller writes replaces nothing that the network says', async (t) => {
  t.equal(identity().callerOf({ from, asserted: ['anonymous'] }), undefined);
  const order = identity('callerFrom: [From, P-Preferred-Identity, P-Asserted-Identity]');
  t.equal(order.callerOf({ from: ['anonymous'], asserted, isWithheld: true }), asserted[0]);
  t.equal(order.callerOf({ from: ['alice'], preferred: ['bob'], asserted }), asserted[0]);
});

void t.test('a number with a context that it does not need is read without it', async (t) => {
  t.equal(identity().callerOf({ from: ['+8675501012345678', '01012345678'] }), '+861012345678');
});

void t.test('the called number in the Request-URI', async (t) => {
  const to = 'sip:192.0.2.1:5070;transport=tcp';
  t.equal(identity().requestUri(to, '+861'), 'sip:+861@192.0.2.1:5070;transport=tcp');
  const phone = identity('identity: {userPhone: true, phoneContext: "+86755"}');
  t.equal(phone.requestUri(to, '+861'), 'sip:+861@192.0.2.1:5070;transport=tcp;user=phone');
  t.equal(
    phone.requestUri('sip:[2001:db8::1]', '28000001'),
    'sip:28000001;phone-context=+86755@[2001:db8::1];user=phone',
  );
  t.equal(identity().requestUri(to, '7720#1'), 'sip:7720%231@192.0.2.1:5070;transport=tcp');
});

void t.test('terms of a route: nothing unless configured', async (t) => {
  t.same(identity().terms('1', '2'), {});
  const made = identity(
    'headers: [{name: X-A, value: "{display} at {trunk}"}, {name: User-Agent, value: x}]',
  );
  t.same(made.terms('1', '+2'), { headers: { 'X-A': '+2 at a', 'User-Agent': 'x' } });
  t.match(identity('identity: {scheme: tel, privacy: id}').terms('1', '2'), {
    form: { scheme: 'tel', privacy: 'id', headers: ['P-Asserted-Identity'] },
  });
});

void t.test('headers that would break SIP or name somebody are refused', async (t) => {
  const names = [
    'Via',
    'v',
    'FROM',
    'Call-ID',
    'Contact',
    'Content-Type',
    'P-Asserted-Identity',
    'Privacy',
    'Route',
  ];
  const more = ['Max-Forwards', 'Authorization', 'Session-Expires', 'Require', 'bad name', 'x', 'X:Y'];
  for (const name of [...names, ...more])
    t.match(
      mistakes(`headers: [{name: "${name}", value: x}]`),
      /^headers\[0\]\.name: expected the name of a header that is neither of the dialog nor of an identity/,
      name,
    );
  for (const name of ['X-Account', 'Diversion', 'User-Agent', 'P-Charging-Vector', 'Alert-Info'])
    t.equal(mistakes(`headers: [{name: ${name}, value: x}]`), '', name);
  t.match(
    mistakes('headers: [{name: X-A, value: "{caller}"}]'),
    'headers[0].value: expected text with {display}',
  );
  t.match(mistakes('headers: [{name: X-A, value: "{display"}]'), 'found "{display"');
  t.match(mistakes('headers: [{name: X-A, value: "a\\r\\nVia: x"}]'), 'expected one line of visible ASCII');
  t.match(
    mistakes('headers: [{name: X-A, value: a}, {name: x-a, value: b}]'),
    'headers[1].name: expected a header named once',
  );
});

void t.test('forms that cannot be', async (t) => {
  t.match(
    mistakes('numberFormat: national, identity: {scheme: tel}'),
    'identity.scheme: expected identity.phoneContext',
  );
  t.equal(mistakes('numberFormat: national, identity: {scheme: tel, phoneContext: "+86"}'), '');
  t.match(
    mistakes('identity: {scheme: tel, domain: a.example}'),
    'identity.domain: expected no domain with tel',
  );
  t.match(
    mistakes('identity: {phoneContext: "x;y"}'),
    'identity.phoneContext: expected the beginning of numbers',
  );
  t.match(mistakes('callerFrom: [Diversion]'), 'callerFrom[0]: expected one of P-Asserted-Identity');
});

void t.test('a caller without a number to show is anonymous in configured headers too', async (t) => {
  const made = identity('headers: [{name: X-A, value: "{display}"}]');
  t.same(made.terms('1', undefined), { headers: { 'X-A': 'anonymous' } });
});
