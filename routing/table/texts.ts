/**
 * A column of texts most rows leave empty. Rows keep the place of theirs, 0 for none, so that a row without a text
 * costs neither memory here nor a look at it.
 */
export class TextColumn {
  /** Nothing stands at place 0. */
  readonly #texts: (string | undefined)[] = [undefined];
  readonly #free: number[] = [];

  get(place: number): string | undefined {
    return place === 0 ? undefined : this.#texts[place];
  }

  /** Puts a row's text in the place of its last one; answers where the row finds it from now on. */
  replace(place: number, text: string | undefined): number {
    if (text === undefined) {
      this.#drop(place);
      return 0;
    }
    const taken = place === 0 ? (this.#free.pop() ?? this.#texts.length) : place;
    this.#texts[taken] = text;
    return taken;
  }

  #drop(place: number): void {
    if (place === 0) return;
    this.#texts[place] = undefined;
    this.#free.push(place);
  }
}
