/** Prompts: what callers hear, listening to it, putting one in and taking one out. */
import { useEffect, useState } from 'preact/hooks';
import type { ShownPrompt } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { count, say, sayWord } from '../language/language.js';
import { Field } from '../parts/field.js';
import { Outcome } from '../parts/outcome.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { useAnswer } from '../use-answer.js';
import { useDeeds } from '../use-deeds.js';

interface PromptsPageProps {
  readonly client: Client;
  readonly mayChange: boolean;
}

interface Heard {
  readonly title: string;
  /** The URL is that of a blob, because an audio element sends no token. */
  readonly url: string;
}

export function PromptsPage({ client, mayChange }: PromptsPageProps) {
  const { answer, problem, again } = useAnswer((signal) => client.prompts(signal), [client]);
  const [heard, setHeard] = useState<Heard>();
  const deeds = useDeeds();
  const { act } = deeds;
  useEffect(() => () => void (heard !== undefined && URL.revokeObjectURL(heard.url)), [heard]);
  const listen = async (name: string, language?: string): Promise<undefined> => {
    const audio = await client.promptAudio(name, language);
    setHeard({
      title: language === undefined ? name : `${name} (${language})`,
      url: URL.createObjectURL(audio),
    });
    return undefined;
  };
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
  const columns: Column<ShownPrompt>[] = [
    ...plainColumns,
    {
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
            onClick={() => act(() => listen(name, language))}
          >
            {say('Listen')}
            {language !== undefined && ` ${sayWord(language)}`}
          </button>
        )),
    },
  ];
  const removal: Column<ShownPrompt> = {
    title: 'Remove',
    kind: 'deed',
    cell: ({ name, builtIn }) =>
      builtIn ? undefined : (
        <button
          type="button"
          class="small danger"
          aria-label={say('Remove {name}', { name })}
          onClick={() => act(() => remove(name))}
        >
          {say('Remove')}
        </button>
      ),
  };
  return (
    <>
      {mayChange && <NewPrompt onPrompt={(name, file) => act(() => add(name, file))} />}
      <Outcome deeds={deeds} />
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {heard !== undefined && (
        <p>
          <audio controls autoplay src={heard.url} aria-label={heard.title} /> {heard.title}
        </p>
      )}
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

const plainColumns: readonly Column<ShownPrompt>[] = [
  { title: 'Name', cell: ({ name }) => <span class="free-text">{name}</span> },
  { title: 'Seconds', kind: 'amount', cell: ({ milliseconds }) => count(milliseconds / 1000, 1) },
  { title: 'dBm0', kind: 'amount', cell: ({ levelDbm0 }) => count(levelDbm0, 1) },
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
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== undefined) onPrompt(name.trim() || file.name, file);
      }}
    >
      <Field label="WAV file" hint="A-law, mu-law or 16-bit PCM, mono, 8 or 16 kHz">
        {(ids) => (
          <input
            {...ids}
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
