/** What waits in the outbox, and what became of the pushes to applications. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { BoundedLabel } from './bounded-label.js';

/** From a push that succeeds at once to the last repetition of the default schedule, ten hours later. */
const DELAY_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 36_000];

/** The messages that wait for one receiver. */
export interface WaitingReceiver {
  readonly appKey: string;
  readonly channel: string;
  readonly waiting: number;
  /** When what the oldest one tells happened, milliseconds since 1970; 0 if that is unknown. */
  readonly oldestAt: number;
  readonly isDown: boolean;
}

/** One push, of one message or of several together. */
export interface Pushed {
  readonly appKey: string;
  readonly channel: string;
  readonly result: 'taken' | 'repeated' | 'given-up';
  /** HTTP status of the last answer; undefined if there was none. */
  readonly status: number | undefined;
  /** How many messages there were, and for each how long ago it happened what it tells, as far as that is known. */
  readonly groups: readonly string[];
  readonly delaysMs: readonly number[];
}

export class PushMetrics {
  readonly #applications: BoundedLabel;
  readonly #pushes: Counter;
  readonly #givenUp: Counter;
  readonly #delay: Histogram<'channel'>;
  readonly #waiting: Gauge;
  readonly #oldest: Gauge;
  readonly #down: Gauge;
  readonly #backlog: Gauge;
  readonly #backlogAge: Gauge;

  constructor(registry: Registry, applications: BoundedLabel) {
    this.#applications = applications;
    const registers = [registry];
    const labelNames = ['application', 'channel'];
    this.#pushes = new Counter({
      name: 'callveil_pushes_total',
      help: 'Pushes to applications by the answer: taken (2xx), 3xx, 4xx, 5xx, or none.',
      labelNames: [...labelNames, 'result'],
      registers,
    });
    this.#givenUp = new Counter({
      name: 'callveil_pushes_given_up_total',
      help: 'Messages that were given up after the last repetition; callveil-ctl events undelivered lists them.',
      ...{ labelNames, registers },
    });
    this.#delay = new Histogram({
      name: 'callveil_push_delay_seconds',
      help: 'How long ago it had happened what a message tells, when its application took it.',
      labelNames: ['channel'],
      buckets: DELAY_BUCKETS,
      registers,
    });
    const gauge = (name: string, help: string, labels: string[]): Gauge =>
      new Gauge({ name, help, labelNames: labels, registers });
    this.#waiting = gauge(
      'callveil_receiver_waiting',
      'Messages to an address of an application that it has not taken yet.',
      labelNames,
    );
    this.#oldest = gauge(
      'callveil_receiver_oldest_age_seconds',
      'Age of the oldest message that an address of an application has not taken yet.',
      labelNames,
    );
    this.#down = gauge('callveil_receiver_down', '1 while every push to that address fails.', labelNames);
    this.#backlog = gauge('callveil_outbox_messages', 'Messages that wait for all applications.', []);
    this.#backlogAge = gauge(
      'callveil_outbox_oldest_age_seconds',
      'Age of the oldest message that waits for any application; 0 without any.',
      [],
    );
  }

  pushed({ appKey, channel, result, status, groups, delaysMs }: Pushed): void {
    const receiver = { application: this.#applications.of(appKey), channel };
    this.#pushes.inc({ ...receiver, result: result === 'taken' ? result : answerOf(status) });
    if (result === 'given-up') this.#givenUp.inc(receiver, groups.length);
    if (result === 'taken') for (const delay of delaysMs) this.#delay.observe({ channel }, delay / 1000);
  }

  /** Receivers beyond the bound are added up. `now`: milliseconds since 1970. */
  collect(receivers: readonly WaitingReceiver[], now: number): void {
    for (const gauge of [this.#waiting, this.#oldest, this.#down]) gauge.reset();
    const ages = new Map<string, number>();
    let [messages, oldest] = [0, 0];
    for (const { appKey, channel, waiting, oldestAt, isDown } of receivers) {
      const receiver = { application: this.#applications.of(appKey), channel };
      const key = JSON.stringify(receiver);
      // The machine's clock may have been set back since.
      const age = oldestAt === 0 ? 0 : Math.max(0, now - oldestAt) / 1000;
      ages.set(key, Math.max(ages.get(key) ?? 0, age));
      this.#waiting.inc(receiver, waiting);
      this.#down.inc(receiver, isDown ? 1 : 0);
      this.#oldest.set(receiver, ages.get(key) ?? age);
      messages += waiting;
      oldest = Math.max(oldest, age);
    }
    this.#backlog.set(messages);
    this.#backlogAge.set(oldest);
  }
}

/** A redirection is not followed, so it is a refusal as well. */
function answerOf(status: number | undefined): string {
  return status === undefined || status < 300 || status > 599 ? 'none' : `${Math.floor(status / 100)}xx`;
}
