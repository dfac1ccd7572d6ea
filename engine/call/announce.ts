/**
 * Announce: what the caller hears while the callee's phone is tried. The binding's waiting tone, once (spec 11.5), as
 * early media; to a caller who is answered already (AXE) a ring-back tone of ours, since the network plays none any more.
 * Otherwise nothing: the caller hears its own network, or what the callee's side sends.
 */
import type { Playback } from '../../media/media.js';
import { mediaEnding } from './prepare.js';
import { ringBackTone } from './ring-back-tone.js';
import type { Call } from './call-parts.js';
import type { CallMedia } from './call-media.js';
import type { Connection } from './resolve.js';

export interface Announcement {
  /** True while our tone stands in for whatever the callee's side sends. */
  readonly waiting: boolean;
  stop(): void;
}

const SILENCE: Announcement = { waiting: false, stop: () => undefined };

export async function announce(call: Call, connection: Connection, media: CallMedia): Promise<Announcement> {
  const name = connection.rules.waitingPrompt;
  const tone = name === undefined ? undefined : call.parts.prompts.get(name);
  if (name !== undefined && tone === undefined)
    call.parts.logger.warn({ call: call.incoming.id, prompt: name }, 'the waiting tone does not exist');
  if (call.callerLeg !== undefined) {
    const playback = media.play(tone ?? ringBackTone(), { to: 'caller', loop: tone === undefined });
    return announcement(playback, tone !== undefined);
  }
  if (tone === undefined || !media.callerOffered) return SILENCE;
  try {
    call.incoming.ring(183, await media.talkToCaller());
  } catch (error) {
    throw mediaEnding(error, 'caller');
  }
  return announcement(media.play(tone, { to: 'caller' }), true);
}

function announcement(playback: Playback, waiting: boolean): Announcement {
  return { waiting, stop: () => playback.stop() };
}
