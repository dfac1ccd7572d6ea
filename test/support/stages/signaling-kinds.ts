/**
 * The Signaling port on every implementation there is, each on a SIP server of its own with puppets for peers. Timers
 * are shortened to T1 = 40 ms, so that what takes 32 s takes 2.6 s.
 */
import { duplexPair } from 'node:stream';
import type { Test } from 'tap';
import { EndController, type EndSignal } from '../../../engine/end-signal.js';
import { remoteSignaling } from './remote-signaling.js';
import { SignalingHost } from '../../../engine/ua/host.js';
import type {
  AnsweredInvite,
  Heard,
  IncomingCall,
  IncomingMessage,
  IncomingRegister,
  InviteRequest,
  Leg,
  Signaling,
} from '../../../engine/sip/signaling.js';
import { raceBySimring } from '../../../engine/ua/transactions/simring.js';
import { SrfTransactions } from '../../../engine/ua/transactions/srf-transactions.js';
import { StackTransactions } from '../../../engine/ua/transactions/stack-transactions.js';
import type { TimerClock } from '../../../engine/ua/session/session-clock.js';
import { UserAgent } from '../../../engine/ua/user-agent.js';
import type { SavedDialog } from '../../../engine/sipd/stack/stack.js';
import { FakeClock } from '../fakes/fake-clock.js';
import { PuppetLeg, sdp } from '../phones/puppet-leg.js';
import { isOurs, SignalingServer, type Teardown } from '../servers/signaling-server.js';
import { SipPuppet, type PuppetMessage } from '../phones/sip-puppet.js';

export interface SignalingKind {
  readonly name: string;
  /**
   * A port that is not started yet; the teardown closes what is below it, and throws on bugs met there. `clock` is of
   * the session timers, `left` are dialogs of a port before it.
   */
  open(t: Teardown, clock: TimerClock, left?: readonly SavedDialog[]): Promise<Signaling>;
}

const LISTEN = [
  { transport: 'udp', host: '127.0.0.1', port: 0 },
  { transport: 'tcp', host: '127.0.0.1', port: 0 },
] as const;
const TIMERS = { t1: 40, t2: 320, t4: 400 };

export const OVER_DRACHTIO: SignalingKind = {
  name: 'over drachtio-srf',
  open: async (t, clock, left = []) => {
    const options = { sessionTimers: false, showsTrying: true, left };
    const { admin, ours } = await SignalingServer.start(t, options);
    const saving = ours && {
      saveDialog: (id: string, saved: (state: unknown) => void) => ours.saveDialog(id, saved),
    };
    const layer = new SrfTransactions({ ...admin, ...saving, showsTrying: isOurs });
    return new UserAgent(layer, clock, undefined, raceBySimring);
  },
};

export const ON_THE_STACK: SignalingKind = {
  name: 'on the stack',
  open: (t, clock, left = []) => {
    const errors: Error[] = [];
    const layer = new StackTransactions({ listen: LISTEN, timers: TIMERS, left }, (error) =>
      errors.push(error),
    );
    t.teardown(async () => {
      await layer.close();
      if (errors[0] !== undefined) throw errors[0];
    });
    return Promise.resolve(new UserAgent(layer, clock));
  },
};

/** The user agent as the SIP process has it, and the engine's end of the channel, in this process. */
export const OVER_THE_CHANNEL: SignalingKind = {
  name: 'over the channel',
  open: (t, clock, left = []) => {
    const errors: Error[] = [];
    const layer = new StackTransactions({ listen: LISTEN, timers: TIMERS, left }, (error) =>
      errors.push(error),
    );
    const [engineEnd, sipEnd] = duplexPair();
    const signaling = new UserAgent(layer, clock);
    const host = new SignalingHost(sipEnd, {
      serve: () => Promise.resolve({ signaling, stack: layer.stack, close: () => signaling.close() }),
      onEnd: () => undefined,
    });
    t.teardown(async () => {
      await host.close();
      if (errors[0] !== undefined) throw errors[0];
    });
    return Promise.resolve(remoteSignaling((open) => open(engineEnd)));
  },
};

export const SIGNALING_KINDS: readonly SignalingKind[] = [OVER_DRACHTIO, ON_THE_STACK, OVER_THE_CHANNEL];

/** Runs a test on every implementation. */
export function onEach(
  t: Test,
  what: string,
  test: (t: Test, stage: SignalingStage, kind: SignalingKind) => Promise<void>,
): void {
  for (const kind of SIGNALING_KINDS) {
    void t.test(`${what} (${kind.name})`, async (t) => test(t, await SignalingStage.start(t, kind), kind));
  }
}

export class SignalingStage {
  readonly address = '127.0.0.1';
  readonly messages: IncomingMessage[] = [];
  readonly registers: IncomingRegister[] = [];
  readonly #heard: Heard[] = [];
  readonly #listening: ((heard: Heard) => void)[] = [];
  healthy = true;
  readonly #calls: IncomingCall[] = [];
  readonly #wanted: ((call: IncomingCall) => void)[] = [];

  private constructor(
    readonly signaling: Signaling,
    readonly t: Teardown,
    /** Stands still unless a test turns it. */
    readonly clock: FakeClock,
  ) {}

  static async start(
    t: Teardown,
    kind: SignalingKind,
    left?: readonly SavedDialog[],
  ): Promise<SignalingStage> {
    const clock = new FakeClock();
    const signaling = await kind.open(t, clock, left);
    t.teardown(() => signaling.close());
    const stage = new SignalingStage(signaling, t, clock);
    await signaling.start({
      onCall: (call) => stage.#take(call),
      onMessage: (message) => {
        stage.messages.push(message);
        message.accept();
      },
      onRegister: (register) => {
        stage.registers.push(register);
        register.accept([{ uri: 'sip:phone@192.0.2.7', expiresSeconds: 60 }]);
      },
      health: () => ({ healthy: stage.healthy }),
      onHeard: (from) => {
        const listener = stage.#listening.shift();
        if (listener === undefined) stage.#heard.push(from);
        else listener(from);
      },
    });
    return stage;
  }

  get port(): number {
    return sipAddressOf(this.signaling).port;
  }

  get hostPort(): string {
    return `${this.address}:${this.port}`;
  }

  async puppet(): Promise<SipPuppet> {
    const puppet = await SipPuppet.udp();
    this.t.teardown(() => puppet.close());
    return puppet;
  }

  /** The next call that comes in. */
  nextCall(): Promise<IncomingCall> {
    const call = this.#calls.shift();
    return call !== undefined ? Promise.resolve(call) : new Promise((resolve) => this.#wanted.push(resolve));
  }

  /** The source of the next message of a silent trunk, or of OPTIONS. */
  nextHeard(): Promise<Heard> {
    const heard = this.#heard.shift();
    return heard !== undefined
      ? Promise.resolve(heard)
      : new Promise((resolve) => this.#listening.push(resolve));
  }

  /** Calls that came in and were not read. */
  get untaken(): number {
    return this.#calls.length;
  }

  /** A call of a new puppet's, not answered yet. */
  async called(
    options: { readonly headers?: readonly string[]; readonly body?: string } = {},
  ): Promise<{ a: SipPuppet; caller: PuppetLeg; call: IncomingCall }> {
    const a = await this.puppet();
    const caller = PuppetLeg.calling(a, this, '+8617100000009', '+8613800000001');
    caller.request('INVITE', { body: sdp(4000), ...options });
    const call = await this.nextCall();
    await a.take('100');
    return { a, caller, call };
  }

  /** A caller's leg, answered and acknowledged. */
  async caller(): Promise<{ a: SipPuppet; caller: PuppetLeg; leg: Leg }> {
    const { a, caller, call } = await this.called();
    const answered = call.answer(sdp(6000));
    caller.ack(await a.take('200 INVITE'));
    return { a, caller, leg: await answered };
  }

  /** Our INVITE to a new puppet, which has received it. */
  async inviting(
    more: Partial<InviteRequest> = {},
    signal = new EndController(),
  ): Promise<{ b: SipPuppet; invite: PuppetMessage; answered: Promise<AnsweredInvite> }> {
    const b = await this.puppet();
    const answered = this.signaling.invite(this.request(b, more), signal);
    answered.catch(() => undefined);
    return { b, invite: await b.take('INVITE'), answered };
  }

  request(b: SipPuppet, more: Partial<InviteRequest> = {}): InviteRequest {
    return {
      uri: `sip:+8613900000002@${b.hostPort}`,
      identity: { display: '+8617100000009' },
      offer: sdp(6000),
      maxForwards: 69,
      ringTimeoutMs: 60_000,
      onProvisional: () => undefined,
      ...more,
    };
  }

  #take(call: IncomingCall): void {
    const wanted = this.#wanted.shift();
    if (wanted === undefined) this.#calls.push(call);
    else wanted(call);
  }
}

/** Where a started port listens for UDP. */
export function sipAddressOf({ listenPoints }: Signaling): {
  readonly address: string;
  readonly port: number;
} {
  const point = listenPoints.find((text) => text.startsWith('udp/')) ?? '';
  const colon = point.lastIndexOf(':');
  return { address: point.slice('udp/'.length, colon), port: Number(point.slice(colon + 1)) };
}

/** The 2xx of a callee, with Contact and SDP. */
export function answer(b: SipPuppet, port = 5000): { headers: string[]; body: string } {
  return {
    headers: [`Contact: <sip:bob@${b.hostPort}>`, 'Content-Type: application/sdp'],
    body: sdp(port),
  };
}

/** When a signal aborts, or at once if it has. */
export function aborted(signal: EndSignal): Promise<unknown> {
  return new Promise((resolve) => signal.onAbort(() => resolve(signal.reason)));
}
