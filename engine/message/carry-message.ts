/**
 * Carry: one attempt to bring a kept message to its receiver, trunk by trunk in the order of the routes. What happens at
 * a trunk decides what follows:
 *
 *   taken                       sent
 *   unknown                     ended as unknown: a person must not read it twice
 *   permanent, the receiver's   ended with that failure
 *   permanent, the trunk's      the next trunk; ended, if every trunk said so
 *   temporary, the trunk's      the next trunk; later, if there is none
 *   temporary, the receiver's   later
 */
import { EndController, type EndSignal } from '../end-signal.js';
import type { KeptMessage, MessageFacts } from '../report/message-facts.js';
import { MessageFailure } from './message-failure.js';
import type { MessageLimits, MessageParts } from './message-parts.js';
import type { MessageResultKind } from './message-result.js';
import type { MessageTransport, OutgoingText } from './message-transport.js';

export type Carried =
  | { readonly outcome: 'ended'; readonly result: MessageResultKind; readonly carrierId?: string | undefined }
  | { readonly outcome: 'later'; readonly attempts: number; readonly dueAt: number };

/** Never rejects. `signal` aborts when the service stops and waits no longer. */
export async function carryMessage(
  { facts, attempts }: KeptMessage,
  parts: MessageParts,
  signal: EndSignal = new EndController(),
): Promise<Carried> {
  const now = parts.clock.now();
  if (now >= facts.expiresAt) return { outcome: 'ended', result: 'expired' };
  const ways = waysFor(facts, parts);
  if (ways.length === 0) return { outcome: 'ended', result: 'no-route' };
  let tried = attempts;
  let refused: MessageResultKind | undefined;
  /** A trunk that has no room now, failed for a while or was not asked may take it later, even if all others refuse it. */
  let mayBeTaken = false;
  let retryAfterMs = 0;
  for (const { trunk, transport } of ways) {
    if (signal.aborted || !parts.trunks().tryMessage(trunk)) {
      mayBeTaken = true;
      continue;
    }
    tried += 1;
    const failure = await attempt({ facts, trunk, transport, attempt: tried }, parts, signal);
    if (!(failure instanceof MessageFailure)) return { outcome: 'ended', result: 'sent', ...failure };
    tell(facts, trunk, failure, parts);
    const { kind, result, isTrunks, details } = failure;
    if (kind === 'unknown' || (kind === 'permanent' && !isTrunks)) return { outcome: 'ended', result };
    retryAfterMs = Math.max(retryAfterMs, details.retryAfterMs ?? 0);
    if (kind === 'permanent') refused = result;
    else mayBeTaken = true;
    if (!isTrunks) break;
  }
  if (refused !== undefined && !mayBeTaken) return { outcome: 'ended', result: refused };
  const waitMs = Math.max(retryAfterMs, waitAfter(tried, parts.limits()));
  return { outcome: 'later', attempts: tried, dueAt: Math.min(parts.clock.now() + waitMs, facts.expiresAt) };
}

interface Attempt {
  readonly facts: MessageFacts;
  readonly trunk: string;
  readonly transport: MessageTransport;
  readonly attempt: number;
}

/** What the carrier calls the message, or why it does not have it. */
async function attempt(
  { facts, trunk, transport, attempt: number }: Attempt,
  { kept, clock }: MessageParts,
  signal: EndSignal,
): Promise<{ readonly carrierId: string | undefined } | MessageFailure> {
  const { id, receiver, display, text, sentText = text, expiresAt } = facts;
  if (receiver === undefined || display === undefined)
    return new MessageFailure('permanent', 'internal-error', 'a message without a receiver was kept', {
      isTrunks: false,
    });
  try {
    // Before it leaves, so that the disk says after a crash that it may have left.
    await kept.sending(id, number, trunk);
  } catch {
    return new MessageFailure('temporary', 'not-kept', 'the disk does not take it', { isTrunks: false });
  }
  const validForMs = Math.max(1000, expiresAt - clock.now());
  const message: OutgoingText = {
    ...{ id, attempt: number, trunk, from: display, to: receiver, text: sentText, validForMs },
  };
  try {
    return await transport.send(message, signal);
  } catch (error) {
    if (error instanceof MessageFailure) return error;
    return new MessageFailure('unknown', 'unknown', error instanceof Error ? error.message : String(error));
  }
}

function waysFor(
  { appKey, receiver, display }: MessageFacts,
  { trunks, transports, routing }: MessageParts,
): { readonly trunk: string; readonly transport: MessageTransport }[] {
  if (receiver === undefined || display === undefined) return [];
  const areaCode = routing.pool.get(display)?.areaCode;
  return trunks()
    .messageTrunks(receiver, { appKey, number: display, areaCode })
    .flatMap((trunk) => {
      const transport = transports.find((one) => one.carries(trunk));
      return transport === undefined ? [] : [{ trunk, transport }];
    });
}

/** It doubles with each attempt. */
function waitAfter(attempts: number, { retryMs, maxRetryMs }: MessageLimits): number {
  return Math.min(retryMs * 2 ** Math.min(Math.max(attempts - 1, 0), 20), Math.max(retryMs, maxRetryMs));
}

function tell({ id }: MessageFacts, trunk: string, failure: MessageFailure, { logger }: MessageParts): void {
  const { kind, result, message: because, details } = failure;
  logger.warn(
    { message: id, trunk, kind, result, status: details.status, because },
    'a message was not taken',
  );
}
