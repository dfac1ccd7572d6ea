/**
 * The folder of erasures. An erasure under way has an order, so that the next start can end what a crash interrupted, and
 * beside it the number in a file of its own, which is overwritten in place at the end; a certificate remains. Other files
 * are written under another name, synced and renamed.
 */
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { E164 } from '../../routing/numbers/number.js';
import type { AlsoErased } from '../../routing/subject-erasure.js';
import type { Certificate, CertificateContent, StoreReport } from './certificate.js';
import { shred } from './shred.js';

/** An erasure under way; the file has everything but the number. */
export interface ErasureOrder {
  readonly id: string;
  readonly number: E164;
  readonly also: readonly AlsoErased[];
  readonly askedAt: number;
  readonly askedBy: { readonly name: string; readonly role: string };
  /** What was found before anything was deleted. */
  readonly found: readonly StoreReport[];
  /** The stores that are done. */
  readonly done: readonly StoreReport[];
  readonly interruptions: number;
  /** Everything is done, and the audit is to have it. */
  readonly content?: CertificateContent | undefined;
}

/** A ULID, which begins with the time. */
const ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const CERTIFICATE = '.certificate.json';
const NUMBER = '.number';
const ORDER = '.order.json';

export class ErasureFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Removes what a crash left of an order that was not begun, or of one that was done. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const id of await this.#ids(CERTIFICATE)) await rm(this.#fileOf(id, ORDER), { force: true });
    const orders = new Set(await this.#ids(ORDER));
    for (const id of await this.#ids(NUMBER)) if (!orders.has(id)) await shred(this.#fileOf(id, NUMBER));
  }

  /** Oldest first. */
  async orders(): Promise<readonly ErasureOrder[]> {
    const orders: ErasureOrder[] = [];
    for (const id of await this.#ids(ORDER)) {
      const order = (await this.#read(id, ORDER)) as ErasureOrder;
      orders.push({ ...order, number: (await readFile(this.#fileOf(id, NUMBER), 'utf8')) as E164 });
    }
    return orders;
  }

  /** Whether an erasure of that id is under way. */
  async isUnderWay(id: string): Promise<boolean> {
    return (await this.#ids(ORDER)).includes(id);
  }

  async certificate(id: string): Promise<Certificate | undefined> {
    return ID.test(id) ? ((await this.#read(id, CERTIFICATE)) as Certificate | undefined) : undefined;
  }

  /** Oldest first; of one subject, or all. */
  async certificates(subject: string | undefined): Promise<readonly Certificate[]> {
    const found: Certificate[] = [];
    for (const id of await this.#ids(CERTIFICATE)) {
      const certificate = await this.certificate(id);
      if (certificate !== undefined && (subject === undefined || certificate.subject === subject))
        found.push(certificate);
    }
    return found;
  }

  async begin(order: ErasureOrder): Promise<void> {
    await written(this.#fileOf(order.id, NUMBER), order.number);
    await this.save(order);
  }

  async save({ number: _, ...order }: ErasureOrder): Promise<void> {
    await this.#write(order.id, ORDER, order);
  }

  /** The certificate is on disk before the order goes, and the order before the number. */
  async finish(certificate: Certificate): Promise<void> {
    const { id } = certificate;
    await this.#write(id, CERTIFICATE, certificate);
    await rm(this.#fileOf(id, ORDER), { force: true });
    await shred(this.#fileOf(id, NUMBER));
  }

  #fileOf(id: string, ending: string): string {
    return join(this.#folder, `${id}${ending}`);
  }

  async #ids(ending: string): Promise<readonly string[]> {
    const names = await readdir(this.#folder);
    const ids = names.flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []));
    return ids.filter((id) => ID.test(id)).sort();
  }

  async #read(id: string, ending: string): Promise<unknown> {
    try {
      return JSON.parse(await readFile(this.#fileOf(id, ending), 'utf8')) as unknown;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async #write(id: string, ending: string, value: object): Promise<void> {
    const file = this.#fileOf(id, ending);
    await written(`${file}.new`, JSON.stringify(value));
    await rename(`${file}.new`, file);
    const folder = await open(this.#folder, 'r');
    await folder.sync().finally(() => folder.close());
  }
}

async function written(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
