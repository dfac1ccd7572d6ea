/** What an operator does with the numbers that are chosen in the list: another status, another owner, release. */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownApplication, ShownNumber } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import type { Phrase } from '../language/chinese.js';
import { count, say } from '../language/language.js';
import { ApplicationField } from '../parts/application-field.js';
import { ChoiceField } from '../parts/choice-field.js';
import type { NumberStatus } from '../town-client.js';
import type { Deeds } from '../use-deeds.js';

export const statuses = ['normal', 'suspended', 'unavailable', 'frozen'] as const;

const statusTexts: Readonly<Record<NumberStatus, Phrase>> = {
  normal: 'normal',
  suspended: 'suspended: no bindings, no calls',
  unavailable: 'unavailable: no bindings, no calls',
  frozen: 'frozen: no new bindings',
};
const causes = {
  arrears: 'arrears',
  stopped: 'stopped',
  restricted: 'restricted',
  'restriction-lifted': 'restriction-lifted',
  'forwarding-unconditional': 'forwarding-unconditional',
  'forwarding-no-answer': 'forwarding-no-answer',
  'forwarding-busy': 'forwarding-busy',
} as const satisfies Readonly<Record<string, Phrase>>;
/** Named in the question; of more only the count. */
const NAMED = 5;

interface NumberDeedsProps {
  readonly client: Client;
  readonly applications: readonly ShownApplication[];
  readonly deeds: Deeds;
  readonly mayTransfer: boolean;
  readonly numbers: readonly ShownNumber[];
  readonly onAll: () => void;
  readonly onDone: () => void;
}

type Asked = 'status' | 'transfer' | 'release';

export function NumberDeeds({ mayTransfer, onAll, ...props }: NumberDeedsProps) {
  const { deeds, numbers } = props;
  const [asked, setAsked] = useState<Asked>();
  const [done, setDone] = useState(0);
  const isNone = numbers.length === 0 || deeds.busy;
  return (
    <div class="deeds">
      <span class="quiet" role="status">
        {deeds.busy && numbers.length > 1
          ? say('{done} of {total} …', { done: done + 1, total: numbers.length })
          : say('{count} chosen', { count: numbers.length })}
      </span>
      <button type="button" class="small" onClick={onAll}>
        {say('Choose all of this page')}
      </button>
      <button type="button" class="small" disabled={isNone} onClick={() => setAsked('status')}>
        {say('Change status …')}
      </button>
      {mayTransfer && (
        <>
          <button type="button" class="small" disabled={isNone} onClick={() => setAsked('transfer')}>
            {say('Transfer …')}
          </button>
          <button type="button" class="small danger" disabled={isNone} onClick={() => setAsked('release')}>
            {say('Release …')}
          </button>
        </>
      )}
      {asked !== undefined && (
        <Question
          {...{ asked, applications: props.applications, numbers }}
          {...answersTo(props, setDone)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

type Answers = Pick<QuestionProps, 'onStatus' | 'onTransfer' | 'onRelease'>;

/** What each answer to the question does. `onPlace`: the number at that place is being changed. */
function answersTo(
  { client: { town }, deeds, numbers, onDone }: Omit<NumberDeedsProps, 'mayTransfer' | 'onAll'>,
  onPlace: (place: number) => void,
): Answers {
  /** One after the other; those before a refused one are done. */
  const each = (work: (number: string) => Promise<unknown>, told: string): void =>
    deeds.act(async () => {
      try {
        for (const [place, { number }] of numbers.entries()) {
          onPlace(place);
          await work(number);
        }
        return told;
      } finally {
        onDone();
      }
    });
  const all = numbers.length;
  return {
    onStatus: (status, cause) =>
      each(
        (number) => town.setNumberStatus(number, status, cause),
        say('{count} numbers are {status} now.', { count: all, status: say(status) }),
      ),
    onTransfer: (toAppKey) =>
      deeds.act(async () => {
        const found = await town.transferNumbers(
          numbers.map(({ number }) => number),
          toAppKey,
        );
        onDone();
        return transferred(found, toAppKey);
      }),
    onRelease: () =>
      each(
        (number) => town.removeNumber(number),
        say('{count} numbers are out of the pool.', { count: all }),
      ),
  };
}

function transferred(
  { moved, inUse }: { readonly moved: readonly string[]; readonly inUse: readonly string[] },
  toAppKey: string,
): string {
  const went = { count: moved.length, application: toAppKey };
  const told = say('{count} numbers belong to {application} now.', went);
  if (inUse.length === 0) return told;
  return `${told} ${say('In use, and still where they were: {numbers}', { numbers: inUse.join(', ') })}`;
}

interface QuestionProps {
  readonly asked: Asked;
  readonly applications: readonly ShownApplication[];
  readonly numbers: readonly ShownNumber[];
  readonly onStatus: (status: NumberStatus, cause: string | undefined) => void;
  readonly onTransfer: (toAppKey: string) => void;
  readonly onRelease: () => void;
  readonly onClose: () => void;
}

const titles = {
  status: 'Change the status',
  transfer: 'Transfer numbers',
  release: 'Release numbers',
} as const satisfies Readonly<Record<Asked, Phrase>>;
const warnings = {
  status: 'It holds for bindings and calls at once, and their applications are notified.',
  transfer:
    'Numbers with bindings stay where they are. They stay there whatever the configuration file said before.',
  release:
    'Numbers with bindings are refused. Those that the configuration file gives come back with the next start.',
} as const satisfies Readonly<Record<Asked, Phrase>>;

function Question(props: QuestionProps) {
  const { asked, applications, numbers, onStatus, onTransfer, onRelease, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [status, setStatus] = useState<NumberStatus>('frozen');
  const [cause, setCause] = useState<keyof typeof causes | ''>('');
  const [appKey, setAppKey] = useState('');
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const act = (): void => {
    dialog.current?.close();
    if (asked === 'status') onStatus(status, status === 'unavailable' ? cause || undefined : undefined);
    else if (asked === 'transfer') onTransfer(appKey);
    else onRelease();
  };
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        <h2 id={id}>{say(titles[asked])}</h2>
        <p class="number">{namesOf(numbers)}</p>
        {asked === 'status' && (
          <ChoiceField
            label="Status"
            choices={statusTexts}
            value={status}
            onValue={(next) => next !== '' && setStatus(next)}
          />
        )}
        {asked === 'status' && status === 'unavailable' && (
          <ChoiceField label="Cause" choices={causes} none="none said" value={cause} onValue={setCause} />
        )}
        {asked === 'transfer' && (
          <ApplicationField applications={applications} value={appKey} onValue={setAppKey} required />
        )}
        <p class="quiet">{say(warnings[asked])}</p>
        <p class="actions">
          <button type="button" autofocus onClick={() => dialog.current?.close()}>
            {say('Cancel')}
          </button>
          <button type="submit" class={asked === 'release' ? 'main danger' : 'main'}>
            {say(titles[asked])}
          </button>
        </p>
      </form>
    </dialog>
  );
}

function namesOf(numbers: readonly ShownNumber[]): string {
  const named = numbers.slice(0, NAMED).map(({ number }) => number);
  const more = numbers.length - named.length;
  return more > 0
    ? `${named.join(', ')} ${say('and {count} more', { count: count(more) })}`
    : named.join(', ');
}
