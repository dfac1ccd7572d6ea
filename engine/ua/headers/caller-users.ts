/**
 * Who calls, as the headers of a request name it: From, P-Asserted-Identity and P-Preferred-Identity (RFC 3325), and
 * Remote-Party-ID, the draft before them, which many switches still send. Diversion and History-Info name who has
 * forwarded the call, and are no caller.
 */
import type { CallerUsers } from '../../sip/signaling.js';
import type { SipMessage } from '../transactions/transactions.js';
import { addressesOf, usersOfHeader, usersOfUri } from './uri-user.js';

export function callersOf(message: SipMessage): CallerUsers {
  const fromHeader = message.header('From');
  const asserted = usersOfHeader(message.header('P-Asserted-Identity'));
  const preferred = usersOfHeader(message.header('P-Preferred-Identity'));
  const remoteParty = callingPartyOf(message.header('Remote-Party-ID'));
  const isWithheld =
    isAnonymous(fromHeader) || wantsPrivacy(message.header('Privacy')) || remoteParty.isPrivate;
  return {
    from: usersOfHeader(fromHeader),
    ...(asserted.length > 0 && { asserted }),
    ...(preferred.length > 0 && { preferred }),
    ...(remoteParty.users.length > 0 && { remoteParty: remoteParty.users }),
    ...(isWithheld && { isWithheld }),
  };
}

/** `;party=called` is the number dialled, and without a party the caller is meant (draft-ietf-sip-privacy-04 5). */
function callingPartyOf(value: string | undefined): {
  readonly users: string[];
  readonly isPrivate: boolean;
} {
  const users: string[] = [];
  let isPrivate = false;
  if (value !== undefined)
    for (const { uri, parameters } of addressesOf(value)) {
      const party = parameterOf(parameters, 'party');
      if (party !== undefined && party !== 'calling') continue;
      users.push(...usersOfUri(uri));
      const privacy = parameterOf(parameters, 'privacy') ?? 'off';
      isPrivate ||= privacy !== 'off' && privacy !== 'none';
    }
  return { users, isPrivate };
}

function parameterOf(parameters: string, name: string): string | undefined {
  const found = parameters.split(';').find((one) => one.trim().toLowerCase().startsWith(`${name}=`));
  return found
    ?.slice(found.indexOf('=') + 1)
    .replace(/["\s]/g, '')
    .toLowerCase();
}

/** `id` withholds the asserted identity (RFC 3325 9.3), `user` and `header` what names the caller (RFC 3323 4.2). */
function wantsPrivacy(value: string | undefined): boolean {
  return value !== undefined && /(?:^|[;,\s])(?:id|user|header)(?:$|[;,\s])/i.test(value.slice(0, 256));
}

/** RFC 3323 4.1.1.3, and the names that switches use instead. */
function isAnonymous(from: string | undefined): boolean {
  if (from === undefined) return false;
  const text = from.slice(0, 1024);
  return /sips?:(?:anonymous|restricted|private|unavailable)@|@anonymous\.invalid\b/i.test(text);
}
