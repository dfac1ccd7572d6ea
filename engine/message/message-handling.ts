/** The message side of the engine, as the service builds it: takes messages and receipts, lists them, ends orderly. */
import type { KeptMessages } from '../report/message-facts.js';
import { referenceOf } from './keep-message.js';
import { maskedMessage } from './masked-message.js';
import type { MessageParts } from './message-parts.js';
import { MessagesInWork } from './messages-in-work.js';
import type { IncomingText, Verdict } from './message-transport.js';

export interface MessageHandling {
  /** Messages that have not ended, on disk and in memory. */
  readonly waiting: number;
  recent: KeptMessages['recent'];
  /** Every transport refuses new messages, until `resume`. Those in work go on. */
  drain(): void;
  resume(): void;
  close(): Promise<void>;
}

/** Resolves when messages are taken. Rejects if what an earlier run left cannot be read. */
export async function createMessageHandling(parts: MessageParts): Promise<MessageHandling> {
  const work = new MessagesInWork(parts);
  await work.start();
  const take = takerOf(work);
  const drain = (): void => {
    for (const transport of parts.transports) transport.drain();
  };
  for (const transport of parts.transports)
    await transport.start({
      onMessage: take,
      onReceipt: (receipt) => work.takeReceipt(receipt),
    });
  return {
    get waiting() {
      return parts.kept.waiting;
    },
    recent: (appKey, before, limit) => parts.kept.recent(appKey, before, limit),
    drain,
    resume: () => {
      for (const transport of parts.transports) transport.resume();
    },
    close: async () => {
      drain();
      await work.close();
      await Promise.all(parts.transports.map((transport) => transport.close()));
    },
  };
}

/** A repeat that comes while the first is still being decided gets the answer of the first. */
function takerOf(work: MessagesInWork): (incoming: IncomingText) => Promise<Verdict> {
  const deciding = new Map<string, Promise<Verdict>>();
  return (incoming) => {
    const reference = referenceOf(incoming);
    const known = reference === undefined ? undefined : deciding.get(reference);
    if (known !== undefined) return known;
    const verdict = maskedMessage(incoming, work);
    if (reference === undefined) return verdict;
    deciding.set(reference, verdict);
    return verdict.finally(() => deciding.delete(reference));
  };
}
