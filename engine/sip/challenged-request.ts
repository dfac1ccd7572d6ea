/**
 * A request of ours with its dialog's credentials: sent again when it is challenged, and to whoever sent it one request
 * with one final response.
 *
 *    sent ──401, 407──▶ sent again with credentials (CSeq + 1), at most twice ──any other, or nothing to add──▶ told
 *      └──cancel──▶ cancelled: no longer sent again
 */
import type { AuthorizedRequest, DialogCredentials } from './dialog-credentials.js';
import type { SignalingError } from './signaling.js';
import type {
  HeaderLine,
  Headers,
  IncomingRequest,
  IncomingResponse,
  MessageContent,
  OutgoingRequest,
  RequestOptions,
  TransactionLayer,
} from './transactions.js';

/** A proxy and the party behind it, or a nonce that is stale: more are a server that cannot be satisfied. */
const MAX_ROUNDS = 2;

/** As `TransactionLayer#request`; challenges are answered with `credentials`, and answered ahead where that can be. */
export function requestWithCredentials(
  layer: Pick<TransactionLayer, 'request'>,
  credentials: DialogCredentials,
  uri: string,
  options: RequestOptions,
  sent: (request: OutgoingRequest) => void,
  refused: (error: SignalingError) => void,
): void {
  const { method, dialogId, body } = options;
  const target = dialogId === undefined ? undefined : credentials.target;
  const ahead = target === undefined ? [] : credentials.authorize({ method, uri: target, body });
  layer.request(
    uri,
    { ...options, authorization: ahead },
    (first) => sent(new ChallengedRequest(layer, credentials, uri, options, first, ahead)),
    refused,
  );
}

class ChallengedRequest implements OutgoingRequest {
  readonly sent: OutgoingRequest['sent'];
  readonly #layer: Pick<TransactionLayer, 'request'>;
  readonly #credentials: DialogCredentials;
  readonly #uri: string;
  readonly #options: RequestOptions;
  #current: OutgoingRequest;
  /** Of the request that is on its way. */
  #authorization: readonly HeaderLine[];
  #asSent: AuthorizedRequest;
  #identity: Headers;
  #rounds = 0;
  #isCancelled = false;
  #onResponse: ((response: IncomingResponse) => void) | undefined;
  #onUpdate: ((update: IncomingRequest) => void) | undefined;

  constructor(
    layer: Pick<TransactionLayer, 'request'>,
    credentials: DialogCredentials,
    uri: string,
    options: RequestOptions,
    first: OutgoingRequest,
    authorization: readonly HeaderLine[],
  ) {
    this.sent = first.sent;
    this.#layer = layer;
    this.#credentials = credentials;
    this.#uri = uri;
    this.#options = options;
    this.#current = first;
    this.#authorization = authorization;
    this.#asSent = { method: options.method, uri: first.sent.uri, body: options.body };
    this.#identity = identityOf(first);
    this.#heed(first);
  }

  onResponse(listener: (response: IncomingResponse) => void): void {
    this.#onResponse = listener;
  }

  onUpdate(listener: (update: IncomingRequest) => void): void {
    this.#onUpdate = listener;
    this.#current.onUpdate(listener);
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#current.cancel();
  }

  #heed(request: OutgoingRequest): void {
    const { sent } = request;
    this.#current = request;
    this.#asSent = { ...this.#asSent, uri: sent.uri };
    this.#identity = identityOf(request);
    if (this.#options.dialogId !== undefined) this.#credentials.target = sent.uri;
    request.onResponse((response) => this.#take(response));
    if (this.#onUpdate !== undefined) request.onUpdate(this.#onUpdate);
    if (this.#isCancelled) request.cancel();
  }

  #take(response: IncomingResponse): void {
    const { status } = response;
    if ((status === 401 || status === 407) && this.#answers(response)) return;
    if (status >= 200 && status < 300) this.#succeeded(response);
    const isAnswer = this.#options.method === 'INVITE' && this.#authorization.length > 0;
    this.#onResponse?.(isAnswer ? new AuthorizedResponse(response, this.#authorization) : response);
  }

  /** RFC 3261 22.2: in the dialog the layer counts CSeq up, before there is one it is ours to do. */
  #answers(challenge: IncomingResponse): boolean {
    if (this.#isCancelled || this.#rounds >= MAX_ROUNDS) return false;
    if (!this.#credentials.take(challenge, this.#authorization.length > 0)) return false;
    this.#rounds += 1;
    const options = this.#options;
    const headers =
      options.dialogId === undefined ? { ...options.headers, ...this.#identity } : options.headers;
    this.#authorization = this.#credentials.authorize(this.#asSent);
    this.#layer.request(
      this.#uri,
      { ...options, headers, authorization: this.#authorization },
      (again) => this.#heed(again),
      () => this.#onResponse?.(challenge),
    );
    return true;
  }

  #succeeded(response: IncomingResponse): void {
    this.#credentials.accepted(response);
    const { method } = this.#options;
    if (method === 'INVITE' || method === 'UPDATE') this.#credentials.retarget(response.header('Contact'));
  }
}

/** What stays the same when a request is sent again, and its CSeq one higher. */
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
