/** The real machine: sockets of 127.0.0.1, a folder, and the command whole. */
import { execFile } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t, { type Test } from 'tap';
import { failedBy, thisMachine } from '../../../engine/doctor/this-machine.js';
import { freeTcpPort } from '../../support/servers/free-port.js';

const main = fileURLToPath(new URL('../../../engine/main.js', import.meta.url));
const machine = thisMachine({
  redis: () => Promise.resolve(failedBy('not asked')),
  postgresql: () => Promise.resolve(failedBy('not asked')),
});

/** A peer that answers every datagram; its port. */
async function udpPeer(t: Test, answer: (request: string) => string): Promise<number> {
  const socket: Socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) =>
    socket.send(answer(message.toString()), port, address),
  );
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  t.teardown(() => void socket.close());
  return socket.address().port;
}

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'callveil-doctor-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

void t.test('who has a port', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => void server.close());
  const { port } = server.address() as AddressInfo;
  t.match(await machine.bind('tcp', { host: '127.0.0.1', port }), {
    failed: /^EADDRINUSE|^listen EADDRINUSE/,
  });
  t.match(machine.holder('tcp', port), { pid: process.pid, parent: process.ppid, command: /node/ });
  const udp = await udpPeer(t, () => '');
  t.match(await machine.bind('udp', { host: '127.0.0.1', port: udp }), { failed: /EADDRINUSE/ });
  t.match(machine.holder('udp', udp), { pid: process.pid });
  t.match(await machine.bind('udp', { host: '192.0.2.1', port: 0 }), { failed: /EADDRNOTAVAIL/ });
});

void t.test('OPTIONS over UDP and TCP, and what is no answer', async (t) => {
  const requests: string[] = [];
  const port = await udpPeer(t, (request) => {
    requests.push(request);
    return 'SIP/2.0 405 Method Not Allowed\r\n\r\n';
  });
  const target = { host: '127.0.0.1', port, verify: true };
  t.equal(await machine.options('udp', target, '127.0.0.1'), '405 Method Not Allowed');
  t.match(
    requests[0],
    /^OPTIONS sip:127\.0\.0\.1:\d+ SIP\/2\.0\r\nVia: SIP\/2\.0\/UDP 127\.0\.0\.1:\d+;branch=z9hG4bK/,
  );
  const server = createServer((socket) => {
    socket.once('data', () => socket.end('SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => void server.close());
  const tcp = { ...target, port: (server.address() as AddressInfo).port };
  t.equal(await machine.options('tcp', tcp, undefined), '200 OK');
  t.match(await machine.options('tcp', { ...target, port: await freeTcpPort() }, undefined), {
    failed: /ECONNREFUSED/,
  });
  t.match(await machine.connect({ host: '127.0.0.1', port: await freeTcpPort() }), {
    failed: /ECONNREFUSED/,
  });
  t.match(await machine.connectTls(tcp), { failed: /./ });
});

void t.test('a write that is on the disk leaves nothing behind', async (t) => {
  const path = folder(t);
  t.match(await machine.syncMs(path), Number);
  t.match(await machine.syncMs(join(path, 'not', 'made', 'yet')), Number);
  t.same(readdirSync(path), []);
  t.match(machine.room(path), { bytes: Number });
});

void t.test('the command: faults with advice, an exit code, and JSON for programs', async (t) => {
  const path = folder(t);
  const trunk = await udpPeer(t, () => 'SIP/2.0 200 OK\r\n\r\n');
  const held = await udpPeer(t, () => '');
  const receiver = await freeTcpPort();
  const file = join(path, 'callveil.yaml');
  const config = (sip: number): string => `
dataDirectory: ${join(path, 'data')}
sip: {listen: [{transport: udp, host: 127.0.0.1, port: ${sip}}]}
api: {port: 0}
operator: {port: 0}
limits: {maxCalls: 1}
trunks: [{name: carrier, from: [127.0.0.1], to: "sip:127.0.0.1:${trunk}"}]
applications: [{appKey: app, appSecret: s, mode: AXB, callbacks: {fee: "http://127.0.0.1:${receiver}/"}}]
`;
  const doctor = (...args: string[]): Promise<{ code: number; stdout: string }> =>
    promisify(execFile)(process.execPath, [main, 'doctor', file, ...args]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  writeFileSync(file, config(held));
  const json = await doctor('--json');
  t.equal(json.code, 1);
  const { faults, findings } = JSON.parse(json.stdout) as {
    faults: number;
    findings: Record<string, unknown>[];
  };
  t.equal(faults, 2);
  t.match(
    findings.filter(({ level }) => level === 'fault'),
    [
      { check: 'ports', found: new RegExp(`held by process ${process.pid} `), advice: /stop it/ },
      { check: 'call-backs', found: /ECONNREFUSED/, advice: /callveil-ctl receivers/ },
    ],
  );
  t.match(
    findings.find(({ check }) => check === 'trunks'),
    { level: 'good', found: 'answers OPTIONS: 200 OK' },
  );
  t.match(await doctor(), { code: 1, stdout: /^FAULT ports: .*\n {6}→ stop it/m });
  writeFileSync(file, 'nonsense: 1\n');
  t.match(await doctor(), { code: 2 });
});
