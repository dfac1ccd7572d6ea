/** The password of an account that an administrator hands to its operator, who changes it at the first sign-in. */
import { say } from '../language/language.js';

/** Without letters and digits that look alike. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ234679';
const LENGTH = 20;

/** More than 110 bits. */
export function newPassword(): string {
  let password = '';
  while (password.length < LENGTH) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    // Every letter is as likely as the others.
    if (byte < 256 - (256 % LETTERS.length)) password += LETTERS[byte % LETTERS.length] ?? '';
  }
  return password;
}

interface PasswordToHandProps {
  readonly name: string;
  readonly password: string;
  readonly onDone: () => void;
}

export function PasswordToHand({ name, password, onDone }: PasswordToHandProps) {
  return (
    <section class="done" role="status">
      <p>{say('The password of {name} for the first sign-in, which is not shown again:', { name })}</p>
      <pre>{password}</pre>
      <p class="actions">
        <button type="button" class="small" onClick={onDone}>
          {say('I have kept it')}
        </button>
      </p>
    </section>
  );
}
