import t from 'tap';
import { ScenarioRunner } from '../../sipp-scenarios/runner.js';
import { SCENARIOS } from '../../sipp-scenarios/scenarios.js';
import { onlyOurs } from '../support/signaling-server.js';

// Both at once: most of a scenario's time is waiting.
t.jobs = 2;
for (const sipInterface of ['drachtio', 'native'] as const) {
  const what = `every SIPp scenario passes through the whole service (${sipInterface})`;
  const skip = sipInterface === 'native' && onlyOurs('has no native interface');
  void t.test(what, { timeout: 300_000, skip }, async (t) => {
    const runner = await ScenarioRunner.start(sipInterface);
    t.teardown(() => runner.stop());
    for (const scenario of SCENARIOS) {
      const { wrong, details } = await runner.run(scenario);
      if (!t.same(wrong, [], scenario.name)) t.comment(details);
    }
  });
}
