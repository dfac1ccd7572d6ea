/** Whether the audit is as it was written; with a head that was noted earlier, also that nothing was taken away. */
import { useState } from 'preact/hooks';
import type { ShownHead, ShownVerification } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { Facts } from '../parts/facts.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { TextField } from '../parts/text-field.js';
import { useAnswer } from '../use-answer.js';

export function VerifyAudit({ client }: { readonly client: Client }) {
  const [head, setHead] = useState('');
  const [noted, setNoted] = useState<Partial<ShownHead>>();
  const { answer, problem, asking } = useAnswer(noted && (() => client.verifyAudit(noted)), [client, noted]);
  return (
    <details class="verify">
      <summary>{say('Verify the chain')}</summary>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          setNoted(typedHead(head));
        }}
      >
        <TextField
          label="Head noted earlier"
          hint="Entry and hash, as shown below; empty: only the chain itself"
          value={head}
          onValue={setHead}
        />
        <button type="submit" class="main" disabled={asking}>
          {say(asking ? 'Verifying …' : 'Verify')}
        </button>
      </form>
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      {answer !== undefined && <Verdict found={answer} />}
    </details>
  );
}

function Verdict({
  found: { intact, entries, head, checkpoint, broken },
}: {
  readonly found: ShownVerification;
}) {
  return (
    <>
      <p class={`health ${intact ? 'good' : 'bad'}`} role="status">
        <strong>{say(intact ? 'Intact' : 'Broken')}</strong>{' '}
        {say('{entries} entries are as they were written.', { entries })}
      </p>
      <Facts
        facts={[
          ['Head', <HeadText head={head} />],
          ['Cut off up to', checkpoint && <HeadText head={checkpoint} />],
          [
            'Broken at',
            broken && (
              <>
                {say('line {line}, entry {entry}', { line: broken.line, entry: broken.sequence })}{' '}
                <span lang="en">{broken.because}</span>
              </>
            ),
          ],
        ]}
      />
    </>
  );
}

function HeadText({ head: { sequence, hash } }: { readonly head: ShownHead }) {
  return (
    <span class="number">
      {sequence} {hash}
    </span>
  );
}

/** `1234 9f86…`, as it is shown; the API refuses anything else, a place without its hash too. */
function typedHead(text: string): Partial<ShownHead> {
  const [sequence, hash] = text.trim().split(/\s+/);
  if (sequence === undefined || sequence === '') return {};
  return { sequence: Number(sequence), hash: hash ?? '' };
}
