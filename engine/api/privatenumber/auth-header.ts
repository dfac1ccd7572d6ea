/**
 * Reads `Authorization` and `X-WSSE`/`X-AKSK` the way customers' clients really write them (spec 2): blanks after
 * commas or none, names in any case, values with or without quotes. One pass, no pattern that could backtrack.
 */

export interface AuthHeader {
  /** Bare words before or between attributes, in lower case: the scheme, or `usernametoken`. */
  readonly words: ReadonlySet<string>;
  /** By name in lower case; the first of several; those without a value are left out. */
  readonly attributes: ReadonlyMap<string, string>;
}

export function parseAuthHeader(header: string): AuthHeader {
  const words = new Set<string>();
  const attributes = new Map<string, string>();
  for (const part of header.split(',')) {
    const equals = part.indexOf('=');
    const before = (equals < 0 ? part : part.slice(0, equals)).split(/[ \t]/).filter((word) => word !== '');
    const name = equals < 0 ? undefined : before.pop()?.toLowerCase();
    for (const word of before) words.add(word.toLowerCase());
    const value = unquote(part.slice(equals + 1).trim());
    if (name !== undefined && value !== '' && !attributes.has(name)) attributes.set(name, value);
  }
  return { words, attributes };
}

function unquote(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
