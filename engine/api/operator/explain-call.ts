/**
 * Why a call went as it did: from its record, from the call itself while it is in progress, or, for a call that never
 * reached an application and so has no record, from the last of those that were refused. Numbers in the statements are
 * masked for everyone.
 */
import { maskNumber } from '../../../routing/numbers/number.js';
import { ENDINGS, type EndingKind } from '../../call/ending.js';
import type { ActiveCall } from '../../call/calls.js';
import type { TriedTrunk } from '../../records/record-store.js';
import type { ShownStep } from './answers.js';
import type { ShownRecord } from './call-answers.js';
import type { OperatorContext, Operations, RefusedCall } from './context.js';
import { notFound } from './problems.js';
import { describeRecord, there } from './records.js';
import { reasonOf } from './record-reason.js';
import { answer, body, explainedSteps, failures } from './schemas.js';
import type { ShownPastExplanation } from './system-answers.js';

const sessionId = { type: 'string', minLength: 1, maxLength: 256 } as const;

export const explainCallOperation: Operations = (app, context) => {
  app.get<{ Querystring: { sessionId: string } }>(
    '/explain',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'explainCall',
        tags: ['calls'],
        summary: 'Why a call of the past, or one in progress, went as it did',
        description:
          'From the record, which is kept for its days; from the call while it lasts; or, of the last calls that reached no ' +
          'application, from memory.',
        querystring: body({ sessionId }, ['sessionId']),
        response: {
          200: answer('What happened, step by step.', {
            sessionId,
            from: {
              type: 'string',
              enum: ['record', 'live', 'refused'],
              description: 'refused: it never reached an application, so it has no record.',
            },
            steps: explainedSteps,
            record: { $ref: 'Record#' },
            hasLadder: { type: 'boolean', description: 'Whether its SIP messages are kept.' },
          }),
          ...failures,
        },
      },
    },
    async ({ query }): Promise<ShownPastExplanation> => {
      const found = await told(context, query.sessionId);
      if (found === undefined) throw notFound('call, neither in progress nor in the records');
      const ladder = await context.ladders.sip(query.sessionId).catch(() => []);
      return {
        sessionId: query.sessionId,
        hasLadder: typeof ladder !== 'string' && ladder.length > 0,
        ...found,
      };
    },
  );
};

async function told(
  context: OperatorContext,
  id: string,
): Promise<Pick<ShownPastExplanation, 'from' | 'steps' | 'record'> | undefined> {
  const live = context.calls.find(id);
  if (live !== undefined && live.state !== 'ended')
    return { from: 'live', steps: stepsOf(context, courseOfLive(live)) };
  const refused = context.refusedCalls(id);
  if (refused !== undefined) return { from: 'refused', steps: stepsOf(context, courseOfRefused(refused)) };
  const record = await there(context.records.find('call', id));
  if (record === undefined) return undefined;
  const shown = describeRecord(record);
  return { from: 'record', steps: stepsOf(context, courseOfRecord(shown)), record: shown };
}

/** What is known of a call, from whichever source. */
interface Course {
  readonly callerTrunk: string | undefined;
  readonly caller: string | undefined;
  readonly dialled: string | undefined;
  readonly x: string | undefined;
  readonly appKey: string | undefined;
  readonly subscriptionId: string | undefined;
  readonly extension: string | undefined;
  readonly callee: string | undefined;
  readonly tried: readonly TriedTrunk[];
  readonly rang: boolean;
  readonly answered: boolean;
  readonly recorded: boolean;
  /** Undefined while it is in progress. */
  readonly ending: string | undefined;
}

function courseOfRecord(record: ShownRecord): Course {
  return {
    ...{ callerTrunk: record.callerTrunk, caller: record.caller, callee: record.callee },
    ...{ dialled: record.dialled ?? record.x, x: record.x, extension: record.extension },
    ...{ appKey: record.appKey, subscriptionId: record.subscriptionId, ending: record.ending },
    tried: record.tried ?? lastTried(record),
    rang: record.ringingAt !== undefined,
    answered: record.answeredAt !== undefined,
    recorded: record.recording !== undefined,
  };
}

/** A record of a version that kept the last way alone, without what came of it. */
function lastTried({ calleeTrunk, answeredAt, sipStatus }: ShownRecord): readonly TriedTrunk[] {
  if (calleeTrunk === undefined) return [];
  const outcome = answeredAt !== undefined ? 'answered' : 'refused';
  return [{ trunk: calleeTrunk, outcome, status: sipStatus === 0 ? undefined : sipStatus, tookMs: 0 }];
}

function courseOfLive({ facts }: ActiveCall): Course {
  return {
    callerTrunk: facts.callerTrunk,
    caller: facts.caller,
    dialled: facts.x,
    x: facts.relationX ?? facts.x,
    appKey: facts.application?.appKey,
    subscriptionId: facts.subscriptionId,
    extension: facts.extension,
    callee: facts.callee,
    tried: facts.tried ?? [],
    rang: facts.ringingAt !== undefined,
    answered: facts.answeredAt !== undefined,
    recorded: facts.recording !== undefined,
    ending: undefined,
  };
}

function courseOfRefused(call: RefusedCall): Course {
  return {
    ...{ callerTrunk: call.trunk, caller: call.caller, dialled: call.dialled, x: undefined },
    ...{ appKey: undefined, subscriptionId: undefined, extension: undefined, callee: undefined },
    ...{ tried: [], rang: false, answered: false, recorded: false, ending: call.ending },
  };
}

function stepsOf(context: OperatorContext, course: Course): readonly ShownStep[] {
  return [...routingSteps(context, course), ...dialSteps(course), ...endSteps(context, course)];
}

function* routingSteps({ routing }: OperatorContext, course: Course): Iterable<ShownStep> {
  const { callerTrunk, caller, dialled, x, appKey, subscriptionId, extension, callee } = course;
  if (callerTrunk !== undefined) yield step(true, `the call came from trunk ${callerTrunk}`);
  // A trunk that is full, or an overload, refuses a call before its numbers are read.
  if (dialled === undefined) return;
  yield fact(caller !== undefined, 'the caller gives a number');
  if (appKey === undefined) return yield step(false, `${masked(dialled)} is a number of no application`);
  yield step(true, `${masked(dialled)} is a number of application ${appKey}`);
  if (x !== undefined && x !== dialled) yield step(true, `it stands for ${masked(x)}`);
  if (extension !== undefined) yield step(true, `the caller has typed extension ${extension}`);
  if (subscriptionId === undefined) yield step(false, 'a binding led to the callee');
  else {
    yield step(true, `binding ${subscriptionId} led to the callee`);
    yield fact(routing.bindings.get(subscriptionId) !== undefined, 'this binding is in force now');
  }
  yield step(callee !== undefined, callee === undefined ? 'a callee' : `the callee is ${masked(callee)}`);
}

function* dialSteps({ tried, rang, answered, recorded }: Course): Iterable<ShownStep> {
  for (const way of tried) yield fact(way.outcome === 'answered', triedText(way));
  if (tried.length === 0) return;
  yield fact(rang || answered, 'the phone of the callee rang');
  yield fact(answered, 'the callee answered');
  if (answered) yield fact(recorded, 'the call was recorded');
}

function* endSteps({ routing }: OperatorContext, course: Course): Iterable<ShownStep> {
  const { ending, answered, appKey = '' } = course;
  if (ending === undefined) return yield fact(true, 'the call is in progress');
  const { reason, fault } = reasonOf({ kind: 'call', ending });
  yield step(true, `it ended with ${ending}: ${(reason ?? 'why is not known').replace(/\.$/, '')}`);
  if (fault !== undefined) yield step(true, `the cause is with the ${fault}`);
  // An AXE caller may have been answered before, for its extension; no record says so.
  const mayHaveStatus = !answered && routing.applications.get(appKey)?.mode !== 'AXE';
  if (mayHaveStatus && ending in ENDINGS)
    yield step(true, `the caller got SIP status ${ENDINGS[ending as EndingKind].sip}`);
}

/** What the answer is yes or no to, with what came of it instead. */
function triedText({ trunk, outcome, status, tookMs }: TriedTrunk): string {
  const after = tookMs > 0 ? ` after ${(tookMs / 1000).toFixed(1)} s` : '';
  const taken = `trunk ${trunk} put it through`;
  if (outcome === 'answered') return `${taken}${after}`;
  const why = outcome === 'refused' && status !== undefined ? `refused with ${status}` : INSTEAD[outcome];
  return `${taken}: ${why}${after}`;
}

const INSTEAD: Readonly<Record<Exclude<TriedTrunk['outcome'], 'answered'>, string>> = {
  refused: 'refused',
  unanswered: 'the callee did not answer',
  silent: 'it was silent',
  'called-off': 'it was called off',
  failed: 'it failed',
};

function step(isThere: boolean, text: string): ShownStep {
  return { step: text, outcome: isThere ? 'found' : 'missing' };
}

function fact(isSo: boolean, text: string): ShownStep {
  return { step: text, outcome: isSo ? 'yes' : 'no' };
}

/** One of a refused call is masked already. */
function masked(number: string): string {
  return number.includes('*') ? number : maskNumber(number);
}
