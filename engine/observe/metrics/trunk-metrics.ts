/** What is known and counted of trunks: their calls, what they refuse, and how they are. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { BoundedLabel } from './bounded-label.js';
import { callResult } from './call-metrics.js';

/** The states of `TrunkHealth`, which this folder may not import. */
const STATES = ['up', 'silent', 'refusing'];

/** A trunk as it is now. */
export interface ShownTrunk {
  readonly trunk: string;
  /** Undefined if calls do not go out to it. */
  readonly state?: string | undefined;
  readonly calls?: number | undefined;
  /** 0: no limit. */
  readonly maxCalls?: number | undefined;
}

export interface TrunkSources {
  readonly trunks: () => readonly ShownTrunk[];
  /** The trunks that we register with. */
  readonly registrations?: () => readonly { readonly trunk: string; readonly isRegistered: boolean }[];
  /** Connections over SMPP. */
  readonly binds?: () => readonly {
    readonly trunk: string;
    readonly server: string;
    readonly isBound: boolean;
  }[];
}

/** What became of one INVITE to a trunk. */
export interface TriedTrunk {
  readonly trunk: string;
  /** Final status; undefined if there was none. */
  readonly status: number | undefined;
  readonly outcome: 'answered' | 'refused' | 'unanswered' | 'silent' | 'called-off' | 'failed';
}

export class TrunkMetrics {
  readonly #sources: TrunkSources;
  readonly #names: BoundedLabel;
  readonly #attempts: Counter;
  readonly #gauges: Readonly<Record<'calls' | 'limit' | 'silent' | 'state' | 'registered' | 'bound', Gauge>>;

  constructor(registry: Registry, sources: TrunkSources, names: BoundedLabel) {
    this.#sources = sources;
    this.#names = names;
    const gauge = (name: string, help: string, ...more: string[]): Gauge =>
      new Gauge({ name, help, labelNames: ['trunk', ...more], registers: [registry] });
    this.#attempts = new Counter({
      name: 'callveil_trunk_attempts_total',
      help: 'INVITEs to a trunk by what became of them: answered, the class of the refusal, unanswered (it rang), silent, called-off or failed.',
      labelNames: ['trunk', 'result'],
      registers: [registry],
    });
    this.#gauges = {
      calls: gauge('callveil_trunk_calls', 'Calls on the trunk now, of both directions.'),
      limit: gauge(
        'callveil_trunk_calls_limit',
        'How many calls it may carry (maxCalls); only with a limit.',
      ),
      silent: gauge(
        'callveil_trunk_silent',
        '1 while nothing has been heard of the trunk since a call to it got no answer of any kind; it is tried last.',
      ),
      state: gauge(
        'callveil_trunk_state',
        '1 for the state a trunk is in: up, silent (does not answer) or refusing (wants no calls at the moment).',
        'state',
      ),
      registered: gauge(
        'callveil_trunk_registered',
        '1 while the registrar of the trunk has our binding; only for trunks with `register`.',
      ),
      bound: gauge(
        'callveil_smpp_bound',
        'Connections over SMPP that are bound, by trunk and server; only for trunks with `smpp`.',
        'server',
      ),
    };
  }

  tried({ trunk, status, outcome }: TriedTrunk): void {
    const result = outcome === 'refused' ? callResult(status ?? 0) : outcome;
    this.#attempts.inc({ trunk: this.#names.of(trunk), result });
  }

  /** Sets what is as it is now. Trunks beyond the bound are added up. */
  collect(): void {
    const { calls, limit, silent, state: states, registered, bound } = this.#gauges;
    for (const gauge of Object.values(this.#gauges)) gauge.reset();
    for (const { trunk: name, state, calls: now, maxCalls = 0 } of this.#sources.trunks()) {
      const trunk = this.#names.of(name);
      if (now !== undefined) calls.inc({ trunk }, now);
      if (maxCalls > 0) limit.inc({ trunk }, maxCalls);
      if (state === undefined) continue;
      silent.inc({ trunk }, state === 'silent' ? 1 : 0);
      for (const each of STATES) states.inc({ trunk, state: each }, each === state ? 1 : 0);
    }
    for (const { trunk, isRegistered } of this.#sources.registrations?.() ?? [])
      registered.inc({ trunk: this.#names.of(trunk) }, isRegistered ? 1 : 0);
    for (const { trunk, server, isBound } of this.#sources.binds?.() ?? [])
      bound.inc({ trunk: this.#names.of(trunk), server }, isBound ? 1 : 0);
  }
}
