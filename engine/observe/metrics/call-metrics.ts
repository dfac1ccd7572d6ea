/** What is counted of calls: how many came and were answered, how they ended, how long their parts took. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { BoundedLabel } from './bounded-label.js';

/** Seconds: from what a step takes without waiting to how long a phone rings and people talk. */
const STEP_BUCKETS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800,
];
const TALK_BUCKETS = [5, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200];
/** E.721 wants 3 to 11 s on average; carriers complain long before. */
const RING_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 8, 11, 16, 30];
const ASK_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10];
/** The limits of G.107 B.1 between the classes of satisfaction: 4.34, 4.03, 3.60, 3.10, 2.58. */
const MOS_BUCKETS = [1.5, 2, 2.58, 3.1, 3.6, 3.8, 4.03, 4.2, 4.34, 4.5];

/** A call that has ended. Times are milliseconds of one clock. */
export interface EndedCall {
  /** Undefined for a call to a number that no application owns. */
  readonly application: string | undefined;
  /** The trunk it came from; undefined if it was refused before that was known. */
  readonly trunk: string | undefined;
  /** Kind of the ending. */
  readonly ending: string | undefined;
  /** What the caller got: 0 for a call that was answered. */
  readonly sipStatus: number;
  readonly answeredAt: number | undefined;
  readonly endedAt: number | undefined;
  /** Estimated, 1 to 4.5, by the side that hears it. */
  readonly mos: { readonly caller?: number | undefined; readonly callee?: number | undefined };
}

export class CallMetrics {
  readonly #applications: BoundedLabel;
  readonly #trunks: BoundedLabel;
  readonly #attempts: Counter;
  readonly #answered: Counter;
  readonly #ended: Counter;
  readonly #received: Counter;
  readonly #stuck: Counter;
  readonly #steps: Histogram<'step'>;
  readonly #talk: Histogram;
  readonly #postDial: Histogram<'trunk'>;
  readonly #asked: Histogram<'result'>;
  readonly #mos: Histogram<'heard_by'>;
  /** A step's part of the histogram, made with the first call. */
  readonly #stepTimes = new Map<string, Histogram.Internal<'step'>>();

  constructor(
    registry: Registry,
    { applications, trunks }: { readonly applications: BoundedLabel; readonly trunks: BoundedLabel },
  ) {
    this.#applications = applications;
    this.#trunks = trunks;
    const registers = [registry];
    this.#attempts = new Counter({
      name: 'callveil_call_attempts_total',
      help: 'Calls that came, counted as they end, by application; none if no application owns the number dialled.',
      labelNames: ['application'],
      registers,
    });
    this.#answered = new Counter({
      name: 'callveil_calls_answered_total',
      help: 'Those of callveil_call_attempts_total that a callee answered.',
      labelNames: ['application'],
      registers,
    });
    this.#ended = new Counter({
      name: 'callveil_calls_ended_total',
      help: 'Calls by how they ended.',
      labelNames: ['ending'],
      registers,
    });
    this.#received = new Counter({
      name: 'callveil_trunk_calls_received_total',
      help: 'Calls from a trunk, by what it got: answered, or the class of the refusal.',
      labelNames: ['trunk', 'result'],
      registers,
    });
    this.#stuck = new Counter({
      name: 'callveil_calls_stuck_total',
      help: 'Calls that the watchdog had to end, as a part of them did not end by itself: each is a bug, or a part that hangs.',
      registers,
    });
    this.#steps = new Histogram({
      name: 'callveil_call_step_seconds',
      help: 'How long each step of a call took, whether the call went on after it or ended in it.',
      labelNames: ['step'],
      buckets: STEP_BUCKETS,
      registers,
    });
    this.#talk = new Histogram({
      name: 'callveil_call_talk_seconds',
      help: 'How long answered calls lasted, from the answer to the end.',
      buckets: TALK_BUCKETS,
      registers,
    });
    this.#postDial = new Histogram({
      name: 'callveil_post_dial_delay_seconds',
      help: 'From an INVITE to a trunk until its side rings or answers; without either there is none.',
      labelNames: ['trunk'],
      buckets: RING_BUCKETS,
      registers,
    });
    this.#asked = new Histogram({
      name: 'callveil_application_answer_seconds',
      help: 'How long an application was asked about a call (mode X), by its answer: connect, close, wrong or silent.',
      labelNames: ['result'],
      buckets: ASK_BUCKETS,
      registers,
    });
    this.#mos = new Histogram({
      name: 'callveil_call_mos',
      help: 'Estimated mean opinion score of each call (ITU-T G.107), by the side that hears it.',
      labelNames: ['heard_by'],
      buckets: MOS_BUCKETS,
      registers,
    });
  }

  ended({ application, trunk, ending, sipStatus, answeredAt, endedAt, mos }: EndedCall): void {
    const owner = { application: this.#applications.of(application ?? 'none') };
    this.#attempts.inc(owner);
    this.#ended.inc({ ending: ending ?? 'unknown' });
    if (trunk !== undefined)
      this.#received.inc({ trunk: this.#trunks.of(trunk), result: callResult(sipStatus) });
    if (mos.caller !== undefined) this.#mos.observe({ heard_by: 'caller' }, mos.caller);
    if (mos.callee !== undefined) this.#mos.observe({ heard_by: 'callee' }, mos.callee);
    if (answeredAt === undefined) return;
    this.#answered.inc(owner);
    this.#talk.observe(Math.max(0, (endedAt ?? answeredAt) - answeredAt) / 1000);
  }

  stepTook(step: string, milliseconds: number): void {
    let times = this.#stepTimes.get(step);
    if (times === undefined) this.#stepTimes.set(step, (times = this.#steps.labels({ step })));
    times.observe(milliseconds / 1000);
  }

  /** The callee's side of a trunk rings, or has answered without ringing. */
  rang(trunk: string, milliseconds: number): void {
    this.#postDial.observe({ trunk: this.#trunks.of(trunk) }, milliseconds / 1000);
  }

  asked(result: string, milliseconds: number): void {
    this.#asked.observe({ result }, milliseconds / 1000);
  }

  stuck(): void {
    this.#stuck.inc();
  }
}

/** A status of SIP as a label: `answered`, or its class. */
export function callResult(sipStatus: number): string {
  if (sipStatus === 0 || (sipStatus >= 200 && sipStatus <= 299)) return 'answered';
  return sipStatus >= 300 && sipStatus <= 699 ? `${Math.floor(sipStatus / 100)}xx` : 'failed';
}
