/** The trunks of the configuration file, as the call narrative sees them. */
import { isIP } from 'node:net';
import { addressOfUri } from '../../../config/address.js';
import type { Config, TrunkConfig } from '../../../config/config.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { Heard, IncomingCall, IncomingRegister, Login } from '../signaling.js';
import type { AnsweredSources, SourceChallenge } from '../signaling-speech.js';
import type { RegisteredUser } from '../../sipd/stack/stack.js';
import { CarrierTrunk } from './carrier.js';
import { hostOf } from './service-route.js';
import { judgeOf, ProofMemory, type UnprovenRequest } from './proof.js';
import { TrunkCounts, type TrunkRefusals } from './limit.js';
import { SoftphonesTrunk } from './softphones.js';
import { RouteRules, type RuledTrunk } from './route-rules.js';
import { TrunkHealth, type TrunkState } from './health.js';
import type { CallOrigin, MessageWay, NumberRules, Route, Trunk, Trunks } from './trunks.js';

/** Addresses and blocks of the trunks that are answered where their messages come from (`contact: source`). */
export function answeredAtSource(configs: readonly TrunkConfig[]): string[] {
  return configs
    .filter(({ contact }) => contact === 'source')
    .flatMap(({ from, to }) => {
      const address = to === undefined ? undefined : addressOfUri(to);
      return address === undefined ? from : [...from, address];
    });
}

/**
 * The sources that are no strangers: where calls come from, and where they go to, because OPTIONS and answers come from
 * there.
 */
export function answeredSources(configs: readonly TrunkConfig[], nonceKey: string): AnsweredSources {
  const hosts = configs.flatMap(({ to, register }) =>
    [to, register?.registrar].flatMap((uri) => (uri === undefined ? [] : hostOf(uri))),
  );
  const roaming = configs.find(({ authenticate, from }) => authenticate !== undefined && from.length === 0);
  return {
    blocks: [...configs.flatMap(({ from }) => from), ...hosts.filter((host) => isIP(host) !== 0)],
    certificates: configs.flatMap(({ fromCertificates }) =>
      fromCertificates.map((name) => name.toLowerCase()),
    ),
    names: hosts.filter((host) => isIP(host) === 0),
    registers: configs.some(({ type }) => type === 'softphones'),
    ...(roaming?.authenticate && { challenge: { ...challengeOf(roaming.authenticate), nonceKey } }),
  };
}

/** Addresses, blocks and names of the trunks whose connections carry the requests of both sides (RFC 5923). */
export function reusedConnections(configs: readonly TrunkConfig[]): string[] {
  return configs
    .filter(({ connectionReuse }) => connectionReuse)
    .flatMap(({ from, fromCertificates, to }) => [
      ...from,
      ...fromCertificates.map((name) => name.toLowerCase()),
      ...(to === undefined ? [] : [hostOf(to)]),
    ]);
}

/** A trunk as an operator sees it. */
export interface TrunkStatus {
  readonly name: string;
  readonly type: TrunkConfig['type'];
  readonly callsGoOut: boolean;
  readonly calls: number;
  /** 0: no limit. */
  readonly maxCalls: number;
  readonly state: TrunkState;
  /** How long it has not been up. */
  readonly ageMs?: number | undefined;
  /** Whether we are registered with it; undefined if it needs no registration. */
  readonly isRegistered?: boolean | undefined;
  readonly refusals: readonly TrunkRefusals[];
}

/** The challenge of trunks without fixed addresses, which have one realm. */
function challengeOf({
  realm,
  algorithms,
  status,
}: NonNullable<TrunkConfig['authenticate']>): Omit<SourceChallenge, 'nonceKey'> {
  return { realm, algorithms, status: status === 'proxy' ? 407 : 401 };
}

/** The trunks of a call: those with the lowest priority first, in proportion to their weights. */
export interface ExplainedRoutes {
  /** The place of the rule among `routes`; undefined if there are none, or none fits. */
  readonly rule?: number | undefined;
  readonly trunks: readonly RuledTrunk[];
}

const ALWAYS_UP = new TrunkHealth({
  holdMs: 0,
  clock: { elapsed: () => 0, after: () => () => undefined },
});

/** What outlives a reload, by the names of trunks, and what the trunks of a test do without. */
export interface TrunkSurroundings {
  readonly health: TrunkHealth;
  readonly proofs: ProofMemory;
  readonly counts: TrunkCounts;
  /** Whether we are registered with that trunk; undefined if it needs no registration. */
  readonly isRegistered: (trunk: string) => boolean | undefined;
  /** The Service-Route of that trunk's registrar. */
  readonly serviceRoutesOf: (trunk: string) => readonly string[] | undefined;
  /** From 0 up to, and without, 1. */
  readonly random: () => number;
}

export class ConfiguredTrunks implements Trunks {
  readonly #carriers: readonly CarrierTrunk[];
  readonly #health: TrunkHealth;
  readonly #rules: RouteRules;
  readonly #softphones: SoftphonesTrunk | undefined;
  readonly #asksForProof: boolean;
  readonly #isRegistered: (trunk: string) => boolean | undefined;
  readonly #serviceRoutesOf: (trunk: string) => readonly string[] | undefined;
  readonly #registers: boolean;
  /** Trunks by the source object of a request that has proved to be theirs. */
  readonly #proven = new WeakMap<IncomingCall['source'], CarrierTrunk>();

  /** `before`: the trunks that these replace. */
  constructor(
    { trunks: configs, routes }: Pick<Config, 'trunks' | 'routes'>,
    policy: NumberRules,
    {
      health = ALWAYS_UP,
      proofs = new ProofMemory(),
      counts = new TrunkCounts(),
      isRegistered = () => undefined,
      serviceRoutesOf = () => undefined,
      random = Math.random,
    }: Partial<TrunkSurroundings> = {},
    before?: ConfiguredTrunks,
  ) {
    this.#isRegistered = isRegistered;
    this.#serviceRoutesOf = serviceRoutesOf;
    this.#registers = configs.some(({ register }) => register !== undefined);
    this.#health = health;
    this.#rules = new RouteRules(routes, policy, random);
    this.#carriers = configs
      .filter(({ type }) => type === 'carrier')
      .map((config) => new CarrierTrunk(config, policy, health, proofs, counts));
    this.#asksForProof = this.#carriers.some(({ proof }) => proof !== undefined);
    const softphones = configs.find(({ type }) => type === 'softphones');
    this.#softphones =
      softphones &&
      new SoftphonesTrunk(softphones, policy, proofs.guesses, counts, before && before.#softphones);
  }

  /**
   * Whether a request outside a dialog may go on: a trunk that must prove its requests has done so, or none of that
   * source must. Otherwise it is answered here, before it counts as a call.
   */
  admits(request: UnprovenRequest): boolean {
    const { source, authorization } = request;
    if (!this.#asksForProof || this.#softphones?.at(source) !== undefined) return true;
    const here = this.#carriers.filter((carrier) => carrier.isSourceOf(source));
    const judges = here.length > 0 ? here : this.#carriers.filter(({ isAnywhere }) => isAnywhere);
    const judge = judgeOf(judges, authorization);
    if (judge?.proof === undefined) return true;
    if (!judge.proof.passes(request, here.length > 0 ? '' : source.address)) return false;
    this.#proven.set(source, judge);
    return true;
  }

  /** A registered phone has priority: it may share its address with a carrier on a machine for trials. */
  trunkOf(source: IncomingCall['source']): Trunk | undefined {
    const phones = this.#softphones?.at(source);
    if (phones !== undefined || !this.#asksForProof)
      return phones ?? this.#carriers.find((carrier) => carrier.isSourceOf(source));
    const open = (carrier: CarrierTrunk): boolean =>
      carrier.proof === undefined && carrier.isSourceOf(source);
    return this.#proven.get(source) ?? this.#carriers.find(open);
  }

  /**
   * A registered phone is nearer than any carrier; then the carriers that the rules name, those that are not up, or do
   * not know us, last.
   */
  routes(callee: E164, display: E164 | undefined, origin: CallOrigin = {}): readonly Route[] {
    const carriers = this.#carriersFor(callee, origin).filter(
      (carrier) => carrier.unregistered !== 'never' || this.#isRegistered(carrier.name) !== false,
    );
    const phones = this.#softphones?.routeTo(callee, display);
    const ways = carriers.flatMap(
      (trunk) => trunk.routeTo(callee, display, this.#serviceRoutesOf(trunk.name)) ?? [],
    );
    if (phones !== undefined) ways.unshift(phones);
    if (!this.#health.isAny && !this.#registers) return ways;
    return lastBehind(
      ways,
      ({ trunk: { name } }) => this.#isRegistered(name) === false || this.#health.passesOver(name),
    );
  }

  messageTrunks(callee: E164, origin: CallOrigin = {}): readonly string[] {
    const carriers = this.#carriersFor(callee, origin).map(({ name }) => name);
    const phones = this.#softphones?.reaches(callee) === true ? [this.#softphones.name] : [];
    // A trial is a call's: a message may go by SMPP, and one without an answer is not sent by another trunk.
    const isLast = (name: string): boolean =>
      this.#isRegistered(name) === false || this.#health.stateOf(name) !== 'up';
    return [...phones, ...lastBehind(carriers, isLast)];
  }

  messageWays(trunk: string, callee: E164, display: E164): readonly MessageWay[] {
    if (trunk === this.#softphones?.name) {
      const route = this.#softphones.routeTo(callee, display);
      if (route === undefined) return [];
      return [route, ...(route.alsoRing ?? [])].map(({ uri, nextHop }) => ({
        uri,
        ...(nextHop !== undefined && { nextHop }),
        display: route.display,
      }));
    }
    const carrier = this.#carriers.find(({ name }) => name === trunk);
    if (carrier?.unregistered === 'never' && this.#isRegistered(trunk) === false) return [];
    const route = carrier?.routeTo(callee, display);
    return route === undefined ? [] : [route];
  }

  takesMessages(trunk: string): boolean {
    if (trunk === this.#softphones?.name) return this.#softphones.takesMessages;
    return this.#carriers.some(({ name, messages, callsGoOut }) => name === trunk && messages && callsGoOut);
  }

  tryMessage(trunk: string): boolean {
    if (trunk === this.#softphones?.name) return this.#softphones.tryMessage();
    return this.#carriers.find(({ name }) => name === trunk)?.tryMessage() ?? true;
  }

  /** What `routes` chooses from, for people: nothing is drawn, and no silent trunk is tried for it. */
  explain(callee: E164, origin: CallOrigin): ExplainedRoutes {
    const reaches = this.#softphones?.reaches(callee) === true ? [this.#softphones.name] : [];
    if (this.#rules.isEmpty) {
      const names = this.#carriers.filter(({ callsGoOut }) => callsGoOut).map(({ name }) => name);
      return {
        trunks: [...reaches, ...names].map((name, index) => ({ name, priority: index + 1, weight: 1 })),
      };
    }
    const rule = this.#rules.ruleFor(callee, origin);
    const phones = reaches.map((name) => ({ name, priority: 0, weight: 1 }));
    const carriers = rule?.trunks.filter(({ name }) => this.#takesCalls(name)) ?? [];
    return { rule: rule?.place, trunks: [...phones, ...carriers] };
  }

  /** The carriers that calls go out to, with how each is. */
  get states(): readonly { readonly trunk: string; readonly state: TrunkState }[] {
    const ways = this.#carriers.filter(({ callsGoOut }) => callsGoOut);
    return ways.map(({ name }) => ({ trunk: name, state: this.#health.stateOf(name) }));
  }

  /** Every trunk, for operators. */
  list(): readonly TrunkStatus[] {
    const { isAny } = this.#health;
    const carriers = this.#carriers.map(({ name, used, max, callsGoOut, refusals }) => ({
      ...{ name, type: 'carrier' as const, calls: used, maxCalls: max, callsGoOut, refusals },
      state: this.#health.stateOf(name),
      ageMs: isAny ? this.#health.ageMs(name) : undefined,
      isRegistered: this.#isRegistered(name),
    }));
    if (this.#softphones === undefined) return carriers;
    const { name, used, max, refusals } = this.#softphones;
    const phones = { name, type: 'softphones' as const, calls: used, maxCalls: max, callsGoOut: true };
    return [...carriers, { ...phones, state: 'up', refusals }];
  }

  /** A trunk that may have been silent is there. */
  heardFrom(from: Heard): void {
    if (!this.#health.isAny) return;
    for (const carrier of this.#carriers) {
      if ('trunk' in from ? carrier.name === from.trunk : carrier.isReachedAt(from.address)) carrier.heard();
    }
  }

  /** Credentials for that trunk's challenges. */
  credentialsOf(name: string): Login | undefined {
    return this.#carriers.find((carrier) => carrier.name === name)?.credentials;
  }

  /** Where phones have registered from: a restarted SIP process must know them. */
  get users(): readonly RegisteredUser[] {
    return this.#softphones?.users ?? [];
  }

  /** Answers a REGISTER; without a softphones trunk no phone may register. */
  register(register: IncomingRegister): void {
    if (this.#softphones === undefined) register.reject(403);
    else this.#softphones.register(register);
  }

  /** A trunk with SMPP alone has none. */
  #takesCalls(trunk: string): boolean {
    return this.#carriers.some(({ name, callsGoOut }) => name === trunk && callsGoOut);
  }

  #carriersFor(callee: E164, origin: CallOrigin): readonly CarrierTrunk[] {
    if (this.#rules.isEmpty) return this.#carriers;
    const rule = this.#rules.ruleFor(callee, origin);
    if (rule === undefined) return [];
    return this.#rules
      .order(rule)
      .flatMap(({ name }) => this.#carriers.find((carrier) => carrier.name === name) ?? []);
  }
}

/** Those that are last behind the others, both in their order. Asks once about each. */
function lastBehind<Way>(ways: readonly Way[], isLast: (way: Way) => boolean): readonly Way[] {
  const last = new Set(ways.filter(isLast));
  return [...ways.filter((way) => !last.has(way)), ...last];
}
