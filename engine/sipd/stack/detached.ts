/** A copy that does not hold on to the whole text of the message it was cut from, and is one piece. */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}
