/** Recordings, past calls explained, secrets and trials of applications, the machine and its log, as the console asks. */
import type {
  FoundRecordings,
  ShownLevels,
  ShownListener,
  ShownLogLines,
  ShownMachine,
  ShownPastExplanation,
  ShownSecret,
  ShownTrial,
} from '../api/operator/system-answers.js';
import type { Page } from '../api/operator/answers.js';
import type { Request } from './request.js';

/** Times are RFC 3339. */
export interface RecordingSearch {
  readonly number?: string | undefined;
  readonly appKey?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly trunk?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/** A recording may be hours long. */
const PATIENCE_FOR_AUDIO = 600_000;
/** A trial waits ten seconds itself. */
const PATIENCE_FOR_TRIAL = 20_000;

export class SystemClient {
  readonly #ask: <T>(request: Request) => Promise<T>;
  readonly #send: (request: Request) => Promise<Response>;

  constructor(ask: <T>(request: Request) => Promise<T>, send: (request: Request) => Promise<Response>) {
    this.#ask = ask;
    this.#send = send;
  }

  /** Newest first; a page may be short and have a `next` all the same. */
  searchRecordings(search: RecordingSearch, signal?: AbortSignal): Promise<FoundRecordings> {
    return this.#ask({ method: 'POST', path: '/v1/recordings/search', body: search, signal });
  }

  /** A WAV file; who asks is in the audit. */
  async recording(sessionId: string, signal?: AbortSignal): Promise<Blob> {
    const path = `/v1/recordings/${encodeURIComponent(sessionId)}`;
    return (await this.#send({ method: 'GET', path, signal, patience: PATIENCE_FOR_AUDIO })).blob();
  }

  async listeners(sessionId: string, signal?: AbortSignal): Promise<readonly ShownListener[]> {
    const path = `/v1/recordings/${encodeURIComponent(sessionId)}/listeners`;
    const { items } = await this.#ask<{ readonly items: readonly ShownListener[] }>({
      ...{ method: 'GET', path, signal },
    });
    return items;
  }

  explainCall(sessionId: string, signal?: AbortSignal): Promise<ShownPastExplanation> {
    return this.#ask({ method: 'GET', path: '/v1/explain', query: { sessionId }, signal });
  }

  createApplication(made: {
    readonly appKey: string;
    readonly mode: string;
    readonly name: string;
  }): Promise<ShownSecret> {
    return this.#ask({ method: 'POST', path: '/v1/applications', body: made });
  }

  renewSecret(appKey: string): Promise<ShownSecret> {
    return this.#ask({ method: 'POST', path: `/v1/applications/${encodeURIComponent(appKey)}/secret` });
  }

  tryCallback(appKey: string, channel: string): Promise<ShownTrial> {
    const path = `/v1/applications/${encodeURIComponent(appKey)}/try`;
    return this.#ask({ method: 'POST', path, body: { channel }, patience: PATIENCE_FOR_TRIAL });
  }

  machine(signal?: AbortSignal): Promise<ShownMachine> {
    return this.#ask({ method: 'GET', path: '/v1/system/machine', signal });
  }

  logLines(level: string, signal?: AbortSignal): Promise<ShownLogLines> {
    return this.#ask({ method: 'GET', path: '/v1/system/log', query: { level, limit: 300 }, signal });
  }

  async levels(sessionIds: readonly string[], signal?: AbortSignal): Promise<readonly ShownLevels[]> {
    const { items } = await this.#ask<Page<ShownLevels>>({
      ...{ method: 'POST', path: '/v1/calls/levels', body: { sessionIds }, signal },
    });
    return items;
  }
}
