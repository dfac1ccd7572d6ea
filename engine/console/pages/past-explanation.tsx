/** Why a call of the past, or one in progress, went as it did. */
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { useAnswer } from '../use-answer.js';
import { ladderAddress, recordAddress, recordingAddress } from '../use-route.js';
import { sentenceOf } from './record-details.js';
import { Steps } from './explanation.js';

interface PastExplanationProps {
  readonly client: Client;
  readonly sessionId: string;
}

const SOURCES = {
  record: 'From its record.',
  live: 'The call is in progress.',
  refused: 'It reached no application, so it has no record.',
} as const;

export function PastExplanation({ client, sessionId }: PastExplanationProps) {
  const { answer, problem } = useAnswer(
    (signal) => client.system.explainCall(sessionId, signal),
    [client, sessionId],
  );
  if (problem !== undefined) return <ProblemNotice problem={problem} inWords />;
  if (answer === undefined) return null;
  const { from, steps, record, hasLadder } = answer;
  return (
    <section aria-label={say('Answer')}>
      <p
        class={`health ${record?.fault === undefined && from !== 'refused' ? 'good' : 'warn'}`}
        role="status"
      >
        {record === undefined ? say(SOURCES[from]) : sentenceOf(record)}
      </p>
      <h2>{say('Step by step')}</h2>
      <Steps steps={steps} />
      <p class="actions">
        {record !== undefined && <a href={recordAddress('call', sessionId)}>{say('Show the record')}</a>}
        {record?.recording !== undefined && (
          <a href={recordingAddress(sessionId)}>{say('Show the recording')}</a>
        )}
        {hasLadder && <a href={ladderAddress(sessionId)}>{say('Show its ladder')}</a>}
      </p>
    </section>
  );
}
