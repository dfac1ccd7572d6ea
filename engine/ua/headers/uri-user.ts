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
  for (const uri of urisOf((value ?? '').slice(0, MAX_HEADER))) {
    const user = userOfUri(uri);
    if (user !== undefined && users.push(user) === MAX_USERS) break;
  }
  return users;
}

/** `sip:+8617100000001;ext=1@host` and `tel:+86-171-0000-0001;ext=1` both give the number's text. */
export function userOfUri(uri: string): string | undefined {
  const [user = '', ...parameters] = userPartOf(uri)?.split(';') ?? [];
  const context =
    parameters.find((one) => /^phone-context=/i.test(one))?.slice('phone-context='.length) ?? '';
  // A local number with its phone-context (RFC 3966 5.1.5).
  const isLocal = /^\d/.test(user) && /^(?:\+|%2B)\d+$/i.test(context);
  return unescaped(isLocal ? context + user : user);
}

/** The same with the text after the number: `+8617100000001;postd=1234`. */
export function dialStringOfUri(uri: string): string | undefined {
  return unescaped(userPartOf(uri) ?? '');
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

/** URIs of a comma list of addresses, in brackets or bare. Text in a quoted display name does not count. */
function* urisOf(text: string): Generator<string> {
  let bareStart = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at];
    if (char === '"') at = endOfQuoted(text, at);
    else if (char === '<') {
      const close = text.indexOf('>', at);
      if (close < 0) return;
      // A bracket that is never closed opens nothing; the last one before the end does.
      yield text.slice(text.lastIndexOf('<', close) + 1, close);
      at = close;
      bareStart = -1;
    } else if (char === ',' || char === undefined) {
      if (bareStart >= 0) yield text.slice(bareStart, at).split(';', 1)[0] ?? '';
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
