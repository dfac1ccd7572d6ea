/** The applications and bindings of a long run: each of the five modes, recorded and not. */
import type { Callveil } from '../support/servers/callveil.js';
import type { Dialling } from './call-load.js';

const MODES = ['AXB', 'AX', 'AXE', 'AXYB', 'X'] as const;
/** Pairs of a mode; every fifth is recorded. */
const PAIRS = 100;
const EVERY = 5;
const EXTENSION = 1000;

type Mode = (typeof MODES)[number];

const keyOf = (mode: Mode): { appKey: string; appSecret: string } => ({
  appKey: `soak-${mode}`,
  appSecret: `secret-${mode}`,
});
const padded = (n: number): string => String(n).padStart(8, '0');
const privateOf = (mode: Mode, n: number): string => `+86171${padded(MODES.indexOf(mode) * 1000 + n)}`;
/** No two pairs have a party in common, so that a record says whose call it was. */
const callerOf = (mode: Mode, n: number): string => `+86138${padded(MODES.indexOf(mode) * 1000 + n)}`;
const calleeOf = (mode: Mode, n: number): string => `+86139${padded(MODES.indexOf(mode) * 1000 + n)}`;

/** Who is reached in X mode. */
export const CALLEE_OF_X = calleeOf('X', 1);

/** The part of the configuration; `receiver`: where the applications listen. */
export function soakApplications(receiver: string): object[] {
  return MODES.map((mode) => ({
    ...keyOf(mode),
    mode,
    callbacks: { status: `${receiver}/status`, fee: `${receiver}/fee` },
    features: { recording: true },
    numbers: Array.from({ length: PAIRS + 20 }, (_, n) => ({ number: privateOf(mode, n), areaCode: '0755' })),
  }));
}

/** Makes the bindings; returns the calls that they allow. */
export async function bindTown(callveil: Callveil): Promise<Dialling[]> {
  const calls: Dialling[] = [];
  for (let n = 0; n < PAIRS; n += 1)
    for (const mode of MODES) {
      const isRecorded = n % EVERY === 0 && mode !== 'X';
      const x = await bind(callveil, mode, n, isRecorded);
      calls.push({ caller: callerOf(mode, n), x, speaks: isRecorded });
    }
  return calls;
}

/** Binds a number that is never called, and unbinds it again. Throws where the API does not say that all went well. */
export async function bindAndUnbind(callveil: Callveil, n: number): Promise<void> {
  const client = callveil.client(keyOf('AXB'));
  const uri = '/rest/caas/relationnumber/partners/v1.0';
  const bound = await client.post(uri, {
    callerNum: `+86137${padded(n)}`,
    calleeNum: `+86136${padded(n)}`,
    relationNum: privateOf('AXB', PAIRS + (n % 20)),
  });
  expectGood(bound.json);
  const { json } = await client.delete(uri, { subscriptionId: String(bound.json['subscriptionId']) });
  expectGood(json);
}

/** What is to be dialled to reach the callee. */
async function bind(callveil: Callveil, mode: Mode, n: number, isRecorded: boolean): Promise<string> {
  const client = callveil.client(keyOf(mode));
  const x = privateOf(mode, n);
  const recordFlag = isRecorded ? 'true' : 'false';
  const post = async (uri: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const { json } = await client.post(uri, { ...body, recordFlag });
    expectGood(json);
    return json;
  };
  switch (mode) {
    case 'AXB':
      await post('/rest/caas/relationnumber/partners/v1.0', {
        callerNum: callerOf(mode, n),
        calleeNum: calleeOf(mode, n),
        relationNum: x,
      });
      return x;
    case 'AX':
      await post('/rest/provision/caas/privatenumber/v1.0', { origNum: calleeOf(mode, n), privateNum: x });
      return x;
    case 'AXE': {
      const extendNum = String(EXTENSION + n);
      await post('/rest/caas/extendnumber/v1.0', {
        virtualNum: x,
        bindNum: calleeOf(mode, n),
        extendNum,
        displayNumMode: '0',
        callbackTone: 'no-callback.wav',
      });
      return `${x};postd=pp${extendNum}`;
    }
    case 'AXYB': {
      const { relationNumber } = await post(`/rest/omp/xyrelationnumber/v1.0?app_key=${keyOf(mode).appKey}`, {
        origNum: calleeOf(mode, n),
        areaCode: '0755',
      });
      return String(relationNumber);
    }
    case 'X':
      return x;
  }
}

function expectGood(json: Readonly<Record<string, unknown>>): void {
  if (json['resultcode'] !== '0') throw new Error(`the API answered ${JSON.stringify(json)}`);
}
