/** The SIP messages of one call as a ladder of both legs; a message opens to its full text. */
import { useState } from 'preact/hooks';
import type { ShownLadder } from '../../api/operator/call-answers.js';
import type { Client } from '../client.js';
import { say, sayWith } from '../language/language.js';
import { Moment } from '../parts/moment.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Refresh } from '../parts/refresh.js';
import { asProblem, useAnswer } from '../use-answer.js';
import type { Problem } from '../problem.js';
import { saveFile } from '../save-file.js';

interface LadderPageProps {
  readonly client: Client;
  readonly sessionId: string;
}

type Message = ShownLadder['messages'][number];

export function LadderPage({ client, sessionId }: LadderPageProps) {
  const asked = useAnswer((signal) => client.ladder(sessionId, signal), [client, sessionId]);
  const [refusal, setRefusal] = useState<Problem>();
  const { answer, problem } = asked;
  const save = (): void => {
    setRefusal(undefined);
    client
      .pcap(sessionId)
      .then((file) => saveFile(file, `${sessionId}.pcap`))
      .catch((error: unknown) => setRefusal(asProblem(error)));
  };
  return (
    <>
      <p>
        <a href="#/calls">{say('← Calls in progress')}</a>
      </p>
      <h2>{sayWith('Ladder of {call}', { call: <span class="number">{sessionId}</span> })}</h2>
      <Refresh asked={asked} />
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {refusal !== undefined && <ProblemNotice problem={refusal} />}
      {answer !== undefined && (
        <>
          <p class="actions">
            <button type="button" onClick={save}>
              {say('Save for Wireshark')}
            </button>
          </p>
          <Ladder ladder={answer} />
        </>
      )}
    </>
  );
}

function Ladder({ ladder: { legs, messages } }: { readonly ladder: ShownLadder }) {
  const columns = columnsOf(legs);
  const style = { '--lanes': columns.length };
  return (
    <div class="ladder" style={style}>
      <p class="ladder-heads" aria-hidden="true">
        {columns.map((column) => (
          <span key={column} class="number">
            {column === 'Callveil' ? column : headOf(legs[column])}
          </span>
        ))}
      </p>
      <ol aria-label={say('SIP messages in their order')}>
        {messages.map((message, place) => (
          <li key={place}>
            <Rung message={message} legs={legs} columns={columns} />
          </li>
        ))}
      </ol>
      {legs
        .filter(({ missing }) => missing > 0)
        .map(({ side, peer, missing }) => (
          <p key={`${side} ${peer}`} class="quiet">
            {say(`{count} messages of the ${side}’s leg in the middle were not kept.`, { count: missing })}
          </p>
        ))}
    </div>
  );
}

interface RungProps {
  readonly message: Message;
  readonly legs: ShownLadder['legs'];
  readonly columns: readonly Column[];
}

function Rung({ message, legs, columns }: RungProps) {
  const { leg, direction, title, cseq, hasSdp, isRepeated, offsetMs, transport, peer, text, at } = message;
  const place = columns.indexOf(leg);
  const own = columns.indexOf('Callveil');
  const side = legs[leg]?.side ?? 'callee';
  const goesRight = (direction === 'in') === (side === 'caller');
  const across = Math.abs(place - own) + 1;
  const lanes = { gridColumn: `${Math.min(place, own) + 1} / span ${across}`, '--across': across };
  const tone = toneOf(title);
  const way = say(`${direction === 'in' ? 'from' : 'to'} the ${side}`);
  const label = hasSdp ? `${title} (SDP)` : title;
  return (
    <details>
      <summary>
        <span class="number quiet">+{(offsetMs / 1000).toFixed(3)}</span>
        <span class="ladder-lanes">
          <span class={`rung ${goesRight ? 'right' : 'left'} ${tone}`} style={lanes}>
            <span class="unseen">{way}: </span>
            {label}
            {isRepeated && say(' again')}
          </span>
        </span>
      </summary>
      <p class="quiet">
        {sayWith('{at} {where} {peer} over {transport}, CSeq {cseq}', {
          at: <Moment at={at} />,
          where: way,
          peer: <span class="number">{peer}</span>,
          transport,
          cseq,
        })}
      </p>
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}

/** The place of a leg, or Callveil between the caller's and the callee's. */
type Column = number | 'Callveil';

function columnsOf(legs: ShownLadder['legs']): Column[] {
  const of = (side: string): number[] => legs.flatMap((leg, place) => (leg.side === side ? [place] : []));
  return [...of('caller'), 'Callveil', ...of('callee')];
}

function headOf(leg: ShownLadder['legs'][number] | undefined): string {
  return leg === undefined ? '' : `${say(leg.side)} ${leg.peer}`;
}

function toneOf(title: string): string {
  if (/^[4-6]\d\d/.test(title)) return 'bad';
  return /^2\d\d/.test(title) ? 'good' : '';
}
