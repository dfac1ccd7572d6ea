/** Who is who in the demo, and the configuration that Callveil runs on in it. */
import type { Mode } from '../../routing/application.js';

export const A = '+8613800000021';
export const B = '+8613900000022';
export const STRANGER = '+8613700000099';
/** X of the AXB application; those of the other modes follow. */
export const X = '+8617100000001';
export const X_OF_AX = '+8617100000002';
export const X_OF_AXE = '+8617100000003';
/** X and Y, whichever Callveil takes for what. */
export const NUMBERS_OF_AXYB = ['+8617100000004', '+8617100000005'];
export const X_OF_X_MODE = '+8617100000006';
/** A minute is long to watch: the demo's calls are capped, and prompted, in seconds. */
export const MAX_CALL_SECONDS = 8;
export const LAST_MINUTE_SECONDS = 5;

export const AXB = application('AXB');
export const AX = application('AX');
export const AXE = application('AXE');
export const AXYB = application('AXYB');
export const X_MODE = application('X');

export function config(receiver: string): Record<string, unknown> {
  const callbacks = { status: `${receiver}/status`, fee: `${receiver}/fee` };
  return {
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    limits: { maxCallSeconds: MAX_CALL_SECONDS, lastMinuteSeconds: LAST_MINUTE_SECONDS },
    trunks: [
      {
        name: 'phones',
        type: 'softphones',
        accounts: [
          { number: A, password: 'a' },
          { number: B, password: 'b' },
          { number: STRANGER, password: 'stranger' },
        ],
      },
    ],
    applications: [
      {
        ...AXB,
        callbacks: { ...callbacks, smsNotify: `${receiver}/notify` },
        features: { recording: true, sms: true },
        numbers: inShenzhen(X),
      },
      { ...AX, callbacks, numbers: inShenzhen(X_OF_AX) },
      {
        ...AXE,
        callbacks,
        tones: { enterExtension: 'enter-extension.wav' },
        numbers: inShenzhen(X_OF_AXE),
      },
      { ...AXYB, callbacks, numbers: inShenzhen(...NUMBERS_OF_AXYB) },
      { ...X_MODE, callbacks, numbers: inShenzhen(X_OF_X_MODE) },
    ],
  };
}

function application(mode: Mode): { appKey: string; appSecret: string; name: string; mode: Mode } {
  return {
    appKey: `demo-${mode.toLowerCase()}`,
    appSecret: 'demo-secret',
    name: `${mode} demonstration`,
    mode,
  };
}

function inShenzhen(...numbers: readonly string[]): { number: string; areaCode: string }[] {
  return numbers.map((number) => ({ number, areaCode: '0755' }));
}
