/** One process of the service without the others, started and connected as the parent and the engine do it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../../../engine/processes/child.js';
import { ProcessConnections } from '../../../engine/processes/connections.js';
import { mediaLinks } from '../../../engine/processes/media-links.js';
import { PROGRAMS, type ProcessName, type Program } from '../../../engine/processes/programs.js';
import { recorderLinks } from '../../../engine/processes/recorder-link.js';
import type { Media } from '../../../media/media.js';
import type { OpenRecorderLink } from '../../../media/recorder/recorder-link.js';
import { openRelay, type RelayOptions } from '../../../media/relay/relay.js';

export class ServiceChild {
  readonly connections = new ProcessConnections();
  readonly #folder = mkdtempSync(join(tmpdir(), 'callveil-child-'));
  readonly #child: Child;

  constructor(name: ProcessName, socket: string, more: readonly string[] = [], program?: Partial<Program>) {
    this.#child = new Child(name, { ...PROGRAMS[name], ...program }, [join(this.#folder, socket), ...more], {
      onMessage: (message) => {
        if (message.type === 'up') this.connections.take(message);
      },
      onDied: () => true,
    });
    this.#child.start();
  }

  async stop(): Promise<void> {
    this.#child.release();
    await this.#child.gone(10_000);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A recorder process and its successors. `stop` ends what is left of it. */
export function recorderProcess(program?: Partial<Program>): {
  readonly open: OpenRecorderLink;
  stop(): Promise<void>;
} {
  const child = new ServiceChild('recorder', 'recorder.sock', [], program);
  return { open: recorderLinks(child.connections.endpoint('recorder')), stop: () => child.stop() };
}

/** The relay with a media process of its own, which ends when the relay is closed. */
export async function startRelay(
  options: Omit<RelayOptions, 'workers'> & { readonly workers?: number },
  program?: Partial<Program>,
): Promise<Media> {
  const { workers: count = 1, ...rest } = options;
  const child = new ServiceChild('media', 'media', [String(count)], program);
  const workers = mediaLinks(count, (place) => child.connections.endpoint(`media-${place}`));
  try {
    const relay = await openRelay({ ...rest, workers });
    return {
      get load() {
        return relay.load;
      },
      live: (limit) => relay.live(limit),
      tap: (callId, onPackets) => relay.tap(callId, onPackets),
      open: (session) => relay.open(session),
      close: async () => {
        await relay.close();
        await child.stop();
      },
    };
  } catch (error) {
    await child.stop();
    throw error;
  }
}
