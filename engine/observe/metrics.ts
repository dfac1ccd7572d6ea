/** Metrics for Prometheus: counts that the parts keep anyway, read on request; nothing is counted twice. */
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { LoadPart } from '../load.js';
import { BoundedLabel } from './metrics/bounded-label.js';
import { CallMetrics } from './metrics/call-metrics.js';
import { HttpMetrics } from './metrics/http-metrics.js';
import { MediaMetrics, type MediaLoad } from './metrics/media-metrics.js';
import { PushMetrics, type WaitingReceiver } from './metrics/push-metrics.js';
import { StoreMetrics, type StoreSources } from './metrics/store-metrics.js';
import { TrunkMetrics, type TrunkSources } from './metrics/trunk-metrics.js';

export interface MetricSources extends TrunkSources, StoreSources {
  /** How far each part is from its limit. */
  readonly load?: () => readonly LoadPart[];
  readonly calls: () => number;
  /** Whether new calls are refused because the engine drains. */
  readonly draining?: () => boolean;
  /** Messages that have not ended. */
  readonly messages?: () => number;
  readonly bindings: () => number;
  readonly media: () => MediaLoad;
  /** Messages that wait for applications. */
  readonly receivers: () => Promise<readonly WaitingReceiver[]>;
  /** How many lines of the log were lost. */
  readonly lostLines?: () => number;
  /** Lines of the log at the levels error and fatal. */
  readonly errorLines?: () => number;
  /** Spans that could not be sent. */
  readonly lostSpans?: () => number;
  /** Entries of signaling in the engine, by table. */
  readonly signaling: () => Readonly<Record<string, number>>;
  /** Rejects while the SIP process is away. */
  readonly sip: () => Promise<SipCounters>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
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

export interface DescribedMetric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
  readonly help: string;
}

/** What prom-client's metrics have, and its types do not say. */
interface Described {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labelNames?: readonly string[];
}

export class Metrics {
  readonly calls: CallMetrics;
  readonly trunks: TrunkMetrics;
  readonly pushes: PushMetrics;
  readonly http: HttpMetrics;
  readonly media: MediaMetrics;
  readonly #stores: StoreMetrics;
  readonly #registry = new Registry();
  readonly #messages: Counter;
  readonly #sipd: Gauge;
  readonly #held: Gauge;
  readonly #connections: Gauge;
  readonly #expiries: Gauge;
  readonly #load: Gauge;
  readonly #sources: MetricSources;

  constructor(sources: MetricSources) {
    this.#sources = sources;
    const registers = [this.#registry];
    // The default wakes an idle engine a hundred times a second.
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: 50 });
    const names = { applications: new BoundedLabel(), trunks: new BoundedLabel() };
    this.calls = new CallMetrics(this.#registry, names);
    this.trunks = new TrunkMetrics(this.#registry, sources, names.trunks);
    this.pushes = new PushMetrics(this.#registry, names.applications);
    this.http = new HttpMetrics(this.#registry);
    this.media = new MediaMetrics(this.#registry, sources.media, names.trunks);
    this.#stores = new StoreMetrics(this.#registry, sources);
    this.#messages = new Counter({
      name: 'callveil_messages_total',
      help: 'Short messages by what became of them; a receipt that comes later counts once more.',
      labelNames: ['result'],
      registers,
    });
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
    this.#load = new Gauge({
      name: 'callveil_load',
      help: 'How loaded each part is: 1 is its limit (limits in the configuration), and new calls are refused.',
      labelNames: ['part'],
      registers,
    });
    this.#sipd = new Gauge({
      name: 'callveil_sipd',
      help: 'Counters of the embedded SIP server.',
      labelNames: ['counter'],
      registers,
    });
    this.#plainGauges();
  }

  #plainGauges(): void {
    const { calls, draining, messages, bindings, media, lostLines, errorLines, lostSpans } = this.#sources;
    const none = (): number => 0;
    this.#gauge('callveil_calls', 'Calls in work.', calls);
    this.#gauge('callveil_draining', '1 while the engine drains: it takes no new calls.', () =>
      Number(draining?.() ?? false),
    );
    this.#gauge('callveil_messages_waiting', 'Short messages accepted and not ended.', messages ?? none);
    this.#gauge('callveil_bindings', 'Bindings in force.', bindings);
    this.#gauge('callveil_media_sessions', 'Media sessions open.', () => media().sessions);
    this.#gauge(
      'callveil_media_port_pairs_free',
      'RTP and RTCP port pairs free; a call takes two.',
      () => media().portsFree,
    );
    this.#gauge(
      'callveil_log_lines_lost',
      'Lines of the log that could not be written, since the start.',
      lostLines ?? none,
    );
    this.#gauge(
      'callveil_log_errors',
      'Lines of the log of the levels error and fatal since the start: each is a failure to look at.',
      errorLines ?? none,
    );
    this.#gauge(
      'callveil_spans_lost',
      'Spans that no collector took, since the start; only with tracing.',
      lostSpans ?? none,
    );
  }

  messageEnded(result: string): void {
    this.#messages.inc({ result });
  }

  /** Each metric that begins with `callveil_`, for the manual and the dashboards. */
  get described(): readonly DescribedMetric[] {
    return this.#registry
      .getMetricsAsArray()
      .filter(({ name }) => name.startsWith('callveil_'))
      .map((metric) => {
        const { name, help, type, labelNames = [] } = metric as unknown as Described;
        return { name, help, type, labels: labelNames };
      });
  }

  /** The text that Prometheus reads. */
  async text(): Promise<{ readonly contentType: string; readonly body: string }> {
    const { sip, receivers, load, now } = this.#sources;
    const counters = await sip().catch(() => undefined);
    this.pushes.collect(await receivers(), now());
    await this.#stores.collect();
    this.trunks.collect();
    this.media.collect();
    this.#load.reset();
    for (const { part, value } of load?.() ?? []) this.#load.set({ part }, value);
    for (const [name, value] of Object.entries(counters?.stack ?? {}))
      this.#sipd.set({ counter: name }, value);
    this.#setHeld(counters);
    this.#setTls(counters);
    return { contentType: this.#registry.contentType, body: await this.#registry.metrics() };
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
