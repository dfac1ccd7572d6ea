/** The compatible API with everything behind it faked: routing records its requests and gives prepared answers. */
import type { Application, Mode } from '../../../routing/application.js';
import { BindingError, type BindingErrorReason } from '../../../routing/bindings/binding-error.js';
import type { AxbBinding, AxBinding, AxeBinding, AxybBinding, YbPart } from '../../../routing/binding.js';
import type { ModeBindings } from '../../../engine/api/privatenumber/routes.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { createLogger } from '../../../engine/observe/log.js';
import { FailedSignIns } from '../../../engine/api/failed-sign-ins.js';
import { createApi, type Api } from '../../../engine/api/api.js';
import { parseConfig } from '../../../config/load.js';
import { PrivateNumberClient, type Sender } from '../servers/privatenumber-client.js';

export const samplePrompts = ['lastminute.wav', 'hint.wav', 'pre1.wav', 'pre2.wav', 'cb.wav'];
export const sampleTime = Date.UTC(2026, 0, 27, 8, 30, 5);

export interface ApiUnderTest {
  readonly api: Api;
  readonly client: (mode: Mode, scheme?: 'WSSE' | 'AKSK') => PrivateNumberClient;
  readonly applications: Map<string, Application>;
  /** What routing was asked, newest last: `axb.bind` and its request. */
  readonly asked: { readonly what: string; readonly request: unknown }[];
  readonly log: string[];
  /** Routing's next change fails for this reason. */
  fail: { reason: BindingErrorReason; field?: string } | undefined;
  /** Queries find nothing. */
  empty: boolean;
  now: number;
  /** Sessions in progress, and the file each recording has. */
  readonly sessions: Set<string>;
  readonly recordings: Map<string, string>;
}

/** `bindings` instead of the faked ones: real routing's. */
export function apiUnderTest(yaml = '', bindings?: ModeBindings): ApiUnderTest {
  const config = parseConfig(yaml, 'test.yaml', {});
  const applications = new Map<string, Application>();
  for (const mode of ['AXB', 'AX', 'AXE', 'AXYB', 'X'] as const) {
    applications.set(`key-${mode}`, sampleApplication(mode));
  }
  const log: string[] = [];
  const logger = createLogger({
    level: 'trace',
    showNumbers: false,
    destination: { write: (line: string) => void log.push(line) },
  });
  const under: ApiUnderTest = {
    asked: [],
    applications,
    log,
    fail: undefined,
    empty: false,
    now: sampleTime,
    sessions: new Set(),
    recordings: new Map(),
    api: undefined as unknown as Api,
    client: (mode, scheme = 'AKSK') =>
      new PrivateNumberClient({
        scheme,
        appKey: `key-${mode}`,
        appSecret: `secret-${mode}`,
        send: injectSender(under.api),
        clock: () => under.now,
      }),
  };
  const api = createApi({
    config,
    routing: {
      applications,
      bindings: bindings ?? fakeBindings(under),
    },
    prompts: { hasPrompt: (name) => samplePrompts.includes(name) },
    calls: { endCall: async (sessionId, appKey) => under.sessions.delete(`${appKey} ${sessionId}`) },
    recordings: {
      find: ({ appKey, domain, fileName }) => {
        const path = under.recordings.get(`${appKey} ${domain} ${fileName}`);
        return Promise.resolve(path === undefined ? undefined : { path });
      },
    },
    signIns: new FailedSignIns({
      burst: config.limits.failedSignIns,
      sourceOf: String,
      elapsed: () => under.now,
    }),
    logger,
    clock: () => under.now,
    elapsed: () => under.now,
  });
  return Object.assign(under, { api });
}

export function injectSender(api: Api): Sender {
  return async ({ method, path, headers, body }) => {
    const response = await api.inject({
      method: method as 'GET',
      url: path,
      headers: { ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    const flat = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
    );
    return { status: response.statusCode, headers: flat, body: response.body };
  };
}

export function sampleApplication(mode: Mode): Application {
  return {
    appKey: `key-${mode}`,
    appSecret: `secret-${mode}`,
    mode,
    name: mode,
    status: 'active',
    features: { recording: true, sms: true },
    callbacks: {},
    tones: {},
    extensionDigits: 4,
    allowedAddresses: [],
  };
}

const a = '+8613800000021' as E164;
const b = '+8613800000022' as E164;
const x = '+8675500000001' as E164;
const y = '+8675500000002' as E164;
const base = {
  id: '1d39eaef-0000-4000-8000-000000000001',
  x,
  a,
  revision: 1,
  createdAt: sampleTime,
  changedAt: sampleTime,
  expiresAt: undefined,
  recordFlag: true,
  recordHintTone: 'hint.wav',
  userData: 'order-7',
};
export const sampleAxb: AxbBinding = {
  ...base,
  mode: 'AXB',
  appKey: 'key-AXB',
  b,
  callDirection: 0,
  duration: 86_400,
  maxDuration: 60,
  lastMinVoice: 'lastminute.wav',
  privateSms: true,
  preVoice: { callerHintTone: 'pre1.wav', calleeHintTone: 'pre2.wav' },
};
export const sampleAx: AxBinding = {
  ...base,
  mode: 'AX',
  appKey: 'key-AX',
  callDirection: undefined,
  maxDuration: 0,
  lastMinVoice: undefined,
  privateSms: true,
  preVoice: undefined,
  calleeNumDisplay: '0',
  turnFlag: 'on',
};
export const sampleAxe: AxeBinding = {
  ...base,
  mode: 'AXE',
  appKey: 'key-AXE',
  extension: '0042',
  displayNumMode: '0',
  callbackTone: undefined,
  callbackNum: b,
  timeUnit: '0',
  bindExpiredTime: 24,
  callbackExpiredTime: 2,
  callbackLifetimeMs: 7_200_000,
};
export const sampleAxyb: AxybBinding = {
  ...base,
  mode: 'AXYB',
  appKey: 'key-AXYB',
  callDirection: 0,
  duration: 7200,
  ybDuration: 600,
  preVoiceX: 'pre1.wav',
};
export const sampleYb: YbPart = {
  mode: 'YB',
  subscriptionId: base.id,
  appKey: 'key-AXYB',
  x,
  a,
  y,
  b,
  revision: 1,
  createdAt: sampleTime,
  changedAt: sampleTime,
  expiresAt: undefined,
  ybDuration: 600,
  preVoiceY: 'pre2.wav',
  automatic: false,
};

/** Notes what it is asked, answers as told. */
export function fakeBindings(under: Pick<ApiUnderTest, 'asked' | 'fail' | 'empty'>): ModeBindings {
  const note = (what: string, request: unknown) => under.asked.push({ what, request });
  const change = <T>(what: string, answer: T) => {
    return (_application: Application, request: unknown): Promise<T> => {
      note(what, request);
      if (!under.fail) return Promise.resolve(answer);
      return Promise.reject(new BindingError(under.fail.reason, 'told to fail', under.fail.field));
    };
  };
  const found = <T>(what: string, answer: T, none: T) => {
    return (_application: Application, request: unknown): T => {
      note(what, request);
      return under.empty ? none : answer;
    };
  };
  return {
    axb: {
      bind: change('axb.bind', sampleAxb),
      modify: change('axb.modify', sampleAxb),
      unbind: change('axb.unbind', 1),
      find: (application, request, page) => {
        note('axb.find page', page);
        const none = { items: [], total: 0 };
        return found('axb.find', { items: [sampleAxb], total: 1 }, none)(application, request);
      },
    },
    ax: {
      bind: change('ax.bind', sampleAx),
      modify: change('ax.modify', sampleAx),
      unbind: change('ax.unbind', undefined),
      find: found<readonly AxBinding[]>('ax.find', [sampleAx], []),
      setTemporaryCallee: change('ax.setTemporaryCallee', {
        subscriptionId: base.id,
        callee: b,
        expiresAt: sampleTime + 60_000,
        revision: 1,
        userData: undefined,
      }),
    },
    axe: {
      bind: change('axe.bind', sampleAxe),
      modify: change('axe.modify', sampleAxe),
      unbind: change('axe.unbind', undefined),
      find: found<AxeBinding | undefined>('axe.find', sampleAxe, undefined),
    },
    axyb: {
      bind: change('axyb.bind', sampleAxyb),
      bindY: change('axyb.bindY', sampleYb),
      unbind: change('axyb.unbind', undefined),
      find: found<{ binding: AxybBinding; parts: readonly YbPart[] } | undefined>(
        'axyb.find',
        { binding: sampleAxyb, parts: [sampleYb] },
        undefined,
      ),
    },
  };
}
