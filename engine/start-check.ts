/**
 * Reads ahead everything that the start reads beside the configuration file, so that `--check` reports what the start
 * would, each fault at its place in the file. It creates nothing and contacts no other machine.
 */
import { X509Certificate } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createSecureContext } from 'node:tls';
import { checkTones } from '../config/check-application.js';
import type { CertificateFiles, Config } from '../config/config.js';
import type { LoadedConfig } from '../config/load.js';
import { showValue, type Problem } from '../config/problem.js';
import { defaultRecordsUrl } from '../config/schema.js';
import { loadPolicy, type Policy } from '../routing/numbers/policy.js';
import { mediaOddities } from './check-media.js';
import { postgresqlUrlFaults } from './records/postgresql-url.js';
import { routeOddities } from './check-routes.js';
import { rulesOf } from './rules-file.js';
import { builtInPrompts, unusablePrompts } from './prompt-library.js';

export interface StartCheck {
  /** undefined if its file cannot be used. */
  readonly policy: Policy | undefined;
  /** Faults that prevent the start. */
  readonly problems: readonly Problem[];
  /** Settings with which the service starts, but which its operator can hardly have meant. */
  readonly doubts: readonly Problem[];
}

/** `now`: milliseconds since 1970, for certificates. */
export async function checkStart(loaded: LoadedConfig, now: number): Promise<StartCheck> {
  const { config } = loaded;
  const problems = new Findings(loaded);
  const doubts = new Findings(loaded);
  const policy = checkPolicy(config, problems);
  if (policy !== undefined) checkNumbers(config, policy, problems, doubts);
  problems.try('/rulesFile', 'rules that can be used', () => void rulesOf(config));
  checkFolders(config, problems);
  checkTls(config, now, problems, doubts);
  for (const { pointer, expected, found } of [...mediaOddities(config), ...routeOddities(config)])
    doubts.add(pointer, expected, found);
  await checkRecords(config, problems, doubts);
  await checkPrompts(config, problems, doubts);
  return { policy, problems: problems.all, doubts: doubts.all };
}

async function checkRecords({ records }: Config, problems: Findings, doubts: Findings): Promise<void> {
  const pointer = '/records/postgresql/url';
  const { store, postgresql } = records;
  if (store === 'postgresql') {
    const faults = await postgresqlUrlFaults(postgresql.url);
    for (const { expected, found } of faults.problems) problems.add(pointer, expected, found);
    for (const { expected, found } of faults.doubts) doubts.add(pointer, expected, found);
  } else if (postgresql.url !== defaultRecordsUrl)
    doubts.add(pointer, 'records.store: postgresql, without which the URL is not used', store);
}

class Findings {
  readonly all: Problem[] = [];

  constructor(readonly loaded: LoadedConfig) {}

  add(pointer: string, expected: string, found: string): void {
    this.all.push({ ...this.loaded.placeOf(pointer), expected, found });
  }

  /** Whether it succeeded. */
  try(pointer: string, expected: string, what: () => void): boolean {
    try {
      what();
      return true;
    } catch (error) {
      this.add(pointer, expected, messageOf(error));
      return false;
    }
  }
}

function checkPolicy({ policyFile }: Config, problems: Findings): Policy | undefined {
  let policy: Policy | undefined;
  problems.try('/policyFile', 'number rules that can be used', () => (policy = loadPolicy(policyFile)));
  return policy;
}

function checkNumbers(config: Config, policy: Policy, problems: Findings, doubts: Findings): void {
  const first = new Map<string, string>();
  config.applications.forEach(({ numbers }, index) =>
    numbers.forEach(({ number: text, areaCode }, place) => {
      const at = `/applications/${index}/numbers/${place}`;
      const number = policy.parse(text);
      const other = number === undefined ? undefined : first.get(number);
      if (number === undefined) problems.add(`${at}/number`, 'a number of the policy', showValue(text));
      else if (other === undefined) first.set(number, `${at}/number`);
      else {
        const { line } = problems.loaded.placeOf(other);
        problems.add(
          `${at}/number`,
          'a number owned once',
          `${showValue(text)}, which is that of line ${line}`,
        );
      }
      if (policy.readAreaCode(areaCode) === undefined)
        problems.add(`${at}/areaCode`, 'the area code of a city', showValue(areaCode));
    }),
  );
  config.trunks.forEach(({ accounts }, index) =>
    accounts.forEach(({ number }, place) => {
      // Callers are looked up by the number as it is stored.
      const kept = policy.parse(number) ?? 'a number of the policy';
      const pointer = `/trunks/${index}/accounts/${place}/number`;
      if (kept !== number) doubts.add(pointer, kept, showValue(number));
    }),
  );
}

/** Missing folders are created, so the nearest existing one must allow that. */
function checkFolders({ dataDirectory, recording, prompts, journal }: Config, problems: Findings): void {
  const folders = [
    ['/dataDirectory', dataDirectory],
    ['/recording/directory', recording.directory],
    ['/prompts/directory', prompts.directory],
    ...(journal.type === 'sqlite' ? [['/journal/file', dirname(journal.file)] as const] : []),
  ] as const;
  for (const [pointer, folder] of folders) {
    const there = nearest(folder);
    const what = there === folder ? 'a folder' : `a folder, or one that can be made in ${there}`;
    problems.try(pointer, `${what}, to read and write`, () => {
      if (!statSync(there).isDirectory()) throw new Error(`${there}, which is no folder`);
      accessSync(there, constants.R_OK | constants.W_OK | constants.X_OK);
    });
  }
  if (journal.type === 'sqlite' && existsSync(journal.file))
    problems.try('/journal/file', 'a file to read and write', () => {
      if (!statSync(journal.file).isFile()) throw new Error(`${journal.file}, which is no file`);
      accessSync(journal.file, constants.R_OK | constants.W_OK);
    });
}

function nearest(folder: string): string {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  return there;
}

/** Each certificate with its key, and each file of issuers. */
function checkTls(
  { api, callbacks, sip, trunks }: Config,
  now: number,
  problems: Findings,
  doubts: Findings,
): void {
  const pairs = new Map<string, Partial<CertificateFiles> | undefined>([['/api/tls', api.tls]]);
  const issuers = new Map<string, string | undefined>([['/callbacks', callbacks.caFile]]);
  sip.listen.forEach((listener, index) => {
    const at = `/sip/listen/${index}`;
    pairs.set(at, listener);
    issuers.set(at, listener.caFile);
    listener.moreCertificates?.forEach((more, place) => pairs.set(`${at}/moreCertificates/${place}`, more));
  });
  trunks.forEach(({ tls, smpp }, index) => {
    for (const [at, given] of Object.entries({ tls, 'smpp/tls': smpp?.tls })) {
      pairs.set(`/trunks/${index}/${at}`, given);
      issuers.set(`/trunks/${index}/${at}`, given?.caFile);
    }
  });
  for (const [at, { certificateFile, keyFile } = {}] of pairs) {
    if (certificateFile !== undefined && keyFile !== undefined)
      checkCertificate(at, { certificateFile, keyFile }, now, problems, doubts);
  }
  for (const [at, file] of issuers) {
    const ca = file === undefined ? undefined : readGiven(`${at}/caFile`, file, problems);
    if (ca !== undefined)
      problems.try(`${at}/caFile`, 'certificates of issuers in PEM', () =>
        certificatesIn(ca).forEach((certificate) => checkIssuer(`${at}/caFile`, certificate, now, doubts)),
      );
  }
}

/** Throws if one of them cannot be read, or if there is none. */
function certificatesIn(pem: Buffer): readonly X509Certificate[] {
  const blocks = pem.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  return blocks === null ? [new X509Certificate(pem)] : blocks.map((block) => new X509Certificate(block));
}

/** With a server's own certificate in place of its issuer's, connections fail, unless it has signed itself. */
function checkIssuer(at: string, certificate: X509Certificate, now: number, doubts: Findings): void {
  const { ca, subject, validTo } = certificate;
  const name = subject.replaceAll('\n', ', ');
  if (!ca && !certificate.checkIssued(certificate))
    doubts.add(at, 'the certificate of an issuer', `one of a server: ${name}`);
  if (Date.parse(validTo) < now) doubts.add(at, 'a certificate in force', `${name}, until ${validTo}`);
}

function checkCertificate(
  at: string,
  { certificateFile, keyFile }: CertificateFiles,
  now: number,
  problems: Findings,
  doubts: Findings,
): void {
  const cert = readGiven(`${at}/certificateFile`, certificateFile, problems);
  const key = readGiven(`${at}/keyFile`, keyFile, problems);
  if (cert === undefined || key === undefined) return;
  const hasCertificate = problems.try(`${at}/certificateFile`, 'a certificate in PEM', () => {
    createSecureContext({ cert });
  });
  const hasKey = problems.try(`${at}/keyFile`, 'a private key in PEM, without a passphrase', () => {
    createSecureContext({ key });
  });
  if (!hasCertificate || !hasKey) return;
  problems.try(`${at}/keyFile`, 'the key of the certificate', () => {
    createSecureContext({ cert, key });
  });
  const { validFrom, validTo } = new X509Certificate(cert);
  if (Date.parse(validTo) < now || Date.parse(validFrom) > now)
    doubts.add(`${at}/certificateFile`, 'a certificate in force', `one from ${validFrom} to ${validTo}`);
}

function readGiven(pointer: string, file: string, problems: Findings): Buffer | undefined {
  let content: Buffer | undefined;
  problems.try(pointer, 'a file that can be read', () => (content = readFileSync(file)));
  return content;
}

async function checkPrompts(
  { prompts, applications }: Config,
  problems: Findings,
  doubts: Findings,
): Promise<void> {
  const { names, faults } = await unusablePrompts(prompts.directory);
  for (const fault of faults) problems.add('/prompts/directory', 'prompts that can be used', fault);
  const known = new Set([...names, ...(await builtInPrompts('zh')).names]);
  applications.forEach((application, index) => {
    for (const { tone, expected, found } of checkTones(application, (name) => known.has(name)))
      doubts.add(`/applications/${index}/tones/${tone}`, expected, found);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
