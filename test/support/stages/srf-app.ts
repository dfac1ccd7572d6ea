/** An application: drachtio-srf connected to a SIP server, with the types its own declarations lack. */
import Srf from 'drachtio-srf';

export interface SipText {
  readonly method: string;
  readonly status: number;
  readonly reason: string;
  readonly uri: string;
  readonly body: string;
  readonly raw: string;
  readonly headers: Readonly<Record<string, string>>;
  get(name: string): string | undefined;
  has(name: string): boolean;
  getParsedHeader(name: string): { uri: string; params: Record<string, string | undefined> };
}

export interface AppRequest extends SipText {
  readonly source: string;
  readonly source_address: string;
  readonly source_port: number;
  readonly protocol: string;
  readonly stackTime: string;
  readonly stackTxnId: string;
  readonly stackDialogId: string | undefined;
  readonly receivedOn: string | undefined;
  cancel(options: { headers?: Headers }, callback: (error: Error | null, sent?: SipText) => void): void;
  proxy(options: { destination: string }): Promise<unknown>;
  on(event: 'cancel', listener: (cancel: SipText) => void): this;
  on(event: 'update', listener: (request: AppRequest, response: AppResponse) => void): this;
  on(event: 'response', listener: (response: AppResponse, ack: (options?: object) => void) => void): this;
}

export interface AppResponse extends SipText {
  readonly source_address: string;
  readonly source_port: number;
  readonly protocol: string;
  readonly stackDialogId: string | undefined;
  send(status: number, options?: MessageOptions, callback?: SentCallback, onPrack?: OnPrack): void;
  send(
    status: number,
    reason: string,
    options?: MessageOptions,
    callback?: SentCallback,
    onPrack?: OnPrack,
  ): void;
}

type Headers = Readonly<Record<string, string>>;
type MessageOptions = { headers?: Headers; body?: string };
/** On a refusal drachtio-srf hands out the server's reason as a bare string. */
type SentCallback = (error: Error | string | null, sent?: SipText) => void;
type OnPrack = (prack: AppRequest) => void;

export interface AppDialog {
  readonly id: string;
  readonly sip: { callId: string; localTag: string; remoteTag: string };
  readonly local: { uri: string; sdp: string; contact: string };
  readonly remote: { uri: string; sdp: string };
  destroy(options?: { headers?: Headers }): Promise<SipText>;
  request(options: {
    method: string;
    headers?: Headers;
    body?: string;
    auth?: object;
    noAck?: boolean;
  }): Promise<AppResponse>;
  modify(
    sdp: string,
    options?: { noAck?: boolean },
  ): Promise<string | { sdp: string; ack: (sdp: string) => void }>;
  on(event: 'destroy', listener: (request: AppRequest, reason: string) => void): this;
  on(event: 'ack', listener: (request: AppRequest) => void): this;
  on(
    event: 'modify' | 'info' | 'message' | 'options' | 'update' | 'refer' | 'notify',
    listener: (request: AppRequest, response: AppResponse) => void,
  ): this;
}

export interface UacOptions {
  localSdp?: string;
  headers?: Headers;
  proxy?: string;
  auth?: { username: string; password: string };
  callingNumber?: string;
  noAck?: boolean;
}

export interface UacProgress {
  cbRequest?: (error: Error | null, request: AppRequest) => void;
  cbProvisional?: (response: AppResponse) => void;
}

export interface NewRequest {
  method: string;
  headers?: Headers;
  body?: string;
  auth?: object;
  proxy?: string;
  stackDialogId?: string;
}

export interface SrfApi {
  use(verb: string, handler: (request: AppRequest, response: AppResponse) => void): void;
  on(event: 'cdr:attempt', listener: (source: string, time: string, message: SipText) => void): this;
  on(
    event: 'cdr:start' | 'cdr:stop',
    listener: (source: string, time: string, detail: string, message: SipText) => void,
  ): this;
  on(event: 'connect', listener: (error: Error | null, hostPorts: string, version: string) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'close', listener: () => void): this;
  connect(options: { host: string; port: number; secret: string; reconnect?: { maxAttempts: number } }): void;
  disconnect(): void;
  unregisterForMessages(verb: string): void;
  createUAS(request: AppRequest, response: AppResponse, options: UacOptions): Promise<AppDialog>;
  createUAC(
    uri: string,
    options: UacOptions & { noAck: true },
    progress?: UacProgress,
  ): Promise<{ sdp: string; ack: (sdp: string) => Promise<AppDialog>; res: AppResponse }>;
  createUAC(uri: string, options: UacOptions, progress?: UacProgress): Promise<AppDialog>;
  createB2BUA(
    request: AppRequest,
    response: AppResponse,
    uri: string,
    options: object,
  ): Promise<{ uas: AppDialog; uac: AppDialog }>;
  request(uri: string, options: NewRequest): Promise<AppRequest>;
  request(
    uri: string,
    options: NewRequest,
    callback: (error: Error | null, request: AppRequest) => void,
  ): void;
  findDialogByCallIDAndFromTag(callId: string, tag: string): AppDialog | undefined;
}

export interface App extends SrfApi {
  /** As told on `connect`. */
  readonly hostPorts: string;
  readonly version: string;
  /** Resolves when the server has carried out all that was sent to it before, routes above all. */
  settled(): Promise<void>;
  /** Disconnects; resolves when the server has closed too. Idempotent. */
  leave(): Promise<void>;
}

/** Resolves when authenticated; rejects with drachtio-srf's error when refused. */
export function connectApp(options: { host: string; port: number; secret: string }): Promise<App> {
  const srf = new Srf() as unknown as SrfApi;
  return new Promise((resolve, reject) => {
    srf.on('error', () => undefined);
    srf.on('connect', (error, hostPorts, version) => {
      if (error) {
        srf.disconnect();
        reject(error);
        return;
      }
      let isConnected = true;
      const closed = new Promise<void>((done) =>
        srf.on('close', () => {
          isConnected = false;
          done();
        }),
      );
      const leave = (): Promise<void> => {
        if (isConnected) srf.disconnect();
        isConnected = false;
        return closed;
      };
      const settled = (): Promise<void> =>
        srf.request('sip:placeholder', { method: 'INFO', stackDialogId: 'none' }).then(
          () => undefined,
          () => undefined,
        );
      resolve(Object.assign(srf, { hostPorts, version, settled, leave }));
    });
    // One attempt: a test's application that lost its server must not reconnect for ever.
    srf.connect({ ...options, reconnect: { maxAttempts: 1 } });
  });
}

/** The next event of a kind, as a promise of its arguments. */
export function next<A extends unknown[]>(register: (listener: (...args: A) => void) => unknown): Promise<A> {
  return new Promise((resolve) => register((...args: A) => resolve(args)));
}

/** The same promise, whose rejection may be looked at later than it happens. */
export function held<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
