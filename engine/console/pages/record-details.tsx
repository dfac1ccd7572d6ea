/** One record with both of its legs, what happened when, and why it ended, in words. */
import type { ShownRecord } from '../../api/operator/call-answers.js';
import type { Client } from '../client.js';
import { language, say, sayWord } from '../language/language.js';
import { Facts, type Fact } from '../parts/facts.js';
import { lasting, Moment } from '../parts/moment.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { useAnswer } from '../use-answer.js';
import { resultText } from './message-result.js';
import { bindingAddress } from '../use-route.js';

interface RecordDetailsProps {
  readonly client: Client;
  /** `kind:id`. */
  readonly place: string;
}

export function RecordDetails({ client, place }: RecordDetailsProps) {
  const colon = place.indexOf(':');
  const [kind, id] = [place.slice(0, colon), place.slice(colon + 1)];
  const { answer, problem } = useAnswer((signal) => client.record(kind, id, signal), [client, kind, id]);
  return (
    <>
      <p>
        <a href="#/records">{say('← All that was found')}</a>
      </p>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <>
          <p class="verdict">{sentenceOf(answer)}</p>
          <Facts facts={factsOf(answer)} />
          {answer.kind !== 'number' && (
            <>
              <h2>{say(answer.kind === 'call' ? "The caller's leg" : 'How it came')}</h2>
              <Facts facts={callerLeg(answer)} />
              <h2>{say(answer.kind === 'call' ? "The callee's leg" : 'How it went on')}</h2>
              <Facts facts={calleeLeg(answer)} />
            </>
          )}
        </>
      )}
    </>
  );
}

/** `01:05`; nothing for a call that was not answered. */
export function talkOf({ talkSeconds }: ShownRecord): string | undefined {
  return talkSeconds === 0 ? undefined : lasting(0, talkSeconds * 1000);
}

/** In words, as far as there are words for it. */
export function endingOf({ kind, reason, ending }: ShownRecord): string {
  if (kind === 'message') return resultText(ending);
  return language() === 'en' && reason !== undefined ? reason.replace(/\.$/, '') : sayWord(ending);
}

function sentenceOf(record: ShownRecord): string {
  const { kind, fault, releasedBy, ending } = record;
  if (kind === 'number') return say('The number is {status} from then on.', { status: sayWord(ending) });
  const who = releasedBy === 'callee' ? 'The callee hung up.' : 'The caller hung up.';
  return [
    endingOf(record).replace(/[.。]?$/, language() === 'en' ? '.' : '。'),
    ...(releasedBy === undefined ? [] : [say(who)]),
    ...(fault === undefined ? [] : [say('The cause is with the {whose}.', { whose: sayWord(fault) })]),
  ].join(' ');
}

function factsOf(record: ShownRecord): Fact[] {
  const { subscriptionId, kind } = record;
  return [
    ['Id', numberOf(record.id)],
    ['Application', record.appKey],
    [
      'Binding',
      subscriptionId && (
        <a class="number" href={bindingAddress(subscriptionId)}>
          {subscriptionId}
        </a>
      ),
    ],
    ['X', numberOf(record.x)],
    ['Came', <Moment at={record.at} />],
    ['Ended', kind === 'number' ? undefined : <Moment at={record.endedAt} />],
    ['Talked', talkOf(record)],
    ['Ending', `${record.ending}${record.stateCode === undefined ? '' : ` (${record.stateCode})`}`],
    ['Cause', record.cause],
    ['Recording', record.recording],
  ];
}

function callerLeg(record: ShownRecord): Fact[] {
  return [
    ['From', numberOf(record.caller) ?? say('withheld')],
    ['Dialled', numberOf(record.dialled ?? record.x)],
    ['Extension', record.extension],
    ['Trunk', record.callerTrunk],
    ['Parts', record.parts],
  ];
}

function calleeLeg(record: ShownRecord): Fact[] {
  if (record.callee === undefined) return [['To', say('nobody: no callee was found')]];
  return [
    ['To', numberOf(record.callee)],
    ['Saw', numberOf(record.display)],
    ['Trunk', record.calleeTrunk],
    ['Dialled at', optional(record.dialledAt)],
    ['Rang', optional(record.ringingAt)],
    ['Answered', optional(record.answeredAt)],
    ['SIP status', record.sipStatus === 0 ? undefined : record.sipStatus],
    ['Q.850 cause', record.calleeQ850 === 0 ? undefined : record.calleeQ850],
    ['Attempts', record.attempts],
  ];
}

function optional(at: string | undefined) {
  return at === undefined ? undefined : <Moment at={at} />;
}

function numberOf(text: string | undefined) {
  return text === undefined ? undefined : <span class="number">{text}</span>;
}
