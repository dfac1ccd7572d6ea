/** Reads the configuration file again: first what would change, then, if the operator wants it, in force. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownReload } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import { Outcome } from '../parts/outcome.js';
import { useDeeds } from '../use-deeds.js';

interface ReloadConfigurationProps {
  readonly client: Client;
  readonly onApplied: () => void;
}

export function ReloadConfiguration({ client, onApplied }: ReloadConfigurationProps) {
  const deeds = useDeeds();
  const [checked, setChecked] = useState<ShownReload>();
  const check = async (): Promise<string | undefined> => {
    const found = await client.reload(true);
    if (found.outcome === 'unchanged') return say('The file says what is in force already.');
    setChecked(found);
    return undefined;
  };
  const apply = async (): Promise<string> => {
    setChecked(undefined);
    await client.reload(false);
    onApplied();
    return say('The configuration file is in force. Calls in progress keep what they began with.');
  };
  return (
    <>
      <p class="actions">
        <button type="button" disabled={deeds.busy} onClick={() => deeds.act(check)}>
          {say('Reload the configuration …')}
        </button>
      </p>
      <Outcome deeds={deeds} />
      {checked !== undefined && (
        <ReloadQuestion
          found={checked}
          onApply={() => deeds.act(apply)}
          onClose={() => setChecked(undefined)}
        />
      )}
    </>
  );
}

interface ReloadQuestionProps {
  readonly found: ShownReload;
  readonly onApply: () => void;
  readonly onClose: () => void;
}

function ReloadQuestion({ found: { changes, doubts }, onApply, onClose }: ReloadQuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="wide" aria-labelledby="reload" onClose={onClose}>
      <h2 id="reload">{say('Put these changes in force?')}</h2>
      <Lines title="Changes" lines={changes} />
      <Lines title="Can hardly be meant" lines={doubts} />
      <p class="actions">
        <button type="button" autofocus onClick={() => dialog.current?.close()}>
          {say('Cancel')}
        </button>
        <button type="button" class="main" onClick={onApply}>
          {say('Put in force')}
        </button>
      </p>
    </dialog>
  );
}

/** As the API says them, with keys of the configuration. */
function Lines({ title, lines }: { readonly title: Phrase; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{say(title)}</h3>
      <ul class="lines" lang="en">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
