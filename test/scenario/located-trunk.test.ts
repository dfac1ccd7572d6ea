/** A trunk whose address is a name: DNS says where its servers are, and calls go to the one that lives. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import t from 'tap';
import { B_ADDRESS, LadderStage } from '../interop/ladder/ladder-stage.js';
import { playLadder } from '../interop/ladder/play-ladder.js';
import { readLadder } from '../interop/ladder/read-ladder.js';
import { DnsServer } from '../support/servers/dns-server.js';
import { SipPuppet } from '../support/phones/sip-puppet.js';

const PATIENCE_MS = 60_000;
const [CALL] = readLadder('=== a call\ncall\nhang up A\ntold stateCode 0\n', 'located-trunk.test.ts');

t.jobs = 2;
for (const server of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`calls to a name reach the server that answers (${server})`, async (t) => {
    if (CALL === undefined) throw new Error('expected a case');
    const dns = await DnsServer.start();
    const closedPort = await unusedPort();
    const refusing = await SipPuppet.udp('127.0.0.4');
    const b = { to: 'sip:carrier.test' };
    const stage = await LadderStage.start(
      { b, service: { sip: { dnsServers: [dns.address] } } },
      server,
    ).finally(() => t.teardown(() => (dns.close(), refusing.close())));
    t.teardown(() => stage.stop());
    const zone = (...ports: readonly [string, number][]): void =>
      dns.zone([
        'carrier.test NAPTR/0 1 1 s SIP+D2U - _sip._udp.carrier.test',
        ...ports.map(([host, port], n) => `_sip._udp.carrier.test SRV/0 ${n} 0 ${port} ${host}.carrier.test`),
        `good.carrier.test A/0 ${B_ADDRESS}`,
        'refusing.carrier.test A/0 127.0.0.4',
      ]);

    zone(['good', closedPort], ['good', stage.callee.port]);
    await t.resolves(playLadder(stage, CALL), 'the first port is closed');

    zone(['refusing', refusing.port], ['good', stage.callee.port]);
    const call = playLadder(stage, CALL);
    refusing.reply(await refusing.take('INVITE', PATIENCE_MS), 503);
    await refusing.take('ACK', PATIENCE_MS);
    await t.resolves(call, 'the first server wants no calls');
    await t.resolves(playLadder(stage, CALL));
    t.same(refusing.untaken, [], 'and is not asked by the next call');
  });
}

/** A port that was free a moment ago: what is sent there is refused. */
async function unusedPort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, B_ADDRESS);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}
