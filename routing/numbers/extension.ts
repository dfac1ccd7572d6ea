/** Extensions (E) of AXE: numbers from 1 on, written with as many digits as the application says (spec 5.1). */

export const MAX_EXTENSION_DIGITS = 4;

/** What a request may write, as a JSON schema says it; fewer digits than the application's are padded. */
export const EXTENSION_PATTERN = `^[0-9]{1,${MAX_EXTENSION_DIGITS}}$`;

/** undefined where the text is no extension of so many digits, padded or not. */
export function extensionOf(text: string, digits: number): number | undefined {
  const extension = /^\d+$/.test(text) && text.length <= digits ? Number(text) : 0;
  return extension === 0 ? undefined : extension;
}

export function writtenExtension(extension: number, digits: number): string {
  return String(extension).padStart(digits, '0');
}
