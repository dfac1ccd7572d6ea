/**
 * Erasures of everything that is held about a person's number. One after the other; each store is asked in turn, and what
 * it did is on disk before the next one is. Each step can be repeated, so an erasure that a crash or a disk interrupted is
 * taken up again, at the next start or a minute later, until it is certified:
 *
 *   count every store → audit "begun" → order on disk → store by store → certificate's content on disk → audit "certified"
 *   → certificate → the order goes
 */
import { ulid } from 'ulid';
import type { E164 } from '../../routing/numbers/number.js';
import type { Mention } from '../../routing/numbers/mention.js';
import type { AlsoErased, ErasureRequest, StoreOutcome } from '../../routing/subject-erasure.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../observe/log.js';
import { Sweeps } from '../sweeps.js';
import type { Audit } from './audit.js';
import {
  contentOf,
  hashOfContent,
  type Certificate,
  type CertificateCheck,
  type StoreReport,
} from './certificate.js';
import type { AuditEntry, Head } from './chain.js';
import { ErasureFiles, type ErasureOrder } from './erasure-files.js';

export interface ErasableStore {
  readonly name: string;
  /** Idempotent. With `dryRun` it says what it would do. Rejects if it could not be done whole. */
  erase(request: ErasureRequest): Promise<StoreOutcome>;
}

export interface ErasuresOptions {
  readonly folder: string;
  /** In the order in which they are erased. */
  readonly stores: readonly ErasableStore[];
  readonly audit: Pick<Audit, 'write' | 'read' | 'verify' | 'numberKey'>;
  readonly mentionOf: (number: E164) => Mention;
  /** What every certificate says of itself. */
  readonly engine: string;
  readonly journal: 'own' | 'shared';
  readonly remarks: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface AskedErasure {
  readonly number: E164;
  readonly also: readonly AlsoErased[];
  readonly by: { readonly name: string; readonly role: string };
  /** Where the request came from, for the audit. */
  readonly client: string;
}

/** Nothing has been erased, because the audit could not be written. */
export class Unaudited extends Error {
  override readonly name = 'Unaudited';
}

/** How often an interrupted one is tried again. */
const AGAIN_MS = 60_000;
/** How long a request waits for the certificate; a store of many gigabytes takes longer. */
const ANSWER_MS = 5000;
const OPERATION = 'eraseSubject';

export class Erasures {
  readonly #options: ErasuresOptions;
  readonly #files: ErasureFiles;
  readonly #sweeps: Sweeps;
  /** One erasure after the other. */
  #last: Promise<unknown> = Promise.resolve();
  /** Ids of those that wait for their turn or have it: no sweep takes them for interrupted ones. */
  readonly #asked = new Set<string>();
  #isClosed = false;

  private constructor(options: ErasuresOptions) {
    this.#options = options;
    this.#files = new ErasureFiles(options.folder);
    this.#sweeps = new Sweeps(options.clock, AGAIN_MS, () => this.#resume());
  }

  /** Takes up what an earlier run left; nothing waits for that. Rejects if the folder cannot be used. */
  static async open(options: ErasuresOptions): Promise<Erasures> {
    const erasures = new Erasures(options);
    await erasures.#files.prepare();
    erasures.#sweeps.start();
    return erasures;
  }

  /** What an erasure would do now. Rejects if a store cannot be read. */
  async foresee(number: E164, also: readonly AlsoErased[]): Promise<readonly StoreReport[]> {
    const reports: StoreReport[] = [];
    for (const store of this.#options.stores) {
      const request = { number, mention: this.#options.mentionOf(number), also, dryRun: true };
      reports.push({ store: store.name, ...(await store.erase(request)) });
    }
    return reports;
  }

  /**
   * Resolves with the certificate; with none if it takes longer than 5 s or was interrupted, and goes on by itself.
   * Rejects if it could not begin: a store cannot be read, or the audit or the order cannot be written. Then nothing is
   * erased.
   */
  async erase(
    asked: AskedErasure,
  ): Promise<{ readonly id: string; readonly certificate: Certificate | undefined }> {
    const { clock } = this.#options;
    const order = await this.#begin(asked);
    const work = this.#inTurn(() => this.#run(order).finally(() => this.#asked.delete(order.id)));
    return new Promise((resolve) => {
      const answer = (certificate: Certificate | undefined): void => {
        callOff();
        resolve({ id: order.id, certificate });
      };
      const callOff = clock.after(ANSWER_MS, () => resolve({ id: order.id, certificate: undefined }));
      work.then(answer, () => answer(undefined));
    });
  }

  certificate(id: string): Promise<Certificate | undefined> {
    return this.#files.certificate(id);
  }

  isUnderWay(id: string): Promise<boolean> {
    return this.#files.isUnderWay(id);
  }

  /** Oldest first; of one number, or all. */
  certificates(number: E164 | undefined): Promise<readonly Certificate[]> {
    return this.#files.certificates(number === undefined ? undefined : this.#options.audit.numberKey(number));
  }

  /** Whether a certificate is as it was written, and the audit has the same. Reads the whole audit. */
  async check(certificate: Certificate): Promise<CertificateCheck> {
    const { audit } = this.#options;
    // Read first: an entry whose days end in between is found, or the checkpoint says that it is cut off.
    const entry = await this.#certified(certificate.id, certificate.audit.sequence - 1);
    const { checkpoint, broken, intact } = await audit.verify(certificate.audit);
    const isCutOff = certificate.audit.sequence <= (checkpoint?.sequence ?? 0);
    const auditEntry = entry !== undefined ? 'found' : isCutOff ? 'cut-off' : 'missing';
    const fail = (because: string): CertificateCheck => ({ intact: false, because, auditEntry });
    if (hashOfContent(contentOf(certificate)) !== certificate.sha256)
      return fail('its content is not what its hash was made of');
    if (!intact) return fail(`the audit is broken at line ${broken?.line ?? 0}: ${broken?.because ?? ''}`);
    if (auditEntry === 'missing') return fail('the audit has no such erasure');
    if (entry !== undefined && entry.what['certificate'] !== certificate.sha256)
      return fail('the audit has another hash of it');
    return { intact: true, auditEntry };
  }

  /** Waits for the store that is being erased; the rest is for the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#sweeps.close();
    await this.#last;
  }

  async #begin({ number, also, by, client }: AskedErasure): Promise<ErasureOrder> {
    const { audit, clock } = this.#options;
    const found = await this.foresee(number, also);
    const id = ulid(clock.now());
    const what = { operation: OPERATION, step: 'begun', erasure: id, also, client };
    const numbers = [audit.numberKey(number)];
    await audit.write({ who: by, action: 'erased', what: { ...what, numbers } }).catch((cause: unknown) => {
      throw new Unaudited('the audit cannot be written', { cause });
    });
    const asked = { id, number, also, askedAt: clock.now(), askedBy: by };
    const order = { ...asked, found, done: [], interruptions: 0 };
    this.#asked.add(id);
    await this.#files.begin(order).catch((error: unknown) => {
      this.#asked.delete(id);
      throw error;
    });
    return order;
  }

  async #run(given: ErasureOrder): Promise<Certificate | undefined> {
    const { stores, logger } = this.#options;
    let order = given;
    const { id, number, also } = order;
    const request = { number, mention: this.#options.mentionOf(number), also, dryRun: false };
    try {
      const certificate = await this.#files.certificate(id);
      if (certificate !== undefined) {
        // It is certified, and its order could not be deleted.
        await this.#files.finish(certificate);
        return certificate;
      }
      for (const store of stores.slice(order.done.length)) {
        if (this.#isClosed) return undefined;
        const outcome = await store.erase(request);
        const found = order.found[order.done.length];
        const report = { store: store.name, ...(order.interruptions > 0 ? most(outcome, found) : outcome) };
        order = { ...order, done: [...order.done, report] };
        await this.#files.save(order);
      }
      return await this.#certify(order);
    } catch (err) {
      logger.error({ part: 'erasure', erasure: id, err }, 'an erasure is interrupted, and is taken up again');
      throw err;
    }
  }

  async #certify(given: ErasureOrder): Promise<Certificate> {
    const { audit, clock, engine, journal, remarks, logger } = this.#options;
    const { id, number, also, askedBy, askedAt, interruptions, done: stores } = given;
    const subject = audit.numberKey(number);
    const content = given.content ?? {
      ...{ id, subject, engine, journal, askedAt: new Date(askedAt).toISOString(), askedBy, also },
      ...{ finishedAt: new Date(clock.now()).toISOString(), interruptions, stores, remarks },
    };
    await this.#files.save({ ...given, content });
    const sha256 = hashOfContent(content);
    const what = { operation: OPERATION, step: 'certified', erasure: id, certificate: sha256 };
    const entry =
      // An earlier run may have died after it.
      (given.content !== undefined ? await this.#certified(id, 0) : undefined) ??
      (await audit.write({ who: askedBy, action: 'erased', what: { ...what, numbers: [subject] } }));
    const certificate = { ...content, sha256, audit: headOf(entry) };
    await this.#files.finish(certificate);
    logger.info({ part: 'erasure', erasure: id, certificate: sha256 }, 'an erasure is certified');
    return certificate;
  }

  async #resume(): Promise<void> {
    const { logger } = this.#options;
    await this.#inTurn(async () => {
      for (const order of await this.#files.orders()) {
        if (this.#isClosed) return;
        if (this.#asked.has(order.id)) continue;
        const again = { ...order, interruptions: order.interruptions + 1 };
        await this.#files.save(again);
        // Its failure is in the log, and it is tried again.
        await this.#run(again).catch(() => undefined);
      }
    }).catch((err: unknown) => logger.error({ part: 'erasure', err }, 'erasures could not be taken up'));
  }

  async #certified(id: string, after: number): Promise<AuditEntry | undefined> {
    const matches = ({ action, what }: AuditEntry): boolean =>
      action === 'erased' && what['erasure'] === id && what['step'] === 'certified';
    const [entry] = await this.#options.audit.read({ after, limit: 1, matches });
    return entry;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** What a run before has deleted already is not found any more: of each kind the greater count is the true one. */
function most(outcome: StoreOutcome, found: StoreReport | undefined): StoreOutcome {
  const greater = (now: Readonly<Record<string, number>>, before: Readonly<Record<string, number>> = {}) =>
    Object.fromEntries(
      [...new Set([...Object.keys(before), ...Object.keys(now)])].map((kind) => [
        kind,
        Math.max(now[kind] ?? 0, before[kind] ?? 0),
      ]),
    );
  return {
    ...outcome,
    erased: greater(outcome.erased, found?.erased),
    replaced: greater(outcome.replaced, found?.replaced),
  };
}

function headOf({ sequence, hash }: Head): Head {
  return { sequence, hash };
}
