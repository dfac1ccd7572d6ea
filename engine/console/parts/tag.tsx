/** A state as a word. The word carries the meaning; the colour only helps to find it. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain';

export function Tag({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span class={`tag ${tone}`}>{children}</span>;
}
