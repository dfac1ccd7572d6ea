/** One trunk's connections over SMPP, and its messages in and out. */
import type { SmppConfig } from '../../../config/config.js';
import type { Clock } from '../../clock.js';
import type { EndSignal } from '../../end-signal.js';
import { MessageFailure } from '../../message/message-failure.js';
import type { OutgoingText, SentText } from '../../message/message-transport.js';
import type { AddressWriting } from '../address.js';
import { sentId } from '../message-id.js';
import { COMMAND_STATUS, isThrottling, refusalOf } from '../pdu/command-status.js';
import type { OwnFields } from '../pdu/pdu-codec.js';
import { KeptBind, type BindRole } from '../session/kept-bind.js';
import type { OpenConnection } from '../session/open-connection.js';
import { RequestFailure } from '../session/request-failure.js';
import type { OnDelivery } from '../session/session.js';
import { submissionsOf } from './submissions.js';
import { SubmitQueue } from './submit-queue.js';

/** One connection, as an operator sees it. */
export interface BindState {
  readonly server: string;
  readonly role: BindRole;
  readonly isBound: boolean;
  /** Why it is not; undefined while it is, and before the first attempt has ended. */
  readonly because?: string | undefined;
  /** How long it has been so. */
  readonly ageMs: number;
}

export interface SmppTrunkOptions {
  readonly config: SmppConfig;
  readonly addresses: AddressWriting;
  readonly clock: Clock;
  /** From 0 up to, and without, 1. */
  readonly random: () => number;
  readonly open: OpenConnection;
  readonly onDelivery: OnDelivery;
  /** For each change, and not for each attempt. */
  readonly onChange: (state: BindState) => void;
}

interface Bind {
  readonly kept: KeptBind;
  isBound: boolean | undefined;
  because: string | undefined;
  since: number;
}

export class SmppTrunk {
  readonly #options: SmppTrunkOptions;
  readonly #binds: readonly Bind[];
  readonly #queue: SubmitQueue;
  #reference: number;
  #sending = 0;
  #onIdle: (() => void) | undefined;
  #isClosed = false;
  /** It has answered that it takes no validity period. */
  #refusesValidity = false;

  constructor(options: SmppTrunkOptions) {
    const { config, clock, random } = options;
    this.#options = options;
    this.#reference = Math.floor(random() * 256);
    this.#binds = rolesOf(config).map(({ server, role }) => this.#bindOf(server, role));
    this.#queue = new SubmitQueue({
      sessions: () =>
        this.#binds.flatMap(({ kept }) => (kept.role === 'receiver' ? [] : (kept.session ?? []))),
      window: config.window,
      perSecond: config.messagesPerSecond,
      clock,
    });
  }

  get states(): readonly BindState[] {
    const now = this.#options.clock.elapsed();
    return this.#binds.map((bind) => stateOf(bind, now));
  }

  /** Messages on their way, in and out. */
  get held(): number {
    const deliveries = this.#binds.map(({ kept }) => kept.session?.deliveries ?? 0);
    return this.#sending + deliveries.reduce((sum, count) => sum + count, 0);
  }

  start(): void {
    for (const { kept } of this.#binds) kept.start();
  }

  /** As `send` of the port. */
  async send(message: OutgoingText, signal: EndSignal): Promise<SentText> {
    const { config, addresses } = this.#options;
    this.#reference = (this.#reference + 1) & 0xff;
    const submissions = submissionsOf(message, config, addresses, this.#reference);
    if (submissions === 'too-long')
      throw new MessageFailure('permanent', 'too-long', 'more than 255 parts', { isTrunks: false });
    if (submissions === 'no-address')
      throw new MessageFailure('permanent', 'refused', 'a number that no address can hold', {
        isTrunks: true,
      });
    this.#sending += 1;
    try {
      return await this.#submitAll(submissions, message.validForMs, signal);
    } finally {
      this.#sending -= 1;
      if (this.#sending === 0) this.#onIdle?.();
    }
  }

  /** Waits for the messages on their way out, at most that long, and unbinds. */
  async close(waitMs: number): Promise<void> {
    if (this.#sending > 0) {
      let callOff = (): void => undefined;
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
        callOff = this.#options.clock.after(waitMs, resolve);
      });
      callOff();
    }
    this.#isClosed = true;
    this.#queue.close();
    await Promise.all(this.#binds.map(({ kept }) => kept.close()));
  }

  async #submitAll(
    submissions: readonly OwnFields[],
    validForMs: number,
    signal: EndSignal,
  ): Promise<SentText> {
    const until = this.#options.clock.elapsed() + validForMs;
    let id: string | undefined;
    for (const [index, fields] of submissions.entries())
      id = await (index === 0 ? this.#submit(fields, signal) : this.#submitRest(fields, until, signal));
    const { receipts, messageIds } = this.#options.config;
    return { carrierId: receipts && id !== undefined && id !== '' ? sentId(id, messageIds) : undefined };
  }

  /**
   * A part behind one that the carrier has taken: the message cannot be tried elsewhere or from its beginning any more,
   * since the receiver would have some of it twice. So this part is tried for as long as the message is valid.
   */
  async #submitRest(fields: OwnFields, until: number, signal: EndSignal): Promise<string | undefined> {
    const { clock } = this.#options;
    for (;;) {
      try {
        return await this.#submit(fields, signal);
      } catch (error) {
        if (!(error instanceof MessageFailure)) throw error;
        if (error.kind === 'unknown') throw error;
        if (error.kind === 'permanent')
          throw new MessageFailure('permanent', error.result, error.message, {
            ...error.details,
            isTrunks: false,
          });
        const leftMs = until - clock.elapsed();
        if (signal.aborted || this.#isClosed || leftMs <= 0)
          throw new MessageFailure('unknown', 'unknown', 'the carrier has taken some of its parts only');
        await this.#pause(Math.min(error.details.retryAfterMs ?? REST_RETRY_MS, leftMs), signal);
      }
    }
  }

  async #submit(fields: OwnFields, signal: EndSignal): Promise<string | undefined> {
    try {
      const sent = this.#refusesValidity ? { ...fields, validity_period: '' } : fields;
      const answer = await this.#queue.submit(sent, signal);
      return answer.fields.strings.get('message_id');
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      if (
        error.status === COMMAND_STATUS.ESME_RINVEXPIRY &&
        !this.#refusesValidity &&
        fields['validity_period'] !== ''
      ) {
        this.#refusesValidity = true;
        return this.#submit(fields, signal);
      }
      throw this.#failureOf(error);
    }
  }

  #failureOf({ outcome, status, message }: RequestFailure): MessageFailure {
    const pauseMs = this.#queue.pauseLeftMs;
    const retryAfterMs = pauseMs > 0 ? pauseMs : undefined;
    if (outcome === 'unknown') return new MessageFailure('unknown', 'unknown', message);
    if (outcome === 'unsent' || status === undefined)
      return new MessageFailure('temporary', 'trunk-failed', message, { retryAfterMs });
    const { kind, result, isTrunks } = refusalOf(status, this.#options.config.temporaryStatuses);
    const wait = isThrottling(status) ? { retryAfterMs } : {};
    return new MessageFailure(kind, result, message, { status, isTrunks, ...wait });
  }

  async #pause(ms: number, signal: EndSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const callOff = this.#options.clock.after(ms, () => {
        release();
        resolve();
      });
      const release = signal.onAbort(() => {
        callOff();
        resolve();
      });
    });
  }

  #bindOf(server: string, role: BindRole): Bind {
    const { config, clock, random, open, onDelivery, onChange } = this.#options;
    const bind: Bind = {
      isBound: undefined,
      because: undefined,
      since: clock.elapsed(),
      kept: new KeptBind({
        ...{ config, server, role, clock, random, open, onDelivery },
        onChange: (isBound, because) => {
          const isNews = bind.isBound !== isBound;
          if (isNews) bind.since = clock.elapsed();
          bind.isBound = isBound;
          bind.because = isBound ? undefined : because;
          this.#queue.wake();
          if (isNews) onChange(stateOf(bind, clock.elapsed()));
        },
      }),
    };
    return bind;
  }
}

/** For a part while the trunk has no connection. */
const REST_RETRY_MS = 1000;

function rolesOf({ servers, binds, bindAs }: SmppConfig): { server: string; role: BindRole }[] {
  const roles: readonly BindRole[] = bindAs === 'transceiver' ? ['transceiver'] : ['transmitter', 'receiver'];
  return servers.flatMap((server) =>
    Array.from({ length: binds }, () => roles.map((role) => ({ server, role }))).flat(),
  );
}

function stateOf({ kept, isBound, because, since }: Bind, now: number): BindState {
  const { server, role } = kept;
  return { server, role, isBound: isBound === true, because, ageMs: now - since };
}
