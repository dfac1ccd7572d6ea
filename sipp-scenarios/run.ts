/**
 * `npm run sipp [-- --list | [--drachtio] name …]`: runs the SIPp scenarios against the service, with
 * `sip.server: embedded-drachtio` if asked to, and says how each ended.
 */
import { ScenarioRunner } from './runner.js';
import { bySettings, SCENARIOS } from './scenarios.js';

const options = process.argv.slice(2);
const sipServer = options.includes('--drachtio') ? 'embedded-drachtio' : 'embedded';
const names = options.filter((name) => name !== '--drachtio');
const unknown = names.filter(
  (name) => name !== '--list' && !SCENARIOS.some((scenario) => scenario.name === name),
);
if (names.includes('--list') || unknown.length > 0) {
  for (const name of unknown) console.error(`no scenario is called ${name}; there are:`);
  for (const { name, caller, callee } of SCENARIOS)
    console.log(`${name.padEnd(36)} ${caller}${callee ? ` / ${callee}` : ''}`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

let failed = 0;
// One service after the other, as there may be one drachtio-server for all of them.
for (const [settings, scenarios] of bySettings(names)) {
  const runner = await ScenarioRunner.start(sipServer, settings);
  for (const scenario of scenarios) {
    const { wrong, details } = await runner.run(scenario);
    console.log(`${wrong.length === 0 ? 'ok    ' : 'not ok'} ${scenario.name}`);
    for (const sentence of wrong) console.log(`       ${sentence}`);
    if (wrong.length > 0) console.log(details);
    failed += wrong.length === 0 ? 0 : 1;
  }
  await runner.stop();
}
process.exit(failed === 0 ? 0 : 1);
