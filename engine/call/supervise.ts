/**
 * Supervise: the ONE wait for everything that can end a connected call. Either side hangs up or is lost, the time limit
 * passes, the media falls silent, or another part ends it through the call's signal (the application, an operator, the
 * drain's deadline).
 */
import type { Leg } from '../sip/signaling.js';
import type { CallMedia } from './media/call-media.js';
import type { Call } from './call-parts.js';
import type { Bridged } from './connect.js';
import { Ending } from './ending.js';
import { endingOfLeg } from './legs/leg-ending.js';
import { namedPrompt } from './media/standard-prompts.js';
import type { Connection } from './resolve.js';

export async function supervise(
  call: Call,
  connection: Connection,
  media: CallMedia,
  { caller, callee }: Bridged,
): Promise<Ending> {
  const timers: (() => void)[] = [];
  let isOver = false;
  try {
    return await new Promise<Ending>((resolve) => {
      const settle = (ending: Ending): void => {
        isOver = true;
        resolve(ending);
      };
      const look = (): void => {
        if (!isOver) settle(endingOf(call, caller, callee));
      };
      // These signals live as long as the call, so the listeners need not be removed.
      for (const signal of [call.signal, caller.ended, callee.ended]) signal.onAbort(look);
      media.session.onSilent(() => settle(new Ending('silent-media')));
      timers.push(...limitDuration(call, connection, media, (kind) => resolve(new Ending(kind))));
    });
  } finally {
    isOver = true;
    timers.forEach((callOff) => callOff());
  }
}

/** One of the three is over. */
function endingOf({ signal }: Call, caller: Leg, callee: Leg): Ending {
  if (signal.aborted) return signal.reason as Ending;
  if (caller.ended.aborted) return endingOfLeg(caller, 'caller-hung-up', 'caller-lost');
  return endingOfLeg(callee, 'callee-hung-up', 'callee-lost');
}

/** The limit counts from the callee's answer; one minute before it both sides hear a prompt (spec 11.4). */
function limitDuration(
  call: Call,
  { rules }: Connection,
  media: CallMedia,
  atLimit: (kind: 'duration-limit' | 'last-minute-failed') => void,
): (() => void)[] {
  const { limits, clock, logger } = call.parts;
  const bounds = [rules.maxDurationMs, limits.maxDurationMs].filter((ms) => ms > 0);
  const answeredAt = call.state.facts.answeredAt;
  if (bounds.length === 0 || answeredAt === undefined) return [];
  const leftMs = answeredAt + Math.min(...bounds) - call.state.now;
  let isUnsaid = false;
  const timers = [
    clock.after(Math.max(0, leftMs), () => atLimit(isUnsaid ? 'last-minute-failed' : 'duration-limit')),
  ];
  const name = rules.lastMinutePrompt;
  if (name === undefined || rules.maxDurationMs === 0) return timers;
  const warn = (): void => {
    const prompt = namedPrompt(call, name);
    try {
      if (prompt === undefined) throw new Error('the prompt does not exist');
      media.play(prompt, { to: 'both' });
    } catch (err) {
      isUnsaid = true;
      logger.warn({ call: call.incoming.id, prompt: name, err }, 'the last-minute prompt is not heard');
    }
  };
  timers.push(clock.after(Math.max(0, leftMs - limits.lastMinuteMs), warn));
  return timers;
}
