/**
 * Certificates for tests, made by openssl in a folder of the test: an authority, and certificates that it has issued.
 * Node's crypto can read certificates and cannot make them.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface IssuedCertificate {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateWish {
  /** `DNS:sbc.example.com,IP:127.0.0.1,URI:sip:example.com`; none without it. */
  readonly subjectAltName?: string;
  readonly commonName?: string;
  /** From now on; a negative number is past. */
  readonly days?: number;
}

export class TestAuthority {
  #issued = 0;

  private constructor(
    readonly folder: string,
    readonly file: string,
    readonly certificate: string,
  ) {}

  static async create(name = 'authority'): Promise<TestAuthority> {
    const folder = await mkdtemp(join(tmpdir(), 'callveil-certificates-'));
    const file = join(folder, `${name}.pem`);
    await run('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-keyout', join(folder, `${name}.key`), '-out', file, '-days', '2', '-subj', `/CN=${name}`],
      ...['-addext', 'basicConstraints=critical,CA:TRUE'],
    ]);
    return new TestAuthority(folder, file, await readFile(file, 'utf8'));
  }

  /** Removes the files. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async issue({ subjectAltName, commonName, days = 2 }: CertificateWish): Promise<IssuedCertificate> {
    this.#issued += 1;
    const at = join(this.folder, `issued-${this.#issued}`);
    const authority = this.file.replace(/\.pem$/, '');
    const [certificateFile, keyFile] = [`${at}.pem`, `${at}.key`];
    const extensions = subjectAltName === undefined ? '' : `subjectAltName=${subjectAltName}\n`;
    await writeFile(`${at}.ext`, `basicConstraints=CA:FALSE\n${extensions}`);
    await run('openssl', [
      ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-keyout', keyFile, '-out', `${at}.csr`, '-subj', `/CN=${commonName ?? `test ${this.#issued}`}`],
    ]);
    await run('openssl', [
      ...['x509', '-req', '-in', `${at}.csr`, '-CA', `${authority}.pem`, '-CAkey', `${authority}.key`],
      ...['-CAcreateserial', '-days', String(days), '-extfile', `${at}.ext`, '-out', certificateFile],
    ]);
    const certificate = await readFile(certificateFile, 'utf8');
    return { certificateFile, keyFile, certificate, key: await readFile(keyFile, 'utf8') };
  }
}
