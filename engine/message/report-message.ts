/** Report: the application has its notice, and the sender's network hears of a failure that it does not know of yet. */
import { EndController } from '../end-signal.js';
import type { MessageFacts } from '../report/message-facts.js';
import { MESSAGE_RESULTS, type MessageResultKind } from './message-result.js';
import type { MessageParts } from './message-parts.js';

/** `isAnswered`: its network has heard that it was accepted. Never rejects. */
export async function reportMessage(
  facts: MessageFacts,
  result: MessageResultKind,
  isAnswered: boolean,
  parts: MessageParts,
): Promise<void> {
  const { report, kept, clock, logger } = parts;
  await report.messageNotice(facts, MESSAGE_RESULTS[result].sendResult, clock.now());
  await kept.reported(facts.id).catch((err: unknown) => {
    logger.error({ message: facts.id, err }, 'a message may be reported a second time');
  });
  if (isAnswered && hasFailed(result)) await tellSender(facts, result, parts);
}

/** Whether the receiver does not get it; what is not known is not called a failure to people. */
export function hasFailed(result: MessageResultKind): boolean {
  return MESSAGE_RESULTS[result].sendResult > 1;
}

/** A receipt where the network takes one, else a text from the number that was written to. It is tried once. */
export async function tellSender(
  facts: MessageFacts,
  because: MessageResultKind,
  { transports, limits, clock, logger }: MessageParts,
): Promise<void> {
  const { id, trunk, receiptTo, receivedAt, to, sender } = facts;
  const transport = transports.find((one) => one.carries(trunk));
  const { failureNotice } = limits();
  const signal = new EndController();
  try {
    if (receiptTo !== undefined && transport?.tell !== undefined)
      await transport.tell({ trunk, receiptTo, because, receivedAt, at: clock.now() }, signal);
    else if (transport !== undefined && failureNotice !== '')
      await transport.send(
        {
          id: `${id}-failed`,
          attempt: 1,
          trunk,
          from: to,
          to: sender,
          text: failureNotice,
          validForMs: 3_600_000,
        },
        signal,
      );
  } catch (err) {
    logger.warn({ message: id, trunk, err }, 'the sender of a message could not be told that it failed');
  }
}
