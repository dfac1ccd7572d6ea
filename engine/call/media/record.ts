/**
 * Records a call: the recording prompt to both sides first (spec 11.4), then the recorder. No call is recorded without
 * its recording prompt. A call that cannot be recorded goes on unrecorded: its record says so (`recordFlag` 0), and the
 * log says why. If the application demands the recording (`calls.recordingRequired`), it ends instead.
 */
import { recordingName } from '../../report/recording-name.js';
import type { Recording } from '../../../media/media.js';
import type { Call } from '../call-parts.js';
import { Ending, type EndingKind } from '../ending.js';
import { namedPrompt } from './standard-prompts.js';
import type { CallMedia } from './call-media.js';

/** Plays the recording prompt, starts the recorder. Resolves when that is done or has failed; never rejects. */
export async function startRecording(
  call: Call,
  media: CallMedia,
  hintPrompt: string | undefined,
): Promise<void> {
  const { logger, clock } = call.parts;
  const log = { call: call.incoming.id };
  try {
    const hint = hintPrompt === undefined ? undefined : namedPrompt(call, hintPrompt);
    if (hintPrompt !== undefined && hint === undefined) {
      logger.error({ ...log, prompt: hintPrompt }, 'not recorded: the recording prompt does not exist');
      return failed(call, 'tone-missing', 'the recording prompt does not exist');
    }
    if (hint !== undefined) await media.play(hint, { to: 'both' }).done;
    if (hasEnded(call)) return;
    const recording = await media.record(
      recordingName(clock.now(), call.state.facts.application?.appKey ?? ''),
    );
    if (hasEnded(call)) return;
    call.state.recording(recording.fileName);
    call.tasks.push(watch(recording, call));
  } catch (err) {
    if (hasEnded(call)) return;
    logger.error({ ...log, err }, 'the call could not be recorded');
    failed(call, 'recording-not-started', 'the recorder could not be started');
  }
}

/** Whether the call is over, and its record is being sent without a recording. */
function hasEnded({ state, incoming, parts }: Call): boolean {
  if (state.name !== 'ended') return false;
  parts.logger.info({ call: incoming.id }, 'the call ended before its recording began');
  state.recorded({ failure: 'the call ended before its recording began' });
  return true;
}

/** `failure` goes to the application. */
function failed(call: Call, kind: EndingKind, failure: string): void {
  const { state } = call;
  state.recorded({ failure });
  const isRequired = state.facts.application?.calls?.recordingRequired === true;
  if (isRequired && state.name !== 'ended') call.stop(new Ending(kind, { because: failure }));
}

async function watch({ ended, fileName }: Recording, call: Call): Promise<void> {
  const { outcome, reason } = await ended;
  const { application } = call.state.facts;
  const failure = outcome === 'failed' ? 'the recording broke off' : undefined;
  if (failure !== undefined) {
    call.parts.logger.error({ call: call.incoming.id, reason }, 'the recording failed');
    failed(call, 'recording-failed', failure);
  }
  const examined = application && (await call.parts.report.examine(application, fileName));
  if (examined === undefined) return;
  call.state.recorded(examined.sha256 === undefined ? examined : { ...examined, failure });
}
