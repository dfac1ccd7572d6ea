import t from 'tap';
import { parseConfig } from '../../config/load.js';
import { checkNumber } from '../../engine/check-number.js';
import { loadPolicy } from '../../routing/numbers/policy.js';

const config = parseConfig(`trunks:
  - { name: plain, to: "sip:192.0.2.1" }
  - name: city
    to: sip:192.0.2.2
    numberFormat: local
    numbers: { areaCode: 0755, inbound: { calledRules: [{ prefix: "9", strip: 1 }] }, outbound: { callerFormat: e164 } }
  - { name: phones, type: softphones }
`);
const policy = loadPolicy();

void t.test('a number at each carrier trunk, for caller and called where they differ', async (t) => {
  t.same(checkNumber(config, policy, '+8675528000001'), [
    '+8675528000001: +8675528000001 (landline)',
    '  trunk plain: read from it as +8675528000001, as e164',
    '  trunk plain: written to it as +8675528000001, as e164',
    '  trunk city: read from it as +8675528000001, as local',
    '  trunk city: written to it as +8675528000001, as e164 (caller)',
    '  trunk city: written to it as 28000001, as local (called)',
  ]);
  t.same(checkNumber(config, policy, '928000001').slice(3), [
    '  trunk city: read from it as +86928000001, as local (caller)',
    '  trunk city: read from it as +8675528000001, by its rules 28000001, as local (called)',
    '  trunk city: written to it as +86928000001, as e164 (caller)',
    '  trunk city: written to it as 928000001, as local (called)',
  ]);
  t.match(checkNumber(config, policy, 'alice'), [
    'alice: no number of the policy',
    /no number, as e164/,
    /nothing/,
  ]);
});
