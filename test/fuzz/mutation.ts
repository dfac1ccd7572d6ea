/**
 * Makes one hostile input after another of good ones. The same seed makes the same inputs, so that what a run has found
 * can be found again; nothing of it depends on time.
 */

/** Uniform in 0 (included) to 1 (excluded), the same sequence for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What has hurt parsers before: ends, limits, separators, other charsets, names that objects have. */
const HOT: readonly string[] = [
  ...[
    '\r\n',
    '\r\n\r\n',
    '\n',
    '\r',
    '\0',
    '\t',
    ' ',
    '"',
    "'",
    '\\',
    '<',
    '>',
    ';',
    ',',
    ':',
    '@',
    '=',
    '%',
    '%00',
    '#',
  ],
  ...[
    '0',
    '-1',
    '65535',
    '65536',
    '2147483648',
    '4294967295',
    '4294967296',
    '18446744073709551616',
    '1e309',
    'NaN',
  ],
  ...[
    '127.0.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '[::1]',
    '::',
    '[::ffff:127.0.0.1]',
    'localhost',
    'invalid',
  ],
  ...[
    'sip:',
    'sips:',
    'tel:',
    'urn:',
    ';transport=tls',
    ';transport=tcp',
    ';lr',
    ';maddr=127.0.0.1',
    ';rport',
    ';tag=',
    'z9hG4bK',
  ],
  ...['SIP/2.0', 'INVITE', 'ACK', 'CANCEL', 'BYE', 'UPDATE', 'PRACK', '999', '099', '0'],
  ...['é', '中间号', '\u{1f4de}', '\xff\xfe', '__proto__', 'constructor', '{}', '[]', 'null', '"}', '*'],
  'A'.repeat(300),
  '('.repeat(200),
  ','.repeat(100),
];

/** Above every limit there is; what is doubled again and again ends here. */
const LONGEST = 100_000;

export class Mutator {
  readonly random: () => number;

  constructor(seed: number) {
    this.random = randomOf(seed);
  }

  /** A whole number below `limit`. */
  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  oneOf<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new RangeError('expected something to choose from');
    return choice;
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  /** `input` with one to `most` changes; often of its lines, sometimes of its bytes. */
  text(input: string, most = 4): string {
    let text = input;
    for (let left = 1 + this.below(most); left > 0; left -= 1) {
      text = (this.chance(0.5) ? this.#line(text) : this.#span(text)).slice(0, LONGEST);
    }
    return text;
  }

  /** The same for what is no text. */
  bytes(input: Buffer, most = 4): Buffer {
    let bytes: Buffer = Buffer.from(input);
    for (let left = 1 + this.below(most); left > 0; left -= 1) bytes = this.#byte(bytes);
    return bytes;
  }

  /** Another value in place of one in `value`, at any depth. */
  json(value: unknown): unknown {
    if (typeof value === 'object' && value !== null && this.chance(0.85)) return this.#member(value);
    return this.oneOf<unknown>([
      null,
      true,
      0,
      -1,
      1.5,
      2 ** 53,
      '',
      [],
      {},
      [[null]],
      this.oneOf(HOT),
      this.text(String(value)),
    ]);
  }

  #member(value: object): unknown {
    const copy = structuredClone(value) as Record<string, unknown>;
    const name = Object.keys(copy).length === 0 ? '0' : this.oneOf(Object.keys(copy));
    if (this.chance(0.1)) return Array.isArray(copy) ? copy.slice(1) : without(copy, name);
    // An index of two thousand million would make an array as long as that.
    if (this.chance(0.1)) copy[Array.isArray(copy) ? String(copy.length) : this.oneOf(HOT)] = this.oneOf(HOT);
    else copy[name] = this.json(copy[name]);
    return copy;
  }

  /** One line dropped, doubled, moved, emptied, folded, or taken to another value. */
  #line(text: string): string {
    const lines = text.split('\r\n');
    const at = this.below(lines.length);
    const line = lines[at] ?? '';
    switch (this.below(7)) {
      case 0:
        lines.splice(at, 1);
        break;
      case 1:
        lines.splice(at, 0, line);
        break;
      case 2:
        lines.splice(this.below(lines.length), 0, ...lines.splice(at, 1));
        break;
      case 3:
        lines[at] = line.slice(0, Math.max(0, line.indexOf(':') + 1));
        break;
      case 4:
        lines[at] = line.replace(/[ ;,]/, (found) => `${found}\r\n `);
        break;
      case 5:
        lines[at] = line.replace(/\d+/, () => this.oneOf(HOT));
        break;
      default:
        lines[at] = this.#span(line);
    }
    return lines.join('\r\n');
  }

  /** Some characters cut out, doubled, or others put in. */
  #span(text: string): string {
    const start = this.below(text.length + 1);
    const end = Math.min(text.length, start + 1 + this.below(this.chance(0.2) ? 200 : 8));
    const middle = text.slice(start, end);
    switch (this.below(4)) {
      case 0:
        return text.slice(0, start) + text.slice(end);
      case 1:
        return (
          text.slice(0, start) + middle.repeat(2 + this.below(this.chance(0.05) ? 400 : 3)) + text.slice(end)
        );
      case 2:
        return text.slice(0, start) + String.fromCharCode(this.below(0x180)) + text.slice(end);
      default:
        return text.slice(0, start) + this.oneOf(HOT) + text.slice(this.chance(0.5) ? start : end);
    }
  }

  #byte(bytes: Buffer): Buffer {
    const at = this.below(bytes.length + 1);
    switch (this.below(5)) {
      case 0:
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + this.below(8))]);
      case 1:
        return bytes.subarray(0, at);
      case 2:
        return Buffer.concat([bytes.subarray(0, at), Buffer.from(this.oneOf(HOT)), bytes.subarray(at)]);
      default: {
        const changed = Buffer.from(bytes);
        if (at < changed.length)
          changed[at] = this.chance(0.3) ? this.oneOf([0, 1, 0x7f, 0x80, 0xff]) : this.below(256);
        return changed;
      }
    }
  }
}

function without(record: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== name));
}
