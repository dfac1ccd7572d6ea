/** The trunks of the configuration file, as the call narrative sees them. */
import { isIP } from 'node:net';
import { addressOfUri } from '../../../config/address.js';
import type { TrunkConfig } from '../../../config/config.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { Heard, IncomingCall, IncomingRegister, Login } from '../signaling.js';
import type { AnsweredSources } from '../signaling-speech.js';
import type { RegisteredUser } from '../../sipd/stack/stack.js';
import { CarrierTrunk, hostOf } from './carrier.js';
import { SoftphonesTrunk } from './softphones.js';
import { TrunkSilence } from './silence.js';
import type { NumberRules, Route, Trunk, Trunks } from './trunks.js';

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
export function answeredSources(configs: readonly TrunkConfig[]): AnsweredSources {
  const hosts = configs.flatMap(({ to }) => (to === undefined ? [] : hostOf(to)));
  return {
    blocks: [...configs.flatMap(({ from }) => from), ...hosts.filter((host) => isIP(host) !== 0)],
    names: hosts.filter((host) => isIP(host) === 0),
    registers: configs.some(({ type }) => type === 'softphones'),
  };
}

const NEVER_HELD = new TrunkSilence({ holdMs: 0, elapsed: () => 0 });

export class ConfiguredTrunks implements Trunks {
  readonly #carriers: readonly CarrierTrunk[];
  readonly #silence: TrunkSilence;
  readonly #softphones: SoftphonesTrunk | undefined;

  constructor(configs: readonly TrunkConfig[], policy: NumberRules, silence = NEVER_HELD) {
    this.#silence = silence;
    this.#carriers = configs
      .filter(({ type }) => type === 'carrier')
      .map((config) => new CarrierTrunk(config, policy, silence));
    const softphones = configs.find(({ type }) => type === 'softphones');
    this.#softphones = softphones === undefined ? undefined : new SoftphonesTrunk(softphones, policy);
  }

  /** A registered phone has priority: it may share its address with a carrier on a machine for trials. */
  trunkOf(source: IncomingCall['source']): Trunk | undefined {
    return this.#softphones?.at(source) ?? this.#carriers.find((carrier) => carrier.isSourceOf(source));
  }

  /** A registered phone is nearer than any carrier; then carriers in the order of the file, silent ones last. */
  routes(callee: E164, display: E164): readonly Route[] {
    const ways = [this.#softphones, ...this.#carriers].flatMap(
      (trunk) => trunk?.routeTo(callee, display) ?? [],
    );
    if (!this.#silence.isAny) return ways;
    const last = new Set(ways.filter(({ trunk }) => this.#silence.passesOver(trunk.name)));
    return [...ways.filter((way) => !last.has(way)), ...last];
  }

  /** The carriers that calls go out to, with whether each is silent. */
  get silence(): readonly { readonly trunk: string; readonly isSilent: boolean }[] {
    const ways = this.#carriers.filter(({ callsGoOut }) => callsGoOut);
    return ways.map(({ name, isSilent }) => ({ trunk: name, isSilent }));
  }

  /** A trunk that may have been silent is there. */
  heardFrom(from: Heard): void {
    if (!this.#silence.isAny) return;
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
}
