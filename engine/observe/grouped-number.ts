/** Numbers as people write them, in groups: `138-0000-0021` or `(138) 0000 0021`. */

/** One in a text, but not a part of an id of hexadecimal groups. */
export const GROUPED = /(?<![\w-])\(?\d(?:[ ()-]{0,2}\d){6,19}(?![\w-])/g;

/** Its digits alone. */
export function joined(number: string): string {
  return number.replace(/\D/g, '');
}
