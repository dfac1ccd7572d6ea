/** Silence as a worker counts it: of whom it is expected, and from when. The clock is the test's, packets are none. */
import t, { type Test } from 'tap';
import { ForkWriter } from '../../../media/recorder/fork-writer.js';
import type { WorkerEvent, LegConfiguration } from '../../../media/relay/messages.js';
import { WorkerSessions } from '../../../media/relay/worker-sessions.js';

const HOST = `127.${1 + ((process.pid >> 16) & 0x7f)}.${(process.pid >> 8) & 0xff}.${Math.max(1, process.pid & 0xff)}`;
const TIMEOUT_MS = 60_000;

void t.test('a call without packets is silent once the time is over', async (t) => {
  const call = await newCall(t);
  call.expecting('caller', 'callee');
  call.pass(TIMEOUT_MS - 1000);
  t.notOk(call.isSilent);
  call.pass(1500);
  t.ok(call.isSilent);
});

void t.test('a held call is not silent however long it is held', async (t) => {
  const call = await newCall(t);
  call.expecting('caller', 'callee');
  call.pass(TIMEOUT_MS / 2);
  call.expecting();
  call.pass(100 * TIMEOUT_MS);
  t.notOk(call.isSilent);
});

void t.test('after the hold the time counts from the resume', async (t) => {
  const call = await newCall(t);
  call.expecting('caller', 'callee');
  call.pass(TIMEOUT_MS - 1000);
  call.expecting();
  call.pass(TIMEOUT_MS);
  call.expecting('caller', 'callee');
  call.pass(TIMEOUT_MS - 1000);
  t.notOk(call.isSilent);
  call.pass(1500);
  t.ok(call.isSilent);
});

void t.test('an SDP that leaves both expected does not start the time again', async (t) => {
  const call = await newCall(t);
  call.expecting('caller', 'callee');
  call.pass(TIMEOUT_MS - 1000);
  call.expecting('caller', 'callee');
  call.pass(1500);
  t.ok(call.isSilent);
});

void t.test('one expected side that is silent is enough where the other only listens', async (t) => {
  const call = await newCall(t);
  call.expecting('caller');
  call.pass(TIMEOUT_MS + 500);
  t.ok(call.isSilent);
});

/** A bridged session whose legs are expected to be heard as the test says. */
async function newCall(t: Test) {
  let nowMs = 1000;
  const told: WorkerEvent[] = [];
  const sessions = new WorkerSessions({
    settings: { hosts: [HOST], latchWindowMs: 1000, silenceTimeoutMs: TIMEOUT_MS, portRestMs: 0 },
    fork: new ForkWriter(),
    now: () => nowMs,
    random: Math.random,
    tell: (event) => told.push(event),
  });
  const ports = { caller: 21_000, callee: 21_002 };
  for (const port of Object.values(ports)) await sessions.ask({ type: 'bind', family: 4, port });
  t.teardown(() => sessions.tell({ type: 'unbind', family: 4, ports: Object.values(ports) }));
  sessions.tell({ type: 'open', session: 1 });
  sessions.tell({ type: 'bridge', session: 1, on: true });
  return {
    get isSilent() {
      return told.some(({ type }) => type === 'silent');
    },
    expecting(...legs: readonly string[]) {
      for (const leg of ['caller', 'callee'] as const) {
        const configuration = JSON.stringify({ ...HEARD, expected: legs.includes(leg) });
        sessions.tell({ type: 'configure', session: 1, leg, family: 4, port: ports[leg], configuration });
      }
    },
    /** Tick by tick, as it does for the worker's thread. */
    pass(ms: number) {
      for (const until = nowMs + ms; nowMs < until;) sessions.tick((nowMs += 20));
    },
  };
}

const HEARD: LegConfiguration = {
  remote: { address: '127.0.0.1', port: 9, rtcpPort: 10 },
  source: 'signalled',
  routes: [],
  promptAs: undefined,
  eventsAs: undefined,
  mayReceive: true,
  expected: true,
};
