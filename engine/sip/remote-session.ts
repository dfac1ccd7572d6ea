/**
 * The engine's end of the channel to one SIP process: the calls, legs and INVITEs that are there, as long as it lives. They
 * end with it.
 */
import type { Duplex } from 'node:stream';
import { EndController, type EndSignal } from '../end-signal.js';
import { answerEarlyOffer, RemoteCall, remoteMessage, remoteRegister } from './remote-call.js';
import { RemoteLeg, type RemoteLegFrame } from './remote-leg.js';
import { errorOf, SignalingChannel } from './signaling-channel.js';
import type { Answers, CallFrame, EarlyOfferFrame, FromEngine, FromSipd } from './signaling-frames.js';
import type {
  AnsweredInvite,
  InviteRequest,
  LeftDialog,
  Login,
  Signaling,
  SignalingHandlers,
} from './signaling.js';
import { SignalingError } from './signaling-error.js';

export type EngineChannel = SignalingChannel<FromEngine, FromSipd>;

/** Normal clearing, for the callee that answered too late. */
const NORMAL_CLEARING = 16;
const CLOSE_WITHIN_MS = 3000;

export class RemoteSession {
  readonly #channel: EngineChannel;
  readonly #handlers: SignalingHandlers;
  readonly #calls = new Map<number, RemoteCall>();
  readonly #legs = new Map<number, RemoteLeg>();
  /** INVITEs that may still be answered, by ask. */
  readonly #invites = new Map<number, { readonly request: InviteRequest; readonly signal: EndSignal }>();

  /** `onLost` is called once, after everything has ended, unless the session was closed; see `ChannelUser`. */
  constructor(socket: Duplex, handlers: SignalingHandlers, onLost: (flaw?: unknown) => void) {
    this.#handlers = handlers;
    this.#channel = new SignalingChannel(socket, {
      onFrame: (frame) => this.#take(frame),
      onLost: (flaw) => {
        this.#lose();
        onLost(flaw);
      },
    });
  }

  get held(): Readonly<Record<'incoming' | 'legs' | 'invites' | 'asks', number>> {
    return {
      incoming: this.#calls.size,
      legs: this.#legs.size,
      invites: this.#invites.size,
      asks: this.#channel.asked,
    };
  }

  async invite(request: InviteRequest, signal: EndSignal): Promise<AnsweredInvite> {
    if (signal.aborted) throw givenUp();
    const ask = this.#channel.nextAsk();
    const release = signal.onAbort(() => {
      this.#invites.delete(ask);
      this.#channel.send({ type: 'abort', ask });
    });
    this.#invites.set(ask, { request, signal });
    try {
      const answered = await this.#channel.ask({ type: 'invite', ask, request }, (answer) =>
        this.#answered(ask, answer),
      );
      if (!signal.aborted) return answered;
      // The answer and our giving up have crossed.
      answered.leg.hangUp(NORMAL_CLEARING).catch(() => undefined);
      throw givenUp();
    } finally {
      this.#invites.delete(ask);
      release();
    }
  }

  message(message: Parameters<Signaling['message']>[0]): Promise<void> {
    const ask = this.#channel.nextAsk();
    return this.#channel.ask({ type: 'sendMessage', ask, message }, () => undefined);
  }

  endLeft({ id }: Pick<LeftDialog, 'id'>, credentials: Login | undefined): Promise<void> {
    const ask = this.#channel.nextAsk();
    return this.#channel.ask({ type: 'endLeft', ask, id, credentials }, () => undefined);
  }

  drain(): void {
    this.#channel.send({ type: 'drain' });
  }

  /** Everything is hung up by the SIP process; one that does not answer is left behind. */
  async close(): Promise<void> {
    const closed = this.#channel.ask({ type: 'close', ask: this.#channel.nextAsk() }, () => undefined);
    const timer = setTimeout(() => this.#channel.close(), CLOSE_WITHIN_MS);
    // Lost or given up: it is closed either way.
    await closed.catch(() => undefined);
    clearTimeout(timer);
    this.#channel.close();
    this.#lose();
  }

  #take(frame: FromSipd): void {
    switch (frame.type) {
      case 'call':
        return this.#takeCall(frame);
      case 'callDialog':
        return this.#calls.get(frame.call)?.takeDialog(frame.dialog);
      case 'cancelled':
        return this.#calls.get(frame.call)?.gone(errorOf(frame.failure));
      case 'provisional':
        return this.#invites.get(frame.ask)?.request.onProvisional(frame.status, frame.sdp);
      case 'earlyOffer':
        return this.#takeEarlyOffer(frame);
      case 'abort':
        return this.#abortAnswer(frame.ask);
      case 'message':
        return this.#handlers.onMessage(remoteMessage(this.#channel, frame));
      case 'register':
        return this.#handlers.onRegister(remoteRegister(this.#channel, frame));
      case 'heard':
        return this.#handlers.onHeard?.(frame.from);
      case 'health':
        return void this.#tellHealth(frame.ask);
      default:
        return this.#toLeg(frame);
    }
  }

  #takeEarlyOffer(frame: EarlyOfferFrame): void {
    const call = frame.call === undefined ? undefined : this.#calls.get(frame.call);
    if (call !== undefined) return void call.takeOffer(frame);
    const invite = frame.invite === undefined ? undefined : this.#invites.get(frame.invite);
    const { ask, sdp } = frame;
    const { request, signal = NEVER } = invite ?? {};
    answerEarlyOffer(this.#channel, ask, sdp, request?.onOffer, signal).catch((error: unknown) =>
      this.#channel.fail(ask, error),
    );
  }

  #takeCall(frame: CallFrame): void {
    const { call } = frame;
    const incoming = new RemoteCall(
      this.#channel,
      frame,
      (leg, lateAnswer) => this.#openLeg(leg, lateAnswer),
      () => this.#calls.delete(call),
    );
    this.#calls.set(call, incoming);
    this.#handlers.onCall(incoming);
  }

  #answered(ask: number, { leg: id, sdp, isLate }: Answers['invite']): AnsweredInvite {
    const leg = this.#openLeg(id);
    return isLate ? { leg, sdp, acknowledge: leg.acknowledgeOf(ask) } : { leg, sdp };
  }

  #openLeg(id: number, lateAnswer?: string): RemoteLeg {
    const leg = new RemoteLeg(this.#channel, id, () => this.#legs.delete(id), lateAnswer);
    this.#legs.set(id, leg);
    return leg;
  }

  /** What a leg is asked that has ended here already has no answer any more. */
  #toLeg(frame: RemoteLegFrame): void {
    const leg = this.#legs.get(frame.leg);
    if (leg !== undefined) leg.take(frame);
    else if ('ask' in frame) {
      this.#channel.fail(frame.ask, new SignalingError('gone', 481, 'the leg has ended'));
    }
  }

  #abortAnswer(ask: number): void {
    for (const leg of this.#legs.values()) if (leg.abortAnswer(ask)) return;
  }

  async #tellHealth(ask: number): Promise<void> {
    try {
      this.#channel.reply(ask, await this.#handlers.health());
    } catch (error) {
      this.#channel.fail(ask, error);
    }
  }

  #lose(): void {
    const lost = new SignalingError('unavailable', 503, 'the connection to the SIP server was lost');
    for (const call of [...this.#calls.values()]) call.lose(lost);
    for (const leg of [...this.#legs.values()]) leg.lose();
  }
}

/** Of a call that has been decided meanwhile. */
const NEVER: EndSignal = new EndController();

function givenUp(): SignalingError {
  return new SignalingError('gone', 487, 'the call was given up before the callee answered');
}
