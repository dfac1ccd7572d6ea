import t from 'tap';
import { ScenarioRunner } from '../../sipp-scenarios/runner.js';
import { SCENARIOS } from '../../sipp-scenarios/scenarios.js';

void t.test('every SIPp scenario passes through the whole service', { timeout: 300_000 }, async (t) => {
  const runner = await ScenarioRunner.start();
  t.teardown(() => runner.stop());
  for (const scenario of SCENARIOS) {
    const { wrong, details } = await runner.run(scenario);
    if (!t.same(wrong, [], scenario.name)) t.comment(details);
  }
});
