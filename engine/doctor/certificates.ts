/** Every certificate of the configuration: its end, its key, and the chain that its file has. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Config } from '../../config/config.js';
import type { Findings } from './finding.js';
import type { Machine } from './machine.js';

const DAY_MS = 86_400_000;
const SOON_DAYS = 21;

interface Pair {
  readonly key: string;
  readonly certificateFile?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly caFile?: string | undefined;
}

export function checkCertificates(config: Config, machine: Machine, findings: Findings): void {
  for (const { key, certificateFile, keyFile, caFile } of pairsOf(config)) {
    if (certificateFile !== undefined) checkOne(key, certificateFile, keyFile, machine, findings);
    if (caFile !== undefined) checkIssuers(key, caFile, machine, findings);
  }
}

function pairsOf({ api, sip, callbacks, trunks }: Config): readonly Pair[] {
  return [
    { key: 'api', ...api.tls },
    { key: 'callbacks', caFile: callbacks.caFile },
    ...sip.listen.flatMap(({ moreCertificates = [], certificateFile, keyFile, caFile }) => [
      { key: 'sip', certificateFile, keyFile, caFile },
      ...moreCertificates.map((more) => ({ key: 'sip', ...more })),
    ]),
    ...trunks.flatMap(({ name, tls, smpp }) => [
      { key: `trunk ${name}`, ...tls },
      { key: `trunk ${name} smpp`, ...smpp?.tls },
    ]),
  ];
}

function checkOne(
  key: string,
  file: string,
  keyFile: string | undefined,
  machine: Machine,
  findings: Findings,
): void {
  const subject = `${key}: ${file}`;
  const chain = chainIn(file, machine);
  if (typeof chain === 'string')
    return findings.fault(subject, chain, 'put a certificate in PEM there, its own first');
  const [own, ...others] = chain;
  if (own === undefined) return;
  checkEnd(subject, own, machine.now(), findings);
  for (const other of others) checkEnd(subject, other, machine.now(), findings);
  checkChain(subject, chain, findings);
  if (keyFile === undefined) return;
  const read = machine.bytes(keyFile);
  if ('failed' in read)
    return findings.fault(`${key}: ${keyFile}`, read.failed, 'let this user read the key');
  try {
    const fits = own.checkPrivateKey(createPrivateKey(read));
    if (fits) findings.good(`${key}: ${keyFile}`, 'the key of the certificate');
    else
      findings.fault(
        `${key}: ${keyFile}`,
        'the key of another certificate',
        'put the key there that the certificate was made with',
      );
  } catch {
    findings.fault(
      `${key}: ${keyFile}`,
      'no private key in PEM without a passphrase',
      'write it without: openssl pkey -in OLD -out NEW',
    );
  }
}

function checkEnd(subject: string, certificate: X509Certificate, now: number, findings: Findings): void {
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  const name = nameOf(certificate);
  const days = Math.floor((to - now) / DAY_MS);
  if (to < now)
    return findings.fault(subject, `${name} ended on ${dayOf(to)}`, 'renew it, then callveil-ctl reload');
  if (from > now)
    return findings.fault(
      subject,
      `${name} begins on ${dayOf(from)}`,
      'set the clock, or put the one in force there',
    );
  if (days < SOON_DAYS)
    return findings.doubt(subject, `${name} ends in ${days} days`, 'renew it, then callveil-ctl reload');
  findings.good(subject, `${name} ends on ${dayOf(to)}`);
}

/** Each must have issued the one before; peers that do not know the next one refuse the first. */
function checkChain(subject: string, chain: readonly X509Certificate[], findings: Findings): void {
  for (const [place, certificate] of chain.entries()) {
    const issuer = chain[place + 1];
    if (issuer === undefined || certificate.checkIssued(issuer)) continue;
    return findings.fault(
      subject,
      `${nameOf(issuer)} is behind ${nameOf(certificate)} and has not issued it`,
      'put the certificates in order: its own, then its issuer, then the issuer of that one',
    );
  }
  const last = chain.at(-1);
  if (last === undefined || chain.length > 1 || last.ca) return;
  if (last.checkIssued(last))
    findings.doubt(
      subject,
      'it has signed itself',
      'peers must have it as an issuer; use one of an authority',
    );
}

function checkIssuers(key: string, file: string, machine: Machine, findings: Findings): void {
  const subject = `${key}: ${file}`;
  const issuers = chainIn(file, machine);
  if (typeof issuers === 'string')
    return findings.fault(subject, issuers, 'put certificates of issuers in PEM there');
  for (const issuer of issuers) checkEnd(subject, issuer, machine.now(), findings);
}

/** Or why there is none. */
function chainIn(file: string, machine: Machine): readonly X509Certificate[] | string {
  const read = machine.bytes(file);
  if ('failed' in read) return read.failed;
  const blocks = read.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  if (blocks === null) return 'no certificate in PEM';
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function nameOf({ subject }: X509Certificate): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
