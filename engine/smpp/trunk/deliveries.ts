/**
 * What comes in from one trunk: messages, whole or in parts, and receipts. Of a deliver_sm only its addresses, its text
 * and the number of its part are read; nothing else of it exists from here on.
 */
import { createHash } from 'node:crypto';
import type { SmppConfig } from '../../../config/config.js';
import type { Clock } from '../../clock.js';
import { MESSAGE_RESULTS } from '../../message/message-result.js';
import type { MessageHandlers } from '../../message/message-transport.js';
import type { AddressWriting } from '../address.js';
import { canonicalId } from '../message-id.js';
import type { LongMessages, WholeMessage } from '../parts/long-messages.js';
import { COMMAND_STATUS } from '../pdu/command-status.js';
import type { Pdu, PduFields, TlvName } from '../pdu/pdu-codec.js';
import { readReceipt, typeOf } from '../receipt.js';
import type { OnDelivery } from '../session/session.js';
import { readText } from '../text/text-coding.js';
import { partNumber, readUserData, type UserData } from '../text/user-data-header.js';

export interface DeliveriesOptions {
  readonly trunk: string;
  readonly config: SmppConfig;
  readonly addresses: AddressWriting;
  readonly longMessages: LongMessages;
  readonly handlers: MessageHandlers;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Whether messages are refused because the service stops. */
  readonly isDraining: () => boolean;
  /** A receipt that does not say what it is about. */
  readonly onUnreadable: (what: 'receipt' | 'message') => void;
}

/** How long the answer to a message is remembered that its carrier did not get. */
const REMEMBERED_MS = 600_000;
const MOST_REMEMBERED = 10_000;
const UDH_INDICATOR = 0x40;

export class Deliveries {
  readonly #options: DeliveriesOptions;
  /** By a digest of the message: those being answered, and those whose answer the carrier did not get. */
  readonly #unanswered = new Map<
    string,
    { readonly reference: string; readonly origin: Parameters<OnDelivery>[1]; readonly at: number }
  >();

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  /** Takes a deliver_sm or data_sm. */
  readonly take: OnDelivery = async (pdu, origin) => {
    const type = typeOf(pdu);
    if (type === 'acknowledgement') return COMMAND_STATUS.ESME_ROK;
    if (type === 'receipt') return this.#takeReceipt(pdu);
    const { fields } = pdu;
    const digest = digestOf(fields);
    const reference = this.#referenceOf(fields, digest);
    const entry = { reference, origin, at: this.#options.clock.elapsed() };
    const [oldest] = this.#unanswered.keys();
    if (this.#unanswered.size >= MOST_REMEMBERED && oldest !== undefined) this.#unanswered.delete(oldest);
    this.#unanswered.set(digest, entry);
    const status = await this.#takeMessage(fields, reference);
    if (!origin.hasEnded && this.#unanswered.get(digest) === entry) this.#unanswered.delete(digest);
    return status;
  };

  /**
   * What the message is known by if it comes again: as its sender numbers its messages, where the network passes that
   * on; else one whose connection was lost before its answer is taken to be the one that comes over another.
   */
  #referenceOf({ tlvs }: PduFields, digest: string): string {
    const given = tlvs.get('user_message_reference');
    if (given !== undefined && given.some((octet) => octet !== 0)) return `message ${digest}`;
    const before = this.#unanswered.get(digest);
    const isRecent = before !== undefined && this.#options.clock.elapsed() - before.at < REMEMBERED_MS;
    return isRecent && before.origin.hasEnded ? before.reference : this.#options.newId();
  }

  async #takeReceipt(pdu: Pdu): Promise<number> {
    const { trunk, handlers, clock, onUnreadable } = this.#options;
    const receipt = readReceipt(pdu);
    if (receipt === undefined) onUnreadable('receipt');
    else {
      const { id, state, code } = receipt;
      await handlers.onReceipt({ trunk, carrierId: canonicalId(id), state, code, at: clock.now() });
    }
    return COMMAND_STATUS.ESME_ROK;
  }

  async #takeMessage(fields: PduFields, reference: string): Promise<number> {
    const { trunk, config, longMessages, isDraining, newId, onUnreadable } = this.#options;
    if (isDraining()) return MESSAGE_RESULTS.stopping.smpp;
    const data = userDataOf(fields);
    if (data === undefined) {
      onUnreadable('message');
      return COMMAND_STATUS.ESME_RX_P_APPN;
    }
    const { part, content } = data;
    const dataCoding = fields.numbers.get('data_coding') ?? 0;
    if (part === undefined)
      return this.#hand(fields, reference, { setId: newId(), contents: [{ dataCoding, content }], parts: 1 });
    return longMessages.take(
      {
        ...{ ...part, trunk, dataCoding, content, waitMs: config.partsSeconds * 1000 },
        source: addressText(fields, 'source_addr'),
        destination: addressText(fields, 'destination_addr'),
      },
      (whole) => this.#hand(fields, `parts ${whole.setId}`, whole),
    );
  }

  /** Resolves with the status of the answer. */
  async #hand(fields: PduFields, reference: string, { contents, parts }: WholeMessage): Promise<number> {
    const { trunk, config, addresses, handlers, clock, newId } = this.#options;
    const texts = contents.map(({ dataCoding, content }) => readText(content, dataCoding, config.alphabet));
    if (texts.includes(undefined)) return MESSAGE_RESULTS['not-text'].smpp;
    try {
      const verdict = await handlers.onMessage({
        ...{ id: newId(), reference, trunk, parts },
        from: addresses.read(address(fields, 'source_addr', 'source_addr'), 'caller'),
        to: addresses.read(address(fields, 'destination_addr', 'dest_addr'), 'called'),
        text: texts.join(''),
        receivedAt: clock.now(),
      });
      return verdict.isAccepted ? COMMAND_STATUS.ESME_ROK : MESSAGE_RESULTS[verdict.because].smpp;
    } catch {
      return MESSAGE_RESULTS['internal-error'].smpp;
    }
  }
}

function address(
  fields: PduFields,
  name: string,
  prefix: string,
): { ton: number; npi: number; text: string } {
  return {
    ton: fields.numbers.get(`${prefix}_ton`) ?? 0,
    npi: fields.numbers.get(`${prefix}_npi`) ?? 0,
    text: fields.strings.get(name) ?? '',
  };
}

/** On one line for all that the carrier may write. */
function addressText(fields: PduFields, name: string): string {
  return JSON.stringify(fields.strings.get(name) ?? '');
}

/** Text stands in short_message, or in message_payload if that is empty (SMPP 3.4 5.3.2.32). */
function userDataOf({ numbers, shortMessage, tlvs }: PduFields): UserData | undefined {
  const isShort = shortMessage !== undefined && shortMessage.length > 0;
  const octets = isShort ? shortMessage : (tlvs.get('message_payload') ?? Buffer.alloc(0));
  if (((numbers.get('esm_class') ?? 0) & UDH_INDICATOR) !== 0) return readUserData(octets);
  const number = (name: TlvName): number => {
    const value = tlvs.get(name);
    return value === undefined || value.length === 0 || value.length > 2
      ? 0
      : value.readUIntBE(0, value.length);
  };
  const part = tlvs.has('sar_msg_ref_num')
    ? partNumber(number('sar_msg_ref_num'), number('sar_total_segments'), number('sar_segment_seqnum'))
    : undefined;
  return { part, content: octets };
}

function digestOf({ strings, numbers, shortMessage, tlvs }: PduFields): string {
  const hash = createHash('sha256');
  for (const text of strings.values()) hash.update(text).update('\0');
  for (const number of numbers.values()) hash.update(`${number} `);
  if (shortMessage !== undefined) hash.update(shortMessage);
  for (const [name, value] of tlvs) hash.update(`\0${name}`).update(value);
  return hash.digest('base64');
}
