import { fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { startSipd, type SipdExit, type SipdProcess } from '../../../engine/sipd/sipd-process.js';

const LISTEN = [{ transport: 'udp', host: '127.0.0.1', port: 0 }] as const;

void t.test('sipd tells where it listens, counts, and stops when told', async (t) => {
  const sipd = await start(t);
  t.match(sipd.listenPoints, [{ transport: 'udp', host: '127.0.0.1' }]);
  t.not(sipd.listenPoints[0]?.port, 0);
  t.not(sipd.adminPort, 0);
  const counters = await sipd.counters();
  t.match(counters, { stack: { received: 0, dialogs: 0 }, wire: { clients: 0, framesIn: 0 } });
  t.ok(counters.process.residentBytes > 0);
  const exit = exitOf(sipd);
  await Promise.all([sipd.stop(), sipd.stop()]);
  t.match(await exit, { isExpected: true, code: 0 });
  await t.rejects(sipd.counters(), /has ended/);
  t.match(await exitOf(sipd), { isExpected: true }, 'told again when asked late');
});

void t.test('the secret is in no place where other users of the machine can read it', async (t) => {
  const sipd = await start(t);
  t.notMatch(readFileSync(`/proc/${sipd.pid}/cmdline`, 'utf8'), sipd.secret);
  t.notMatch(readFileSync(`/proc/${sipd.pid}/environ`, 'utf8'), sipd.secret);
});

void t.test('an address that is taken stops the start, with the address in the message', async (t) => {
  const taken = createSocket('udp4').bind(0, '127.0.0.1');
  t.teardown(() => taken.close());
  await once(taken, 'listening');
  const { port } = taken.address();
  await t.rejects(startSipd({ listen: [{ transport: 'udp', host: '127.0.0.1', port }] }), {
    message: new RegExp(`sipd cannot start: .*127\\.0\\.0\\.1:${port}`),
  });
  const sipd = await start(t);
  await t.rejects(
    startSipd({ listen: LISTEN, admin: { host: '127.0.0.1', port: sipd.adminPort } }),
    /sipd cannot start: .*EADDRINUSE/,
  );
});

void t.test('a crash is reported, and what was asked is refused', async (t) => {
  const sipd = await start(t);
  const exit = exitOf(sipd);
  process.kill(sipd.pid, 'SIGSTOP');
  const asked = sipd.counters();
  process.kill(sipd.pid, 'SIGKILL');
  await t.rejects(asked, /has ended/);
  t.match(await exit, { isExpected: false, signal: 'SIGKILL' });
  await sipd.stop();
});

void t.test('sipd ends when its parent goes away, however it goes', async (t) => {
  const parent = fork(fileURLToPath(new URL('../../support/servers/sipd-parent.js', import.meta.url)));
  const [{ adminPort }] = (await once(parent, 'message')) as [{ adminPort: number }];
  const socket = connect(adminPort, '127.0.0.1');
  await once(socket, 'connect');
  const closed = once(socket.resume(), 'close');
  parent.kill('SIGKILL');
  await closed;
  await refused(adminPort);
  t.pass('nobody listens any more');
});

void t.test('sipd ends on request, even if its server cannot stop', async (t) => {
  const errors: string[] = [];
  const program = new URL('../../support/servers/unstoppable-sipd.js', import.meta.url);
  const sipd = await startSipd({ listen: LISTEN }, (_level, message) => errors.push(message), program);
  const exit = exitOf(sipd);
  await sipd.stop();
  t.match(await exit, { code: 0, signal: null }, 'by itself, before it is killed');
  t.match(errors, [/planted/]);
});

/** Resolves when a port is closed: a process that is ending closes its listener after its connections. */
async function refused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const code = await new Promise<string | undefined>((resolve) => {
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      socket.once('close', () => resolve(undefined));
    });
    if (code === 'ECONNREFUSED') return;
  }
}

async function start(t: { teardown(handler: () => unknown): void }): Promise<SipdProcess> {
  const sipd = await startSipd({ listen: LISTEN });
  t.teardown(() => sipd.stop());
  return sipd;
}

function exitOf(sipd: SipdProcess): Promise<SipdExit> {
  return new Promise((resolve) => sipd.onExit(resolve));
}
