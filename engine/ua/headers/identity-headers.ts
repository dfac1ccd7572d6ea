/**
 * The headers that show the displayed number to a callee, in the form that its trunk expects. The number comes from
 * `LegIdentity` alone; everything else is configuration.
 */
import type { IdentityForm, LegIdentity } from '../../sip/signaling.js';
import type { Headers } from '../transactions/transactions.js';

const USUAL: IdentityForm = { headers: ['P-Asserted-Identity'], scheme: 'sip', userPhone: false };
/** RFC 3323 4.1.1.3. */
const ANONYMOUS = '"Anonymous" <sip:anonymous@anonymous.invalid>';

/** From, and the identity headers of the trunk; without a display only From. */
export function identityHeaders({ display, form = USUAL }: LegIdentity): Headers {
  if (display === undefined) return { From: ANONYMOUS };
  if (!/^[+\w*#.-]{1,64}$/.test(display))
    throw new TypeError('an identity to display must be the user part of a SIP URI');
  const shown = `<${uriOf(display, form)}>`;
  const headers: Headers = { From: shown };
  for (const name of form.headers)
    headers[name] = name === 'Remote-Party-ID' ? `${shown};party=calling;screen=yes;privacy=off` : shown;
  if (form.privacy !== undefined) headers['Privacy'] = form.privacy;
  return headers;
}

/** The server below writes its own address for `localhost`. */
function uriOf(
  display: string,
  { scheme, domain = 'localhost', userPhone, phoneContext }: IdentityForm,
): string {
  const isLocal = phoneContext !== undefined && !display.startsWith('+');
  const number = `${display.replaceAll('#', '%23')}${isLocal ? `;phone-context=${phoneContext}` : ''}`;
  return scheme === 'tel' ? `tel:${number}` : `sip:${number}@${domain}${userPhone ? ';user=phone' : ''}`;
}
