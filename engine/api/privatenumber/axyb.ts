/** AXYB: B calls X and sees Y, A calls Y and shows X (spec 6). `/rest/omp/xyrelationnumber/v1.0?app_key=` */
import type { AxybBinding, YbPart } from '../../../routing/binding.js';
import type { AxybBindings } from '../../../routing/bindings/bindings.js';
import { mandatory, type Fields } from './fields.js';
import {
  asking,
  changing,
  formatTime,
  type Answer,
  type ModeRefusals,
  type Operation,
  type OperationRequest,
} from './operation.js';
import { invalid, Refusal, results } from './result-codes.js';

export function axybOperations(bindings: AxybBindings): Record<'bind' | 'unbind' | 'query', Operation> {
  return {
    /** Two steps on one URI: a request with the id of the first step is the second step. */
    bind(request) {
      checkAppKey(request);
      return request.fields.has('subscriptionId') ? bindYb(bindings, request) : bindAx(bindings, request);
    },

    async unbind(request) {
      checkAppKey(request);
      const { application, fields } = request;
      const selector = {
        subscriptionId: mandatory(fields.subscriptionId(), 'subscriptionId'),
        y: fields.number('yNum', numberLength),
        b: fields.number('bNum', numberLength),
      };
      await changing(refusals, bindings.unbind(application, selector));
      return {};
    },

    query(request) {
      checkAppKey(request);
      const { application, fields } = request;
      const subscriptionId = fields.subscriptionId();
      const x = fields.number('relationNum', numberLength);
      if (subscriptionId === undefined && x === undefined) {
        throw invalid('subscriptionId or relationNum is mandatory.');
      }
      const found = asking(refusals, () => bindings.find(application, { subscriptionId, x }));
      if (!found) throw new Refusal(results.bindingMissing);
      const parts = found.parts.length === 0 ? [undefined] : found.parts;
      return { xyRelationNumList: parts.map((part) => describe(found.binding, part)) };
    },
  };
}

async function bindAx(bindings: AxybBindings, { application, fields }: OperationRequest): Promise<Answer> {
  const request = {
    a: mandatory(fields.number('origNum', numberLength), 'origNum'),
    areaCode: mandatory(fields.areaCode(32), 'areaCode'),
    areaMatchMode: fields.areaMatchMode(),
    callDirection: fields.direction(),
    duration: readLifetime(fields, 'duration'),
    ybDuration: readLifetime(fields, 'ybDuration'),
    recordFlag: fields.flag('recordFlag'),
    recordHintTone: fields.prompt('recordHintTone'),
    preVoiceX: fields.prompt('preVoiceX'),
    userData: fields.userData(),
  };
  const binding = await changing(refusals, bindings.bind(application, request));
  return { subscriptionId: binding.id, relationNumber: binding.x };
}

async function bindYb(bindings: AxybBindings, { application, fields }: OperationRequest): Promise<Answer> {
  const request = {
    subscriptionId: mandatory(fields.subscriptionId(), 'subscriptionId'),
    b: mandatory(fields.number('origNum', numberLength), 'origNum'),
    areaCode: fields.areaCode(32),
    areaMatchMode: fields.areaMatchMode(),
    ybDuration: readLifetime(fields, 'ybDuration'),
    preVoiceY: fields.prompt('preVoiceY'),
  };
  const part = await changing(refusals, bindings.bindY(application, request));
  return { subscriptionId: part.subscriptionId, relationNumber: part.y };
}

const numberLength = { min: 1, max: 32 };
/** 90 days in seconds. */
const LONGEST_LIFETIME = 7_776_000;

const refusals: ModeRefusals = {
  reasons: {
    'x-unknown': results.numberNotApplied,
    'x-not-owned': results.numberNotApplied,
    'x-full': results.noFreeNumber,
    'no-free-x': results.noFreeNumber,
    'no-free-y': results.noFreeNumber,
    'x-taken': results.numberAllocated,
    collision: results.bindingExists,
    'too-many-x': results.tooManyNumbers,
    'not-found': results.bindingMissing,
  },
  fields: { a: 'origNum', b: 'origNum', x: 'relationNum', y: 'yNum' },
};

/** Only this mode has the key as a parameter too; it must be the caller's own. */
function checkAppKey({ application, query }: OperationRequest): void {
  const appKey = mandatory(query.text('app_key', { max: 128 }), 'app_key');
  if (appKey !== application.appKey) throw new Refusal(results.unknownApplication);
}

/** Seconds: 0 never expires, else at least a minute. */
function readLifetime(fields: Fields, name: string): number | undefined {
  const seconds = fields.integer(name, 0, LONGEST_LIFETIME);
  if (seconds !== undefined && seconds > 0 && seconds < 60) {
    throw invalid(`${name} must be 0 or an integer from 60 to ${LONGEST_LIFETIME}.`);
  }
  return seconds;
}

function describe(binding: AxybBinding, part: YbPart | undefined): Record<string, unknown> {
  return {
    bindId: binding.id,
    numA: binding.a,
    numX: binding.x,
    numY: part?.y,
    numB: part?.b,
    recordFlag: String(binding.recordFlag),
    recordHintTone: binding.recordHintTone,
    subscribeTime: formatTime(binding.changedAt),
    callDirection: binding.callDirection,
    duration: binding.duration,
    ybDuration: part?.ybDuration ?? binding.ybDuration,
    preVoiceX: binding.preVoiceX,
    preVoiceY: part?.preVoiceY,
    userData: binding.userData,
  };
}
