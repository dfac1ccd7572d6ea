/** Digits in SIP INFO: `application/dtmf-relay` (Signal and Duration lines) and `application/dtmf` (the bare digit). */
import type { Digit } from '../../sip/early-digits.js';
import type { SipMessage } from '../transactions/transactions.js';

export const DTMF_RELAY = 'application/dtmf-relay';
const DEFAULT_DURATION_MS = 160;
const MAX_DURATION_MS = 8000;

/** The digit in an INFO; undefined if it has another content. */
export function digitOf(message: SipMessage): Digit | undefined {
  const type = message.header('Content-Type') ?? '';
  const body = (message.body ?? '').slice(0, 256);
  if (/^\s*application\/dtmf-relay\b/i.test(type)) {
    const signal = /^\s*Signal\s*=\s*([0-9A-D*#]|1[0-5])\s*$/im.exec(body)?.[1];
    const duration = Number(/^\s*Duration\s*=\s*(\d{1,5})\s*$/im.exec(body)?.[1] ?? DEFAULT_DURATION_MS);
    return signal === undefined ? undefined : digit(signal, duration);
  }
  if (/^\s*application\/dtmf\b/i.test(type)) {
    const signal = /^\s*([0-9A-D*#])\s*$/i.exec(body)?.[1];
    return signal === undefined ? undefined : digit(signal, DEFAULT_DURATION_MS);
  }
  return undefined;
}

export function digitBody({ digit, durationMs }: Digit): string {
  return `Signal=${digit}\r\nDuration=${Math.round(durationMs)}\r\n`;
}

/** Some senders write `10` to `15` for `*`, `#`, A to D (RFC 4733 event codes). */
function digit(signal: string, durationMs: number): Digit {
  const named = signal.length === 2 ? '*#ABCD'.charAt(Number(signal) - 10) : signal.toUpperCase();
  return { digit: named, durationMs: Math.min(MAX_DURATION_MS, Math.max(40, durationMs)) };
}
