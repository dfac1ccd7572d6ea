/**
 * `kill -9` of each process at each stage of a call. An answered party is hung up. An unanswered caller is refused, if
 * a process is left to do it. The application hears of every call once: its events, its record, its recording.
 */
import t, { type Test } from 'tap';
import { KillStage, STAGES, type Stage, type Victim } from '../support/stages/kill-stage.js';

// Each has its own service, which spends most of the time starting a process.
t.jobs = 2;
for (const victim of ['engine', 'every process', 'recorder', 'sip'] as const)
  void t.test(`kill -9 of ${victim} at each stage of a call`, { buffered: true }, (t) =>
    killAtEach(t, STAGES, victim, 'embedded'),
  );

for (const victim of ['sip', 'every process'] as const)
  void t.test(`kill -9 of ${victim} of the drachtio mode`, { buffered: true }, (t) =>
    killAtEach(t, ['180', 'ACK'], victim, 'embedded-drachtio'),
  );

async function killAtEach(t: Test, stages: readonly Stage[], victim: Victim, server: string): Promise<void> {
  const service = await KillStage.start(t, server);
  for (const stage of stages) await t.test(stage, (t) => service.killAt(t, stage, victim));
}
