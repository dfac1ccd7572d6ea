/**
 * Digest challenges and credentials as peers write them (RFC 3261 20.44, RFC 7235 4.1): several in one line, with
 * unknown schemes between them, commas in quoted strings, empty values, a comma too many.
 */

/** Parameters of one Digest challenge, or of the answer to one, by lower-case name; quoted strings without quotes. */
export type DigestParameters = ReadonlyMap<string, string>;

/** A peer's header is not read beyond this length. */
const MAX_LENGTH = 16_384;

/**
 * A parameter (`name=value`), else the name of a scheme. A quoted string is one piece, with any content.
 *
 *     Digest realm="a, b", nonce=x , Basic realm="c"
 *     scheme parameter     parameter scheme parameter
 */
const PIECE = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]*)))?|[^\w]/gy;
const BEFORE_PARAMETER = /^\s+,*\s*[\w-]+\s*=/;

/** The Digest challenges, or credentials, of a header whose lines are joined by commas, in their order. */
export function parseDigests(value: string): DigestParameters[] {
  const challenges: Map<string, string>[] = [];
  let current: Map<string, string> | undefined;
  const header = value.slice(0, MAX_LENGTH);
  for (const match of header.matchAll(PIECE)) {
    const [piece, name, quoted, token] = match;
    if (name === undefined) continue;
    const text = quoted?.replace(/\\(.)/g, '$1') ?? token;
    if (text !== undefined) {
      // The first value of a name counts; a later one has no defined meaning.
      if (current?.has(name.toLowerCase()) === false) current.set(name.toLowerCase(), text);
      continue;
    }
    // A single word is a scheme if it comes before a parameter, and else nothing: as in `qop=auth,auth-int`.
    if (!BEFORE_PARAMETER.test(header.slice(match.index + piece.length, match.index + 128))) continue;
    current = piece.toLowerCase() === 'digest' ? new Map() : undefined;
    if (current !== undefined) challenges.push(current);
  }
  return challenges;
}
