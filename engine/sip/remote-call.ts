/** A call, a message and a registration that came in at the SIP process, as the engine holds them. */
import { EndController, type EndSignal } from '../end-signal.js';
import { refusalOf, type RemoteLeg } from './remote-leg.js';
import type { EngineChannel } from './remote-session.js';
import type {
  CallerUsers,
  CallFrame,
  EarlyOfferFrame,
  MessageFrame,
  RegisterFrame,
} from './signaling-frames.js';
import type {
  DialogHandler,
  IncomingCall,
  IncomingMessage,
  IncomingRegister,
  LeftCall,
  LeftDialog,
  Leg,
  LegTerms,
  OfferHandler,
  RejectOptions,
} from './signaling.js';
import { SignalingError } from './signaling-error.js';

/** The leg that the answer has made. */
type OpenLeg = (leg: number, lateAnswer: string | undefined) => RemoteLeg;

export class RemoteCall implements IncomingCall {
  readonly id: string;
  readonly source: IncomingCall['source'];
  readonly callerUsers: IncomingCall['callerUsers'];
  readonly dialledUser: string;
  readonly offer: string | undefined;
  readonly maxForwards: number;
  readonly #channel: EngineChannel;
  readonly #call: number;
  readonly #openLeg: OpenLeg;
  readonly #forget: () => void;
  readonly #cancel = new EndController();
  #onOffer: OfferHandler | undefined;
  #onDialog: DialogHandler | undefined;
  /** As it was at the INVITE, until the answer. */
  #left: LeftCall | undefined;
  /** Where nobody has asked for it: then it is the leg's to tell. */
  #dialog: LeftDialog | undefined;
  #isDecided = false;

  constructor(channel: EngineChannel, frame: CallFrame, openLeg: OpenLeg, forget: () => void) {
    this.#channel = channel;
    this.#call = frame.call;
    this.#openLeg = openLeg;
    this.#forget = forget;
    this.id = frame.id;
    this.source = frame.source;
    this.callerUsers = callersOf(frame);
    this.dialledUser = frame.dialledUser;
    this.offer = frame.offer;
    this.maxForwards = frame.maxForwards;
    this.#left = frame.left;
  }

  get cancelled(): EndSignal {
    return this.#cancel;
  }

  preferReliable(): void {
    this.#channel.send({ type: 'preferReliable', call: this.#call });
  }

  onOffer(handler: OfferHandler): void {
    this.#onOffer = handler;
  }

  onDialog(handler: DialogHandler): void {
    this.#onDialog = handler;
  }

  takeDialog(dialog: LeftDialog): void {
    if (this.#onDialog === undefined) this.#dialog = dialog;
    else this.#onDialog(dialog);
  }

  /** An offer of the caller's before its answer. */
  takeOffer({ ask, sdp }: EarlyOfferFrame): Promise<void> {
    return answerEarlyOffer(this.#channel, ask, sdp, this.#onOffer, this.#cancel);
  }

  ring(status: 180 | 183, sdp?: string): void {
    if (this.#isDecided || this.#cancel.aborted) return;
    this.#channel.send({ type: 'ring', call: this.#call, status, sdp });
  }

  async answer(sdp: string, { credentials, sessionSeconds }: LegTerms = {}): Promise<Leg> {
    if (this.#isDecided || this.#cancel.aborted) {
      throw new SignalingError('gone', 487, 'the caller has cancelled');
    }
    this.#isDecided = true;
    this.#keep();
    const ask = this.#channel.nextAsk();
    try {
      const terms = { credentials, sessionSeconds };
      const frame = { type: 'answer', ask, call: this.#call, sdp, terms } as const;
      return await this.#channel.ask(frame, ({ leg, lateAnswer }) => this.#answered(leg, lateAnswer));
    } finally {
      this.#forget();
    }
  }

  #answered(id: number, lateAnswer: string | undefined): RemoteLeg {
    const leg = this.#openLeg(id, lateAnswer);
    const dialog = this.#dialog;
    this.#dialog = undefined;
    if (dialog !== undefined) leg.take({ type: 'dialog', leg: id, dialog });
    return leg;
  }

  reject(status: number, options: RejectOptions = {}): void {
    if (this.#isDecided) return;
    this.#isDecided = true;
    this.#forget();
    this.#channel.send({ type: 'reject', call: this.#call, status, options });
  }

  /** From now on the caller may be answered at any moment: what ends its dialog is there before. */
  #keep(): void {
    const left = this.#left;
    this.#left = undefined;
    if (left !== undefined) this.takeDialog({ id: left.id, state: left.state });
  }

  /** The caller has cancelled. */
  gone(error: SignalingError): void {
    this.#forget();
    this.#cancel.abort(error);
  }

  /** The SIP process is lost, with a caller that waits for its answer; the next one is to refuse it. */
  lose(error: SignalingError): void {
    const left = this.#left;
    this.#left = undefined;
    if (left !== undefined && !this.#isDecided)
      this.takeDialog({ id: left.id, state: { ...left.state, invite: left.invite } });
    this.gone(error);
  }
}

/** Asks `handler` for the answer to an early offer, and gives it back; refused where nobody is there to answer. */
export async function answerEarlyOffer(
  channel: EngineChannel,
  ask: number,
  sdp: string,
  handler: OfferHandler | undefined,
  signal: EndSignal,
): Promise<void> {
  try {
    if (handler === undefined) throw new SignalingError('refused', 488, 'nobody answers early offers');
    channel.reply(ask, { sdp: await handler(sdp, signal) });
  } catch (error) {
    channel.fail(ask, refusalOf(error));
  }
}

export function remoteMessage(channel: EngineChannel, frame: MessageFrame): IncomingMessage {
  const { message, id, source, dialledUser, contentType, text } = frame;
  return {
    ...{ id, source, dialledUser, contentType, text },
    callerUsers: callersOf(frame),
    accept: () => channel.send({ type: 'acceptMessage', message }),
    reject: (status, options = {}) => channel.send({ type: 'rejectMessage', message, status, options }),
  };
}

export function remoteRegister(channel: EngineChannel, frame: RegisterFrame): IncomingRegister {
  const { register, source, user, authorization, contacts, removesAll, expiresSeconds } = frame;
  return {
    ...{ source, user, authorization, contacts, removesAll, expiresSeconds },
    challenge: (header) => channel.send({ type: 'challengeRegister', register, header }),
    accept: (accepted) => channel.send({ type: 'acceptRegister', register, contacts: accepted }),
    reject: (status) => channel.send({ type: 'rejectRegister', register, status }),
  };
}

function callersOf({ asserted, from }: CallerUsers): IncomingCall['callerUsers'] {
  return (trustAsserted) => (trustAsserted ? asserted : from);
}
