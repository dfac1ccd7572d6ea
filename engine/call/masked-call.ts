/**
 * A masked call, top to bottom: a caller dials a privacy number, the real callee's phone rings and shows it, the two talk
 * within the binding's rules, and finally both legs and everything reported about them come to an end.
 *
 *    admit      the trunk is known and within its limits; we are neither draining nor overloaded
 *    resolve    who to reach and what to show; the extension (AXE) or the application (X mode) is asked on the way
 *    prepare    the ways to the callee, and a media session for the caller's offer
 *    announce   what the caller hears meanwhile
 *    dial       the callee's phone rings; the next trunk on a failure worth it
 *    connect    caller answered, legs bridged, recording started
 *    supervise  ONE wait for everything that can end the call
 *    farewell   the prompt for a caller who is refused
 *    finish     everything released, everything reported: always, once
 *
 * Each step is the file of its name. A step returns what the next one needs or throws an Ending; `call.signal` is aborted
 * with an Ending when another part decides that the call is over. `entering` measures how long each step takes. A running call keeps the binding it resolved with.
 */
import { EndController } from '../end-signal.js';
import type { IncomingCall } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import { admit } from './admit.js';
import { announce } from './announce.js';
import { callerLeft } from './legs/answer-caller.js';
import type { Call, CallParts } from './call-parts.js';
import { CallState } from './call-state.js';
import { connect } from './connect.js';
import { dial } from './dial.js';
import { answerEarlyOffer } from './media/leg-offers.js';
import { Ending } from './ending.js';
import { farewell } from './farewell.js';
import { finish } from './finish.js';
import { keepDialog } from './legs/left-dialogs.js';
import { prepare } from './prepare.js';
import { resolve } from './resolve.js';
import { entering, leaveStep } from './steps.js';
import { supervise } from './supervise.js';
import { untilStopped, within } from './watchdog.js';

/** The longest prompt and a little more. */
const FAREWELL_MS = 70_000;

/** Takes a call from its INVITE to its record. Resolves when everything of it is released; never rejects. */
export async function maskedCall(incoming: IncomingCall, parts: CallParts): Promise<void> {
  const call = begin(incoming, parts);
  let ending = await untilStopped(call, converse(call)).catch((error: unknown) => endingOf(error, call));
  leaveStep(call);
  const said = farewell(call, ending).then((last) => (ending = last));
  await within(call, FAREWELL_MS, 'the farewell', said);
  await finish(entering(call, 'finish'), ending);
  leaveStep(call);
}

async function converse(call: Call): Promise<Ending> {
  const admission = admit(entering(call, 'admit'));
  const connection = await resolve(entering(call, 'resolve'), admission);
  call.signal.throwIfAborted();
  const prepared = await prepare(entering(call, 'prepare'), connection);
  const ringing = await announce(entering(call, 'announce'), connection, prepared.media);
  try {
    const answered = await dial(entering(call, 'dial'), connection, prepared, ringing);
    const bridged = await connect(entering(call, 'connect'), connection, prepared, ringing, answered);
    return await supervise(entering(call, 'supervise'), connection, prepared.media, bridged);
  } finally {
    ringing.stop();
  }
}

/** A new call, registered, with its signal aborted when the caller cancels. */
function begin(incoming: IncomingCall, parts: CallParts): Call {
  const stopped = new EndController();
  const call: Call = {
    incoming,
    parts,
    state: new CallState(incoming.id, parts),
    signal: stopped,
    stop: (ending) => stopped.abort(ending),
    trunk: undefined,
    calleeTrunk: undefined,
    media: undefined,
    callerLeg: undefined,
    calleeLeg: undefined,
    hasKept: false,
    isLeft: false,
    isStuck: false,
    usage: undefined,
    step: undefined,
    stepSince: 0,
    acquired: [],
    tasks: [],
  };
  parts.calls.add(incoming.id, call);
  incoming.cancelled.onAbort(() => call.stop(cancelled(call)));
  incoming.onOffer((offer) => answerEarlyOffer(call, 'caller', offer));
  keepDialog(call, 'caller', incoming);
  return call;
}

function cancelled(call: Call): Ending {
  const why: unknown = call.incoming.cancelled.reason;
  const lost = why instanceof SignalingError && why.code === 'unavailable';
  return new Ending(lost ? 'signaling-lost' : callerLeft(call));
}

/** Any error that a step threw, as an ending. One that is not an Ending is a bug and is logged with its stack. */
function endingOf(error: unknown, call: Call): Ending {
  if (error instanceof Ending) return error;
  if (call.signal.aborted) return call.signal.reason as Ending;
  call.parts.logger.error({ call: call.incoming.id, err: error }, 'the call failed');
  return new Ending('internal-error', { because: error instanceof Error ? error.message : String(error) });
}
