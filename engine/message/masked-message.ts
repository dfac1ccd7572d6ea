/**
 * A masked message, top to bottom: somebody writes to a privacy number, the real receiver gets it from a privacy number,
 * and the application and the sender's network hear what became of it.
 *
 *    admit     the trunk is known and within its limits, we are not draining, the text has a size
 *    resolve   who gets it, what it shows, with which text; the application is asked on the way (X mode, AX)
 *    keep      it is on disk: from here on it is never lost, and a repeat of it is recognised
 *    carry     trunk by trunk, and again later, until a carrier has it, refuses it, or its time is over
 *    report    notice to the application; a failure to the sender's network, once that has heard "accepted"
 *
 * Each step is the file of its name. Until it is kept a message may be refused, and its network sends it again or tells
 * its sender. The answer waits a short time for the first attempt, so that most failures still reach the sender's network
 * as a refusal. A message is never sent twice: where it is not known whether a carrier has it (no answer, a crash in the
 * middle of an attempt), it ends as `unknown` and is reported so.
 */
import type { KeptMessage, MessageFacts } from '../report/message-facts.js';
import { admitMessage } from './admit-message.js';
import { carryMessage } from './carry-message.js';
import { keepMessage } from './keep-message.js';
import { MessageEnding } from './message-ending.js';
import type { MessageWork } from './message-parts.js';
import { MESSAGE_RESULTS, type MessageResultKind } from './message-result.js';
import type { IncomingText, Verdict } from './message-transport.js';
import { reportMessage } from './report-message.js';
import { resolveMessage } from './resolve-message.js';

/** Takes a message up to its answer; the rest of its way belongs to `work`. Never rejects. */
export async function maskedMessage(incoming: IncomingText, work: MessageWork): Promise<Verdict> {
  const { parts } = work;
  try {
    const admitted = admitMessage(incoming, parts, work);
    const resolved = await resolveMessage(admitted, parts);
    const { message, isRepeat } = await keepMessage(resolved, incoming, parts);
    const ended = isRepeat ? resultOf(message) : await work.firstAttempt(message);
    return verdictOn(ended);
  } catch (error) {
    return refusal(error, incoming, work);
  }
}

/** Brings a kept message one attempt further. Resolves with its result, or undefined if it is tried again later. */
export async function bringMessage(
  message: KeptMessage,
  work: MessageWork,
): Promise<MessageResultKind | undefined> {
  const { parts, stopping } = work;
  const { id } = message.facts;
  const carried = await carryMessage(message, parts, stopping);
  if (carried.outcome === 'later') {
    await parts.kept.later(id, carried.attempts, carried.dueAt).catch(unwritten(id, work));
    return undefined;
  }
  const { result, carrierId } = carried;
  await parts.kept.ended(id, result, parts.clock.now(), carrierId).catch(unwritten(id, work));
  parts.onResult(result);
  return result;
}

/** What a message that was kept before has come to; undefined while it is on its way. */
function resultOf({ stage, result }: KeptMessage): MessageResultKind | undefined {
  return stage === 'ended' ? (result as MessageResultKind) : undefined;
}

function verdictOn(result: MessageResultKind | undefined): Verdict {
  if (result === undefined || MESSAGE_RESULTS[result].sip < 300)
    return { isAccepted: true, isSent: result === 'sent' || result === 'delivered' };
  return { isAccepted: false, because: result };
}

/** A message that ends before it is kept. Its application hears of it if it has one, and messages are for it. */
function refusal(error: unknown, incoming: IncomingText, work: MessageWork): Verdict {
  const { parts } = work;
  const { id, trunk } = incoming;
  if (!(error instanceof MessageEnding)) {
    parts.logger.error({ message: id, err: error }, 'a message failed');
    return { isAccepted: false, because: 'internal-error' };
  }
  const { result, details } = error;
  parts.onResult(result);
  parts.logger.info({ message: id, trunk, result, because: details.because }, 'a message was not accepted');
  if (details.facts !== undefined && details.facts.appKey !== '')
    work.own(endAtOnce(details.facts, result, work));
  const { retryAfterMs } = details;
  if (result === 'discarded') return { isAccepted: true, isSent: false };
  return { isAccepted: false, because: result, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** It goes into the history, and is reported. */
async function endAtOnce(facts: MessageFacts, result: MessageResultKind, work: MessageWork): Promise<void> {
  const { kept, routing } = work.parts;
  const application = routing.applications.get(facts.appKey);
  const isQuiet =
    result === 'discarded' || application?.features.sms !== true || (facts.sender as unknown) === undefined;
  const ended = { facts, stage: 'ended' as const, attempts: 0, dueAt: 0, result, isReported: isQuiet };
  await kept.keep(ended, undefined).catch(unwritten(facts.id, work));
  if (!isQuiet) await reportMessage(facts, result, false, work.parts);
}

function unwritten(id: string, { parts }: MessageWork): (err: unknown) => void {
  return (err) => parts.logger.error({ message: id, err }, 'what became of a message could not be written');
}
