/** Sets up an authenticator app for the own account, shows the recovery codes once, and takes the second factor away. */
import { useState } from 'preact/hooks';
import type { ShownEnrolment } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { QrCode } from '../parts/qr-code.js';
import { SecretField } from '../parts/secret-field.js';
import type { Problem } from '../problem.js';
import { asProblem } from '../use-answer.js';

interface SecondFactorProps {
  readonly client: Client;
  readonly hasIt: boolean;
  /** It is there, or not there any more. */
  readonly onChanged: () => void;
}

export function SecondFactor({ client, hasIt, onChanged }: SecondFactorProps) {
  const [enrolment, setEnrolment] = useState<ShownEnrolment>();
  const [recovery, setRecovery] = useState<readonly string[]>();
  const accounts = client.accounts;
  if (recovery !== undefined)
    return (
      <RecoveryCodes
        codes={recovery}
        onKept={() => {
          setRecovery(undefined);
          setEnrolment(undefined);
          onChanged();
        }}
      />
    );
  if (hasIt)
    return (
      <ProofForm
        deed="Take it away"
        wantsCode
        onProof={(password, code) => accounts.removeSecondFactor(password, code).then(onChanged)}
      />
    );
  if (enrolment === undefined)
    return (
      <ProofForm
        deed="Set up an authenticator"
        onProof={(password) => accounts.enrol(password).then(setEnrolment)}
      />
    );
  return (
    <>
      <p>
        {say(
          'Scan this with the authenticator app, or type the secret in. Then type the code that it shows.',
        )}
      </p>
      <QrCode text={enrolment.uri} />
      <p>
        <code>{enrolment.key.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <ConfirmForm onCode={(code) => accounts.confirm(code).then(setRecovery)} />
    </>
  );
}

function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}) {
  return (
    <>
      <p role="status">
        {say(
          'The second factor is in force. Keep these codes: each signs in once without the authenticator.',
        )}{' '}
        {say('They are not shown again.')}
      </p>
      <pre>{codes.join('\n')}</pre>
      <p class="actions">
        <button type="button" class="main" onClick={onKept}>
          {say('I have kept them')}
        </button>
      </p>
    </>
  );
}

interface ProofFormProps {
  readonly deed: 'Take it away' | 'Set up an authenticator';
  readonly wantsCode?: boolean;
  readonly onProof: (password: string, code: string) => Promise<void>;
}

function ProofForm({ deed, wantsCode = false, onProof }: ProofFormProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { problem, busy, run } = useTrial();
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        run(onProof(password, code));
      }}
    >
      <SecretField label="Password" kind="current-password" value={password} onValue={setPassword} />
      {wantsCode && <CodeField value={code} onValue={setCode} />}
      <button type="submit" class="main" disabled={busy}>
        {say(deed)}
      </button>
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
    </form>
  );
}

function ConfirmForm({ onCode }: { readonly onCode: (code: string) => Promise<void> }) {
  const [code, setCode] = useState('');
  const { problem, busy, run } = useTrial();
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        run(onCode(code));
      }}
    >
      <CodeField value={code} onValue={setCode} />
      <button type="submit" class="main" disabled={busy}>
        {say('Confirm')}
      </button>
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
    </form>
  );
}

function CodeField(field: { readonly value: string; readonly onValue: (value: string) => void }) {
  return <SecretField label="Code" kind="one-time-code" maxLength={64} first {...field} />;
}

/** One attempt at a time, and why it failed. */
function useTrial() {
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const run = (work: Promise<void>): void => {
    setBusy(true);
    setProblem(undefined);
    void work.catch((error: unknown) => setProblem(asProblem(error))).finally(() => setBusy(false));
  };
  return { problem, busy, run };
}
