/** A message's resolution under the rules of carriers and law: as it was, or a refusal by the first rule that has one. */
import type { MessageNeedsY, MessageQuery, MessageResolution } from '../resolve-message.js';
import type { Rules, Traffic } from './rules.js';

/** A message that has a receiver, and is not refused, counts for the frequencies. */
export function messageUnderRules<R extends MessageResolution | MessageNeedsY>(
  rules: Rules,
  found: R,
  query: MessageQuery,
): R | MessageResolution {
  const { sender, to, at } = query;
  if (rules.idle || found.kind === 'refuse' || sender === undefined) return found;
  const { application } = found;
  const isForwarded = found.kind === 'forward';
  const x = found.kind === 'needs-y' ? to : found.x;
  const message: Traffic = {
    appKey: application.appKey,
    caller: sender,
    callee: found.kind === 'ask' ? undefined : found.receiver,
    x,
    direction: isForwarded && found.direction === 1 ? 1 : 0,
    hasNoA: application.mode === 'X',
    at,
  };
  // A stranger who needs a Y becomes a B.
  const refused =
    rules.mayMessage(message) ??
    (found.kind === 'needs-y'
      ? rules.mayBind({ appKey: application.appKey, b: found.b, isNew: false, at })
      : undefined);
  if (refused === undefined) {
    if (isForwarded) rules.messaged(message);
    return found;
  }
  const reason = refused.rule === 'blacklist' ? 'blacklisted' : 'rule';
  if (found.kind === 'needs-y') return { kind: 'refuse', reason, application, x };
  const { subscriptionId, direction, userData } = found;
  return { kind: 'refuse', reason, application, x, subscriptionId, direction, userData };
}
