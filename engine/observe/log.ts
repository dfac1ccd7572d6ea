/**
 * Logs: JSON lines on standard output. Personal data has one place, the object under `pii`. Its strings are masked on
 * the way out unless the operator asks to see them, and a collector may remove the whole key.
 */
import { pino, type DestinationStream, type Logger } from 'pino';
import { maskNumber } from '../../routing/numbers/number.js';
import { GROUPED, joined } from './grouped-number.js';
import { LogStream } from './log-stream.js';

export type { Logger } from 'pino';

export interface LogOptions {
  readonly level: string;
  /** True prints numbers under `pii` in full, for an operator who investigates a call. */
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
          // The text is the last argument except for format values, which are not used here.
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

/** Logs to standard output. Waiting lines are written before the process ends. */
export function logStream(): LogStream {
  const stream = new LogStream();
  process.once('exit', () => stream.flushSync());
  return stream;
}

/** A text under `pii` with its own way of masking; printed in full if the operator asks to see numbers. */
export class PersonalText {
  constructor(
    readonly whole: string,
    readonly mask: (whole: string) => string,
  ) {}

  toJSON(): string {
    return this.whole;
  }
}

/** Masks everything long enough to be a phone number, at any depth: text, a JSON number, the name of a field. */
function maskPersonalData(value: unknown): unknown {
  if (typeof value === 'string') return maskDigits(value.replace(GROUPED, joined));
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

/** Masks every run of digits that may be a number, or a part of one: five or more. */
export function maskDigits(text: string): string {
  return text.replace(/\d{5,}/g, maskNumber);
}

/**
 * The text with every number in it masked, also numbers written in groups. Ids, times of day and addresses stay as they
 * are. For messages to people who may know the number, and for the text of a log line, where no number belongs.
 */
export function maskText(text: string): string {
  return text.replace(GROUPED, (number) => maskDigits(/\d\D+\d/.test(number) ? joined(number) : number));
}

/** The fields of a line beside `pii`: errors and reasons may quote texts of peers, and names of files and keys. */
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

/** An error's message may quote what a peer sent. */
function maskError(error: unknown): unknown {
  const serialized = pino.stdSerializers.err(error as Error);
  if (!(error instanceof Error)) return serialized;
  return { ...serialized, message: maskDigits(serialized.message), stack: maskDigits(serialized.stack) };
}
