/** AXB: A and B both see X (spec 3). `/rest/caas/relationnumber/partners/v1.0` */
import type { AxbBinding } from '../../../routing/binding.js';
import type { AxbBindings, AxbOptions } from '../../../routing/bindings/bindings.js';
import { mandatory, type Fields } from './fields.js';
import { asking, changing, formatTime, type ModeRefusals, type Operation } from './operation.js';
import { invalid, Refusal, results } from './result-codes.js';

export function axbOperations(
  bindings: AxbBindings,
): Record<'bind' | 'modify' | 'unbind' | 'query', Operation> {
  return {
    async bind({ application, fields }) {
      const request = {
        a: mandatory(fields.number('callerNum', partyLength), 'callerNum'),
        b: mandatory(fields.number('calleeNum', partyLength), 'calleeNum'),
        x: fields.number('relationNum', partyLength),
        areaCode: fields.areaCode(32),
        areaMatchMode: fields.areaMatchMode(),
        ...readOptions(fields),
      };
      const binding = await changing(refusals, bindings.bind(application, request));
      return {
        subscriptionId: binding.id,
        relationNum: binding.x,
        callDirection: binding.callDirection,
        duration: binding.duration,
        maxDuration: binding.maxDuration,
      };
    },

    async modify({ application, fields }) {
      const request = {
        subscriptionId: mandatory(fields.subscriptionId(), 'subscriptionId'),
        a: fields.number('callerNum', partyLength),
        b: fields.number('calleeNum', partyLength),
        ...readOptions(fields),
        ...fields.removals(['recordHintTone', 'lastMinVoice', 'preVoice', 'userData']),
      };
      await changing(refusals, bindings.modify(application, request));
      return {};
    },

    async unbind({ application, fields }) {
      const subscriptionId = fields.subscriptionId();
      const x = fields.number('relationNum', partyLength);
      if (subscriptionId === undefined && x === undefined) {
        throw invalid('subscriptionId or relationNum is mandatory.');
      }
      await changing(refusals, bindings.unbind(application, { subscriptionId, x }));
      return {};
    },

    query({ application, fields }) {
      const subscriptionId = fields.subscriptionId();
      const x = fields.number('relationNum', partyLength);
      const a = fields.number('callerNum', soughtLength);
      const b = fields.number('calleeNum', soughtLength);
      if (subscriptionId === undefined && x === undefined) {
        throw invalid('subscriptionId or relationNum is mandatory.');
      }
      const page = readPage(fields);
      const found = asking(refusals, () => bindings.find(application, { subscriptionId, x, a, b }, page));
      // Clients test for this code, not for an empty list (spec 3.4).
      if (found.total === 0) throw new Refusal(results.recordMissing);
      return {
        app_key: application.appKey,
        relationNumList: found.items.map(describe),
        totalCount: found.total,
        ...page,
      };
    },
  };
}

const partyLength = { min: 4, max: 31 };
const soughtLength = { min: 4, max: 128 };
/** 90 days in seconds. */
const LONGEST_DURATION = 7_776_000;

const refusals: ModeRefusals = {
  reasons: {
    'x-unknown': results.recordMissing,
    'x-not-owned': results.relationNotOwned,
    'x-full': results.relationFull,
    'no-free-x': results.relationFull,
    collision: results.relationBound,
    'not-found': results.recordMissing,
  },
  fields: { a: 'callerNum', b: 'calleeNum', x: 'relationNum' },
};

function readOptions(fields: Fields): AxbOptions {
  return {
    callDirection: fields.direction(),
    duration: fields.integer('duration', 0, LONGEST_DURATION),
    recordFlag: fields.flag('recordFlag'),
    recordHintTone: fields.prompt('recordHintTone'),
    maxDuration: fields.integer('maxDuration', 0, 1440),
    lastMinVoice: fields.prompt('lastMinVoice'),
    privateSms: fields.flag('privateSms'),
    preVoice: fields.preVoice(),
    userData: fields.userData(),
  };
}

function readPage(fields: Fields): { pageIndex: number; pageSize: number } {
  return { pageIndex: fields.integer('pageIndex', 1, 1_000_000_000) ?? 1, pageSize: fields.pageSize() };
}

function describe(binding: AxbBinding): Record<string, unknown> {
  return {
    subscriptionId: binding.id,
    relationNum: binding.x,
    callerNum: binding.a,
    calleeNum: binding.b,
    callDirection: binding.callDirection,
    duration: binding.duration,
    maxDuration: binding.maxDuration,
    recordFlag: String(binding.recordFlag),
    recordHintTone: binding.recordHintTone,
    lastMinVoice: binding.lastMinVoice,
    privateSms: String(binding.privateSms),
    preVoice: binding.preVoice,
    userData: binding.userData,
    subscribeTime: formatTime(binding.changedAt),
  };
}
