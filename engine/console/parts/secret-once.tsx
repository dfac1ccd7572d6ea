/** A secret that was just made: shown once, and gone when this is closed. */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownSecret } from '../../api/operator/system-answers.js';
import { say } from '../language/language.js';

interface SecretOnceProps {
  readonly secret: ShownSecret;
  readonly onClose: () => void;
}

export function SecretOnce({ secret: { application, appSecret }, onClose }: SecretOnceProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [copied, setCopied] = useState(false);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const copy = (): void => {
    // Without a secure context there is no clipboard; the secret can be selected all the same.
    const { clipboard } = navigator as { readonly clipboard?: Clipboard };
    clipboard?.writeText(appSecret).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{say('Secret of {key}', { key: application.appKey })}</h2>
      <p>{say('Copy it now: Callveil does not show it again.')}</p>
      <p>
        <code class="secret">{appSecret}</code>
      </p>
      <p class="actions">
        <button type="button" autofocus onClick={copy}>
          {say(copied ? 'Copied' : 'Copy')}
        </button>
        <button type="button" class="main" onClick={() => dialog.current?.close()}>
          {say('I have it')}
        </button>
      </p>
    </dialog>
  );
}
