/**
 * Farewell: the prompt a refused caller hears before the call ends (spec 11.5): the one that routing or the application
 * named, else the application's prompt for that kind of ending, else the one that comes with Callveil if the
 * application wants it. A caller not yet answered hears it as early media, which costs the caller nothing; one who is
 * answered already (AXE) also hears what became of the callee, which its own network cannot say any more. It is played
 * once; nothing that goes wrong here keeps the call from ending.
 */
import type { Prompt } from '../../media/media.js';
import type { Call } from './call-parts.js';
import { Ending } from './ending.js';
import { openMedia } from './media/open-media.js';
import { STANDARD } from './media/standard-files.js';
import { promptForAnswered, promptForWaiting } from './media/standard-prompts.js';

/** A prompt may be 2 MB long, which is four minutes; a caller need not hear all of it. */
const LONGEST_MS = 60_000;

/**
 * Resolves when the prompt was heard, or the caller has left, or there is none. Never rejects. Answers how the call
 * ended: the application that closes a call with a prompt (X mode) learns if that could not be played.
 */
export async function farewell(call: Call, ending: Ending): Promise<Ending> {
  const prompt = promptOf(call, ending);
  if (prompt === undefined || callerHasLeft(call) || call.state.name === 'connected') return ending;
  try {
    await play(call, prompt);
    return ending;
  } catch (err) {
    call.parts.logger.warn({ call: call.incoming.id, err }, 'the prompt could not be played');
    const because = err instanceof Error ? err.message : String(err);
    return ending.kind === 'application-closed' ? new Ending('prompt-failed', { because }) : ending;
  }
}

function promptOf(call: Call, { details, row }: Ending): Prompt | undefined {
  const application = call.state.facts.application;
  const isAnswered = call.callerLeg !== undefined;
  const key = isAnswered ? (row.answeredPrompt ?? row.prompt) : row.prompt;
  const name = details.prompt ?? (key && application?.tones[key]);
  if (isAnswered && key !== undefined) return promptForAnswered(call, name, key, row.standard);
  return promptForWaiting(call, name, row.standard ?? (key && STANDARD[key]));
}

function callerHasLeft({ incoming, callerLeg }: Call): boolean {
  return callerLeg === undefined ? incoming.cancelled.aborted : callerLeg.ended.aborted;
}

async function play(call: Call, prompt: Prompt): Promise<void> {
  const { incoming, parts, callerLeg } = call;
  // A caller without an offer cannot hear us before the 200, and is not answered only to be refused.
  if (callerLeg === undefined && incoming.offer === undefined) return;
  const media = await openMedia(call, false);
  media.session.unbridge();
  if (callerLeg === undefined) incoming.ring(183, await media.talkToCaller());
  const playback = media.play(prompt, { to: 'caller' });
  const stop = (): void => playback.stop();
  const gone = callerLeg?.ended ?? incoming.cancelled;
  const callOff = parts.clock.after(LONGEST_MS, stop);
  const release = gone.onAbort(stop);
  await playback.done;
  release();
  callOff();
}
