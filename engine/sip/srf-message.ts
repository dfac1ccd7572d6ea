/** A MESSAGE of the network (RFC 3428), and one of ours. */
import { randomUUID } from 'node:crypto';
import { messageHeaders, rejectHeaders } from './leg-headers.js';
import { callerOf, sourceOf } from './srf-call.js';
import { userOfUri } from './uri-user.js';
import { SignalingError, type IncomingMessage, type RejectOptions, type Signaling } from './signaling.js';
import type { SrfLink } from './srf-link.js';
import type { OutgoingResponse, SipRequest } from './srf-types.js';

export class SrfMessage implements IncomingMessage {
  readonly id = randomUUID();
  readonly source: IncomingMessage['source'];
  readonly callerUser: IncomingMessage['callerUser'];
  readonly dialledUser: string;
  readonly contentType: string;
  readonly text: string;
  readonly #response: OutgoingResponse;
  #decided = false;

  constructor(request: SipRequest, response: OutgoingResponse) {
    this.#response = response;
    this.source = sourceOf(request);
    this.callerUser = callerOf(request.msg);
    this.dialledUser = userOfUri(request.uri) ?? '';
    this.contentType = request.msg.headers['content-type'] ?? '';
    this.text = request.body ?? '';
  }

  accept(): void {
    this.#answer(202, {});
  }

  reject(status: number, options: RejectOptions = {}): void {
    this.#answer(status, rejectHeaders(options));
  }

  #answer(status: number, headers: Record<string, string>): void {
    if (this.#decided) return;
    this.#decided = true;
    this.#response.send(status, { headers });
  }
}

/** Sends one MESSAGE; rejects with SignalingError when the far end or the server refuses. */
export async function sendMessage(
  link: SrfLink,
  message: Parameters<Signaling['message']>[0],
): Promise<void> {
  const { response } = await link.exchange(
    {
      method: 'MESSAGE',
      headers: messageHeaders(message.identity, message.uri, message.contentType),
      body: message.text,
      ...(message.nextHop !== undefined && { proxy: message.nextHop }),
    },
    message.uri,
  );
  if (response.status >= 300)
    throw new SignalingError('refused', response.status, `MESSAGE was refused with ${response.status}`);
}
