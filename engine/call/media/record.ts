/**
 * Records a call: the recording prompt to both sides first (spec 11.4), then the recorder. It never ends or delays the
 * call. No call is recorded without its recording prompt: if that is missing, the call goes on unrecorded, its record
 * says so (`recordFlag` 0), and the log says why.
 */
import { recordingName } from '../../report/recording-name.js';
import type { Call } from '../call-parts.js';
import type { CallMedia } from './call-media.js';

/** Plays the recording prompt, starts the recorder. Resolves when that is done or has failed; never rejects. */
export async function startRecording(
  call: Call,
  media: CallMedia,
  hintPrompt: string | undefined,
): Promise<void> {
  const { prompts, logger, clock } = call.parts;
  const log = { call: call.incoming.id };
  try {
    const hint = hintPrompt === undefined ? undefined : prompts.get(hintPrompt);
    if (hintPrompt !== undefined && hint === undefined) {
      logger.error({ ...log, prompt: hintPrompt }, 'not recorded: the recording prompt does not exist');
      return;
    }
    if (hint !== undefined) await media.play(hint, { to: 'both' }).done;
    if (hasEnded(call)) return;
    const recording = await media.record(
      recordingName(clock.now(), call.state.facts.application?.appKey ?? ''),
    );
    if (hasEnded(call)) return;
    call.state.recording(recording.fileName);
    call.tasks.push(watch(recording.ended, call));
  } catch (err) {
    if (!hasEnded(call)) logger.error({ ...log, err }, 'the call could not be recorded');
  }
}

/** Whether the call is over, and its record is being sent without a recording. */
function hasEnded({ state, incoming, parts }: Call): boolean {
  if (state.name !== 'ended') return false;
  parts.logger.info({ call: incoming.id }, 'the call ended before its recording began');
  return true;
}

async function watch(
  ended: Promise<{ readonly outcome: 'stopped' | 'failed'; readonly reason?: string }>,
  call: Call,
): Promise<void> {
  const { outcome, reason } = await ended;
  if (outcome === 'failed')
    call.parts.logger.error({ call: call.incoming.id, reason }, 'the recording failed');
}
