import t from 'tap';
import { ScenarioRunner } from '../../sipp-scenarios/runner.js';
import { SCENARIOS } from '../../sipp-scenarios/scenarios.js';
import { onlyOurs } from '../support/signaling-server.js';

// Both at once: most of a scenario's time is waiting.
t.jobs = 2;
for (const sipServer of ['embedded', 'embedded-drachtio'] as const) {
  const what = `every SIPp scenario passes through the whole service (${sipServer})`;
  const skip = sipServer === 'embedded' && onlyOurs('is only spoken to by drachtio-srf');
  void t.test(what, { timeout: 300_000, skip }, async (t) => {
    const runner = await ScenarioRunner.start(sipServer);
    t.teardown(() => runner.stop());
    for (const scenario of SCENARIOS) {
      const { wrong, details } = await runner.run(scenario);
      if (!t.same(wrong, [], scenario.name)) t.comment(details);
    }
  });
}
