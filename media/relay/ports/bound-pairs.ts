/**
 * The port pairs that a relay worker has bound: in use by a call, resting after one, or waiting for the next.
 *
 *    bind ──▶ waiting ──take──▶ in use ──rest──▶ resting ──time──▶ waiting (told to the main thread)
 *                └──unbind──▶ gone
 */
import { Departures } from './departures.js';
import { PortPair } from './port-pair.js';

export class BoundPairs {
  readonly #host: string;
  readonly #restMs: number;
  readonly #departures = new Departures();
  readonly #pairs = new Map<number, PortPair>();
  /** In the order their rest ends. */
  readonly #resting: { readonly port: number; readonly untilMs: number }[] = [];

  constructor(host: string, restMs: number) {
    this.#host = host;
    this.#restMs = restMs;
  }

  get anyResting(): boolean {
    return this.#resting.length > 0;
  }

  /** Rejects with the system's error if another program has one of the two ports. */
  async bind(port: number): Promise<void> {
    this.#pairs.set(port, await PortPair.bind(this.#host, port, this.#departures));
  }

  /** Takes a bound pair for one leg until it rests. */
  take(port: number): PortPair {
    const pair = this.#pairs.get(port);
    if (pair === undefined) throw new Error(`port ${port} is not bound`);
    return pair;
  }

  rest(ports: readonly number[], nowMs: number): void {
    for (const port of ports) {
      this.#pairs.get(port)?.detach();
      this.#resting.push({ port, untilMs: nowMs + this.#restMs });
    }
  }

  /** The pairs whose rest is over. */
  rested(nowMs: number): number[] {
    const awake = this.#resting.findIndex(({ untilMs }) => untilMs > nowMs);
    return this.#resting.splice(0, awake < 0 ? this.#resting.length : awake).map(({ port }) => port);
  }

  unbind(ports: readonly number[]): void {
    for (const port of ports) {
      this.#pairs.get(port)?.close();
      this.#pairs.delete(port);
    }
  }
}
