/** Requests and answers as the published pages and captured traffic show them, whole. */
import t from 'tap';
import type { Mode } from '../../../../routing/application.js';
import { apiUnderTest, sampleYb } from '../../../support/stages/api-under-test.js';

const axbUri = '/rest/caas/relationnumber/partners/v1.0';
const axUri = '/rest/provision/caas/privatenumber/v1.0';
const calleeUri = '/rest/caas/privatenumber/calleenumber/v1.0';
const axeUri = '/rest/caas/extendnumber/v1.0';
const axybUri = '/rest/omp/xyrelationnumber/v1.0?app_key=key-AXYB';
const id = '1d39eaef-0000-4000-8000-000000000001';

interface Sample {
  readonly title: string;
  readonly mode: Mode;
  readonly request: string;
  readonly body?: object;
  /** What routing is asked, undefined members aside. */
  readonly asked?: { readonly what: string; readonly request: object };
  readonly answer: object;
}

const samples: readonly Sample[] = [
  {
    title: 'AXB bind with everything',
    mode: 'AXB',
    request: `POST ${axbUri}`,
    body: {
      relationNum: '+8675500000001',
      callerNum: '+8613800000021',
      calleeNum: '+8613800000022',
      areaCode: '0755',
      areaMatchMode: '1',
      callDirection: 0,
      duration: 86400,
      recordFlag: 'true',
      recordHintTone: 'hint.wav',
      maxDuration: 60,
      lastMinVoice: 'lastminute.wav',
      privateSms: 'true',
      preVoice: { callerHintTone: 'pre1.wav', calleeHintTone: 'pre2.wav' },
      userData: 'order-7',
    },
    asked: {
      what: 'axb.bind',
      request: {
        a: '+8613800000021',
        b: '+8613800000022',
        x: '+8675500000001',
        areaCode: '0755',
        areaMatchMode: '1',
        callDirection: 0,
        duration: 86400,
        recordFlag: true,
        recordHintTone: 'hint.wav',
        maxDuration: 60,
        lastMinVoice: 'lastminute.wav',
        privateSms: true,
        preVoice: { callerHintTone: 'pre1.wav', calleeHintTone: 'pre2.wav' },
        userData: 'order-7',
      },
    },
    answer: {
      resultcode: '0',
      resultdesc: 'Success',
      subscriptionId: id,
      relationNum: '+8675500000001',
      callDirection: 0,
      duration: 86400,
      maxDuration: 60,
    },
  },
  {
    title: 'AXB modify',
    mode: 'AXB',
    request: `PUT ${axbUri}`,
    body: { subscriptionId: id, calleeNum: '+8613800000023', duration: '3600' },
    asked: { what: 'axb.modify', request: { subscriptionId: id, b: '+8613800000023', duration: 3600 } },
    answer: { resultcode: '0', resultdesc: 'Success' },
  },
  {
    title: 'AXB unbind',
    mode: 'AXB',
    request: `DELETE ${axbUri}?subscriptionId=${id}&relationNum=%2B8675500000001`,
    asked: { what: 'axb.unbind', request: { subscriptionId: id, x: '+8675500000001' } },
    answer: { resultcode: '0', resultdesc: 'Success' },
  },
  {
    title: 'AXB query',
    mode: 'AXB',
    request: `GET ${axbUri}?relationNum=%2B8675500000001&callerNum=%2B8613800000021&pageIndex=1&pageSize=20`,
    asked: { what: 'axb.find', request: { x: '+8675500000001', a: '+8613800000021' } },
    answer: {
      resultcode: '0',
      resultdesc: 'Success',
      app_key: 'key-AXB',
      relationNumList: [
        {
          subscriptionId: id,
          relationNum: '+8675500000001',
          callerNum: '+8613800000021',
          calleeNum: '+8613800000022',
          callDirection: 0,
          duration: 86400,
          maxDuration: 60,
          recordFlag: 'true',
          recordHintTone: 'hint.wav',
          lastMinVoice: 'lastminute.wav',
          privateSms: 'true',
          preVoice: { callerHintTone: 'pre1.wav', calleeHintTone: 'pre2.wav' },
          userData: 'order-7',
          subscribeTime: '2026-01-27 08:30:05',
        },
      ],
      totalCount: 1,
      pageIndex: 1,
      pageSize: 20,
    },
  },
  {
    title: 'AX bind',
    mode: 'AX',
    request: `POST ${axUri}`,
    body: {
      origNum: '+8613800000021',
      privateNum: '+8675500000001',
      privateNumType: 'mobile-virtual',
      areaCode: '0755',
      recordFlag: 'false',
      recordHintTone: '',
      calleeNumDisplay: '0',
      privateSms: 'true',
      callDirection: 0,
      preVoice: { callerHintTone: '', calleeHintTone: '' },
      turnFlag: 'on',
    },
    asked: {
      what: 'ax.bind',
      request: {
        a: '+8613800000021',
        x: '+8675500000001',
        areaCode: '0755',
        recordFlag: false,
        calleeNumDisplay: '0',
        privateSms: true,
        callDirection: 0,
        turnFlag: 'on',
      },
    },
    answer: {
      resultcode: '0',
      resultdesc: 'Success',
      origNum: '+8613800000021',
      privateNum: '+8675500000001',
      subscriptionId: id,
    },
  },
  {
    title: 'AX modify by X',
    mode: 'AX',
    request: `PUT ${axUri}`,
    body: { privateNum: '+8675500000001', origNum: '+8613800000023', privateSms: 'false' },
    asked: { what: 'ax.modify', request: { x: '+8675500000001', a: '+8613800000023', privateSms: false } },
    answer: { resultcode: '0', resultdesc: 'Success' },
  },
  {
    title: 'AX unbind the older way',
    mode: 'AX',
    request: `DELETE ${axUri}?origNum=%2B8613800000021&privateNum=%2B8675500000001`,
    asked: { what: 'ax.unbind', request: { a: '+8613800000021', x: '+8675500000001' } },
    answer: { resultcode: '0', resultdesc: 'Success' },
  },
  {
    title: 'AX query',
    mode: 'AX',
    request: `GET ${axUri}?origNum=%2B8613800000021`,
    asked: { what: 'ax.find', request: { a: '+8613800000021' } },
    answer: {
      resultcode: '0',
      resultdesc: 'Success',
      privateNumList: [
        {
          origNum: '+8613800000021',
          privateNum: '+8675500000001',
          subscriptionId: id,
          recordFlag: 'true',
          recordHintTone: 'hint.wav',
          calleeNumDisplay: '0',
          privateSms: 'true',
          maxDuration: 0,
          turnFlag: 'on',
          userData: 'order-7',
        },
      ],
    },
  },
  {
    title: 'AX temporary callee, origNum ignored however wrong',
    mode: 'AX',
    request: `PUT ${calleeUri}`,
    body: { origNum: {}, privateNum: '+8675500000001', calleeNum: '4001234567', duration: 60 },
    asked: {
      what: 'ax.setTemporaryCallee',
      request: { x: '+8675500000001', callee: '4001234567', duration: 60 },
    },
    answer: { resultcode: '0', resultdesc: 'Success' },
  },
  {
    title: 'AXE bind, extension left to the platform',
    mode: 'AXE',
    request: `POST ${axeUri}`,
    body: {
      virtualNum: '+8675500000001',
      bindNum: '+8613800000021',
      extendNum: '',
      displayNumMode: '0',
      recordFlag: 'true',
      recordHintTone: 'hint.wav',
      callbackNum: '+8613800000022',
      timeUnit: '1',
      bindExpiredTime: '24',
      userData: 'abc',
    },
    asked: {
      what: 'axe.bind',
      request: {
        a: '+8613800000021',
        x: '+8675500000001',
        displayNumMode: '0',
        recordFlag: true,
        recordHintTone: 'hint.wav',
        callbackNum: '+8613800000022',
        timeUnit: '1',
        bindExpiredTime: 24,
        userData: 'abc',
      },
    },
    answer: {
      resultcode: '0',
      resultdesc: 'Success',
      subscriptionId: id,
      virtualNum: '+8675500000001',
      extendNum: '0042',
      bindNum: '+8613800000021',
    },
  },
  {
    title: 'AXE modify by X and extension',
    mode: 'AXE',
    request: `PUT ${axeUri}`,
    body: { virtualNum: '+8675500000001', extendNum: '0042', callbackTone: 'cb.wav' },
    asked: {
      what: 'axe.modify',
      request: { x: '+8675500000001', extension: '0042', callbackTone: 'cb.wav' },
    },
    answer: { resultcode: '0', resultdesc: 'Success' },
  },
  {
    title: 'AXE query',
    mode: 'AXE',
    request: `GET ${axeUri}?virtualNum=%2B8675500000001&extendNum=0042`,
    asked: { what: 'axe.find', request: { x: '+8675500000001', extension: '0042' } },
    answer: {
      resultcode: '0',
      resultdesc: 'Success',
      subscriptionId: id,
      virtualNum: '+8675500000001',
      extendNum: '0042',
      bindNum: '+8613800000021',
      displayNumMode: '0',
      recordFlag: 'true',
      recordHintTone: 'hint.wav',
      callbackNum: '+8613800000022',
      timeUnit: '0',
      bindExpiredTime: 24,
      callbackExpiredTime: 2,
      userData: 'order-7',
    },
  },
  {
    title: 'AXE unbind',
    mode: 'AXE',
    request: `DELETE ${axeUri}?subscriptionId=${id}`,
    asked: { what: 'axe.unbind', request: { subscriptionId: id } },
    answer: { resultcode: '0', resultdesc: 'Success' },
  },
  {
    title: 'AXYB bind, step AX',
    mode: 'AXYB',
    request: `POST ${axybUri}`,
    body: {
      origNum: '+8613800000021',
      areaCode: '0755',
      areaMatchMode: '1',
      callDirection: 0,
      duration: 7200,
      ybDuration: 600,
      recordFlag: 'true',
      recordHintTone: 'hint.wav',
      preVoiceX: 'pre1.wav',
      userData: 'abc',
    },
    asked: {
      what: 'axyb.bind',
      request: {
        a: '+8613800000021',
        areaCode: '0755',
        areaMatchMode: '1',
        callDirection: 0,
        duration: 7200,
        ybDuration: 600,
        recordFlag: true,
        recordHintTone: 'hint.wav',
        preVoiceX: 'pre1.wav',
        userData: 'abc',
      },
    },
    answer: { resultcode: '0', resultdesc: 'Success', subscriptionId: id, relationNumber: '+8675500000001' },
  },
  {
    title: 'AXYB bind, step YB',
    mode: 'AXYB',
    request: `POST ${axybUri}`,
    body: { origNum: '+8613800000022', subscriptionId: id, preVoiceY: 'pre2.wav' },
    asked: {
      what: 'axyb.bindY',
      request: { subscriptionId: id, b: '+8613800000022', preVoiceY: 'pre2.wav' },
    },
    answer: { resultcode: '0', resultdesc: 'Success', subscriptionId: id, relationNumber: '+8675500000002' },
  },
  {
    title: 'AXYB unbind of one YB',
    mode: 'AXYB',
    request: `DELETE ${axybUri}&subscriptionId=${id}&yNum=%2B8675500000002`,
    asked: { what: 'axyb.unbind', request: { subscriptionId: id, y: '+8675500000002' } },
    answer: { resultcode: '0', resultdesc: 'Success' },
  },
  {
    title: 'AXYB query',
    mode: 'AXYB',
    request: `GET ${axybUri}&relationNum=%2B8675500000001`,
    asked: { what: 'axyb.find', request: { x: '+8675500000001' } },
    answer: {
      resultcode: '0',
      resultdesc: 'Success',
      xyRelationNumList: [
        {
          bindId: id,
          numA: '+8613800000021',
          numX: '+8675500000001',
          numY: '+8675500000002',
          numB: '+8613800000022',
          recordFlag: 'true',
          recordHintTone: 'hint.wav',
          subscribeTime: '2026-01-27 08:30:05',
          callDirection: 0,
          duration: 7200,
          ybDuration: sampleYb.ybDuration,
          preVoiceX: 'pre1.wav',
          preVoiceY: 'pre2.wav',
          userData: 'order-7',
        },
      ],
    },
  },
  {
    title: 'stop call',
    mode: 'X',
    request: 'POST /rest/httpsessions/callStop/v2.0',
    body: { sessionid: '1200_1827_4294967295_20190124023003@here', signal: 'call_stop' },
    answer: { resultcode: '0', resultdesc: 'Success' },
  },
];

for (const { title, mode, request, body, asked, answer } of samples) {
  void t.test(title, async (t) => {
    const under = apiUnderTest();
    under.sessions.add('key-X 1200_1827_4294967295_20190124023003@here');
    const [method = '', path = ''] = request.split(' ');
    for (const scheme of ['WSSE', 'AKSK'] as const) {
      under.asked.length = 0;
      under.sessions.add('key-X 1200_1827_4294967295_20190124023003@here');
      const headers = { 'Content-Type': 'application/json;charset=UTF-8', Accept: 'application/json' };
      const found = await under.client(mode, scheme).raw(method, path, body && JSON.stringify(body), headers);
      t.equal(found.status, 200);
      t.equal(found.headers['content-type'], 'application/json;charset=utf-8');
      t.same(found.json, answer);
      if (!asked) continue;
      const last = under.asked.at(-1);
      t.equal(last?.what, asked.what);
      t.same(JSON.parse(JSON.stringify(last?.request ?? null)), asked.request);
    }
  });
}
