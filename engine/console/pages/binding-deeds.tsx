/** What an operator does with a binding: changing it, giving a B a Y (AXYB), ending it. */
import { useState } from 'preact/hooks';
import type { ShownBinding } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { Confirm } from '../parts/confirm.js';
import { Outcome } from '../parts/outcome.js';
import { useDeeds } from '../use-deeds.js';
import { changeFields, changesOf, partFields, typedOf, wishOf, type Typed } from './binding-fields.js';
import { BindingForm } from './binding-form.js';

interface BindingDeedsProps {
  readonly client: Client;
  readonly binding: ShownBinding;
  readonly onChanged: () => void;
}

type Open = 'change' | 'part' | 'end';

export function BindingDeeds({ client, binding, onChanged }: BindingDeedsProps) {
  const [open, setOpen] = useState<Open>();
  const deeds = useDeeds();
  const { subscriptionId: id, mode } = binding;
  const done = (text: string): void => {
    setOpen(undefined);
    deeds.told(text);
    onChanged();
  };
  return (
    <>
      <p class="actions">
        {mode === 'AXYB' ? (
          <button type="button" onClick={() => setOpen('part')}>
            {say('Give a B a Y …')}
          </button>
        ) : (
          <button type="button" onClick={() => setOpen('change')}>
            {say('Change …')}
          </button>
        )}
        <button type="button" class="danger" onClick={() => setOpen('end')}>
          {say('Unbind …')}
        </button>
      </p>
      {mode === 'AXYB' && (
        <p class="quiet">{say('A binding of mode AXYB is not changed: unbind it, and bind again.')}</p>
      )}
      <Outcome deeds={deeds} />
      {open === 'change' && <Change {...{ client, binding, done }} onCancel={() => setOpen(undefined)} />}
      {open === 'part' && (
        <BindingForm
          client={client}
          fields={partFields}
          initial={{}}
          deed="Give a Y"
          onDeed={async (typed) => {
            const { y } = await client.town.bindPart({ subscriptionId: id, ...wishOf(partFields, typed) });
            done(say('The Y is {y}.', { y }));
          }}
          onCancel={() => setOpen(undefined)}
        />
      )}
      {open === 'end' && (
        <Confirm
          title="Unbind?"
          text="A call in progress goes on; from then on X reaches nobody through it. In AXYB all its Y go too."
          facts={[
            ['Mode', mode],
            ['X', <span class="number">{binding.x}</span>],
            ['A', <span class="number">{binding.a}</span>],
            ['B', binding.b && <span class="number">{binding.b}</span>],
          ]}
          keep="Keep it"
          deed="Unbind"
          onDeed={async () => {
            await client.town.removeBinding(id);
            onChanged();
            location.hash = '#/bindings';
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

interface ChangeProps {
  readonly client: Client;
  readonly binding: ShownBinding;
  readonly done: (text: string) => void;
  readonly onCancel: () => void;
}

/** What others change meanwhile stays: only what differs from what the form began with is sent. */
function Change({ client, binding, done, onCancel }: ChangeProps) {
  const fields = changeFields[binding.mode];
  const [before] = useState<Typed>(() => typedOf(fields, binding));
  return (
    <BindingForm
      client={client}
      fields={fields}
      initial={before}
      deed="Change"
      onDeed={async (typed) => {
        const changes = changesOf(fields, before, typed);
        if (changes === undefined) return done(say('Nothing was changed.'));
        await client.town.modifyBinding(binding.subscriptionId, changes);
        done(say('It was changed. A call in progress goes on as it began.'));
      }}
      onCancel={onCancel}
    />
  );
}
