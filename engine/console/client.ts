/**
 * The operator API as the console uses it; nothing else in the console sends requests. Every method rejects with a
 * Problem.
 */
import type {
  Page,
  ShownApplication,
  ShownBinding,
  ShownCall,
  ShownExplanation,
  ShownHealth,
  ShownNumber,
  ShownOperator,
  ShownPrompt,
  ShownSystem,
} from '../api/operator/answers.js';
import { Problem, problemOf, tooSlow, unreachable } from './problem.js';

export interface Paging {
  readonly pageIndex: number;
  readonly pageSize: number;
}

export interface Question {
  /** Omitted: withheld. */
  readonly caller?: string | undefined;
  readonly dialled: string;
  /** Omitted: not asked yet; empty: nothing typed. */
  readonly digits?: string | undefined;
}

export interface BindingSearch {
  readonly appKey?: string | undefined;
  readonly number?: string | undefined;
}

export interface NumberSearch {
  readonly appKey?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly status?: string | undefined;
}

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** In place of `body`: sent as audio/wav. */
  readonly audio?: Blob;
  readonly signal?: AbortSignal | undefined;
}

const PATIENCE = 15_000;

export class Client {
  readonly #token: string;
  readonly #onRefused: (problem: Problem) => void;

  /** `onRefused`: the token is unknown, or no longer valid. */
  constructor(token: string, onRefused: (problem: Problem) => void) {
    this.#token = token;
    this.#onRefused = onRefused;
  }

  me(signal?: AbortSignal): Promise<ShownOperator> {
    return this.#get('/v1/me', signal);
  }

  system(signal?: AbortSignal): Promise<ShownSystem> {
    return this.#get('/v1/system', signal);
  }

  /** 503 is an answer here as well: it names the ailments. */
  async health(signal?: AbortSignal): Promise<ShownHealth> {
    const response = await send({ method: 'GET', path: '/healthz', signal }, {});
    if (response.ok || response.status === 503) return read(response);
    throw await problemOf(response);
  }

  async applications(signal?: AbortSignal): Promise<readonly ShownApplication[]> {
    const { items } = await this.#get<Page<ShownApplication>>('/v1/applications', signal);
    return items;
  }

  /** Oldest first. */
  calls({ pageIndex, pageSize }: Paging, signal?: AbortSignal): Promise<Page<ShownCall>> {
    return this.#get(`/v1/calls?pageIndex=${pageIndex}&pageSize=${pageSize}`, signal);
  }

  endCall(sessionId: string): Promise<void> {
    return this.#ask({ method: 'DELETE', path: `/v1/calls/${encodeURIComponent(sessionId)}` });
  }

  explain(question: Question, signal?: AbortSignal): Promise<ShownExplanation> {
    return this.#ask({ method: 'POST', path: '/v1/explain', body: question, signal });
  }

  searchBindings(search: BindingSearch & Paging, signal?: AbortSignal): Promise<Page<ShownBinding>> {
    return this.#ask({ method: 'POST', path: '/v1/bindings/search', body: search, signal });
  }

  binding(subscriptionId: string, signal?: AbortSignal): Promise<ShownBinding> {
    return this.#get(`/v1/bindings/${encodeURIComponent(subscriptionId)}`, signal);
  }

  /** No phone number is in a URL: `findNumber` asks for one. */
  numbers(search: NumberSearch & Paging, signal?: AbortSignal): Promise<Page<ShownNumber>> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) {
      if (value !== undefined) query.set(name, String(value));
    }
    return this.#get(`/v1/numbers?${query}`, signal);
  }

  findNumber(number: string, signal?: AbortSignal): Promise<ShownNumber> {
    return this.#ask({ method: 'POST', path: '/v1/numbers/find', body: { number }, signal });
  }

  prompts(signal?: AbortSignal): Promise<Page<ShownPrompt>> {
    return this.#get('/v1/prompts', signal);
  }

  /** A WAV file. */
  async promptAudio(name: string, language?: string): Promise<Blob> {
    const query = language === undefined ? '' : `?${new URLSearchParams({ language })}`;
    const response = await this.#send({
      method: 'GET',
      path: `/v1/prompts/${encodeURIComponent(name)}${query}`,
    });
    return response.blob();
  }

  putPrompt(name: string, audio: Blob): Promise<void> {
    return this.#ask({ method: 'PUT', path: `/v1/prompts/${encodeURIComponent(name)}`, audio });
  }

  removePrompt(name: string): Promise<void> {
    return this.#ask({ method: 'DELETE', path: `/v1/prompts/${encodeURIComponent(name)}` });
  }

  #get<T>(path: string, signal: AbortSignal | undefined): Promise<T> {
    return this.#ask({ method: 'GET', path, signal });
  }

  async #ask<T>(request: Request): Promise<T> {
    const response = await this.#send(request);
    return response.status === 204 ? (undefined as T) : read(response);
  }

  /** Resolves with a success only. */
  async #send(request: Request): Promise<Response> {
    const response = await send(request, { authorization: `Bearer ${this.#token}` });
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (response.status === 401) this.#onRefused(problem);
    throw problem;
  }
}

async function send(
  { method, path, body, audio, signal }: Request,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const timeout = AbortSignal.timeout(PATIENCE);
  try {
    return await fetch(path, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(audio !== undefined && { 'content-type': 'audio/wav' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(audio !== undefined && { body: audio }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
  } catch {
    throw timeout.aborted ? tooSlow(PATIENCE / 1000) : unreachable();
  }
}

async function read<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch {
    throw new Problem('Expected JSON of Callveil, found something else.', response.status, 'not-ours');
  }
}
