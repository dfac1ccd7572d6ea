/** A REGISTER of the network (RFC 3261 10), for the softphones trunk. */
import { sourceOf } from './srf-call.js';
import { userOfHeader } from './uri-user.js';
import type { IncomingRegister } from './signaling.js';
import type { OutgoingResponse, SipMessage, SipRequest } from './srf-types.js';

const MAX_CONTACTS = 16;

export class SrfRegister implements IncomingRegister {
  readonly source: IncomingRegister['source'];
  readonly user: string;
  readonly authorization: string | undefined;
  readonly contacts: IncomingRegister['contacts'];
  readonly removesAll: boolean;
  readonly expiresSeconds: number | undefined;
  readonly #response: OutgoingResponse;

  constructor(request: SipRequest, response: OutgoingResponse) {
    const headers = request.msg.headers;
    this.#response = response;
    this.source = sourceOf(request);
    this.user = userOfHeader(headers['to']) ?? '';
    this.authorization = headers['authorization'];
    this.removesAll = headers['contact']?.trim() === '*';
    this.contacts = this.removesAll ? [] : contactsOf(request.msg);
    this.expiresSeconds = seconds(headers['expires']);
  }

  challenge(wwwAuthenticate: string): void {
    this.#response.send(401, { headers: { 'WWW-Authenticate': wwwAuthenticate } });
  }

  accept(contacts: Parameters<IncomingRegister['accept']>[0]): void {
    const headers: Record<string, string> = {};
    if (contacts.length > 0) {
      headers['Contact'] = contacts
        .map(({ uri, expiresSeconds }) => `<${uri}>;expires=${expiresSeconds}`)
        .join(', ');
    }
    this.#response.send(200, { headers });
  }

  reject(status: number): void {
    this.#response.send(status);
  }
}

/** Contacts with their `expires` parameter; what cannot be read is left out. */
function contactsOf(message: SipMessage): IncomingRegister['contacts'] {
  const value = (message.headers['contact'] ?? '').slice(0, 8192);
  const contacts = [];
  const entry = /(?:"(?:[^"\\]|\\.)*"|[^<",]*)<(sips?:[^>\s]+)>([^,]*)|(?:^|,)\s*(sips?:[^,;\s]+)([^,]*)/gi;
  for (const match of value.matchAll(entry)) {
    const uri = match[1] ?? match[3] ?? '';
    const expires = /;\s*expires\s*=\s*(\d+)/i.exec(match[2] ?? match[4] ?? '')?.[1];
    contacts.push({ uri, expiresSeconds: seconds(expires) });
    if (contacts.length >= MAX_CONTACTS) break;
  }
  return contacts;
}

function seconds(text: string | undefined): number | undefined {
  const value = /^\s*(\d{1,10})\s*$/.exec(text ?? '')?.[1];
  return value === undefined ? undefined : Number(value);
}
