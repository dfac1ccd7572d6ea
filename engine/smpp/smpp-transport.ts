/**
 * Messages over SMPP 3.4: the transport of every trunk with `smpp`. A reload touches only the trunks whose keys have
 * changed.
 */
import { isDeepStrictEqual } from 'node:util';
import type { SmppConfig, TrunkConfig } from '../../config/config.js';
import type { Clock } from '../clock.js';
import type { EndSignal } from '../end-signal.js';
import { MessageFailure } from '../message/message-failure.js';
import type {
  MessageHandlers,
  MessageTransport,
  OutgoingText,
  SentText,
} from '../message/message-transport.js';
import type { Logger } from '../observe/log.js';
import type { NumberRules } from '../sip/trunks/trunks.js';
import { AddressWriting } from './address.js';
import { LongMessages } from './parts/long-messages.js';
import type { PartStore } from './parts/part-files.js';
import type { OpenConnection } from './session/open-connection.js';
import { Deliveries } from './trunk/deliveries.js';
import { SmppTrunk, type BindState } from './trunk/smpp-trunk.js';

export interface SmppTransportOptions {
  /** Those without `smpp` have no part in it. */
  readonly trunks: readonly Pick<TrunkConfig, 'name' | 'smpp'>[];
  readonly policy: NumberRules;
  readonly clock: Clock;
  /** From 0 up to, and without, 1. */
  readonly random: () => number;
  readonly open: OpenConnection;
  readonly parts: PartStore;
  /** Unique, in letters and digits. */
  readonly newId: () => string;
  readonly logger: Logger;
}

/** A connection of a trunk, as an operator sees it. */
export interface SmppBindState extends BindState {
  readonly trunk: string;
}

interface Carried {
  readonly config: SmppConfig;
  readonly trunk: SmppTrunk;
}

/** How long messages on their way may take at the end. */
const CLOSE_WITHIN_MS = 5000;
const PART = 'smpp';

export class SmppTransport implements MessageTransport {
  readonly #options: SmppTransportOptions;
  readonly #longMessages: LongMessages;
  readonly #trunks = new Map<string, Carried>();
  /** Trunks that a reload has changed or taken away. */
  readonly #leaving = new Set<Promise<void>>();
  #wanted: SmppTransportOptions['trunks'];
  #handlers: MessageHandlers | undefined;
  #isDraining = false;
  #closing: Promise<void> | undefined;

  constructor(options: SmppTransportOptions) {
    const { clock, newId, parts, logger } = options;
    this.#options = options;
    this.#wanted = options.trunks;
    this.#longMessages = new LongMessages({
      ...{ store: parts, clock, newId },
      onMissing: (trunk, missing, total) =>
        logger.warn(
          { part: PART, trunk, missing, total },
          'a long message is given up: parts of it never came',
        ),
      onFault: (err) => logger.error({ part: PART, err }, 'a part of a long message cannot be kept'),
    });
  }

  carries(trunk: string): boolean {
    return this.#trunks.has(trunk);
  }

  async start(handlers: MessageHandlers): Promise<void> {
    this.#handlers = handlers;
    const waits = new Map(this.#wanted.map(({ name, smpp }) => [name, (smpp?.partsSeconds ?? 0) * 1000]));
    await this.#longMessages.load((trunk) => waits.get(trunk) ?? 0);
    this.#keep(handlers);
  }

  /** The trunks of another configuration: those that have not changed go on undisturbed. */
  replace(trunks: SmppTransportOptions['trunks']): void {
    this.#wanted = trunks;
    if (this.#handlers !== undefined) this.#keep(this.#handlers);
  }

  async send(message: OutgoingText, signal: EndSignal): Promise<SentText> {
    const carried = this.#trunks.get(message.trunk);
    if (carried === undefined) throw new MessageFailure('temporary', 'trunk-failed', 'a trunk without SMPP');
    return carried.trunk.send(message, signal);
  }

  get held(): number {
    return [...this.#trunks.values()].reduce((sum, { trunk }) => sum + trunk.held, 0);
  }

  /** One for each connection, in the order of the configuration. */
  get states(): readonly SmppBindState[] {
    return [...this.#trunks].flatMap(([name, { trunk }]) =>
      trunk.states.map((state) => ({ ...state, trunk: name })),
    );
  }

  drain(): void {
    this.#isDraining = true;
  }

  resume(): void {
    this.#isDraining = this.#closing !== undefined;
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    this.drain();
    const all = [...this.#trunks.values()].map(({ trunk }) => trunk.close(CLOSE_WITHIN_MS));
    await Promise.all([...all, ...this.#leaving]);
    this.#longMessages.close();
  }

  #keep(handlers: MessageHandlers): void {
    if (this.#closing !== undefined) return;
    const wanted = this.#wanted.flatMap(({ name, smpp }) =>
      smpp === undefined ? [] : [[name, smpp] as const],
    );
    const left = new Map(this.#trunks);
    this.#trunks.clear();
    for (const [name, config] of wanted) {
      const before = left.get(name);
      if (before !== undefined && isDeepStrictEqual(before.config, config)) {
        this.#trunks.set(name, before);
        left.delete(name);
        continue;
      }
      const trunk = this.#trunkOf(name, config, handlers);
      this.#trunks.set(name, { config, trunk });
      // The carrier may allow no more binds than there are.
      if (before === undefined) trunk.start();
      else this.#leave(before.trunk, () => trunk.start());
      left.delete(name);
    }
    for (const { trunk } of left.values()) this.#leave(trunk, () => undefined);
  }

  #leave(trunk: SmppTrunk, then: () => void): void {
    const leaving = trunk.close(CLOSE_WITHIN_MS).then(() => {
      this.#leaving.delete(leaving);
      if (this.#closing === undefined) then();
    });
    this.#leaving.add(leaving);
    leaving.catch((err: unknown) => this.#options.logger.error({ part: PART, err }, 'a trunk did not close'));
  }

  #trunkOf(name: string, config: SmppConfig, handlers: MessageHandlers): SmppTrunk {
    const { policy, clock, random, open, newId, logger } = this.#options;
    const addresses = new AddressWriting(config, policy);
    const deliveries = new Deliveries({
      ...{ trunk: name, config, addresses, handlers, clock, newId, longMessages: this.#longMessages },
      isDraining: () => this.#isDraining,
      onUnreadable: (what) =>
        logger.warn({ part: PART, trunk: name }, `a ${what} of the carrier cannot be read`),
    });
    return new SmppTrunk({
      ...{ config, addresses, clock, random, open, onDelivery: deliveries.take },
      onChange: ({ server, role, isBound, because }) =>
        logger[isBound ? 'info' : 'warn'](
          { part: PART, trunk: name, server, role, because },
          isBound ? 'bound to the carrier' : 'not bound to the carrier: it is tried again',
        ),
    });
  }
}
