import t from 'tap';
import {
  codeOf,
  enrolmentUri,
  newSecret,
  stepAt,
  stepOfCode,
} from '../../../engine/accounts/one-time-codes.js';
import { newRecoveryCodes, recoveryHash, usedHash } from '../../../engine/accounts/recovery-codes.js';

/** `12345678901234567890` in base32, as the RFCs have it. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

void t.test('codes are those of RFC 4226, appendix D, and RFC 6238, appendix B', (t) => {
  const counted = ['755224', '287082', '359152', '969429', '338314', '254676', '287922'];
  for (const [step, code] of counted.entries()) t.equal(codeOf(secret, step), code);
  // The RFC has eight digits; six are their end.
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const)
    t.equal(codeOf(secret, stepAt(seconds * 1000)), code, String(seconds));
  t.end();
});

void t.test('a code counts in its step and one to either side, and not twice', (t) => {
  const now = 1_000_000_020_000;
  const step = stepAt(now);
  for (const [offset, isTaken] of [
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ] as const)
    t.equal(
      stepOfCode(codeOf(secret, step + offset), secret, now, 0),
      isTaken ? step + offset : undefined,
      String(offset),
    );
  t.equal(stepOfCode(codeOf(secret, step), secret, now, step), undefined, 'used');
  t.equal(stepOfCode(codeOf(secret, step - 1), secret, now, step), undefined, 'before a used one');
  t.equal(stepOfCode(codeOf(secret, step + 1), secret, now, step), step + 1);
  for (const other of [
    '',
    '1',
    'abcdef',
    `${codeOf(secret, step)}0`,
    '１２３４５６',
    `+${codeOf(secret, step).slice(1)}`,
  ])
    t.equal(stepOfCode(other, secret, now, 0), undefined, other);
  t.end();
});

void t.test('a new secret has 160 bits and gives codes; its address is escaped', (t) => {
  const own = newSecret();
  t.match(own, /^[A-Z2-7]{32}$/);
  t.not(own, newSecret());
  t.match(codeOf(own, 1), /^\d{6}$/);
  t.equal(
    enrolmentUri(secret, 'li@ops'),
    `otpauth://totp/Callveil:li%40ops?secret=${secret}&issuer=Callveil&algorithm=SHA1&digits=6&period=30`,
  );
  t.end();
});

void t.test('recovery codes are ten, all different, and found however they are typed', (t) => {
  const codes = newRecoveryCodes();
  t.equal(new Set(codes).size, 10);
  const hashes = codes.map(recoveryHash);
  for (const code of codes) {
    t.match(code, /^[b-df-hj-np-tv-z]{4}(-[b-df-hj-np-tv-z]{4}){3}$/);
    t.equal(usedHash(code.toUpperCase().replaceAll('-', ' '), hashes), recoveryHash(code));
  }
  t.equal(usedHash('', hashes), undefined);
  t.equal(usedHash('bbbb-bbbb-bbbb-bbbb', hashes), undefined);
  t.end();
});
