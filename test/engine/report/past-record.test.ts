import t from 'tap';
import { recordOfCall, recordOfMessage, recordOfNumber } from '../../../engine/report/past-record.js';
import type { CallFacts } from '../../../engine/report/call-facts.js';
import { keptMessage } from '../../support/stages/sample-message.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const AT = Date.UTC(2026, 10, 30, 8);
const [x, y] = [privateNumber(1), privateNumber(2)];

function facts(more: Partial<CallFacts> = {}): CallFacts {
  return {
    ...{ sessionId: 's1', arrivedAt: AT, caller: mobile(1), x, relationX: undefined, application: undefined },
    ...{ subscriptionId: 'b1', userData: 'order 4711', direction: 0, display: x, callee: mobile(2) },
    ...{
      extension: undefined,
      dialledAt: AT + 1,
      ringingAt: AT + 2,
      answeredAt: undefined,
      endedAt: AT + 9000,
    },
    ...{ recording: undefined, end: undefined, callerTrunk: 'in', calleeTrunk: 'out' },
    ...more,
  };
}

const busy = {
  ...{ kind: 'callee-busy', stateCode: 8102, stateDesc: 'busy', ulFailReason: 8102, sipStatus: 486 },
  calleeQ850: 17,
};

void t.test('a call that was not answered has no time of talking, and every reason', (t) => {
  const record = recordOfCall(facts({ end: busy }), 'app', AT + 9000);
  t.match(record, {
    ...{ kind: 'call', id: 's1', at: AT, endedAt: AT + 9000, appKey: 'app', subscriptionId: 'b1', talkMs: 0 },
    ...{ caller: mobile(1), x, dialled: undefined, display: x, callee: mobile(2), ending: 'callee-busy' },
    ...{ callerTrunk: 'in', calleeTrunk: 'out' },
    details: { dialledAt: AT + 1, ringingAt: AT + 2, answeredAt: undefined, stateCode: 8102, sipStatus: 486 },
  });
  t.notMatch(JSON.stringify(record), 'order 4711', 'what a customer wrote is not searched for');
  t.end();
});

void t.test('the time of talking is from the answer on, and never negative', (t) => {
  const answered = facts({ answeredAt: AT + 4000, recording: { fileName: 'r.wav', startedAt: AT + 4001 } });
  t.match(recordOfCall(answered, 'app', AT + 9500), { talkMs: 5500, details: { recording: 'r.wav' } });
  t.equal(recordOfCall(answered, 'app', AT + 3000).talkMs, 0);
  t.end();
});

void t.test('how each side heard the other is in the record, as far as it is known', (t) => {
  const heard = { mos: 4.21, lossPercent: 0.5, jitterMs: 3, delayMs: 60, codec: 'PCMA' };
  const { details } = recordOfCall(facts({ quality: { callee: heard } }), 'app', AT);
  t.match(details, { callerMos: undefined, calleeMos: 4.21 });
  t.end();
});

void t.test('the ways to the callee that were tried are in the record, with what came of them', (t) => {
  const tried = [{ trunk: 'a', outcome: 'refused', status: 503, tookMs: 20 }] as const;
  t.match(recordOfCall(facts({ tried }), 'app', AT).details, { tried });
  t.end();
});

void t.test('X is that of the relation, and a Y that was dialled is beside it', (t) => {
  t.match(recordOfCall(facts({ x: y, relationX: x }), 'app', AT), { x, dialled: y });
  t.match(recordOfCall(facts({ x, relationX: x }), 'app', AT), { x, dialled: undefined });
  t.end();
});

void t.test('a message has its result, its trunks and no text', (t) => {
  const kept = keptMessage('m1').facts;
  const ended = { facts: { ...kept, to: y }, result: 'sent', attempts: 2, endedAt: AT, trunk: 'out' };
  const record = recordOfMessage(ended);
  t.match(record, {
    ...{ kind: 'message', id: 'm1', ending: 'sent', caller: mobile(1), callee: mobile(2), x, dialled: y },
    ...{ callerTrunk: 'in', calleeTrunk: 'out', details: { parts: 1, attempts: 2 } },
  });
  t.notMatch(JSON.stringify(record), kept.text);
  t.end();
});

void t.test('a change of a number has its new status as its ending', (t) => {
  const change = { number: x, appKey: 'app', status: 'unavailable', cause: 'arrears' } as const;
  t.match(recordOfNumber(change, 'id', AT), {
    ...{
      kind: 'number',
      id: 'id',
      at: AT,
      endedAt: AT,
      x,
      ending: 'unavailable',
      details: { cause: 'arrears' },
    },
  });
  t.end();
});
