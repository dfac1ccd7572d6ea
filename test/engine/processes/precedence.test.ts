/** Which processes go before the others, and what happens where the system does not allow it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import t from 'tap';
import { Precedence, type Priority } from '../../../engine/processes/precedence.js';

/** The calling thread's, of a system that refuses what is below `least`. */
class FakePriority implements Priority {
  readonly steps: number[] = [];
  #nice: number;

  constructor(
    nice: number,
    readonly least = -20,
  ) {
    this.#nice = nice;
  }

  get(): number {
    return this.#nice;
  }

  set(nice: number): void {
    if (nice < this.least) throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
    this.#nice = nice;
    this.steps.push(nice);
  }
}

void t.test('what is started inherits the precedence, and the starter has its own again', (t) => {
  const cases = [
    { own: 0, nice: -5, during: -5 },
    { own: 10, nice: -5, during: 5 },
    { own: -18, nice: -5, during: -20 },
  ];
  for (const { own, nice, during } of cases) {
    const priority = new FakePriority(own);
    const precedence = new Precedence(nice, (notice) => t.fail(notice), priority);
    t.equal(
      precedence.giveTo(() => priority.get()),
      during,
    );
    t.equal(priority.get(), own);
    t.throws(() =>
      precedence.giveTo(() => {
        throw new Error('cannot start');
      }),
    );
    t.equal(priority.get(), own, 'also after a start that failed');
  }
  t.end();
});

void t.test('where it is not allowed everything starts as it is, and one line says so', (t) => {
  const priority = new FakePriority(0, 0);
  const notices: string[] = [];
  const precedence = new Precedence(-5, (notice) => notices.push(notice), priority);
  for (const name of ['sip', 'media', 'sip again'])
    t.equal(
      precedence.giveTo(() => name),
      name,
    );
  t.same(priority.steps, []);
  t.same(notices, [
    'the system does not allow limits.networkNice (EACCES): SIP and media do not go before the other processes',
  ]);
  t.end();
});

void t.test('0 leaves the priorities alone', (t) => {
  const priority = new FakePriority(3);
  new Precedence(0, (notice) => t.fail(notice), priority).giveTo(() => undefined);
  t.same(priority.steps, []);
  t.end();
});

void t.test('every thread of a real process has it, or the system has refused it', async (t) => {
  const own = getPriority();
  const notices: string[] = [];
  const precedence = new Precedence(-3, (notice) => notices.push(notice));
  const program = 'process.stdout.write("up"); setInterval(() => undefined, 1000);';
  const child = precedence.giveTo((): ChildProcess => spawn(process.execPath, ['-e', program]));
  t.teardown(() => child.kill('SIGKILL'));
  if (child.stdout === null) throw new TypeError('expected its output');
  await once(child.stdout, 'data');
  const threads = readdirSync(`/proc/${child.pid}/task`).map(Number);
  t.ok(threads.length > 1);
  const expected = notices.length === 0 ? Math.max(-20, own - 3) : own;
  for (const notice of notices) t.match(notice, /\((EACCES|EPERM)\)/, 'the system says why');
  for (const thread of threads) t.equal(getPriority(thread), expected);
  t.equal(getPriority(), own);
});
