import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import t, { type Test } from 'tap';
import { ClosedPorts } from '../../../../../engine/sipd/stack/transport/closed-ports.js';
import { TimerWheel } from '../../../../../engine/sipd/stack/timer-wheel.js';
import { FakeClock } from '../fake-clock.js';

const HOST = '127.0.0.1';

function closedPorts(t: Test) {
  const clock = new FakeClock();
  const wheel = new TimerWheel(clock, (error) => t.fail(error.message));
  const ports = new ClosedPorts(wheel, () => clock.now());
  t.teardown(() => ports.close());
  return { ports, clock, wheel };
}

async function peer(t: Test) {
  const socket = createSocket('udp4');
  socket.bind(0, HOST);
  await once(socket, 'listening');
  t.teardown(() => socket.close());
  const heard: string[] = [];
  socket.on('message', (bytes) => heard.push(bytes.toString()));
  const { port } = socket.address();
  return { port, heard, keepAlive: () => once(socket, 'message') };
}

async function portNobodyHas(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, HOST);
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

void t.test('every request to a closed port is reported, each once', async (t) => {
  const { ports, wheel } = closedPorts(t);
  const destination = ports.destination(HOST, HOST, await portNobodyHas());
  for (const _ of ['first', 'again']) {
    const told = [0, 0, 0];
    await Promise.all(
      told.map(
        (_, n) =>
          new Promise<void>((resolve) =>
            destination.asked(() => {
              told[n] = (told[n] ?? 0) + 1;
              resolve();
            }, false),
          ),
      ),
    );
    t.same(told, [1, 1, 1]);
    t.equal(wheel.size, 0, 'nothing is left running');
  }
});

void t.test('one that was answered or given up before is not', async (t) => {
  const { ports } = closedPorts(t);
  const destination = ports.destination(HOST, HOST, await portNobodyHas());
  const settled = (): void => void t.fail('told of what nobody waits for');
  await new Promise<void>((resolve) => {
    destination.asked(settled, false);
    destination.settle(settled);
    destination.asked(resolve, true);
  });
});

void t.test('an open port gets a keep-alive and nothing is reported', async (t) => {
  const { ports, clock, wheel } = closedPorts(t);
  const b = await peer(t);
  const destination = ports.destination('0.0.0.0', HOST, b.port);
  const keepAlive = b.keepAlive();
  destination.asked(() => t.fail('the port is open'), false);
  await keepAlive;
  destination.asked(() => void t.fail('the port is open'), false);
  t.same(b.heard, ['\r\n\r\n'], 'one for both');
  clock.advance(3000);
  t.equal(wheel.size, 0, 'the socket is closed in time');
});

void t.test('who answered lately is asked only when a request has to be repeated', async (t) => {
  const { ports, clock } = closedPorts(t);
  const b = await peer(t);
  const destination = ports.destination(HOST, HOST, b.port);
  const onClosed = (): void => void t.fail('the port is open');
  destination.answered(onClosed);
  destination.asked(onClosed, false);
  let keepAlive = b.keepAlive();
  destination.asked(onClosed, true);
  await keepAlive;
  t.equal(b.heard.length, 1);
  clock.advance(6000);
  keepAlive = b.keepAlive();
  destination.asked(onClosed, false);
  await keepAlive;
  t.equal(b.heard.length, 2);
});

void t.test('destinations are bounded', (t) => {
  const { ports } = closedPorts(t);
  const first = ports.destination(HOST, HOST, 1);
  t.equal(ports.destination(HOST, HOST, 1), first);
  for (let port = 2; port < 2000; port += 1) ports.destination(HOST, HOST, port);
  t.not(ports.destination(HOST, HOST, 1), first, 'forgotten');
  t.end();
});
