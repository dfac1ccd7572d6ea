/**
 * Answers as aligned text. Values come from customers and from SIP, so they must not be able to move a terminal's
 * cursor. Names may be Chinese, whose characters are two columns wide.
 */
import type { ApiObject } from './connection.js';

/** Rows under a heading, page by page. Columns grow as rows come; printed rows are not changed. */
export class Table {
  readonly #fields: readonly string[];
  readonly #widths: number[];
  #hasHeading = false;

  constructor(fields: readonly string[]) {
    this.#fields = fields;
    this.#widths = fields.map(widthOf);
  }

  /** The next lines; the heading comes first. */
  lines(items: readonly ApiObject[]): string {
    const rows = items.map((item) => this.#fields.map((field) => cell(item[field])));
    for (const row of rows) {
      row.forEach((text, n) => {
        this.#widths[n] = Math.max(this.#widths[n] ?? 0, widthOf(text));
      });
    }
    const heading = this.#hasHeading ? [] : [this.#fields];
    this.#hasHeading = true;
    return [...heading, ...rows].map((row) => aligned(row, this.#widths)).join('\n');
  }
}

/** One item, one field on each line; a nested field has both names: `preVoice.callerHintTone`. */
export function details(item: ApiObject): string {
  const rows = [...flattened(item, '')];
  const width = Math.max(0, ...rows.map(([name]) => widthOf(name)));
  return rows.map((row) => aligned(row, [width])).join('\n');
}

/** Makes control, formatting and line-separating characters visible. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

function* flattened(item: ApiObject, prefix: string): Iterable<readonly [string, string]> {
  for (const [key, value] of Object.entries(item)) {
    const name = prefix + printable(key);
    const isNested = typeof value === 'object' && value !== null;
    const isPlainList = Array.isArray(value) && value.every((one) => typeof one !== 'object');
    if (isNested && !isPlainList) yield* flattened(value as ApiObject, `${name}.`);
    else yield [name, cell(value)];
  }
}

function cell(value: unknown): string {
  if (value === undefined || value === null || value === '') return '-';
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(cell).join(', ');
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function aligned(row: readonly string[], widths: readonly number[]): string {
  const last = row.length - 1;
  return row
    .map((text, n) => (n === last ? text : text + ' '.repeat(Math.max(0, (widths[n] ?? 0) - widthOf(text)))))
    .join('  ');
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u;

function widthOf(text: string): number {
  let width = 0;
  for (const character of text.normalize('NFC')) {
    if (/\p{Mn}/u.test(character)) continue;
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}
