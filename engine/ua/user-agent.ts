/**
 * The user agent: Signaling over a transaction layer. Passes calls, messages and registrations to the engine, in-dialog
 * requests to their leg, and refuses everything else.
 */
import type { EndSignal } from '../end-signal.js';
import { DialogCredentials } from './session/dialog-credentials.js';
import { endHeaders, METHODS_OUTSIDE } from './headers/leg-headers.js';
import { unreadableBody } from './headers/sdp-body.js';
import { refuseExtensions } from './headers/peer-headers.js';
import { Notices } from '../sipd/stack/notices.js';
import { UaCall } from './call.js';
import { ringAll, type Race } from './fork.js';
import { NO_TRANSPORT, sendInvite } from './invite.js';
import { UaLink } from './link.js';
import { sendMessage, UaMessage } from './message.js';
import { sendPing } from './ping.js';
import { UaRegister } from './register.js';
import { UaRegistrations } from './registration.js';
import type { TimerClock } from './session/session-clock.js';
import { minimumFor } from './session/session-timer.js';
import type {
  AnsweredInvite,
  InviteRequest,
  LeftDialog,
  Login,
  MessageOutcome,
  MessageRequest,
  PingAnswer,
  RegisterOutcome,
  RegisterRequest,
  Signaling,
  SignalingHandlers,
} from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import type { IncomingRequest, TransactionLayer } from './transactions/transactions.js';

const DRAIN_RETRY_SECONDS = 5;
/** Q.850: temporary failure. */
const LEFT_BEHIND = 41;

/** Decides about new calls while there are too many. */
export interface Gate {
  /** Asked for each new call; undefined admits it, otherwise it may come again after that many seconds. */
  refuse(): number | undefined;
  readonly isRefusing: boolean;
  readonly retryAfterSeconds: number;
}

const OPEN: Gate = { refuse: () => undefined, isRefusing: false, retryAfterSeconds: 0 };

export class UserAgent implements Signaling {
  readonly #layer: TransactionLayer;
  readonly #link: UaLink;
  readonly #registrations: UaRegistrations;
  readonly #notices: Notices;
  readonly #race: Race;
  readonly #gate: Gate;
  #isDraining = false;

  /**
   * `onNotice` receives lines for the log about what the engine does not see, such as calls refused here. `race` rings
   * several contacts of one party. `gate` decides about new calls. `onLeg` receives the Call-ID of each leg.
   */
  constructor(
    layer: TransactionLayer,
    clock?: TimerClock,
    onNotice: (notice: string) => void = () => undefined,
    race: Race = ringAll,
    gate: Gate = OPEN,
    onLeg?: UaLink['onLeg'],
  ) {
    this.#layer = layer;
    this.#race = race;
    this.#gate = gate;
    this.#notices = new Notices(onNotice, () => performance.now());
    this.#link = new UaLink(layer, clock, (notice) => this.#notices.say(notice));
    if (onLeg !== undefined) this.#link.onLeg = onLeg;
    this.#registrations = new UaRegistrations(this.#link);
  }

  get listenPoints(): readonly string[] {
    return this.#layer.listenPoints;
  }

  get held(): Signaling['held'] {
    return this.#link.held;
  }

  start(handlers: SignalingHandlers): Promise<void> {
    this.#link.onHeard = (trunk) => handlers.onHeard?.({ trunk });
    return this.#layer.start({
      onRequest: (request) => this.#take(request, handlers),
      onDialogDue: (dialogId, reason) => this.#link.ownerOf(dialogId)?.end(reason) ?? false,
      credentialsForFork: (dialogId) => this.#link.ownerOf(dialogId)?.credentialsForFork?.(),
      onDialogEnded: (dialogId) => this.#link.ownerOf(dialogId)?.timeOut(),
      onLost: () => this.#link.lose(),
    });
  }

  invite(request: InviteRequest, signal: EndSignal): Promise<AnsweredInvite> {
    const isForked = (request.alsoRing?.length ?? 0) > 0;
    return isForked ? this.#race(this.#link, request, signal) : sendInvite(this.#link, request, signal);
  }

  message(message: MessageRequest): Promise<MessageOutcome> {
    return sendMessage(this.#link, message);
  }

  register(request: RegisterRequest): Promise<RegisterOutcome> {
    return this.#registrations.register(request);
  }

  ping(asked: Parameters<Signaling['ping']>[0]): Promise<PingAnswer> {
    return sendPing(this.#link, asked);
  }

  async endLeft({ id }: Pick<LeftDialog, 'id'>, credentials?: Login): Promise<void> {
    // A dialog that has a leg is not left behind.
    if (this.#link.ownerOf(id) !== undefined) return;
    const bye = { method: 'BYE', dialogId: id, headers: endHeaders(LEFT_BEHIND) };
    try {
      await this.#link.exchange({ ...bye, credentials: credentials && new DialogCredentials(credentials) });
    } catch (error) {
      // The peer has hung up itself, or the server does not have the dialog, or has no way to the peer any more.
      if (
        error instanceof SignalingError &&
        error.code === 'unavailable' &&
        !NO_TRANSPORT.test(error.message)
      )
        throw error;
    } finally {
      this.#link.forget(id);
    }
  }

  drain(): void {
    this.#isDraining = true;
  }

  resume(): void {
    this.#isDraining = false;
  }

  async close(): Promise<void> {
    await this.#layer.close();
    this.#link.lose();
  }

  #take(request: IncomingRequest, handlers: SignalingHandlers): void {
    if (request.dialogId !== '') return this.#takeInDialog(request);
    if (this.#isDraining && (request.method === 'INVITE' || request.method === 'MESSAGE'))
      return request.respond(503, { headers: { 'Retry-After': String(DRAIN_RETRY_SECONDS) } });
    if (refuseExtensions(request)) return this.#tellRefused(request, 'it requires an extension we lack');
    switch (request.method) {
      case 'INVITE':
        return this.#takeCall(request, handlers);
      case 'MESSAGE':
        return handlers.onMessage(new UaMessage(request));
      case 'REGISTER':
        return handlers.onRegister(new UaRegister(request));
      case 'OPTIONS':
        this.#takePing(request, handlers).catch(() => request.respond(503));
        return;
      default:
        return request.respond(405, { headers: { Allow: METHODS_OUTSIDE } });
    }
  }

  #takeInDialog(request: IncomingRequest): void {
    const owner = this.#link.ownerOf(request.dialogId);
    // A peer that sends BYE has gone, even if it requires an unknown extension: its leg refuses the BYE and ends.
    if (request.method !== 'ACK' && request.method !== 'BYE' && refuseExtensions(request)) return;
    if (owner !== undefined) return owner.handle(request);
    // A dialog that the server has and we do not: of a call given up a moment ago, or of an earlier engine.
    if (request.method === 'PRACK' || request.method === 'BYE') return request.respond(200);
    if (request.method !== 'ACK') request.respond(481);
  }

  #takeCall(request: IncomingRequest, handlers: SignalingHandlers): void {
    const retryAfter = this.#gate.refuse();
    if (retryAfter !== undefined)
      return request.respond(503, { headers: { 'Retry-After': String(retryAfter) } });
    const unreadable = unreadableBody(request);
    if (unreadable !== undefined) {
      request.respond(unreadable.status, unreadable);
      return this.#tellRefused(request, 'its body is no SDP');
    }
    const minimum = minimumFor(request);
    if (minimum !== undefined) {
      request.respond(422, { headers: { 'Min-SE': minimum } });
      return this.#tellRefused(request, `its session would expire in less than ${minimum} s`);
    }
    handlers.onCall(new UaCall(this.#link, request));
  }

  /** A lost call is looked for in the log; other refused requests are not missed. */
  #tellRefused({ method, source }: IncomingRequest, why: string): void {
    if (method === 'INVITE')
      this.#notices.say(`an INVITE from ${source.address}:${source.port} was refused: ${why}`);
  }

  async #takePing(request: IncomingRequest, handlers: SignalingHandlers): Promise<void> {
    handlers.onHeard?.({ address: request.source.address });
    if (this.#gate.isRefusing) {
      // A call would be refused too, and the engine has enough to do.
      const seconds = String(this.#gate.retryAfterSeconds);
      return request.respond(503, { headers: { 'Retry-After': seconds } });
    }
    const health = await handlers.health();
    if (health.healthy && !this.#isDraining) {
      return request.respond(200, {
        headers: { Allow: METHODS_OUTSIDE, Accept: 'application/sdp, text/plain' },
      });
    }
    const retryAfter = String(health.retryAfterSeconds ?? DRAIN_RETRY_SECONDS);
    request.respond(503, { headers: { 'Retry-After': retryAfter } });
  }
}
