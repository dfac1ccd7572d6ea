import { execFileSync } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { BackupRefused } from '../../../engine/backup/backup.js';
import { RestoreRefused } from '../../../engine/backup/live-restore.js';
import { operatorUnderTest, tokens } from '../../support/stages/operator-under-test.js';
import { ctlOf, runCtl } from '../../support/servers/run-ctl.js';

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'callveil-ctl-backup-'));
  t.teardown(() => rmSync(path, { recursive: true }));
  return path;
}

void t.test(
  'a backup is a file of its own, for its owner alone, made by admins, and in the audit',
  async (t) => {
    const under = await operatorUnderTest();
    const ctl = await ctlOf(under, t);
    const at = folder(t);
    const file = join(at, 'backup.tar');
    for (const role of ['operator'] as const)
      t.match(await ctl(role, 'backup', file), { code: 1, stderr: /403/ });
    t.same(readdirSync(at), [], 'nothing is left of one that was refused');
    t.match(await ctl('admin', 'backup', file, '--no-secrets'), {
      code: 0,
      stdout: '',
      stderr: /backup\.tar: \d+ bytes/,
    });
    t.equal(statSync(file).mode & 0o777, 0o600);
    t.match(
      execFileSync('tar', ['-tf', file], { encoding: 'utf8' }),
      /^manifest\.json\nconfiguration.*\nSHA256SUMS\n$/,
    );
    const [entry] = await under.audit.read({
      after: undefined,
      limit: 10,
      matches: (one) => one.action === 'exported',
    });
    t.match(entry, {
      who: { name: 'admin-name' },
      what: { operation: 'exportBackup', recordings: false, secrets: false },
    });
    t.match(await ctl('admin', 'backup', file), { code: 2, stderr: /is there already/ });
    t.match(await ctl('admin', 'backup', join(at, 'nowhere', 'backup.tar')), { code: 2, stderr: /ENOENT/ });
  },
);

void t.test('why there is no backup at the moment', async (t) => {
  const under = await operatorUnderTest();
  const ctl = await ctlOf(under, t);
  const file = join(folder(t), 'backup.tar');
  under.backups = {
    begin: () => Promise.reject(new BackupRefused('running', 'another backup is being made')),
  };
  t.match(await ctl('admin', 'backup', file), {
    code: 1,
    stderr: /another backup .* \(409 backup-running\)/,
  });
  under.backups = { begin: () => Promise.reject(new BackupRefused('disk', 'no room')) };
  t.match(await ctl('admin', 'backup', file), { code: 1, stderr: /\(507 disk-full\)/ });
  t.notOk(existsSync(file));
});

void t.test('a backup that breaks off leaves no file, and its copies are removed', async (t) => {
  const under = await operatorUnderTest();
  const ctl = await ctlOf(under, t);
  const file = join(folder(t), 'backup.tar');
  let closed = 0;
  async function* breaking(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(100_000);
    await Promise.resolve();
    throw new Error('the disk fails');
  }
  under.backups = {
    begin: () =>
      Promise.resolve({ fileName: 'x.tar', pieces: breaking(), close: async () => void (closed += 1) }),
  };
  t.match(await ctl('admin', 'backup', file), { code: 3, stderr: /cannot be reached/ });
  t.notOk(existsSync(file) || existsSync(`${file}.part`));
  t.ok(closed > 0);
});

void t.test('an archive without its end is not kept', async (t) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-tar' }).end(Buffer.alloc(8192, 'x'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const file = join(folder(t), 'backup.tar');
  const env = {
    CALLVEIL_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    CALLVEIL_TOKEN: 'admin-token-0123456789',
  };
  t.match(await runCtl(['backup', file], env), { code: 3, stderr: /is not whole/ });
  t.notOk(existsSync(file));
});

void t.test(
  'a restore is said yes to, made by admins, and restarts the engine after its answer',
  async (t) => {
    const under = await operatorUnderTest();
    const ctl = await ctlOf(under, t);
    const staged: string[] = [];
    let restarts = 0;
    under.restores = {
      stage: (file, by) => {
        staged.push(`${file} ${by}`);
        return Promise.resolve({
          at: '2026-11-30T12:00:00.000Z',
          host: 'engine-1',
          version: '0.1.0',
          elsewhere: ['x'],
        } as never);
      },
      restart: () => (restarts += 1),
      giveUp: () => Promise.resolve(),
    };
    t.match(await ctl('admin', 'restore', '/backup/a.tar'), { code: 2, stderr: /say --yes/ });
    t.match(await ctl('operator', 'restore', '/backup/a.tar', '--yes'), { code: 1, stderr: /403/ });
    t.same([staged, restarts], [[], 0]);
    t.match(await ctl('admin', 'restore', '/backup/a.tar', '--yes'), {
      code: 0,
      stdout: /^backupOf +2026-11-30T12/,
      stderr: /drain undo/,
    });
    t.same([staged, restarts], [['/backup/a.tar admin-name'], 1]);
    under.restores = {
      stage: () => Promise.reject(new RestoreRefused('not-drained', 'begin a drain')),
      restart: () => (restarts += 1),
      giveUp: () => Promise.resolve(),
    };
    t.match(await ctl('admin', 'restore', '/backup/a.tar', '--yes'), {
      code: 1,
      stderr: /begin a drain \(409 not-drained\)/,
    });
    t.match(await under.ask('admin', 'POST /v1/restore', { file: 'a.tar' }), { status: 400 });
    t.equal(restarts, 1);
  },
);

void t.test('who goes while the archive is read gets no restore', async (t) => {
  const under = await operatorUnderTest();
  const { host, port } = await under.api.listen();
  t.teardown(() => under.api.close());
  const began = (message: unknown): void => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    if (request.url === '/v1/restore') connections.push(socket);
  };
  const connections: Socket[] = [];
  subscribe('http.server.request.start', began);
  t.teardown(() => unsubscribe('http.server.request.start', began));
  const client = new AbortController();
  const done: string[] = [];
  const over = new Promise<void>((resolve) => {
    const that = (what: string): void => {
      done.push(what);
      resolve();
    };
    under.restores = {
      stage: async () => {
        client.abort();
        for (const connection of connections) await once(connection, 'close');
        return { at: '2026-11-30T12:00:00.000Z', host: 'engine-1', version: '0.1.0', elsewhere: [] } as never;
      },
      restart: () => that('restarted'),
      giveUp: () => Promise.resolve(that('given up')),
    };
  });
  const asked = fetch(`http://${host}:${port}/v1/restore`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.admin}`, 'content-type': 'application/json' },
    body: JSON.stringify({ file: '/backup/a.tar' }),
    signal: client.signal,
  });
  await t.rejects(asked, { name: 'AbortError' });
  await over;
  t.same([connections.length, done], [1, ['given up']]);
});
