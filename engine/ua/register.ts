/** A REGISTER of the network (RFC 3261 10), for the softphones trunk. */
import { parseUri } from '../sipd/stack/parse/uri.js';
import { challengeLines } from './headers/leg-headers.js';
import { userOfHeader } from './headers/uri-user.js';
import type { IncomingRegister } from '../sip/signaling.js';
import type { IncomingRequest, SipMessage } from './transactions/transactions.js';

const MAX_CONTACTS = 16;

export class UaRegister implements IncomingRegister {
  readonly source: IncomingRegister['source'];
  readonly user: string;
  readonly authorization: string | undefined;
  readonly contacts: IncomingRegister['contacts'];
  readonly removesAll: boolean;
  readonly expiresSeconds: number | undefined;
  readonly #request: IncomingRequest;

  constructor(request: IncomingRequest) {
    this.#request = request;
    this.source = request.source;
    this.user = userOfHeader(request.header('To')) ?? '';
    this.authorization = request.header('Authorization');
    this.removesAll = request.header('Contact')?.trim() === '*';
    this.contacts = this.removesAll ? [] : contactsOf(request);
    this.expiresSeconds = seconds(request.header('Expires'));
  }

  challenge(challenges: readonly string[]): void {
    this.#request.respond(401, { authorization: challengeLines(401, challenges) });
  }

  accept(contacts: Parameters<IncomingRegister['accept']>[0]): void {
    const headers: Record<string, string> = {};
    if (contacts.length > 0) {
      headers['Contact'] = contacts
        .map(({ uri, expiresSeconds }) => `<${uri}>;expires=${expiresSeconds}`)
        .join(', ');
    }
    this.#request.respond(200, { headers });
  }

  reject(status: number): void {
    this.#request.respond(status);
  }
}

/** Contacts with their `expires` parameter; unreadable ones are dropped. */
function contactsOf(message: SipMessage): IncomingRegister['contacts'] {
  const value = (message.header('Contact') ?? '').slice(0, 8192);
  const contacts = [];
  const entry = /(?:"(?:[^"\\]|\\.)*"|[^<",]*)<(sips?:[^>\s]+)>([^,]*)|(?:^|,)\s*(sips?:[^,;\s]+)([^,]*)/gi;
  for (const match of value.matchAll(entry)) {
    const uri = match[1] ?? match[3] ?? '';
    const parsed = parseUri(uri);
    if (parsed === undefined || parsed.port === 0) continue;
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
