/** The operator API over HTTP: one request, one answer, or a Failure that says why there is none. */
import { Failure } from './failure.js';
import { requestOf, type OperationId } from './operations.js';
import type { Settings } from './settings.js';

export type ApiObject = Readonly<Record<string, unknown>>;

export interface Answer {
  /** As the API sent it. */
  readonly text: string;
  /** Empty if the API sent nothing. */
  readonly json: ApiObject;
}

export interface Question {
  /** Parameters of the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: object;
  /** A body that is not JSON. */
  readonly content?: { readonly type: string; readonly bytes: Buffer };
}

interface Sending {
  readonly method: string;
  readonly path: string;
  readonly sent?: Question['content'] | undefined;
  readonly isChange: boolean;
}

interface Exchange {
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Operations that change nothing, although some are POSTs: numbers are in bodies only. */
const QUESTIONS = /^(ask|explain|export|find|get|list|listen|search|try|verify)/;

/** Bytes. The longest answer, a page of 1000 bindings, is much shorter. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

export class Connection {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Rejects with Failure (refused, unreachable). */
  async ask(
    operation: OperationId,
    question: Question,
    timeoutMs = this.#settings.timeoutMs,
  ): Promise<Answer> {
    const { status, type, bytes } = await this.#exchange(requestFor(operation, question), timeoutMs);
    const text = bytes.toString('utf8');
    if (status === 204) return { text: '', json: {} };
    const json = type.endsWith('json') ? objectOf(text) : undefined;
    if (json !== undefined && status < 300) return { text, json };
    throw this.#refused({ status, type, bytes });
  }

  /** An answer that is a file. Rejects with Failure (refused, unreachable). */
  async download(operation: OperationId, question: Question): Promise<Buffer> {
    const exchange = await this.#exchange(requestFor(operation, question));
    if (exchange.status === 200 && !exchange.type.endsWith('json')) return exchange.bytes;
    throw this.#refused(exchange);
  }

  /**
   * An answer that is a file of any length, piece by piece. The timeout is for each piece, and does not run while the
   * reader has one: a pager takes its time. Rejects with Failure (refused, unreachable), also in the middle: the pieces
   * are then not the whole file.
   */
  async *pieces(
    operation: OperationId,
    question: Question,
    timeoutMs = this.#settings.timeoutMs,
  ): AsyncGenerator<Uint8Array> {
    const silence = new AbortController();
    const patience = (): NodeJS.Timeout =>
      setTimeout(() => silence.abort(new DOMException('', 'TimeoutError')), timeoutMs);
    let timer = patience();
    try {
      const response = await this.#send(requestFor(operation, question), silence.signal);
      if (response.status !== 200 || typeOf(response).endsWith('json'))
        throw this.#refused({
          ...{ status: response.status, type: typeOf(response), bytes: await this.#read(response) },
        });
      for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        clearTimeout(timer);
        yield piece;
        timer = patience();
      }
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw this.#unreachable(error, false, timeoutMs);
    } finally {
      clearTimeout(timer);
    }
  }

  #refused({ status, type, bytes }: Exchange): Failure {
    const text = bytes.toString('utf8');
    const json = type === 'application/problem+json' ? objectOf(text) : undefined;
    return json === undefined ? this.#strange(status, type) : refusal(status, json, text);
  }

  /** Why calls or bindings are refused now; it needs no token. undefined if it cannot be fetched. */
  async ailments(): Promise<readonly string[] | undefined> {
    const { type, bytes } = await this.#exchange({ method: 'GET', path: '/healthz', isChange: false });
    const ailments = type === 'application/json' ? objectOf(bytes.toString('utf8'))?.['ailments'] : undefined;
    return Array.isArray(ailments) ? ailments.map(String) : undefined;
  }

  async #exchange(sending: Sending, timeoutMs = this.#settings.timeoutMs): Promise<Exchange> {
    try {
      const response = await this.#send(sending, AbortSignal.timeout(timeoutMs));
      return { status: response.status, type: typeOf(response), bytes: await this.#read(response) };
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw this.#unreachable(error, sending.isChange, timeoutMs);
    }
  }

  #send({ method, path, sent }: Sending, signal: AbortSignal): Promise<Response> {
    const { url, authorization } = this.#settings;
    const headers = {
      ...(authorization !== undefined && { authorization }),
      accept: 'application/json, application/problem+json',
    };
    return fetch(new URL(path.slice(1), url), {
      method,
      headers: sent === undefined ? headers : { ...headers, 'content-type': sent.type },
      ...(sent !== undefined && { body: sent.bytes }),
      // A token belongs to the address it was given with.
      redirect: 'manual',
      signal,
    });
  }

  async #read({ body }: Response): Promise<Buffer> {
    if (body === null) return Buffer.alloc(0);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > LONGEST_ANSWER)
        throw new Failure('unreachable', `${this.#address} sends more than ${LONGEST_ANSWER} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** A change whose answer did not arrive may have been made. */
  #unreachable(error: unknown, isChange: boolean, timeoutMs: number): Failure {
    const doubt = isChange ? '; whether it was done is not known' : '';
    if (error instanceof Error && error.name === 'TimeoutError') {
      const within = `${timeoutMs / 1000} s`;
      return new Failure('unreachable', `${this.#address} did not answer within ${within}${doubt}`);
    }
    const { message, code } = causeOf(error);
    const why = message === undefined || message === '' ? code : message;
    const isRefused = code === 'ECONNREFUSED' || code === 'ENOTFOUND';
    return new Failure(
      'unreachable',
      `${this.#address} cannot be reached: ${why ?? String(error)}${isRefused ? '' : doubt}`,
    );
  }

  #strange(status: number, type: string): Failure {
    const found = `HTTP ${status}${type === '' ? '' : ` with ${type}`}`;
    return new Failure('unreachable', `${this.#address} does not answer like the operator API: ${found}`);
  }

  get #address(): string {
    const { origin, pathname } = this.#settings.url;
    return pathname === '/' ? origin : `${origin}${pathname}`;
  }
}

function typeOf({ headers }: Response): string {
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  return type.trim();
}

function requestFor(operation: OperationId, { params = {}, query = {}, body, content }: Question): Sending {
  const { method, path } = requestOf(operation, params);
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const target = search.size === 0 ? path : `${path}?${search.toString()}`;
  const sent = content ?? (body && { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) });
  return { method, path: target, sent, isChange: !QUESTIONS.test(operation) };
}

/** The API's text for people, with its code for programs. */
function refusal(status: number, problem: ApiObject, answer: string): Failure {
  const { detail, title, code } = problem;
  const said = typeof detail === 'string' ? detail : String(title);
  return new Failure('refused', `${said} (${status} ${String(code)})`, { status, answer });
}

function objectOf(text: string): ApiObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as ApiObject)
      : undefined;
  } catch {
    return undefined;
  }
}

/** `fetch` puts the reason into the cause of its error. */
function causeOf(error: unknown): { readonly message?: string; readonly code?: string } {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  return typeof cause === 'object' ? cause : {};
}
