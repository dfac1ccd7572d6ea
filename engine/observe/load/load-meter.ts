/**
 * The load as the engine knows it: how late its own event loop, the media workers, the recorder and the SIP process
 * are, how full the queues and tables are, and what is used of memory, file descriptors and disk. One timer measures
 * all of it.
 */
import type { Clock } from '../../clock.js';
import { worstOf, type LoadPart, type SipLoad } from '../../load.js';
import { NONE_USED, type Resources } from './resources.js';
import type { RoundTrips } from './round-trips.js';
import { Standing } from './standing.js';

/** The values that are 1 in a part of the load. */
export interface LoadLimits {
  /** For the delay of a process. */
  readonly delayMs: number;
  /** Shares. 0: that part refuses no call. */
  readonly memory: number;
  readonly files: number;
  readonly disk: number;
}

export interface LoadSources {
  /** How late the processes beside the SIP process answer. */
  readonly roundTrips: RoundTrips;
  readonly resources: () => Promise<Resources>;
  /** Queues and tables, each as the share of its bound: 1 is full. */
  readonly shares: Readonly<Record<string, () => number>>;
  /** Whether there is work: without it the processes are asked less often. */
  readonly isBusy: () => boolean;
}

const TICK_MS = 50;
/** In ticks. */
const ASK_BUSY = 4;
const ASK_IDLE = 20;
const RESOURCES = 40;
const NO_SIP: SipLoad = { parts: [], isRefusing: false };

export class LoadMeter {
  #limits: LoadLimits;
  readonly #sources: LoadSources;
  readonly #clock: Clock;
  readonly #own = new Standing();
  #resources: Resources = NONE_USED;
  #sip = NO_SIP;
  #tick = 0;
  #callOff: () => void = () => undefined;
  #isClosed = false;

  constructor(limits: LoadLimits, sources: LoadSources, clock: Clock) {
    this.#limits = limits;
    this.#sources = sources;
    this.#clock = clock;
  }

  /** Other limits are in force from the next tick on. */
  limit(limits: LoadLimits): void {
    this.#limits = limits;
  }

  start(): void {
    this.#readResources();
    this.#schedule();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#callOff();
    return Promise.resolve();
  }

  /** What the SIP process says of itself, until it says more; undefined if it has gone. */
  takeSip(sip: SipLoad | undefined): void {
    this.#sip = sip ?? NO_SIP;
  }

  /** Without what the SIP process says: the answer to it. */
  get ownParts(): readonly LoadPart[] {
    const { delayMs, memory, files, disk } = this.#limits;
    const delay = (part: string, ms: number): LoadPart => ({ part, value: ms / delayMs, isDelay: true });
    const reserve = (part: string, value: number): LoadPart => ({ part, value, isDelay: false });
    const used = (part: string, share: number, limit: number): LoadPart =>
      // Without a limit it is shown, and never reaches 1.
      reserve(part, limit === 0 ? Math.min(share, 0.999) : share / limit);
    return [
      delay('engine', this.#own.delay),
      ...[...this.#sources.roundTrips.delays()].map(({ part, delayMs: ms }) => delay(part, ms)),
      ...Object.entries(this.#sources.shares).map(([part, read]) => reserve(part, read())),
      used('memory', this.#resources.memory, memory),
      used('files', this.#resources.files, files),
      used('disk', this.#resources.disk, disk),
    ];
  }

  /** Each part once; where both processes know of one, the higher value. */
  get parts(): readonly LoadPart[] {
    const parts = new Map<string, LoadPart>();
    for (const part of [...this.ownParts, ...this.#sip.parts])
      if (part.value >= (parts.get(part.part)?.value ?? 0)) parts.set(part.part, part);
    return [...parts.values()];
  }

  /** The part because of which new calls are refused, or some of them; undefined if all are admitted. */
  get overloaded(): string | undefined {
    const worst = worstOf(this.parts);
    return worst.value >= 1 || this.#sip.isRefusing ? worst.part : undefined;
  }

  /**
   * The reserve that is used up, so that no call can be admitted. Without the number of calls, which a call that is
   * being admitted belongs to already.
   */
  get usedUp(): string | undefined {
    const worst = worstOf(this.ownParts.filter(({ part, isDelay }) => !isDelay && part !== 'calls'));
    return worst.value >= 1 ? worst.part : undefined;
  }

  #schedule(): void {
    const due = this.#clock.elapsed() + TICK_MS;
    this.#callOff = this.#clock.after(TICK_MS, () => {
      if (this.#isClosed) return;
      this.#own.take(Math.max(0, this.#clock.elapsed() - due));
      this.#measure();
      this.#schedule();
    });
  }

  #measure(): void {
    this.#tick += 1;
    if (this.#tick % (this.#sources.isBusy() ? ASK_BUSY : ASK_IDLE) === 0) this.#sources.roundTrips.measure();
    if (this.#tick % RESOURCES === 0) this.#readResources();
  }

  #readResources(): void {
    const take = (resources: Resources): void => void (this.#resources = resources);
    this.#sources.resources().then(take, () => undefined);
  }
}
