/** Bindings in the operator API: the fields of a request in each mode, and how a binding is shown. */
import { PROMPT_NAME } from '../../../media/prompts.js';
import { EXTENSION_PATTERN } from '../../../routing/numbers/extension.js';
import type { Binding, YbPart } from '../../../routing/binding.js';
import type { ShownBinding, ShownPart } from './answers.js';
import { writtenNumber } from './phone-number.js';
import { appKey, areaCode, body, mode, number, subscriptionId, time } from './schemas.js';

const prompt = {
  type: 'string',
  pattern: PROMPT_NAME,
  description: 'A prompt.',
} as const;
const direction = {
  type: 'integer',
  enum: [0, 1, 2],
  description: '0 both ways, 1 only A calls, 2 only A is called.',
} as const;
const display = {
  type: 'string',
  enum: ['0', '1'],
  description: 'What A sees: 0 X, 1 the real caller.',
} as const;
const seconds = {
  type: 'integer',
  minimum: 0,
  maximum: 7_776_000,
  description: 'Seconds; 0 never ends.',
} as const;
const minutes = { type: 'integer', minimum: 0, maximum: 1440, description: 'Minutes; 0 no limit.' } as const;
const userData = { type: 'string', pattern: '^[^{}\\p{Cc}]{1,256}$' } as const;
const preVoice = body({ callerHintTone: prompt, calleeHintTone: prompt });
const areaMatchMode = { type: 'string', enum: ['0', '1'], description: '0 that city only, 1 any.' } as const;
const choice = { areaCode, areaMatchMode };
const common = { recordFlag: { type: 'boolean' }, recordHintTone: prompt, userData };
const timed = {
  ...common,
  callDirection: direction,
  maxDuration: minutes,
  lastMinVoice: prompt,
  preVoice,
  privateSms: { type: 'boolean', description: 'Whether its short messages are relayed; true by default.' },
};
const extension = { type: 'string', pattern: EXTENSION_PATTERN } as const;
const time0 = {
  type: 'integer',
  minimum: 0,
  maximum: 10_000_000,
  description: 'In timeUnit; 0 never.',
} as const;

export const axbRequest = body(
  { appKey, a: writtenNumber, b: writtenNumber, x: writtenNumber, ...choice, ...timed, duration: seconds },
  ['appKey', 'a', 'b'],
);

const axOptions = {
  ...timed,
  calleeNumDisplay: display,
  turnFlag: { type: 'string', enum: ['on', 'off'] },
} as const;

export const axRequest = body({ appKey, a: writtenNumber, x: writtenNumber, ...choice, ...axOptions }, [
  'appKey',
  'a',
]);

const axeOptions = {
  ...common,
  displayNumMode: display,
  callbackTone: prompt,
  callbackNum: writtenNumber,
  timeUnit: { type: 'string', enum: ['0', '1'], description: '0 hours, 1 minutes.' },
  bindExpiredTime: time0,
  callbackExpiredTime: time0,
} as const;

export const axeRequest = body(
  { appKey, a: writtenNumber, x: writtenNumber, extension, ...choice, ...axeOptions },
  ['appKey', 'a'],
);

export const axybRequest = body(
  {
    appKey,
    a: writtenNumber,
    ...choice,
    ...common,
    callDirection: direction,
    duration: seconds,
    ybDuration: seconds,
    preVoiceX: prompt,
  },
  ['appKey', 'a'],
);

export const ybRequest = body(
  { subscriptionId, b: writtenNumber, ...choice, ybDuration: seconds, preVoiceY: prompt },
  ['subscriptionId', 'b'],
);

/** What a modify may change in each mode; the same as in the compatible API (spec 3.2, 4.2, 5.2). */
export const changeable = {
  AXB: { a: writtenNumber, b: writtenNumber, ...timed, duration: seconds },
  AX: { a: writtenNumber, ...axOptions },
  AXE: axeOptions,
} as const;

/** Which of them the binding's mode has is known once the binding is found. `null` takes an optional text away. */
const removable = {
  recordHintTone: orNull(prompt),
  userData: orNull(userData),
  lastMinVoice: orNull(prompt),
  preVoice: orNull(preVoice),
  callbackTone: orNull(prompt),
  callbackNum: orNull(writtenNumber),
};
export const modifyRequest = {
  ...body({ ...changeable.AXB, ...changeable.AX, ...changeable.AXE, ...removable }),
  minProperties: 1,
} as const;

const part = {
  type: 'object',
  properties: {
    y: number,
    b: number,
    ybDuration: seconds,
    preVoiceY: prompt,
    automatic: { type: 'boolean', description: 'Made because a stranger called X.' },
    createdAt: time,
    expiresAt: time,
  },
} as const;

/** A binding of any mode; fields that its mode does not have are omitted. */
export const shownBinding = {
  $id: 'Binding',
  type: 'object',
  required: ['subscriptionId', 'mode', 'appKey', 'x', 'a', 'createdAt', 'changedAt'],
  properties: {
    subscriptionId,
    mode,
    appKey,
    x: number,
    a: number,
    b: number,
    extension,
    createdAt: time,
    changedAt: time,
    expiresAt: time,
    ...timed,
    duration: seconds,
    calleeNumDisplay: display,
    turnFlag: { type: 'string' },
    displayNumMode: display,
    callbackTone: prompt,
    callbackNum: number,
    timeUnit: { type: 'string' },
    bindExpiredTime: time0,
    callbackExpiredTime: time0,
    ybDuration: seconds,
    preVoiceX: prompt,
    parts: { type: 'array', items: part, description: 'AXYB: each B with its Y.' },
  },
} as const;

export function describeBinding(binding: Binding, parts: readonly YbPart[] | undefined): ShownBinding {
  const { id, createdAt, changedAt, expiresAt, ...rest } = binding;
  return {
    ...rest,
    subscriptionId: id,
    createdAt: new Date(createdAt).toISOString(),
    changedAt: new Date(changedAt).toISOString(),
    expiresAt: timeOf(expiresAt),
    parts: parts?.map(describePart),
  };
}

export function describePart({ createdAt, expiresAt, ...rest }: YbPart): ShownPart {
  return { ...rest, createdAt: new Date(createdAt).toISOString(), expiresAt: timeOf(expiresAt) };
}

export const shownPart = {
  $id: 'Part',
  ...part,
  properties: { subscriptionId, ...part.properties },
} as const;

/** The same values, and null. */
function orNull(schema: object): object {
  return { ...schema, type: [(schema as { readonly type: string }).type, 'null'] };
}

function timeOf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
