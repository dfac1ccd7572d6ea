/**
 * The user part of a SIP or tel URI in a header of the network: the number dialled, or who calls. Reads hostile text:
 * one pass, bounded, undefined when there is none.
 */
const MAX_HEADER = 1024;

/** User of the first SIP or tel URI of a From, To or P-Asserted-Identity value; text as the peer wrote it, unescaped. */
export function userOfHeader(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = value.slice(0, MAX_HEADER);
  const open = openBracket(text);
  if (open < 0) return userOfUri(text.split(/[;,]/, 1)[0] ?? '');
  const close = text.indexOf('>', open);
  return close < 0 ? undefined : userOfUri(text.slice(open + 1, close));
}

/** `sip:+8617100000001;phone-context=x@host` and `tel:+86-171-0000-0001;ext=1` both give the number's text. */
export function userOfUri(uri: string): string | undefined {
  const scheme = /^\s*(sips?|tel):/i.exec(uri);
  if (scheme === null) return undefined;
  const rest = uri.slice(scheme[0].length, MAX_HEADER);
  if (scheme[1]?.toLowerCase() === 'tel') return unescaped(rest.split(/[;?]/, 1)[0] ?? '');
  const at = rest.lastIndexOf('@');
  return at < 0 ? undefined : unescaped(rest.slice(0, at).split(/[;:]/, 1)[0] ?? '');
}

/** Where the `<` of the URI is: not one inside the quoted display name. */
function openBracket(text: string): number {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted && char === '\\') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (char === '<' && !quoted) return at;
  }
  return -1;
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
