/**
 * The certificates of SIP over TLS, kept as the files have them: what is renewed on disk is in force within a minute,
 * and the log warns once a day of those that are about to expire.
 */
import { statSync } from 'node:fs';
import { allTlsFiles, readTls, type TlsFiles } from '../sip/tls-files.js';
import type { Stack } from '../sipd/stack/stack.js';

export interface CertificateReports {
  readonly onRenewed: (message: string) => void;
  /** Something that an operator has to do. */
  readonly onDoubt: (message: string) => void;
}

const LOOK_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
const WARN_DAYS = 30;

export class Certificates {
  readonly #stack: Pick<Stack, 'renewTls' | 'certificates'>;
  readonly #reports: CertificateReports;
  readonly #now: () => number;
  #files: TlsFiles;
  #seen: string;
  #warnedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  /** `now`: milliseconds since 1970. */
  constructor(
    files: TlsFiles,
    stack: Pick<Stack, 'renewTls' | 'certificates'>,
    reports: CertificateReports,
    now: () => number,
  ) {
    this.#files = files;
    this.#stack = stack;
    this.#reports = reports;
    this.#now = now;
    this.#seen = stateOf(files);
  }

  /** Looks at once, and every minute. */
  start(): void {
    this.look();
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Reads them now. Throws if one cannot be used: then all stay as they were. */
  renew(files: TlsFiles): void {
    const seen = stateOf(files);
    this.#stack.renewTls(readTls(files).terms);
    this.#files = files;
    this.#seen = seen;
    this.#warnedAt = -Infinity;
    this.#warn();
  }

  /** Renews them if a file has changed, and warns of those that expire. */
  look(): void {
    const seen = stateOf(this.#files);
    if (seen !== this.#seen) this.#renewChanged(seen);
    this.#warn();
  }

  /** A certificate that is replaced before its key does not fit yet; the next change is another try. */
  #renewChanged(seen: string): void {
    this.#seen = seen;
    try {
      this.renew(this.#files);
      this.#reports.onRenewed('the certificates of SIP over TLS were renewed, as their files have changed');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#reports.onDoubt(`the changed certificates of SIP over TLS are not in force: ${reason}`);
    }
  }

  #warn(): void {
    const now = this.#now();
    if (now - this.#warnedAt < DAY_MS) return;
    this.#warnedAt = now;
    for (const { of, names, expiresAt } of this.#stack.certificates) {
      const days = Math.floor((expiresAt - now) / DAY_MS);
      if (days >= WARN_DAYS) continue;
      const when = expiresAt <= now ? 'has expired' : `expires in ${days} ${days === 1 ? 'day' : 'days'}`;
      const date = new Date(expiresAt).toISOString().slice(0, 10);
      this.#reports.onDoubt(`the certificate of ${of} (${names.join(', ')}) ${when}, on ${date}`);
    }
  }
}

/** Changes when a file does: it is written in place, replaced, or a link leads elsewhere. */
function stateOf(files: TlsFiles): string {
  return allTlsFiles(files)
    .map((file) => {
      const state = statSync(file, { throwIfNoEntry: false });
      return state === undefined ? 'none' : `${state.ino} ${state.size} ${state.mtimeMs}`;
    })
    .join(',');
}
