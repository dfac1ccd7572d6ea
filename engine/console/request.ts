/** One request to the API, and its answer; every failure is a Problem. */
import { say } from './language/language.js';
import { isUnattended } from './attendance.js';
import { Problem, tooSlow, unreachable } from './problem.js';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Undefined fields are not sent. */
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly body?: object;
  /** In place of `body`: sent as audio/wav. */
  readonly audio?: Blob;
  /** In place of `body`: sent as text/csv. */
  readonly csv?: string;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the whole answer is there, if it is more than usual. */
  readonly patience?: number;
}

const PATIENCE = 15_000;

/** Resolves with any answer, a refusal too. */
export async function send({
  method,
  path,
  query,
  body,
  audio,
  csv,
  signal,
  patience = PATIENCE,
}: Request): Promise<Response> {
  const timeout = AbortSignal.timeout(patience);
  try {
    return await fetch(addressOf(path, query), {
      method,
      headers: {
        ...(isUnattended() && { 'callveil-unattended': '1' }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(audio !== undefined && { 'content-type': 'audio/wav' }),
        ...(csv !== undefined && { 'content-type': 'text/csv' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(audio !== undefined && { body: audio }),
      ...(csv !== undefined && { body: csv }),
      cache: 'no-store',
      // The session is in a cookie.
      credentials: 'same-origin',
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
  } catch {
    throw timeout.aborted ? tooSlow(patience / 1000) : unreachable();
  }
}

export async function read<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch {
    throw new Problem(say('Expected JSON of Callveil, found something else.'), response.status, 'not-ours');
  }
}

function addressOf(path: string, query: Request['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search}`;
}
