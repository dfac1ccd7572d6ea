/** The softphones trunk: users who REGISTER with digest stand in for a carrier, to try Callveil out with two phones. */
import type { TrunkConfig } from '../../../config/config.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { RegisteredUser } from '../../sipd/stack/stack.js';
import { codecsOf, mediaFamilyOf } from './carrier.js';
import { DigestAuthenticator } from '../digest.js';
import type { GuessLimit } from './guess-limit.js';
import { Registrar } from './registrar.js';
import type { IncomingCall, IncomingRegister } from '../signaling.js';
import { TrunkLimit, type TrunkCounts } from './limit.js';
import type { NumberRules, Route, Trunk } from './trunks.js';

export class SoftphonesTrunk extends TrunkLimit {
  readonly #config: TrunkConfig;
  readonly #policy: NumberRules;
  readonly #registrar: Registrar;
  readonly #codecs: Trunk['codecs'];

  /** `before`: the one whose phones stay registered, as far as they still have an account. */
  constructor(
    config: TrunkConfig,
    policy: NumberRules,
    guesses: GuessLimit,
    counts: TrunkCounts,
    before?: SoftphonesTrunk,
  ) {
    super(config, counts);
    this.#config = config;
    this.#policy = policy;
    this.#codecs = codecsOf(config);
    const passwords = new Map(config.accounts.map(({ number, password }) => [number, password]));
    const authenticator = new DigestAuthenticator({
      realm: config.realm,
      passwordOf: (user) => passwords.get(user),
    });
    this.#registrar = before === undefined ? new Registrar({ authenticator, guesses }) : before.#registrar;
    if (before !== undefined) this.#registrar.trust(authenticator, (user) => passwords.has(user));
  }

  register(register: IncomingRegister): void {
    this.#registrar.handle(register);
  }

  /** Where its users have registered from. */
  get users(): readonly RegisteredUser[] {
    return [...this.#registrar.sources()];
  }

  /** The trunk as the phones at an address may use it; undefined if none has registered from there. */
  at(source: IncomingCall['source']): Trunk | undefined {
    const users = this.#registrar.usersAt(source.address, source.port);
    return users.length === 0 ? undefined : this.#view(users);
  }

  get name(): string {
    return this.#config.name;
  }

  get takesMessages(): boolean {
    return this.#config.messages === 'sip';
  }

  /** Whether a phone is registered under the number. */
  reaches(callee: E164): boolean {
    return this.#registrar.contactsOf(callee).length > 0;
  }

  /** Rings every phone registered under the number; undefined if there is none. */
  routeTo(callee: E164, display: E164 | undefined): Route | undefined {
    const [first, ...others] = this.#registrar.contactsOf(callee);
    if (first === undefined) return undefined;
    return {
      trunk: this.#view([]),
      uri: first.uri,
      nextHop: first.nextHop,
      display,
      ...(others.length === 0 ? {} : { alsoRing: others.map(({ uri, nextHop }) => ({ uri, nextHop })) }),
    };
  }

  /** A phone could write anything into From: it is believed only if it names an account registered from its address. */
  #view(users: readonly string[]): Trunk {
    return {
      name: this.#config.name,
      mediaSource: this.#config.media.source,
      latchFrom: this.#config.media.latchFrom,
      encryption: this.#config.media.encryption,
      mediaFamily: mediaFamilyOf(this.#config),
      codecs: this.#codecs,
      sessionSeconds: this.#config.sessionTimerSeconds,
      reliableProvisionals: this.#config.reliableProvisionals,
      alwaysOffers: this.#config.alwaysOffer,
      // An absent phone says nothing about the others.
      firstAnswerMs: this.#config.firstAnswerSeconds * 1000,
      ringTimeoutMs: this.#config.ringTimeoutSeconds && this.#config.ringTimeoutSeconds * 1000,
      earlyMedia: this.#config.earlyMedia,
      messages: this.takesMessages,
      isSilent: false,
      fellSilent: () => undefined,
      heard: () => undefined,
      served: () => undefined,
      refuses: () => undefined,
      refused: (status) => this.refused(status),
      callerNumber: ({ from: [raw = ''] }) => {
        const number = this.#policy.parse(raw);
        return number !== undefined && users.includes(number) ? number : undefined;
      },
      dialledNumber: (raw) => this.#policy.parse(raw),
      tryAcquire: () => this.tryAcquire(),
      release: () => this.release(),
    };
  }
}
