import t from 'tap';
import { createCallHandling } from '../../../engine/call/call-handling.js';
import { CallState } from '../../../engine/call/call-state.js';
import { Calls } from '../../../engine/call/calls.js';
import { LET_GO_MS } from '../../../engine/call/watchdog.js';
import { A, CallStage, X } from '../../support/stages/call-stage.js';
import { FakeClock, settled } from '../../support/fakes/fake-clock.js';
import { FakeCall } from '../../support/fakes/fake-signaling.js';

void t.test('a call of no trunk takes no place and is no call, but a line in the log a second', async (t) => {
  const stage = new CallStage();
  stage.limits = { ...stage.limits, maxCalls: 1 };
  const { calls: _calls, ...parts } = stage.parts();
  const handling = createCallHandling(parts);
  stage.known = false;
  const strangers = Array.from({ length: 50 }, (_, n) => new FakeCall(A, X, 'offer', `stranger-${n}`));
  for (const stranger of strangers) handling.onCall(stranger);
  t.ok(strangers.every(({ told }) => told.join() === '403 cause=21'));
  t.equal(handling.calls.size, 0);
  stage.known = true;
  const rung = stage.signaling.rings();
  handling.onCall(new FakeCall(A, X));
  t.ok(await rung, 'the one call that may come in has its place');
  await stage.clock.pass(1000);
  t.equal(stage.logged.filter((line) => line.includes('calls of no trunk')).length, 1);
  t.match(stage.logged.join(''), /"calls":50,"first":"127.0.0.9:5060"/);
  t.same(stage.records, [], 'nothing is told of any of them');
});

void t.test('an application ends its own calls by their session id, and no others', async (t) => {
  const stage = new CallStage();
  const { calls: _calls, ...parts } = stage.parts();
  const handling = createCallHandling(parts);
  const rung = stage.signaling.rings();
  const call = new FakeCall(A, X);
  handling.onCall(call);
  (await rung).answer();
  await settled();
  t.equal(await handling.endCall('call-1', 'another'), false);
  t.same(
    [...handling.calls.list()].map(({ state }) => state),
    ['connected'],
  );
  t.equal(await handling.endCall('call-1', 'app'), true);
  await settled();
  t.match(stage.record.end, { kind: 'stopped-by-application' });
  t.equal(await handling.endCall('call-1', 'app'), false);
});

void t.test('a drain waits for the calls in work', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  let drained = false;
  const draining = stage.calls.drain(60_000).then(() => (drained = true));
  await stage.clock.pass(59_000);
  t.equal(drained, false);
  call.leg.end();
  await Promise.all([over, draining]);
  t.match(stage.record.end, { kind: 'caller-hung-up' });
  t.equal(stage.clock.pending, 0);
});

void t.test(
  'a drain tells every five seconds how many calls it waits for, and names the oldest ten',
  async (t) => {
    const stage = new CallStage();
    const { calls, clock } = stage;
    const ids = Array.from({ length: 12 }, (_, n) => `call-${n}`);

    for (const id of ids) calls.add(id, { state: new CallState(id, stage.parts()), stop: () => undefined });
    const told: string[] = [];
    const draining = calls.drain(60_000, (count, named) => void told.push(`${count}: ${named.join()}`));
    await clock.pass(4999);
    t.same(told, []);
    await clock.pass(1);
    t.same(told.splice(0), [`12: ${ids.slice(0, 10).join()}`]);
    for (const id of ids.slice(1)) calls.remove(id);
    await clock.pass(5000);
    t.same(told.splice(0), ['1: call-0']);
    calls.remove('call-0');
    await draining;
    await clock.pass(60_000);
    t.same([told, clock.pending], [[], 0]);
  },
);

void t.test(
  'a drain goes on telling while its calls are ended, and tells nothing after its end',
  async (t) => {
    const stage = new CallStage();
    const { callee } = await stage.ring();
    callee.answer();
    await settled();
    callee.leg.hangingUp = new Promise(() => undefined);
    const told: string[] = [];
    const draining = stage.calls.drain(6000, (count, ids) => void told.push(`${count} ${ids.join()}`));
    await stage.clock.pass(11_000);
    await draining;
    await stage.clock.pass(20_000);
    t.same(told, ['1 call-1', '1 call-1']);
  },
);

void t.test('a second drain tells in place of the first', async (t) => {
  const stage = new CallStage();
  const { call, over } = await stage.ring();
  const told: string[] = [];
  void stage.calls.drain(60_000, (count) => void told.push(`first ${count}`));
  await stage.clock.pass(6000);
  const second = stage.calls.drain(30_000, (count) => void told.push(`second ${count}`));
  await stage.clock.pass(6000);
  call.cancel();
  await Promise.all([over, second]);
  await stage.clock.pass(20_000);
  t.same(told, ['first 1', 'second 1']);
});

void t.test('a second drain may only be shorter, and both are over together', async (t) => {
  const stage = new CallStage();
  const { callee, over } = await stage.ring();
  callee.answer();
  await settled();
  const drained: number[] = [];
  for (const [order, limit] of [60_000, 90_000, 5000, 80_000].entries())
    void stage.calls.drain(limit).then(() => drained.push(order));
  await stage.clock.pass(4999);
  t.same(drained, []);
  await stage.clock.pass(1);
  await over;
  t.same(drained, [0, 1, 2, 3]);
  t.match(stage.record.end, { kind: 'drained', stateCode: 0 });
  t.same([callee.leg.said, stage.clock.pending], [['bye 41'], 0]);
});

void t.test('a drain that an operator has begun can be undone, and a stop cannot', async (t) => {
  const { calls } = new CallStage();
  t.same([calls.draining, calls.refusal()], [false, undefined]);
  calls.pause();
  t.same([calls.draining, calls.stopping, calls.refusal()], [true, false, 'service-stopping']);
  calls.resume();
  t.same([calls.draining, calls.refusal()], [false, undefined]);
  await calls.drain(0);
  calls.resume();
  t.same([calls.draining, calls.stopping, calls.refusal()], [true, true, 'service-stopping']);
});

void t.test('a drain without calls is over at once and tells nothing', async (t) => {
  const clock = new FakeClock();
  await new Calls({ maxCalls: 0 }, clock).drain(1000, () => t.fail('there is nothing to wait for'));
  t.equal(clock.pending, 0);
});

void t.test('an order to end a call is answered when the call has ended', async (t) => {
  const stage = new CallStage();
  const { callee, over } = await stage.ring();
  callee.answer();
  await settled();
  const close = held();
  stage.session.closing = close.promise;
  let answered = false;
  const order = stage.calls.end('call-1', 'stopped-by-operator').then((found) => (answered = found));
  await settled();
  t.same([answered, callee.leg.said], [false, ['bye 16']]);
  close.release();
  await Promise.all([over, order]);
  t.same([answered, stage.calls.size, stage.clock.pending], [true, 0, 0]);
});

void t.test('a caller who never acknowledges keeps no operator from ending the call', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring(new FakeCall(A, X, 'offer', 'call-1', false));
  callee.answer();
  await settled();
  const order = stage.calls.end('call-1', 'stopped-by-operator');
  await settled();
  await stage.clock.pass(LET_GO_MS);
  t.equal(await order, true);
  await over;
  t.match(stage.record.end, { kind: 'stopped-by-operator' });
  t.same([callee.leg.said, call.leg.said, stage.calls.size], [['bye 16'], [], 0]);
  call.acknowledge(true);
  await settled();
  t.same(call.leg.said, ['bye 16'], 'the leg that comes after all is hung up');
  t.match(stage.logged.join(), 'a step of the call does not end');
  t.equal(stage.clock.pending, 0);
});

void t.test('what does not end below is left behind: a leg, the media', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  callee.leg.hangingUp = new Promise(() => undefined);
  stage.session.closing = new Promise(() => undefined);
  const order = stage.calls.end('call-1', 'stopped-by-application');
  await settled();
  await stage.clock.pass(5000);
  t.equal(await order, true, 'it has ended, though something of it is left');
  t.same([call.leg.said, stage.inbound.used, stage.records.length], [['bye 16'], 0, 1]);
  await stage.clock.pass(50_000);
  await over;
  t.same([stage.calls.size, stage.clock.pending], [0, 0], 'its slot is given back');
  t.match(stage.logged.join(), /closing the media takes too long[^]*clearing the legs takes too long/);
  t.equal(stage.stuck, 1, 'one call, though two parts of it are stuck');
});

void t.test('a step that is left behind takes no trunk any more, and gives none back', async (t) => {
  const stage = new CallStage();
  const offered = held();
  const open = stage.media.open.bind(stage.media);
  stage.media.open = async (request) => {
    const session = await open(request);
    const offer = session.offer.bind(session);
    session.offer = (from, sdp) => offered.promise.then(() => offer(from, sdp));
    return session;
  };
  const over = stage.run(new FakeCall(A, X));
  await settled();
  t.equal(stage.inbound.used, 1);
  stage.outbound[0]?.tryAcquire(); // by another call
  const order = stage.calls.end('call-1', 'stopped-by-operator');
  await stage.clock.pass(LET_GO_MS);
  await Promise.all([over, order]);
  t.match(stage.logged.join(), 'a step of the call does not end');
  const used = (): number[] => [stage.inbound, ...stage.outbound].map((trunk) => trunk.used);
  t.same(used(), [0, 1, 0]);
  offered.release();
  await settled();
  t.same(
    [used(), stage.signaling.rung.length, stage.events.join()],
    [[0, 1, 0], 0, `callin ${A}>${X},disconnect ?>?`],
  );
  t.equal(stage.stuck, 1);
  t.same(stage.steps, ['admit 0', 'resolve 0', 'prepare 0', 'announce 0', 'dial 3000', 'finish 0']);
});

void t.test('a drain ends at its limit, even if something is stuck', async (t) => {
  const stage = new CallStage();
  const { callee } = await stage.ring();
  callee.answer();
  await settled();
  callee.leg.hangingUp = new Promise(() => undefined);
  let drained = false;
  const draining = stage.calls.drain(1000).then(() => (drained = true));
  await stage.clock.pass(1000);
  t.equal(drained, false);
  await stage.clock.pass(5000);
  await draining;
  t.same([drained, stage.calls.size, callee.leg.said], [true, 1, ['bye 41']]);
});

function held(): { readonly promise: Promise<void>; readonly release: () => void } {
  let release = (): void => undefined;
  const promise = new Promise<void>((resolve) => (release = resolve));
  return { promise, release };
}

void t.test('the age of a call does not change when the machine’s clock is set', async (t) => {
  const stage = new CallStage();
  const { calls, clock } = stage;
  calls.add('call', { state: new CallState('call', stage.parts()), stop: () => undefined });
  await clock.pass(2000);
  clock.step(-3_600_000);
  t.equal(calls.find('call')?.ageMs, 2000);
  t.same(
    [...calls.list()].map(({ ageMs }) => ageMs),
    [2000],
  );
});
