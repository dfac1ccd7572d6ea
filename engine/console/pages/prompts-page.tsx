/** Prompts: what callers hear, listening to it, putting one in and taking one out. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ShownPrompt } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { count, say, sayWord } from '../language/language.js';
import { Field } from '../parts/field.js';
import { Outcome } from '../parts/outcome.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { Tag } from '../parts/tag.js';
import { useAnswer } from '../use-answer.js';
import { useDeeds } from '../use-deeds.js';

interface PromptsPageProps {
  readonly client: Client;
  readonly mayChange: boolean;
}

/** What is listened to; a second time is another one, so that it is played again. */
interface Choice {
  readonly name: string;
  /** Undefined: the prompt has none. */
  readonly language: string | undefined;
}

export function PromptsPage({ client, mayChange }: PromptsPageProps) {
  const { answer, problem, again } = useAnswer((signal) => client.prompts(signal), [client]);
  const [choice, setChoice] = useState<Choice>();
  const heard = useAnswer(choice && ((signal) => client.promptAudio(choice, signal)), [client, choice]);
  const deeds = useDeeds();
  const remove = async (name: string): Promise<string> => {
    await client.removePrompt(name);
    again();
    return say('{name} was removed.', { name });
  };
  const add = async (name: string, file: File): Promise<string> => {
    await client.putPrompt(name, file);
    again();
    return say('{name} was added.', { name });
  };
  const columns = [...plainColumns, listenColumn(setChoice)];
  const removal = removeColumn((name) => deeds.act(() => remove(name)));
  return (
    <>
      {mayChange && <NewPrompt onPrompt={(name, file) => deeds.act(() => add(name, file))} />}
      <Outcome deeds={deeds} />
      {deeds.refused?.code === 'invalid' && (
        <p class="quiet">
          {say('Most programs can convert it, such as:')}{' '}
          <code>ffmpeg -i FILE -ar 8000 -ac 1 -c:a pcm_alaw OUT.wav</code>
        </p>
      )}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {heard.problem !== undefined && <ProblemNotice problem={heard.problem} inWords />}
      {choice !== undefined && heard.answer !== undefined && <Player choice={choice} audio={heard.answer} />}
      {answer !== undefined && (
        <Table
          label="Prompts"
          columns={mayChange ? [...columns, removal] : columns}
          rows={answer.items}
          keyOf={({ name }) => name}
          empty="There are no prompts."
        />
      )}
    </>
  );
}

/** The URL is that of a blob, because an audio element sends no token. */
function Player({ choice: { name, language }, audio }: { readonly choice: Choice; readonly audio: Blob }) {
  const url = useMemo(() => URL.createObjectURL(audio), [audio]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  const title = language === undefined ? name : `${name} (${language})`;
  return (
    <p>
      <audio controls autoplay src={url} aria-label={title} /> {title}
    </p>
  );
}

function listenColumn(onListen: (choice: Choice) => void): Column<ShownPrompt> {
  return {
    title: 'Listen',
    kind: 'deed',
    cell: ({ name, languages }) =>
      (languages ?? [undefined]).map((language) => (
        <button
          key={language}
          type="button"
          class="small"
          aria-label={
            language === undefined
              ? say('Listen to {name}', { name })
              : say('Listen to {name} in {language}', { name, language: sayWord(language) })
          }
          onClick={() => onListen({ name, language })}
        >
          {say('Listen')}
          {language !== undefined && ` ${sayWord(language)}`}
        </button>
      )),
  };
}

function removeColumn(onRemove: (name: string) => void): Column<ShownPrompt> {
  return {
    title: 'Remove',
    kind: 'deed',
    cell: ({ name, builtIn }) =>
      builtIn ? undefined : (
        <button
          type="button"
          class="small danger"
          aria-label={say('Remove {name}', { name })}
          onClick={() => onRemove(name)}
        >
          {say('Remove')}
        </button>
      ),
  };
}

/** What comes near full scale distorts where it is transcoded or mixed. */
const TOO_LOUD = -1;

const plainColumns: readonly Column<ShownPrompt>[] = [
  { title: 'Name', cell: ({ name }) => <span class="free-text">{name}</span> },
  { title: 'Seconds', kind: 'amount', cell: ({ milliseconds }) => count(milliseconds / 1000, 1) },
  { title: 'dBm0', kind: 'amount', cell: ({ levelDbm0 }) => count(levelDbm0, 1) },
  { title: 'Mean (dBFS)', kind: 'amount', cell: ({ rmsDbfs }) => count(rmsDbfs, 1) },
  {
    title: 'Peak (dBFS)',
    kind: 'amount',
    cell: ({ peakDbfs }) => (
      <>
        {count(peakDbfs, 1)} {peakDbfs > TOO_LOUD && <Tag tone="warn">{say('too loud')}</Tag>}
      </>
    ),
  },
  { title: 'Format', cell: ({ format }) => format },
  { title: 'From', cell: ({ builtIn }) => (builtIn ? 'Callveil' : say('you')) },
  { title: 'Applications', cell: ({ usedBy }) => usedBy.applications.join(', ') || undefined },
  { title: 'Bindings', kind: 'amount', cell: ({ usedBy }) => count(usedBy.bindings) },
];

interface NewPromptProps {
  readonly onPrompt: (name: string, file: File) => void;
}

function NewPrompt({ onPrompt }: NewPromptProps) {
  const [file, setFile] = useState<File>();
  const [name, setName] = useState('');
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const files = event.dataTransfer?.files;
    if (files === undefined || files[0] === undefined || input.current === null) return;
    // The field shows its name, and the form sends it as if it had been chosen there.
    input.current.files = files;
    setFile(files[0]);
  };
  return (
    <form
      class={isOver ? 'question drop' : 'question'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== undefined) onPrompt(name.trim() || file.name, file);
      }}
    >
      <Field
        label="WAV file"
        hint="Choose it, or drop it here: A-law, mu-law or 16-bit PCM, mono, 8 or 16 kHz, up to 262 s"
      >
        {(ids) => (
          <input
            {...ids}
            ref={input}
            type="file"
            accept=".wav,audio/wav"
            required
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      <Field label="Name" hint="Empty: that of the file">
        {(ids) => (
          <input
            {...ids}
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <button type="submit" class="main">
        {say('Add')}
      </button>
    </form>
  );
}
