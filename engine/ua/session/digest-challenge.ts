/**
 * Digest challenges as servers write them (RFC 3261 20.44, RFC 7235 4.1): several in one line, schemes we do not speak between
 * them, commas in quoted strings, an empty value, a comma too many.
 */

/** Parameters of one Digest challenge by lower-case name, quoted strings without their quotes. */
export type DigestParameters = ReadonlyMap<string, string>;

/** A peer's header is read no further than this. */
const MAX_LENGTH = 16_384;

/**
 * A parameter (`name=value`), else the name of a scheme. A quoted string is one piece whatever is in it.
 *
 *     Digest realm="a, b", nonce=x , Basic realm="c"
 *     scheme parameter     parameter scheme parameter
 */
const PIECE = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]*)))?|[^\w]/gy;
const BEFORE_PARAMETER = /^\s+,*\s*[\w-]+\s*=/;

/** The Digest challenges of a WWW-Authenticate or Proxy-Authenticate header, in their order. */
export function parseChallenges(value: string): DigestParameters[] {
  const challenges: Map<string, string>[] = [];
  let current: Map<string, string> | undefined;
  const header = value.slice(0, MAX_LENGTH);
  for (const match of header.matchAll(PIECE)) {
    const [piece, name, quoted, token] = match;
    if (name === undefined) continue;
    const text = quoted?.replace(/\\(.)/g, '$1') ?? token;
    if (text !== undefined) {
      // The first of a name counts: what a later one says has not been agreed upon.
      if (current?.has(name.toLowerCase()) === false) current.set(name.toLowerCase(), text);
      continue;
    }
    // A word alone is a scheme before its first parameter, and else nothing: `qop=auth,auth-int` has it.
    if (!BEFORE_PARAMETER.test(header.slice(match.index + piece.length, match.index + 128))) continue;
    current = piece.toLowerCase() === 'digest' ? new Map() : undefined;
    if (current !== undefined) challenges.push(current);
  }
  return challenges;
}
