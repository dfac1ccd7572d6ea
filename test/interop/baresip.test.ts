/** Two softphones of Debian (baresip) talk through X: over UDP, TLS, IPv6, and from one family to the other. */
import t from 'tap';
import { TestAuthority } from '../support/servers/certificates.js';
import {
  heardEachOther,
  softphones,
  softphoneService,
  talking,
  X,
} from '../support/stages/softphone-stage.js';

void t.test('two baresip softphones talk through X and hear each other', { timeout: 90_000 }, async (t) => {
  const callveil = await softphoneService(t);
  const server = `127.0.0.1:${callveil.sipPort('udp')}`;
  const phones = await softphones(t, { server });
  await talking(t, phones, `sip:${X}@${server}`);
  await heardEachOther(t, phones);
});

for (const server of ['embedded', 'embedded-drachtio']) {
  void t.test(`two baresip softphones talk over TLS (${server})`, { timeout: 90_000 }, async (t) => {
    const authority = await TestAuthority.create();
    t.teardown(() => authority.remove());
    const { certificateFile, keyFile } = await authority.issue({ subjectAltName: 'IP:127.0.0.1' });
    const listen = [{ transport: 'tls', host: '127.0.0.1', port: 0, certificateFile, keyFile }];
    const callveil = await softphoneService(t, { sip: { server, listen } });
    const at = `127.0.0.1:${callveil.sipPort('tls')}`;
    const phones = await softphones(t, { server: at, transport: 'tls', authorityFile: authority.file });
    await talking(t, phones, `sip:${X}@${at};transport=tls`);
    phones.b.hangUp();
    await phones.a.until(({ type }) => type === 'CALL_CLOSED');
    t.notOk(JSON.stringify(phones.b.events).includes('8613800000021'), 'no event of B names A');
  });
}

void t.test('two phones with IPv6, and one with each family', { timeout: 180_000 }, async (t) => {
  const listen = ['127.0.0.1', '::1'].map((host) => ({ transport: 'udp', host, port: 0 }));
  const callveil = await softphoneService(t, { sip: { listen }, media: { host6: '::1' } });
  const wayOf = (host: string): { readonly host: string; readonly server: string } => {
    const literal = host === '::1' ? '[::1]' : host;
    return { host, server: `${literal}:${callveil.sipPort('udp', literal)}` };
  };
  const pairs: readonly (readonly [caller: string, callee: string])[] = [
    ['::1', '::1'],
    ['127.0.0.1', '::1'],
    ['::1', '127.0.0.1'],
  ];
  for (const [caller, callee] of pairs)
    await t.test(`from ${caller} to ${callee}`, async (t) => {
      const phones = await softphones(t, wayOf(caller), wayOf(callee));
      await talking(t, phones, `sip:${X}@${wayOf(caller).server}`);
      await heardEachOther(t, phones);
    });
});
