import t from 'tap';
import { LeftDialogs, leftStates } from '../../../../engine/call/legs/left-dialogs.js';
import { createLogger } from '../../../../engine/observe/log.js';
import type { KeptDialogs } from '../../../../engine/report/call-facts.js';
import type { Login } from '../../../../engine/sip/signaling.js';
import { SignalingError } from '../../../../engine/sip/signaling-error.js';
import { CallStage } from '../../../support/stages/call-stage.js';
import { FakeClock, settled } from '../../../support/fakes/fake-clock.js';

const CALLER = { id: 'caller', state: { any: 'thing' } };
const CALLEE = { id: 'callee' };

void t.test('both dialogs of a call are kept from their answers to the end of both legs', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  call.dialogHandler?.(CALLER);
  callee.answer();
  await settled();
  callee.leg.dialogHandler?.(CALLEE);
  call.leg.dialogHandler?.({ ...CALLER, id: 'caller, moved' });
  t.same([...stage.dialogs].sort(), [
    ['call-1 callee', 'callee first'],
    ['call-1 caller', 'caller, moved inbound'],
  ]);
  let answerBye = (): void => undefined;
  callee.leg.hangingUp = new Promise((resolve) => (answerBye = () => resolve(undefined)));
  call.leg.end();
  await settled();
  t.equal(stage.records.length, 1);
  t.equal(stage.dialogs.size, 2, 'a record is no answer to a BYE');
  answerBye();
  await over;
  t.equal(stage.dialogs.size, 0);
});

void t.test('of a call that ends with its SIP process they stay', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  call.leg.dialogHandler?.(CALLER);
  callee.leg.dialogHandler?.(CALLEE);
  call.leg.end('server-lost');
  callee.leg.end('server-lost');
  await over;
  t.equal(stage.record.end?.kind, 'signaling-lost');
  t.equal(stage.dialogs.size, 2);
});

void t.test('of a call whose BYE is lost with the SIP process they stay, too', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  callee.answer();
  await settled();
  call.leg.dialogHandler?.(CALLER);
  callee.leg.dialogHandler?.(CALLEE);
  callee.leg.hangingUp = Promise.reject(new SignalingError('unavailable', 503, 'lost'));
  call.leg.end();
  await over;
  t.equal(stage.record.end?.kind, 'caller-hung-up');
  t.equal(stage.dialogs.size, 2);
});

void t.test('a caller whose 200 is out when the SIP process dies is left as well', async (t) => {
  const stage = new CallStage();
  const { call, callee, over } = await stage.ring();
  call.answer = () => Promise.reject(new SignalingError('unavailable', 503, 'lost'));
  call.dialogHandler?.(CALLER);
  callee.answer();
  await over;
  t.equal(stage.record.end?.kind, 'signaling-lost');
  t.same([...stage.dialogs.keys()], ['call-1 caller']);
});

void t.test('what is left is hung up, so many at a time, with the credentials of its trunk', async (t) => {
  const world = new World(100);
  world.left.end();
  await settled();
  t.equal(world.ended.length, 80);
  t.match(world.ended[0], { id: 'caller 0', credentials: { username: 'a' } });
  t.match(world.ended[1], { id: 'callee 0', credentials: undefined });
  await world.clock.pass(100);
  t.equal(world.ended.length, 160);
  await world.clock.pass(100);
  t.equal(world.ended.length, 200);
  t.equal(world.kept.length, 0);
  t.ok(world.lines.some((line) => line.includes('have been hung up')));
});

void t.test('a call that is up is left alone', async (t) => {
  const world = new World(2);
  world.up.add('call 0');
  world.left.end();
  await settled();
  t.same(
    world.ended.map(({ id }) => id),
    ['caller 1', 'callee 1'],
  );
});

void t.test('what could not be ended, as the server was lost again, waits for the next one', async (t) => {
  const world = new World(2);
  world.failing.add('callee 0');
  world.left.end();
  await settled();
  t.same(
    world.kept.map(({ sessionId }) => sessionId),
    ['call 0'],
  );
  world.failing.clear();
  world.left.end();
  await settled();
  t.equal(world.kept.length, 0);
});

void t.test(
  'a dialog has the credentials that it began with, not those that its trunk has now',
  async (t) => {
    const world = new World(1);
    world.kept = world.kept.map(({ sessionId, dialogs: [caller, callee] }) => ({
      sessionId,
      dialogs: [caller!, { ...callee!, credentials: { username: 'removed', password: 'p' } }],
    }));
    world.left.end();
    await settled();
    t.match(world.ended, [{ credentials: { username: 'a' } }, { credentials: { username: 'removed' } }]);
  },
);

void t.test('closing waits until what is left has been hung up, also by the next SIP process', async (t) => {
  const world = new World(100);
  world.left.end();
  await settled();
  let isClosed = false;
  void world.left.close().then(() => (isClosed = true));
  await world.clock.pass(100);
  t.equal(isClosed, false);
  await world.clock.pass(100);
  t.same([isClosed, world.ended.length, world.clock.pending], [true, 200, 0]);

  const away = new World(1);
  away.isConnected = false;
  const closing = away.left.close();
  await away.clock.pass(3000);
  t.equal(away.ended.length, 0);
  away.left.end();
  await closing;
  t.same([away.ended.length, away.kept.length, away.clock.pending], [2, 0, 0]);
});

void t.test('a process that comes while the disk is asked is the one that closing waits for', async (t) => {
  const world = new World(1);
  world.isConnected = false;
  const closing = world.left.close();
  world.left.end();
  await closing;
  t.same([world.ended.length, world.clock.pending], [2, 0]);
});

void t.test(
  'closing waits for no process where nothing is left, and for twenty seconds at most',
  async (t) => {
    const idle = new World(0);
    idle.isConnected = false;
    await idle.left.close();
    t.equal(idle.clock.pending, 0);

    const world = new World(100);
    world.isConnected = false;
    const closing = world.left.close();
    await world.clock.pass(20_000);
    await closing;
    world.left.end();
    await world.clock.pass(1000);
    t.equal(world.ended.length, 0, 'and begins no more');
  },
);

void t.test('a disk failure is reported', async (t) => {
  const broken = new World(0);
  broken.fault = new Error('no disk');
  broken.left.end();
  await settled();
  t.ok(broken.lines.some((line) => line.includes('no disk')));
  t.same(await leftStates(broken, broken.logger), []);
  t.same(await leftStates(new World(1), broken.logger), [{ any: 'thing' }]);
});

class World {
  readonly clock = new FakeClock();
  readonly ended: { readonly id: string; readonly credentials: Login | undefined }[] = [];
  readonly up = new Set<string>();
  readonly failing = new Set<string>();
  readonly lines: string[] = [];
  readonly logger = createLogger({
    level: 'info',
    showNumbers: false,
    destination: { write: (line: string) => void this.lines.push(line) },
  });
  fault: Error | undefined;
  isConnected = true;
  kept: KeptDialogs[];
  readonly left: LeftDialogs;

  constructor(calls: number) {
    this.kept = Array.from({ length: calls }, (_, n) => ({
      sessionId: `call ${n}`,
      dialogs: [
        { trunk: 'a', id: `caller ${n}`, state: { any: 'thing' } },
        { trunk: undefined, id: `callee ${n}` },
      ],
    }));
    this.left = new LeftDialogs({
      kept: this,
      signaling: {
        isConnected: () => this.isConnected,
        endLeft: ({ id }, credentials) => {
          this.ended.push({ id, credentials });
          return this.failing.has(id) ? Promise.reject(new Error('lost')) : Promise.resolve();
        },
      },
      isUp: (sessionId) => this.up.has(sessionId),
      credentialsOf: (username) => ({ username, password: 'p' }),
      clock: this.clock,
      logger: this.logger,
    });
  }

  keptDialogs(): Promise<readonly KeptDialogs[]> {
    return this.fault === undefined ? Promise.resolve([...this.kept]) : Promise.reject(this.fault);
  }

  dialogsOver(sessionId: string): void {
    this.kept = this.kept.filter((one) => one.sessionId !== sessionId);
  }
}
