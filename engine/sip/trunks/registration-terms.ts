/** What the configuration says about registering with a carrier, as REGISTER needs it. */
import type { TrunkConfig } from '../../../config/config.js';
import { parseNextHop } from '../../../config/next-hop.js';
import { hostsOf } from './service-route.js';
import type { RegistrationTerms } from './registrations.js';

export function registrationTerms(trunks: readonly TrunkConfig[]): RegistrationTerms[] {
  return trunks.flatMap((trunk) => {
    const { name, register, to, credentials } = trunk;
    const registrar = register?.registrar ?? to;
    if (register === undefined || registrar === undefined) return [];
    const addressOfRecord = addressOfRecordOf(register, registrar, credentials);
    return {
      trunk: name,
      retryMs: register.retrySeconds * 1000,
      maxRetryMs: register.maxRetrySeconds * 1000,
      request: {
        // RFC 3261 10.2: the domain, without a user.
        uri: `sip:${addressOfRecord.slice(addressOfRecord.lastIndexOf('@') + 1)}`,
        nextHop: registrar,
        addressOfRecord,
        contactUser: contactUserOf(register, registrar, credentials),
        expiresSeconds: register.expiresSeconds,
        ...(credentials && { credentials }),
        ...(trunk.followRedirects && { redirects: hostsOf(trunk) }),
      },
    };
  });
}

/** The user part by which the carrier calls us. */
export function contactUserOf(
  register: NonNullable<TrunkConfig['register']>,
  registrar: string,
  credentials: TrunkConfig['credentials'],
): string {
  return register.contactUser ?? userOf(addressOfRecordOf(register, registrar, credentials));
}

function addressOfRecordOf(
  { addressOfRecord }: NonNullable<TrunkConfig['register']>,
  registrar: string,
  credentials: TrunkConfig['credentials'],
): string {
  if (addressOfRecord !== undefined) return addressOfRecord;
  const host = parseNextHop(registrar)?.host ?? '';
  return `sip:${encodeURIComponent(credentials?.username ?? 'callveil').replaceAll('%2B', '+')}@${host.includes(':') ? `[${host}]` : host}`;
}

function userOf(uri: string): string {
  return uri.slice(uri.indexOf(':') + 1, uri.lastIndexOf('@'));
}
