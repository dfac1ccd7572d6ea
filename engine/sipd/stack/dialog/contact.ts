/**
 * The Contact of a message that makes or refreshes a dialog: where its sender wants to be reached (RFC 3261 8.1.1.8,
 * 12.1).
 */
import { detached } from '../parse/header-text.js';
import type { SipMessage } from '../parse/message.js';
import { parseNameAddress } from '../parse/address.js';
import { splitList } from '../parse/fields.js';
import { parseUri } from '../parse/uri.js';

/** `why`: the reason why an existing Contact cannot be used; for people. */
export type Contact =
  | { readonly kind: 'uri'; readonly uri: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'malformed'; readonly why: string };

const MISSING: Contact = { kind: 'missing' };

/** Reads it. There should be one; if there are several, the first readable one is taken. */
export function contactOf(message: SipMessage): Contact {
  let found: Contact = MISSING;
  for (const value of message.headers.getAll('Contact')) {
    for (const element of splitList(value)) {
      const contact = readContact(element);
      if (contact.kind === 'uri') return contact;
      if (found.kind === 'missing') found = contact;
    }
  }
  return found;
}

function readContact(element: string): Contact {
  if (element === '*') return malformed('it is *, which names nobody');
  const address = parseNameAddress(element);
  if (address === undefined) return malformed('it cannot be read');
  const uri = parseUri(address.uri);
  if (uri === undefined) return malformed('its URI cannot be read');
  if (uri.port === 0) return malformed('it has port 0');
  return { kind: 'uri', uri: detached(address.uri) };
}

function malformed(why: string): Contact {
  return { kind: 'malformed', why };
}
