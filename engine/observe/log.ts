/**
 * Logs: JSON lines on standard output. Personal data has one place, the object under `pii`, whose strings are
 * masked on the way out unless the operator asks to see them; a collector may strip the key altogether.
 */
import { pino, type DestinationStream, type Logger } from 'pino';
import { LogStream } from './log-stream.js';

export type { Logger } from 'pino';

export interface LogOptions {
  readonly level: string;
  /** True prints numbers under `pii` whole; for an operator chasing one call. */
  readonly showNumbers: boolean;
  readonly destination?: DestinationStream;
}

export function createLogger(options: LogOptions): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: withoutNumbers },
      hooks: {
        logMethod(args, method) {
          // The text is last but for what it is formatted with, which is not used here.
          for (let n = 0; n < args.length; n += 1) {
            const given: unknown = args[n];
            if (typeof given === 'string') args[n] = maskText(given);
          }
          method.apply(this, args);
        },
      },
      serializers: {
        pii: options.showNumbers ? (value: unknown) => value : maskPersonalData,
        err: maskError,
      },
    },
    options.destination ?? logStream(),
  );
}

/** On standard output. What waits is written before the process ends. */
export function logStream(): LogStream {
  const stream = new LogStream();
  process.once('exit', () => stream.flushSync());
  return stream;
}

/** A text under `pii` that is masked in a way of its own, and whole where the operator asks to see numbers. */
export class PersonalText {
  constructor(
    readonly whole: string,
    readonly mask: (whole: string) => string,
  ) {}

  toJSON(): string {
    return this.whole;
  }
}

/** Masks whatever is long enough to be a phone number, at any depth: text, a JSON number, the name of a field. */
export function maskPersonalData(value: unknown): unknown {
  if (typeof value === 'string') return maskDigits(value.replace(grouped, joined));
  if (typeof value === 'number') return Math.abs(value) < 1e7 ? value : maskDigits(String(value));
  if (Array.isArray(value)) return value.map(maskPersonalData);
  if (value instanceof PersonalText) return value.mask(value.whole);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [maskDigits(key), maskPersonalData(inner)]),
    );
  }
  return value;
}

/**
 * `+8613800000021` becomes `+86138****0021`; shorter runs lose all but their last two digits. Of a run longer than a
 * number can be (E.164: 15 digits), which may be two numbers, no more is shown than of the longest.
 */
export function maskDigits(text: string): string {
  return text.replace(/\d{5,}/g, (digits) =>
    digits.length < 8
      ? '*'.repeat(digits.length - 2) + digits.slice(-2)
      : `${digits.slice(0, Math.min(digits.length - 8, 7))}****${digits.slice(-4)}`,
  );
}

/**
 * Text with every number in it masked, in the groups it may be written in. Ids, times of day and addresses stay as they are: for
 * what is said to people who may know whom it is about, and for the text of a line, where no number belongs.
 */
export function maskText(text: string): string {
  return text.replace(grouped, (number) => maskDigits(/\d\D+\d/.test(number) ? joined(number) : number));
}

/** What a line has beside `pii`: texts of peers, and of the files and keys they name, come here by way of errors and reasons. */
function withoutNumbers(line: Record<string, unknown>): Record<string, unknown> {
  for (const key in line) {
    const value = line[key];
    if (typeof value !== 'string' || key === 'pii' || !/\d{4}/.test(value)) continue;
    const masked = maskText(value);
    if (masked !== value) return masksOf(line);
  }
  return line;
}

function masksOf(line: Record<string, unknown>): Record<string, unknown> {
  const masked = Object.entries(line).map(([key, value]) => [
    key,
    typeof value === 'string' && key !== 'pii' ? maskText(value) : value,
  ]);
  return Object.fromEntries(masked) as Record<string, unknown>;
}

/** A number written in groups, `138-0000-0021` or `(138) 0000 0021`; no piece of an id of hexadecimal groups. */
const grouped = /(?<![\w-])\(?\d(?:[ ()-]{0,2}\d){6,19}(?![\w-])/g;
const joined = (number: string): string => number.replace(/\D/g, '');

/** An error's message may quote what a peer sent. */
function maskError(error: unknown): unknown {
  const serialized = pino.stdSerializers.err(error as Error);
  if (!(error instanceof Error)) return serialized;
  return { ...serialized, message: maskDigits(serialized.message), stack: maskDigits(serialized.stack) };
}
