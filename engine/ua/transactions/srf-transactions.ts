/**
 * Transactions over drachtio-srf: connects to the SIP server (sipd or drachtio-server; it cannot distinguish them),
 * reconnects when the connection is lost, and translates what it sends into the terms of transactions.ts. srf-types.ts
 * says why no more of it is used.
 */
import Srf from 'drachtio-srf';
import type { DialogHandler } from '../../sip/signaling.js';
import { SignalingError } from '../../sip/signaling-error.js';
import type {
  SrfAcknowledge,
  SrfAnswer,
  SrfClient,
  SrfMessage,
  SrfRequest,
  SrfRequestOptions,
  SrfResponse,
} from './srf-types.js';
import type {
  Headers,
  IncomingRequest,
  IncomingResponse,
  MessageContent,
  OutgoingRequest,
  RequestOptions,
  TransactionLayer,
  TransactionUser,
} from './transactions.js';

export interface SrfTransactionsOptions {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  /** Whether the server shows a peer's 100, as ours does on request; drachtio-server does not. */
  readonly showsTrying?: boolean;
  /**
   * Asks a server whose dialogs end with it what must be stored of one. `saved` may be called later, and is not called
   * if nothing has changed. A drachtio-server keeps its dialogs when we die, and knows them by their id.
   */
  readonly saveDialog?: (dialogId: string, saved: (state: unknown) => void) => void;
  /** The names in the certificate of a client over TLS; the protocol does not carry them. */
  readonly certificateNamesAt?: (address: string, port: number) => readonly string[] | undefined;
  /** Called when the connection to the SIP server is established and lost. */
  readonly onConnection?: (state: 'connected' | 'lost', detail: string) => void;
}

const MAX_RECONNECT_DELAY_MS = 5000;

export class SrfTransactions implements TransactionLayer {
  readonly showsTrying: boolean;
  readonly #options: SrfTransactionsOptions;
  readonly #srf = new Srf() as unknown as SrfClient;
  readonly #reconnect: { retryMaxDelay: number; maxAttempts?: number } = {
    retryMaxDelay: MAX_RECONNECT_DELAY_MS,
  };
  #user: TransactionUser | undefined;
  #listenPoints: readonly string[] = [];
  #connected = false;
  #closed = false;

  constructor(options: SrfTransactionsOptions) {
    this.#options = options;
    this.showsTrying = options.showsTrying === true;
  }

  get listenPoints(): readonly string[] {
    return this.#listenPoints;
  }

  start(user: TransactionUser): Promise<void> {
    this.#user = user;
    this.#route(user);
    return new Promise((resolve, reject) => {
      this.#srf.on('connect', (error, hostports) => {
        if (error !== null) {
          this.#giveUp();
          return reject(new Error(`the SIP server at ${this.#address} refused us: ${error.message}`));
        }
        this.#onConnect(hostports);
        resolve();
      });
      this.#srf.on('close', () => this.#onLost('connection closed'));
      this.#srf.on('error', (error) => this.#onLost(String(error)));
      const { host, port, secret } = this.#options;
      this.#srf.connect({ host, port, secret, reconnect: this.#reconnect });
    });
  }

  request(
    uri: string,
    options: RequestOptions,
    sent: (request: OutgoingRequest) => void,
    refused: (error: SignalingError) => void,
  ): void {
    const done = (error: unknown, request?: SrfRequest): void => {
      if (request === undefined) return refused(unavailable(error));
      // drachtio-srf delivers an UPDATE to our request in progress in its dialog, and drops it if that has no listener.
      if (options.dialogId !== undefined) onUpdate(request, (update) => this.#user?.onRequest(update));
      sent(new SentRequest(request));
    };
    try {
      this.#srf.request(uri, srfOptions(options), done);
    } catch (error) {
      // Without any connection drachtio-srf fails an assertion instead of calling back.
      done(error);
    }
  }

  save(id: string, saved: DialogHandler): void {
    const { saveDialog } = this.#options;
    if (saveDialog === undefined) saved({ id });
    else saveDialog(id, (state) => saved({ id, state }));
  }

  /** The protocol has no message for it; sipd drops the dialog by itself 64 * T1 after the last challenge. */
  forget(): void {
    return undefined;
  }

  close(): Promise<void> {
    this.#giveUp();
    return Promise.resolve();
  }

  #route(user: TransactionUser): void {
    const take = (request: SrfRequest, answer: SrfAnswer): void => {
      const dialogId = request.stackDialogId ?? '';
      if (request.source === 'application') return user.onDialogEnded(dialogId);
      // It delivers an UPDATE to the INVITE in progress, also within the dialog, and refuses it if that has no
      // listener.
      if (dialogId !== '' && request.method === 'INVITE')
        onUpdate(request, (update) => user.onRequest(update));
      user.onRequest(new ArrivedRequest(request, answer, this.#options.certificateNamesAt));
    };
    this.#srf.use((request, answer, next) => {
      if (request.stackDialogId === undefined || request.stackDialogId === '') next();
      else take(request, answer);
    });
    this.#srf.invite(take);
    this.#srf.message(take);
    this.#srf.register(take);
    this.#srf.options(take);
    // Registered only to refuse them: a server answers 503 to methods that no application handles.
    this.#srf.info(take);
    this.#srf.notify(take);
    this.#srf.publish(take);
    this.#srf.subscribe(take);
  }

  #onConnect(hostports: string): void {
    if (this.#closed) return this.#srf.disconnect();
    this.#connected = true;
    this.#listenPoints = hostports.split(',');
    this.#options.onConnection?.('connected', hostports);
  }

  #onLost(detail: string): void {
    if (!this.#connected) return;
    this.#connected = false;
    this.#user?.onLost();
    if (!this.#closed) this.#options.onConnection?.('lost', detail);
  }

  /** Stops reconnecting, and disconnects. Without a connection drachtio-srf's disconnect would throw. */
  #giveUp(): void {
    this.#closed = true;
    this.#reconnect.maxAttempts = 1;
    if (!this.#connected) return;
    this.#connected = false;
    this.#srf.disconnect();
  }

  get #address(): string {
    return `${this.#options.host}:${this.#options.port}`;
  }
}

abstract class Arrived {
  abstract readonly msg: SrfMessage;

  header(name: string): string | undefined {
    const { headers } = this.msg;
    // drachtio-srf knows the compact form of nine headers, and this is not one of them.
    return headers[name.toLowerCase()] ?? (name === 'Session-Expires' ? headers['x'] : undefined);
  }

  get body(): string | undefined {
    return this.msg.body;
  }
}

class ArrivedRequest extends Arrived implements IncomingRequest {
  readonly msg: SrfMessage;
  readonly #request: SrfRequest;
  readonly #answer: SrfAnswer;

  constructor(
    request: SrfRequest,
    answer: SrfAnswer,
    private readonly certificateNamesAt?: SrfTransactionsOptions['certificateNamesAt'],
  ) {
    super();
    this.msg = request.msg;
    this.#request = request;
    this.#answer = answer;
  }

  get method(): string {
    return this.#request.method;
  }

  get uri(): string {
    return this.#request.uri;
  }

  get source(): IncomingRequest['source'] {
    const { protocol, source_address: address, source_port: port } = this.#request;
    const certificateNames = protocol === 'tls' ? this.certificateNamesAt?.(address, port) : undefined;
    return { transport: protocol, address, port, certificateNames };
  }

  get dialogId(): string {
    return this.#answer.stackDialogId ?? this.#request.stackDialogId ?? '';
  }

  onCancel(listener: () => void): void {
    this.#request.on('cancel', listener);
  }

  onUpdate(listener: (update: IncomingRequest) => void): void {
    onUpdate(this.#request, listener);
  }

  respond(status: number, content: MessageContent = {}, receipt?: (error?: SignalingError) => void): void {
    const { body } = content;
    const whole = { headers: headersOf(content), ...(body !== undefined && { body }) };
    if (receipt === undefined) return this.#answer.send(status, whole);
    this.#answer.send(status, whole, (error, sent) =>
      receipt(sent === undefined ? unavailable(error) : undefined),
    );
  }
}

class SentRequest implements OutgoingRequest {
  readonly #request: SrfRequest;
  #onSign: ((isSentAgain: boolean) => void) | undefined;

  constructor(request: SrfRequest) {
    this.#request = request;
  }

  get sent(): OutgoingRequest['sent'] {
    const { uri, msg } = this.#request;
    return { uri, header: (name) => msg.headers[name.toLowerCase()] };
  }

  onResponse(listener: (response: IncomingResponse) => void): void {
    this.#request.on('response', (response, acknowledge) => {
      const arrived = new ArrivedResponse(response, acknowledge);
      if (!arrived.isMadeUp) this.#onSign?.(false);
      if (arrived.status > 100) listener(arrived);
    });
  }

  onSign(listener: (isSentAgain: boolean) => void): void {
    this.#onSign = listener;
  }

  onUpdate(listener: (update: IncomingRequest) => void): void {
    onUpdate(this.#request, listener);
  }

  cancel(): void {
    this.#request.cancel();
  }
}

class ArrivedResponse extends Arrived implements IncomingResponse {
  readonly msg: SrfMessage;
  readonly status: number;
  readonly isMadeUp: boolean;
  readonly dialogId: string;
  readonly #acknowledge: SrfAcknowledge;

  constructor(response: SrfResponse, acknowledge: SrfAcknowledge) {
    super();
    this.msg = response.msg;
    this.status = response.status;
    this.isMadeUp = response.source_address === '';
    this.dialogId = response.stackDialogId ?? '';
    this.#acknowledge = acknowledge;
  }

  acknowledge(content: MessageContent = {}): void {
    this.#acknowledge({ headers: headersOf(content), body: content.body });
  }
}

function onUpdate(request: SrfRequest, listener: (update: IncomingRequest) => void): void {
  request.on('update', (update, answer) => listener(new ArrivedRequest(update, answer)));
}

function srfOptions(options: RequestOptions): SrfRequestOptions {
  const { method, body, nextHop, dialogId, routes } = options;
  const headers = headersOf(options);
  // Our own server takes it; a drachtio-server drops it.
  if (routes !== undefined) headers['Route'] = routes.join(', ');
  return {
    method,
    headers,
    ...(body !== undefined && { body }),
    ...(nextHop !== undefined && { proxy: nextHop }),
    ...(dialogId !== undefined && { stackDialogId: dialogId }),
  };
}

/**
 * drachtio-srf has one value for a name, and joins the lines it reads. Credentials must not be joined (RFC 3261 7.3.1),
 * so each further line of a name has another spelling: `Authorization`, `AUthorization`.
 */
function headersOf({ headers, authorization = [] }: MessageContent): Headers {
  const all = { ...headers };
  for (const [name, value] of authorization) {
    let spelling = name;
    for (let at = 2; spelling in all; at += 1) spelling = name.slice(0, at).toUpperCase() + name.slice(at);
    all[spelling] = value;
  }
  return all;
}

/** The server no longer knows the dialog or transaction: the leg is gone. Otherwise the server refuses or is unable. */
function unavailable(error: unknown): SignalingError {
  const text = error instanceof Error ? error.message : String(error);
  return /unable to find dialog|unknown transaction/i.test(text)
    ? new SignalingError('gone', 481, text)
    : new SignalingError('unavailable', 503, text);
}
