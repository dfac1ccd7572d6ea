import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { loadRulesPolicy, makeRulesPolicy } from '../../../routing/rules/rules-policy.js';

const timeZone = 'Asia/Shanghai';

void t.test('the example file is usable, and an application has its own sections', async (t) => {
  const { data } = loadRulesPolicy(new URL('../../../../routing/rules-china.json', import.meta.url));
  const policy = makeRulesPolicy({
    ...data,
    applications: { free: { hours: false, frequency: false, registration: false }, slow: { frequency: [] } },
  });
  t.match(policy.of('any'), { registration: true, complaints: { freezePercent: 0.01 } });
  t.ok(policy.of('any').hours);
  t.same(policy.of('free'), {
    ...policy.of('any'),
    registration: false,
    hours: undefined,
    calls: undefined,
    messages: undefined,
  });
  t.equal(policy.of('slow').hours, policy.of('any').hours);
  t.equal(policy.longestMs, 86_400_000);
});

void t.test('what is wrong is named with what was expected', async (t) => {
  const cases: readonly [object, RegExp][] = [
    [{}, /rules: \/ must have required property 'timeZone'/],
    [{ timeZone: 'China' }, /\/timeZone expected a time zone such as Asia\/Shanghai, found China/],
    [{ timeZone, hour: {} }, /must NOT have additional properties \(hour\)/],
    [{ timeZone, frequency: [{ per: 'caller', max: 0, seconds: 1 }] }, /\/frequency\/0\/max must be >= 1/],
    [
      { timeZone, frequency: [{ per: 'b', max: 1, seconds: 1 }] },
      /\/frequency\/0\/per must be equal to one of/,
    ],
    [
      { timeZone, hours: { allowed: [{ from: '21:00', to: '08:00' }] } },
      /\/hours\/allowed\/0 expected a window that ends after it begins \(over midnight: two of them\), found 21:00 to 08:00/,
    ],
    [
      { timeZone, hours: { allowed: [{ from: '8:00', to: '9:00' }] } },
      /\/hours\/allowed\/0\/from must match/,
    ],
    [{ timeZone, hours: { allowed: [], dates: { '2026-13-01': [] } } }, /\/hours\/dates/],
    [
      {
        timeZone,
        applications: {
          a: { hours: { allowed: [], dates: { '2026-10-01': [{ from: '09:00', to: '09:00' }] } } },
        },
      },
      /\/applications\/a\/hours\/dates\/2026-10-01\/0 expected a window/,
    ],
  ];
  for (const [data, message] of cases) t.throws(() => makeRulesPolicy(data), { message });
  const file = join(mkdtempSync(join(tmpdir(), 'callveil-rules-')), 'rules.json');
  t.throws(() => loadRulesPolicy(file), { message: /rules\.json: expected rules in JSON, .*ENOENT/ });
  writeFileSync(file, '{');
  t.throws(() => loadRulesPolicy(file), { message: /rules\.json: expected rules in JSON/ });
});
