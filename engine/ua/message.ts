/** A MESSAGE of the network (RFC 3428), and our own. */
import { newCallId } from './headers/call-id.js';
import { ALLOWED_METHODS, challengeLines, messageHeaders, rejectHeaders } from './headers/leg-headers.js';
import { authorizationOf } from './call.js';
import { callersOf } from './headers/caller-users.js';
import { userOfUri } from './headers/uri-user.js';
import type { IncomingMessage, RejectOptions, Signaling } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import type { HeaderLine, IncomingRequest } from './transactions/transactions.js';
import type { UaLink } from './link.js';

export class UaMessage implements IncomingMessage {
  readonly id = newCallId();
  readonly source: IncomingMessage['source'];
  readonly callerUsers: IncomingMessage['callerUsers'];
  readonly dialledUser: string;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly text: string;
  readonly #request: IncomingRequest;
  #decided = false;

  constructor(request: IncomingRequest) {
    this.#request = request;
    this.source = request.source;
    this.callerUsers = callersOf(request);
    this.dialledUser = userOfUri(request.uri) ?? '';
    this.authorization = authorizationOf(request);
    this.contentType = request.header('Content-Type') ?? '';
    this.text = request.body ?? '';
  }

  accept(): void {
    this.#answer(202, {});
  }

  reject(status: number, options: RejectOptions = {}): void {
    // RFC 3261 21.4.6: the refusal of a method lists the permitted ones.
    const allow = status === 405 ? { Allow: ALLOWED_METHODS } : {};
    this.#answer(status, { ...rejectHeaders(options), ...allow }, challengeLines(status, options.challenges));
  }

  #answer(status: number, headers: Record<string, string>, authorization?: HeaderLine[]): void {
    if (this.#decided) return;
    this.#decided = true;
    this.#request.respond(status, { headers, authorization });
  }
}

/** Sends one MESSAGE; rejects with SignalingError if the far end or the server refuses. */
export async function sendMessage(link: UaLink, message: Parameters<Signaling['message']>[0]): Promise<void> {
  const response = await link.exchange(
    {
      method: 'MESSAGE',
      headers: messageHeaders(message.identity, message.uri, message.contentType),
      body: message.text,
      ...(message.nextHop !== undefined && { nextHop: message.nextHop }),
    },
    message.uri,
  );
  if (response.status >= 300)
    throw new SignalingError('refused', response.status, `MESSAGE was refused with ${response.status}`);
}
