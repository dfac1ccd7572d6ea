/**
 * One spelling for each header field. Names are case-insensitive on the wire (RFC 3261 section 7.3.1) and may have
 * one-letter forms (section 7.3.3 and the IANA registry), so the parser converts each to the spelling of its RFC.
 */
import { endOf, TOKEN } from './characters.js';
import { NameTable } from './name-table.js';

/** Usual spelling of every registered name that we may receive; compact forms follow a colon. */
const REGISTERED = `
Via:v From:f To:t Call-ID:i CSeq Contact:m Content-Length:l Content-Type:c Max-Forwards Route Record-Route Allow
Supported:k Require User-Agent Server Expires Session-Expires:x Min-SE Subject:s Content-Encoding:e
Refer-To:r Referred-By:b Event:o Allow-Events:u Accept-Contact:a Reject-Contact:j Request-Disposition:d Identity:y
Identity-Info:n
Accept Accept-Encoding Accept-Language Accept-Resource-Priority Additional-Identity Alert-Info Allow-Events
AlertMsg-Error Answer-Mode Authentication-Info Authorization Call-Info Cellular-Network-Info Content-Disposition
Content-ID Content-Language Date DC-Info Encryption Error-Info Feature-Caps Flow-Timer Geolocation Geolocation-Error
Geolocation-Routing Hide History-Info In-Reply-To Info-Package Join Max-Breadth MIME-Version Min-Expires
Organization Origination-Id P-Access-Network-Info P-Answer-State P-Asserted-Identity P-Asserted-Service
P-Associated-URI P-Called-Party-ID P-Charge-Info P-Charging-Function-Addresses P-Charging-Vector
P-DCS-Billing-Info P-DCS-LAES P-DCS-OSPS P-DCS-Redirect P-DCS-Trace-Party-ID P-Early-Media P-Media-Authorization
P-Preferred-Identity P-Preferred-Service P-Private-Network-Indication P-Profile-Key P-Refused-URI-List
P-Served-User P-User-Database P-Visited-Network-ID Path Permission-Missing Policy-Contact Policy-ID Priority
Priority-Share Priority-Verstat Priv-Answer-Mode Privacy Proxy-Authenticate Proxy-Authorization Proxy-Require
RAck Reason Reason-Phrase Recv-Info Refer-Events-At Refer-Sub Relayed-Charge Replaces Reply-To Resource-Priority
Resource-Share Response-Key Response-Source Restoration-Info Retry-After RSeq Security-Client Security-Server
Security-Verify Service-Interact-Info Service-Route Session-ID SIP-ETag SIP-If-Match Subscription-State
Suppress-If-Match Target-Dialog Timestamp Trigger-Consent Unsupported User-to-User Verification-Status Warning
WWW-Authenticate Remote-Party-ID Diversion`;

/** By lower case; it does not grow after start-up, because names come from strangers. */
const byLowerCase = new Map<string, string>();
/** By the most frequent spellings: as registered, lower case, upper case. */
const byExactSpelling = new Map<string, string>();
const names = registered();
const hot = new NameTable(names.map(([name]) => name));

for (const [name, compact] of names) {
  for (const spelling of compact === undefined ? [name] : [name, compact]) {
    byLowerCase.set(spelling.toLowerCase(), name);
    byExactSpelling.set(spelling, name).set(spelling.toLowerCase(), name).set(spelling.toUpperCase(), name);
  }
}

/**
 * The canonical spelling of a header name: the RFC's for registered names and compact forms. For other names the first
 * letter and each after a `-` is upper case; names that start with `X-` or `x-` stay as they were sent.
 */
export function canonicalName(raw: string): string {
  return byExactSpelling.get(raw) ?? byLowerCase.get(raw.toLowerCase()) ?? capitalised(raw);
}

/** The canonical form of the name from `start` to `end` of `text`; undefined if it is not a token. */
export function canonicalNameAt(text: string, start: number, end: number): string | undefined {
  const name = hot.find(text, start, end);
  if (name !== undefined) return name;
  return endOf(TOKEN, text, start) >= end ? canonicalName(text.slice(start, end)) : undefined;
}

/** Name and compact form of each entry; as property keys the names are interned, and compared by address. */
function registered(): [name: string, compact: string | undefined][] {
  const compactForms: Record<string, string | undefined> = {};
  for (const entry of REGISTERED.trim().split(/\s+/)) {
    const [name = '', compact] = entry.split(':');
    compactForms[name] ??= compact;
  }
  return Object.entries(compactForms);
}

function capitalised(raw: string): string {
  if (raw.startsWith('X-') || raw.startsWith('x-')) return raw;
  return raw.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
