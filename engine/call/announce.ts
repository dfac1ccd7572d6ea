/**
 * Announce: what the caller hears while the callee is being tried. The binding's waiting prompt, once (spec 11.5), as
 * early media. A caller who is answered already (AXE) hears our ring-back tone, because the network plays none any
 * more. Otherwise we play nothing: the caller hears its own network, or what the callee's side sends. `ringing.ts`
 * continues from here.
 */
import type { Prompt } from '../../media/media.js';
import type { Call } from './call-parts.js';
import { mediaEnding, type CallMedia } from './media/call-media.js';
import type { Connection } from './resolve.js';
import { namedPrompt } from './media/standard-prompts.js';
import { Ringing } from './media/ringing.js';

/** Throws an Ending if the caller's SDP cannot be used. */
export async function announce(call: Call, connection: Connection, media: CallMedia): Promise<Ringing> {
  const prompt = waitingPrompt(call, connection);
  const isAnswered = call.callerLeg !== undefined;
  // A caller without an offer cannot hear us before the 200.
  const hearsPrompt = prompt !== undefined && (isAnswered || media.callerOffered);
  if (hearsPrompt && !isAnswered) await openEarlyMedia(call, media);
  const ringing = new Ringing(call, media);
  if (hearsPrompt) ringing.playPrompt(prompt);
  else if (isAnswered) ringing.playTone();
  return ringing;
}

function waitingPrompt(call: Call, { rules }: Connection): Prompt | undefined {
  const name = rules.waitingPrompt;
  const prompt = name === undefined ? undefined : namedPrompt(call, name);
  if (name !== undefined && prompt === undefined)
    call.parts.logger.warn({ call: call.incoming.id, prompt: name }, 'the waiting prompt does not exist');
  return prompt;
}

async function openEarlyMedia({ incoming }: Call, media: CallMedia): Promise<void> {
  try {
    incoming.ring(183, await media.talkToCaller());
  } catch (error) {
    throw mediaEnding(error, 'caller');
  }
}
