/**
 * Decides how to repeat an INVITE after a refusal that can be remedied: where it goes next, and its setting for
 * reliable provisionals. Each remedy is tried once, each target once, so that no peer can make it go on for ever.
 *
 *    421, requires 100rel ──▶ again, with Require: 100rel (RFC 3262 3, RFC 3261 21.4.16)
 *    420, lacks 100rel ──▶ again, without (RFC 3261 8.1.3.5)
 *    3xx ──▶ its Contacts by q, within the trunk's own hosts; refused there ──▶ the next of them (RFC 3261 8.1.3.4),
 *            unless it has rung there: a callee does not ring twice
 */
import type { InviteRequest } from '../sip/signaling.js';
import { RedirectTargets } from './redirect-targets.js';
import type { IncomingResponse } from './transactions/transactions.js';

/** One INVITE as it is sent. */
export interface Attempt {
  readonly uri: string;
  readonly nextHop: string | undefined;
  readonly reliable: 'off' | 'supported' | 'required';
}

export class InviteAttempts {
  readonly #request: Pick<InviteRequest, 'uri' | 'nextHop' | 'redirects'>;
  /** Once there is a redirection. */
  #targets: RedirectTargets | undefined;
  #mended: Set<number> | undefined;
  #current: Attempt;

  constructor(request: InviteRequest) {
    const { uri, nextHop, reliable = 'off' } = request;
    this.#current = { uri, nextHop, reliable };
    this.#request = request;
  }

  /** The attempt in progress. */
  get current(): Attempt {
    return this.#current;
  }

  /** The target has sent an 18x: only a redirection of its own leads on from there. */
  rang(): void {
    this.#targets?.clear();
  }

  /** What to send after that refusal; undefined if it is final. */
  next(refusal: IncomingResponse): Attempt | undefined {
    const next = this.#mend(refusal) ?? this.#redirect(refusal);
    if (next !== undefined) this.#current = next;
    return next;
  }

  #mend(refusal: IncomingResponse): Attempt | undefined {
    const { reliable } = this.#current;
    const { status } = refusal;
    if (this.#mended?.has(status) === true) return undefined;
    const asks = status === 421 && reliable !== 'required' && namesOnlyReliable(refusal.header('Require'));
    const lacks = status === 420 && reliable !== 'off' && namesReliable(refusal.header('Unsupported'));
    if (!asks && !lacks) return undefined;
    (this.#mended ??= new Set()).add(status);
    return { ...this.#current, reliable: asks ? 'required' : 'off' };
  }

  #redirect(refusal: IncomingResponse): Attempt | undefined {
    const { status } = refusal;
    const { redirects: hosts, uri, nextHop } = this.#request;
    if (hosts === undefined || status >= 600 || status === 487) return undefined;
    if (status < 400)
      (this.#targets ??= new RedirectTargets({ hosts, uri, nextHop, hasUser: true })).add(refusal);
    const target = this.#targets?.next();
    return target === undefined ? undefined : { ...this.#current, uri: target, nextHop: undefined };
  }
}

/** Whether 100rel is among the option tags of a header. */
export function namesReliable(extensions: string | undefined): boolean {
  return extensions !== undefined && tagsOf(extensions).includes('100rel');
}

/** Whether no extension is required that we lack. */
function namesOnlyReliable(extensions: string | undefined): boolean {
  const tags = tagsOf(extensions);
  return tags.includes('100rel') && tags.every((tag) => tag === '100rel' || tag === 'timer');
}

function tagsOf(extensions: string | undefined): string[] {
  return (extensions ?? '')
    .slice(0, 256)
    .split(',')
    .map((tag) => tag.trim().toLowerCase());
}
