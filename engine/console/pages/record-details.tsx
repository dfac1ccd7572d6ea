/** One record with both of its legs, what happened when, and why it ended, in words. */
import type { ShownRecord } from '../../api/operator/call-answers.js';
import type { Client } from '../client.js';
import { count, language, say, sayWord } from '../language/language.js';
import { Facts, type Fact } from '../parts/facts.js';
import { lasting, Moment } from '../parts/moment.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Tag } from '../parts/tag.js';
import { useAnswer } from '../use-answer.js';
import { resultText } from './message-result.js';
import { bindingAddress, explainAddress, ladderAddress, recordingAddress } from '../use-route.js';

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
          {answer.kind === 'call' && (
            <p class="actions">
              <a href={explainAddress(id)}>{say('Explain this call')}</a>
              <a href={ladderAddress(id)}>{say('Ladder')}</a>
            </p>
          )}
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

/** How it ended, in words. */
export function sentenceOf(record: ShownRecord): string {
  const { kind, fault, releasedBy, ending } = record;
  if (kind === 'number') return say('The number is {status} from then on.', { status: sayWord(ending) });
  const who = releasedBy === 'callee' ? 'The callee hung up.' : 'The caller hung up.';
  const how = endingOf(record).replace(/[.。]?$/, language() === 'en' ? '.' : '。');
  return [
    how,
    ...(releasedBy === undefined || how === say(who) ? [] : [say(who)]),
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
    [
      'Recording',
      record.recording && (
        <a class="number" href={recordingAddress(record.id)}>
          {record.recording}
        </a>
      ),
    ],
  ];
}

function callerLeg(record: ShownRecord): Fact[] {
  return [
    ['From', numberOf(record.caller) ?? say('withheld')],
    ['Dialled', numberOf(record.dialled ?? record.x)],
    ['Extension', record.extension],
    ['Trunk', record.callerTrunk],
    ['Heard (MOS)', scoreOf(record.callerMos)],
    ['Parts', record.parts],
  ];
}

function calleeLeg(record: ShownRecord): Fact[] {
  if (record.callee === undefined) return [['To', say('nobody: no callee was found')]];
  return [
    ['To', numberOf(record.callee)],
    ['Saw', numberOf(record.display)],
    ['Trunk', record.calleeTrunk],
    ['Heard (MOS)', scoreOf(record.calleeMos)],
    ['Tried', triedOf(record)],
    ['Dialled at', optional(record.dialledAt)],
    ['Rang', optional(record.ringingAt)],
    ['Answered', optional(record.answeredAt)],
    ['SIP status', record.sipStatus === 0 ? undefined : record.sipStatus],
    ['Q.850 cause', record.calleeQ850 === 0 ? undefined : record.calleeQ850],
    ['Attempts', record.attempts],
  ];
}

/** Mean opinion score (ITU-T G.107), with what it means to those who heard it (P.800: 4 good, 3 fair, 2 poor). */
function scoreOf(mos: number | undefined) {
  if (mos === undefined) return undefined;
  const word = mos >= 4 ? 'good' : mos >= 3.5 ? 'fair' : mos >= 2.5 ? 'poor' : 'bad';
  const tone = mos >= 3.5 ? 'good' : mos >= 2.5 ? 'warn' : 'bad';
  return (
    <>
      <span class="number">{count(mos, 2)}</span> <Tag tone={tone}>{say(word)}</Tag>
    </>
  );
}

/** Of one way that answered at once there is nothing to tell. */
function triedOf({ tried }: ShownRecord) {
  if (tried === undefined || (tried.length === 1 && tried[0]?.outcome === 'answered')) return undefined;
  return tried
    .map(
      ({ trunk, outcome, status }) => `${trunk}: ${say(outcome)}${status === undefined ? '' : ` ${status}`}`,
    )
    .join(language() === 'zh' ? '；' : '; ');
}

function optional(at: string | undefined) {
  return at === undefined ? undefined : <Moment at={at} />;
}

function numberOf(text: string | undefined) {
  return text === undefined ? undefined : <span class="number">{text}</span>;
}
