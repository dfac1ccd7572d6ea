/**
 * The fields of a binding, mode by mode, as a form shows them: what makes one, and what a change may change (the API's
 * schemas have the same, engine/api/operator/binding-schemas.ts). Values of a form are texts; an empty one is left out.
 */
import type { ShownBinding } from '../../api/operator/answers.js';
import type { Phrase } from '../language/chinese.js';
import { typedNumber } from '../parts/number-field.js';

export type BindingMode = ShownBinding['mode'];

export interface BindingField {
  /** As in the API; `preVoice.callerHintTone` is a field in a field. */
  readonly name: string;
  readonly label: Phrase;
  readonly hint?: Phrase;
  readonly kind: 'number' | 'text' | 'count' | 'prompt' | 'choice' | 'code';
  readonly choices?: Readonly<Record<string, Phrase>>;
  /** What the value of a choice is for the API. */
  readonly as?: 'integer' | 'boolean';
  readonly required?: boolean;
  /** A change may take it away. */
  readonly removable?: boolean;
}

export type Typed = Readonly<Record<string, string>>;

const a: BindingField = { name: 'a', label: 'A', hint: 'Real number of A', kind: 'number', required: true };
const b: BindingField = { name: 'b', label: 'B', hint: 'Real number of B', kind: 'number', required: true };
const choice: readonly BindingField[] = [
  { name: 'x', label: 'X', hint: 'Empty: chosen by the city', kind: 'number' },
  { name: 'areaCode', label: 'Area code', hint: 'Of the X: 0755; empty: that of A', kind: 'code' },
  {
    ...{ name: 'areaMatchMode', label: 'If that city has none', kind: 'choice' },
    choices: { '0': 'refuse', '1': 'any city' },
  },
];
const yChoice: readonly BindingField[] = [
  { name: 'areaCode', label: 'Area code', hint: 'Of the Y: 0755; empty: that of B', kind: 'code' },
  { ...(choice[2] as BindingField) },
];
const direction: BindingField = {
  ...{ name: 'callDirection', label: 'Direction', kind: 'choice', as: 'integer' },
  choices: { '0': 'both ways', '1': 'only A calls', '2': 'only A is called' },
};
const flag = (name: string, label: Phrase): BindingField => ({
  ...{ name, label, kind: 'choice', as: 'boolean', choices: { true: 'yes', false: 'no' } },
});
const prompt = (name: string, label: Phrase): BindingField => ({
  name,
  label,
  kind: 'prompt',
  removable: true,
});
const duration: BindingField = {
  name: 'duration',
  label: 'Lasts for seconds',
  hint: '0: for ever',
  kind: 'count',
};
const ybDuration: BindingField = {
  ...{
    name: 'ybDuration',
    label: 'A B keeps its Y for seconds',
    hint: '0: as long as the binding',
    kind: 'count',
  },
};
const display = (name: string): BindingField => ({
  ...{ name, label: 'A sees', kind: 'choice', choices: { '0': 'X', '1': 'the real caller' } },
});
const common: readonly BindingField[] = [
  flag('recordFlag', 'Recorded'),
  prompt('recordHintTone', 'Recording notice'),
  { name: 'userData', label: 'User data', hint: 'In its events and records', kind: 'text', removable: true },
];
const timed: readonly BindingField[] = [
  direction,
  { name: 'maxDuration', label: 'Longest call in minutes', hint: '0: no limit', kind: 'count' },
  prompt('lastMinVoice', 'Last-minute prompt'),
  prompt('preVoice.callerHintTone', 'Caller A hears'),
  prompt('preVoice.calleeHintTone', 'Callers of A hear'),
  flag('privateSms', 'Messages are relayed'),
];
const ax: readonly BindingField[] = [
  ...timed,
  display('calleeNumDisplay'),
  { name: 'turnFlag', label: 'Switched', kind: 'choice', choices: { on: 'on', off: 'off' } },
  ...common,
];
const axe: readonly BindingField[] = [
  display('displayNumMode'),
  {
    ...{ name: 'timeUnit', label: 'Unit of the two times', kind: 'choice' },
    choices: { '0': 'in hours', '1': 'in minutes' },
  },
  { name: 'bindExpiredTime', label: 'Lasts for', hint: 'In that unit; 0: for ever', kind: 'count' },
  {
    name: 'callbackExpiredTime',
    label: 'Call-back lasts',
    hint: 'In that unit; 0: as long as the binding',
    kind: 'count',
  },
  {
    name: 'callbackNum',
    label: 'Call-back number',
    hint: 'Whom A reaches if nobody has called',
    kind: 'number',
    removable: true,
  },
  prompt('callbackTone', 'Call-back prompt'),
  ...common,
];

/** What makes a binding. */
export const makingFields: Readonly<Record<BindingMode, readonly BindingField[]>> = {
  AXB: [a, b, ...choice, duration, ...timed, ...common],
  AX: [a, ...choice, ...ax],
  AXE: [
    a,
    ...choice,
    { name: 'extension', label: 'Extension', hint: 'Empty: a free one', kind: 'code' },
    ...axe,
  ],
  AXYB: [
    a,
    ...choice.filter(({ name }) => name !== 'x'),
    duration,
    ybDuration,
    direction,
    prompt('preVoiceX', 'Caller A hears'),
    ...common,
  ],
};

/** What gives a B a Y on an AXYB binding. */
export const partFields: readonly BindingField[] = [
  b,
  ...yChoice,
  ybDuration,
  prompt('preVoiceY', 'B hears'),
];

/** What a change may change; there is none in AXYB. */
export const changeFields: Readonly<Record<BindingMode, readonly BindingField[]>> = {
  AXB: [a, b, duration, ...timed, ...common],
  AX: [a, ...ax],
  AXE: axe.filter(({ name }) => name !== 'a'),
  AXYB: [],
};

/** The texts that a form begins with. */
export function typedOf(fields: readonly BindingField[], binding: ShownBinding): Typed {
  return Object.fromEntries(fields.map(({ name }) => [name, textIn(binding, name)]));
}

/** A request of what was typed. */
export function wishOf(fields: readonly BindingField[], typed: Typed): object {
  return bodyOf(
    fields.filter(({ name }) => (typed[name] ?? '').trim() !== ''),
    typed,
  );
}

/** A request of what differs; undefined: nothing does. What was emptied is taken away, or stays as it is. */
export function changesOf(fields: readonly BindingField[], before: Typed, typed: Typed): object | undefined {
  const changed = fields.filter(({ name, removable }) => {
    const now = (typed[name] ?? '').trim();
    return now !== before[name] && (now !== '' || removable === true);
  });
  if (changed.length === 0) return undefined;
  // The API replaces preVoice as a whole.
  const voices = changed.some(isVoice) ? fields.filter(isVoice) : [];
  const body = bodyOf([...changed.filter((field) => !isVoice(field)), ...voices], typed);
  const isEmptied = voices.length > 0 && voices.every(({ name }) => (typed[name] ?? '') === '');
  return isEmptied ? { ...body, preVoice: null } : body;
}

function isVoice({ name }: BindingField): boolean {
  return name.startsWith('preVoice.');
}

function bodyOf(fields: readonly BindingField[], typed: Typed): object {
  const body: Record<string, unknown> = {};
  const voice: Record<string, string> = {};
  for (const field of fields) {
    const text = (typed[field.name] ?? '').trim();
    if (!isVoice(field)) body[field.name] = valueOf(field, text);
    else if (text !== '') voice[field.name.slice('preVoice.'.length)] = text;
  }
  return Object.keys(voice).length > 0 ? { ...body, preVoice: voice } : body;
}

function valueOf({ kind, as }: BindingField, text: string): unknown {
  if (text === '') return null;
  if (kind === 'number') return typedNumber(text);
  if (kind === 'count' || as === 'integer') return Number(text);
  return as === 'boolean' ? text === 'true' : text;
}

function textIn(binding: ShownBinding, name: string): string {
  const [outer = '', inner] = name.split('.');
  const value: unknown = (binding as unknown as Record<string, unknown>)[outer];
  const found = inner === undefined ? value : (value as Record<string, unknown> | undefined)?.[inner];
  return found === undefined || found === null ? '' : String(found as string | number | boolean);
}
