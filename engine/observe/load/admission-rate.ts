/**
 * How many new calls a second are admitted, found from the delay that calls cause: no fixed number is right for a
 * machine that others use too.
 *
 *   unlimited ──delay above its limit──▶ limited ──no call refused for SETTLED_MS──▶ unlimited
 *
 * While limited, the rate is cut by a tenth, or by more the longer the delay is, from what was really admitted; then
 * the queue has a while to empty. Without a delay it grows by a few percent a second (additive increase, multiplicative
 * decrease, RFC 5681 3.1; the delay is judged as CoDel does, RFC 8289). A few calls a second are always admitted, as
 * they are not the cause, unless the service has come to a stop.
 */

const WINDOW_MS = 100;
/** After a cut, for its effect to be seen. */
const HOLD_MS = 200;
const SAME_MS = 1500;
/**
 * The average of what was admitted over this time is what the service can do, because nothing is admitted while its
 * queue is deep. The limit is not cut below a share of it: a pause of the whole machine looks like too many calls.
 */
const SERVED_MS = 3000;
const MOST_CUT = 0.5;
const LATER_CUTS = 0.95;
const SETTLED_MS = 5000;
/** Calls a second that are admitted however long the delay is. */
const FLOOR = 10;
/**
 * Growth in a window. Below the rate that was too much last time it is fast, and slower the closer it comes (RFC 9438,
 * CUBIC); there and beyond it is careful, and less so the longer all goes well.
 */
const CAREFUL = 0.004;
const CAREFUL_MS = 2000;
const FASTEST = 0.05;
const RETURN = 0.1;
const FROM_AFAR = 0.1;
/** How close to it the fast growth goes. */
const CLOSE = 0.95;
/** Times the limit of the delay: nothing but the floor is admitted until the queue is shorter. */
const DEEP = 6;
/** The service has come to a stop. */
const STOPPED = 25;
/** How far the limit may be above what is offered. */
const HEADROOM = 1.5;
/** What a burst may take at once, in seconds of the rate: more would wait for each other. */
const BURST = 0.02;
/** In calls, for a low rate: calls do not come one by one. */
const LEAST_BURST = 4;

export class AdmissionRate {
  /** Calls a second; Infinity while unlimited. */
  #limit = Infinity;
  #load = 0;
  #tokens = 0;
  #floorTokens = 1;
  #filledAt: number;
  #windowSince: number;
  #admitted = 0;
  #rate = 0;
  #served = 0;
  /** The rate that was too much last time. */
  #tooMuch = 0;
  /** How low the limit may be cut before the queue is short again. */
  #least = 0;
  #heldUntil = 0;
  #cutAt = -Infinity;
  #refusedAt = -Infinity;

  constructor(now: number) {
    this.#filledAt = this.#windowSince = now;
  }

  get limit(): number {
    return this.#limit;
  }

  /** Whether one more call may come in; it is counted. */
  admit(now: number): boolean {
    const admitted = this.#load < STOPPED && (this.#limit === Infinity || this.#takeToken(now));
    if (admitted) this.#admitted += 1;
    else this.#refusedAt = now;
    return admitted;
  }

  /**
   * Takes the delay that stands now, as a multiple of its limit. To be called at least every WINDOW_MS while calls
   * come.
   */
  observe(load: number, now: number): void {
    this.#load = load;
    const elapsed = now - this.#windowSince;
    if (elapsed < WINDOW_MS) return;
    const rate = (this.#admitted * 1000) / elapsed;
    // The averages of half a second, and of some; a pause of observing says nothing.
    this.#rate += (rate - this.#rate) * Math.min(1, elapsed / 500);
    this.#served += (rate - this.#served) * Math.min(1, elapsed / SERVED_MS);
    this.#windowSince = now;
    this.#admitted = 0;
    if (load > 1) {
      this.#cut(load, now);
      return;
    }
    this.#least = 0;
    if (this.#limit !== Infinity) this.#grow(now, elapsed);
  }

  #cut(load: number, now: number): void {
    if (now < this.#heldUntil) return;
    this.#heldUntil = now + HOLD_MS;
    const factor = Math.max(0.5, 0.95 - 0.05 * load);
    if (this.#limit === Infinity) this.#filledAt = now;
    const isFirst = this.#least === 0;
    // While the queue is deep hardly a call is admitted, which says nothing of what the service can do.
    const before = isFirst ? Math.min(this.#limit, this.#rate) : this.#limit;
    this.#least = isFirst ? Math.min(before, this.#served) * MOST_CUT : this.#least * LATER_CUTS;
    // Cuts that follow each other have one cause.
    if (before > this.#tooMuch || now - this.#cutAt > SAME_MS) this.#tooMuch = before;
    this.#cutAt = now;
    this.#limit = Math.max(FLOOR, this.#least, before * factor);
  }

  #grow(now: number, elapsed: number): void {
    if (now < this.#heldUntil) return;
    if (now - this.#refusedAt > SETTLED_MS) {
      this.#limit = Infinity;
      return;
    }
    const windows = elapsed / WINDOW_MS;
    const careful = Math.min(FASTEST, CAREFUL * (1 + ((now - this.#cutAt) / CAREFUL_MS) ** 2));
    const toGo = this.#tooMuch * CLOSE - this.#limit;
    const back = toGo > this.#limit ? FROM_AFAR * this.#limit : RETURN * toGo;
    const grown = this.#limit + Math.max(careful * this.#limit, back) * windows;
    if (grown < Math.max(2 * FLOOR, this.#rate * HEADROOM)) this.#limit = grown;
  }

  #takeToken(now: number): boolean {
    const seconds = (now - this.#filledAt) / 1000;
    this.#filledAt = now;
    // The longer the queue, the less is admitted, so that it empties under any limit.
    const share = Math.min(1, Math.max(0, (DEEP - this.#load) / (DEEP - 1)));
    this.#tokens = Math.min(
      Math.max(LEAST_BURST, this.#limit * BURST),
      this.#tokens + seconds * this.#limit * share,
    );
    this.#floorTokens = Math.min(1, this.#floorTokens + seconds * FLOOR);
    if (this.#load < DEEP && this.#tokens >= 1) {
      this.#tokens -= 1;
      return true;
    }
    if (this.#floorTokens < 1) return false;
    this.#floorTokens -= 1;
    return true;
  }
}
