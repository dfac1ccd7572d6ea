/**
 * The proof that a request is a trunk's (RFC 3261 22): an address among the trunk's and a digest, or a digest alone for
 * a trunk without fixed addresses. Requests in a dialog need none: its tags are known to its participants alone, and a
 * BYE that is challenged may leave a call up at a peer that cannot answer. Nor does OPTIONS, by which trunks ask
 * whether we are there.
 *
 *    no digest asked ──▶ passed
 *    no answer, a nonce of another source or too old, an answer used before ──▶ challenged, each algorithm on its line
 *    wrong password, unknown user, or too many guesses before ──▶ 403, the same for all three
 *    right ──▶ passed, and remembered as that trunk's request
 */
import { credentialsFor, DigestAuthenticator } from '../digest.js';
import { Nonces } from '../nonces.js';
import type { IncomingCall, RejectOptions } from '../signaling.js';
import { GuessLimit } from './guess-limit.js';
import type { TrunkConfig } from '../../../config/config.js';

/** What outlives a reload: the nonces that peers hold, and who has guessed how often. */
export class ProofMemory {
  readonly nonces: Nonces;
  readonly guesses: GuessLimit;

  /** `elapsed`: milliseconds of a monotonic clock. */
  constructor(
    elapsed: () => number = () => performance.now(),
    readonly onRefused: (refusal: RefusedProof) => void = () => undefined,
    nonces = new Nonces(),
  ) {
    this.nonces = nonces;
    this.guesses = new GuessLimit(elapsed);
  }
}

/** A wrong answer to a challenge, for the log. */
export interface RefusedProof {
  readonly trunk: string;
  readonly address: string;
  readonly why: string;
}

/** A request outside a dialog that is not answered yet. */
export interface UnprovenRequest {
  readonly method: string;
  readonly source: IncomingCall['source'];
  /** Its Authorization and Proxy-Authorization, joined by commas. */
  readonly authorization: string | undefined;
  reject(status: number, options?: RejectOptions): void;
}

/** A trunk's users and what it is asked for. */
export class TrunkProof {
  readonly realm: string;
  readonly #status: 401 | 407;
  readonly #passwords: ReadonlyMap<string, string>;
  readonly #authenticator: DigestAuthenticator;

  constructor(
    readonly trunk: string,
    { users, realm, algorithms, status }: NonNullable<TrunkConfig['authenticate']>,
    credentials: TrunkConfig['credentials'],
    readonly memory: ProofMemory,
  ) {
    const accepted = users.length > 0 || credentials === undefined ? users : [credentials];
    this.realm = realm;
    this.#status = status === 'proxy' ? 407 : 401;
    this.#passwords = new Map(accepted.map(({ username, password }) => [username, password]));
    const passwordOf = (user: string): string | undefined => this.#passwords.get(user);
    this.#authenticator = new DigestAuthenticator({ realm, passwordOf, algorithms, nonces: memory.nonces });
  }

  hasUser(username: string | undefined): boolean {
    return username !== undefined && this.#passwords.has(username);
  }

  /** Whether the request may go on; otherwise it is answered. `scope`: what its nonce is bound to. */
  passes({ method, source, authorization, reject }: UnprovenRequest, scope: string): boolean {
    const { guesses, onRefused } = this.memory;
    const { address } = source;
    const limit = {
      mayTry: (user: string) => guesses.mayTry({ address, user }),
      wrong: (user: string, isUser: boolean) => guesses.wrong({ address, user }, isUser),
      right: (user: string) => guesses.right({ address, user }),
    };
    const verdict = this.#authenticator.judge(method, authorization, limit, scope);
    if (verdict.outcome === 'challenge') reject(this.#status, { challenges: verdict.challenges });
    if (verdict.outcome === 'refused') {
      reject(403);
      onRefused({ trunk: this.trunk, address, why: verdict.why });
    }
    return verdict.outcome === 'accepted';
  }
}

/**
 * Which of the trunks that a request may be of judges it: the one with its user. The answer for an unknown user is that
 * of the first. They have one realm, because the first challenge comes before there is a user.
 */
export function judgeOf<T extends { readonly proof?: TrunkProof | undefined }>(
  trunks: readonly T[],
  authorization: string | undefined,
): T | undefined {
  const [first] = trunks;
  if (trunks.length < 2 || authorization === undefined) return first;
  const username = credentialsFor(first?.proof?.realm ?? '', authorization)?.get('username');
  return trunks.find(({ proof }) => proof?.hasUser(username) === true) ?? first;
}

/** A call or a message as `UnprovenRequest`. */
export function unproven(
  method: string,
  incoming: Pick<IncomingCall, 'source' | 'authorization' | 'reject'>,
): UnprovenRequest {
  const { source, authorization } = incoming;
  return { method, source, authorization, reject: (status, options) => incoming.reject(status, options) };
}

const SUM_UP_EVERY_MS = 1000;

/** One line of the log a second at most, however many guess. */
export function tellRefusedProofs(
  logger: { warn(facts: object, message: string): void },
  clock: { after(ms: number, action: () => void): unknown },
): ProofMemory['onRefused'] {
  let requests = 0;
  return (first) => {
    requests += 1;
    if (requests > 1) return;
    clock.after(SUM_UP_EVERY_MS, () => {
      logger.warn({ part: 'trunks', requests, ...first }, 'requests with wrong credentials were refused');
      requests = 0;
    });
  };
}
