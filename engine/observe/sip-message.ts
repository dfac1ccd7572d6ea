/** A SIP message as the log may show it: whom it is about is masked, how it went is not. */
import { maskDigits, maskText } from './log.js';

/**
 * Numbers masked wherever they stand, written in groups or as part of an id: a Call-ID may begin with the caller's. What is
 * shorter than a local number stays, ports and CSeqs among it.
 */
export function maskMessage(text: string): string {
  return maskText(text).replace(/\d{7,}/g, maskDigits);
}

/** Without what opens something: answers to a digest challenge, which can be tried against passwords at leisure, and keys of media. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\bresponse="[^"]*"/gi, 'response="*"')
    .replace(/\bresponse=(?!")[^,\s]+/gi, 'response=*')
    .replace(/\binline:[^\s|;]+/g, 'inline:*')
    .replace(/^k=.*$/gm, 'k=*');
}
