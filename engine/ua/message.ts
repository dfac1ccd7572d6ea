/** A MESSAGE of the network (RFC 3428), and our own. */
import { DialogCredentials } from './session/dialog-credentials.js';
import { newCallId } from './headers/call-id.js';
import { ALLOWED_METHODS, challengeLines, messageHeaders, rejectHeaders } from './headers/leg-headers.js';
import { retryAfterOf } from './headers/peer-headers.js';
import { authorizationOf } from './call.js';
import { callersOf } from './headers/caller-users.js';
import { userOfUri } from './headers/uri-user.js';
import type { IncomingMessage, MessageOutcome, MessageRequest, RejectOptions } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import type { HeaderLine, IncomingRequest } from './transactions/transactions.js';
import type { UaLink } from './link.js';

export class UaMessage implements IncomingMessage {
  readonly id = newCallId();
  readonly reference: string;
  readonly source: IncomingMessage['source'];
  readonly callerUsers: IncomingMessage['callerUsers'];
  readonly dialledUser: string;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly isEncoded: boolean;
  readonly expiresSeconds: number | undefined;
  readonly text: string;
  readonly #request: IncomingRequest;
  #decided = false;

  constructor(request: IncomingRequest) {
    this.#request = request;
    this.reference = referenceOf(request);
    this.source = request.source;
    this.callerUsers = callersOf(request);
    this.dialledUser = userOfUri(request.uri) ?? '';
    this.authorization = authorizationOf(request);
    this.contentType = request.header('Content-Type') ?? '';
    this.isEncoded = !PLAIN_ENCODINGS.has(request.header('Content-Encoding')?.trim().toLowerCase() ?? '');
    this.expiresSeconds = secondsIn(request.header('Expires'));
    this.text = request.body ?? '';
  }

  accept(status: 200 | 202 = 202): void {
    this.#answer(status, {});
  }

  reject(status: number, options: RejectOptions = {}): void {
    this.#answer(
      status,
      { ...rejectHeaders(options), ...(REFUSED_BECAUSE[status] ?? {}) },
      challengeLines(status, options.challenges),
    );
  }

  #answer(status: number, headers: Record<string, string>, authorization?: HeaderLine[]): void {
    if (this.#decided) return;
    this.#decided = true;
    this.#request.respond(status, { headers, authorization });
  }
}

/** A refusal of the method or of the body says which would be taken (RFC 3261 21.4.6, 21.4.13). */
const REFUSED_BECAUSE: Readonly<Record<number, Record<string, string>>> = {
  405: { Allow: ALLOWED_METHODS },
  415: { Accept: 'text/plain', 'Accept-Encoding': 'identity' },
};

/** They change nothing. */
const PLAIN_ENCODINGS: ReadonlySet<string> = new Set(['', 'identity']);

/** A repeat has these three in common with the first (RFC 3261 8.2.2.2); the tag may be missing in old peers. */
function referenceOf(request: IncomingRequest): string {
  const tag = /;\s*tag\s*=\s*([^;>\s]+)/i.exec(request.header('From') ?? '')?.[1] ?? '';
  const cseq = /\d+/.exec(request.header('CSeq') ?? '')?.[0] ?? '';
  return `${request.header('Call-ID') ?? ''} ${cseq} ${tag}`;
}

function secondsIn(value: string | undefined): number | undefined {
  const seconds = /^\s*(\d{1,9})\s*$/.exec(value ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/**
 * Sends one MESSAGE. Rejects with SignalingError: `unavailable` if it has certainly not left, `gone` if the server was
 * lost while it waited for an answer.
 */
export async function sendMessage(link: UaLink, message: MessageRequest): Promise<MessageOutcome> {
  const { uri, text, nextHop, credentials } = message;
  let isLost = false;
  const release = link.hold(() => (isLost = true));
  try {
    const response = await link.exchange(
      {
        method: 'MESSAGE',
        headers: messageHeaders(message),
        body: text,
        ...(nextHop !== undefined && { nextHop }),
        ...(credentials !== undefined && { credentials: new DialogCredentials(credentials) }),
      },
      uri,
    );
    const { status, isMadeUp } = response;
    return { status, isMadeUp, retryAfterSeconds: retryAfterOf(response) };
  } catch (error) {
    if (!isLost) throw error;
    throw new SignalingError('gone', 503, 'the SIP server was lost with a MESSAGE that may have left');
  } finally {
    release();
  }
}
