/** What each group of metrics shows, and that no label grows without a bound. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import t from 'tap';
import { BoundedLabel } from '../../../../engine/observe/metrics/bounded-label.js';
import { Metrics, type MetricSources } from '../../../../engine/observe/metrics.js';
import { idleService } from '../../../support/fakes/idle-service.js';

const sources: MetricSources = {
  ...idleService,
  now: () => 100_000,
};

const ended = {
  application: 'app',
  trunk: 'carrier',
  ending: 'caller-hung-up',
  sipStatus: 0,
  answeredAt: 1000,
  endedAt: 61_000,
  mos: { caller: 4.3, callee: 3.2 },
};

/** The samples of metrics whose names begin so, without buckets. */
async function shown(metrics: Metrics, name: string): Promise<string[]> {
  const { body } = await metrics.text();
  return body.split('\n').filter((line) => line.startsWith(name) && !line.includes('_bucket'));
}

void t.test(
  'calls: attempts and answers by application, refusals by trunk, lengths and scores',
  async (t) => {
    const metrics = new Metrics(sources);
    metrics.calls.ended(ended);
    metrics.calls.ended({ ...ended, sipStatus: 486, ending: 'callee-busy', answeredAt: undefined, mos: {} });
    metrics.calls.ended({
      ...{ ...ended, application: undefined, sipStatus: 404, ending: 'number-not-ours' },
      ...{ answeredAt: undefined, trunk: undefined, mos: {} },
    });
    t.same(await shown(metrics, 'callveil_call_attempts_total'), [
      'callveil_call_attempts_total{application="app"} 2',
      'callveil_call_attempts_total{application="none"} 1',
    ]);
    t.same(await shown(metrics, 'callveil_calls_answered_total'), [
      'callveil_calls_answered_total{application="app"} 1',
    ]);
    t.same(await shown(metrics, 'callveil_trunk_calls_received_total'), [
      'callveil_trunk_calls_received_total{trunk="carrier",result="answered"} 1',
      'callveil_trunk_calls_received_total{trunk="carrier",result="4xx"} 1',
    ]);
    t.same(await shown(metrics, 'callveil_call_talk_seconds'), [
      'callveil_call_talk_seconds_sum 60',
      'callveil_call_talk_seconds_count 1',
    ]);
    const { body } = await metrics.text();
    t.match(body, /^callveil_call_mos_bucket\{le="3.1",heard_by="callee"\} 0$/m);
    t.match(body, /^callveil_call_mos_bucket\{le="3.6",heard_by="callee"\} 1$/m);
    t.match(body, /^callveil_call_mos_sum\{heard_by="caller"\} 4.3$/m);
  },
);

void t.test('delays: until it rings, and what an application took to answer', async (t) => {
  const metrics = new Metrics(sources);
  metrics.calls.rang('carrier', 2500);
  metrics.calls.asked('silent', 3000);
  t.same(await shown(metrics, 'callveil_post_dial_delay_seconds'), [
    'callveil_post_dial_delay_seconds_sum{trunk="carrier"} 2.5',
    'callveil_post_dial_delay_seconds_count{trunk="carrier"} 1',
  ]);
  t.same(await shown(metrics, 'callveil_application_answer_seconds'), [
    'callveil_application_answer_seconds_sum{result="silent"} 3',
    'callveil_application_answer_seconds_count{result="silent"} 1',
  ]);
});

void t.test('trunks: what each INVITE came to, and how each is', async (t) => {
  const metrics = new Metrics({
    ...sources,
    trunks: () => [
      { trunk: 'a', state: 'up', calls: 3, maxCalls: 10 },
      { trunk: 'only-in', calls: 1, maxCalls: 0 },
    ],
    registrations: () => [{ trunk: 'a', isRegistered: false }],
  });
  metrics.trunks.tried({ trunk: 'a', status: 503, outcome: 'refused' });
  metrics.trunks.tried({ trunk: 'a', status: 603, outcome: 'refused' });
  metrics.trunks.tried({ trunk: 'a', status: undefined, outcome: 'silent' });
  metrics.trunks.tried({ trunk: 'a', status: undefined, outcome: 'answered' });
  t.same((await shown(metrics, 'callveil_trunk_attempts_total')).map((line) => line.slice(30)).sort(), [
    'trunk="a",result="5xx"} 1',
    'trunk="a",result="6xx"} 1',
    'trunk="a",result="answered"} 1',
    'trunk="a",result="silent"} 1',
  ]);
  t.same(await shown(metrics, 'callveil_trunk_calls{'), [
    'callveil_trunk_calls{trunk="a"} 3',
    'callveil_trunk_calls{trunk="only-in"} 1',
  ]);
  t.same(await shown(metrics, 'callveil_trunk_calls_limit'), ['callveil_trunk_calls_limit{trunk="a"} 10']);
  t.same(await shown(metrics, 'callveil_trunk_registered'), ['callveil_trunk_registered{trunk="a"} 0']);
  t.same(await shown(metrics, 'callveil_trunk_state{trunk="only-in"'), []);
});

void t.test('pushes: by their answer, and what waits with its age', async (t) => {
  const waiting = { appKey: 'app', channel: 'fee', waiting: 4, oldestAt: 40_000, isDown: true };
  const metrics = new Metrics({
    ...sources,
    receivers: () => Promise.resolve([waiting, { ...waiting, channel: 'status', waiting: 1, oldestAt: 0 }]),
  });
  const pushed = { appKey: 'app', channel: 'fee', groups: ['s1', 's2'], delaysMs: [100, 200] };
  metrics.pushes.pushed({ ...pushed, result: 'taken', status: 200 });
  metrics.pushes.pushed({ ...pushed, result: 'repeated', status: 502 });
  metrics.pushes.pushed({ ...pushed, result: 'repeated', status: undefined });
  metrics.pushes.pushed({ ...pushed, result: 'given-up', status: 302 });
  t.same(
    (await shown(metrics, 'callveil_pushes_total')).map((line) => line.slice(22)),
    [
      'application="app",channel="fee",result="taken"} 1',
      'application="app",channel="fee",result="5xx"} 1',
      'application="app",channel="fee",result="none"} 1',
      'application="app",channel="fee",result="3xx"} 1',
    ],
  );
  t.same(await shown(metrics, 'callveil_pushes_given_up_total'), [
    'callveil_pushes_given_up_total{application="app",channel="fee"} 2',
  ]);
  t.same(await shown(metrics, 'callveil_push_delay_seconds_count'), [
    'callveil_push_delay_seconds_count{channel="fee"} 2',
  ]);
  t.same(await shown(metrics, 'callveil_receiver_oldest_age_seconds'), [
    'callveil_receiver_oldest_age_seconds{application="app",channel="fee"} 60',
    'callveil_receiver_oldest_age_seconds{application="app",channel="status"} 0',
  ]);
  t.same(await shown(metrics, 'callveil_outbox_messages'), ['callveil_outbox_messages 5']);
  t.same(await shown(metrics, 'callveil_outbox_oldest_age_seconds'), [
    'callveil_outbox_oldest_age_seconds 60',
  ]);
});

void t.test('a clock that was set back makes no message younger than new', async (t) => {
  const later = { appKey: 'app', channel: 'fee', waiting: 1, oldestAt: 200_000, isDown: false };
  const metrics = new Metrics({ ...sources, receivers: () => Promise.resolve([later]) });
  t.same(await shown(metrics, 'callveil_outbox_oldest_age_seconds'), [
    'callveil_outbox_oldest_age_seconds 0',
  ]);
});

void t.test('requests: by route, method and status', async (t) => {
  const metrics = new Metrics(sources);
  const request = { api: 'operator' as const, route: 'calls', method: 'GET', status: 200, milliseconds: 5 };
  metrics.http.answered(request);
  metrics.http.answered({ ...request, method: 'BREW', status: 405 });
  t.same(
    (await shown(metrics, 'callveil_http_requests_total')).map((line) => line.slice(29)),
    [
      'api="operator",route="calls",method="GET",code="200"} 1',
      'api="operator",route="calls",method="other",code="405"} 1',
    ],
  );
});

void t.test('the relay: each worker, and loss by trunk', async (t) => {
  const worker = { isUp: true, sessions: 2, packetsReceived: 10, packetsSent: 9 };
  let workers = [worker, { ...worker, isUp: false, sessions: 0 }];
  const metrics = new Metrics({ ...sources, media: () => ({ sessions: 2, portsFree: 0, workers }) });
  metrics.media.legEnded('carrier', { packetsReceived: 95, packetsLost: 5 });
  await metrics.text();
  workers = [{ ...worker, packetsReceived: 30 }];
  t.same(await shown(metrics, 'callveil_media_worker_up'), ['callveil_media_worker_up{worker="0"} 1']);
  t.same(
    await shown(metrics, 'callveil_media_worker_packets_total{worker="0",direction="received"}'),
    ['callveil_media_worker_packets_total{worker="0",direction="received"} 30'],
    'not added to what was read before',
  );
  t.same(await shown(metrics, 'callveil_media_lost_packets_total'), [
    'callveil_media_lost_packets_total{trunk="carrier"} 5',
  ]);
});

void t.test(
  'stores: the journal, its Redis where there is one, and the disks that can be read',
  async (t) => {
    const folder = mkdtempSync(`${tmpdir()}/callveil-metrics-`);
    t.teardown(() => rmSync(folder, { recursive: true }));
    const redis = { role: 'master', replicas: 1, replicaLagSeconds: 2, changesBehind: 0 };
    const journal = { ailments: ['read-only'], available: true, waiting: 3, redis };
    const folders = { data: folder, prompts: `${folder}/missing` };
    const metrics = new Metrics({ ...sources, journal: () => journal, folders });
    t.same(await shown(metrics, 'callveil_redis_role'), [
      'callveil_redis_role{role="master"} 1',
      'callveil_redis_role{role="replica"} 0',
      'callveil_redis_role{role="unknown"} 0',
    ]);
    t.same(await shown(metrics, 'callveil_redis_replica_lag'), ['callveil_redis_replica_lag_seconds 2']);
    t.same(await shown(metrics, 'callveil_journal_waiting'), ['callveil_journal_waiting 3']);
    const disks = await shown(metrics, 'callveil_disk_');
    t.match(disks[0], /^callveil_disk_free_bytes\{folder="data"\} \d+$/);
    t.match(disks[1], /^callveil_disk_size_bytes\{folder="data"\} \d+$/);
    t.equal(disks.length, 2, 'nothing of a folder that cannot be read');
    t.same(await shown(new Metrics(sources), 'callveil_redis_'), [], 'without Redis there is none');
  },
);

void t.test('a disk that does not answer is asked once, and again when it has', async (t) => {
  let answer = (_: { bavail: number; blocks: number; bsize: number }): void => undefined;
  let asked = 0;
  const lookAtDisk: MetricSources['lookAtDisk'] = () => {
    asked += 1;
    return new Promise((resolve) => (answer = resolve));
  };
  const metrics = new Metrics({ ...sources, folders: { recordings: '/away' }, lookAtDisk });
  const both = [shown(metrics, 'callveil_disk_free'), shown(metrics, 'callveil_disk_free')];
  t.same(await Promise.all(both), [[], []]);
  t.equal(asked, 1);
  answer({ bavail: 2, blocks: 8, bsize: 512 });
  const again = shown(metrics, 'callveil_disk_free');
  while (asked < 2) await new Promise(setImmediate);
  answer({ bavail: 3, blocks: 8, bsize: 512 });
  t.same(await again, ['callveil_disk_free_bytes{folder="recordings"} 1536']);
});

void t.test('a label keeps its first values and counts all later ones together', (t) => {
  const label = new BoundedLabel(2);
  t.same(
    ['a', 'b', 'c', 'a', 'd'].map((value) => label.of(value)),
    ['a', 'b', 'other', 'a', 'other'],
  );
  t.end();
});

void t.test('a thousand applications, trunks and routes are no thousand series', async (t) => {
  const names = Array.from({ length: 1000 }, (_, n) => `n${n}`);
  const metrics = new Metrics({
    ...sources,
    trunks: () => names.map((trunk) => ({ trunk, state: 'up', calls: 1, maxCalls: 2 })),
    registrations: () => names.map((trunk) => ({ trunk, isRegistered: true })),
    receivers: () =>
      Promise.resolve(
        names.map((appKey) => ({ appKey, channel: 'fee', waiting: 1, oldestAt: 90_000, isDown: false })),
      ),
  });
  for (const name of names) {
    metrics.calls.ended({ ...ended, application: name, trunk: name });
    metrics.calls.rang(name, 1);
    metrics.trunks.tried({ trunk: name, status: 486, outcome: 'refused' });
    metrics.media.dropped(name, 2, 1);
    metrics.media.legEnded(name, { packetsReceived: 1, packetsLost: 0 });
    const pushed = { appKey: name, channel: 'fee', groups: ['s'], delaysMs: [1] };
    metrics.pushes.pushed({ ...pushed, result: 'given-up', status: 500 });
    metrics.http.answered({ api: 'operator', route: name, method: 'GET', status: 200, milliseconds: 1 });
  }
  const { body } = await metrics.text();
  const series = new Map<string, number>();
  for (const line of body.split('\n')) {
    const name = /^(callveil_\w+)\{/.exec(line)?.[1];
    if (name !== undefined && !name.endsWith('_bucket')) series.set(name, (series.get(name) ?? 0) + 1);
  }
  // The states of a trunk are three.
  const many = [...series].filter(([name, count]) => count > (name === 'callveil_trunk_state' ? 303 : 101));
  t.same(many, []);
  t.ok(series.size > 15, 'every one that was made to grow');
  t.match(body, /^callveil_receiver_waiting\{application="other",channel="fee"\} 900$/m, 'added up');
  t.match(
    body,
    /^callveil_receiver_oldest_age_seconds\{application="other",channel="fee"\} 10$/m,
    'the oldest',
  );
});
