/** The capture of one SIP process: what it keeps for ladders, and what it exports to Homer. */
import type { Clock } from '../clock.js';
import type { CaptureTerms } from '../sip/signaling-speech.js';
import type { Tap } from '../sipd/stack/stack.js';
import { CallCaptures } from './call-captures.js';
import type { CapturedLeg } from './captured-call.js';
import { HepExporter } from './hep-exporter.js';
import type { LoggedMessage } from './message-log.js';

export interface CaptureSurroundings {
  /** Whether the stack still has that dialog. */
  readonly hasDialog: (id: string) => boolean;
  /** Lines for the log. */
  readonly tell: (notice: string) => void;
  readonly clock: Clock;
}

/** A machine's clock that is set by that much is followed; within it, times are as fine as the monotonic clock. */
const FOLLOWED_MS = 20;

export class Capture {
  readonly tap: Tap;
  /** Whose leg a Call-ID is. */
  readonly name: CallCaptures['name'];
  readonly #captures: CallCaptures;
  readonly #exporter: HepExporter | undefined;

  constructor({ hep, ...terms }: CaptureTerms, { hasDialog, tell, clock }: CaptureSurroundings) {
    const exporter: HepExporter | undefined =
      hep &&
      new HepExporter(hep, {
        localAddressOf: (flow) => captures.localAddressOf(flow),
        tell,
        elapsed: clock.elapsed,
      });
    const captures: CallCaptures = new CallCaptures({
      ...{ ...terms, hasDialog, now: fineTime(clock), after: clock.after },
      ...(exporter && {
        onMessage: (message: LoggedMessage, correlation: string) => exporter.send(message, correlation),
      }),
    });
    this.#captures = captures;
    this.#exporter = exporter;
    this.tap = captures.tap;
    this.name = (leg) => captures.name(leg);
  }

  /** What is kept of a call, by its id; empty if nothing is. */
  of(call: string): readonly CapturedLeg[] {
    return this.#captures.of(call) ?? [];
  }

  async close(): Promise<void> {
    this.#captures.close();
    await this.#exporter?.close();
  }
}

/** Milliseconds since 1970 with a fraction. */
function fineTime({ now, elapsed }: Clock): () => number {
  let offset = now() - elapsed();
  return () => {
    const fine = elapsed() + offset;
    const coarse = now();
    if (Math.abs(coarse - fine) <= FOLLOWED_MS) return fine;
    offset += coarse - fine;
    return coarse;
  };
}
