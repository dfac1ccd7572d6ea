/** A message that was sent, as the history has it, and one that has just come. */
import type { KeptMessage, MessageEntry } from '../../../engine/report/message-facts.js';
import { sampleTime } from './api-under-test.js';
import { mobile, privateNumber } from './routing-world.js';

export function keptMessage(id: string): KeptMessage {
  const x = privateNumber(1);
  return {
    facts: {
      ...{ id, appKey: 'app', subscriptionId: 's', userData: undefined, x, to: x, display: x },
      ...{ sender: mobile(1), receiver: mobile(2), direction: 1, parts: 1, trunk: 'in' },
      ...{ receivedAt: sampleTime, expiresAt: sampleTime + 60_000, text: 'hello' },
    },
    ...{ stage: 'kept', attempts: 0, dueAt: 0, result: undefined, isReported: false },
  };
}

export function sampleMessage(more: Partial<MessageEntry> = {}): MessageEntry {
  const x = privateNumber(101);
  return {
    id: 'm-1',
    appKey: 'key-AXB',
    subscriptionId: 's-1',
    userData: undefined,
    ...{ x, to: x, sender: mobile(1), receiver: mobile(2), display: x },
    direction: 1,
    parts: 1,
    trunk: 'carrier',
    receivedAt: sampleTime,
    stage: 'ended',
    attempts: 1,
    result: 'sent',
    endedAt: sampleTime + 5,
    ...more,
  };
}
