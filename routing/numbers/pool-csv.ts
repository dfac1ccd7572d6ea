/** Reads a file of numbers for the pool: CSV with a heading that has `number` and `area_code`, in any order. */
import { maskNumber, type E164 } from './number.js';
import type { Policy } from './policy.js';

/** A line that could not be read. `line` counts from 1, the heading included. */
export interface ImportFault {
  readonly line: number;
  readonly message: string;
}

export interface ReadNumbers {
  readonly numbers: readonly { readonly line: number; readonly number: E164; readonly areaCode: string }[];
  readonly faults: readonly ImportFault[];
}

/** Reads line by line; a bad line is reported and the rest goes on. Fields may be quoted; other columns are ignored. */
export function readNumbersCsv(csv: string, policy: Policy): ReadNumbers {
  const [heading = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = fieldsOf(heading).map((name) => name.toLowerCase());
  const numberAt = columns.indexOf('number');
  const areaAt = columns.indexOf('area_code');
  if (numberAt < 0 || areaAt < 0)
    return { numbers: [], faults: [{ line: 1, message: `expected a heading number,area_code` }] };
  const numbers: { line: number; number: E164; areaCode: string }[] = [];
  const faults: ImportFault[] = [];
  for (const [n, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const line = n + 2;
    const fields = fieldsOf(text);
    const number = policy.parse(fields[numberAt] ?? '');
    const areaCode = policy.readAreaCode(fields[areaAt] ?? '');
    if (number === undefined)
      faults.push({ line, message: `expected a phone number, found ${maskNumber(fields[numberAt] ?? '')}` });
    else if (areaCode === undefined)
      faults.push({ line, message: `expected the area code of a city, found ${fields[areaAt] ?? ''}` });
    else numbers.push({ line, number, areaCode });
  }
  return { numbers, faults };
}

function fieldsOf(line: string): readonly string[] {
  return line.split(',').map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
}
