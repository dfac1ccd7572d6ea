/**
 * The regular expressions that a number rule may have: a part of the language that is fast on every text. A group has
 * no quantifier, so nothing is repeated inside a repetition, and the ways to match one text are the product of the
 * choices that its pieces leave. That product is limited.
 */
const MAX_LENGTH = 128;
/** Also the longest text that a rule is applied to. */
const MAX_COUNT = 64;
const MAX_WAYS = 20_000;
const MAX_GROUPS = 9;

/** One character or a set of them, then how often; or a bracket, or the bar between two alternatives. */
const PIECE =
  /(?:\\[d+*.#]|\[\^?[0-9+*#a-zA-Z-]+\]|[0-9#A-Za-z.])(?:(?<often>[*+?])|\{(?<least>\d{1,2})(?:(?<comma>,)(?<most>\d{1,2})?)?\})?|(?<bracket>[(|)])/y;

export interface NumberPattern {
  /** Matches a whole text. */
  readonly expression: RegExp;
  readonly groups: number;
}

/** Undefined if the text is no expression, or none that is surely fast. */
export function parseNumberPattern(text: string): NumberPattern | undefined {
  if (text === '' || text.length > MAX_LENGTH) return undefined;
  const brackets: string[] = [];
  let ways = 1;
  for (let at = 0; at < text.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const { often, least, comma, most, bracket } = PIECE.exec(text)?.groups ?? {};
    if (PIECE.lastIndex === 0) return undefined;
    if (bracket !== undefined) brackets.push(bracket);
    const highest = Number((comma === undefined ? least : most) ?? MAX_COUNT);
    if (highest > MAX_COUNT) return undefined;
    if (often !== undefined) ways *= often === '?' ? 2 : MAX_COUNT;
    if (comma !== undefined) ways *= Math.max(1, highest - Number(least) + 1);
  }
  ways *= waysOf(brackets);
  const groups = brackets.filter((one) => one === '(').length;
  if (!(ways <= MAX_WAYS) || groups > MAX_GROUPS) return undefined;
  try {
    return { expression: new RegExp(`^(?:${text})$`), groups };
  } catch {
    return undefined;
  }
}

/** The product of the numbers of alternatives, in each group and outside of them; NaN if groups are nested or open. */
function waysOf(brackets: readonly string[]): number {
  let ways = 1;
  let outside = 1;
  let inside: number | undefined;
  for (const bracket of brackets) {
    if (bracket === '|' && inside === undefined) outside += 1;
    else if (bracket === '|') inside = (inside ?? 0) + 1;
    else if ((bracket === '(') === (inside !== undefined)) return NaN;
    else if (bracket === '(') inside = 1;
    else {
      ways *= inside ?? 1;
      inside = undefined;
    }
  }
  return inside === undefined ? ways * outside : NaN;
}
