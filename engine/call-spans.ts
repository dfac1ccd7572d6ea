/**
 * The spans of calls, made from what calls tell anyway. `call` is the root; its steps, and what happens in them, are
 * below it:
 *
 *   call ─┬─ admit
 *         ├─ resolve ─── ask          the application is asked (mode X)
 *         ├─ prepare
 *         ├─ announce
 *         ├─ dial ─┬─ invite          one for each trunk that was tried
 *         │        └─ ring            from the first 18x to the answer, or to the end of that try
 *         ├─ answer                   the caller is answered, the legs are bridged
 *         ├─ talk
 *         ├─ end                      both legs down, everything reported
 *         └─ push                     one for each push of an event or record, also hours later
 */
import type { EndedCall, TriedWay } from './call/call-parts.js';
import type { StepName } from './call/steps.js';
import type { Clock } from './clock.js';
import { isSampled, leafId, spanIdOf, traceIdOf, type Span } from './observe/trace/span.js';
import type { PushedMessages } from './report/webhooks.js';

/** The names of steps that are spoken of by another name. */
const NAMES: Readonly<Partial<Record<StepName, string>>> = {
  connect: 'answer',
  supervise: 'talk',
  finish: 'end',
};
/** No session's id: the groups of messages about numbers, and of records joined on disk. */
const NO_SESSION = /^\*$| /;
/** Notices of short messages are grouped by the message's id, which looks like a session's. */
const NO_CALLS = 'smsNotify';

export interface CallSpansOptions {
  readonly samplePercent: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly add: (span: Span) => void;
}

export class CallSpans {
  readonly #options: CallSpansOptions;

  constructor(options: CallSpansOptions) {
    this.#options = options;
  }

  /** A step of a call is over. */
  step(step: StepName, tookMs: number, sessionId: string): void {
    const name = NAMES[step] ?? step;
    this.#add(sessionId, { name, tookMs, spanId: spanIdOf(sessionId, name) });
  }

  asked(sessionId: string, answer: string, tookMs: number): void {
    const attributes = { 'callveil.answer': answer };
    const isError = answer === 'silent' || answer === 'wrong';
    this.#add(sessionId, { name: 'ask', parent: 'resolve', kind: 'client', tookMs, attributes, isError });
  }

  tried({ sessionId, trunk, outcome, status, alertedMs, tookMs }: TriedWay): void {
    const attributes = {
      'callveil.trunk': trunk,
      'callveil.outcome': outcome,
      'sip.status': outcome === 'answered' ? 200 : status,
    };
    const isError = outcome === 'silent' || outcome === 'failed' || (status ?? 0) >= 500;
    this.#add(sessionId, { name: 'invite', parent: 'dial', kind: 'client', tookMs, attributes, isError });
    if (alertedMs === undefined) return;
    this.#add(sessionId, {
      ...{ name: 'ring', parent: 'dial', tookMs: tookMs - alertedMs, isError: false },
      attributes: { 'callveil.trunk': trunk },
    });
  }

  ended({ facts, trunk, calleeTrunk }: EndedCall): void {
    const { sessionId, application, subscriptionId, arrivedAt, end, quality, answeredAt } = facts;
    const status = end?.sipStatus ?? 500;
    this.#add(sessionId, {
      ...{ name: 'call', kind: 'server', spanId: spanIdOf(sessionId, 'call') },
      // The root lasts until everything of the call is released, as its last step does.
      tookMs: Math.max(0, this.#options.clock.now() - arrivedAt),
      isError: status >= 500,
      attributes: {
        'callveil.session': sessionId,
        'callveil.application': application?.appKey,
        'callveil.mode': application?.mode,
        'callveil.binding': subscriptionId,
        'callveil.trunk': trunk,
        'callveil.callee_trunk': calleeTrunk,
        'callveil.ending': end?.kind,
        'callveil.answered': answeredAt !== undefined,
        'callveil.mos.caller': quality?.caller?.mos,
        'callveil.mos.callee': quality?.callee?.mos,
        'sip.status': status === 0 ? 200 : status,
      },
    });
  }

  /** Each call that the pushed messages tell of has a span for it. */
  pushed({ appKey, channel, result, status, tookMs, groups }: PushedMessages): void {
    if (channel === NO_CALLS) return;
    for (const sessionId of new Set(groups)) {
      if (NO_SESSION.test(sessionId)) continue;
      this.#add(sessionId, {
        ...{ name: 'push', kind: 'client', tookMs, isError: result !== 'taken' },
        attributes: {
          'callveil.application': appKey,
          'callveil.channel': channel,
          'callveil.result': result,
          'http.response.status_code': status,
        },
      });
    }
  }

  /** Something that has just ended. Without a parent's name it stands below the call. */
  #add(
    sessionId: string,
    {
      tookMs,
      parent = 'call',
      kind = 'internal',
      spanId = leafId(),
      isError = false,
      attributes = {},
      name,
    }: Partial<Omit<Span, 'name'>> & {
      readonly name: string;
      readonly tookMs: number;
      readonly parent?: string;
    },
  ): void {
    const traceId = traceIdOf(sessionId);
    const { samplePercent, clock, add } = this.#options;
    if (!isSampled(traceId, samplePercent)) return;
    const endedAt = clock.now();
    const parentId = name === 'call' ? undefined : spanIdOf(sessionId, parent);
    const startedAt = endedAt - Math.max(0, tookMs);
    add({ traceId, spanId, parentId, name, kind, startedAt, endedAt, attributes, isError });
  }
}
