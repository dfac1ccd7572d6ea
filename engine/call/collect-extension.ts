/**
 * AXE: answers the caller, asks for the extension, and resolves again with what was typed; an extension nobody has may
 * be typed again (spec 12, 12: three tries of 10 s). The caller is answered, not given early media, because many
 * networks pass no digits before an answer.
 */
import type { Resolution } from '../../routing/resolve.js';
import type { Admission } from './admit.js';
import { answerCaller, callerLeft } from './answer-caller.js';
import type { Call } from './call-parts.js';
import { Ending } from './ending.js';
import { endingOfLeg } from './leg-ending.js';
import { openMedia } from './prepare.js';

type Collect = Extract<Resolution, { kind: 'collect' }>;
type Found = Extract<Resolution, { kind: 'connect' | 'refuse' }>;

const TRIES = 3;
const FIRST_DIGIT_MS = 10_000;

export async function collectExtension(call: Call, admission: Admission, asked: Collect): Promise<Found> {
  const { session } = await openMedia(call, asked.application.features.recording);
  const { leg } = await answerCaller(call);
  leg.onDigit((digit) => session.pushDigit('caller', digit));
  // From here on the caller leaves by hanging up, where others cancel.
  const left = (): void => call.stop(endingOfLeg(leg, callerLeft(call), 'caller-lost'));
  if (leg.ended.aborted) left();
  else leg.ended.addEventListener('abort', left, { once: true });
  let prompt = asked.prompt;
  for (let left = TRIES - 1; ; left -= 1) {
    const digits = await typed(call, asked.maxDigits, prompt);
    call.state.collected(digits);
    const found = await call.parts.routing.resolve({ ...admission, digits, at: call.parts.clock.now() });
    call.signal.throwIfAborted();
    if (found.kind !== 'connect' && found.kind !== 'refuse')
      throw new Ending('internal-error', { because: `digits were resolved to ${found.kind}` });
    const again =
      found.kind === 'refuse' && (found.reason === 'extension-unknown' || found.reason === 'extension-empty');
    if (!again || left === 0) return found;
    prompt = found.prompt ?? asked.prompt;
  }
}

/** Plays the prompt until the first digit, and waits for as many digits as an extension has; empty when none came. */
async function typed(call: Call, maxDigits: number, promptName: string | undefined): Promise<string> {
  const media = call.media;
  if (media === undefined) throw new TypeError('digits are collected without media');
  const prompt = promptName === undefined ? undefined : call.parts.prompts.get(promptName);
  const playback = prompt && media.play(prompt, { to: 'caller' });
  const promptMs = prompt === undefined ? 0 : prompt.alaw.length / 8;
  try {
    const timeoutMs = FIRST_DIGIT_MS + promptMs;
    return await media.session.collect('caller', { maxDigits, timeoutMs, signal: call.signal });
  } catch (error) {
    call.signal.throwIfAborted();
    throw new Ending('digits-failed', { because: error instanceof Error ? error.message : String(error) });
  } finally {
    playback?.stop();
  }
}
