/** What became of a message, in words; the keys are the API's. */
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import type { Tone } from '../parts/tag.js';

const texts: Readonly<Record<string, Phrase>> = {
  sent: "The receiver's carrier took it.",
  delivered: 'It was delivered; a receipt says so.',
  unknown: 'The carrier may have taken it: it is never sent twice.',
  undeliverable: "The receiver's network could not deliver it.",
  'expired-there': "It expired in the receiver's network.",
  'unknown-trunk': 'It came from no trunk that is configured.',
  'not-text': 'It was no text.',
  empty: 'It had no text.',
  'too-long': 'It was too long.',
  'too-many': 'The sender sent too many.',
  stopping: 'Callveil was stopping.',
  overloaded: 'Callveil was overloaded.',
  'not-kept': 'It could not be written to the disk.',
  'internal-error': 'A fault of Callveil; the log has more.',
  'caller-unusable': "The sender's number was missing or malformed.",
  'landline-caller': 'A fixed line may not send.',
  'number-not-ours': 'The number is none of the pool.',
  'number-suspended': 'The number is suspended.',
  'number-unavailable': 'The number is unavailable.',
  'application-frozen': 'The application is frozen.',
  'not-allowed': 'The binding or the application allows no messages.',
  'not-in-mode': 'The mode of the application has no messages.',
  'no-binding': 'There is no binding for it.',
  'no-recipient': 'The text names no receiver.',
  'own-number': "It was to the sender's own number.",
  'no-y-available': 'No Y is free.',
  blacklisted: 'The sender or the receiver is on a blacklist.',
  rule: 'A rule refused it.',
  discarded: 'The application discarded it.',
  'application-silent': 'The application did not answer.',
  'application-answer-wrong': 'The answer of the application was wrong.',
  'no-route': 'No trunk carries it.',
  refused: "The receiver's carrier refused it.",
  'receiver-unknown': 'The receiver does not exist.',
  'receiver-unavailable': 'The receiver could not be reached.',
  'trunk-failed': 'Every trunk failed.',
  expired: 'It was tried until it expired.',
};

export function resultText(result: string): string {
  const text = texts[result];
  return text === undefined ? result : say(text);
}

export function resultTone(result: string): Tone {
  if (result === 'sent' || result === 'delivered') return 'good';
  return result === 'unknown' || result === 'discarded' ? 'warn' : 'bad';
}
