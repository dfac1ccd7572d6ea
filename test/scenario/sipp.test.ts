import t from 'tap';
import { ScenarioRunner } from '../../sipp-scenarios/runner.js';
import { bySettings } from '../../sipp-scenarios/scenarios.js';
import { isOurs, onlyOurs } from '../support/servers/signaling-server.js';

// All concurrently: most of a scenario's time is waiting. A drachtio-server serves one service at a time.
t.jobs = isOurs ? 6 : 1;
for (const sipServer of ['embedded', 'embedded-drachtio'] as const) {
  const skip = sipServer === 'embedded' && onlyOurs('is only spoken to by drachtio-srf');
  for (const [settings, scenarios] of bySettings()) {
    const what = `every SIPp scenario passes through the whole service (${sipServer}, ${settings})`;
    void t.test(what, { timeout: 300_000, skip }, async (t) => {
      const runner = await ScenarioRunner.start(sipServer, settings);
      t.teardown(() => runner.stop());
      for (const scenario of scenarios) {
        const { wrong, details } = await runner.run(scenario);
        if (!t.same(wrong, [], scenario.name)) t.comment(details);
      }
    });
  }
}
