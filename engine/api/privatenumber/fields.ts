/**
 * A request's parameters, read with the tolerance that customers' clients need (spec 1: booleans and numbers for
 * strings and the reverse, unknown ones ignored). A parameter that cannot be read is refused with 1010002 and a detail.
 * Absent, null, the empty string and the empty array (PHP's
 * way to write an absent object) all mean: not given.
 */
import { isPromptName } from '../../../media/prompts.js';
import type { PreVoice } from '../../../routing/binding.js';
import type { Prompts } from '../collaborators.js';
import { invalid } from './result-codes.js';

export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #prompts: Prompts;

  constructor(values: Readonly<Record<string, unknown>>, prompts: Prompts) {
    this.#values = values;
    this.#prompts = prompts;
  }

  has(name: string): boolean {
    return this.#value(name) !== undefined;
  }

  /** Text of `min` to `max` characters without control characters. */
  text(name: string, { min = 1, max }: { min?: number; max: number }): string | undefined {
    return checkLength(name, this.#string(name), min, max);
  }

  /** A phone number as written. Its form is checked here, its meaning by routing's policy. */
  number(name: string, { min = 1, max }: { min?: number; max: number }): string | undefined {
    // Clients copy numbers with the blanks that people write in them. A `+` that was not escaped in a query string
    // arrives as a blank, too.
    const text = checkLength(name, this.#string(name)?.replaceAll(BLANKS, ''), min, max);
    if (text !== undefined && !/^\+?\d+$/.test(text)) throw invalid(`The format of ${name} is incorrect.`);
    return text;
  }

  /** A number, or a string of its digits. */
  integer(name: string, min: number, max: number): number | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < min || number > max) {
      throw invalid(`${name} must be an integer from ${min} to ${max}.`);
    }
    return number;
  }

  flag(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === 'boolean') return value;
    const word =
      typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : '';
    const meaning = FLAGS.get(word);
    if (meaning === undefined) throw invalid(`${name} must be true or false.`);
    return meaning;
  }

  choice<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const text = typeof value === 'number' ? String(value) : value;
    const chosen = values.find((one) => one === text);
    if (chosen === undefined) throw invalid(`${name} must be ${values.join(' or ')}.`);
    return chosen;
  }

  /** `callDirection`: 0 both ways, 1 only A calls out, 2 only A is called. */
  direction(name = 'callDirection'): 0 | 1 | 2 | undefined {
    return this.integer(name, 0, 2) as 0 | 1 | 2 | undefined;
  }

  /** The file name of an existing prompt. */
  prompt(name: string): string | undefined {
    const text = this.text(name, { max: 128 });
    return text === undefined ? undefined : this.#knownPrompt(name, text);
  }

  preVoice(name = 'preVoice'): PreVoice | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw invalid(`${name} must be an object.`);
    }
    const inner = new Fields(value as Record<string, unknown>, this.#prompts);
    const callerHintTone = inner.prompt('callerHintTone');
    const calleeHintTone = inner.prompt('calleeHintTone');
    if (callerHintTone === undefined && calleeHintTone === undefined) return undefined;
    return {
      ...(callerHintTone === undefined ? {} : { callerHintTone }),
      ...(calleeHintTone === undefined ? {} : { calleeHintTone }),
    };
  }

  /** 1 to 256 characters, no braces, no Chinese (customers Base64 it). */
  userData(): string | undefined {
    const text = this.text('userData', { max: 256 });
    if (text !== undefined && /[{}]/.test(text)) throw invalid('userData must not contain { or }.');
    if (text !== undefined && /\p{Script=Han}/u.test(text)) {
      throw invalid('userData must not contain Chinese characters.');
    }
    return text;
  }

  areaCode(max: number): string | undefined {
    const text = this.text('areaCode', { max });
    if (text !== undefined && !/^\d+$/.test(text)) throw invalid('areaCode must be digits.');
    return text;
  }

  areaMatchMode(): '0' | '1' | undefined {
    return this.choice('areaMatchMode', ['0', '1']);
  }

  /** A size that is no number, or out of range, means 50 and is no error (spec 3.4). */
  pageSize(name = 'pageSize'): number {
    const size = Number(this.#value(name));
    return Number.isInteger(size) && size >= 10 && size <= 100 ? size : 50;
  }

  /**
   * `removeFields`, which the original API does not have: names of optional parameters that a modify takes away, as an
   * array or separated by commas. A parameter that is left out, null or empty stays as it is, because many clients send
   * those for what they do not set.
   */
  removals<Name extends string>(removable: readonly Name[]): Partial<Record<Name, null>> {
    const value = this.#value('removeFields');
    if (value === undefined) return {};
    const names: readonly unknown[] = Array.isArray(value) ? value : String(value).split(',');
    const wanted = names.map((name) => removable.find((one) => one === String(name).trim()));
    if (wanted.includes(undefined)) throw invalid(`removeFields must be of ${removable.join(', ')}.`);
    return Object.fromEntries(wanted.map((name) => [name, null])) as Partial<Record<Name, null>>;
  }

  subscriptionId(): string | undefined {
    return this.text('subscriptionId', { max: 64 });
  }

  #value(name: string): unknown {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
    return isEmpty ? undefined : value;
  }

  #string(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
    if (typeof text !== 'string') throw invalid(`${name} must be a string.`);
    if (UNPRINTABLE.test(text)) throw invalid(`${name} must not contain control characters.`);
    return text;
  }

  #knownPrompt(name: string, file: string): string {
    if (!isPromptName(file)) throw invalid(`The format of ${name} is incorrect.`);
    if (!this.#prompts.hasPrompt(file)) throw invalid(`${file} does not exist.`);
    return file;
  }
}

function checkLength(name: string, text: string | undefined, min: number, max: number): string | undefined {
  if (text !== undefined && (text.length < min || text.length > max)) {
    throw invalid(`The length of ${name} must be from ${min} to ${max}.`);
  }
  return text;
}

/** Control characters, line separators and unpaired surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** Any blank, the ideographic one and the one without width too. */
const BLANKS = /[\s\u200b\ufeff]/gu;

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** A mandatory parameter. */
export function mandatory<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw invalid(`${name} is mandatory.`);
  return value;
}
