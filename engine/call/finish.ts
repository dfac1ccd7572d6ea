/**
 * Finish: both legs down, media closed, trunks released, the record written, the events queued. Runs once for every
 * call and every ending, and no part of it can keep another one from running.
 */
import type { SessionStatistics } from '../../media/media.js';
import { maskDigits } from '../observe/log.js';
import type { RejectOptions } from '../sip/signaling.js';
import type { Call, EndedCall } from './call-parts.js';
import type { Ending } from './ending.js';
import { forgetDialogs } from './legs/left-dialogs.js';
import { hangUpLeg } from './legs/leg-ending.js';
import { within } from './watchdog.js';

/** Longer than an unanswered BYE and a challenge to it may take (RFC 3261 17.1.2.2: 32 s). */
const LEGS_MS = 40_000;
const MEDIA_MS = 10_000;
/** How long a record waits for media that are closing. */
const RECORD_MS = 1000;
/** A recording being closed, an effect being stored. */
const TASKS_MS = 20_000;
const RETRY_AFTER_SECONDS = 5;

export async function finish(call: Call, ending: Ending): Promise<void> {
  const cleared = clearLegs(call, ending);
  call.acquired.splice(0).forEach((trunk) => trunk.release());
  tell(call, () => call.state.ended(ending));
  leaveUsage(call);
  const statistics = await finalStatistics(call);
  tell(call, () => call.state.mediaClosed(statistics?.quality));
  await within(call, TASKS_MS, 'ending the tasks', Promise.all(call.tasks));
  tell(call, () => call.state.recordingClosed());
  tell(call, () => call.parts.onEnded(endedCall(call, statistics)));
  await within(call, LEGS_MS, 'clearing the legs', cleared);
  tell(call, () => forgetDialogs(call, ending));
  call.parts.calls.remove(call.incoming.id);
}

/** Closes the media. The record waits for what it tells, but not for media that hang. */
async function finalStatistics(call: Call): Promise<SessionStatistics | undefined> {
  let statistics: SessionStatistics | undefined;
  const closed = closeMedia(call).then((last) => void (statistics = last));
  const callOff = call.parts.clock.after(RECORD_MS, () =>
    tell(call, () => call.state.mediaClosed(undefined)),
  );
  await within(call, MEDIA_MS, 'closing the media', closed);
  callOff();
  return statistics;
}

function endedCall({ state, trunk, calleeTrunk }: Call, statistics: EndedCall['statistics']): EndedCall {
  return { facts: state.facts, trunk: trunk?.name, calleeTrunk: calleeTrunk?.name, statistics };
}

function leaveUsage({ usage, state: { facts } }: Call): void {
  const { answeredAt, endedAt } = facts;
  usage?.leave(answeredAt === undefined ? undefined : Math.max(0, (endedAt ?? answeredAt) - answeredAt));
}

async function clearLegs(call: Call, ending: Ending): Promise<void> {
  const { q850 } = ending.row;
  if (call.callerLeg === undefined) rejectCaller(call, ending);
  await Promise.all([hangUpLeg(call, 'callerLeg', q850), hangUpLeg(call, 'calleeLeg', q850)]);
}

function rejectCaller({ incoming }: Call, ending: Ending): void {
  const { row } = ending;
  const overloaded = row.sip === 503;
  const warning = warningOf(ending);
  incoming.reject(row.sip, {
    q850: row.q850,
    ...(overloaded && { retryAfterSeconds: RETRY_AFTER_SECONDS }),
    ...(warning !== undefined && { warning }),
  });
}

/**
 * Why media cannot be used (RFC 3261 20.43). A caller learns what is wrong with its own offer, and of the called side
 * only that it takes none of it.
 */
function warningOf({ row, kind, details }: Ending): RejectOptions['warning'] {
  if (kind === 'unusable-offer')
    return { code: details.warning ?? 305, text: maskDigits(details.because ?? row.stateDesc) };
  if (kind === 'unusable-answer')
    return { code: 305, text: 'expected a codec that the called side takes, found none in the offer' };
  return undefined;
}

async function closeMedia({ media, incoming, parts }: Call): Promise<SessionStatistics | undefined> {
  if (media === undefined) return undefined;
  const statistics = await media.close();
  parts.logger.debug({ call: incoming.id, statistics }, 'the audio of the call');
  return statistics;
}

function tell(call: Call, report: () => void): void {
  try {
    report();
  } catch (err) {
    call.parts.logger.error({ call: call.incoming.id, err }, 'the end of the call could not be reported');
  }
}
