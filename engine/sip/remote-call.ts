/** A call, a message and a registration that came in at the SIP process, as the engine sees them. */
import type { ChannelObject } from '../channel/channel.js';
import type { Handlers } from '../channel/speech.js';
import { EndController, type EndSignal } from '../end-signal.js';
import type { EngineChannel, RemoteLeg } from './remote-leg.js';
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
import { refusalOf, SIGNALING_ERRORS } from './signaling-errors.js';
import type {
  CallNote,
  CallToEngine,
  CallToSip,
  MessageNote,
  MessageToSip,
  RegisterNote,
  RegisterToSip,
} from './signaling-speech.js';

export interface CallOwner {
  /** The leg that the answer has created. */
  openLeg(leg: number, lateAnswer: string | undefined): RemoteLeg;
  forgetCall(call: RemoteCall): void;
}

export class RemoteCall implements IncomingCall {
  static readonly #handlers: Handlers<CallToEngine, RemoteCall> = {
    requests: { offer: ({ sdp }, _, call) => answerEarlyOffer(sdp, call.#onOffer, call.#cancel) },
    notes: {
      cancelled: ({ failure }, call) => call.gone(SIGNALING_ERRORS.read(failure)),
      dialog: (dialog, call) => call.#takeDialog(dialog),
    },
  };

  readonly id: string;
  readonly source: IncomingCall['source'];
  readonly callerUsers: IncomingCall['callerUsers'];
  readonly dialledUser: string;
  readonly toUser: string | undefined;
  readonly authorization: string | undefined;
  readonly offer: string | undefined;
  readonly maxForwards: number;
  readonly #there: ChannelObject<CallToSip>;
  readonly #owner: CallOwner;
  readonly #cancel = new EndController();
  #onOffer: OfferHandler | undefined;
  #onDialog: DialogHandler | undefined;
  /** As it was at the INVITE, until the answer. */
  #left: LeftCall | undefined;
  /** If it was not asked for: then the leg has it. */
  #dialog: LeftDialog | undefined;
  #isDecided = false;

  constructor(channel: EngineChannel, said: CallNote, owner: CallOwner) {
    this.#there = channel.object('call', said.call, RemoteCall.#handlers, this);
    this.#owner = owner;
    this.id = said.id;
    this.source = said.source;
    this.callerUsers = said.callerUsers;
    this.dialledUser = said.dialledUser;
    this.toUser = said.toUser;
    this.authorization = said.authorization;
    this.offer = said.offer;
    this.maxForwards = said.maxForwards;
    this.#left = said.left;
  }

  get cancelled(): EndSignal {
    return this.#cancel;
  }

  preferReliable(): void {
    this.#there.note('preferReliable', {});
  }

  onOffer(handler: OfferHandler): void {
    this.#onOffer = handler;
  }

  onDialog(handler: DialogHandler): void {
    this.#onDialog = handler;
  }

  ring(status: 180 | 183, sdp?: string): void {
    if (this.#isDecided || this.#cancel.aborted) return;
    this.#there.note('ring', { status, sdp });
  }

  async answer(sdp: string, { credentials, sessionSeconds }: LegTerms = {}): Promise<Leg> {
    if (this.#isDecided || this.#cancel.aborted) {
      throw new SignalingError('gone', 487, 'the caller has cancelled');
    }
    this.#isDecided = true;
    this.#keep();
    const terms = { credentials, sessionSeconds };
    try {
      return await this.#there.request(
        'answer',
        { sdp, terms },
        { take: ({ leg, lateAnswer }) => this.#answered(leg, lateAnswer) },
      );
    } finally {
      this.#forget();
    }
  }

  reject(status: number, options: RejectOptions = {}): void {
    if (this.#isDecided) return;
    this.#isDecided = true;
    this.#there.note('reject', { status, options });
    this.#forget();
  }

  /** The caller has cancelled. */
  gone(error: Error): void {
    this.#forget();
    if (!this.#cancel.aborted) this.#cancel.abort(error);
  }

  /** The SIP process is lost while a caller waits for its answer; the next one must refuse it. */
  lose(error: SignalingError): void {
    const left = this.#left;
    this.#left = undefined;
    if (left !== undefined && !this.#isDecided)
      this.#takeDialog({ id: left.id, state: { ...left.state, invite: left.invite } });
    this.gone(error);
  }

  /** From now on the caller may be answered at any moment, so the data to end its dialog is sent first. */
  #keep(): void {
    const left = this.#left;
    this.#left = undefined;
    if (left !== undefined) this.#takeDialog({ id: left.id, state: left.state });
  }

  #answered(id: number, lateAnswer: string | undefined): RemoteLeg {
    const leg = this.#owner.openLeg(id, lateAnswer);
    const dialog = this.#dialog;
    this.#dialog = undefined;
    if (dialog !== undefined) leg.takeDialog(dialog);
    return leg;
  }

  #takeDialog(dialog: LeftDialog): void {
    if (this.#onDialog === undefined) this.#dialog = dialog;
    else this.#onDialog(dialog);
  }

  #forget(): void {
    this.#there.close();
    this.#owner.forgetCall(this);
  }
}

/** Asks `handler` for the answer to an early offer; refuses if there is no handler. */
export async function answerEarlyOffer(
  offer: string,
  handler: OfferHandler | undefined,
  signal: EndSignal,
): Promise<{ sdp: string }> {
  try {
    if (handler === undefined) throw new SignalingError('refused', 488, 'early offers are not answered');
    return { sdp: await handler(offer, signal) };
  } catch (error) {
    throw refusalOf(error);
  }
}

export function remoteMessage(channel: EngineChannel, said: MessageNote): IncomingMessage {
  const { message, ...facts } = said;
  const there = channel.far<MessageToSip>(message);
  return {
    ...facts,
    accept: (status = 202) => there.note('accept', { status }),
    reject: (status, options = {}) => there.note('reject', { status, options }),
  };
}

export function remoteRegister(channel: EngineChannel, said: RegisterNote): IncomingRegister {
  const { register, source, user, authorization, contacts, removesAll, expiresSeconds } = said;
  const there = channel.far<RegisterToSip>(register);
  return {
    ...{ source, user, authorization, contacts, removesAll, expiresSeconds },
    challenge: (challenges) => there.note('challenge', { challenges }),
    accept: (accepted) => there.note('accept', { contacts: accepted }),
    reject: (status) => there.note('reject', { status }),
  };
}
