/** Resolve: whom a message reaches and what its receiver sees. On the way the application may be asked (spec 10.3). */
import type { MessageQuery, MessageResolution } from '../../routing/resolve-message.js';
import { EndController } from '../end-signal.js';
import type { MessageFacts } from '../report/message-facts.js';
import type { AdmittedMessage } from './admit-message.js';
import { MessageEnding } from './message-ending.js';
import type { MessageParts } from './message-parts.js';

/** A message with a receiver. */
export type ResolvedMessage = MessageFacts & {
  readonly receiver: NonNullable<MessageFacts['receiver']>;
  readonly display: NonNullable<MessageFacts['display']>;
};

type Question = Extract<MessageResolution, { kind: 'ask' }>;

/** Throws a MessageEnding for a message without a receiver. */
export async function resolveMessage(
  admitted: AdmittedMessage,
  parts: MessageParts,
): Promise<ResolvedMessage> {
  const { incoming, to } = admitted;
  const { from: sender, text, isWithheld } = incoming;
  const at = parts.clock.now();
  const query = { sender, to, text, isWithheld, at };
  const found = await parts.routing.resolveMessage(query);
  const facts = factsOf(admitted, found, parts);
  switch (found.kind) {
    case 'refuse':
      throw new MessageEnding(found.reason, { facts: found.reason === 'not-in-mode' ? undefined : facts });
    case 'ask':
      return askApplication(found, facts, query, parts);
    case 'forward': {
      const { receiver, display, text: sentText } = found;
      return { ...facts, receiver, display, ...(sentText !== text && { sentText }) };
    }
  }
}

async function askApplication(
  question: Question,
  facts: MessageFacts,
  query: MessageQuery,
  { report, routing }: MessageParts,
): Promise<ResolvedMessage> {
  const { application, x } = question;
  const answer = await report.askAboutMessage(facts, application, new EndController());
  switch (answer.operation) {
    case 'discard':
      throw new MessageEnding('discarded', { facts });
    case 'silent':
      throw new MessageEnding('application-silent', { facts, because: answer.because });
    case 'wrong':
      throw new MessageEnding('application-answer-wrong', { facts, because: answer.because });
    case 'forward': {
      const { receiver, userData = facts.userData } = answer;
      // It would come back to the same application, or to another one.
      if (routing.pool.get(receiver) !== undefined)
        throw new MessageEnding('application-answer-wrong', {
          facts,
          because: 'expected a real number in message.called, found a privacy number',
        });
      const chosen = { ...question, kind: 'forward' as const, receiver, display: x, text: facts.text };
      const permitted = routing.permitMessage(chosen, query);
      if (permitted.kind === 'refuse') throw new MessageEnding(permitted.reason, { facts });
      return { ...facts, receiver, display: x, userData };
    }
  }
}

/** What is known now; the refusal of a number in no pool has no application. */
function factsOf(
  { incoming, trunk, to }: AdmittedMessage,
  found: MessageResolution,
  { limits }: MessageParts,
): MessageFacts {
  const { id, parts, receivedAt, text, validForMs = Infinity, receiptTo } = incoming;
  const { x = to, subscriptionId, userData, direction = 2, application } = found;
  return {
    id,
    appKey: application?.appKey ?? '',
    subscriptionId,
    userData,
    x,
    to,
    sender: incoming.from as MessageFacts['sender'],
    receiver: undefined,
    display: undefined,
    direction,
    parts,
    receivedAt,
    expiresAt: receivedAt + Math.min(limits().validityMs, validForMs),
    text,
    trunk,
    receiptTo,
  };
}
