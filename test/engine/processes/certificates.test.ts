import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { Certificates } from '../../../engine/processes/certificates.js';
import type { CertificateInUse, TlsTerms } from '../../../engine/sipd/stack/tls-terms.js';
import { TestAuthority } from '../../support/servers/certificates.js';

const DAY = 86_400_000;
const LIMITS = { handshakeMs: 1, maxHandshakes: 1, maxHandshakesOfSource: 1, minVersion: 'TLSv1.2' } as const;

void t.test('changed files are in force at the next look, unusable ones are not', async (t) => {
  const authority = await TestAuthority.create();
  t.teardown(() => authority.remove());
  const [first, second] = [await authority.issue({}), await authority.issue({})];
  const [certificateFile, keyFile] = [join(authority.folder, 'now.pem'), join(authority.folder, 'now.key')];
  await copyFile(first.certificateFile, certificateFile);
  await copyFile(first.keyFile, keyFile);
  const renewed: TlsTerms[] = [];
  const said: string[] = [];
  const stack = {
    certificates: [],
    renewTls: (terms: TlsTerms) => {
      if (terms.listeners[0]?.key === 'broken') throw new Error('no key');
      renewed.push(terms);
    },
  };
  const pair = { certificateFile, keyFile, others: [], clientCertificates: 'none' as const };
  const files = { listeners: [pair], peers: [], limits: LIMITS };
  const reports = {
    onRenewed: (text: string) => said.push(text),
    onDoubt: (text: string) => said.push(text),
  };
  const certificates = new Certificates(files, stack, reports, () => 0);
  certificates.look();
  t.same(renewed, [], 'nothing has changed');
  await copyFile(second.certificateFile, certificateFile);
  await writeFile(keyFile, 'broken');
  certificates.look();
  t.match(said, [/not in force: no key/]);
  await copyFile(second.keyFile, keyFile);
  certificates.look();
  certificates.look();
  t.match(renewed, [{ listeners: [{ certificate: second.certificate, key: second.key }] }]);
  t.equal(renewed.length, 1);
});

void t.test('a certificate that expires within thirty days is warned of once a day', async (t) => {
  let now = 0;
  const inUse: CertificateInUse[] = [
    { of: 'listener 1', names: ['edge.example'], expiresAt: 29.5 * DAY },
    { of: 'peer a', names: [], expiresAt: 40 * DAY },
  ];
  const said: string[] = [];
  const stack = { certificates: inUse, renewTls: () => undefined };
  const reports = { onRenewed: () => undefined, onDoubt: (text: string) => said.push(text) };
  const files = { listeners: [], peers: [], limits: LIMITS };
  const certificates = new Certificates(files, stack, reports, () => now);
  certificates.look();
  certificates.look();
  t.same(said.splice(0), ['the certificate of listener 1 (edge.example) expires in 29 days, on 1970-01-30']);
  now = 29.6 * DAY;
  certificates.look();
  t.match(said, [/has expired/, /peer a .* expires in 10 days/]);
});
