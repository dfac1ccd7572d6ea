import t from 'tap';
import { Metrics } from '../../../engine/observe/metrics.js';
import { idleService } from '../../support/fakes/idle-service.js';

void t.test('packets of strangers are counted for each trunk', async (t) => {
  const metrics = new Metrics(idleService);
  metrics.media.dropped('carrier-a', 7, 0);
  metrics.media.dropped('carrier-b', 1, 0);
  metrics.media.dropped('carrier-a', 30, 5);
  const { body } = await metrics.text();
  t.match(body, /^callveil_media_strangers_total\{trunk="carrier-a"\} 32$/m);
  t.match(body, /^callveil_media_strangers_total\{trunk="carrier-b"\} 1$/m);
  t.match(body, /^callveil_media_unauthentic_total\{trunk="carrier-a"\} 5$/m);
  t.notMatch(body, /^callveil_media_unauthentic_total\{trunk="carrier-b"\}/m);
});

void t.test('what is left in the tables of each process is shown', async (t) => {
  const metrics = new Metrics({
    ...idleService,
    calls: () => 2,
    media: () => ({ sessions: 1, portsFree: 0 }),
    signaling: () => ({ legs: 3 }),
  });
  const { body } = await metrics.text();
  t.same(body.match(/^callveil_held.*$/gm), [
    'callveil_held{process="engine",table="calls"} 2',
    'callveil_held{process="engine",table="legs"} 3',
    'callveil_held{process="media",table="sessions"} 1',
  ]);
});

void t.test('why the journal takes no changes is shown for as long as it is so', async (t) => {
  let ailments: readonly string[] = ['out-of-memory'];
  const metrics = new Metrics({
    ...idleService,
    journal: () => ({ ailments }),
  });
  t.match((await metrics.text()).body, /^callveil_journal_ailment\{ailment="out-of-memory"\} 1$/m);
  ailments = [];
  t.notMatch((await metrics.text()).body, /^callveil_journal_ailment\{/m);
});

void t.test('a trunk that is silent is shown, beside those that are not', async (t) => {
  const metrics = new Metrics({
    ...idleService,
    trunks: () => [
      { trunk: 'carrier-a', state: 'silent' },
      { trunk: 'carrier-b', state: 'up' },
    ],
  });
  const { body } = await metrics.text();
  t.same(body.match(/^callveil_trunk_silent.*$/gm), [
    'callveil_trunk_silent{trunk="carrier-a"} 1',
    'callveil_trunk_silent{trunk="carrier-b"} 0',
  ]);
});

void t.test(
  'how long the steps of calls took is a histogram in seconds, and stuck calls are counted',
  async (t) => {
    const metrics = new Metrics(idleService);
    t.match((await metrics.text()).body, /^callveil_calls_stuck_total 0$/m);
    metrics.calls.stepTook('dial', 1200);
    metrics.calls.stepTook('dial', 3000);
    metrics.calls.stepTook('admit', 0.4);
    metrics.calls.stuck();
    const { body } = await metrics.text();
    t.match(body, /^# TYPE callveil_call_step_seconds histogram$/m);
    t.match(body, /^callveil_call_step_seconds_bucket\{le="1",step="dial"\} 0$/m);
    t.match(body, /^callveil_call_step_seconds_bucket\{le="2.5",step="dial"\} 1$/m);
    t.match(body, /^callveil_call_step_seconds_bucket\{le="5",step="dial"\} 2$/m);
    t.match(body, /^callveil_call_step_seconds_sum\{step="dial"\} 4.2$/m);
    t.match(body, /^callveil_call_step_seconds_count\{step="admit"\} 1$/m);
    t.match(body, /^callveil_calls_stuck_total 1$/m);
  },
);
