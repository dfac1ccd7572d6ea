/**
 * Metrics and traces of the service: what its parts tell while they work, and what they are asked when Prometheus reads.
 */
import { hostname } from 'node:os';
import type { Config } from '../config/config.js';
import type { Media } from '../media/media.js';
import type { Journal } from '../routing/journal/journal.js';
import type { Routing } from '../routing/routing.js';
import type { OnAnswered } from './api/measured-requests.js';
import type { CallParts, EndedCall } from './call/call-parts.js';
import type { Calls } from './call/calls.js';
import { CallSpans } from './call-spans.js';
import type { Clock } from './clock.js';
import type { Messaging } from './messaging.js';
import type { FullDisk } from './observe/full-disk.js';
import type { LoadMeter } from './observe/load/load-meter.js';
import type { LogStream } from './observe/log-stream.js';
import type { Logger } from './observe/log.js';
import { Metrics, type SipCounters } from './observe/metrics.js';
import { SpanExporter } from './observe/trace/span-exporter.js';
import type { AskApplication } from './report/ask-application.js';
import type { Reporting, ReportingOptions } from './report/reporting.js';
import type { ConfiguredTrunks } from './sip/trunks/configured-trunks.js';
import type { Registrations } from './sip/trunks/registrations.js';
import { VERSION } from './version.js';

/** What is asked when Prometheus reads. */
export interface MeasuredParts {
  readonly calls: Calls;
  readonly routing: Routing;
  readonly media: Media;
  readonly journal: Journal;
  readonly signaling: { readonly held: Readonly<Record<string, number>>; counters(): Promise<SipCounters> };
  readonly trunks: () => ConfiguredTrunks;
  readonly registrations: Registrations;
  readonly messaging: Messaging;
  readonly reporting: Reporting;
  readonly fullDisk: FullDisk;
  readonly load: LoadMeter;
}

export class Measuring {
  readonly metrics: Metrics;
  readonly #clock: Clock;
  readonly #exporter: SpanExporter | undefined;
  readonly #spans: CallSpans | undefined;
  #parts: MeasuredParts | undefined;

  constructor(
    config: Pick<Config, 'dataDirectory' | 'recording' | 'prompts' | 'tracing'>,
    { output, logger, clock }: { readonly output: LogStream; readonly logger: Logger; readonly clock: Clock },
  ) {
    this.#clock = clock;
    const exporter = exporterOf(config, logger, clock);
    this.#exporter = exporter;
    this.#spans =
      exporter &&
      new CallSpans({
        ...{ clock, add: (span) => exporter.add(span) },
        samplePercent: config.tracing.samplePercent,
      });
    this.metrics = new Metrics({
      load: () => this.#of.load.parts,
      calls: () => this.#of.calls.size,
      draining: () => this.#of.calls.draining,
      messages: () => this.#of.messaging.waiting,
      bindings: () => this.#of.routing.bindings.count,
      media: () => ({ ...this.#of.media.load, workers: this.#of.media.workers }),
      journal: () => {
        const { ailments, available, waiting, store } = this.#of.journal;
        return { ailments, available, waiting, redis: store };
      },
      signaling: () => this.#of.signaling.held,
      trunks: () => this.#trunks(),
      registrations: () => this.#of.registrations.states,
      binds: () => this.#of.messaging.binds,
      receivers: () => this.#of.reporting.backlog(),
      folders: {
        data: config.dataDirectory,
        recordings: config.recording.directory,
        prompts: config.prompts.directory,
      },
      fullDisk: () => this.#of.fullDisk.parts,
      lostLines: () => output.lostLines,
      errorLines: () => output.errorLines,
      lostSpans: () => exporter?.lost ?? 0,
      sip: () => this.#of.signaling.counters(),
      now: () => clock.now(),
    });
  }

  /** Everything is built: only now may Prometheus read. */
  watch(parts: MeasuredParts): void {
    this.#parts = parts;
  }

  /** Sends the spans that wait. */
  async close(): Promise<void> {
    await this.#exporter?.close();
  }

  /** What calls tell. */
  get ofCalls(): Pick<CallParts, 'onStrangers' | 'onStep' | 'onTried' | 'onEnded' | 'onStuck'> {
    const { calls, media, trunks } = this.metrics;
    const spans = this.#spans;
    return {
      onStrangers: (trunk, packets, unauthentic) => media.dropped(trunk, packets, unauthentic),
      onStep: (step, milliseconds, sessionId) => {
        calls.stepTook(step, milliseconds);
        spans?.step(step, milliseconds, sessionId);
      },
      onTried: (tried) => {
        trunks.tried(tried);
        if (tried.alertedMs !== undefined) calls.rang(tried.trunk, tried.alertedMs);
        spans?.tried(tried);
      },
      onEnded: (ended) => {
        this.#ended(ended);
        spans?.ended(ended);
      },
      onStuck: () => calls.stuck(),
    };
  }

  /** What pushes tell. */
  get onPushed(): ReportingOptions['onPushed'] {
    return (pushed) => {
      this.metrics.pushes.pushed(pushed);
      this.#spans?.pushed(pushed);
    };
  }

  /** What requests to the APIs tell. */
  get onAnswered(): OnAnswered {
    return (request) => this.metrics.http.answered(request);
  }

  /** The same, measured. */
  asking(applications: AskApplication): AskApplication {
    return {
      ask: async (facts, signal) => {
        const since = this.#clock.elapsed();
        const answer = await applications.ask(facts, signal);
        const tookMs = this.#clock.elapsed() - since;
        this.metrics.calls.asked(answer.operation, tookMs);
        this.#spans?.asked(facts.sessionId, answer.operation, tookMs);
        return answer;
      },
    };
  }

  #ended({ facts, trunk, calleeTrunk, statistics }: EndedCall): void {
    const { application, end, answeredAt, endedAt, quality } = facts;
    this.metrics.calls.ended({
      application: application?.appKey,
      trunk,
      ending: end?.kind,
      sipStatus: end?.sipStatus ?? 500,
      answeredAt,
      endedAt,
      mos: { caller: quality?.caller?.mos, callee: quality?.callee?.mos },
    });
    if (statistics === undefined) return;
    if (trunk !== undefined) this.metrics.media.legEnded(trunk, statistics.caller);
    if (calleeTrunk !== undefined) this.metrics.media.legEnded(calleeTrunk, statistics.callee);
  }

  #trunks(): readonly { trunk: string; state?: string; calls: number; maxCalls: number }[] {
    return this.#of
      .trunks()
      .list()
      .map(({ name, calls, maxCalls, state, callsGoOut }) => ({
        trunk: name,
        ...(callsGoOut && { state }),
        ...{ calls, maxCalls },
      }));
  }

  get #of(): MeasuredParts {
    if (this.#parts === undefined)
      throw new TypeError('expected every part to be built before metrics are read');
    return this.#parts;
  }
}

/** Undefined without a collector. */
function exporterOf(
  { tracing }: Pick<Config, 'tracing'>,
  logger: Logger,
  clock: Clock,
): SpanExporter | undefined {
  const { url, authorization } = tracing;
  if (url === undefined) return undefined;
  const resource = { version: VERSION, instance: `${hostname()}-${process.pid}` };
  return new SpanExporter({ url, authorization, resource, clock, logger });
}
