/**
 * The layer below as calls and legs share it: knows which leg a dialog belongs to, and ends everything that waits when
 * the server is lost, for the layer forgets its callbacks then without calling them.
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

/** Who gets the requests of one dialog. */
export interface DialogOwner {
  handle(request: IncomingRequest): void;
  /** Ends the dialog with a BYE whose Reason has that text, if it is not being ended already; false leaves that to the layer. */
  end(reason: string): boolean;
  /** For another branch that has answered the INVITE which made the dialog, and is hung up. */
  credentialsForFork?(): DialogCredentials | undefined;
  /** The server has sent BYE on our behalf. */
  timeOut(): void;
  /** The server is gone, and the dialog with it. */
  lose(): void;
}

/** A request of the user agent's. */
export type UaRequest = RequestOptions & DialogPart;

/** What happens on the way to a final response. */
export interface Exchange {
  /** Cancels an INVITE when it aborts; its final response comes all the same. */
  readonly signal?: EndSignal | undefined;
  readonly onProvisional?: (response: IncomingResponse) => void;
}

type LinkLayer = Pick<TransactionLayer, 'save' | 'request' | 'forget' | 'showsTrying'>;

/** The Request-URI the server replaces by the dialog's remote target. */
const REMOTE_TARGET = 'sip:placeholder';

export class UaLink {
  /** Told when a trunk that was silent is heard after all. */
  onHeard: (trunk: string) => void = () => undefined;
  /** Of the legs' session timers, and of how long a trunk may be silent. */
  readonly clock: SessionClock;
  readonly #layer: LinkLayer;
  readonly #dialogs = new Map<string, DialogOwner>();
  readonly #waiting = new Set<(error: SignalingError) => void>();

  constructor(
    layer: LinkLayer,
    clock?: TimerClock,
    /** Takes lines for the log, without numbers and without anything a peer wrote. */
    readonly tell: (notice: string) => void = () => undefined,
  ) {
    this.#layer = layer;
    this.clock = new SessionClock(clock);
  }

  /** Whether a peer that has answered 100 alone can be told from one that is silent. */
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

  /** What of the dialog outlives this process, unless that has been told and has not changed. */
  save(dialogId: string, saved: DialogHandler): void {
    this.#layer.save(dialogId, saved);
  }

  /** The dialog is over, whatever has become of its BYE: nothing of it is kept here or below. */
  forget(dialogId: string): void {
    this.disown(dialogId);
    this.#layer.forget(dialogId);
  }

  ownerOf(dialogId: string): DialogOwner | undefined {
    return this.#dialogs.get(dialogId);
  }

  /** Calls `onLost` if the server goes before `release`, which is what is returned, is called. */
  hold(onLost: (error: SignalingError) => void): () => void {
    this.#waiting.add(onLost);
    return () => this.#waiting.delete(onLost);
  }

  /** For the log, where nobody else hears what a BYE of ours was refused with. */
  readonly byeRefused = (status: number | undefined): void => {
    if (status !== undefined)
      this.tell(`a BYE was refused with ${status}: the peer may keep the call up, and charge for it`);
  };

  /** Sends a request; `sent` gets it once it is on its way, `refused` why it is not. Exactly one of them is called. */
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

  /** Sends a request and waits for its final response, in a dialog when `dialogId` is given. */
  exchange(
    options: UaRequest,
    uri = REMOTE_TARGET,
    { signal, onProvisional }: Exchange = {},
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
   * Sends a response whose fate matters; resolves when the server has sent it. `onSent` is called before anything the
   * peer says to it: its ACK may be in the same packet as the receipt, ahead of whoever awaits the promise.
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

  /** The server is gone: every leg ends, every wait fails. */
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
