/**
 * The engine's connection to the SIP server, as calls and legs share it: sends requests, knows which leg a dialog
 * belongs to, and ends everything that waits when the connection is lost. drachtio-srf forgets its callbacks then
 * without calling them, so each wait is also kept here.
 */
import type { Socket } from 'node:net';
import { SignalingError } from './signaling.js';
import { WriteGatherer } from './srf-economy.js';
import type {
  Acknowledge,
  OutgoingResponse,
  RequestOptions,
  SipRequest,
  SipResponse,
  SrfClient,
} from './srf-types.js';

/** Who gets the requests of one dialog. */
export interface DialogOwner {
  handle(request: SipRequest, response: OutgoingResponse): void;
  /** The server is gone, and the dialog with it. */
  lose(): void;
}

export interface FinalResponse {
  readonly response: SipResponse;
  readonly acknowledge: Acknowledge;
}

/** The Request-URI the server replaces by the dialog's remote target. */
const REMOTE_TARGET = 'sip:placeholder';

export class SrfLink {
  readonly #srf: SrfClient;
  readonly #dialogs = new Map<string, DialogOwner>();
  readonly #waiting = new Set<(error: SignalingError) => void>();
  readonly #writes = new WriteGatherer();
  #socket: Socket | undefined;

  constructor(srf: SrfClient) {
    this.#srf = srf;
  }

  own(dialogId: string, owner: DialogOwner): void {
    this.#dialogs.set(dialogId, owner);
  }

  disown(dialogId: string): void {
    this.#dialogs.delete(dialogId);
  }

  ownerOf(dialogId: string): DialogOwner | undefined {
    return this.#dialogs.get(dialogId);
  }

  get dialogs(): number {
    return this.#dialogs.size;
  }

  /** Something has come on this connection: what is said in answer, here and in the rest of this turn, leaves together. */
  heardOn(socket: Socket): void {
    this.#socket = socket;
    this.#writes.gather(socket);
  }

  /** Calls `onLost` if the connection goes before `release`, which is what is returned, is called. */
  hold(onLost: (error: SignalingError) => void): () => void {
    this.#waiting.add(onLost);
    return () => this.#waiting.delete(onLost);
  }

  /** Sends a request; `sent` gets the receipt, `refused` why the server would not. Exactly one of them is called. */
  request(
    uri: string,
    options: RequestOptions,
    sent: (request: SipRequest) => void,
    refused: (error: SignalingError) => void,
  ): void {
    if (this.#socket !== undefined) this.#writes.gather(this.#socket);
    const release = this.hold(refused);
    const done = (error: unknown, request?: SipRequest): void => {
      release();
      if (request === undefined) refused(unavailable(error));
      else sent(request);
    };
    try {
      this.#srf.request(uri, options, done);
    } catch (error) {
      // With no connection at all drachtio-srf fails an assertion instead of calling back.
      done(error);
    }
  }

  /** Sends a request and waits for its final response, in a dialog when `dialogId` is given. */
  exchange(options: RequestOptions, uri = REMOTE_TARGET): Promise<FinalResponse> {
    return new Promise((resolve, reject) => {
      const release = this.hold(reject);
      const fail = (error: SignalingError): void => {
        release();
        reject(error);
      };
      const take = (request: SipRequest): void => {
        request.on('response', (response, acknowledge) => {
          if (response.status < 200) return;
          release();
          resolve({ response, acknowledge });
        });
      };
      this.request(uri, options, take, fail);
    });
  }

  /**
   * Sends a response whose fate matters; resolves when the server has sent it. `onSent` is called before anything the
   * peer says to it: its ACK may be in the same packet as the receipt, ahead of whoever awaits the promise.
   */
  respond(
    response: OutgoingResponse,
    status: number,
    options: { headers: Record<string, string>; body?: string },
    onSent?: () => void,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const release = this.hold(reject);
      response.send(status, options, (error, sent) => {
        release();
        if (sent === undefined) return reject(unavailable(error));
        onSent?.();
        resolve();
      });
    });
  }

  /** The connection is gone: every leg ends, every wait fails. */
  lose(): void {
    const waiting = [...this.#waiting];
    const owners = [...this.#dialogs.values()];
    this.#waiting.clear();
    this.#socket = undefined;
    this.#dialogs.clear();
    for (const onLost of waiting) onLost(unavailable('the connection to the SIP server was lost'));
    for (const owner of owners) owner.lose();
  }
}

/** The server knows the dialog or transaction no longer: the leg is gone. Anything else: the server will not or cannot. */
function unavailable(error: unknown): SignalingError {
  const text = error instanceof Error ? error.message : String(error);
  return /unable to find dialog|unknown transaction/i.test(text)
    ? new SignalingError('gone', 481, text)
    : new SignalingError('unavailable', 503, text);
}
