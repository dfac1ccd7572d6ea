/** The service with two softphones' accounts, A and B, bound through X, and real phones (baresip) to talk over it. */
import type { Test } from 'tap';
import { Baresip, type BaresipOptions } from '../phones/baresip.js';
import { samplesOf, toneLevel } from '../phones/wav-tone.js';
import { Callveil } from '../servers/callveil.js';

export const X = '+8617100000001';
const A = '+8613800000021';
const B = '+8613800000022';
const APP = { appKey: 'softphone-app', appSecret: 'softphone-secret' };

export interface SoftphoneOptions {
  readonly encryption?: 'offered';
  /** Whether the calls are recorded. */
  readonly recording?: boolean;
}

/** Listens for SIP over UDP, unless `config` says otherwise. */
export async function softphoneService(
  t: Test,
  config: object = {},
  { encryption, recording = false }: SoftphoneOptions = {},
): Promise<Callveil> {
  const media = { source: 'latch', ...(encryption && { encryption }) };
  const accounts = [
    { number: A, password: 'phone-a' },
    { number: B, password: 'phone-b' },
  ];
  const numbers = [{ number: X, areaCode: '0755' }];
  const application = { ...APP, name: 'Softphones', mode: 'AXB', features: { recording }, numbers };
  const callveil = await Callveil.start(() => ({
    trunks: [{ name: 'phones', type: 'softphones', media, accounts }],
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    applications: [application],
    ...config,
  }));
  t.teardown(() => callveil.stop());
  const binding = { relationNum: X, callerNum: A, calleeNum: B, ...(recording && { recordFlag: 'true' }) };
  await callveil.client(APP).post('/rest/caas/relationnumber/partners/v1.0', binding);
  return callveil;
}

type Way = Omit<BaresipOptions, 'number' | 'password' | 'tone' | 'autoAnswer'>;

/** A and B. */
export interface Softphones {
  readonly a: Baresip;
  readonly b: Baresip;
}

/** Both are registered; B answers by itself. A plays 440 Hz, and B 1000 Hz. */
export async function softphones(t: Test, ofA: Way, ofB: Way = ofA): Promise<Softphones> {
  const a = await Baresip.start({ ...ofA, number: A, password: 'phone-a', tone: 440, autoAnswer: false });
  t.teardown(() => a.stop());
  const b = await Baresip.start({ ...ofB, number: B, password: 'phone-b', tone: 1000, autoAnswer: true });
  t.teardown(() => b.stop());
  return { a, b };
}

/** A dials, and B answers the call of X. */
export async function talking(t: Test, { a, b }: Softphones, uri: string): Promise<void> {
  a.dial(uri);
  const ringing = await b.until(({ direction }) => direction === 'incoming');
  t.match(ringing.peeruri, X, 'B sees X');
  await Promise.all([a, b].map((phone) => phone.until(({ type }) => type === 'CALL_ESTABLISHED')));
}

/** Ends a call after some conversation, of which each must have heard the other's tone. */
export async function heardEachOther(t: Test, { a, b }: Softphones): Promise<void> {
  // Two seconds of conversation are something to measure, not something to wait for.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  a.hangUp();
  const [heardByA, heardByB] = await Promise.all([a, b].map(async (phone) => samplesOf(await phone.heard())));
  t.ok(toneLevel(heardByA ?? new Int16Array(), 1000) > -30, 'A hears the tone of B');
  t.ok(toneLevel(heardByB ?? new Int16Array(), 440) > -30, 'B hears the tone of A');
  t.notOk(JSON.stringify(b.events).includes(A.slice(1)), 'no event of B names A');
}
