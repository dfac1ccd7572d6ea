/**
 * The chain of the audit: each entry's hash is SHA-256 of the hash before it and of the entry's own content as canonical JSON
 * (keys sorted, no blanks), so no entry can be changed, removed or put in without breaking every hash after it. One entry is
 * one line of the file. A file whose beginning was cut off starts with a checkpoint line; the chain then has an entry `cut`
 * that says the same, so a beginning that was taken away by hand is found.
 */
import { createHash } from 'node:crypto';

export const AUDIT_ACTIONS = [
  'looked at',
  'listened',
  'changed',
  'refused',
  'exported',
  'erased',
  'cut',
  'repaired',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What is written down. No number is in it: `NumberKey` replaces each, so an erasure need not change the chain. */
export interface AuditFacts {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Name and role of a token; a customer's application has the role `application`, Callveil itself `service`. */
  readonly who: { readonly name: string; readonly role: string };
  readonly action: AuditAction;
  readonly what: Readonly<Record<string, unknown>>;
}

export interface AuditEntry extends AuditFacts {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** Hash of the entry before; that of the first one is 64 zeros. */
  readonly previous: string;
  readonly hash: string;
}

/** An entry by its place and hash: enough to prove later that everything up to it is still there. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
}

export const NO_HEAD: Head = { sequence: 0, hash: '0'.repeat(64) };

export interface Verification {
  readonly intact: boolean;
  /** Entries that were read, up to the first broken one. */
  readonly entries: number;
  /** The last entry that is good. */
  readonly head: Head;
  /** Where the file begins if entries before were cut off after their days. */
  readonly checkpoint?: Head;
  readonly broken?: {
    /** From 1. */
    readonly line: number;
    /** The sequence that was expected there. */
    readonly sequence: number;
    readonly because: string;
  };
}

export function nextEntry(head: Head, facts: AuditFacts): AuditEntry {
  const { time, who, action, what } = facts;
  const sequence = head.sequence + 1;
  const content = { sequence, time, who, action, what };
  // As it will be read again: without undefined values.
  const plain = JSON.parse(JSON.stringify(content)) as typeof content;
  return { ...plain, previous: head.hash, hash: hashOf(head.hash, plain) };
}

/** Takes a file line by line, and says at the end what it found. */
export class ChainCheck {
  #head = NO_HEAD;
  #line = 0;
  #entries = 0;
  #checkpoint: Head | undefined;
  #isCutKnown = true;
  #broken: Verification['broken'];
  #expected: Head | undefined;
  #isExpectedFound = false;

  /** `expected`: a head that was noted earlier; the chain must still have it. */
  constructor(expected?: Head) {
    this.#expected = expected;
  }

  /** Answers the entry of a good line; undefined for a checkpoint, a bad line and every line after it. */
  take(line: string): AuditEntry | undefined {
    if (this.#broken !== undefined) return undefined;
    this.#line += 1;
    const read = readLine(line);
    if (read === undefined) return this.#fail('the line is no entry');
    if ('checkpoint' in read) return this.#begin(read.checkpoint);
    const { sequence, previous, hash, ...facts } = read;
    if (sequence !== this.#head.sequence + 1)
      return this.#fail(`expected entry ${this.#head.sequence + 1}, found ${sequence}`);
    if (previous !== this.#head.hash) return this.#fail('it does not follow the entry before it');
    if (hashOf(previous, { sequence, ...facts }) !== hash) return this.#fail('its content was changed');
    this.#head = { sequence, hash };
    this.#entries += 1;
    this.#isCutKnown ||= isCutOf(read, this.#checkpoint);
    this.#isExpectedFound ||= isSame(this.#head, this.#expected);
    return read;
  }

  /** `last`: the head that the writer of the file has in memory. */
  end(last?: Head): Verification {
    const wanted = last ?? this.#head;
    if (!this.#isCutKnown)
      this.#fail('entries before it are missing, and no entry says that they were cut off');
    else if (!isSame(wanted, this.#head)) this.#fail(`the entries up to ${wanted.sequence} are missing`);
    else if (this.#expected !== undefined && !this.#hasExpected(this.#expected))
      this.#fail(`entry ${this.#expected.sequence} with the expected hash is missing`);
    const checkpoint = this.#checkpoint;
    return {
      intact: this.#broken === undefined,
      entries: this.#entries,
      head: this.#head,
      ...(checkpoint !== undefined && { checkpoint }),
      ...(this.#broken !== undefined && { broken: this.#broken }),
    };
  }

  /** A head older than the checkpoint was cut off after its days. */
  #hasExpected(expected: Head): boolean {
    const { sequence = 0 } = this.#checkpoint ?? {};
    return (
      this.#isExpectedFound || expected.sequence < sequence || isSame(expected, this.#checkpoint ?? NO_HEAD)
    );
  }

  #begin(checkpoint: Head): undefined {
    if (this.#line !== 1) return this.#fail('a checkpoint is not the first line');
    this.#checkpoint = checkpoint;
    this.#head = checkpoint;
    this.#isCutKnown = false;
    return undefined;
  }

  #fail(because: string): undefined {
    this.#broken ??= { line: this.#line, sequence: this.#head.sequence + 1, because };
    return undefined;
  }
}

/** The entry or checkpoint of a line; undefined for any other text. */
export function readLine(line: string): AuditEntry | { readonly checkpoint: Head } | undefined {
  try {
    const value = JSON.parse(line) as Partial<AuditEntry> & { readonly checkpoint?: Head };
    const { sequence, hash } = value.checkpoint ?? value;
    if (!Number.isSafeInteger(sequence) || typeof hash !== 'string') return undefined;
    return value as AuditEntry;
  } catch {
    return undefined;
  }
}

function isCutOf({ action, what }: AuditEntry, checkpoint: Head | undefined): boolean {
  return action === 'cut' && what['upTo'] === checkpoint?.sequence && what['hash'] === checkpoint?.hash;
}

function isSame(one: Head, other: Head | undefined): boolean {
  return one.sequence === other?.sequence && one.hash === other.hash;
}

function hashOf(previous: string, content: object): string {
  return createHash('sha256').update(previous).update(canonical(content)).digest('hex');
}

/** JSON with sorted keys and no blanks: the same text for the same content. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
