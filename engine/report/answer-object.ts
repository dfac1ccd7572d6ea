/** The JSON in an application's answer. Real customers put an object where a list of one belongs, and the reverse. */

export type AnswerObject = Readonly<Record<string, unknown>>;

/** undefined if the body is no JSON, or not of an object. */
export function answerObject(body: string): AnswerObject | undefined {
  try {
    return objectIn(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** The value, or the first of a list; undefined if that is no object. */
export function objectIn(value: unknown): AnswerObject | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'object' && one !== null && !Array.isArray(one) ? (one as AnswerObject) : undefined;
}

/** What stands in the place of an answer that cannot be followed. */
export function wrongAnswer(
  expected: string,
  found: string,
): { readonly operation: 'wrong'; readonly because: string } {
  return { operation: 'wrong', because: `expected ${expected}, found ${found}` };
}
