/**
 * Sessions of signed-in operators, in memory: a restart of the engine ends them all. A session is found by a random id
 * that only its browser has; here is the hash of it. It ends after a time without use, and in any case after a longer one.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Operator } from './operator.js';

const ID_BYTES = 32;
/** Further sessions of one operator end the one that was unused longest; the same for all operators together. */
const MOST_OF_ONE = 20;
const MOST = 5000;

export interface SessionLimits {
  readonly idleMinutes: number;
  readonly hours: number;
}

/** Who is signed in. An account is looked up again at each request; the others are what they were. */
export interface SessionOf {
  readonly by: 'account' | 'token' | 'openid';
  /** The `nameKey` of an account, the hash of a token, or the subject of OpenID Connect. */
  readonly key: string;
  /** Missing for an account and for a token. */
  readonly operator?: Operator;
  /** OpenID Connect: what the provider's sign-out wants. */
  readonly idToken?: string;
}

interface Session {
  readonly of: SessionOf;
  readonly since: number;
  used: number;
}

export class Sessions {
  readonly #limits: () => SessionLimits;
  readonly #elapsed: () => number;
  readonly #sessions = new Map<string, Session>();

  constructor(limits: () => SessionLimits, elapsed: () => number) {
    this.#limits = limits;
    this.#elapsed = elapsed;
  }

  /** Answers the id, which is nowhere else. */
  begin(of: SessionOf): string {
    this.#sweep();
    const own = [...this.#sessions].filter(([, one]) => isSame(one.of, of));
    const tooMany = Math.max(0, own.length - MOST_OF_ONE + 1);
    for (const [hash] of byUse(own).slice(0, tooMany)) this.#sessions.delete(hash);
    if (this.#sessions.size >= MOST) {
      const [oldest] = byUse([...this.#sessions]);
      if (oldest !== undefined) this.#sessions.delete(oldest[0]);
    }
    const id = randomBytes(ID_BYTES).toString('base64url');
    const now = this.#elapsed();
    this.#sessions.set(hashOf(id), { of, since: now, used: now });
    return id;
  }

  /** `isAttended`: a person uses it; a page that asks by itself does not keep a session alive. */
  find(id: string, isAttended = true): SessionOf | undefined {
    const session = this.#sessions.get(hashOf(id));
    if (session === undefined) return undefined;
    if (this.#isOver(session)) {
      this.#sessions.delete(hashOf(id));
      return undefined;
    }
    if (isAttended) session.used = this.#elapsed();
    return session.of;
  }

  end(id: string): void {
    this.#sessions.delete(hashOf(id));
  }

  /** Ends every session of an account; answers how many there were. `but`: the id of one that goes on. */
  endOf(by: SessionOf['by'], key: string, but?: string): number {
    this.#sweep();
    const kept = but === undefined ? undefined : hashOf(but);
    const ended = [...this.#sessions].filter(([hash, { of }]) => isSame(of, { by, key }) && hash !== kept);
    for (const [hash] of ended) this.#sessions.delete(hash);
    return ended.length;
  }

  count(by: SessionOf['by'], key: string): number {
    return [...this.#sessions.values()].filter((one) => isSame(one.of, { by, key }) && !this.#isOver(one))
      .length;
  }

  #isOver({ since, used }: Session): boolean {
    const { idleMinutes, hours } = this.#limits();
    const now = this.#elapsed();
    return now - used >= idleMinutes * 60_000 || now - since >= hours * 3_600_000;
  }

  #sweep(): void {
    for (const [hash, session] of this.#sessions) if (this.#isOver(session)) this.#sessions.delete(hash);
  }
}

function byUse(sessions: [string, Session][]): [string, Session][] {
  return sessions.sort(([, one], [, other]) => one.used - other.used);
}

function isSame(one: SessionOf, other: SessionOf): boolean {
  return one.by === other.by && one.key === other.key;
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('base64');
}
