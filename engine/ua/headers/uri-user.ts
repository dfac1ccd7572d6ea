/**
 * The user part of a SIP or tel URI in a received header: the number dialled, or the caller. The text may be hostile:
 * one pass, bounded; undefined if there is none.
 */
const MAX_HEADER = 4096;
const MAX_URI = 1024;
/** RFC 3325 9.1 allows two identities; a few more are read if there are more. */
const MAX_USERS = 8;

/** User of the first SIP or tel URI of a From or To value; text as the peer wrote it, unescaped. */
export function userOfHeader(value: string | undefined): string | undefined {
  return usersOfHeader(value)[0];
}

/**
 * Users of all SIP and tel URIs of a header, in order: P-Asserted-Identity may have two, on one line or on two lines
 * that the layer below has joined by a comma (RFC 3325 9.1).
 */
export function usersOfHeader(value: string | undefined): readonly string[] {
  const users: string[] = [];
  if (value === undefined) return users;
  for (const { uri } of addressesOf(value)) {
    users.push(...usersOfUri(uri));
    if (users.length >= MAX_USERS) break;
  }
  return users.slice(0, MAX_USERS);
}

/** `sip:+8617100000001;ext=1@host` and `tel:+86-171-0000-0001;ext=1` both give the number's text. */
export function userOfUri(uri: string): string | undefined {
  return usersOfUri(uri)[0];
}

/**
 * Readings of a URI's user, the likeliest first. A local number has its phone-context before it (RFC 3966 5.1.5); some
 * peers add the context to numbers that are complete without it.
 */
export function usersOfUri(uri: string): readonly string[] {
  const [user = '', ...parameters] = userPartOf(uri)?.split(';') ?? [];
  const alone = unescaped(user);
  if (alone === undefined) return [];
  const context = contextIn(parameters) ?? contextIn(uri.slice(0, MAX_URI).split(';')) ?? '';
  const isLocal = /^[\d(]/.test(alone) && /^(?:\+|%2B)[\d().-]+$/i.test(context);
  return isLocal ? [`+${context.replace(/^\+|^%2B/i, '')}${alone}`, alone] : [alone];
}

/** The user with the text after the number: `+8617100000001;postd=1234`, `28000001;phone-context=+86755`. */
export function dialStringOfUri(uri: string): string | undefined {
  const part = userPartOf(uri) ?? '';
  if (part === '' || contextIn(part.split(';')) !== undefined) return unescaped(part);
  // Some peers write it as a parameter of the URI instead of the user.
  const context = contextIn(uri.slice(0, MAX_URI).split(';'));
  return unescaped(context === undefined ? part : `${part};phone-context=${context}`);
}

function contextIn(parameters: readonly string[]): string | undefined {
  const found = parameters.find((one) => /^phone-context=/i.test(one));
  return found?.slice('phone-context='.length).split(/[@?>]/, 1)[0];
}

/** The part of a URI that holds a number, with its parameters and without a password; as it is written. */
function userPartOf(uri: string): string | undefined {
  const scheme = /^\s*(sips?|tel):/i.exec(uri);
  if (scheme === null) return undefined;
  const rest = uri.slice(scheme[0].length, MAX_URI);
  if (scheme[1]?.toLowerCase() === 'tel') return (rest.split('?', 1)[0] ?? '').trim();
  const at = rest.lastIndexOf('@');
  return at < 0 ? undefined : rest.slice(0, at).split(':', 1)[0];
}

/** Each address of a Contact: its URI, and the header parameters after it. */
export function urisWithParameters(
  value: string | undefined,
): readonly { readonly uri: string; readonly parameters: string }[] {
  const text = (value ?? '').slice(0, MAX_HEADER);
  const found: { uri: string; parameters: string }[] = [];
  for (const item of text.matchAll(
    /<([^<>]{1,1024})>([^,<]*)|(?:^|,)\s*(sips?:[^\s,<>;?]{1,1024})([^,<]*)/gi,
  )) {
    const [, bracketed, behind = '', bare = '', parameters = behind] = item;
    found.push({ uri: bracketed ?? bare, parameters });
  }
  return found;
}

/**
 * A comma list of addresses, in brackets or bare: their URIs, and for those in brackets the parameters behind. Text in
 * a quoted display name does not count.
 */
export function* addressesOf(
  value: string,
): Generator<{ readonly uri: string; readonly parameters: string }> {
  const text = value.slice(0, MAX_HEADER);
  let bareStart = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at];
    if (char === '"') at = endOfQuoted(text, at);
    else if (char === '<') {
      const close = text.indexOf('>', at);
      if (close < 0) return;
      // A bracket that is never closed opens nothing; the last one before the end does.
      const parameters = text.slice(close + 1).split(',', 1)[0] ?? '';
      yield { uri: text.slice(text.lastIndexOf('<', close) + 1, close), parameters };
      at = close;
      bareStart = -1;
    } else if (char === ',' || char === undefined) {
      if (bareStart >= 0) {
        const bare = text.slice(bareStart, at);
        // Parameters behind a bare URI are the header's (RFC 3261 20.10), except where a tel URI has its context there.
        yield { uri: /^\s*tel:/i.test(bare) ? bare : (bare.split(';', 1)[0] ?? ''), parameters: '' };
      }
      bareStart = at + 1;
    }
  }
}

/**
 * Position of the quote that ends the string opened at `start`; `start` itself if there is none, since the quote then
 * means nothing.
 */
function endOfQuoted(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return start;
}

function unescaped(user: string): string | undefined {
  if (user === '') return undefined;
  if (!user.includes('%')) return user;
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}
