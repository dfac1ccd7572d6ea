/**
 * The Debian package on a machine of its own: installed, run by systemd under the unit's hardening, reloaded, hung,
 * stopped, removed and purged.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { SystemdMachine, whyNoMachine } from '../support/servers/systemd-machine.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const UNIT = 'callveil.service';
const CONFIGURATION = '/etc/callveil/callveil.yaml';
/** Where the machine has it. */
const PACKAGE = '/root/callveil.deb';
const skip = whyNoMachine();

void t.test('the Debian package', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-deb-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const build = (to: string): string =>
    execFileSync(process.execPath, [join(root, 'engine/build/package-debian.mjs'), join(folder, to)], {
      encoding: 'utf8',
    }).trim();
  const file = build('a');
  const machine = await SystemdMachine.boot(t);
  provideNode(machine, folder);
  machine.copy(file, PACKAGE);

  await t.test('it is installed and runs, each time as the user callveil', async (t) => {
    machine.must('dpkg', '--install', PACKAGE);
    t.match(machine.must('id', 'callveil'), /uid=\d+\(callveil\) gid=\d+\(callveil\)/);
    t.equal(machine.shown(UNIT, 'ActiveState'), 'active', machine.journal(UNIT));
    t.equal(machine.must('systemctl', 'is-enabled', UNIT).trim(), 'enabled');
    t.equal(machine.must('stat', '-c', '%a %U %G', CONFIGURATION).trim(), '640 root callveil');
    t.equal(machine.must('stat', '-c', '%a %U %G', '/var/lib/callveil').trim(), '700 callveil callveil');
    t.match(machine.must('callveil', 'check', CONFIGURATION), /the configuration is good/);
    t.match(machine.must('callveil-ctl', '--version'), /^\d+\.\d+\.\d+/);
    t.match(ask(machine, 'http://127.0.0.1:8081/readyz'), /^200 /);
    t.match(ask(machine, 'http://127.0.0.1:8081/console/'), /^200 .*<title>/s);
  });

  await t.test('what the network needs is allowed under the hardening', async (t) => {
    const log = machine.journal(UNIT);
    t.notMatch(log, /"level":"(warn|error)"/);
    t.match(machine.must('ss', '--listening', '--udp', '--numeric'), /127\.0\.0\.1:5060/);
    const processes = machine.must('ps', '-o', 'ni=,user=,args=', '-u', 'callveil');
    // Some sandboxes keep limits from root too. Then the kernel's limit refuses it (EACCES), and not the unit's filter.
    const own = mayRaiseLimits() ? -5 : 0;
    if (own === 0) t.match(log, /does not allow limits\.networkNice \(EACCES\)/);
    for (const [name, nice] of Object.entries({ sip: own, media: own, engine: 0 }))
      t.equal(nicenessIn(processes, name) - nicenessIn(processes, 'recorder'), nice, name);
  });

  await t.test('it carries and records a call', async (t) => {
    const example = '/usr/lib/callveil/config/examples/default.yaml';
    machine.must('sh', '-c', `tail -n +4 ${example} >> ${CONFIGURATION}`);
    machine.must('systemctl', 'restart', UNIT);
    const call = machine.start(process.execPath, join(root, 'dist/test/docker/call-through.js'));
    let complaint = '';
    call.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    t.same(await once(call, 'exit'), [0, null], complaint);
    machine.must('systemctl', 'stop', UNIT);
    const found = machine.must('find', '/var/lib/callveil/recordings', '-name', '*.wav', '-size', '+58c');
    t.match(found, /\.wav\n$/, 'more than the head of a recording');
    t.equal(machine.shown(UNIT, 'Result'), 'success');
    machine.must('systemctl', 'start', UNIT);
  });

  await t.test('a reload is put in force, and the configuration survives an upgrade', async (t) => {
    machine.must('sed', '--in-place', '$ a log: {level: debug}', CONFIGURATION);
    machine.must('systemctl', 'reload', UNIT);
    await untilLogged(machine, /"log\.level/);
    await machine.until(UNIT, 'ActiveState', 'active');
    const before = machine.must('cat', CONFIGURATION);
    const pid = machine.shown(UNIT, 'MainPID');
    machine.must('dpkg', '--install', PACKAGE);
    t.equal(machine.must('cat', CONFIGURATION), before);
    t.equal(machine.shown(UNIT, 'ActiveState'), 'active');
    t.not(machine.shown(UNIT, 'MainPID'), pid, 'the new version runs');
  });

  await t.test('a mistake in the configuration is not tried again and again', async (t) => {
    machine.must('cp', '--preserve', CONFIGURATION, '/root/good.yaml');
    machine.must('sed', '--in-place', '$ a nonsense: 1', CONFIGURATION);
    t.not(machine.run('systemctl', 'restart', UNIT).status, 0);
    t.equal(machine.shown(UNIT, 'ActiveState'), 'failed');
    t.equal(machine.shown(UNIT, 'NRestarts'), '0');
    machine.must('cp', '--preserve', '/root/good.yaml', CONFIGURATION);
    machine.must('systemctl', 'start', UNIT);
  });

  await t.test('a process that hangs makes systemd start everything again', async (t) => {
    machine.must('mkdir', '-p', `/etc/systemd/system/${UNIT}.d`);
    const soon = `printf '[Service]\\nWatchdogSec=10\\n' > /etc/systemd/system/${UNIT}.d/soon.conf`;
    machine.must('sh', '-c', soon);
    machine.must('systemctl', 'daemon-reload');
    machine.must('systemctl', 'restart', UNIT);
    const processes = machine.must('ps', '-o', 'pid=,args=', '-u', 'callveil');
    const [, hung = ''] = /^ *(\d+) .*sip-process\.js/m.exec(processes) ?? [];
    machine.must('kill', '-STOP', hung);
    await machine.until(UNIT, 'NRestarts', '1');
    await machine.until(UNIT, 'ActiveState', 'active');
    t.match(machine.journal(UNIT), /Watchdog timeout/);
  });

  await t.test('removed, it leaves its configuration; purged, its data', async (t) => {
    machine.must('dpkg', '--remove', 'callveil');
    t.equal(machine.run('systemctl', 'is-active', UNIT).stdout.trim(), 'inactive');
    t.match(machine.journal(UNIT), /draining/);
    t.equal(machine.run('test', '-e', '/usr/lib/callveil').status, 1, 'nothing of the program is left');
    t.equal(machine.run('test', '-e', CONFIGURATION).status, 0);
    t.match(machine.run('dpkg', '--purge', 'callveil').stderr, /\/var\/lib\/callveil is left/);
    t.equal(machine.run('test', '-e', '/etc/callveil').status, 1);
    t.equal(machine.run('test', '-e', '/var/lib/callveil/journal.sqlite').status, 0);
  });

  await t.test('two builds of the same commit are the same bytes', async (t) => {
    const sum = (path: string): string | undefined =>
      execFileSync('sha256sum', [path], { encoding: 'utf8' }).split(' ')[0];
    t.equal(sum(build('b')), sum(file));
  });
});

/** The package depends on one of nodejs. Where Node came another way, one without files stands in for it. */
function provideNode(machine: SystemdMachine, folder: string): void {
  if (machine.run('dpkg-query', '--status', 'nodejs').status === 0) return;
  const tree = join(folder, 'nodejs');
  execFileSync('mkdir', ['-p', join(tree, 'DEBIAN')]);
  const control = `Package: nodejs\nVersion: ${process.versions.node}\nArchitecture: all\nMaintainer: test <test@example.org>\nDescription: test\n`;
  writeFileSync(join(tree, 'DEBIAN/control'), control);
  execFileSync('dpkg-deb', ['--build', tree]);
  machine.copy(`${tree}.deb`, PACKAGE);
  machine.must('dpkg', '--install', PACKAGE);
  if (machine.run('test', '-e', '/usr/bin/node').status !== 0)
    machine.must('ln', '-s', process.execPath, '/usr/bin/node');
}

/** As `nice` counts, of the process whose program has this name. */
function nicenessIn(processes: string, name: string): number {
  return Number(new RegExp(`^ *(-?\\d+) .*${name}-process\\.js`, 'm').exec(processes)?.[1]);
}

/** CAP_SYS_RESOURCE, capabilities(7). */
function mayRaiseLimits(): boolean {
  const [, mask = '0'] = /^CapEff:\s+(\w+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return ((BigInt(`0x${mask}`) >> 24n) & 1n) === 1n;
}

/** Status and body of an answer. */
function ask(machine: SystemdMachine, url: string): string {
  const program = `const r = await fetch(process.argv[1]); console.log(r.status, await r.text());`;
  return machine.must('node', '--input-type=module', '--eval', program, url);
}

async function untilLogged(machine: SystemdMachine, what: RegExp): Promise<void> {
  while (!what.test(machine.journal(UNIT))) await new Promise((resolve) => setTimeout(resolve, 50));
}
