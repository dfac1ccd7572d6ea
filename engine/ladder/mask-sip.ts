/**
 * What people, logs and collectors may see of a SIP message. Both functions keep every length, so that Content-Length
 * stays true, and where nothing has to be covered they return the same bytes.
 *
 *    withoutSecrets      for everyone: answers to digest challenges, passwords in URIs, media keys, what cannot be read
 *    withNumbersMasked   for roles that see no numbers: numbers as the log masks them, however they are written; bodies that are
 *                        no SDP (short messages, digits, ISUP) are covered whole
 *
 * Bytes are read as latin1: a byte is a character.
 */

/** Stands for `*` until all is done: what is covered once is left alone from then on, and no byte is read as this. */
const COVER = '\u0100';

/** Digits, as they are, percent-encoded (RFC 3261 19.1.2), full-width and Arabic-Indic in UTF-8. */
const DIGIT = '(?:%3[0-9]|[0-9]|\\xef\\xbc[\\x90-\\x99]|\\xd9[\\xa0-\\xa9]|\\xdb[\\xb0-\\xb9])';
/** Between digits of one number: visual separators (RFC 3966 5.1.1), escapes, a folded line. */
const BETWEEN = '(?:[ \\t()._\\\\/-]|%2[0-9a-f]|\\xc2\\xa0|\\r\\n[ \\t])';
const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const ADDRESS = `(?<![0-9.])(?:${OCTET}\\.){3}${OCTET}(?![0-9.])`;
/** An address stays. A number in groups does not begin within a word, like the 4 of `IP4`. */
const NUMBER = new RegExp(
  `${ADDRESS}|(?<![A-Za-z0-9%])${DIGIT}(?:${BETWEEN}{0,3}${DIGIT}){6,}|${DIGIT}{7,}`,
  'gi',
);
const IS_ADDRESS = new RegExp(`^${ADDRESS}$`);
const LONG_RUN = new RegExp(`${DIGIT}{7,}`, 'gi');
/** In a place for numbers, three digits may be a part of one. */
const SHORT_RUN = new RegExp(`(?:${DIGIT}|${COVER}){3,}`, 'gi');
const ONE_DIGIT = new RegExp(DIGIT, 'gi');

/** The user of a SIP URI; all of a tel URI. */
const USER = /\b(sips?:)([^@\s<>]{1,512}?)(?=@)|\b(tel:)([^\s<>;,"]+)/gi;
const PASSWORD = /\b(sips?:[^@\s<>:"]{0,512}:)([^@\s<>"]{1,512})(?=@)/gi;
/** Text before the URI of a name-addr. */
const DISPLAY = /(^[\w-]+[ \t]*:|,)([^<>,\r\n]*)(?=<)/gm;
const QUOTED = /"(?:[^"\\\r\n]|\\[^\r\n])*"/g;
const BASE64 = /[A-Za-z0-9+/_-]{12,}={0,2}/g;
/** A PASSporT, which names both parties (RFC 8224). */
const IDENTITY = /^((?:Identity|y)[ \t]*:)((?:.*)(?:\r?\n[ \t].*)*)/gim;

const CREDENTIALS =
  /^((?:Proxy-)?(?:Authorization|Authentication-Info)[ \t]*:[ \t]*)((?:.*)(?:\r?\n[ \t].*)*)/gim;
const PARAMETER = /([\w-]+)([ \t]*=[ \t]*)("(?:[^"\\]|\\.)*"|[^\s,]+)/g;
/** Parameters that prove nothing. */
const HARMLESS = new Set(['realm', 'nonce', 'algorithm', 'qop', 'nc', 'uri', 'userhash', 'stale']);

const KEY_LINES = /^([ \t]*(?:a=crypto:[ \t]*\d*|a=key-mgmt:|a=ice-pwd:|k=))(.*)/gim;
const INLINE = /\b(inline:)([^\s"]+)/gi;
const CODED =
  /^(?:(?:Content-Encoding|e)[ \t]*:[ \t]*(?!identity\b)\S|Content-Transfer-Encoding[ \t]*:[ \t]*base64)/im;
const SDP = /^(?:Content-Type|c)[ \t]*:\s*application\/sdp\s*(?:;|$)/im;

export function withoutSecrets(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const { head, body } = partsOf(text);
  const shownHead = withoutProofs(head).replace(
    PASSWORD,
    (_, before: string, password: string) => before + covered(password),
  );
  // Parts of a multipart body have heads of their own.
  const isCoded = CODED.test(head) || CODED.test(body);
  // A body may be a message in its turn (RFC 3420).
  const shownBody = isCoded ? covered(body) : withoutKeys(withoutProofs(body));
  return changed(bytes, text, shownHead + shownBody);
}

export function withNumbersMasked(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const { head, body } = partsOf(text);
  const shownHead = maskAll(
    head
      .replace(IDENTITY, (_, name: string, value: string) => name + covered(value))
      .replace(USER, (all) => maskUser(all))
      .replace(DISPLAY, (_, before: string, name: string) => before + maskRuns(name, SHORT_RUN))
      .replace(QUOTED, (quoted) => maskRuns(quoted, SHORT_RUN)),
  );
  const shownBody = SDP.test(head) && !CODED.test(head) ? maskSdp(body) : covered(body);
  return changed(bytes, text, shownHead + shownBody);
}

function partsOf(text: string): { readonly head: string; readonly body: string } {
  const end = /\r?\n\r?\n/.exec(text);
  const at = end === null ? text.length : end.index + end[0].length;
  return { head: text.slice(0, at), body: text.slice(at) };
}

function changed(bytes: Buffer, text: string, shown: string): Buffer {
  return shown === text ? bytes : Buffer.from(shown.replaceAll(COVER, '*'), 'latin1');
}

/** Every character but the ends of lines. */
function covered(text: string): string {
  return text.replace(/[^\r\n]/g, '*');
}

function withoutProofs(text: string): string {
  return text.replace(CREDENTIALS, (_, name: string, value: string) => name + withoutProof(value));
}

/** The scheme, and the harmless parameters of a digest. */
function withoutProof(value: string): string {
  const [scheme = ''] = /^\s*[\w-]+(?=\s)/.exec(value) ?? [];
  const rest = value.slice(scheme.length);
  if (!/^\s*digest$/i.test(scheme) && !/^\s*[\w-]+\s*=/.test(value)) return scheme + coveredWords(rest);
  let shown = scheme;
  let at = 0;
  for (const match of rest.matchAll(PARAMETER)) {
    const [all, name = '', equals = '', text = ''] = match;
    shown += coveredWords(rest.slice(at, match.index));
    shown += HARMLESS.has(name.toLowerCase()) ? all : name + equals + covered(text);
    at = match.index + all.length;
  }
  return shown + coveredWords(rest.slice(at));
}

function coveredWords(text: string): string {
  return text.replace(/[^\s,]/g, '*');
}

function withoutKeys(body: string): string {
  return body
    .replace(KEY_LINES, (_, name: string, value: string) => name + coveredKey(value))
    .replace(INLINE, (_, name: string, key: string) => name + covered(key));
}

/** The suite of a crypto attribute is no secret (RFC 4568 9.1). */
function coveredKey(value: string): string {
  const [suite = ''] = /^[ \t]+(?:AES|AEAD|F8|ARIA|SEED)_\w+[ \t]+/i.exec(value) ?? [];
  return suite + covered(value.slice(suite.length));
}

function maskSdp(body: string): string {
  return body.replace(/[^\r\n]+/g, (line) =>
    // Payload types look like a number in groups.
    line.startsWith('m=') ? maskRuns(line, LONG_RUN) : maskAll(maskOrigin(line)),
  );
}

/** Name of the user and of the session (RFC 8866 5.2, 5.3). */
function maskOrigin(line: string): string {
  return line.replace(/^([os]=)(\S*)/, (_, name: string, user: string) => name + maskRuns(user, SHORT_RUN));
}

function maskUser(uri: string): string {
  const at = uri.indexOf(':') + 1;
  return uri.slice(0, at) + maskRuns(uri.slice(at), SHORT_RUN);
}

function maskAll(text: string): string {
  return text
    .replace(BASE64, (token) => (hidesNumber(token) ? covered(token) : token))
    .replace(NUMBER, (found) => (IS_ADDRESS.test(found) ? found : maskOne(found)));
}

function hidesNumber(token: string): boolean {
  // Digits alone are masked as such.
  if (!/[A-Za-z]/.test(token)) return false;
  return [0, 1, 2, 3].some((skipped) =>
    /\d{7}/.test(Buffer.from(token.slice(skipped), 'base64').toString('latin1')),
  );
}

function maskRuns(text: string, runs: RegExp): string {
  return text.replace(runs, (run) => (run.includes(COVER) ? run : maskOne(run)));
}

/** Like `maskNumber`: the last four digits of a long number, and what precedes its last eight, stay. */
function maskOne(number: string): string {
  const total = number.match(ONE_DIGIT)?.length ?? 0;
  const first = total < 8 ? 0 : Math.min(total - 8, 7);
  const last = total < 8 ? total : total - 4;
  let place = -1;
  return number.replace(ONE_DIGIT, (digit) => {
    place += 1;
    return place < first || place >= last ? digit : COVER.repeat(digit.length);
  });
}
