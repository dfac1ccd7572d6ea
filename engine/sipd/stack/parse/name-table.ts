/**
 * Finds well-known names inside a text without cutting them out of it. That saves a string, its hash and a look-up for
 * each header, parameter and method. Names outside the table are merely slower.
 */
export class NameTable {
  readonly #slots: string[] = new Array<string>(SLOTS).fill('');

  /** Of two names in one slot the first one stays. */
  constructor(names: Iterable<string>) {
    for (const name of names) {
      const slot = slotOf(name.charCodeAt(0), name.charCodeAt(name.length - 1), name.length);
      if (this.#slots[slot] === '') this.#slots[slot] = name;
    }
  }

  /** The name with exactly the spelling from `start` to `end` of `text`, which must not be empty. */
  find(text: string, start: number, end: number): string | undefined {
    const length = end - start;
    const name = this.#slots[slotOf(text.charCodeAt(start), text.charCodeAt(end - 1), length)];
    if (name === undefined || name.length !== length) return undefined;
    for (let i = 0; i < length; i += 1) {
      if (name.charCodeAt(i) !== text.charCodeAt(start + i)) return undefined;
    }
    return name;
  }
}

const SLOTS = 256;

function slotOf(first: number, last: number, length: number): number {
  return (length * 37 + first * 5 + last) % SLOTS;
}
