/**
 * What the caller dialled: a number, and digits after it, which AXE takes as the extension without asking. A post-dial
 * string has many forms: `;postd=1234` (RFC 2806 2.2), `/postd=1234` (RFC 3601 4), `;ext=1234` (RFC 3966 3), with
 * pauses and waits as phones store them, `,1234`, `pp1234`, `w1234`, `;1234`, and `*1234` or `#1234`. Some trunks
 * deliver X and extension as one number.
 */
import { MAX_EXTENSION_DIGITS } from '../../routing/numbers/extension.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { IncomingCall } from '../sip/signaling.js';
import type { Trunk } from '../sip/trunks/trunks.js';
import type { CallParts } from './call-parts.js';

export interface Dialled {
  /** undefined if it is not a number. */
  readonly number: E164 | undefined;
  /** The digits after it; undefined if there are none. */
  readonly digits: string | undefined;
}

export interface DialString {
  /** As the peer wrote it. */
  readonly number: string;
  readonly digits: string | undefined;
  /** The number without its phone-context: some peers add one to numbers that are complete without it. */
  readonly alone?: string;
}

type Pools = Pick<CallParts['routing'], 'pool' | 'applications'>;

/**
 * Where the number stands that was dialled: in the Request-URI, or in To for a carrier that calls our Contact, by whose
 * user it finds us (RFC 3261 10.2).
 */
export function dialledAt(
  { contact }: Pick<Trunk, 'contact'>,
  { dialledUser, toUser }: Pick<IncomingCall, 'dialledUser' | 'toUser'>,
): string {
  if (contact === undefined || toUser === undefined) return dialledUser;
  const [user = ''] = dialledUser.split(';', 1);
  const isToContact = contact.dialledFrom === 'auto' && user === contact.user;
  return isToContact || contact.dialledFrom === 'to' ? toUser : dialledUser;
}

/** `user`: of the Request-URI, with its parameters. */
export function readDialled(user: string, trunk: Trunk, routing: Pools): Dialled {
  const { number: text, alone, digits } = readDialString(user);
  const number = trunk.dialledNumber(text) ?? (alone === undefined ? undefined : trunk.dialledNumber(alone));
  const isWhole = digits !== undefined || (number !== undefined && routing.pool.get(number) !== undefined);
  return isWhole ? { number, digits } : (withExtension(text, trunk, routing) ?? { number, digits });
}

/** Splits the text after a number. It may be hostile text of the length of a URI. */
export function readDialString(user: string): DialString {
  // The most frequent case.
  if (/^\+?\d+$/.test(user)) return { number: user, digits: undefined };
  const [head = '', ...parameters] = user.split(';');
  const valueOf = (name: string): string | undefined =>
    parameters.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const [, number = head, behind] = /^(\+?[\d\s().-]+)(?:\/postd=|[,pwx*#]+)(.*)$/is.exec(head) ?? [];
  const waited = parameters.find((one) => /^[\d,pw*#]+$/i.test(one));
  const digits = digitsOf(valueOf('postd') ?? valueOf('ext') ?? waited ?? behind ?? '');
  const whole = inContext(number, valueOf('phone-context'));
  return { number: whole, digits, ...(whole !== number && { alone: number }) };
}

/** A local number together with its phone-context (RFC 3966 5.1.5). */
function inContext(number: string, context = ''): string {
  return /^[\d(]/.test(number) && /^\+[\d().-]+$/.test(context) ? context + number : number;
}

/** Pauses and separators are not digits, and # ends the input. */
function digitsOf(text: string): string | undefined {
  const [digits = ''] = text
    .replace(/[pw,\s().-]/gi, '')
    .replace(/^[*#]+/, '')
    .split('#');
  return /^[\d*a-d]{1,32}$/i.test(digits) ? digits : undefined;
}

/**
 * X and one of its extensions as one number: the number without the last digits is an X of an application with
 * extensions of that length.
 */
function withExtension(text: string, trunk: Trunk, { pool, applications }: Pools): Dialled | undefined {
  const whole = text.replace(/[\s().-]/g, '');
  for (let length = 1; length <= MAX_EXTENSION_DIGITS; length += 1) {
    const number = trunk.dialledNumber(whole.slice(0, -length));
    const owner = number && pool.get(number)?.appKey;
    const application = owner === undefined ? undefined : applications.get(owner);
    if (application?.mode === 'AXE' && application.extensionDigits === length)
      return { number, digits: whole.slice(-length) };
  }
  return undefined;
}
