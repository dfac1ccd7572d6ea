/** The engine's end when the SIP process dies, is started again, or says what crosses our own words. */
import { duplexPair, type Duplex } from 'node:stream';
import t, { type Test } from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import type { RemoteSignaling } from '../../../engine/sip/remote-signaling.js';
import { Channel, type ChannelObject } from '../../../engine/channel/channel.js';
import { JSON_CODEC } from '../../../engine/channel/codec-json.js';
import { SocketWire } from '../../../engine/channel/wire-socket.js';
import { SIGNALING_ERRORS } from '../../../engine/sip/signaling-errors.js';
import type {
  CallNote,
  CallToEngine,
  CallToSip,
  EngineToSip,
  LegToEngine,
  LegToSip,
  SipToEngine,
} from '../../../engine/sip/signaling-speech.js';
import type { HostChannel } from '../../../engine/ua/host-leg.js';
import { remoteSignaling } from '../../support/stages/remote-signaling.js';
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

interface Said {
  readonly name: string;
  readonly body: unknown;
  /** Answers the request. */
  reply(answer: object): void;
}

/** A SIP process pulled by hand. */
class Process {
  readonly said: Said[] = [];
  readonly engineEnd: Duplex;
  readonly channel: HostChannel;

  constructor() {
    const [engineEnd, ours] = duplexPair();
    this.engineEnd = engineEnd;
    this.channel = new Channel<SipToEngine, EngineToSip>(
      new SocketWire(ours, JSON_CODEC),
      {
        requests: {
          start: () => ({ listenPoints: ['udp/192.0.2.1:5060'] }),
          invite: this.#asked('invite'),
          sendMessage: this.#asked('sendMessage'),
          register: this.#asked('register'),
          ping: this.#asked('ping'),
          renewTls: this.#asked('renewTls'),
          endLeft: this.#asked('endLeft'),
          counters: this.#asked('counters'),
          live: this.#asked('live'),
          captured: this.#asked('captured'),
          close: () => ({}),
        },
        notes: {
          sources: () => undefined,
          drain: () => this.said.push({ name: 'drain', body: {}, reply: () => undefined }),
        },
      },
      { errors: SIGNALING_ERRORS, ids: 'even' },
    );
  }

  /** A call that comes in. */
  call(id = CALL.id): ChannelObject<CallToEngine> {
    const object = this.channel.object<CallToEngine, CallToSip, undefined>(
      'call',
      this.channel.nextId(),
      {
        requests: { answer: this.#asked('answer') },
        notes: { ring: () => undefined, preferReliable: () => undefined, reject: () => undefined },
      },
      undefined,
    );
    this.channel.note('call', { ...CALL, call: object.id, id });
    return object;
  }

  leg(): ChannelObject<LegToEngine> {
    return this.channel.object<LegToEngine, LegToSip, undefined>(
      'leg',
      this.channel.nextId(),
      {
        requests: {
          reoffer: this.#asked('reoffer'),
          acknowledge: this.#asked('acknowledge'),
          sendDigit: this.#asked('sendDigit'),
          hangUp: this.#asked('hangUp'),
        },
        notes: {},
      },
      undefined,
    );
  }

  /** The next that is said by that name. */
  async next(name: string): Promise<Said> {
    for (;;) {
      const at = this.said.findIndex((said) => said.name === name);
      const [found] = at >= 0 ? this.said.splice(at, 1) : [];
      if (found !== undefined) return found;
      await settled();
    }
  }

  #asked(name: string) {
    return <A>(body: unknown): Promise<A> =>
      new Promise((resolve) => this.said.push({ name, body, reply: (answer) => resolve(answer as A) }));
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
  let open: (socket: Duplex) => void = () => undefined;
  const signaling = remoteSignaling(
    (handler) => {
      open = handler;
      handler(process.engineEnd);
    },
    { onConnection: (state) => states.push(state) },
  );
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

const CALL: CallNote = {
  call: 0,
  id: 'c-1',
  source: { transport: 'udp', address: '192.0.2.7', port: 5060 },
  callerUsers: { asserted: ['+8613800000007'], from: ['+8613800000001'] },
  dialledUser: '+8617100000009',
  offer: SDP,
  maxForwards: 70,
  left: { id: 'dialog 1', state: { any: 'thing' }, invite: { via: 'there' } },
};

async function nextCall({ process, calls }: World): Promise<IncomingCall> {
  process.call();
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
    (await process.next('answer')).reply({ leg: process.leg().id });
    const leg = await answered;
    const waiting = signaling.invite(REQUEST, new EndController());
    await process.next('invite');
    process.call();
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
    (await process.next('answer')).reply({ leg: process.leg().id });
    await answered;
    const [, third] = ['c-2', 'c-3', 'c-4'].map((id) => process.call(id));
    while (calls.length < 4) await settled();
    calls.slice(1).forEach(listen);
    calls[1]?.reject(486);
    const failure = { code: 'gone', status: 487, message: 'cancelled', q850: undefined } as const;
    third?.note('cancelled', { failure });
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
  const there = process.leg();
  (await process.next('invite')).reply({ leg: there.id, sdp: SDP, isLate: false });
  // It is on its way when we give up.
  await Promise.resolve();
  stop.abort();
  await t.rejects(invited, { code: 'gone' } as unknown as Error);
  t.match(await process.next('hangUp'), { body: { q850: 16 } });
});

void t.test('what a leg is asked after its end is refused', async (t) => {
  const world = await started(t);
  const call = await nextCall(world);
  const answered = call.answer(SDP);
  const there = world.process.leg();
  (await world.process.next('answer')).reply({ leg: there.id });
  const leg = await answered;
  leg.hangUp(16).catch(() => undefined); // The process never answers it.
  const late = there.request('offer', { exchange: 1, sdp: SDP });
  await t.rejects(late, { code: 'gone' } as unknown as Error);
  there.note('ended', { by: 'peer', q850: 31 });
  await world.process.next('hangUp');
  t.same(leg.ended.reason, { by: 'us', q850: 16 });
});

void t.test('only the engine says which of the caller’s numbers counts', async (t) => {
  const call = await nextCall(await started(t));
  t.same(call.callerUsers, CALL.callerUsers);
});

void t.test('what is live comes as the process lists it, and not at all from one that is away', async (t) => {
  const { signaling, process } = await started(t);
  const none = { total: 0, items: [] };
  for (const answer of [{ stack: { transactions: none, dialogs: { total: 3, items: [] } } }, {}]) {
    const live = signaling.live(1000);
    (await process.next('live')).reply(answer);
    t.same(await live, answer);
  }
  const unanswered = signaling.live(1000);
  await process.next('live');
  process.channel.close();
  await t.rejects(unanswered, { code: 'unavailable' } as unknown as Error);
  await t.rejects(signaling.live(1000), { code: 'unavailable' } as unknown as Error);
});
