/** Short messages as one part of the service: their file, their transports, and the narrative over them. */
import { join } from 'node:path';
import { ulid } from 'ulid';
import type { Config } from '../config/config.js';
import type { Mention } from '../routing/numbers/mention.js';
import type { Routing } from '../routing/routing.js';
import type { ErasureRequest, StoreOutcome } from '../routing/subject-erasure.js';
import { systemClock } from './clock.js';
import { createMessageHandling, type MessageHandling } from './message/message-handling.js';
import type { MessageLimits, MessageParts } from './message/message-parts.js';
import { SipMessageTransport } from './message/sip-message-transport.js';
import type { FullDisk } from './observe/full-disk.js';
import type { Logger } from './observe/log.js';
import { PartFiles } from './smpp/parts/part-files.js';
import { openConnection } from './smpp/session/open-connection.js';
import { SmppTransport, type SmppBindState } from './smpp/smpp-transport.js';
import { MessageFile } from './report/message-file.js';
import type { UnfiledRecords } from './records/record-store.js';
import type { MessageReport } from './report/message-facts.js';
import type { IncomingMessage, Signaling } from './sip/signaling.js';
import type { NumberRules, Trunks } from './sip/trunks/trunks.js';

export interface MessagingOptions {
  readonly dataDirectory: string;
  /** The configuration in force at the moment. */
  readonly current: () => Pick<Config, 'messages' | 'trunks'>;
  readonly signaling: Pick<Signaling, 'message'>;
  readonly routing: Routing;
  readonly trunks: () => Trunks;
  readonly policy: NumberRules;
  readonly report: MessageReport;
  readonly usedUp: MessageParts['usedUp'];
  readonly draining: MessageParts['draining'];
  readonly onResult: MessageParts['onResult'];
  readonly fullDisk: FullDisk;
  readonly logger: Logger;
}

export interface Messaging extends MessageHandling {
  /** Takes a MESSAGE whose source has proved itself. */
  take(message: IncomingMessage): void;
  /** The connections over SMPP, and how they are. */
  readonly binds: readonly SmppBindState[];
  /** All messages that are kept of a number. */
  of(mention: Mention): AsyncIterable<object>;
  /** Parts of long messages from or to a number that wait for the others. */
  partsOf(mention: Mention): Promise<readonly object[]>;
  /** Erases the messages of a number that have ended. Rejects if the disk fails. */
  erase(request: ErasureRequest): Promise<StoreOutcome>;
  /** Messages that have ended, for the store of records. */
  readonly unfiled: UnfiledRecords;
  /** Copies the file of messages, with everything that was acknowledged, into a new file. Rejects if the disk fails. */
  copyTo(file: string): Promise<void>;
  /** Other trunks are in force: their connections are opened and closed. */
  replaceTrunks(trunks: Config['trunks']): void;
}

/** Resolves when messages are taken. Rejects with an Error for a person if their file cannot be used. */
export async function createMessaging(options: MessagingOptions): Promise<Messaging> {
  const { current, signaling, routing, trunks, report, usedUp, draining, onResult, fullDisk, logger } =
    options;
  const clock = systemClock;
  const kept = await MessageFile.open({
    file: join(options.dataDirectory, 'messages.sqlite'),
    days: () => current().messages.retentionDays,
    clock,
    onFailure: (message) =>
      void (fullDisk.met('messages', message) || logger.error({ part: 'messages' }, message)),
    onWritten: () => fullDisk.wrote('messages'),
  });
  const sip = new SipMessageTransport({ signaling, trunks, clock });
  const parts = new PartFiles(join(options.dataDirectory, 'smpp-parts'));
  const smpp = new SmppTransport({
    ...{ policy: options.policy, clock, random: Math.random, open: openConnection, newId: ulid, logger },
    trunks: current().trunks,
    parts,
  });
  const limits = (): MessageLimits => limitsOf(current());
  try {
    const handling = await createMessageHandling({
      transports: [smpp, sip],
      ...{ routing, trunks, kept, report, limits, usedUp, draining, onResult, clock, logger },
    });
    return {
      get waiting() {
        return handling.waiting;
      },
      recent: (appKey, before, limit) => handling.recent(appKey, before, limit),
      drain: () => handling.drain(),
      resume: () => handling.resume(),
      of: (mention) => kept.of(mention.data),
      // Their addresses stand in the key, one a line.
      partsOf: async (mention) =>
        (await parts.list()).filter(({ key }) => key.split('\n').some((line) => mention.isAll(line))),
      erase: (request) => kept.erase(request),
      unfiled: kept,
      copyTo: (file) => kept.copyTo(file),
      take: (message) => sip.take(message),
      get binds() {
        return smpp.states;
      },
      replaceTrunks: (given) => smpp.replace(given),
      close: async () => {
        await handling.close();
        await kept.close();
      },
    };
  } catch (error) {
    await kept.close();
    throw error;
  }
}

function limitsOf({ messages }: Pick<Config, 'messages'>): MessageLimits {
  return {
    perSecond: messages.perSecond,
    maxCharacters: messages.maxCharacters,
    validityMs: messages.validitySeconds * 1000,
    retryMs: messages.retrySeconds * 1000,
    maxRetryMs: messages.maxRetrySeconds * 1000,
    answerWithinMs: messages.answerWithinMilliseconds,
    failureNotice: messages.failureNotice,
  };
}
