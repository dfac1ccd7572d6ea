/** A SIP message as the log may show it: the numbers are masked, the rest is not. */
import { maskDigits, maskText } from './log.js';

/**
 * Masks numbers everywhere, written in groups or as part of an id: a Call-ID may begin with the caller's. Runs shorter
 * than a local number stay, such as ports and CSeqs.
 */
export function maskMessage(text: string): string {
  return maskText(text).replace(/\d{7,}/g, maskDigits);
}

/** Removes secrets: answers to a digest challenge, which allow offline guessing of the password, and media keys. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\bresponse="[^"]*"/gi, 'response="*"')
    .replace(/\bresponse=(?!")[^,\s]+/gi, 'response=*')
    .replace(/\binline:[^\s|;]+/gi, 'inline:*')
    .replace(/^k=.*$/gm, 'k=*');
}
