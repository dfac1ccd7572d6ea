/** Codes of the second factor that an authenticator app shows (TOTP, RFC 6238), and the secret they come from. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
const DIGITS = 6;
/** Steps that the clock of a phone may be off, either way (RFC 6238 5.2). */
const DRIFT = 1;
/** RFC 4226 4: 160 bits. */
const SECRET_BYTES = 20;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** In base32. */
export function newSecret(): string {
  return toBase32(randomBytes(SECRET_BYTES));
}

/** The step since 1970 of a moment. */
export function stepAt(time: number): number {
  return Math.floor(time / STEP_MS);
}

/** The code of a step, HOTP with HMAC-SHA-1 (RFC 4226 5.3). */
export function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * The step of a code that is right at `time`, one step of drift allowed; undefined for a wrong one, and for one of a step
 * that is not after `lastStep`. Every candidate is compared, so that the time taken reveals nothing.
 */
export function stepOfCode(code: string, secret: string, time: number, lastStep: number): number | undefined {
  const typed = Buffer.from(code.padEnd(DIGITS).slice(0, DIGITS));
  const isCode = /^\d{6}$/.test(code);
  let found: number | undefined;
  for (let step = stepAt(time) - DRIFT; step <= stepAt(time) + DRIFT; step += 1) {
    const isSame =
      typed.length === DIGITS && timingSafeEqual(typed, Buffer.from(codeOf(secret, Math.max(0, step))));
    if (isSame && isCode && step > lastStep) found = step;
  }
  return found;
}

/** What an authenticator app takes as a QR code. */
export function enrolmentUri(secret: string, account: string, issuer = 'Callveil'): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({
    ...{ secret, issuer, algorithm: 'SHA1' },
    ...{ digits: String(DIGITS), period: String(STEP_MS / 1000) },
  });
  return `otpauth://totp/${label}?${query.toString()}`;
}

function toBase32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(value >>> (bits - 5)) & 31] ?? '';
    value &= (1 << bits) - 1;
  }
  return text;
}

/** Of our own making: whole bytes, without padding. */
function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text) {
    value = (value << 5) | BASE32.indexOf(letter);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >>> bits) & 255);
    value &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}
