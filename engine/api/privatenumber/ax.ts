/** AX: X belongs to one A, and anyone may call it (spec 4). `/rest/provision/caas/privatenumber/v1.0` */
import type { AxBinding } from '../../../routing/binding.js';
import type { AxBindings, AxOptions } from '../../../routing/bindings/bindings.js';
import { mandatory, type Fields } from './fields.js';
import { asking, changing, type ModeRefusals, type Operation } from './operation.js';
import { invalid, Refusal, results } from './result-codes.js';

export function axOperations(
  bindings: AxBindings,
): Record<'bind' | 'modify' | 'unbind' | 'query', Operation> {
  return {
    async bind({ application, fields }) {
      fields.choice('privateNumType', ['mobile-virtual']);
      const request = {
        a: mandatory(fields.number('origNum', numberLength), 'origNum'),
        x: fields.number('privateNum', numberLength),
        areaCode: fields.areaCode(32),
        areaMatchMode: fields.areaMatchMode(),
        recordHintTone: fields.prompt('recordHintTone'),
        preVoice: fields.preVoice(),
        ...readOptions(fields),
      };
      if (request.x === undefined && request.areaCode === undefined) {
        throw invalid('privateNum or areaCode is mandatory.');
      }
      const binding = await changing(refusals, bindings.bind(application, request));
      return { origNum: binding.a, privateNum: binding.x, subscriptionId: binding.id };
    },

    async modify({ application, fields }) {
      const request = {
        ...readSelector(fields),
        a: fields.number('origNum', numberLength),
        recordHintTone: fields.prompt('recordHintTone'),
        preVoice: fields.preVoice(),
        ...readOptions(fields),
        ...fields.removals(['recordHintTone', 'lastMinVoice', 'preVoice', 'userData']),
      };
      await changing(refusals, bindings.modify(application, request));
      return {};
    },

    async unbind({ application, fields }) {
      const selector = { ...readSelector(fields), a: fields.number('origNum', numberLength) };
      await changing(unbindRefusals, bindings.unbind(application, selector));
      return {};
    },

    query({ application, fields }) {
      const selector = {
        subscriptionId: fields.subscriptionId(),
        a: fields.number('origNum', numberLength),
        x: fields.number('privateNum', numberLength),
      };
      if (Object.values(selector).every((value) => value === undefined)) {
        throw invalid('subscriptionId, origNum or privateNum is mandatory.');
      }
      const found = asking(refusals, () => bindings.find(application, selector));
      if (found.length === 0) throw new Refusal(results.bindingMissing);
      return { privateNumList: found.map(describe) };
    },
  };
}

const numberLength = { min: 1, max: 32 };

export const axFields = { a: 'origNum', b: 'calleeNum', callee: 'calleeNum', x: 'privateNum' };

const refusals: ModeRefusals = {
  reasons: {
    'x-unknown': results.numberNotApplied,
    'x-not-owned': results.numberNotApplied,
    'x-full': results.noFreeNumber,
    'no-free-x': results.noFreeNumber,
    'x-taken': results.numberAllocated,
    collision: results.numberAllocated,
    'too-many-x': results.tooManyNumbers,
    'not-found': results.bindingMissing,
  },
  fields: axFields,
};

/** Unbinding a number that is not bound has its own code (spec 4.3). */
const unbindRefusals: ModeRefusals = {
  ...refusals,
  reasons: { ...refusals.reasons, 'not-found': results.numberNotApplied },
};

function readSelector(fields: Fields): { subscriptionId: string | undefined; x: string | undefined } {
  const selector = { subscriptionId: fields.subscriptionId(), x: fields.number('privateNum', numberLength) };
  if (selector.subscriptionId === undefined && selector.x === undefined) {
    throw invalid('subscriptionId or privateNum is mandatory.');
  }
  return selector;
}

function readOptions(fields: Fields): AxOptions {
  return {
    recordFlag: fields.flag('recordFlag'),
    privateSms: fields.flag('privateSms'),
    maxDuration: fields.integer('maxDuration', 0, 1440),
    lastMinVoice: fields.prompt('lastMinVoice'),
    userData: fields.userData(),
    callDirection: fields.direction(),
    turnFlag: fields.choice('turnFlag', ['on', 'off']),
    calleeNumDisplay: fields.choice('calleeNumDisplay', ['0', '1']),
  };
}

function describe(binding: AxBinding): Record<string, unknown> {
  return {
    origNum: binding.a,
    privateNum: binding.x,
    subscriptionId: binding.id,
    recordFlag: String(binding.recordFlag),
    recordHintTone: binding.recordFlag ? binding.recordHintTone : undefined,
    preVoice: binding.preVoice,
    calleeNumDisplay: binding.calleeNumDisplay,
    privateSms: String(binding.privateSms),
    maxDuration: binding.maxDuration,
    lastMinVoice: binding.lastMinVoice,
    turnFlag: binding.turnFlag,
    callDirection: binding.callDirection,
    userData: binding.userData,
  };
}
