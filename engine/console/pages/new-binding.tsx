/** Makes a binding in the mode of an application. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { ApplicationField } from '../parts/application-field.js';
import { bindingAddress } from '../use-route.js';
import { makingFields, wishOf, type BindingMode } from './binding-fields.js';
import { BindingForm } from './binding-form.js';

interface NewBindingProps {
  readonly client: Client;
  readonly applications: readonly ShownApplication[];
  /** Called when one was made. */
  readonly onMade: () => void;
}

export function NewBinding({ client, applications, onMade }: NewBindingProps) {
  const [appKey, setAppKey] = useState('');
  const mode = applications.find((one) => one.appKey === appKey)?.mode;
  return (
    <>
      <p>
        <a href="#/bindings">{say('← All that was found')}</a>
      </p>
      <h2>{say('New binding')}</h2>
      <div class="question">
        <ApplicationField applications={applications} value={appKey} onValue={setAppKey} required />
      </div>
      {mode === undefined && <p class="empty quiet">{say('Its mode says what a binding of it has.')}</p>}
      {mode === 'X' && (
        <p class="empty quiet">
          {say('Applications of mode X have no bindings here: they are asked on every call, and decide.')}
        </p>
      )}
      {mode !== undefined && mode !== 'X' && <Making key={appKey} {...{ client, appKey, mode, onMade }} />}
    </>
  );
}

interface MakingProps {
  readonly client: Client;
  readonly appKey: string;
  readonly mode: BindingMode;
  readonly onMade: () => void;
}

function Making({ client, appKey, mode, onMade }: MakingProps) {
  const fields = makingFields[mode];
  return (
    <BindingForm
      client={client}
      fields={fields}
      initial={{}}
      deed="Bind"
      onDeed={async (typed) => {
        const { subscriptionId } = await client.town.bind(mode, { appKey, ...wishOf(fields, typed) });
        onMade();
        location.hash = bindingAddress(subscriptionId);
      }}
      onCancel={() => (location.hash = '#/bindings')}
    />
  );
}
