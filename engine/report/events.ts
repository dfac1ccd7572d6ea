/** Call events as the application receives them (spec 10.1): the JSON body of one push. */
import type { CallEventType, CallFacts } from './call-facts.js';

/** `notifyMode` of an X-mode call's events: `Block` is the question to the application (spec 7). */
export type NotifyMode = 'Block' | 'Notify';

export function eventBody(
  type: CallEventType,
  facts: CallFacts,
  at: number,
  notifyMode: NotifyMode = 'Notify',
  requested: Readonly<Record<string, string | number>> = {},
): string {
  const mode = facts.application?.mode;
  const info: Record<string, string | number> = {
    sessionId: facts.sessionId,
    timestamp: utcSeconds(at),
  };
  if (type === 'collectInfo') info['digitInfo'] = facts.extension ?? '';
  else addNumbers(info, type, facts);
  if (type === 'disconnect' && facts.end !== undefined) {
    info['stateCode'] = facts.end.stateCode;
    info['stateDesc'] = facts.end.stateDesc;
  }
  // In AXE the binding is unknown until the extension is.
  const bound = facts.subscriptionId !== undefined && mode !== 'X' && !(mode === 'AXE' && type === 'callin');
  if (bound) info['subscriptionId'] = facts.subscriptionId ?? '';
  if (facts.userData !== undefined) info['userData'] = facts.userData;
  if (mode === 'X') info['notifyMode'] = notifyMode;
  for (const name in requested) info[name] = requested[name] ?? '';
  return JSON.stringify({ eventType: type, statusInfo: info });
}

/** At first the real caller and X; once there is a callee, the number shown to it and its own. */
function addNumbers(info: Record<string, string | number>, type: CallEventType, facts: CallFacts): void {
  const transferred = type !== 'callin' && facts.callee !== undefined;
  info['caller'] = (transferred ? facts.display : facts.caller) ?? '';
  info['called'] = (transferred ? facts.callee : facts.x) ?? '';
}

/** Milliseconds of a text that `utcSeconds` wrote, which names no zone; NaN for any other. */
export function readUtcSeconds(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

/** `yyyy-MM-dd HH:mm:ss`, UTC. */
export function utcSeconds(at: number): string {
  const second = Math.floor(at / 1000);
  if (second !== lastSecond.at) {
    lastSecond.at = second;
    lastSecond.text = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  }
  return lastSecond.text;
}

/** A call asks for the same few seconds ten times, and a busy service asks for one second hundreds of times. */
const lastSecond = { at: NaN, text: '' };
