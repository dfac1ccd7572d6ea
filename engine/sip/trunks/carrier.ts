/** A carrier's SIP interconnect: known by the addresses its calls come from, reached at one next hop. */
import { addressList, addressOfUri } from '../../../config/address.js';
import type { TrunkConfig } from '../../../config/config.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { CallerUsers, IncomingCall, Login } from '../signaling.js';
import { TrunkLimit, type TrunkCounts } from './limit.js';
import type { TrunkHealth } from './health.js';
import { contactUserOf } from './registration-terms.js';
import { NumberWriting } from './number-writing.js';
import { TrunkProof, type ProofMemory } from './proof.js';
import { hostsOf, routedBy } from './service-route.js';
import { TrunkIdentity } from './trunk-identity.js';
import type { NumberRules, Route, Trunk } from './trunks.js';

export class CarrierTrunk extends TrunkLimit implements Trunk {
  readonly name: string;
  readonly contact: Trunk['contact'];
  readonly mediaSource: Trunk['mediaSource'];
  readonly latchFrom: readonly string[];
  readonly encryption: Trunk['encryption'];
  readonly mediaFamily: Trunk['mediaFamily'];
  readonly codecs: Trunk['codecs'];
  readonly credentials: Login | undefined;
  readonly sessionSeconds: number;
  readonly reliableProvisionals: Trunk['reliableProvisionals'];
  readonly alwaysOffers: boolean;
  readonly firstAnswerMs: number;
  readonly ringTimeoutMs: number | undefined;
  readonly earlyMedia: Trunk['earlyMedia'];
  readonly messages: boolean;
  /** How its requests are proved to be its own, beside their address; undefined if the address is enough. */
  readonly proof: TrunkProof | undefined;
  readonly failoverOn: ReadonlySet<number>;
  readonly #health: TrunkHealth;
  readonly #config: TrunkConfig;
  readonly #numbers: NumberWriting;
  readonly #identity: TrunkIdentity;
  readonly #addresses: { has(address: string): boolean };
  /** Names in client certificates. */
  readonly #certificates: ReadonlySet<string>;

  constructor(
    config: TrunkConfig,
    policy: NumberRules,
    health: TrunkHealth,
    memory: ProofMemory,
    counts: TrunkCounts,
  ) {
    super(config, counts);
    this.name = config.name;
    const { register } = config;
    this.contact = register && {
      user: decodeURIComponent(
        contactUserOf(register, register.registrar ?? config.to ?? '', config.credentials),
      ),
      dialledFrom: register.dialledFrom,
    };
    this.mediaSource = config.media.source;
    this.latchFrom = config.media.latchFrom;
    this.encryption = config.media.encryption;
    this.mediaFamily = mediaFamilyOf(config);
    this.codecs = codecsOf(config);
    this.credentials = config.credentials;
    this.sessionSeconds = config.sessionTimerSeconds;
    this.reliableProvisionals = config.reliableProvisionals;
    this.alwaysOffers = config.alwaysOffer;
    this.firstAnswerMs = config.firstAnswerSeconds * 1000;
    this.ringTimeoutMs = config.ringTimeoutSeconds && config.ringTimeoutSeconds * 1000;
    this.earlyMedia = config.earlyMedia;
    this.messages = config.messages === 'sip';
    this.failoverOn = new Set(config.failoverOn);
    this.proof =
      config.authenticate && new TrunkProof(config.name, config.authenticate, config.credentials, memory);
    this.#health = health;
    this.#config = config;
    this.#numbers = new NumberWriting(config, policy);
    this.#identity = new TrunkIdentity(config, this.#numbers);
    this.#addresses = addressList(config.from);
    this.#certificates = new Set(config.fromCertificates.map((name) => name.toLowerCase()));
  }

  get isSilent(): boolean {
    return this.#health.stateOf(this.name) === 'silent';
  }

  fellSilent(): void {
    this.#health.fell(this.name);
  }

  heard(): void {
    this.#health.heard(this.name);
  }

  served(): void {
    this.#health.served(this.name);
  }

  refuses(ms: number): void {
    this.#health.refuses(this.name, ms);
  }

  /** What happens to its calls while we are not registered with it. */
  get unregistered(): 'last' | 'never' | undefined {
    return this.#config.register?.unregistered;
  }

  get callsGoOut(): boolean {
    return this.#config.to !== undefined;
  }

  /**
   * Whether a message from that address shows that the host of its calls is up. For a name, any of its addresses does.
   */
  isReachedAt(address: string): boolean {
    const { to } = this.#config;
    if (to === undefined) return false;
    const literal = addressOfUri(to);
    return literal === undefined ? this.#addresses.has(address) : literal === address;
  }

  /** It has no fixed addresses: its digest alone shows that a request is its own. */
  get isAnywhere(): boolean {
    return this.proof !== undefined && this.#config.from.length === 0;
  }

  isSourceOf(source: IncomingCall['source']): boolean {
    if (this.#addresses.has(source.address)) return true;
    return source.certificateNames?.some((name) => this.#certificates.has(name)) === true;
  }

  callerNumber(users: CallerUsers): E164 | undefined {
    return this.#identity.callerOf(users);
  }

  dialledNumber(raw: string): E164 | undefined {
    return this.#numbers.read(raw, 'called');
  }

  /** Undefined if no calls go out here. `serviceRoutes`: of its registrar, if there are any. */
  routeTo(callee: E164, display: E164 | undefined, serviceRoutes?: readonly string[]): Route | undefined {
    const { to, credentials, register } = this.#config;
    if (to === undefined) return undefined;
    const called = this.#numbers.write(callee, 'called');
    const shown = display === undefined ? undefined : this.#numbers.write(display, 'caller');
    return {
      trunk: this,
      uri: this.#identity.requestUri(to, called),
      nextHop: to,
      ...(register?.serviceRoute === true && routedBy(serviceRoutes, this.#config)),
      display: shown,
      ...this.#identity.terms(called, shown),
      ...(credentials === undefined ? {} : { credentials }),
      ...(this.#config.followRedirects && { redirects: hostsOf(this.#config) }),
    };
  }
}

/** Undefined if the family of its SIP decides. */
export function mediaFamilyOf({ media: { addressFamily } }: TrunkConfig): Trunk['mediaFamily'] {
  return addressFamily === 'auto' ? undefined : addressFamily === 'ipv6' ? 6 : 4;
}

/** Undefined if the trunk has no rules for codecs. */
export function codecsOf({
  media: { codecs: names, packetMilliseconds: packetMs },
}: TrunkConfig): Trunk['codecs'] {
  return names.length === 0 && packetMs === undefined ? undefined : { names, packetMs };
}
