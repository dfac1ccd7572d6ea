/** The engine's end when the SIP process dies, is started again, or says what crosses our own words. */
import { duplexPair, type Duplex } from 'node:stream';
import t, { type Test } from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import { RemoteSignaling } from '../../../engine/sip/remote-signaling.js';
import { SignalingChannel } from '../../../engine/sip/signaling-channel.js';
import type { FromEngine, FromSipd } from '../../../engine/sip/signaling-frames.js';
import type { IncomingCall, InviteRequest } from '../../../engine/sip/signaling.js';
import { settled } from '../../support/fakes/fake-clock.js';

const SDP = 'v=0\r\n';
const REQUEST: InviteRequest = {
  uri: 'sip:+8613900000002@192.0.2.9',
  identity: { display: '+8617100000009' },
  offer: SDP,
  maxForwards: 69,
  ringTimeoutMs: 60_000,
  onProvisional: () => undefined,
};

/** A SIP process pulled by hand. */
class Process {
  readonly said: FromEngine[] = [];
  readonly engineEnd: Duplex;
  readonly channel: SignalingChannel<FromSipd, FromEngine>;

  constructor() {
    const [engineEnd, ours] = duplexPair();
    this.engineEnd = engineEnd;
    this.channel = new SignalingChannel(ours, {
      onFrame: (frame) => {
        this.said.push(frame);
        if (frame.type === 'close') this.channel.reply(frame.ask, {});
      },
      onLost: () => undefined,
    });
  }

  /** The next frame of that type. */
  async next<T extends FromEngine['type']>(type: T): Promise<Extract<FromEngine, { readonly type: T }>> {
    for (;;) {
      const at = this.said.findIndex((frame) => frame.type === type);
      if (at >= 0) return this.said.splice(at, 1)[0] as Extract<FromEngine, { readonly type: T }>;
      await settled();
    }
  }
}

interface World {
  readonly signaling: RemoteSignaling;
  readonly process: Process;
  readonly calls: IncomingCall[];
  readonly states: string[];
  /** Starts the process again. */
  again(): Process;
}

async function started(t: Test): Promise<World> {
  const process = new Process();
  const calls: IncomingCall[] = [];
  const states: string[] = [];
  let open: (channel: Duplex) => void = () => undefined;
  const signaling = new RemoteSignaling({
    process: {
      listenPoints: ['udp/192.0.2.1:5060'],
      onChannel: (handler) => {
        open = handler;
        handler(process.engineEnd);
      },
    },
    onConnection: (state) => states.push(state),
  });
  await signaling.start({
    onCall: (call) => calls.push(call),
    onMessage: () => undefined,
    onRegister: () => undefined,
    health: () => ({ healthy: true }),
  });
  t.teardown(() => signaling.close());
  const again = (): Process => {
    const next = new Process();
    open(next.engineEnd);
    return next;
  };
  return { signaling, process, calls, states, again };
}

const CALL: FromSipd = {
  type: 'call',
  call: 1,
  id: 'c-1',
  source: { transport: 'udp', address: '192.0.2.7', port: 5060 },
  asserted: ['+8613800000007'],
  from: ['+8613800000001'],
  dialledUser: '+8617100000009',
  offer: SDP,
  maxForwards: 70,
  left: { id: 'dialog 1', state: { any: 'thing' }, invite: { via: 'there' } },
};

async function nextCall({ process, calls }: World): Promise<IncomingCall> {
  process.channel.send(CALL);
  while (calls.length === 0) await settled();
  return calls[0] as IncomingCall;
}

void t.test(
  'the SIP process dies: calls, legs and waits end, and its successor takes new ones',
  async (t) => {
    const world = await started(t);
    const { signaling, process } = world;
    t.same(signaling.listenPoints, ['udp/192.0.2.1:5060']);
    const call = await nextCall(world);
    const answered = call.answer(SDP);
    process.channel.reply((await process.next('answer')).ask, { leg: 5 });
    const leg = await answered;
    const waiting = signaling.invite(REQUEST, new EndController());
    await process.next('invite');
    process.channel.send({ ...CALL, call: 2 });
    while (world.calls.length < 2) await settled();
    process.channel.close();
    await t.rejects(waiting, { code: 'unavailable' } as unknown as Error);
    t.match(leg.ended.reason, { by: 'server-lost' });
    t.match(world.calls[1]?.cancelled.reason, { code: 'unavailable' });
    await leg.hangUp(16);
    await t.rejects(signaling.invite(REQUEST, new EndController()), {
      code: 'unavailable',
    } as unknown as Error);
    signaling.drain();
    const successor = world.again();
    await successor.next('drain');
    t.same(world.states, ['connected', 'lost', 'connected']);
    void signaling.invite(REQUEST, new EndController()).catch(() => undefined);
    await successor.next('invite');
  },
);

void t.test(
  'what is left of a caller is known before it can be answered, and when it never is',
  async (t) => {
    const world = await started(t);
    const { process, calls } = world;
    const told: unknown[] = [];
    const listen = (call: IncomingCall): void => {
      call.cancelled.onAbort(() => told.push(`${call.id} is over`));
      call.onDialog((dialog) => told.push(dialog));
    };
    listen(await nextCall(world));
    const answered = calls[0]?.answer(SDP);
    t.same(told, [{ id: 'dialog 1', state: { any: 'thing' } }], 'before the order has left');
    process.channel.reply((await process.next('answer')).ask, { leg: 5 });
    await answered;
    for (const call of [2, 3, 4]) process.channel.send({ ...CALL, call, id: `c-${call}` });
    while (calls.length < 4) await settled();
    calls.slice(1).forEach(listen);
    calls[1]?.reject(486);
    const failure = { code: 'gone', status: 487, message: 'cancelled', q850: undefined } as const;
    process.channel.send({ type: 'cancelled', call: 3, failure });
    while (calls[2]?.cancelled.aborted === false) await settled();
    process.channel.close();
    while (calls[3]?.cancelled.aborted === false) await settled();
    t.same(told.slice(1), [
      'c-3 is over',
      { id: 'dialog 1', state: { any: 'thing', invite: { via: 'there' } } },
      'c-4 is over',
    ]);
  },
);

void t.test('a callee that answers as we give up is hung up on', async (t) => {
  const { signaling, process } = await started(t);
  const stop = new EndController();
  const invited = signaling.invite(REQUEST, stop);
  const { ask } = await process.next('invite');
  process.channel.reply(ask, { leg: 9, sdp: SDP, isLate: false });
  stop.abort();
  await t.rejects(invited, { code: 'gone' } as unknown as Error);
  t.match(await process.next('hangUp'), { leg: 9, q850: 16 });
});

void t.test('what a leg is asked after its end is refused', async (t) => {
  const world = await started(t);
  const call = await nextCall(world);
  const answered = call.answer(SDP);
  const { channel } = world.process;
  channel.reply((await world.process.next('answer')).ask, { leg: 5 });
  const leg = await answered;
  void leg.hangUp(16);
  const late = channel.ask({ type: 'offer', ask: channel.nextAsk(), leg: 5, sdp: SDP }, () => undefined);
  await t.rejects(late, { code: 'gone' } as unknown as Error);
  channel.send({ type: 'ended', leg: 5, by: 'peer', q850: 31 });
  await world.process.next('hangUp');
  t.same(leg.ended.reason, { by: 'us', q850: 16 });
});

void t.test('only the engine says which of the caller’s numbers counts', async (t) => {
  const call = await nextCall(await started(t));
  t.same([call.callerUsers(true), call.callerUsers(false)], [['+8613800000007'], ['+8613800000001']]);
});
