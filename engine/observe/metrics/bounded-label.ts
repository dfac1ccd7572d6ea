/**
 * Bounds the values of a label. Each value is a time series that Prometheus keeps for hours, and there is no limit to
 * how many applications or trunks a service may have. The first values keep their names; all later ones are counted
 * together as `other`.
 */
export const OTHER = 'other';
/** Values that keep their names. */
const MAX_VALUES = 100;

export class BoundedLabel {
  readonly #max: number;
  readonly #named = new Set<string>();

  constructor(max = MAX_VALUES) {
    this.#max = max;
  }

  /** The value to use for this one. It is the same each time. */
  of(value: string): string {
    if (this.#named.has(value)) return value;
    if (this.#named.size >= this.#max) return OTHER;
    this.#named.add(value);
    return value;
  }
}
