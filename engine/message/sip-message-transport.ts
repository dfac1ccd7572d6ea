/**
 * Messages by SIP MESSAGE (RFC 3428), pager mode: one text to one request, outside any dialog. Only text/plain in UTF-8
 * is taken; anything else, CPIM with its own From and To included, is refused with 415 and what would be taken.
 */
import type { E164 } from '../../routing/numbers/number.js';
import { readDialString } from '../call/dialled.js';
import type { Clock } from '../clock.js';
import type { EndSignal } from '../end-signal.js';
import type { IncomingMessage, MessageOutcome, Signaling } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import type { MessageWay, Trunk, Trunks } from '../sip/trunks/trunks.js';
import { MessageFailure, type FailureKind } from './message-failure.js';
import { MESSAGE_RESULTS, type MessageResultKind } from './message-result.js';
import type {
  IncomingText,
  MessageHandlers,
  MessageTransport,
  OutgoingText,
  SentText,
  Verdict,
} from './message-transport.js';

export interface SipMessageOptions {
  readonly signaling: Pick<Signaling, 'message'>;
  /** Those in force at the moment. */
  readonly trunks: () => Pick<Trunks, 'trunkOf' | 'messageWays' | 'takesMessages'>;
  readonly clock: Clock;
}

/** How long `close` waits for what is on its way. */
const CLOSE_WITHIN_MS = 4000;

export class SipMessageTransport implements MessageTransport {
  readonly #options: SipMessageOptions;
  #handlers: MessageHandlers | undefined;
  #isDraining = false;
  #isClosed = false;
  #held = 0;
  #onIdle: (() => void) | undefined;

  constructor(options: SipMessageOptions) {
    this.#options = options;
  }

  carries(trunk: string): boolean {
    return this.#options.trunks().takesMessages(trunk);
  }

  start(handlers: MessageHandlers): Promise<void> {
    this.#handlers = handlers;
    return Promise.resolve();
  }

  get held(): number {
    return this.#held;
  }

  /** For `SignalingHandlers.onMessage`: takes a MESSAGE whose source has proved itself. Always answers it. */
  take(incoming: IncomingMessage): void {
    const trunk = this.#options.trunks().trunkOf(incoming.source);
    if (trunk?.messages === false) return incoming.reject(405);
    if (this.#handlers === undefined || this.#isDraining) return refuse(incoming, 'stopping');
    if (trunk !== undefined && !isPlainText(incoming)) return refuse(incoming, 'not-text');
    const answer = this.#handlers.onMessage(textOf(incoming, trunk, this.#options.clock.now()));
    this.#hold(answer).then(
      (verdict) => reply(incoming, verdict),
      () => refuse(incoming, 'internal-error'),
    );
  }

  async send(message: OutgoingText, signal: EndSignal): Promise<SentText> {
    if (signal.aborted) throw new MessageFailure('temporary', 'stopping', 'given up before it was sent');
    const ways = this.#options.trunks().messageWays(message.trunk, message.to, message.from);
    let failure = new MessageFailure(
      'temporary',
      'trunk-failed',
      'the trunk has no way to the receiver now',
      {
        isTrunks: true,
      },
    );
    for (const way of ways) {
      try {
        return await this.#hold(this.#sendBy(way, message, signal));
      } catch (error) {
        // Another phone of the same party is tried only if this one has certainly not got it.
        if (!(error instanceof MessageFailure) || error.kind === 'unknown') throw error;
        failure = error;
      }
    }
    throw failure;
  }

  drain(): void {
    this.#isDraining = true;
  }

  resume(): void {
    this.#isDraining = this.#isClosed;
  }

  async close(): Promise<void> {
    this.#isDraining = this.#isClosed = true;
    if (this.#held === 0) return;
    await new Promise<void>((resolve) => {
      const callOff = this.#options.clock.after(CLOSE_WITHIN_MS, resolve);
      this.#onIdle = () => {
        callOff();
        resolve();
      };
    });
  }

  async #sendBy(way: MessageWay, message: OutgoingText, signal: EndSignal): Promise<SentText> {
    const { uri, nextHop, display, form, credentials } = way;
    const outcome = this.#options.signaling
      .message({
        uri,
        ...(nextHop !== undefined && { nextHop }),
        identity: { display, form },
        contentType: 'text/plain;charset=UTF-8',
        text: message.text,
        ...(credentials !== undefined && { credentials }),
        expiresSeconds: Math.max(1, Math.ceil(message.validForMs / 1000)),
      })
      .catch((error: unknown) => {
        throw failureOfError(error);
      });
    judge(await unlessAborted(outcome, signal));
    // A MESSAGE has no delivery receipts that would name it.
    return { carrierId: undefined };
  }

  async #hold<T>(work: Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      return await work;
    } finally {
      this.#held -= 1;
      if (this.#held === 0) this.#onIdle?.();
    }
  }
}

/** RFC 2046 4.1: without a type it is text/plain; the charset of a MESSAGE is UTF-8 (RFC 3428 4). */
function isPlainText({ contentType, isEncoded }: IncomingMessage): boolean {
  if (isEncoded === true) return false;
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  if (!['', 'text/plain'].includes(type.trim())) return false;
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([\w.-]+)/.exec(one)?.[1]).find(Boolean);
  return charset === undefined || ['utf-8', 'utf8', 'us-ascii', 'ascii'].includes(charset);
}

function textOf(incoming: IncomingMessage, trunk: Trunk | undefined, at: number): IncomingText {
  const { id, reference, callerUsers, dialledUser, text, expiresSeconds } = incoming;
  return {
    id,
    reference,
    trunk: trunk?.name,
    from: trunk?.callerNumber(callerUsers),
    ...(callerUsers.isWithheld === true && { isWithheld: true }),
    to: trunk && dialledNumber(trunk, dialledUser),
    text,
    parts: 1,
    receivedAt: at,
    ...(expiresSeconds !== undefined && expiresSeconds > 0 && { validForMs: expiresSeconds * 1000 }),
  };
}

function dialledNumber(trunk: Trunk, user: string): E164 | undefined {
  const { number, alone } = readDialString(user);
  return trunk.dialledNumber(number) ?? (alone === undefined ? undefined : trunk.dialledNumber(alone));
}

function reply(incoming: IncomingMessage, verdict: Verdict): void {
  if (verdict.isAccepted) return incoming.accept(verdict.isSent ? 200 : 202);
  refuse(incoming, verdict.because, verdict.retryAfterMs);
}

function refuse(incoming: IncomingMessage, because: MessageResultKind, retryAfterMs = 5000): void {
  const { sip } = MESSAGE_RESULTS[because];
  if (sip < 300) return incoming.accept(202);
  incoming.reject(sip, sip === 503 ? { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) } : {});
}

/** Aborting cannot call a MESSAGE back. */
function unlessAborted<T>(outcome: Promise<T>, signal: EndSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const release = signal.onAbort(() =>
      reject(new MessageFailure('unknown', 'unknown', 'given up while it was on its way')),
    );
    outcome.then(resolve, reject);
    outcome.then(release, release);
  });
}

function failureOfError(error: unknown): MessageFailure {
  if (error instanceof SignalingError && error.code === 'unavailable')
    return new MessageFailure('temporary', 'trunk-failed', `not sent: ${error.message}`);
  const because = error instanceof SignalingError ? error.message : 'a fault of ours';
  return new MessageFailure('unknown', 'unknown', because);
}

/** What a final answer means: whether the carrier has the message, and who is at fault. */
const STATUSES: Readonly<Record<number, readonly [FailureKind, MessageResultKind, isTrunks: boolean]>> = {
  // The carrier asks for a proof that we do not have, or cannot carry text at all: another one may.
  401: ['permanent', 'refused', true],
  405: ['permanent', 'refused', true],
  407: ['permanent', 'refused', true],
  415: ['permanent', 'refused', true],
  416: ['permanent', 'refused', true],
  420: ['permanent', 'refused', true],
  482: ['permanent', 'refused', true],
  483: ['permanent', 'refused', true],
  501: ['permanent', 'refused', true],
  // A proxy has sent it on and heard nothing: it may have arrived (RFC 3428 7).
  408: ['unknown', 'unknown', false],
  504: ['unknown', 'unknown', false],
  404: ['permanent', 'receiver-unknown', false],
  410: ['permanent', 'receiver-unknown', false],
  484: ['permanent', 'receiver-unknown', false],
  485: ['permanent', 'receiver-unknown', false],
  604: ['permanent', 'receiver-unknown', false],
  413: ['permanent', 'too-long', false],
  429: ['temporary', 'trunk-failed', true],
  480: ['temporary', 'receiver-unavailable', false],
  486: ['temporary', 'receiver-unavailable', false],
  487: ['temporary', 'receiver-unavailable', false],
  600: ['temporary', 'receiver-unavailable', false],
};

/** Throws a MessageFailure unless the carrier has taken it. */
function judge({ status, isMadeUp, retryAfterSeconds }: MessageOutcome): void {
  if (!isMadeUp && status >= 200 && status < 300) return;
  if (isMadeUp && status === 408) throw new MessageFailure('unknown', 'unknown', 'no answer to a MESSAGE');
  const inPlace = isMadeUp ? ' in place of an answer' : '';
  const because = `MESSAGE was refused with ${status}${inPlace}`;
  const retryAfterMs = retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1000;
  const isServers = isMadeUp || (status >= 500 && status < 600);
  const usual = isServers
    ? (['temporary', 'trunk-failed', true] as const)
    : (['permanent', 'refused', status < 400] as const);
  const [kind, result, isTrunks] = (isMadeUp ? undefined : STATUSES[status]) ?? usual;
  throw new MessageFailure(kind, result, because, { status, retryAfterMs, isTrunks });
}
