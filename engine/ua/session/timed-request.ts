/** A re-INVITE or UPDATE of the peer in a confirmed dialog: a 2xx to it agrees on the session timer (RFC 4028 9). */
import type { SignalingError } from '../../sip/signaling-error.js';
import type { IncomingRequest, MessageContent } from '../transactions/transactions.js';
import { agreementHeaders, type UaSessionTimer } from './session-timer.js';

export class TimedRequest implements IncomingRequest {
  readonly #request: IncomingRequest;
  readonly #timer: UaSessionTimer;

  constructor(request: IncomingRequest, timer: UaSessionTimer) {
    this.#request = request;
    this.#timer = timer;
  }

  get method(): string {
    return this.#request.method;
  }

  get uri(): string {
    return this.#request.uri;
  }

  get source(): IncomingRequest['source'] {
    return this.#request.source;
  }

  get dialogId(): string {
    return this.#request.dialogId;
  }

  get body(): string | undefined {
    return this.#request.body;
  }

  header(name: string): string | undefined {
    return this.#request.header(name);
  }

  onCancel(listener: () => void): void {
    this.#request.onCancel(listener);
  }

  onUpdate(listener: (update: IncomingRequest) => void): void {
    this.#request.onUpdate(listener);
  }

  respond(status: number, content: MessageContent = {}, receipt?: (error?: SignalingError) => void): void {
    if (status < 200 || status >= 300) return this.#request.respond(status, content, receipt);
    const agreement = this.#timer.agreementOn(this.#request);
    const headers = { ...content.headers, ...agreementHeaders(agreement) };
    this.#request.respond(status, { ...content, headers }, (error) => {
      if (error === undefined) this.#timer.agreed(this.#request, agreement);
      receipt?.(error);
    });
  }
}
