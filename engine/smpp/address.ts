/**
 * Addresses: a number with its type (TON) and plan (NPI, SMPP 3.4 5.2.5 and 5.2.6). Formats and rules are those of a
 * trunk (`NumberWriting`). Of the formats only `+` does not stand in an address: there TON 1 says it.
 */
import type { SmppConfig } from '../../config/config.js';
import type { E164 } from '../../routing/numbers/number.js';
import { NumberWriting, type Side } from '../sip/trunks/number-writing.js';
import type { NumberRules } from '../sip/trunks/trunks.js';

export interface Address {
  readonly ton: number;
  readonly npi: number;
  readonly text: string;
}

const TON = { unknown: 0, international: 1, national: 2, subscriber: 4, alphanumeric: 5 } as const;
const NPI = { isdn: 1 } as const;

/** An address has 20 characters (5.2.8, 5.2.9). */
const LONGEST = 20;

const TON_OF_FORMAT = {
  e164: TON.international,
  digits: TON.international,
  international: TON.unknown,
  national: TON.national,
  local: TON.subscriber,
} as const;

export class AddressWriting {
  readonly #writing: NumberWriting;
  readonly #config: SmppConfig;

  constructor(config: SmppConfig, policy: NumberRules) {
    this.#writing = new NumberWriting(config, policy);
    this.#config = config;
  }

  /** Undefined if it is no number, such as the name of a sender. */
  read({ ton, text }: Address, side: Side): E164 | undefined {
    if (ton === TON.alphanumeric) return undefined;
    const ruled = this.#writing.ruled(text, 'inbound', side);
    // Without `+` a number of another country could be read as one of this country.
    const isWhole = ton === TON.international && /^[1-9]\d+$/.test(ruled);
    return this.#writing.readRuled(isWhole ? `+${ruled}` : ruled, side);
  }

  /** Undefined if an address cannot hold what the rules make of the number. */
  write(number: E164, side: Side): Address | undefined {
    const format = this.#writing.formatOf('outbound', side);
    const written = this.#writing.write(number, side);
    const { ton = TON_OF_FORMAT[format], npi = NPI.isdn } = this.#config.addresses[side];
    return written.length <= LONGEST ? { ton, npi, text: written } : undefined;
  }
}
