/** Every request of the compatible API: a good one, its mandatory fields, and the kind of each of its fields. */
import type { Mode } from '../../../routing/application.js';

export type Kind =
  /** Phone numbers, by the longest that is taken; of 4 digits at least, 3, or 1. */
  | 'number4to31'
  | 'number3to31'
  | 'number1to32'
  | 'number4to128'
  | 'id'
  | 'text'
  | 'area'
  | 'match'
  | 'direction'
  | 'seconds'
  | 'lifetime'
  | 'minutes'
  | 'flag'
  | 'tone'
  | 'preVoice'
  | 'userData'
  | 'extension'
  | 'choice01'
  | 'onOff'
  | 'name'
  | 'page'
  | 'pageSize'
  | 'removals'
  | 'fixed';

export interface Request {
  readonly title: string;
  readonly mode: Mode;
  readonly method: 'POST' | 'PUT' | 'DELETE' | 'GET';
  readonly uri: string;
  readonly good: Readonly<Record<string, unknown>>;
  readonly mandatory: readonly string[];
  readonly fields: Readonly<Record<string, Kind>>;
  /** Fields of the documents that are accepted and ignored. */
  readonly ignored?: readonly string[];
}

const a = '+8613800000021';
const b = '+8613800000022';
const x = '+8675500000001';
const id = '1d39eaef-0000-4000-8000-000000000001';
const axbUri = '/rest/caas/relationnumber/partners/v1.0';
const axUri = '/rest/provision/caas/privatenumber/v1.0';
const calleeUri = '/rest/caas/privatenumber/calleenumber/v1.0';
const axeUri = '/rest/caas/extendnumber/v1.0';
const axybUri = '/rest/omp/xyrelationnumber/v1.0?app_key=key-AXYB';

const axbOptions = {
  callDirection: 'direction',
  duration: 'seconds',
  recordFlag: 'flag',
  recordHintTone: 'tone',
  maxDuration: 'minutes',
  lastMinVoice: 'tone',
  privateSms: 'flag',
  preVoice: 'preVoice',
  userData: 'userData',
} as const;
const axOptions = {
  recordFlag: 'flag',
  recordHintTone: 'tone',
  privateSms: 'flag',
  preVoice: 'preVoice',
  maxDuration: 'minutes',
  lastMinVoice: 'tone',
  userData: 'userData',
  calleeNumDisplay: 'choice01',
  turnFlag: 'onOff',
  callDirection: 'direction',
} as const;
const axeOptions = {
  displayNumMode: 'choice01',
  recordFlag: 'flag',
  recordHintTone: 'tone',
  callbackTone: 'tone',
  timeUnit: 'choice01',
  bindExpiredTime: 'seconds',
  callbackExpiredTime: 'seconds',
  userData: 'userData',
} as const;

export const requests: readonly Request[] = [
  {
    title: 'AXB bind',
    mode: 'AXB',
    method: 'POST',
    uri: axbUri,
    good: { callerNum: a, calleeNum: b, relationNum: x },
    mandatory: ['callerNum', 'calleeNum'],
    fields: {
      callerNum: 'number4to31',
      calleeNum: 'number4to31',
      relationNum: 'number4to31',
      areaCode: 'area',
      areaMatchMode: 'match',
      ...axbOptions,
    },
  },
  {
    title: 'AXB modify',
    mode: 'AXB',
    method: 'PUT',
    uri: axbUri,
    good: { subscriptionId: id },
    mandatory: ['subscriptionId'],
    fields: {
      subscriptionId: 'id',
      callerNum: 'number4to31',
      calleeNum: 'number4to31',
      ...axbOptions,
      removeFields: 'removals',
    },
  },
  {
    title: 'AXB unbind',
    mode: 'AXB',
    method: 'DELETE',
    uri: axbUri,
    good: { relationNum: x },
    mandatory: ['relationNum'],
    fields: { subscriptionId: 'id', relationNum: 'number4to31' },
  },
  {
    title: 'AXB query',
    mode: 'AXB',
    method: 'GET',
    uri: axbUri,
    good: { relationNum: x },
    mandatory: ['relationNum'],
    fields: {
      subscriptionId: 'id',
      relationNum: 'number4to31',
      callerNum: 'number4to128',
      calleeNum: 'number4to128',
      pageIndex: 'page',
      pageSize: 'pageSize',
    },
  },
  {
    title: 'AX bind',
    mode: 'AX',
    method: 'POST',
    uri: axUri,
    good: { origNum: a, privateNum: x },
    mandatory: ['origNum', 'privateNum'],
    fields: {
      origNum: 'number1to32',
      privateNum: 'number1to32',
      areaCode: 'area',
      areaMatchMode: 'match',
      privateNumType: 'fixed',
      ...axOptions,
    },
  },
  {
    title: 'AX modify',
    mode: 'AX',
    method: 'PUT',
    uri: axUri,
    good: { subscriptionId: id },
    mandatory: ['subscriptionId'],
    fields: {
      subscriptionId: 'id',
      privateNum: 'number1to32',
      origNum: 'number1to32',
      ...axOptions,
      removeFields: 'removals',
    },
  },
  {
    title: 'AX unbind',
    mode: 'AX',
    method: 'DELETE',
    uri: axUri,
    good: { privateNum: x },
    mandatory: ['privateNum'],
    fields: { subscriptionId: 'id', privateNum: 'number1to32', origNum: 'number1to32' },
  },
  {
    title: 'AX query',
    mode: 'AX',
    method: 'GET',
    uri: axUri,
    good: { origNum: a },
    mandatory: ['origNum'],
    fields: { subscriptionId: 'id', privateNum: 'number1to32', origNum: 'number1to32' },
  },
  {
    title: 'AX temporary callee',
    mode: 'AX',
    method: 'PUT',
    uri: calleeUri,
    good: { privateNum: x, calleeNum: b },
    mandatory: ['privateNum', 'calleeNum'],
    fields: {
      privateNum: 'number4to31',
      subscriptionId: 'id',
      calleeNum: 'number3to31',
      duration: 'seconds',
      userData: 'userData',
    },
    ignored: ['origNum'],
  },
  {
    title: 'AXE bind',
    mode: 'AXE',
    method: 'POST',
    uri: axeUri,
    good: { bindNum: a, virtualNum: x },
    mandatory: ['bindNum', 'virtualNum'],
    fields: {
      virtualNum: 'number1to32',
      areaCode: 'area',
      areaMatchMode: 'match',
      bindNum: 'number1to32',
      extendNum: 'extension',
      callbackNum: 'number1to32',
      ...axeOptions,
    },
  },
  {
    title: 'AXE modify',
    mode: 'AXE',
    method: 'PUT',
    uri: axeUri,
    good: { virtualNum: x, extendNum: '12' },
    mandatory: ['virtualNum', 'extendNum'],
    fields: {
      subscriptionId: 'id',
      virtualNum: 'number1to32',
      extendNum: 'extension',
      callbackNum: 'number1to32',
      ...axeOptions,
      removeFields: 'removals',
    },
  },
  {
    title: 'AXE unbind',
    mode: 'AXE',
    method: 'DELETE',
    uri: axeUri,
    good: { virtualNum: x, extendNum: '12' },
    mandatory: ['virtualNum', 'extendNum'],
    fields: { subscriptionId: 'id', virtualNum: 'number1to32', extendNum: 'extension' },
  },
  {
    title: 'AXE query',
    mode: 'AXE',
    method: 'GET',
    uri: axeUri,
    good: { virtualNum: x, extendNum: '12' },
    mandatory: ['virtualNum', 'extendNum'],
    fields: { subscriptionId: 'id', virtualNum: 'number1to32', extendNum: 'extension' },
  },
  {
    title: 'AXYB bind, step AX',
    mode: 'AXYB',
    method: 'POST',
    uri: axybUri,
    good: { origNum: a, areaCode: '0755' },
    mandatory: ['origNum', 'areaCode'],
    fields: {
      origNum: 'number1to32',
      areaCode: 'area',
      areaMatchMode: 'match',
      callDirection: 'direction',
      duration: 'lifetime',
      ybDuration: 'lifetime',
      recordFlag: 'flag',
      recordHintTone: 'tone',
      preVoiceX: 'tone',
      userData: 'userData',
    },
  },
  {
    title: 'AXYB bind, step YB',
    mode: 'AXYB',
    method: 'POST',
    uri: axybUri,
    good: { origNum: b, subscriptionId: id },
    mandatory: ['origNum'],
    fields: {
      origNum: 'number1to32',
      subscriptionId: 'id',
      areaCode: 'area',
      areaMatchMode: 'match',
      ybDuration: 'lifetime',
      preVoiceY: 'tone',
    },
  },
  {
    title: 'AXYB unbind',
    mode: 'AXYB',
    method: 'DELETE',
    uri: axybUri,
    good: { subscriptionId: id },
    mandatory: ['subscriptionId'],
    fields: { subscriptionId: 'id', yNum: 'number1to32', bNum: 'number1to32' },
  },
  {
    title: 'AXYB query',
    mode: 'AXYB',
    method: 'GET',
    uri: axybUri,
    good: { relationNum: x },
    mandatory: ['relationNum'],
    fields: { subscriptionId: 'id', relationNum: 'number1to32' },
  },
  {
    title: 'recording address',
    mode: 'X',
    method: 'GET',
    uri: '/rest/provision/voice/record/v1.0',
    good: { fileName: '1.wav', recordDomain: 'd' },
    mandatory: ['fileName', 'recordDomain'],
    fields: { fileName: 'name', recordDomain: 'name' },
  },
  {
    title: 'stop call',
    mode: 'X',
    method: 'POST',
    uri: '/rest/httpsessions/callStop/v2.0',
    good: { sessionid: 's', signal: 'call_stop' },
    mandatory: ['sessionid', 'signal'],
    fields: { sessionid: 'text', signal: 'fixed' },
  },
];
