import t from 'tap';
import { readAnswer } from '../../../engine/report/block-request.js';
import type { E164 } from '../../../routing/numbers/number.js';

const read = (body: unknown): unknown =>
  readAnswer(typeof body === 'string' ? body : JSON.stringify(body), (text) =>
    /^\+\d+$/.test(text) ? (text as E164) : undefined,
  );

const info = {
  displayCalleeNum: '+8617100000009',
  calleeNum: '+8613900000002',
  maxDuration: 60,
  waitVoice: 'w.wav',
  recordFlag: 'true',
  recordHintTone: 'r.wav',
  lastMinVoice: 'l.wav',
  userData: 'x',
};

void t.test('connect is read from an object as from a one-element list (spec 7)', (t) => {
  const expected = {
    operation: 'connect',
    callee: '+8613900000002',
    display: '+8617100000009',
    maxDurationMs: 3_600_000,
    waitingPrompt: 'w.wav',
    lastMinutePrompt: 'l.wav',
    record: true,
    recordingHint: 'r.wav',
    userData: 'x',
  };
  t.same(read({ operation: 'connect', connectInfo: [info] }), expected);
  t.same(read({ operation: 'connect', connectInfo: info }), expected);
  t.match(read({ operation: 'connect', connectInfo: { calleeNum: '+86139' } }), {
    display: undefined,
    maxDurationMs: 0,
    record: false,
  });
  t.end();
});

void t.test('close is read with its tone', (t) => {
  t.same(read({ operation: 'close', closeInfo: [{ closeHintTone: 'c.wav', userData: 'x' }] }), {
    operation: 'close',
    prompt: 'c.wav',
    userData: 'x',
  });
  t.match(read({ operation: 'close' }), { operation: 'close', prompt: undefined });
  t.end();
});

void t.test('what cannot be obeyed says what was expected', (t) => {
  for (const body of [
    '',
    '[]',
    'null',
    '{"operation":"forward"}',
    { operation: 'connect' },
    { operation: 'connect', connectInfo: {} },
    { operation: 'connect', connectInfo: { ...info, calleeNum: 'nobody' } },
    { operation: 'connect', connectInfo: { ...info, maxDuration: 7200 } },
  ]) {
    t.match(read(body), { operation: 'wrong', because: /^expected / });
  }
  t.end();
});
