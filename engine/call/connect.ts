/**
 * Connect: the callee has answered; the legs are bridged, the caller is answered, the recording starts. One without a
 * prompt before it starts with the bridge, as what the callee says is heard from there on, while the caller's ACK is on
 * its way.
 */
import type { AnsweredInvite, Leg } from '../sip/signaling.js';
import { answerCaller } from './legs/answer-caller.js';
import { mediaEnding, type CallMedia } from './media/call-media.js';
import type { Call } from './call-parts.js';
import { applyEffect } from './effect.js';
import { relayInDialog } from './legs/in-dialog.js';
import { keepSession } from './media/leg-offers.js';
import type { Prepared } from './prepare.js';
import { startRecording } from './media/record.js';
import type { Connection } from './resolve.js';
import type { StandardPrompt } from './media/standard-files.js';
import { wantsStandard } from './media/standard-prompts.js';
import type { Ringing } from './media/ringing.js';

const NOTICE: StandardPrompt = 'recording-hint.wav';

export interface Bridged {
  readonly caller: Leg;
  readonly callee: Leg;
}

export async function connect(
  call: Call,
  connection: Connection,
  { media }: Prepared,
  ringing: Ringing,
  answered: AnsweredInvite,
): Promise<Bridged> {
  call.signal.throwIfAborted();
  call.state.connected();
  applyEffect(call, connection, 'answered');
  const forCaller = await settled(media.takeCalleeSdp(answered.sdp));
  ringing.stop();
  media.session.bridge();
  const { recording } = connection.rules;
  const notice = recording?.hintPrompt ?? (wantsStandard(call) ? NOTICE : undefined);
  if (recording !== undefined && notice === undefined) record(call, media, notice);
  const { leg: caller, owedToCallee } = await answerCaller(call, media, forCaller);
  if (owedToCallee !== undefined) await answered.acknowledge?.(owedToCallee);
  keepSession(answered.leg, 'callee', media.session);
  const bridged = { caller, callee: answered.leg };
  relayInDialog(call, bridged, media);
  if (recording !== undefined && notice !== undefined) record(call, media, notice);
  return bridged;
}

function record(call: Call, media: CallMedia, notice: string | undefined): void {
  call.tasks.push(startRecording(call, media, notice));
}

async function settled(sdp: Promise<string>): Promise<string> {
  try {
    return await sdp;
  } catch (error) {
    throw mediaEnding(error, 'callee');
  }
}
