/** A full disk: the service goes on, each part that meets it says so, and everything recovers when there is room. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { recorderProcess } from '../support/servers/service-child.js';
import { RecorderProcess } from '../../media/recorder/recorder-process.js';
import { Outbox } from '../../engine/report/outbox.js';
import { Callveil } from '../support/servers/callveil.js';
import { SmallDisk, whyNoDisk } from '../support/servers/small-disk.js';

const skip = whyNoDisk();
const main = fileURLToPath(new URL('../../engine/main.js', import.meta.url));
const wav = readFileSync(
  fileURLToPath(new URL('../../../config/prompts/zh/no-binding.wav', import.meta.url)),
);
const TOKEN = 'full-disk-operator-token';
const APP = { appKey: 'app', appSecret: 'secret', mode: 'AXB' };
const X = '+8675500000001';

function settings(dataDirectory: string): Record<string, unknown> {
  return {
    dataDirectory,
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    api: { port: 0 },
    operator: { port: 0, tokens: [{ name: 'admin', role: 'admin', token: TOKEN }] },
    applications: [{ ...APP, numbers: [{ number: X, areaCode: '0755' }] }],
  };
}

async function ask(
  operator: string,
  method: string,
  path: string,
  body?: object | Buffer,
): Promise<{ status: number; json: Record<string, unknown> }> {
  const isAudio = Buffer.isBuffer(body);
  const response = await fetch(`${operator}${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': isAudio ? 'audio/wav' : 'application/json' },
    ...(body !== undefined && { body: isAudio ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

const binding = (n: number) => ({
  appKey: 'app',
  a: `+8613800000${100 + n}`,
  b: `+8613900000${100 + n}`,
  areaMatchMode: '1',
});

void t.test('bindings and prompts are refused as such, and taken again', { skip }, async (t) => {
  const disk = SmallDisk.mount(t, 4096);
  if (disk === undefined) return t.fail('nothing can be mounted here');
  const callveil = await Callveil.start(() => settings(disk.folder));
  t.teardown(() => callveil.stop());
  const { operator } = callveil;
  disk.fill();
  t.match(await ask(operator, 'POST', '/v1/bindings/axb', binding(1)), {
    status: 503,
    json: { code: 'journal-unavailable', detail: /the disk is full/ },
  });
  t.match(await ask(operator, 'GET', '/healthz'), {
    status: 503,
    json: { ailments: ['the journal takes no changes: the disk is full'] },
  });
  t.match(await ask(operator, 'GET', '/v1/journal'), { json: { ailments: ['disk-full'] } });
  t.match(await ask(operator, 'PUT', '/v1/prompts/own.wav', wav), {
    status: 507,
    json: { code: 'disk-full', detail: /disk of the prompts is full/ },
  });
  t.same(readdirSync(join(disk.folder, 'prompts')), [], 'nothing half is left');
  const metrics = await callveil.metrics();
  t.match(metrics, /^callveil_journal_ailment\{ailment="disk-full"\} 1$/m);
  t.match(metrics, /^callveil_disk_full\{part="prompts"\} 1$/m);
  for (const part of ['journal', 'prompts'])
    t.ok(
      callveil.log.some((line) => line['part'] === part && /disk is full/.test(line.msg)),
      `${part} says so in the log`,
    );
  disk.empty();
  // Without any bind in the meantime, it finds out by itself.
  await callveil.until(() => callveil.log.some(({ msg }) => msg === 'the journal takes changes again'));
  t.match(await ask(operator, 'POST', '/v1/bindings/axb', binding(1)), { status: 201 });
  t.match(await ask(operator, 'PUT', '/v1/prompts/own.wav', wav), { status: 204 });
  t.match(await ask(operator, 'GET', '/healthz'), { status: 200 });
});

void t.test('a log on a full disk loses lines, and the service goes on', { skip }, async (t) => {
  const disk = SmallDisk.mount(t, 64);
  if (disk === undefined) return t.fail('nothing can be mounted here');
  const folder = mkdtempSync(join(tmpdir(), 'callveil-log-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'callveil.yaml'), JSON.stringify(settings(join(folder, 'data'))), {
    mode: 0o600,
  });
  const log = join(disk.folder, 'log');
  const fd = openSync(log, 'a');
  const child = spawn(process.execPath, [main, '--config', join(folder, 'callveil.yaml')], {
    stdio: ['ignore', fd, 'pipe'],
  });
  closeSync(fd);
  const exited = once(child, 'exit');
  t.teardown(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const ready = await until(() => /"ready".*"operator":"([^"]+)"/.exec(readFileSync(log, 'utf8'))?.[1]);
  disk.fill();
  // Each leaves a line of its own.
  for (let n = 0; n < 40; n += 1)
    t.equal((await ask(ready, 'POST', '/v1/explain', { dialled: X })).status, 200);
  const metrics = await (await fetch(`${ready}/metrics`)).text();
  t.match(metrics, /^callveil_disk_full\{part="log"\} 1$/m);
  t.match(metrics, /^callveil_log_lines_lost [1-9]\d*$/m);
  t.match(await ask(ready, 'GET', '/healthz'), { status: 200 });
  disk.empty();
  await ask(ready, 'POST', '/v1/explain', { dialled: X });
  await until(
    () => /lines of the log were lost: the disk is full/.test(readFileSync(log, 'utf8')) || undefined,
  );
  child.kill('SIGINT');
  t.same(await exited, [0, null]);
});

void t.test(
  'the outbox says that the disk is full, and not what SQLite made of it afterwards',
  { skip },
  async (t) => {
    const disk = SmallDisk.mount(t, 512);
    if (disk === undefined) return t.fail('nothing can be mounted here');
    const failures: string[] = [];
    let written = 0;
    const outbox = await Outbox.open(
      join(disk.folder, 'outbox.sqlite'),
      (message) => failures.push(message),
      () => void (written += 1),
    );
    t.teardown(() => outbox.close());
    disk.fill();
    outbox.add({ appKey: 'app', channel: 'fee', group: 'g', body: 'x'.repeat(20_000) });
    await outbox.flush();
    t.match(failures, [/disk is full/]);
    t.equal(written, 0);
    disk.empty();
    outbox.add({ appKey: 'app', channel: 'fee', group: 'g', body: 'y' });
    await outbox.flush();
    t.equal(failures.length, 1);
    t.equal(written, 1);
  },
);

void t.test('a recording that finds no room says so', { skip }, async (t) => {
  const disk = SmallDisk.mount(t, 256);
  if (disk === undefined) return t.fail('nothing can be mounted here');
  const outcomes: (string | undefined)[] = [];
  const process = recorderProcess();
  t.teardown(() => process.stop());
  const recorder = new RecorderProcess({
    open: process.open,
    directory: join(disk.folder, 'recordings'),
    onOutcome: (failure) => outcomes.push(failure),
  });
  await recorder.start();
  t.teardown(() => recorder.close());
  disk.fill();
  await t.rejects(recorder.record('full.wav'), { message: /disk full/ });
  t.same(outcomes, ['disk full']);
  disk.empty();
  const session = await recorder.record('room.wav');
  await session.stop();
  t.match(await session.ended, { outcome: 'stopped' });
  t.same(outcomes, ['disk full', undefined]);
});

async function until<T>(find: () => T | undefined): Promise<T> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error('what was waited for did not happen');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
