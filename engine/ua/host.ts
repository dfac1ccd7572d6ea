/**
 * The SIP process's end of the channel: carries out what the engine says on a Signaling of this process, and tells the
 * engine what happens there. When the engine is lost, every call is hung up at once and `onLost` is called.
 */
import type { Duplex } from 'node:stream';
import { EndController } from '../end-signal.js';
import { HostedLeg } from './host-leg.js';
import { failureOf, SignalingChannel, type ChannelTraffic } from '../sip/signaling-channel.js';
import type { CallerUsers, EarlyOfferFrame, FromEngine, FromSipd } from '../sip/signaling-frames.js';
import type {
  Health,
  IncomingCall,
  IncomingMessage,
  IncomingRegister,
  InviteRequest,
  Leg,
  OfferHandler,
  Signaling,
} from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import type { TurnModeration } from './turn-moderation.js';

export type HostChannel = SignalingChannel<FromSipd, FromEngine>;
type Of<T extends FromEngine['type']> = Extract<FromEngine, { readonly type: T }>;

export class SignalingHost {
  readonly #signaling: Signaling;
  readonly #channel: HostChannel;
  readonly #calls = new Map<number, IncomingCall>();
  readonly #legs = new Map<number, HostedLeg>();
  /** INVITEs under way, by ask. */
  readonly #invites = new Map<number, EndController>();
  readonly #messages = new Map<number, IncomingMessage>();
  readonly #registers = new Map<number, IncomingRegister>();
  #lastId = 0;
  /** By the engine or by whoever runs this process; that it hangs up then is no loss. */
  #isClosed = false;

  constructor(
    signaling: Signaling,
    socket: Duplex,
    onLost: (flaw?: unknown) => void,
    moderation?: TurnModeration,
  ) {
    this.#signaling = signaling;
    const user = {
      onFrame: (frame: FromEngine) => this.#carryOut(frame),
      onLost: (flaw: unknown) => {
        const told = (): void => onLost(flaw);
        if (!this.#isClosed) this.#close().then(told, told);
      },
    };
    this.#channel = new SignalingChannel(socket, user, moderation);
  }

  /** Starts the Signaling of this process. */
  start(): Promise<void> {
    return this.#signaling.start({
      onCall: (call) => this.#tellCall(call),
      onMessage: (message) => this.#tellMessage(message),
      onRegister: (register) => this.#tellRegister(register),
      health: () => this.#health(),
      onHeard: (from) => this.#channel.send({ type: 'heard', from }),
    });
  }

  /** For the counters: what is open, and what went over the channel. */
  get load(): ChannelTraffic & { readonly calls: number; readonly invites: number; readonly legs: number } {
    const { size: calls } = this.#calls;
    return { ...this.#channel.traffic, calls, invites: this.#invites.size, legs: this.#legs.size };
  }

  /** What is open, by table; that of the Signaling included. */
  get held(): Readonly<Record<string, number>> {
    return {
      incoming: this.#calls.size,
      legs: this.#legs.size,
      invites: this.#invites.size,
      messages: this.#messages.size,
      registers: this.#registers.size,
      asks: this.#channel.asked,
      ...this.#signaling.held,
    };
  }

  async close(): Promise<void> {
    await this.#close();
    this.#channel.close();
  }

  #close(): Promise<void> {
    this.#isClosed = true;
    return this.#signaling.close();
  }

  #carryOut(frame: FromEngine): void {
    switch (frame.type) {
      case 'ring':
        return this.#calls.get(frame.call)?.ring(frame.status, frame.sdp);
      case 'preferReliable':
        return this.#calls.get(frame.call)?.preferReliable();
      case 'answer':
        return void this.#answer(frame);
      case 'reject':
        return take(this.#calls, frame.call)?.reject(frame.status, frame.options);
      case 'invite':
        return void this.#invite(frame);
      case 'abort':
        return this.#abort(frame.ask);
      case 'reoffer':
      case 'acknowledge':
      case 'sendDigit':
      case 'hangUp':
        return this.#toLeg(frame);
      case 'endLeft':
        return this.#settle(frame.ask, this.#signaling.endLeft(frame, frame.credentials));
      case 'sendMessage':
        return this.#settle(frame.ask, this.#signaling.message(frame.message));
      case 'acceptMessage':
        return take(this.#messages, frame.message)?.accept();
      case 'rejectMessage':
        return take(this.#messages, frame.message)?.reject(frame.status, frame.options);
      case 'challengeRegister':
        return take(this.#registers, frame.register)?.challenge(frame.header);
      case 'acceptRegister':
        return take(this.#registers, frame.register)?.accept(frame.contacts);
      case 'rejectRegister':
        return take(this.#registers, frame.register)?.reject(frame.status);
      case 'drain':
        return this.#signaling.drain();
      case 'close':
        return this.#settle(frame.ask, this.#close());
    }
  }

  #abort(ask: number): void {
    const invite = this.#invites.get(ask);
    if (invite !== undefined) return invite.abort();
    for (const leg of this.#legs.values()) if (leg.abortReoffer(ask)) return;
  }

  #tellCall(incoming: IncomingCall): void {
    const call = this.#nextId();
    const { id, source, dialledUser, offer, maxForwards } = incoming;
    this.#calls.set(call, incoming);
    incoming.onOffer((sdp) => this.#askEarly({ call, sdp }));
    incoming.onDialog((dialog) => this.#channel.sendAlong({ type: 'callDialog', call, dialog }));
    const users = usersOf(incoming);
    const left = incoming.left?.();
    this.#channel.send({ type: 'call', call, id, source, ...users, dialledUser, offer, maxForwards, left });
    incoming.cancelled.onAbort(() => {
      this.#calls.delete(call);
      this.#channel.send({ type: 'cancelled', call, failure: failureOf(incoming.cancelled.reason) });
    });
  }

  async #answer({ ask, call, sdp, terms }: Of<'answer'>): Promise<void> {
    const incoming = this.#calls.get(call);
    if (incoming === undefined) return this.#channel.fail(ask, gone('the caller has cancelled'));
    try {
      const leg = await incoming.answer(sdp, terms);
      const id = this.#nextId();
      this.#channel.reply(ask, { leg: id, lateAnswer: leg.lateAnswer });
      this.#host(id, leg);
    } catch (error) {
      this.#channel.fail(ask, error);
    } finally {
      this.#calls.delete(call);
    }
  }

  async #invite({ ask, request }: Of<'invite'>): Promise<void> {
    const controller = new EndController();
    this.#invites.set(ask, controller);
    const onProvisional = (status: number, sdp: string | undefined): void =>
      this.#channel.send({ type: 'provisional', ask, status, sdp });
    try {
      const onOffer: OfferHandler = (sdp) => this.#askEarly({ invite: ask, sdp });
      const { leg, sdp, acknowledge } = await this.#signaling.invite(
        inviteOf(request, { onProvisional, onOffer }),
        controller,
      );
      const id = this.#nextId();
      this.#channel.reply(ask, { leg: id, sdp, isLate: acknowledge !== undefined });
      this.#host(id, leg).acknowledgeBy(ask, acknowledge);
    } catch (error) {
      this.#channel.fail(ask, error);
    } finally {
      this.#invites.delete(ask);
    }
  }

  /** What a party offers before the call is answered, answered by the engine. */
  #askEarly(of: Pick<EarlyOfferFrame, 'call' | 'invite' | 'sdp'>): Promise<string> {
    const ask = this.#channel.nextAsk();
    return this.#channel.ask({ type: 'earlyOffer', ask, ...of }, ({ sdp }) => sdp);
  }

  /** The engine knows the leg already: what happens to it from now on can be told. */
  #host(id: number, leg: Leg): HostedLeg {
    const hosted = new HostedLeg(this.#channel, id, leg, () => this.#legs.delete(id));
    this.#legs.set(id, hosted);
    hosted.listen();
    return hosted;
  }

  #toLeg(frame: Of<'reoffer' | 'acknowledge' | 'sendDigit' | 'hangUp'>): void {
    const leg = this.#legs.get(frame.leg);
    if (leg !== undefined) leg.carryOut(frame);
    else if (frame.type === 'hangUp') this.#channel.reply(frame.ask, {});
    else this.#channel.fail(frame.ask, gone('the leg has ended'));
  }

  #tellMessage(incoming: IncomingMessage): void {
    const message = this.#nextId();
    const { id, source, dialledUser, contentType, text } = incoming;
    this.#messages.set(message, incoming);
    const users = usersOf(incoming);
    this.#channel.send({ type: 'message', message, id, source, ...users, dialledUser, contentType, text });
  }

  #tellRegister(incoming: IncomingRegister): void {
    const register = this.#nextId();
    const { source, user, authorization, contacts, removesAll, expiresSeconds } = incoming;
    this.#registers.set(register, incoming);
    const asked = { source, user, authorization, contacts, removesAll, expiresSeconds };
    this.#channel.send({ type: 'register', register, ...asked });
  }

  /** An engine that is lost is not healthy. */
  #health(): Promise<Health> {
    return this.#channel
      .ask({ type: 'health', ask: this.#channel.nextAsk() }, (health) => health)
      .catch(() => ({ healthy: false }));
  }

  #settle(ask: number, done: Promise<void>): void {
    done.then(
      () => this.#channel.reply(ask, {}),
      (error: unknown) => this.#channel.fail(ask, error),
    );
  }

  #nextId(): number {
    return (this.#lastId += 1);
  }
}

/** The entry, which is asked for once. */
function take<T>(map: Map<number, T>, id: number): T | undefined {
  const found = map.get(id);
  map.delete(id);
  return found;
}

function usersOf({ callerUsers }: Pick<IncomingCall, 'callerUsers'>): CallerUsers {
  return { asserted: callerUsers(true), from: callerUsers(false) };
}

/** One shape for every request, whichever keys JSON has left out. */
function inviteOf(
  request: Of<'invite'>['request'],
  { onProvisional, onOffer }: Pick<InviteRequest, 'onProvisional' | 'onOffer'>,
): InviteRequest {
  const { uri, nextHop, alsoRing, identity, offer, maxForwards } = request;
  const { credentials, sessionSeconds, headers, reliable, redirects, ringTimeoutMs, silence } = request;
  return {
    uri,
    nextHop,
    alsoRing,
    identity,
    offer,
    maxForwards,
    credentials,
    sessionSeconds,
    headers,
    reliable,
    redirects,
    ringTimeoutMs,
    silence,
    onProvisional,
    onOffer,
  };
}

function gone(message: string): SignalingError {
  return new SignalingError('gone', 481, message);
}
