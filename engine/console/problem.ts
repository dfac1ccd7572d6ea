/** Why the API did not do what was asked, in words for an operator. */
import type { ShownProblem } from '../api/operator/answers.js';
import { say } from './language/language.js';

export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    message: string,
    /** HTTP status; 0 if there was no answer. */
    readonly status: number,
    /** The value to match on: the API's `code`, or `no-answer`, or `not-ours` for an answer that is not the API's. */
    readonly code: string,
    /** Wrong fields by their position: `body/caller`, `querystring/areaCode`. */
    readonly faults: ReadonlyMap<string, string> = new Map(),
  ) {
    super(message);
  }
}

export function unreachable(): Problem {
  const silent = 'Callveil does not answer at {origin}. It may be stopped, or the network to it is cut.';
  return new Problem(say(silent, { origin: location.origin }), 0, 'no-answer');
}

export function tooSlow(seconds: number): Problem {
  return new Problem(say('Callveil has not answered for {seconds} seconds.', { seconds }), 0, 'no-answer');
}

/** Reads an answer that is not 2xx: the API's own problem, or the answer of a proxy in between. */
export async function problemOf(response: Response): Promise<Problem> {
  const { status, statusText } = response;
  const found: unknown = await response.json().catch(() => undefined);
  if (!isProblem(found)) {
    const answer = `${status} ${statusText}`.trim();
    return new Problem(say('Expected an answer of Callveil, found {answer}', { answer }), status, 'not-ours');
  }
  const faults = (found.errors ?? []).map(({ field, message }) => [field, message] as const);
  return new Problem(found.detail, status, found.code, new Map(faults));
}

function isProblem(value: unknown): value is ShownProblem {
  return typeof value === 'object' && value !== null && 'detail' in value && 'code' in value;
}
