import { once } from 'node:events';
import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { parseConfig } from '../../../config/load.js';
import { ReceiverAddresses, receiverRules } from '../../../engine/report/receiver-address.js';
import { SignedPoster, type PostResult } from '../../../engine/report/signed-post.js';
import { application } from '../../support/stages/call-stage.js';

const none = { allowedNetworks: [], trustedHosts: [] };

void t.test('special addresses are refused however they are written, public ones are not', (t) => {
  const addresses = new ReceiverAddresses(none);
  for (const host of [
    '127.0.0.1',
    '127.1.2.3',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[fe80::1]',
    '[fd00::1]',
    '[::ffff:10.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::a00:1]',
    '[2002:7f00:1::]',
  ])
    t.match(addresses.refusal(new URL(`http://${host}/status`).hostname), /no public address/, host);
  // WHATWG URLs write these as 127.0.0.1.
  for (const host of ['2130706433', '0x7f.1', '0177.0.0.1', '127.1'])
    t.match(addresses.refusal(new URL(`http://${host}/`).hostname), /^127\.0\.0\.1 is no public/, host);
  for (const host of ['8.8.8.8', '172.32.0.1', '[2001:4860:4860::8888]', 'customer.example.com'])
    t.equal(addresses.refusal(new URL(`http://${host}/`).hostname), undefined, host);
  t.end();
});

void t.test('the configuration allows networks, and the hosts that its own file names', (t) => {
  const addresses = new ReceiverAddresses({
    allowedNetworks: ['10.8.0.0/16', 'fd12::/16'],
    trustedHosts: ['192.168.1.9'],
  });
  for (const host of ['10.8.255.1', '[fd12::7]', '192.168.1.9'])
    t.equal(addresses.refusal(host), undefined, host);
  for (const host of ['10.9.0.1', '[fd13::7]', '192.168.1.10']) t.ok(addresses.refusal(host), host);
  addresses.replace(none);
  t.ok(addresses.refusal('10.8.255.1'), 'and no longer once the rules are replaced');
  t.end();
});

void t.test('a name is judged by what it resolves to as the connection is made', async (t) => {
  const { port, requests } = await receiver(t);
  const resolved: Record<string, LookupAddress[]> = {
    'inner.test': [{ address: '127.0.0.1', family: 4 }],
    'mapped.test': [{ address: '::ffff:127.0.0.1', family: 6 }],
    'file.test': [{ address: '127.0.0.1', family: 4 }],
    'empty.test': [],
  };
  const resolve = ((host: string, _: object, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(null, resolved[host] ?? [])) as ConstructorParameters<typeof ReceiverAddresses>[1];
  const post = poster(
    t,
    new ReceiverAddresses({ allowedNetworks: [], trustedHosts: ['File.test.'] }, resolve),
  );
  for (const host of ['inner.test', 'mapped.test'])
    t.match(
      await post(`http://${host}:${port}/status`),
      { outcome: 'failed', because: /no public address/ },
      host,
    );
  t.match(await post(`http://empty.test:${port}/`), { outcome: 'failed', because: /it has no address/ });
  t.match(await post(`http://127.0.0.1:${port}/`), {
    outcome: 'failed',
    because: /^127\.0\.0\.1 is no public/,
  });
  t.equal(requests(), 0, 'nothing has arrived');
  t.match(await post(`http://file.test:${port}/status`), { outcome: 'answered', status: 302 });
  t.equal(requests(), 1, 'and a redirect is not followed');
});

void t.test('the rules of a configuration', (t) => {
  const config = parseConfig(`
callbacks: { allowedNetworks: [10.0.0.0/8] }
applications:
  - { appKey: one, appSecret: s, mode: AXB, callbacks: { status: "http://127.0.0.1:9000/status", fee: "http://in.test/fee" } }
  - { appKey: two, appSecret: s, mode: AX }
`);
  t.same(receiverRules(config), { allowedNetworks: ['10.0.0.0/8'], trustedHosts: ['127.0.0.1', 'in.test'] });
  t.end();
});

/** Counts its requests, and redirects all of them. */
async function receiver(t: Test): Promise<{ port: number; requests: () => number }> {
  let requests = 0;
  const server: Server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, requests: () => requests };
}

function poster(t: Test, addresses: ReceiverAddresses): (url: string) => Promise<PostResult> {
  const one = new SignedPoster(addresses);
  t.teardown(() => one.close());
  return (url) => one.post(url, application('AXB'), '{}', { timeoutMs: 10_000, readsBody: false, now: 0 });
}
