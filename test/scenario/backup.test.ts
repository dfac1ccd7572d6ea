/** A backup of a service at work, restored into an empty folder after everything was lost. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';
import { processTree } from '../support/servers/process-tree.js';
import { runCtl, type CtlResult } from '../support/servers/run-ctl.js';
import { CALLS, CrashStage, X } from '../support/stages/crash-stage.js';

const main = fileURLToPath(new URL('../../engine/main.js', import.meta.url));
const APP = { appKey: 'crash-app', appSecret: 'crash-secret' };
const TOKEN = 'token-of-the-crash-stage';
const PATH = '/rest/caas/relationnumber/partners/v1.0';

/** `callveil restore`, with its exit code. */
async function restore(
  archive: string,
  config: string,
): Promise<{ readonly code: number; readonly said: string }> {
  const args = [main, '--config', config, 'restore', archive];
  return promisify(execFile)(process.execPath, args).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
  );
}

void t.test('what was acknowledged before a backup under load is there after the restore', async (t) => {
  const stage = await CrashStage.start(t, 'embedded');
  const { callveil } = stage;
  const data = join(callveil.folder, 'data');
  const archive = join(callveil.folder, 'backup.tar');
  const ctl = (...args: string[]): Promise<CtlResult> =>
    runCtl(args, { CALLVEIL_URL: callveil.operator, CALLVEIL_TOKEN: TOKEN });
  // Some calls are over, the others go on while the backup is made.
  const calls = await stage.converse();
  for (const call of calls.slice(0, CALLS)) await call.hangUp().catch(() => undefined);
  await callveil.until(() => stage.records.length === CALLS / 2, 'the records of calls that are over');
  const load = bindUntilStopped(stage);
  await load.acknowledges(50);
  const before = { bound: [...load.bound], pulled: await stage.pull() };
  const made = await ctl('backup', archive, '--recordings');
  t.same([made.code, made.stderr.trim().split('\n').length], [0, 1], made.stderr);
  t.equal(statSync(archive).mode & 0o777, 0o600);
  t.match(await ctl('backup', archive), { code: 2, stderr: /is there already/ });
  await load.stop();
  const asked = await restore(archive, callveil.file);
  t.equal(asked.code, 1);
  t.match(asked.said, /data folder .* is in use by process .*; stop the service first/);

  for (const pid of processTree(callveil.pid).reverse()) process.kill(pid, 'SIGKILL');
  await callveil.gone;
  rmSync(data, { recursive: true });
  const restored = await restore(archive, callveil.file);
  t.equal(restored.code, 0, restored.said);
  t.match(restored.said, /restored \d+ files of the backup of 20/);
  callveil.pushes.length = 0;
  await callveil.run();
  const found = new Set(await boundNow(callveil.operator));
  t.same(
    before.bound.filter((id) => !found.has(id)),
    [],
    `none of ${before.bound.length} bindings is lost`,
  );
  const pulled = new Set((await stage.pull()).map(({ id }) => id));
  t.same(
    before.pulled.filter(({ id }) => !pulled.has(id)),
    [],
    'no event is lost',
  );
  await callveil.until(
    () => stage.eventsOf('disconnect').length >= CALLS / 2,
    'the end of the calls that were up',
  );
  const filed = await stage.filedCalls();
  t.same(
    filed
      .map(({ ending }) => ending)
      .sort()
      .filter((ending) => ending === 'engine-died').length,
    CALLS / 2,
  );
  const verified = await ctl('audit', 'verify', '--json');
  t.match(JSON.parse(verified.stdout), { intact: true });
  t.match(await ctl('audit', 'list', '--json'), { stdout: /exportBackup[^]*restoreBackup/ });
  const recordings = readdirSync(join(data, 'recordings')).filter((name) => name.endsWith('.wav'));
  t.equal(recordings.length, CALLS);
  t.notOk(existsSync(join(data, '.restore')));

  // The same once more, of a service that runs: what came after the backup goes.
  const { json } = await callveil.client(APP).post(PATH, {
    ...{ relationNum: X, callerNum: '+8613755550001', calleeNum: '+8613755550002' },
  });
  t.match(await ctl('restore', archive, '--yes'), { code: 1, stderr: /409 not-drained/ });
  t.match(await ctl('drain', 'begin'), { code: 0 });
  const starts = (): number => callveil.log.filter(({ msg }) => msg === 'ready').length;
  const startsBefore = starts();
  const answered = await ctl('restore', archive, '--yes');
  t.equal(answered.code, 0, answered.stderr);
  await callveil.until(() => starts() > startsBefore, 'the next engine');
  const now = new Set(await boundNow(callveil.operator));
  t.notOk(now.has(String(json['subscriptionId'])), 'it is gone');
  t.ok(before.bound.every((id) => now.has(id)));
  t.match(await ctl('status', '--json'), { stdout: /"draining": ?true/ });
  t.match(await ctl('drain', 'undo'), { code: 0 });
});

interface Load {
  readonly bound: readonly string[];
  acknowledges(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Binds one pair after the other, four at a time. */
function bindUntilStopped({ callveil }: CrashStage): Load {
  const client = callveil.client(APP);
  const bound: string[] = [];
  let isStopped = false;
  let next = 0;
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const work = async (): Promise<void> => {
    while (!isStopped) {
      const digits = String((next += 1)).padStart(4, '0');
      const pair = { callerNum: `+861373333${digits}`, calleeNum: `+861374444${digits}` };
      const { json } = await client.post(PATH, { relationNum: X, ...pair });
      bound.push(String(json['subscriptionId']));
      for (const { count, resolve } of waiting) if (bound.length >= count) resolve();
    }
  };
  const workers = [1, 2, 3, 4].map(work);
  return {
    bound,
    acknowledges: (count) => new Promise((resolve) => waiting.push({ count, resolve })),
    stop: async () => {
      isStopped = true;
      await Promise.all(workers);
    },
  };
}

/** Ids of all bindings. */
async function boundNow(operator: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let pageIndex = 1; ; pageIndex += 1) {
    const response = await fetch(`${operator}/v1/bindings/search`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ pageIndex, pageSize: 1000 }),
    });
    const { items } = (await response.json()) as { readonly items: readonly { subscriptionId: string }[] };
    if (items.length === 0) return ids;
    ids.push(...items.map(({ subscriptionId }) => subscriptionId));
  }
}
