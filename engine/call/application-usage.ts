/**
 * How much the applications use at the moment, for those whose settings limit it (`calls` of the configuration). In
 * memory: a restart begins at nothing. Minutes and days are those of UTC by the machine's clock.
 */
import type { Application } from '../../routing/application.js';
import type { Clock } from '../clock.js';
import type { EndingKind } from './ending.js';

/** A call that counts. */
export interface UsageTicket {
  /** The call is over. `talkedMs`: from the callee's answer on; undefined if it did not answer. */
  leave(talkedMs: number | undefined): void;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The answer rate is that of so many last calls; fewer say nothing. */
const RATED_CALLS = 20;

interface Use {
  active: number;
  /** Whether the last RATED_CALLS calls were answered. */
  readonly answered: boolean[];
  day: number;
  talkedMs: number;
}

export class ApplicationUsage {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #uses = new Map<string, Use>();
  /** Calls of the current minute, by customer and by number displayed. */
  #minute = 0;
  #recent = new Map<string, number>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Counts a call that is put through, or names the limit that is reached. Undefined: the application has no limits. */
  enter(application: Application, display: string): UsageTicket | EndingKind | undefined {
    const { calls, appKey } = application;
    if (calls === undefined) return undefined;
    const use = this.#useOf(appKey);
    const { maxCalls = 0, answerRatePercent = 0, minutesPerDay = 0 } = calls;
    if (maxCalls > 0 && use.active >= maxCalls) return 'application-full';
    if (minutesPerDay > 0 && use.talkedMs >= minutesPerDay * MINUTE_MS) return 'duration-control';
    if (use.answered.length === RATED_CALLS && rateOf(use) < answerRatePercent) {
      // The next ones count from nothing, or no call would ever be tried again.
      use.answered.length = 0;
      return 'answer-rate';
    }
    const reached = this.#countMinute(application, display);
    if (reached !== undefined) return reached;
    use.active += 1;
    return { leave: (talkedMs) => this.#leave(appKey, talkedMs) };
  }

  /** Names the limit a minute that is reached; counts the call if none is. */
  #countMinute({ calls = {}, reports, appKey }: Application, display: string): EndingKind | undefined {
    const { customerCallsPerMinute = 0, displayCallsPerMinute = 0 } = calls;
    const minute = Math.floor(this.#clock.now() / MINUTE_MS);
    if (minute !== this.#minute) this.#recent = new Map();
    this.#minute = minute;
    // Applications with the same account in their records are of one customer.
    const customer = `customer ${reports?.spId ?? appKey}`;
    const number = `number ${display}`;
    if (customerCallsPerMinute > 0 && this.#recentOf(customer) >= customerCallsPerMinute)
      return 'developer-frequency';
    if (displayCallsPerMinute > 0 && this.#recentOf(number) >= displayCallsPerMinute)
      return 'display-frequency';
    this.#recent.set(customer, this.#recentOf(customer) + 1);
    this.#recent.set(number, this.#recentOf(number) + 1);
    return undefined;
  }

  #recentOf(key: string): number {
    return this.#recent.get(key) ?? 0;
  }

  #useOf(appKey: string): Use {
    const day = Math.floor(this.#clock.now() / DAY_MS);
    const use = this.#uses.get(appKey) ?? { active: 0, answered: [], day, talkedMs: 0 };
    if (use.day !== day) Object.assign(use, { day, talkedMs: 0 });
    this.#uses.set(appKey, use);
    return use;
  }

  #leave(appKey: string, talkedMs: number | undefined): void {
    const use = this.#useOf(appKey);
    use.active -= 1;
    use.talkedMs += talkedMs ?? 0;
    use.answered.push(talkedMs !== undefined);
    if (use.answered.length > RATED_CALLS) use.answered.shift();
  }
}

function rateOf({ answered }: Use): number {
  return (answered.filter(Boolean).length * 100) / answered.length;
}
