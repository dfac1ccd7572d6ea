/** What is live in every process at one instant, for the operator API. */
import type { Media } from '../media/media.js';
import type { LiveState } from './api/operator/context.js';
import type { Calls } from './call/calls.js';
import type { Signaling } from './sip/signaling.js';
import type { SipLive } from './sip/signaling-speech.js';

/** How many of a kind are listed at most. */
const LISTED = 1000;

export interface LiveParts {
  /** `live` rejects while the SIP process is away. */
  readonly signaling: Pick<Signaling, 'held'> & { live(limit: number): Promise<SipLive> };
  readonly media: Pick<Media, 'live'>;
  readonly calls: Pick<Calls, 'size' | 'list'>;
}

/** Never rejects: a SIP process that is away is one of the things to be seen. */
export async function liveState({ signaling, media, calls }: LiveParts): Promise<LiveState> {
  const sip = await signaling.live(LISTED).catch(() => undefined);
  const items: LiveState['calls']['items'][number][] = [];
  for (const { state, facts, ageMs } of calls.list()) {
    if (items.length >= LISTED) break;
    items.push({ sessionId: facts.sessionId, state, ageMs });
  }
  return {
    sip: { from: sipIs(sip), ...sip?.stack },
    media: media.live(LISTED),
    calls: { total: calls.size, items },
    held: signaling.held,
  };
}

function sipIs(sip: SipLive | undefined): LiveState['sip']['from'] {
  if (sip === undefined) return 'nowhere';
  return sip.stack === undefined ? 'drachtio-server' : 'own-stack';
}
