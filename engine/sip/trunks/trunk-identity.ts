/** How one trunk names callers, and how it wants the displayed number and the called one to be written. */
import type { CallerHeader, TrunkConfig } from '../../../config/config.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { CallerUsers, IdentityForm } from '../signaling.js';
import type { NumberWriting } from './number-writing.js';
import type { Route } from './trunks.js';

/**
 * `+` and digits: a shorter user part is an extension of a switchboard, or a service number, and identifies no other
 * party.
 */
const EXTENSION_LENGTH = 8;

const KEYS = {
  From: 'from',
  'P-Asserted-Identity': 'asserted',
  'P-Preferred-Identity': 'preferred',
  'Remote-Party-ID': 'remoteParty',
} as const satisfies Record<CallerHeader, keyof CallerUsers>;

/** The network writes these. Where it names somebody who is no number, what the caller wrote must not replace it. */
const OF_THE_NETWORK: ReadonlySet<CallerHeader> = new Set(['P-Asserted-Identity', 'Remote-Party-ID']);

export class TrunkIdentity {
  readonly #config: TrunkConfig;
  readonly #numbers: NumberWriting;
  readonly #order: readonly CallerHeader[];
  /** What every route of the trunk has; its headers too, unless they name a number. */
  readonly #terms: Pick<Route, 'form' | 'headers'>;
  readonly #isConstant: boolean;

  constructor(config: TrunkConfig, numbers: NumberWriting) {
    this.#config = config;
    this.#numbers = numbers;
    this.#order = config.callerFrom.filter(
      (header) => config.trustAssertedIdentity || header !== 'P-Asserted-Identity',
    );
    const form = formOf(config);
    this.#isConstant = config.headers.every(({ value }) => !value.includes('{'));
    this.#terms = {
      ...(form !== undefined && { form }),
      ...(config.headers.length > 0 && { headers: headersOf(config, '', '') }),
    };
  }

  /** The first header that names anybody decides; one that the caller has written does only if it names a number. */
  callerOf(users: CallerUsers): E164 | undefined {
    for (const header of this.#order) {
      const named = users[KEYS[header]] ?? [];
      const number = this.#numberOf(named);
      if (number !== undefined || (named.length > 0 && OF_THE_NETWORK.has(header))) return number;
    }
    return undefined;
  }

  /** `called` as it is written for the trunk; `to`: its next hop, a SIP URI without user. */
  requestUri(to: string, called: string): string {
    const { userPhone, phoneContext } = this.#config.identity;
    const hostAt = to.indexOf(':') + 1;
    const isLocal = phoneContext !== undefined && !called.startsWith('+');
    const user = `${called.replaceAll('#', '%23')}${isLocal ? `;phone-context=${phoneContext}` : ''}`;
    return `${to.slice(0, hostAt)}${user}@${to.slice(hostAt)}${userPhone ? ';user=phone' : ''}`;
  }

  /** `called` and `shown` as they are written for the trunk; the caller is anonymous without the latter. */
  terms(called: string, shown = 'anonymous'): Pick<Route, 'form' | 'headers'> {
    if (this.#isConstant) return this.#terms;
    return { ...this.#terms, headers: headersOf(this.#config, called, shown) };
  }

  #numberOf(named: readonly string[]): E164 | undefined {
    let first: E164 | undefined;
    for (const raw of named) {
      const number = this.#numbers.read(raw, 'caller');
      if (number !== undefined && number.length > EXTENSION_LENGTH) return number;
      first ??= number;
    }
    return first;
  }
}

/** Undefined if it is the usual one, which the SIP process writes by itself. */
function formOf({ identity }: TrunkConfig): IdentityForm | undefined {
  const { headers, scheme, domain, userPhone, phoneContext, privacy } = identity;
  const isUsual =
    headers.length === 1 && headers[0] === 'P-Asserted-Identity' && scheme === 'sip' && !userPhone;
  if (isUsual && domain === undefined && phoneContext === undefined && privacy === 'off') return undefined;
  return { headers, scheme, domain, userPhone, phoneContext, ...(privacy !== 'off' && { privacy }) };
}

function headersOf({ headers, name }: TrunkConfig, called: string, shown: string): Record<string, string> {
  const values: Readonly<Record<string, string>> = { called, display: shown, trunk: name };
  return Object.fromEntries(
    headers.map((header) => [
      header.name,
      header.value.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole),
    ]),
  );
}
