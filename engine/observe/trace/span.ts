/**
 * A span: something that took a time, within a trace. Every id but that of a leaf follows from the session's id, so that
 * what happens to a call hours later (a push that is repeated) finds its trace, and nothing has to be kept for it.
 */
import { createHash, randomBytes } from 'node:crypto';

export type SpanKind = 'internal' | 'server' | 'client';

export interface Span {
  /** 32 and 16 hexadecimal digits (W3C Trace Context). */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly name: string;
  readonly kind: SpanKind;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** No value is a phone number. What is undefined is left out. */
  readonly attributes: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly isError: boolean;
}

/** The trace of a session. */
export function traceIdOf(sessionId: string): string {
  return digest(`trace ${sessionId}`).slice(0, 32);
}

/** The span of that name in a session's trace; the session itself has the name `call`. */
export function spanIdOf(sessionId: string, name: string): string {
  return digest(`span ${name} ${sessionId}`).slice(0, 16);
}

/** For a span that nothing refers to. */
export function leafId(): string {
  return randomBytes(8).toString('hex');
}

/** The same for all spans of a trace, in every engine (as OpenTelemetry's TraceIdRatioBased). */
export function isSampled(traceId: string, percent: number): boolean {
  return Number.parseInt(traceId.slice(-8), 16) < (percent / 100) * 2 ** 32;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
