/** What an application gets of its calls, and how: its own settings, else those of the service. */
import type { ReportsConfig } from '../../config/config.js';
import type { Application, Mode } from '../../routing/application.js';

export interface ReportSettings {
  readonly kinds: readonly string[];
  /** Of those that the original adds on request. */
  readonly fields: readonly string[];
  readonly pull: boolean;
  readonly retryMinutes: readonly number[];
  readonly pushTimeoutMs: number;
  readonly askTimeoutMs: number;
  readonly spId: string;
  readonly serviceType: Readonly<Record<Mode, string>>;
  readonly recordPushUrl: string | undefined;
}

/** The original's kinds. */
export const USUAL_KINDS: readonly string[] = [
  ...['callin', 'collectInfo', 'callout', 'alerting', 'answer', 'disconnect', 'fee', 'numStatus', 'smsEvent'],
];

const LONGEST_MINUTES = 10_080;
const MINUTE_MS = 60_000;

export class ReportsInForce {
  readonly #service: () => ReportsConfig;
  /** By application: an application is another object once it has changed, and so is the service's part. */
  #known = new WeakMap<Application, ReportSettings>();
  #before: ReportsConfig | undefined;

  constructor(service: () => ReportsConfig) {
    this.#service = service;
  }

  /** Those of the service that no application has for itself. */
  get service(): ReportsConfig {
    return this.#service();
  }

  of(application: Application): ReportSettings {
    const service = this.#service();
    if (service !== this.#before) this.#known = new WeakMap();
    this.#before = service;
    const known = this.#known.get(application);
    if (known !== undefined) return known;
    const settings = settingsOf(application, service);
    this.#known.set(application, settings);
    return settings;
  }

  /** No message waits longer between two pushes. */
  longestRetryMs(applications: readonly Application[]): number {
    const minutes = applications.flatMap((one) => this.of(one).retryMinutes);
    return Math.min(LONGEST_MINUTES, Math.max(1, ...minutes, ...this.#service().retryMinutes)) * MINUTE_MS;
  }
}

function settingsOf({ reports = {}, mode }: Application, service: ReportsConfig): ReportSettings {
  const { serviceType } = reports;
  return {
    kinds: reports.kinds ?? USUAL_KINDS,
    fields: reports.fields ?? [],
    pull: reports.pull ?? false,
    retryMinutes: reports.retryMinutes ?? service.retryMinutes,
    pushTimeoutMs: (reports.pushTimeoutSeconds ?? service.pushTimeoutSeconds) * 1000,
    askTimeoutMs: (reports.askTimeoutSeconds ?? service.askTimeoutSeconds) * 1000,
    spId: reports.spId ?? service.spId,
    serviceType:
      serviceType === undefined ? service.serviceType : { ...service.serviceType, [mode]: serviceType },
    recordPushUrl: reports.recordPushUrl ?? service.recordPushUrl,
  };
}
