/**
 * Registrar of the softphones trunk (RFC 3261 10.3): where each user is. For trying Callveil out with a softphone or
 * two; registrations are in memory and end with the process, because a phone registers again by itself.
 */
import { hostPort } from '../../../config/address.js';
import type { RegisteredUser } from '../../sipd/stack/stack.js';
import type { IncomingRegister } from '../signaling.js';
import type { DigestAuthenticator, Guesses } from '../digest.js';
import { GuessLimit } from './guess-limit.js';

export interface RegistrarOptions {
  readonly authenticator: DigestAuthenticator;
  /** Milliseconds of a monotonic clock, for the age of registrations. */
  readonly now?: () => number;
  readonly maxContactsPerUser?: number;
  /** Shared with the trunks' logins, so that a guesser does not get a second limit by another method. */
  readonly guesses?: GuessLimit;
}

const DEFAULT_EXPIRY_SECONDS = 600;
const MAX_EXPIRY_SECONDS = 3600;
const MIN_EXPIRY_SECONDS = 10;

interface Registration {
  readonly uri: string;
  /** Where its REGISTER came from: a phone behind NAT is reached there, independent of its Contact. */
  readonly nextHop: string;
  readonly source: IncomingRegister['source'];
  readonly expiresAt: number;
}

export class Registrar {
  #options: Required<Omit<RegistrarOptions, 'guesses'>>;
  readonly #guesses: GuessLimit;
  readonly #registrations = new Map<string, Registration[]>();

  constructor(options: RegistrarOptions) {
    this.#options = { now: () => performance.now(), maxContactsPerUser: 4, ...options };
    this.#guesses = options.guesses ?? new GuessLimit(this.#options.now);
  }

  /** Other accounts and passwords are in force: users without an account are not registered any more. */
  trust(authenticator: DigestAuthenticator, isUser: (user: string) => boolean): void {
    this.#options = { ...this.#options, authenticator };
    for (const user of [...this.#registrations.keys()]) if (!isUser(user)) this.#registrations.delete(user);
  }

  /** Answers a REGISTER: 401, 403, 400, or 200 with the contacts in force. */
  handle(register: IncomingRegister): void {
    const { authenticator } = this.#options;
    const verdict = authenticator.judge('REGISTER', register.authorization, this.#guessesOf(register));
    if (verdict.outcome === 'challenge') return register.challenge(verdict.challenges);
    if (verdict.outcome === 'refused' || verdict.username !== register.user) return register.reject(403);
    if (register.removesAll) {
      if (register.expiresSeconds !== 0) return register.reject(400);
      this.#registrations.delete(register.user);
      return register.accept([]);
    }
    if (register.contacts.length > this.#options.maxContactsPerUser) return register.reject(403);
    register.contacts.forEach((contact) => this.#store(register, contact.uri, contact.expiresSeconds));
    register.accept(
      this.contactsOf(register.user).map((contact) => ({
        uri: contact.uri,
        expiresSeconds: Math.max(1, Math.round((contact.expiresAt - this.#options.now()) / 1000)),
      })),
    );
  }

  /** Registrations in force, newest first. */
  contactsOf(user: string): readonly Registration[] {
    const alive = (this.#registrations.get(user) ?? []).filter(
      (entry) => entry.expiresAt > this.#options.now(),
    );
    if (alive.length === 0) this.#registrations.delete(user);
    else this.#registrations.set(user, alive);
    return alive;
  }

  /** Where phones have registered from, with the remaining seconds. */
  *sources(): Iterable<RegisteredUser> {
    for (const user of [...this.#registrations.keys()]) {
      for (const { source, expiresAt } of this.contactsOf(user))
        yield { ...source, seconds: (expiresAt - this.#options.now()) / 1000 };
    }
  }

  /** The users registered from an address; one phone may hold several accounts. */
  usersAt(address: string, port: number): readonly string[] {
    const hop = `sip:${hostPort(address, port)};`;
    return [...this.#registrations.keys()].filter((user) =>
      this.contactsOf(user).some((contact) => contact.nextHop.startsWith(hop)),
    );
  }

  #guessesOf({ source: { address } }: IncomingRegister): Guesses {
    return {
      mayTry: (user) => this.#guesses.mayTry({ address, user }),
      wrong: (user, isUser) => this.#guesses.wrong({ address, user }, isUser),
      right: (user) => this.#guesses.right({ address, user }),
    };
  }

  #store(register: IncomingRegister, uri: string, contactExpires: number | undefined): void {
    const asked = contactExpires ?? register.expiresSeconds ?? DEFAULT_EXPIRY_SECONDS;
    const others = this.contactsOf(register.user).filter((entry) => entry.uri !== uri);
    if (asked === 0) {
      this.#registrations.set(register.user, others);
      return;
    }
    const seconds = Math.min(MAX_EXPIRY_SECONDS, Math.max(MIN_EXPIRY_SECONDS, asked));
    const { address, port, transport } = register.source;
    const entry = {
      uri,
      nextHop: `sip:${hostPort(address, port)};transport=${transport}`,
      source: register.source,
      expiresAt: this.#options.now() + seconds * 1000,
    };
    this.#registrations.set(register.user, [entry, ...others].slice(0, this.#options.maxContactsPerUser));
  }
}
