/** What the service manager hears, and when it hears nothing. */
import t from 'tap';
import { ServiceManager, sendNotice, WATCHED } from '../../../engine/processes/service-manager.js';
import type { ProcessName } from '../../../engine/processes/programs.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';

const SECOND = 1_000_000;
const NOTIFY_SOCKET = '/run/systemd/notify';
const WATCHED_FOR_60 = { NOTIFY_SOCKET, WATCHDOG_USEC: String(60 * SECOND) };

interface Heard {
  readonly clock: FakeClock;
  readonly manager: ServiceManager;
  readonly notices: string[];
  readonly warnings: string[];
  /** What a notice meets; undefined: it is taken. */
  fault: Error | undefined;
}

function heard(environment: Record<string, string | undefined>): Heard {
  const clock = new FakeClock();
  const all: Omit<Heard, 'manager'> = { clock, notices: [], warnings: [], fault: undefined };
  const manager = new ServiceManager({
    ...{ environment, clock, monotonicMicroseconds: () => 1234n },
    send: (lines) => {
      if (all.fault !== undefined) return Promise.reject(all.fault);
      all.notices.push(lines.join(' '));
      return Promise.resolve();
    },
    warn: (warning) => all.warnings.push(warning),
  });
  return Object.assign(all, { manager });
}

void t.test('without a service manager nothing is sent', async (t) => {
  for (const environment of [{}, { NOTIFY_SOCKET: '' }, { WATCHDOG_USEC: String(60 * SECOND) }]) {
    const { clock, manager, notices } = heard(environment);
    manager.watch(() => t.fail('nothing is asked'));
    manager.ready();
    manager.reloading();
    manager.stopping();
    await clock.pass(120_000);
    t.same(notices, []);
  }
});

void t.test('it hears of ready, reloads and the stop in their order', async (t) => {
  const { clock, manager, notices } = heard({ NOTIFY_SOCKET });
  manager.watch(() => t.fail('it is not watched'));
  manager.ready();
  manager.reloading();
  manager.ready();
  manager.stopping();
  manager.stopping();
  await clock.pass(120_000);
  t.same(notices, ['READY=1', 'RELOADING=1 MONOTONIC_USEC=1234', 'READY=1', 'STOPPING=1']);
});

void t.test('a watchdog that is meant for another process is not fed', async (t) => {
  const { clock, manager, notices } = heard({ ...WATCHED_FOR_60, WATCHDOG_PID: '1' });
  manager.watch(() => t.fail('nothing is asked'));
  await clock.pass(120_000);
  t.same(notices, []);
});

void t.test('the watchdog is fed as long as every watched process answers', async (t) => {
  for (const hung of [undefined, ...WATCHED]) {
    const { clock, manager, notices } = heard({ ...WATCHED_FOR_60, WATCHDOG_PID: String(process.pid) });
    const isHung = { name: undefined as ProcessName | undefined };
    manager.watch(() => {
      for (const name of WATCHED) if (name !== isHung.name) manager.answered(name);
    });
    await clock.pass(60_000);
    t.same(notices, Array<string>(4).fill('WATCHDOG=1'), 'four times in its time');
    isHung.name = hung;
    // What was answered before counts once.
    await clock.pass(15_000);
    notices.length = 0;
    await clock.pass(120_000);
    t.equal(notices.length, hung === undefined ? 8 : 0, `${hung ?? 'none'} is hung`);
    isHung.name = undefined;
    await clock.pass(30_000);
    t.ok(notices.length > 0, 'it answers again');
  }
});

void t.test(
  'a stop has a limit of its own, so that processes which have ended stop no feeding',
  async (t) => {
    const { clock, manager, notices } = heard(WATCHED_FOR_60);
    manager.watch(() => undefined);
    await clock.pass(30_000);
    t.same(notices, []);
    manager.stopping();
    await clock.pass(60_000);
    t.same(notices, ['STOPPING=1', ...Array<string>(4).fill('WATCHDOG=1')]);
    manager.close();
    t.equal(clock.pending, 0, 'nothing is left');
  },
);

void t.test('notices that cannot be sent are warned of once, and end nothing', async (t) => {
  const all = heard({ NOTIFY_SOCKET });
  all.fault = new Error('no such program');
  all.manager.ready();
  all.manager.reloading();
  await all.clock.pass(1);
  t.match(all.warnings, [/no such program/]);
  t.equal(all.warnings.length, 1);
  all.fault = undefined;
  all.manager.ready();
  await all.clock.pass(1);
  t.same(all.notices, ['READY=1']);
  all.fault = new Error('again');
  all.manager.ready();
  await all.clock.pass(1);
  t.equal(all.warnings.length, 2);
});

void t.test('a notice that systemd-notify cannot send is an error with its words', async (t) => {
  // Under `npm test` there is no NOTIFY_SOCKET, or no such program.
  await t.rejects(sendNotice(['READY=1']), /.+/);
});
