/**
 * Parameters of a header value or a URI. There are two or three of them, so they are a list: making a Map costs more
 * than all look-ups in it.
 */
export class Params implements Iterable<readonly [name: string, value: string | undefined]> {
  /** A name, its value, the next name … */
  readonly #list: (string | undefined)[] = [];
  #doubtful: string[] | undefined;

  get size(): number {
    return this.#list.length / 2;
  }

  /** `name` in lower case; the value as sent, a quoted string with its quotes. */
  get(name: string): string | undefined {
    const at = this.#indexOf(name);
    return at < 0 ? undefined : this.#list[at + 1];
  }

  has(name: string): boolean {
    return this.#indexOf(name) >= 0;
  }

  /** Adds one; `value` undefined if there was no `=`. False if the name exists already. */
  add(name: string, value: string | undefined): boolean {
    if (this.has(name)) return false;
    this.#list.push(name, value);
    return true;
  }

  /** Marks `name` as ambiguous in a careless text. */
  doubt(name: string): void {
    this.#doubtful ??= [];
    this.#doubtful.push(name);
  }

  /** Whether `name` is missing, or has one reliable value: the condition for a tag and a branch. */
  isClear(name: string): boolean {
    if (this.#doubtful?.includes(name) === true) return false;
    const at = this.#indexOf(name);
    return at < 0 || (this.#list[at + 1] ?? '') !== '';
  }

  *[Symbol.iterator](): Iterator<readonly [string, string | undefined]> {
    for (let at = 0; at < this.#list.length; at += 2) yield [this.#list[at] ?? '', this.#list[at + 1]];
  }

  #indexOf(name: string): number {
    const list = this.#list;
    for (let at = 0; at < list.length; at += 2) if (list[at] === name) return at;
    return -1;
  }
}

/** Must not be added to. */
export const NO_PARAMS = new Params();
