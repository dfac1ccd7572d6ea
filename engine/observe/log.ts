/**
 * Logs: JSON lines on standard output. Personal data has one place, the object under `pii`, whose strings are
 * masked on the way out unless the operator asks to see them; a collector may strip the key altogether.
 */
import { pino, type DestinationStream, type Logger } from 'pino';

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
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        pii: options.showNumbers ? (value: unknown) => value : maskPersonalData,
        err: maskError,
      },
    },
    options.destination ?? pino.destination({ dest: 1, sync: false }),
  );
}

/** Masks every run of digits long enough to be a phone number, at any depth. */
export function maskPersonalData(value: unknown): unknown {
  if (typeof value === 'string') return maskDigits(value);
  if (Array.isArray(value)) return value.map(maskPersonalData);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskPersonalData(inner)]));
  }
  return value;
}

/** `+8613800000021` becomes `+86138****0021`; shorter runs lose all but their last two digits. */
export function maskDigits(text: string): string {
  return text.replace(/\d{5,}/g, (digits) =>
    digits.length < 8
      ? '*'.repeat(digits.length - 2) + digits.slice(-2)
      : `${digits.slice(0, -8)}****${digits.slice(-4)}`,
  );
}

/** An error's message may quote what a peer sent. */
function maskError(error: unknown): unknown {
  const serialized = pino.stdSerializers.err(error as Error);
  if (!(error instanceof Error)) return serialized;
  return { ...serialized, message: maskDigits(serialized.message), stack: maskDigits(serialized.stack) };
}
