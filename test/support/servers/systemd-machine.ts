/**
 * A machine for tests of what is installed: systemd as the first process of namespaces of its own, over a copy of this
 * machine's files that keeps every change to itself. It has its own users, processes, network and control groups. Needs
 * root, and systemd as Debian installs it; nothing runs it here.
 */
import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processTree } from './process-tree.js';

const SYSTEMD = '/lib/systemd/systemd';
const BOOT_WITHIN_MS = 60_000;
/** What a machine without hardware has no use for. */
const MASKED = [
  ...['systemd-udevd', 'systemd-udev-trigger', 'systemd-hwdb-update', 'systemd-journal-flush', 'ldconfig'],
  ...['systemd-binfmt', 'systemd-machine-id-commit', 'systemd-update-done', 'systemd-random-seed'],
];

/**
 * The files of the folder `$1` are laid over those of this machine; mounts are seen in here only. Images of containers
 * have a policy-rc.d by which packages start no service. Linux gives no user namespaces (PrivateUsers) below a chroot,
 * so the root is replaced.
 */
const BOOT = `
set -e
mount --make-rprivate /
mount -t tmpfs -o size=1g none "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" overlay "$1/root"
cd "$1/root"
mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
mount --rbind /dev dev
ip link set lo up
rm -rf etc/systemd/system/* usr/sbin/policy-rc.d
ln -s ${SYSTEMD.replace('systemd/systemd', 'systemd/system')}/sysinit.target etc/systemd/system/default.target
for unit in ${MASKED.join(' ')}; do ln -s /dev/null etc/systemd/system/$unit.service; done
mkdir run/old
pivot_root . run/old
umount --lazy run/old
exec env -i container=callveil-test PATH=/usr/sbin:/usr/bin ${SYSTEMD} --log-target=journal --show-status=no
`;

const SPACES = ['--mount', '--pid', '--net', '--uts', '--ipc', '--cgroup', '--fork', '--kill-child'];

/** For tap: `{ skip: whyNoMachine() }`. */
export function whyNoMachine(): string | false {
  if (process.getuid?.() !== 0) return 'only root may start a machine of its own';
  for (const path of [SYSTEMD, '/usr/bin/nsenter', '/usr/bin/dpkg-deb'])
    if (!existsSync(path)) return `${path} is not there`;
  const { status, stderr } = spawnSync('unshare', [...SPACES, 'true'], { encoding: 'utf8' });
  return status === 0 ? false : `namespaces are refused: ${stderr.trim()}`;
}

/** Nothing else: the flags that the test runner gives Node name files that are not there. */
const ENVIRONMENT = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'HOME=/root',
  'LANG=C.UTF-8',
];

export class SystemdMachine {
  readonly #unshare: ChildProcess;
  /** The pid of its systemd on this machine. */
  readonly #pid: number;

  private constructor(unshare: ChildProcess, pid: number) {
    this.#unshare = unshare;
    this.#pid = pid;
  }

  /** Resolves when it has booted. It is switched off after the test. */
  static async boot(t: { teardown(done: () => unknown): void }): Promise<SystemdMachine> {
    const folder = mkdtempSync(join(tmpdir(), 'callveil-machine-'));
    const child = spawn('unshare', [...SPACES, 'bash', '-c', BOOT, 'bash', folder], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const ended = once(child, 'exit');
    t.teardown(async () => {
      child.kill('SIGKILL');
      await ended;
      rmdirSync(folder);
    });
    const until = performance.now() + BOOT_WITHIN_MS;
    while (performance.now() < until && child.exitCode === null) {
      const [, pid] = child.pid === undefined ? [] : processTree(child.pid);
      if (pid !== undefined) {
        const machine = new SystemdMachine(child, pid);
        if (/running|degraded/.test(machine.run('systemctl', 'is-system-running').stdout)) return machine;
      }
      await wait(50);
    }
    throw new Error(`systemd did not start: ${complaint}`);
  }

  /** Runs a command on it as root, and waits for its end. */
  run(command: string, ...args: readonly string[]): SpawnSyncReturns<string> {
    return spawnSync('nsenter', [...this.#entering, 'env', '-i', ...ENVIRONMENT, command, ...args], {
      encoding: 'utf8',
      timeout: 120_000,
    });
  }

  /** The same; throws an Error with what it printed unless it ends with 0. */
  must(command: string, ...args: readonly string[]): string {
    const { status, stdout, stderr } = this.run(command, ...args);
    if (status === 0) return stdout;
    throw new Error(`${[command, ...args].join(' ')} ended with ${status}\n${stdout}${stderr}`);
  }

  /** Gives it a file of this machine's. */
  copy(from: string, to: string): void {
    const { status, stderr } = spawnSync('nsenter', [...this.#entering, 'sh', '-c', 'cat > "$0"', to], {
      input: readFileSync(from),
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${to} could not be written: ${stderr}`);
  }

  /** Runs a program of this machine's files in its network. */
  start(command: string, ...args: readonly string[]): ChildProcess {
    return spawn('nsenter', ['--target', String(this.#pid), '--net', command, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** One property of a unit, as `systemctl show` has it. */
  shown(unit: string, property: string): string {
    return this.must('systemctl', 'show', '--value', '--property', property, unit).trim();
  }

  /** Resolves when a property of a unit has this value. */
  async until(unit: string, property: string, value: string): Promise<void> {
    while (this.shown(unit, property) !== value) {
      if (this.#unshare.exitCode !== null) throw new Error('the machine has ended');
      await wait(50);
    }
  }

  /** What a unit has logged. */
  journal(unit: string): string {
    return this.must('journalctl', '--no-pager', '--output', 'cat', '--unit', unit);
  }

  get #entering(): readonly string[] {
    const spaces = ['--mount', '--pid', '--net', '--uts', '--ipc', '--cgroup', '--root', '--wdns=/'];
    return ['--target', String(this.#pid), ...spaces];
  }
}
