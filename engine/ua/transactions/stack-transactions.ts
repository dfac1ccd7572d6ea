/**
 * Transactions directly on sipd's stack: no process, no protocol and no text in between. Headers are looked up in the
 * parsed message, and callbacks come at once.
 */
import { createStack } from '../../sipd/stack/sip-stack.js';
import type {
  SipMessage as StackMessage,
  SipRequest as StackRequestMessage,
  SipResponse as StackResponse,
} from '../../sipd/stack/parse/message.js';
import type {
  AnswerChallenge,
  Dialog,
  Flow,
  IncomingRequest as StackRequest,
  OutgoingRequest as StackSent,
  Stack,
  StackOptions,
  StackUser,
} from '../../sipd/stack/stack.js';
import { StackError } from '../../sipd/stack/stack-error.js';
import { listenPointName } from '../../sip/listen-point.js';
import type { DialogHandler, LeftCall } from '../../sip/signaling.js';
import { SignalingError } from '../../sip/signaling-error.js';
import type {
  ForkCredentials,
  HeaderLine,
  IncomingRequest,
  IncomingResponse,
  MessageContent,
  OutgoingRequest,
  RequestOptions,
  SipMessage,
  TransactionLayer,
  TransactionUser,
} from './transactions.js';

/** Reason text of the BYEs sent when the user agent stops. */
const GONE = 'application gone';

export interface StackListeners {
  /** Receives what an operator should read about a peer. */
  readonly onNotice?: (notice: string) => void;
  /** Receives every message, for the log. */
  readonly onTraffic?: StackUser['onTraffic'];
}

export class StackTransactions implements TransactionLayer {
  readonly showsTrying = true;
  readonly stack: Stack;
  /** Requests of peers that wait for a final response, and our INVITEs: `close` ends them. */
  readonly #incoming = new Set<ArrivedRequest>();
  readonly #invites = new Set<SentRequest>();
  #user: TransactionUser | undefined;
  #closing: Promise<void> | undefined;

  /** `onError` receives bugs that were caught. */
  constructor(options: StackOptions, onError: (error: Error) => void, listeners: StackListeners = {}) {
    const { onNotice, onTraffic } = listeners;
    this.stack = createStack(
      { ...options, sessionTimers: false },
      {
        onRequest: (request) => this.#take(request),
        onCancel: (_cancel, invite) => contextOf(invite)?.over(),
        onAbandoned: (request) => contextOf(request)?.over(),
        onDialogDue: ({ id }, _cause, reason) => this.#user?.onDialogDue(id, reason) === true,
        onForkChallenged: ({ id }) => answeringWith(this.#user?.credentialsForFork(id)),
        onDialogEnded: ({ id }) => this.#user?.onDialogEnded(id),
        onError,
        ...(onNotice && { onNotice }),
        ...(onTraffic && { onTraffic }),
      },
    );
  }

  get listenPoints(): readonly string[] {
    return this.stack.listenPoints.map(listenPointName);
  }

  start(user: TransactionUser): Promise<void> {
    this.#user = user;
    return this.stack.start();
  }

  request(
    uri: string,
    options: RequestOptions,
    sent: (request: OutgoingRequest) => void,
    refused: (error: SignalingError) => void,
  ): void {
    let request: SentRequest;
    try {
      request = new SentRequest(this.stack, uri, options, this.#invites);
    } catch (error) {
      return refused(refusalOf(error));
    }
    sent(request);
  }

  save(id: string, saved: DialogHandler): void {
    const state = this.stack.findDialog(id)?.save();
    if (state !== undefined) saved({ id, state });
  }

  forget(dialogId: string): void {
    this.stack.findDialog(dialogId)?.end();
  }

  /** BYE in every call, CANCEL for ringing ones, 503 to requests that wait for an answer. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    this.#user = undefined;
    for (const request of this.#incoming) request.respond(request.method === 'BYE' ? 200 : 503);
    for (const invite of this.#invites) invite.cancel();
    for (const dialog of [...this.stack.dialogs()]) terminate(dialog);
    await this.stack.stop();
  }

  #take(request: StackRequest): void {
    const arrived = new ArrivedRequest(request, this.#incoming);
    const user = this.#user;
    if (user === undefined) return arrived.respond(503);
    if (request.message.method === 'UPDATE' && this.#takeEarlyUpdate(request, arrived)) return;
    user.onRequest(arrived);
  }

  /** An UPDATE before the answer goes to the owner of the INVITE, of either side. */
  #takeEarlyUpdate({ invite, dialog }: StackRequest, update: ArrivedRequest): boolean {
    if (invite !== undefined) return contextOf(invite)?.updated(update) === true;
    const ours = dialog?.state === 'early' ? dialog.context : undefined;
    return ours instanceof SentRequest && ours.updated(update);
  }
}

abstract class Arrived<M extends StackMessage> implements SipMessage {
  abstract readonly message: M;

  header(name: string): string | undefined {
    const { headers } = this.message;
    const first = headers.get(name);
    if (first === undefined) return undefined;
    const all = headers.getAll(name);
    return all.length === 1 ? first : all.join(', ');
  }

  get body(): string | undefined {
    const { body } = this.message;
    return body.length === 0 ? undefined : body.toString('utf8');
  }
}

class ArrivedRequest extends Arrived<StackRequestMessage> implements IncomingRequest {
  readonly #request: StackRequest;
  readonly #open: Set<ArrivedRequest>;
  #onCancel: (() => void) | undefined;
  #onUpdate: ((update: IncomingRequest) => void) | undefined;

  constructor(request: StackRequest, open: Set<ArrivedRequest>) {
    super();
    this.#request = request;
    this.#open = open;
    request.context = this;
    if (request.message.method !== 'ACK') open.add(this);
  }

  get message(): StackRequestMessage {
    return this.#request.message;
  }

  get method(): string {
    return this.#request.message.method;
  }

  get uri(): string {
    return this.#request.message.uri;
  }

  get source(): IncomingRequest['source'] {
    const { transport, remoteAddress: address, remotePort: port, certificateNames } = this.#request.flow;
    return { transport, address, port, certificateNames };
  }

  get dialogId(): string {
    return this.#request.dialog?.id ?? '';
  }

  left(): LeftCall {
    const { id, dialog: state, invite } = this.#request.saveInvite();
    return { id, state, invite };
  }

  onCancel(listener: () => void): void {
    this.#onCancel = listener;
  }

  onUpdate(listener: (update: IncomingRequest) => void): void {
    this.#onUpdate = listener;
  }

  respond(status: number, content: MessageContent = {}, receipt?: (error?: SignalingError) => void): void {
    if (status >= 200) this.#open.delete(this);
    let refusal: SignalingError | undefined;
    try {
      this.#request.respond({ status, headers: linesOf(content), body: bytesOf(content.body) });
    } catch (error) {
      refusal = refusalOf(error);
    }
    receipt?.(refusal);
  }

  /** Cancelled, or given up: the stack has answered it, or it stays unanswered. */
  over(): void {
    this.#open.delete(this);
    this.#onCancel?.();
  }

  /** False if the early dialog of this INVITE has no owner. */
  updated(update: IncomingRequest): boolean {
    this.#onUpdate?.(update);
    return this.#onUpdate !== undefined;
  }
}

class SentRequest implements OutgoingRequest {
  readonly #open: Set<SentRequest>;
  readonly #makesDialog: boolean;
  readonly #request: StackSent;
  #onResponse: ((response: IncomingResponse) => void) | undefined;
  #onUpdate: ((update: IncomingRequest) => void) | undefined;
  #onSign: ((isSentAgain: boolean) => void) | undefined;

  /** Throws what the stack throws. */
  constructor(stack: Stack, uri: string, options: RequestOptions, open: Set<SentRequest>) {
    this.#open = open;
    this.#request = this.#send(stack, uri, options);
    this.#makesDialog = options.method === 'INVITE' && options.dialogId === undefined;
    if (this.#makesDialog) open.add(this);
  }

  get sent(): OutgoingRequest['sent'] {
    const { message } = this.#request.sent;
    return { uri: message.uri, header: (name) => message.headers.get(name) };
  }

  onResponse(listener: (response: IncomingResponse) => void): void {
    this.#onResponse = listener;
  }

  onUpdate(listener: (update: IncomingRequest) => void): void {
    this.#onUpdate = listener;
  }

  onSign(listener: (isSentAgain: boolean) => void): void {
    this.#onSign = listener;
  }

  cancel(): void {
    attempt(() => this.#request.cancel());
  }

  updated(update: IncomingRequest): boolean {
    this.#onUpdate?.(update);
    return this.#onUpdate !== undefined;
  }

  #send(stack: Stack, uri: string, options: RequestOptions): StackSent {
    const { method, body, nextHop, dialogId, routes } = options;
    const draft = { method, uri, headers: linesOf(options), body: bytesOf(body) };
    const onResponse = (response: StackResponse, { remoteAddress }: Flow): void =>
      this.#take(response, remoteAddress === '');
    if (dialogId === undefined) {
      const onTrying = (): void => this.#onSign?.(false);
      const hop = nextHop === undefined ? {} : { nextHop };
      return stack.request(draft, { ...hop, ...(routes && { routes }), onResponse, onTrying });
    }
    const dialog = stack.findDialog(dialogId);
    if (dialog === undefined) throw new StackError('dialog-ended', `no dialog for ${method}`);
    return dialog.request(draft, { onResponse });
  }

  #take(response: StackResponse, isMadeUp: boolean): void {
    const { status } = response;
    if (!isMadeUp) this.#onSign?.(false);
    const { dialog } = this.#request;
    if (status >= 200) this.#open.delete(this);
    // Only an early dialog refers to its INVITE: an answered dialog must not keep it alive.
    if (this.#makesDialog && dialog !== undefined) dialog.context = status < 200 ? this : undefined;
    this.#onResponse?.(new ArrivedResponse(response, dialog, isMadeUp));
  }
}

class ArrivedResponse extends Arrived<StackResponse> implements IncomingResponse {
  readonly message: StackResponse;
  readonly status: number;
  readonly #dialog: Dialog | undefined;

  constructor(
    message: StackResponse,
    dialog: Dialog | undefined,
    readonly isMadeUp: boolean,
  ) {
    super();
    this.message = message;
    this.status = message.status;
    this.#dialog = dialog;
  }

  get dialogId(): string {
    return this.#dialog?.id ?? '';
  }

  acknowledge(given: MessageContent = {}): void {
    const content = { headers: linesOf(given), body: bytesOf(given.body) };
    if (this.status >= 200) attempt(() => this.#dialog?.ack(content));
    else attempt(() => this.#prack(content.headers));
  }

  /** RFC 3262 4. */
  #prack(headers: readonly HeaderLine[]): void {
    const rack = `${this.header('RSeq') ?? ''} ${this.message.cseq.number} INVITE`;
    const draft = { method: 'PRACK', uri: '', headers: [...headers, ['RAck', rack] as const] };
    this.#dialog?.request(draft, { onResponse: () => undefined });
  }
}

function answeringWith(credentials: ForkCredentials | undefined): AnswerChallenge | undefined {
  let isAuthorized = false;
  return (
    credentials &&
    ((challenge, { method, uri }) => {
      if (!credentials.take(new ArrivedResponse(challenge, undefined, false), isAuthorized)) return [];
      isAuthorized = true;
      return credentials.authorize({ method, uri, body: undefined });
    })
  );
}

/** The handler of that request. */
function contextOf({ context }: StackRequest): ArrivedRequest | undefined {
  return context instanceof ArrivedRequest ? context : undefined;
}

function linesOf({ headers = {}, authorization }: MessageContent): readonly HeaderLine[] {
  const lines: HeaderLine[] = Object.entries(headers);
  return authorization === undefined ? lines : [...lines, ...authorization];
}

function bytesOf(body: string | undefined): Buffer | undefined {
  return body === undefined || body === '' ? undefined : Buffer.from(body);
}

function terminate(dialog: Dialog): void {
  attempt(() => dialog.terminate(GONE));
}

/** Tries what may come too late, and returns whether it succeeded; only a bug is rethrown. */
function attempt(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    return false;
  }
}

/** Why the stack refused to send something; rethrows bugs. */
function refusalOf(error: unknown): SignalingError {
  if (!(error instanceof StackError)) throw error;
  return error.code === 'unknown-transaction' || error.code === 'dialog-ended'
    ? new SignalingError('gone', 481, error.message)
    : new SignalingError('unavailable', 503, error.message);
}
