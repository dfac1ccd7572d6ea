/** The properties of one thing: names and values; missing ones are omitted. */
import type { ComponentChildren } from 'preact';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';

export type Fact = readonly [name: Phrase, value: ComponentChildren];

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl>
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
