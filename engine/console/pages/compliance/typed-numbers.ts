/** Numbers as they are typed into one field: one a line, or with commas between them. */
import { typedNumber } from '../../parts/number-field.js';

export function typedNumbers(text: string): readonly string[] {
  return text.split(/[\n,;]+/).flatMap((part) => typedNumber(part) ?? []);
}
