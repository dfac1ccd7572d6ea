/** AXE: X with an extension reaches A (spec 5). `/rest/caas/extendnumber/v1.0` */
import type { AxeBindings, AxeOptions, AxeSelector } from '../../../routing/bindings/bindings.js';
import { MAX_EXTENSION_DIGITS } from '../../../routing/numbers/extension.js';
import { mandatory, type Fields } from './fields.js';
import { asking, changing, type ModeRefusals, type Operation } from './operation.js';
import { invalid, Refusal, results } from './result-codes.js';

export function axeOperations(
  bindings: AxeBindings,
): Record<'bind' | 'modify' | 'unbind' | 'query', Operation> {
  return {
    async bind({ application, fields }) {
      const request = {
        a: mandatory(fields.number('bindNum', numberLength), 'bindNum'),
        x: fields.number('virtualNum', numberLength),
        areaCode: fields.areaCode(32),
        areaMatchMode: fields.areaMatchMode(),
        extension: readExtension(fields),
        ...readOptions(fields),
      };
      if (request.x === undefined && request.areaCode === undefined) {
        throw invalid('virtualNum or areaCode is mandatory.');
      }
      const binding = await changing(refusals, bindings.bind(application, request));
      return {
        subscriptionId: binding.id,
        virtualNum: binding.x,
        extendNum: binding.extension,
        bindNum: binding.a,
      };
    },

    async modify({ application, fields }) {
      const request = {
        ...readSelector(fields),
        ...readOptions(fields),
        ...fields.removals(['recordHintTone', 'callbackTone', 'callbackNum', 'userData']),
      };
      await changing(refusals, bindings.modify(application, request));
      return {};
    },

    async unbind({ application, fields }) {
      await changing(refusals, bindings.unbind(application, readSelector(fields)));
      return {};
    },

    query({ application, fields }) {
      const selector = readSelector(fields);
      const binding = asking(refusals, () => bindings.find(application, selector));
      if (!binding) throw new Refusal(results.bindingMissing);
      return {
        subscriptionId: binding.id,
        virtualNum: binding.x,
        extendNum: binding.extension,
        bindNum: binding.a,
        displayNumMode: binding.displayNumMode,
        recordFlag: String(binding.recordFlag),
        recordHintTone: binding.recordHintTone,
        callbackTone: binding.callbackTone,
        callbackNum: binding.callbackNum,
        timeUnit: binding.timeUnit,
        bindExpiredTime: binding.bindExpiredTime,
        callbackExpiredTime: binding.callbackExpiredTime,
        userData: binding.userData,
      };
    },
  };
}

const numberLength = { min: 1, max: 32 };

const refusals: ModeRefusals = {
  reasons: {
    'x-unknown': results.numberNotApplied,
    'x-not-owned': results.numberNotApplied,
    'x-full': results.noExtension,
    'no-free-x': results.noFreeNumber,
    'extension-taken': results.noExtension,
    'no-extension': results.noExtension,
    collision: results.bindingExists,
    'too-many-x': results.tooManyNumbers,
    'not-found': results.bindingMissing,
  },
  fields: { a: 'bindNum', x: 'virtualNum', extension: 'extendNum' },
};

function readExtension(fields: Fields): string | undefined {
  const text = fields.text('extendNum', { max: MAX_EXTENSION_DIGITS });
  if (text !== undefined && !/^\d+$/.test(text)) throw invalid('extendNum must be digits.');
  return text;
}

function readSelector(fields: Fields): AxeSelector {
  const selector = {
    subscriptionId: fields.subscriptionId(),
    x: fields.number('virtualNum', numberLength),
    extension: readExtension(fields),
  };
  if (
    selector.subscriptionId === undefined &&
    (selector.x === undefined || selector.extension === undefined)
  ) {
    throw invalid('subscriptionId, or virtualNum and extendNum, is mandatory.');
  }
  return selector;
}

function readOptions(fields: Fields): AxeOptions {
  const options = {
    displayNumMode: fields.choice('displayNumMode', ['0', '1']),
    recordFlag: fields.flag('recordFlag'),
    recordHintTone: fields.prompt('recordHintTone'),
    callbackTone: fields.prompt('callbackTone'),
    callbackNum: fields.number('callbackNum', numberLength),
    timeUnit: fields.choice('timeUnit', ['0', '1']),
    bindExpiredTime: fields.integer('bindExpiredTime', 0, LONGEST_TIME),
    callbackExpiredTime: fields.integer('callbackExpiredTime', 0, LONGEST_TIME),
    userData: fields.userData(),
  };
  if (options.callbackTone !== undefined && options.callbackNum !== undefined) {
    throw invalid('callbackTone and callbackNum must not be given together.');
  }
  return options;
}

/** In hours or minutes; the limit is not published. Some centuries keep every time within the range of a date. */
const LONGEST_TIME = 10_000_000;
