/** An unhandled rejection is a line of the log, is counted, and ends neither a process nor a call. */
import t from 'tap';
import { A, B, ModeStage, X } from '../support/stages/mode-stage.js';
import { commandLine, processTree, serviceProcess } from '../support/servers/process-tree.js';

void t.test('what escapes all others costs no call', async (t) => {
  const planted = new URL('../support/servers/plant-rejection.js', import.meta.url).href;
  const environment = { NODE_OPTIONS: `--import ${planted}` };
  const stage = await ModeStage.start(t, 'AXB', {}, {}, environment);
  const { callveil } = stage;
  await stage.ask('POST', '/rest/caas/relationnumber/partners/v1.0', {
    ...{ callerNum: A, calleeNum: B, relationNum: X },
  });
  const calling = await stage.phone(A).dial(X);
  const ringing = await stage.phone(B).nextCall();
  ringing.answer();
  await Promise.all([calling.answered, ringing.answered]);
  const before = processTree(callveil.pid);
  for (const name of ['engine', 'sip', 'recorder'] as const) {
    const pid = serviceProcess(callveil.pid, name);
    const program =
      commandLine(pid)
        .split(' ')
        .find((word) => word.endsWith('.js')) ?? '';
    process.kill(pid, 'SIGUSR2');
    const isSaid = (line: object): boolean => JSON.stringify(line).includes(`planted in ${program}`);
    await callveil.until(() => callveil.log.some((line) => line.level === 'error' && isSaid(line)), name);
  }
  t.match(await callveil.metrics(), /^callveil_log_errors 3$/m);
  t.same(processTree(callveil.pid), before, 'no process has ended');
  ringing.audio.sendTone(1000);
  await calling.audio.hears(1000);
  await calling.hangUp();
  await ringing.ended;
});
