/** One binding with all its rules, in words. */
import type { ShownBinding, ShownPart } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { BindingDeeds } from './binding-deeds.js';
import { say } from '../language/language.js';
import { Facts, type Fact } from '../parts/facts.js';
import { Moment } from '../parts/moment.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { useAnswer } from '../use-answer.js';

interface BindingDetailsProps {
  readonly client: Client;
  readonly id: string;
  readonly mayChange: boolean;
  /** Called when it was changed, or has gone. */
  readonly onChanged: () => void;
}

export function BindingDetails({ client, id, mayChange, onChanged }: BindingDetailsProps) {
  const { answer, problem, again } = useAnswer((signal) => client.binding(id, signal), [client, id]);
  const changed = (): void => {
    again();
    onChanged();
  };
  return (
    <>
      <p>
        <a href="#/bindings">{say('← All that was found')}</a>
      </p>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <>
          {mayChange && <BindingDeeds key={id} client={client} binding={answer} onChanged={changed} />}
          <Facts facts={factsOf(answer)} />
          {answer.parts !== undefined && (
            <>
              <h2>{say('Each B with its Y')}</h2>
              <Table
                label="Each B with its Y"
                columns={partColumns}
                rows={answer.parts}
                keyOf={({ y, b }) => `${y} ${b}`}
                empty="Nobody has a Y on it yet."
              />
            </>
          )}
        </>
      )}
    </>
  );
}

const partColumns: readonly Column<ShownPart>[] = [
  { title: 'B', kind: 'number', cell: ({ b }) => b },
  { title: 'Y', kind: 'number', cell: ({ y }) => y },
  { title: 'Given', cell: ({ automatic }) => say(automatic ? 'because B called X' : 'through the API') },
  { title: 'B hears', cell: ({ preVoiceY }) => preVoiceY },
  { title: 'Made', kind: 'number', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    title: 'Expires',
    kind: 'number',
    cell: ({ expiresAt }) => (expiresAt === undefined ? say('with the binding') : <Moment at={expiresAt} />),
  },
];

const directions = ['both ways', 'only A calls', 'only A is called'] as const;
const displays = { '0': 'X', '1': 'the real caller' } as const;

function factsOf(binding: ShownBinding): Fact[] {
  const { callDirection, calleeNumDisplay, displayNumMode, turnFlag, preVoice } = binding;
  const shownToA = calleeNumDisplay ?? displayNumMode;
  return [
    ['Id', <span class="number">{binding.subscriptionId}</span>],
    ['Mode', binding.mode],
    ['Application', binding.appKey],
    ['X', numberOf(binding.x)],
    ['A', numberOf(binding.a)],
    ['B', numberOf(binding.b)],
    ['Extension', numberOf(binding.extension)],
    ['Direction', callDirection === undefined ? undefined : say(directions[callDirection])],
    ['Switched', turnFlag && say(turnFlag)],
    ['A sees', shownToA === undefined ? undefined : say(displays[shownToA])],
    ['Longest call', binding.maxDuration === undefined ? undefined : minutes(binding.maxDuration)],
    ['Last-minute prompt', binding.lastMinVoice],
    ['Recorded', say(binding.recordFlag ? 'yes, if the application may' : 'no')],
    ['Recording notice', binding.recordHintTone],
    ['Caller A hears', preVoice?.callerHintTone ?? binding.preVoiceX],
    ['Callers of A hear', preVoice?.calleeHintTone],
    ['Call-back number', numberOf(binding.callbackNum)],
    ['Call-back prompt', binding.callbackTone],
    ['Call-back lasts', callbackTime(binding)],
    ['User data', binding.userData && <span class="free-text">{binding.userData}</span>],
    ['Made', <Moment at={binding.createdAt} />],
    ['Changed', <Moment at={binding.changedAt} />],
    ['Expires', binding.expiresAt === undefined ? say('never') : <Moment at={binding.expiresAt} />],
  ];
}

function numberOf(text: string | undefined) {
  return text && <span class="number">{text}</span>;
}

function minutes(count: number): string {
  return count === 0 ? say('no limit') : say('{minutes} min', { minutes: count });
}

function callbackTime({ callbackExpiredTime, timeUnit }: ShownBinding): string | undefined {
  if (callbackExpiredTime === undefined) return undefined;
  return callbackExpiredTime === 0
    ? say('as long as the binding')
    : timeUnit === '1'
      ? say('{minutes} min', { minutes: callbackExpiredTime })
      : say('{hours} h', { hours: callbackExpiredTime });
}
