import t, { type Test } from 'tap';
import { Callveil } from '../support/servers/callveil.js';
import { PuppetLeg, sdp } from '../support/phones/puppet-leg.js';
import { SipPuppet } from '../support/phones/sip-puppet.js';

const A = '+8613800000021';
const B = '+8613900000022';
const X = '+8617100000001';
const APP = { appKey: 'unending-app', appSecret: 'unending-secret' };
const TOKEN = 'unending-operator-token';

for (const server of ['embedded', 'embedded-drachtio']) {
  void t.test(`a caller who never acknowledges cannot hold a call (${server})`, async (t) => {
    const { callveil, a, b } = await started(t, server);
    await answeredInVain(callveil, a, b);
    const { items } = await askOperator<{ items: { sessionId: string }[] }>(callveil, 'GET', '/v1/calls');
    const ended = fetch(`${callveil.operator}/v1/calls/${items[0]?.sessionId ?? ''}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    b.reply(await b.take('BYE'), 200);
    t.equal((await ended).status, 204);
    t.match(await askOperator(callveil, 'GET', '/v1/calls'), { total: 0 }, 'its slot is given back');
    await callveil.push(({ eventType }) => eventType === 'disconnect');

    await answeredInVain(callveil, a, b);
    process.kill(callveil.pid, 'SIGTERM');
    b.reply(await b.take('BYE'), 200);
    t.equal(await callveil.exited, 0, 'and a drain ends');
  });
}

async function started(t: Test, server: string): Promise<{ callveil: Callveil; a: SipPuppet; b: SipPuppet }> {
  const [a, b] = [await SipPuppet.udp('127.0.0.2'), await SipPuppet.udp('127.0.0.3')];
  const callveil = await Callveil.start((receiver) => ({
    sip: { server, listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    operator: { port: 0, tokens: [{ name: 'test', role: 'admin', token: TOKEN }] },
    limits: { drainSeconds: 1 },
    trunks: [
      { name: 'a', from: [a.address] },
      { name: 'b', to: `sip:${b.hostPort}` },
    ],
    applications: [
      {
        ...APP,
        mode: 'AXB',
        callbacks: { status: receiver },
        numbers: [{ number: X, areaCode: '0755' }],
      },
    ],
  }));
  t.teardown(async () => {
    a.close();
    b.close();
    await callveil.stop();
  });
  const pair = { relationNum: X, callerNum: A, calleeNum: B };
  await callveil.client(APP).post('/rest/caas/relationnumber/partners/v1.0', pair);
  return { callveil, a, b };
}

/** A call whose callee has answered and whose caller leaves our 200 without an ACK. */
async function answeredInVain(callveil: Callveil, a: SipPuppet, b: SipPuppet): Promise<void> {
  const caller = PuppetLeg.calling(a, { address: '127.0.0.1', port: callveil.sipPort('udp') }, X, A);
  caller.request('INVITE', { body: sdp(4000), contact: '<sip:a@127.0.0.2;transport=tls>' });
  b.reply(await b.take('INVITE'), 200, {
    headers: [`Contact: <sip:b@${b.hostPort}>`, 'Content-Type: application/sdp'],
    body: sdp(5000),
  });
  await b.take('ACK');
  await a.take('200 INVITE');
}

async function askOperator<T>(callveil: Callveil, method: string, path: string): Promise<T> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  return (await (await fetch(callveil.operator + path, { method, headers })).json()) as T;
}
