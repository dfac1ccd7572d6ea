/**
 * Our request with what its dialog adds, credentials and session timer. It is sent again with what the peer asks for,
 * and appears to its sender as one request with one final response.
 *
 *    sent ──401, 407──▶ sent again with credentials (CSeq + 1), at most twice ──any other, or nothing to add──▶ told
 *      ├────422──────▶ sent again with a longer session interval, at most twice
 *      └──cancel─────▶ cancelled: no longer sent again
 */
import { parseSessionExpires } from '../../sipd/stack/dialog/session-timer.js';
import type { AuthorizedRequest, DialogCredentials } from './dialog-credentials.js';
import type { SignalingError } from '../../sip/signaling-error.js';
import type {
  HeaderLine,
  Headers,
  IncomingRequest,
  IncomingResponse,
  MessageContent,
  OutgoingRequest,
  RequestOptions,
  TransactionLayer,
} from '../transactions/transactions.js';
import type { UaSessionTimer } from './session-timer.js';

/** A proxy and the party behind it, or a stale nonce; more challenges mean a server that cannot be satisfied. */
const MAX_ROUNDS = 2;

/** What a dialog adds to its requests; an INVITE that creates one has credentials at most. */
export interface DialogPart {
  /** Answers challenges, in advance if possible. */
  readonly credentials?: DialogCredentials | undefined;
  /** For INVITE and UPDATE. */
  readonly sessionTimer?: UaSessionTimer | undefined;
}

/** As `TransactionLayer#request`. */
export function requestInDialog(
  layer: Pick<TransactionLayer, 'request'>,
  part: DialogPart,
  uri: string,
  options: RequestOptions,
  sent: (request: OutgoingRequest) => void,
  refused: (error: SignalingError) => void,
): void {
  const { method, dialogId, body } = options;
  // A REGISTER knows its URI, and has credentials from the one before.
  const outside = method === 'REGISTER' ? uri : undefined;
  const target = dialogId === undefined ? outside : part.credentials?.target;
  const ahead =
    target === undefined ? [] : (part.credentials?.authorize({ method, uri: target, body }) ?? []);
  const timed = { ...options, headers: { ...options.headers, ...part.sessionTimer?.headers } };
  layer.request(
    uri,
    { ...timed, authorization: ahead },
    (first) => sent(new DialogRequest(layer, part, uri, timed, first, ahead)),
    refused,
  );
}

class DialogRequest implements OutgoingRequest {
  readonly sent: OutgoingRequest['sent'];
  readonly #layer: Pick<TransactionLayer, 'request'>;
  readonly #part: DialogPart;
  readonly #uri: string;
  #options: RequestOptions;
  #current: OutgoingRequest;
  /** CSeq of the current request. */
  #authorization: readonly HeaderLine[];
  #asSent: AuthorizedRequest;
  /** For a request that creates a dialog. */
  #identity: Headers | undefined;
  #rounds = 0;
  #raises = 0;
  #isCancelled = false;
  #onResponse: ((response: IncomingResponse) => void) | undefined;
  #onUpdate: ((update: IncomingRequest) => void) | undefined;
  #onSign: ((isSentAgain: boolean) => void) | undefined;

  constructor(
    layer: Pick<TransactionLayer, 'request'>,
    part: DialogPart,
    uri: string,
    options: RequestOptions,
    first: OutgoingRequest,
    authorization: readonly HeaderLine[],
  ) {
    this.sent = first.sent;
    this.#layer = layer;
    this.#part = part;
    this.#uri = uri;
    this.#options = options;
    this.#current = first;
    this.#authorization = authorization;
    this.#asSent = { method: options.method, uri: first.sent.uri, body: options.body };
    this.#heed(first);
  }

  onResponse(listener: (response: IncomingResponse) => void): void {
    this.#onResponse = listener;
  }

  onUpdate(listener: (update: IncomingRequest) => void): void {
    this.#onUpdate = listener;
    this.#current.onUpdate(listener);
  }

  onSign(listener: (isSentAgain: boolean) => void): void {
    this.#onSign = listener;
    this.#current.onSign(listener);
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#current.cancel();
  }

  #heed(request: OutgoingRequest): void {
    const { sent } = request;
    this.#current = request;
    this.#asSent = { ...this.#asSent, uri: sent.uri };
    const { credentials } = this.#part;
    if (this.#options.dialogId === undefined) this.#identity = identityOf(request);
    else if (credentials !== undefined) credentials.target = sent.uri;
    request.onResponse((response) => this.#take(response));
    if (this.#onUpdate !== undefined) request.onUpdate(this.#onUpdate);
    if (this.#onSign !== undefined) request.onSign(this.#onSign);
    if (this.#isCancelled) request.cancel();
  }

  #take(response: IncomingResponse): void {
    const { status } = response;
    if ((status === 401 || status === 407) && this.#answers(response)) return;
    if (status === 422 && this.#raise(response)) return;
    if (status >= 200 && status < 300) this.#succeeded(response);
    const isAnswer = this.#options.method === 'INVITE' && this.#authorization.length > 0;
    this.#onResponse?.(isAnswer ? new AuthorizedResponse(response, this.#authorization) : response);
  }

  /** RFC 3261 22.2. */
  #answers(challenge: IncomingResponse): boolean {
    const { credentials } = this.#part;
    if (credentials === undefined || this.#isCancelled || this.#rounds >= MAX_ROUNDS) return false;
    if (!credentials.take(challenge, this.#authorization.length > 0)) return false;
    this.#rounds += 1;
    this.#again(challenge);
    return true;
  }

  /** RFC 4028 7.3. */
  #raise(refusal: IncomingResponse): boolean {
    const minimum = parseSessionExpires(refusal.header('Min-SE'))?.seconds ?? 0;
    const { headers } = this.#options;
    const asked = parseSessionExpires(headers['Session-Expires']);
    // A peer may mean the minimum that we named, if it accepts the interval.
    const said = Math.min(asked?.seconds ?? 0, Number(headers['Min-SE'] ?? 0));
    if (minimum <= said || this.#isCancelled || this.#raises >= MAX_ROUNDS) return false;
    this.#raises += 1;
    const seconds = Math.max(minimum, asked?.seconds ?? 0);
    const refresher = asked?.refresher === undefined ? '' : `;refresher=${asked.refresher}`;
    const raised = { 'Session-Expires': `${seconds}${refresher}`, 'Min-SE': String(minimum) };
    this.#options = { ...this.#options, headers: { ...headers, ...raised } };
    this.#again(refusal);
    return true;
  }

  /**
   * Within a dialog the layer increments CSeq; before there is one, we do. `response` is called if it cannot be sent.
   */
  #again(response: IncomingResponse): void {
    const options = this.#options;
    this.#onSign?.(true);
    const headers = { ...options.headers, ...this.#identity };
    this.#authorization = this.#part.credentials?.authorize(this.#asSent) ?? [];
    this.#layer.request(
      this.#uri,
      { ...options, headers, authorization: this.#authorization },
      (again) => this.#heed(again),
      () => this.#onResponse?.(response),
    );
  }

  #succeeded(response: IncomingResponse): void {
    const { credentials, sessionTimer } = this.#part;
    const { method } = this.#options;
    credentials?.accepted(response);
    if (method !== 'INVITE' && method !== 'UPDATE') return;
    credentials?.retarget(response.header('Contact'));
    sessionTimer?.answered(response);
  }
}

/** Identifies the request when it is sent again, with CSeq one higher. */
function identityOf({ sent }: OutgoingRequest): Headers {
  return {
    From: sent.header('From') ?? '',
    'Call-ID': sent.header('Call-ID') ?? '',
    CSeq: sent.header('CSeq')?.replace(/^\d+/, (number) => String(Number(number) + 1)) ?? '',
  };
}

/** A response to an INVITE with credentials: its ACK carries the same (RFC 3261 22.1). */
class AuthorizedResponse implements IncomingResponse {
  readonly #response: IncomingResponse;
  readonly #authorization: readonly HeaderLine[];

  constructor(response: IncomingResponse, authorization: readonly HeaderLine[]) {
    this.#response = response;
    this.#authorization = authorization;
  }

  get status(): number {
    return this.#response.status;
  }

  get isMadeUp(): boolean {
    return this.#response.isMadeUp;
  }

  get dialogId(): string {
    return this.#response.dialogId;
  }

  get body(): string | undefined {
    return this.#response.body;
  }

  header(name: string): string | undefined {
    return this.#response.header(name);
  }

  acknowledge(content: MessageContent = {}): void {
    const isAck = this.status >= 200;
    this.#response.acknowledge(isAck ? { ...content, authorization: this.#authorization } : content);
  }
}
