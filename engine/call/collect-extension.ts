/**
 * AXE: finds out the extension. Digits dialled after X are tried first, without answering. If there are none, or they
 * are no extension, the caller is answered and asked. It is answered, and not given early media, because many networks
 * carry no digits before an answer. An unknown extension may be typed again (spec 12, 12).
 */
import type { Prompt } from '../../media/media.js';
import type { Resolution } from '../../routing/resolve.js';
import type { Leg } from '../sip/signaling.js';
import type { Admission } from './admit.js';
import { answerCaller, callerLeft } from './legs/answer-caller.js';
import type { CallMedia } from './media/call-media.js';
import type { Call } from './call-parts.js';
import { Ending } from './ending.js';
import { endingOfLeg } from './legs/leg-ending.js';
import { openMedia } from './media/open-media.js';
import type { PromptKey } from './media/standard-files.js';
import { promptForAnswered } from './media/standard-prompts.js';

type Collect = Extract<Resolution, { kind: 'collect' }>;
type Found = Extract<Resolution, { kind: 'connect' | 'refuse' }>;

/** A caller who has been answered, and can be asked. */
interface Listener {
  readonly leg: Leg;
  readonly media: CallMedia;
}

export async function collectExtension(call: Call, admission: Admission, asked: Collect): Promise<Found> {
  let listener: Listener | undefined;
  const ask = async (promptName: string | undefined, key: PromptKey): Promise<string> => {
    listener ??= await answer(call, asked);
    return typed(call, listener, asked.maxDigits, promptForAnswered(call, promptName, key));
  };
  let digits = admission.postDialled ?? (await ask(asked.prompt, 'enterExtension'));
  for (let left = call.parts.extension.tries - 1; ; left -= 1) {
    const found = await find(call, admission, digits);
    const mayBeTyped =
      found.kind === 'refuse' && (found.reason === 'extension-unknown' || found.reason === 'extension-empty');
    if (!mayBeTyped || left === 0) return found;
    digits = await ask(found.prompt, 'extensionInvalid');
  }
}

async function find(call: Call, { caller, dialled }: Admission, digits: string): Promise<Found> {
  const { state, parts } = call;
  state.collected(digits);
  const found = await parts.routing.resolve({ caller, dialled, digits, at: parts.clock.now() });
  call.signal.throwIfAborted();
  // X has left the application since the caller was asked.
  if (found.kind === 'refuse' && found.application === undefined)
    throw new Ending('application-without-number');
  if (found.kind !== 'connect' && found.kind !== 'refuse')
    throw new Ending('internal-error', { because: `digits were resolved to ${found.kind}` });
  return found;
}

/** Plays the prompt and waits for as many digits as an extension has; empty when none came. */
async function typed(
  call: Call,
  { leg, media }: Listener,
  maxDigits: number,
  prompt: Prompt | undefined,
): Promise<string> {
  const { firstDigitMs, interDigitMs } = call.parts.extension;
  const playback = prompt && media.play(prompt, { to: 'caller' });
  const promptMs = prompt === undefined ? 0 : prompt.alaw.length / 8;
  try {
    const timeoutMs = firstDigitMs + promptMs;
    const options = { maxDigits, timeoutMs, interDigitMs, signal: call.signal };
    const digits = media.session.collect('caller', options);
    // The leg keeps digits that came with the ACK until this listener is set.
    leg.onDigit((digit) => media.session.pushDigit('caller', digit));
    return await digits;
  } catch (error) {
    call.signal.throwIfAborted();
    throw new Ending('digits-failed', { because: error instanceof Error ? error.message : String(error) });
  } finally {
    playback?.stop();
  }
}

async function answer(call: Call, { application }: Collect): Promise<Listener> {
  const media = await openMedia(call, application.features.recording);
  const { leg } = await answerCaller(call, media);
  // From here on the caller leaves by BYE instead of CANCEL.
  leg.ended.onAbort(() => call.stop(endingOfLeg(leg, callerLeft(call), 'caller-lost')));
  return { leg, media };
}
