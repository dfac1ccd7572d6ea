/**
 * Sends spans to a collector by OTLP over HTTP, in batches, beside everything else: a collector that is away or slow costs
 * spans and nothing more. A batch that it wants later (429, 502, 503, 504) or that found no connection is sent once
 * more; then it is lost, and counted.
 */
import type { Clock } from '../../clock.js';
import type { Logger } from '../log.js';
import { otlpRequest, type Resource } from './otlp.js';
import type { Span } from './span.js';

export interface SpanExporterOptions {
  /** The collector's address, usually ending in `/v1/traces`. */
  readonly url: string;
  /** Value of the header Authorization. */
  readonly authorization?: string | undefined;
  readonly resource: Resource;
  readonly clock: Pick<Clock, 'after'>;
  readonly logger: Logger;
}

/** Spans that wait; a call has about ten. */
const MAX_WAITING = 8192;
const MAX_BATCH = 512;
const GATHER_MS = 2000;
const ANSWER_MS = 10_000;
const AGAIN_MS = 5000;
const MAX_AGAIN_MS = 30_000;
/** A stop does not wait for a collector longer than this. */
const LAST_MS = 2000;
const LATER = new Set([429, 502, 503, 504]);

/** What became of a batch. */
type Outcome =
  | { readonly is: 'taken'; readonly lost: number }
  | { readonly is: 'refused'; readonly because: string }
  | { readonly is: 'later'; readonly because: string; readonly afterMs: number };

export class SpanExporter {
  readonly #options: SpanExporterOptions;
  #waiting: Span[] = [];
  #lost = 0;
  #callOff: (() => void) | undefined;
  #sending: Promise<void> | undefined;
  #isClosed = false;
  #endWait: () => void = () => undefined;
  /** Told once, until a batch is taken again. */
  #hasFailed = false;
  /** Ends the request that waits for the collector. */
  #giveUp: (because: string) => void = () => undefined;
  #isLate = false;

  constructor(options: SpanExporterOptions) {
    this.#options = options;
  }

  /** Spans that no collector took. */
  get lost(): number {
    return this.#lost;
  }

  add(span: Span): void {
    if (this.#isClosed || this.#waiting.length >= MAX_WAITING) {
      this.#lost += 1;
      return;
    }
    this.#waiting.push(span);
    if (this.#sending !== undefined) return;
    if (this.#waiting.length >= MAX_BATCH) this.#send();
    else this.#callOff ??= this.#options.clock.after(GATHER_MS, () => this.#send());
  }

  /** Sends what waits, for a limited time. Idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#endWait();
    const callOff = this.#options.clock.after(LAST_MS, () => {
      this.#isLate = true;
      this.#giveUp('the engine stops');
    });
    this.#send();
    await this.#sending;
    callOff();
  }

  #send(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = undefined));
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MAX_BATCH);
      let outcome = await this.#post(batch);
      if (outcome.is === 'later') {
        await this.#wait(outcome.afterMs);
        outcome = await this.#post(batch);
      }
      this.#take(outcome, batch.length);
    }
  }

  #take(outcome: Outcome, spans: number): void {
    if (outcome.is === 'taken') {
      this.#lost += outcome.lost;
      this.#hasFailed = false;
      return;
    }
    this.#lost += spans;
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    const log = { part: 'tracing', because: outcome.because };
    this.#options.logger.warn(log, 'spans are lost: the collector does not take them');
  }

  async #post(spans: readonly Span[]): Promise<Outcome> {
    const { url, authorization, resource } = this.#options;
    if (this.#isLate) return { is: 'refused', because: 'the engine stops' };
    // One for each request: in Node 20, `AbortSignal.any` leaves a reference at a signal that lives on, each time.
    const patience = new AbortController();
    this.#giveUp = (because) => patience.abort(new DOMException(because, 'AbortError'));
    const timer = setTimeout(() => this.#giveUp('it does not answer'), ANSWER_MS);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization !== undefined && { authorization }),
        },
        body: JSON.stringify(otlpRequest(spans, resource)),
        redirect: 'error',
        signal: patience.signal,
      });
      const text = await answer.text();
      if (answer.ok) return { is: 'taken', lost: rejectedIn(text) };
      const because = `it answered ${answer.status}`;
      if (!LATER.has(answer.status)) return { is: 'refused', because };
      return { is: 'later', because, afterMs: retryAfter(answer.headers.get('retry-after')) };
    } catch (error) {
      return { is: 'later', because: reasonOf(error), afterMs: AGAIN_MS };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Until then, or until everything ends: then at once. */
  #wait(ms: number): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const callOff = this.#options.clock.after(ms, resolve);
      this.#endWait = () => {
        callOff();
        resolve();
      };
    });
  }
}

/** A collector may take a batch in part (`partialSuccess`). */
function rejectedIn(text: string): number {
  try {
    const answer = JSON.parse(text) as { partialSuccess?: { rejectedSpans?: string | number } };
    const rejected = Number(answer.partialSuccess?.rejectedSpans ?? 0);
    return Number.isInteger(rejected) && rejected > 0 ? Math.min(rejected, MAX_BATCH) : 0;
  } catch {
    return 0;
  }
}

function retryAfter(header: string | null): number {
  const seconds = Number(header ?? '');
  return seconds > 0 ? Math.min(seconds * 1000, MAX_AGAIN_MS) : AGAIN_MS;
}

/**
 * The cause says more than `fetch failed`. Any other message of fetch repeats an address or a header that it cannot use,
 * with the credentials in it.
 */
function reasonOf(error: unknown): string {
  if (error instanceof DOMException) return error.message;
  if (error instanceof Error && error.cause instanceof Error) return error.cause.message;
  return 'its address, or the authorization, cannot be used';
}
