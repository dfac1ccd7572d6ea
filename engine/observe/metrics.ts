/** Metrics for Prometheus: counts that the parts keep anyway, read on request; nothing is counted twice. */
import type { LoadPart } from '../load.js';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricSources {
  /** How far each part is from its limit. */
  readonly load?: () => readonly LoadPart[];
  readonly calls: () => number;
  /** Whether new calls are refused because the engine drains. */
  readonly draining?: () => boolean;
  /** Messages that have not ended. */
  readonly messages?: () => number;
  readonly bindings: () => number;
  readonly media: () => { readonly sessions: number; readonly portsFree: number };
  /** Messages that wait for applications. */
  readonly receivers: () => Promise<
    readonly {
      readonly appKey: string;
      readonly channel: string;
      readonly waiting: number;
      readonly isDown: boolean;
    }[]
  >;
  /** Why the journal accepts no changes. */
  readonly journal: () => readonly string[];
  /** Which parts cannot write because the disk is full, and how many lines of the log were lost. */
  readonly fullDisk?: () => readonly string[];
  readonly lostLines?: () => number;
  /** Lines of the log at the levels error and fatal. */
  readonly errorLines?: () => number;
  /** Entries of signaling in the engine, by table. */
  readonly signaling: () => Readonly<Record<string, number>>;
  /** The trunks that we register with. */
  readonly registrations?: () => readonly { readonly trunk: string; readonly isRegistered: boolean }[];
  /** Connections over SMPP. */
  readonly binds?: () => readonly {
    readonly trunk: string;
    readonly server: string;
    readonly isBound: boolean;
  }[];
  /** The trunks that calls go out to. */
  readonly trunks: () => readonly { readonly trunk: string; readonly state: string }[];
  /** Rejects while the SIP process is away. */
  readonly sip: () => Promise<SipCounters>;
}

/**
 * What our SIP stack counts, by counter (undefined with an external server), and what the SIP process holds, by table.
 */
export interface SipCounters {
  readonly stack?: Readonly<Record<string, number> & { transactions: number; dialogs: number }> | undefined;
  readonly held: Readonly<Record<string, number>>;
  readonly connections?: Readonly<Record<string, number>> | undefined;
  readonly certificates?:
    | readonly { readonly of: string; readonly names: readonly string[]; readonly expiresAt: number }[]
    | undefined;
}

/** Seconds: from what a step takes without waiting to how long a phone rings and people talk. */
const STEP_BUCKETS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800,
];

/** The states of `TrunkHealth`, which this folder may not import. */
const TRUNK_STATES = ['up', 'silent', 'refusing'];

export class Metrics {
  readonly #registry = new Registry();
  readonly #ended: Counter;
  readonly #messages: Counter;
  readonly #strangers: Counter;
  readonly #unauthentic: Counter;
  readonly #stuck: Counter;
  readonly #steps: Histogram<'step'>;
  /** A step's part of the histogram, made with the first call. */
  readonly #stepTimes = new Map<string, Histogram.Internal<'step'>>();
  readonly #sipd: Gauge;
  readonly #held: Gauge;
  readonly #connections: Gauge;
  readonly #expiries: Gauge;
  readonly #waiting: Gauge;
  readonly #down: Gauge;
  readonly #journal: Gauge;
  readonly #load: Gauge;
  readonly #silent: Gauge;
  readonly #trunkState: Gauge;
  readonly #bound: Gauge;
  readonly #registered: Gauge;
  readonly #fullDisk: Gauge;
  readonly #sources: MetricSources;

  constructor(sources: MetricSources) {
    this.#sources = sources;
    const registers = [this.#registry];
    // The default wakes an idle engine a hundred times a second.
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: 50 });
    this.#ended = new Counter({
      name: 'callveil_calls_ended_total',
      help: 'Calls by how they ended.',
      labelNames: ['ending'],
      registers,
    });
    this.#messages = new Counter({
      name: 'callveil_messages_total',
      help: 'Short messages by what became of them; a receipt that comes later counts once more.',
      labelNames: ['result'],
      registers,
    });
    this.#strangers = new Counter({
      name: 'callveil_media_strangers_total',
      help: 'RTP and RTCP packets dropped because they came from elsewhere than the leg’s SDP and its trunk’s media.source allow.',
      labelNames: ['trunk'],
      registers,
    });
    this.#unauthentic = new Counter({
      name: 'callveil_media_unauthentic_total',
      help: 'SRTP and SRTCP packets dropped because of a wrong tag, or because they had come before.',
      labelNames: ['trunk'],
      registers,
    });
    this.#steps = new Histogram({
      name: 'callveil_call_step_seconds',
      help: 'How long each step of a call took, whether the call went on after it or ended in it.',
      labelNames: ['step'],
      buckets: STEP_BUCKETS,
      registers,
    });
    this.#stuck = new Counter({
      name: 'callveil_calls_stuck_total',
      help: 'Calls that the watchdog had to end, as a part of them did not end by itself: each is a bug, or a part that hangs.',
      registers,
    });
    this.#gauge('callveil_calls', 'Calls in work.', sources.calls);
    this.#gauge('callveil_draining', '1 while the engine drains: it takes no new calls.', () =>
      Number(sources.draining?.() ?? false),
    );
    const { messages = () => 0 } = sources;
    this.#gauge('callveil_messages_waiting', 'Short messages accepted and not ended.', messages);
    this.#gauge('callveil_bindings', 'Bindings in force.', sources.bindings);
    this.#gauge('callveil_media_sessions', 'Media sessions open.', () => sources.media().sessions);
    this.#gauge(
      'callveil_media_port_pairs_free',
      'RTP and RTCP port pairs free; a call takes two.',
      () => sources.media().portsFree,
    );
    this.#held = new Gauge({
      name: 'callveil_held',
      help: 'Entries in each table of each process. Without calls all are zero but transactions, which go 32 s later.',
      labelNames: ['process', 'table'],
      registers,
    });
    this.#connections = new Gauge({
      name: 'callveil_sip_connections',
      help: 'Open SIP connections of both directions, by transport (tcp, tls).',
      labelNames: ['transport'],
      registers,
    });
    this.#expiries = new Gauge({
      name: 'callveil_sip_certificate_expiry_seconds',
      help: 'When a certificate that SIP over TLS shows expires, in seconds since 1970.',
      labelNames: ['of', 'name'],
      registers,
    });
    const labelNames = ['application', 'channel'];
    this.#waiting = new Gauge({
      name: 'callveil_receiver_waiting',
      help: 'Messages to an address of an application that it has not taken yet.',
      ...{ labelNames, registers },
    });
    this.#down = new Gauge({
      name: 'callveil_receiver_down',
      help: '1 while every push to that address fails.',
      ...{ labelNames, registers },
    });
    this.#journal = new Gauge({
      name: 'callveil_journal_ailment',
      help: '1 while the journal takes no changes for that reason; without any there is none.',
      labelNames: ['ailment'],
      registers,
    });
    this.#load = new Gauge({
      name: 'callveil_load',
      help: 'How loaded each part is: 1 is its limit (limits in the configuration), and new calls are refused.',
      labelNames: ['part'],
      registers,
    });
    this.#silent = new Gauge({
      name: 'callveil_trunk_silent',
      help: '1 while nothing has been heard of the trunk since a call to it got no answer of any kind; it is tried last.',
      labelNames: ['trunk'],
      registers,
    });
    this.#trunkState = new Gauge({
      name: 'callveil_trunk_state',
      help: '1 for the state a trunk is in: up, silent (does not answer) or refusing (wants no calls at the moment).',
      labelNames: ['trunk', 'state'],
      registers,
    });
    this.#registered = new Gauge({
      name: 'callveil_trunk_registered',
      help: '1 while the registrar of the trunk has our binding; only for trunks with `register`.',
      labelNames: ['trunk'],
      registers,
    });
    this.#bound = new Gauge({
      name: 'callveil_smpp_bound',
      help: 'Connections over SMPP that are bound, by trunk and server; only for trunks with `smpp`.',
      labelNames: ['trunk', 'server'],
      registers,
    });
    this.#fullDisk = new Gauge({
      name: 'callveil_disk_full',
      help: '1 while that part cannot write, as the disk is full; without any there is none.',
      labelNames: ['part'],
      registers,
    });
    this.#gauge(
      'callveil_log_lines_lost',
      'Lines of the log that could not be written, since the start.',
      sources.lostLines ?? (() => 0),
    );
    this.#gauge(
      'callveil_log_errors',
      'Lines of the log of the levels error and fatal since the start: each is a failure to look at.',
      sources.errorLines ?? (() => 0),
    );
    this.#sipd = new Gauge({
      name: 'callveil_sipd',
      help: 'Counters of the embedded SIP server.',
      labelNames: ['counter'],
      registers,
    });
  }

  /** `ending`: the kind of the call's ending; undefined if a call has none. */
  callEnded(ending: string | undefined): void {
    this.#ended.inc({ ending: ending ?? 'unknown' });
  }

  messageEnded(result: string): void {
    this.#messages.inc({ result });
  }

  /** `unauthentic`: how many of them had a wrong tag. */
  packetsDropped(trunk: string, packets: number, unauthentic: number): void {
    if (packets > unauthentic) this.#strangers.inc({ trunk }, packets - unauthentic);
    if (unauthentic > 0) this.#unauthentic.inc({ trunk }, unauthentic);
  }

  stepTook(step: string, milliseconds: number): void {
    let times = this.#stepTimes.get(step);
    if (times === undefined) this.#stepTimes.set(step, (times = this.#steps.labels({ step })));
    times.observe(milliseconds / 1000);
  }

  callStuck(): void {
    this.#stuck.inc();
  }

  /** The text that Prometheus reads. */
  async text(): Promise<{ readonly contentType: string; readonly body: string }> {
    const counters = await this.#sources.sip().catch(() => undefined);
    this.#waiting.reset();
    this.#down.reset();
    for (const { appKey: application, channel, waiting, isDown } of await this.#sources.receivers()) {
      this.#waiting.set({ application, channel }, waiting);
      this.#down.set({ application, channel }, isDown ? 1 : 0);
    }
    this.#setTrunks();
    this.#load.reset();
    for (const { part, value } of this.#sources.load?.() ?? []) this.#load.set({ part }, value);
    this.#registered.reset();
    for (const { trunk, isRegistered } of this.#sources.registrations?.() ?? [])
      this.#registered.set({ trunk }, isRegistered ? 1 : 0);
    this.#journal.reset();
    for (const ailment of this.#sources.journal()) this.#journal.set({ ailment }, 1);
    this.#fullDisk.reset();
    for (const part of this.#sources.fullDisk?.() ?? []) this.#fullDisk.set({ part }, 1);
    for (const [name, value] of Object.entries(counters?.stack ?? {}))
      this.#sipd.set({ counter: name }, value);
    this.#setHeld(counters);
    this.#setTls(counters);
    return { contentType: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  #setTrunks(): void {
    this.#bound.reset();
    for (const { trunk, server, isBound } of this.#sources.binds?.() ?? [])
      this.#bound.inc({ trunk, server }, isBound ? 1 : 0);
    this.#silent.reset();
    this.#trunkState.reset();
    for (const { trunk, state: current } of this.#sources.trunks()) {
      this.#silent.set({ trunk }, current === 'silent' ? 1 : 0);
      for (const state of TRUNK_STATES) this.#trunkState.set({ trunk, state }, state === current ? 1 : 0);
    }
  }

  #setTls(sip: SipCounters | undefined): void {
    this.#connections.reset();
    this.#expiries.reset();
    for (const [transport, open] of Object.entries(sip?.connections ?? {}))
      this.#connections.set({ transport }, open);
    for (const { of, names, expiresAt } of sip?.certificates ?? [])
      this.#expiries.set({ of, name: names[0] ?? '' }, expiresAt / 1000);
  }

  /** The tables of a process that is down are unknown, and omitted. */
  #setHeld(sip: SipCounters | undefined): void {
    const { calls, media, signaling } = this.#sources;
    const held = {
      engine: { calls: calls(), ...signaling() },
      media: { sessions: media().sessions },
      ...(sip && { sip: { ...tablesOf(sip.stack), ...sip.held } }),
    };
    this.#held.reset();
    for (const [process, tables] of Object.entries(held)) {
      for (const [table, size] of Object.entries(tables)) this.#held.set({ process, table }, size);
    }
  }

  #gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect: () => gauge.set(read()),
    });
  }
}

function tablesOf(stack: SipCounters['stack']): Readonly<Record<string, number>> {
  return stack === undefined ? {} : { transactions: stack.transactions, dialogs: stack.dialogs };
}
