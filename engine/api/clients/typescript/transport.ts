/**
 * How a client of the operator API speaks to it: one request, its answer, its errors, and when it asks again. It needs
 * nothing but `fetch`, logs nothing, and no error it throws has the token, an address or what was sent.
 */

export interface CallveilOptions {
  /** Such as `http://127.0.0.1:8081`; a path before `/v1` is kept. */
  readonly url: string;
  /** A bearer token of `operator.tokens`. */
  readonly token: string;
  /** Milliseconds for one attempt: for the whole answer, or for its head where the answer is read as it comes. */
  readonly timeoutMs?: number;
  /** How often a deed is tried again that may be done twice and was answered 429 or 503 with Retry-After. */
  readonly retries?: number;
  /** In place of the one of Node, e.g. to trust a private CA. */
  readonly fetch?: typeof globalThis.fetch;
}

export interface CallOptions {
  /** Ends the request. */
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export interface FieldFault {
  /** JSON pointer into the body, or `query/name`. */
  readonly field: string;
  readonly message: string;
}

/** The service has said no: an RFC 9457 problem. Match on `code`; `detail` is for people. */
export class CallveilProblem extends Error {
  override readonly name = 'CallveilProblem';
  readonly status: number;
  /** `not-found`; `http-502` where something in between has answered. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldFault[];
  /** What Retry-After says. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, problem: Partial<Problem>, retryAfterSeconds: number | undefined) {
    const { code = `http-${status}`, title = `HTTP ${status}`, detail = '', errors = [] } = problem;
    super(`${status} ${code}: ${detail === '' ? title : detail}`);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** There is no answer, or none that can be understood. Whether the service has done what it was asked is not known. */
export class CallveilFailure extends Error {
  override readonly name = 'CallveilFailure';
  readonly kind: 'timeout' | 'connection' | 'answer';

  constructor(kind: CallveilFailure['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

interface Problem {
  readonly title: string;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldFault[];
}

export interface Ask {
  readonly method: string;
  /** With its parts already encoded. */
  readonly path: string;
  readonly query?: object | undefined;
  readonly body?: object | undefined;
  readonly content?: { readonly type: string; readonly data: string | Uint8Array } | undefined;
  readonly isRepeatable: boolean;
  /** Seconds that the service was asked to wait. */
  readonly wait?: number | undefined;
}

const USUAL_TIMEOUT_MS = 30_000;
const USUAL_RETRIES = 2;

export class Transport {
  readonly #base: string;
  readonly #token: string;
  readonly #timeoutMs: number;
  readonly #retries: number;
  readonly #fetch: typeof globalThis.fetch;

  constructor({ url, token, timeoutMs, retries, fetch }: CallveilOptions) {
    if (!/^https?:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/.test(url))
      throw new TypeError('url: expected one like http://127.0.0.1:8081');
    // What is refused later, deep in the HTTP library, is repeated in its message.
    if (!/^[\x21-\x7e]+$/.test(token)) throw new TypeError('token: expected visible ASCII without spaces');
    this.#base = url.replace(/\/+$/, '');
    this.#token = token;
    this.#timeoutMs = timeoutMs ?? USUAL_TIMEOUT_MS;
    this.#retries = retries ?? USUAL_RETRIES;
    this.#fetch = fetch ?? globalThis.fetch;
  }

  async json<T>(ask: Ask, options: CallOptions = {}): Promise<T> {
    const text = await this.#try(ask, options, (response) => response.text());
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new CallveilFailure('answer', 'expected JSON, found something else');
    }
  }

  async nothing(ask: Ask, options: CallOptions = {}): Promise<void> {
    await this.#try(ask, options, (response) => response.arrayBuffer());
  }

  /** The time-out ends with the head of the answer; `signal` still ends the reading. */
  async bytes(ask: Ask, options: CallOptions = {}): Promise<ReadableStream<Uint8Array>> {
    return this.#try(ask, options, ({ body }) => {
      if (body === null) throw new CallveilFailure('answer', 'expected content, found none');
      return Promise.resolve(body);
    });
  }

  async #try<T>(ask: Ask, options: CallOptions, read: (response: Response) => Promise<T>): Promise<T> {
    const timeoutMs = (options.timeoutMs ?? this.#timeoutMs) + 1000 * (ask.wait ?? 0);
    for (let left = ask.isRepeatable ? this.#retries : 0; ; left -= 1) {
      try {
        return await this.#once(ask, options.signal, timeoutMs, read);
      } catch (error) {
        if (!(error instanceof CallveilProblem) || left <= 0) throw error;
        const { status, retryAfterSeconds: seconds } = error;
        if (!(status === 429 || status === 503) || seconds === undefined) throw error;
        if (seconds * 1000 > timeoutMs) throw error;
        await pause(seconds * 1000, options.signal);
      }
    }
  }

  async #once<T>(
    ask: Ask,
    signal: AbortSignal | undefined,
    timeoutMs: number,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    try {
      const response = await this.#fetch(this.#base + ask.path + queryOf(ask.query), {
        method: ask.method,
        headers: this.#headers(ask),
        body: ask.content?.data ?? (ask.body === undefined ? null : JSON.stringify(ask.body)),
        // A redirect would carry the token to another place.
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
      });
      if (!response.ok) throw await problemOf(response);
      return await read(response);
    } catch (error) {
      if (error instanceof CallveilProblem || error instanceof CallveilFailure) throw error;
      signal?.throwIfAborted();
      // What fetch says may have the URL, and is not kept as the cause.
      if (late.signal.aborted) throw new CallveilFailure('timeout', `no answer within ${timeoutMs} ms`);
      throw new CallveilFailure('connection', 'the connection failed');
    } finally {
      clearTimeout(timer);
    }
  }

  #headers({ body, content }: Ask): Record<string, string> {
    const type = content?.type ?? (body === undefined ? undefined : 'application/json');
    return {
      authorization: `Bearer ${this.#token}`,
      accept: 'application/json, */*',
      ...(type === undefined ? {} : { 'content-type': type }),
    };
  }
}

/** One part of a path. */
export function part(value: string): string {
  // A URL takes these as steps, even if they are escaped.
  if (value === '' || value === '.' || value === '..') throw new TypeError('expected an id, found none');
  return encodeURIComponent(value);
}

function queryOf(query: object = {}): string {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) words.set(key, String(value));
  const text = words.toString();
  return text === '' ? '' : `?${text}`;
}

async function problemOf(response: Response): Promise<CallveilProblem> {
  const { status, headers } = response;
  const isProblem = /^application\/problem\+json\b/.test(headers.get('content-type') ?? '');
  const text = await response.text();
  let problem: Partial<Problem> = {};
  try {
    if (isProblem) problem = Object(JSON.parse(text)) as Partial<Problem>;
  } catch {
    // The status says enough.
  }
  return new CallveilProblem(status, problem, secondsOf(headers.get('retry-after')));
}

/** RFC 9110 10.2.3: seconds, or a date. */
function secondsOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - new Date().getTime()) / 1000));
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });
  signal?.throwIfAborted();
}

/**
 * Items of all pages, each page asked for when it is wanted. Ends with a page that has no `next`, or whose `next` is its
 * own place; one without items may be in the middle.
 */
export async function* pagesByNext<Request extends { readonly after?: string | undefined }, Item>(
  request: Request,
  page: (request: Request) => Promise<{ readonly items: readonly Item[]; readonly next?: string }>,
): AsyncGenerator<Item, void, undefined> {
  for (let asked = request; ;) {
    const { items, next } = await page(asked);
    yield* items;
    if (next === undefined || next === asked.after) return;
    asked = { ...asked, after: next };
  }
}

/** The same where pages are counted. Ends with a page that is not full. */
export async function* pagesByIndex<
  Request extends { readonly pageIndex?: number | undefined; readonly pageSize?: number | undefined },
  Item,
>(
  request: Request,
  usualSize: number,
  page: (request: Request) => Promise<{ readonly items: readonly Item[] }>,
): AsyncGenerator<Item, void, undefined> {
  for (let pageIndex = request.pageIndex ?? 1; ; pageIndex += 1) {
    const { items } = await page({ ...request, pageIndex });
    yield* items;
    if (items.length < (request.pageSize ?? usualSize)) return;
  }
}
