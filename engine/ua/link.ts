/**
 * The layer below as calls and legs share it. It knows the leg of each dialog. When the server is lost it ends
 * everything that waits, because the layer then drops its callbacks without calling them.
 */
import type { EndSignal } from '../end-signal.js';
import type { DialogCredentials } from './session/dialog-credentials.js';
import { requestInDialog, type DialogPart } from './session/dialog-request.js';
import type { DialogHandler } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import type {
  IncomingRequest,
  IncomingResponse,
  MessageContent,
  OutgoingRequest,
  RequestOptions,
  TransactionLayer,
} from './transactions/transactions.js';
import { SessionClock, type TimerClock } from './session/session-clock.js';

/** Receives the requests of one dialog. */
export interface DialogOwner {
  handle(request: IncomingRequest): void;
  /**
   * Ends the dialog with a BYE whose Reason has that text, unless it is ending already; false leaves that to the layer.
   */
  end(reason: string): boolean;
  /** For another branch that has answered the INVITE of the dialog, and is hung up. */
  credentialsForFork?(): DialogCredentials | undefined;
  /** The server has sent BYE on our behalf. */
  timeOut(): void;
  /** The server is lost, and the dialog with it. */
  lose(): void;
}

/** A request of the user agent. */
export type UaRequest = RequestOptions & DialogPart;

/** Events before the final response. */
export interface Exchange {
  /** Cancels an INVITE when it aborts; its final response comes all the same. */
  readonly signal?: EndSignal | undefined;
  readonly onProvisional?: (response: IncomingResponse) => void;
  /** Called with the request as it was first sent. */
  readonly onSent?: (sent: OutgoingRequest['sent']) => void;
}

/** A leg by the name that its messages have. */
export interface NamedLeg {
  readonly callId: string;
  readonly call: string;
  readonly side: 'caller' | 'callee';
}

type LinkLayer = Pick<TransactionLayer, 'save' | 'request' | 'forget' | 'showsTrying'>;

/** A placeholder Request-URI, which the server replaces by the dialog's remote target. */
const REMOTE_TARGET = 'sip:placeholder';

export class UaLink {
  /** Called when a silent trunk is heard after all. */
  onHeard: (trunk: string) => void = () => undefined;
  /** Called with the Call-ID of each leg of a call (`IncomingCall.id`), as soon as it is known. */
  onLeg: (leg: NamedLeg) => void = () => undefined;
  /** For the legs' session timers, and for how long a trunk may be silent. */
  readonly clock: SessionClock;
  readonly #layer: LinkLayer;
  readonly #dialogs = new Map<string, DialogOwner>();
  readonly #waiting = new Set<(error: SignalingError) => void>();

  constructor(
    layer: LinkLayer,
    clock?: TimerClock,
    /** Receives lines for the log, without numbers and without any text of a peer. */
    readonly tell: (notice: string) => void = () => undefined,
  ) {
    this.#layer = layer;
    this.clock = new SessionClock(clock);
  }

  /** Whether a peer that has only sent 100 can be distinguished from a silent one. */
  get showsTrying(): boolean {
    return this.#layer.showsTrying;
  }

  get held(): { readonly owners: number; readonly waiting: number } {
    return { owners: this.#dialogs.size, waiting: this.#waiting.size };
  }

  own(dialogId: string, owner: DialogOwner): void {
    this.#dialogs.set(dialogId, owner);
  }

  disown(dialogId: string): void {
    this.#dialogs.delete(dialogId);
  }

  /** The data of the dialog that survives this process, unless it has not changed since the last call. */
  save(dialogId: string, saved: DialogHandler): void {
    this.#layer.save(dialogId, saved);
  }

  /** The dialog has ended, with any outcome of its BYE: nothing of it is kept here or below. */
  forget(dialogId: string): void {
    this.disown(dialogId);
    this.#layer.forget(dialogId);
  }

  ownerOf(dialogId: string): DialogOwner | undefined {
    return this.#dialogs.get(dialogId);
  }

  /** Calls `onLost` if the server is lost before the returned `release` is called. */
  hold(onLost: (error: SignalingError) => void): () => void {
    this.#waiting.add(onLost);
    return () => this.#waiting.delete(onLost);
  }

  /** For the log: the refusal of our BYE, which has no other recipient. */
  readonly byeRefused = (status: number | undefined): void => {
    if (status !== undefined)
      this.tell(`a BYE was refused with ${status}: the peer may keep the call up, and charge for it`);
  };

  /**
   * Sends a request; `sent` is called once it is on its way, `refused` with the reason why not. Exactly one of them is
   * called.
   */
  request(
    uri: string,
    options: UaRequest,
    sent: (request: OutgoingRequest) => void,
    refused: (error: SignalingError) => void,
  ): void {
    const release = this.hold(refused);
    this.#send(
      uri,
      options,
      (request) => {
        release();
        sent(request);
      },
      (error) => {
        release();
        refused(error);
      },
    );
  }

  /** Sends a request and waits for its final response, in a dialog if `dialogId` is given. */
  exchange(
    options: UaRequest,
    uri = REMOTE_TARGET,
    { signal, onProvisional, onSent }: Exchange = {},
  ): Promise<IncomingResponse> {
    return new Promise((resolve, reject) => {
      let unlisten: (() => void) | undefined;
      const held = this.hold(reject);
      const release = (): void => {
        held();
        unlisten?.();
      };
      const fail = (error: SignalingError): void => {
        release();
        reject(error);
      };
      const take = (request: OutgoingRequest): void => {
        onSent?.(request.sent);
        request.onResponse((response) => {
          if (response.status < 200) return onProvisional?.(response);
          release();
          resolve(response);
        });
        unlisten = signal?.onAbort(() => request.cancel());
      };
      this.#send(uri, options, take, fail);
    });
  }

  #send(
    uri: string,
    { credentials, sessionTimer, ...options }: UaRequest,
    sent: (request: OutgoingRequest) => void,
    refused: (error: SignalingError) => void,
  ): void {
    const isPlain = credentials === undefined && sessionTimer === undefined && options.method !== 'INVITE';
    if (isPlain) this.#layer.request(uri, options, sent, refused);
    else requestInDialog(this.#layer, { credentials, sessionTimer }, uri, options, sent, refused);
  }

  /**
   * Sends a response whose outcome matters; resolves when the server has sent it. `onSent` is called before any answer
   * of the peer: its ACK may be in the same packet as the receipt, and would be processed before the promise settles.
   */
  respond(
    request: IncomingRequest,
    status: number,
    content: MessageContent,
    onSent?: () => void,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const release = this.hold(reject);
      request.respond(status, content, (error) => {
        release();
        if (error !== undefined) return reject(error);
        onSent?.();
        resolve();
      });
    });
  }

  /** The server is lost: every leg ends, every wait fails. */
  lose(): void {
    const waiting = [...this.#waiting];
    const owners = [...this.#dialogs.values()];
    this.#waiting.clear();
    this.#dialogs.clear();
    const error = new SignalingError('unavailable', 503, 'the connection to the SIP server was lost');
    for (const onLost of waiting) onLost(error);
    for (const owner of owners) owner.lose();
  }
}
