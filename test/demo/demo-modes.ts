/** One short call or two of each other mode: who reaches whom, and what the displays show. */
import type { Callveil } from '../support/servers/callveil.js';
import type { Phone, PhoneCall } from '../support/phones/phone.js';
import { expect, say, title } from './narrate.js';
import { A, AX, AXE, AXYB, B, X_MODE, X_OF_AX, X_OF_AXE, X_OF_X_MODE } from './setting.js';

const TONE_CALLER = 440;
const TONE_CALLEE = 1000;
const EXTENSION = '2580';

export interface Stage {
  readonly callveil: Callveil;
  readonly phoneA: Phone;
  readonly phoneB: Phone;
}

export async function axCalls(stage: Stage): Promise<void> {
  title('AX: X belongs to A; anybody may call it, and A calls out through it');
  await request(stage, AX, 'POST', '/rest/provision/caas/privatenumber/v1.0', {
    origNum: A,
    privateNum: X_OF_AX,
    calleeNumDisplay: '0',
  });
  const shownToA = await converse(await stage.phoneB.dial(X_OF_AX), stage.phoneA);
  say(`B, a stranger to X, dials ${X_OF_AX}. The phone of A rings and shows ${shownToA}.`);
  expect(shownToA === X_OF_AX, 'A sees X, not B');
  await request(stage, AX, 'PUT', '/rest/caas/privatenumber/calleenumber/v1.0', {
    privateNum: X_OF_AX,
    calleeNum: B,
  });
  const shownToB = await converse(await stage.phoneA.dial(X_OF_AX), stage.phoneB);
  say(`A dials ${X_OF_AX}. The phone of B rings and shows ${shownToB}.`);
  expect(shownToB === X_OF_AX, 'A’s next call through X reached B, who sees X');
  nobodyLearnt(stage);
}

export async function axeCalls(stage: Stage): Promise<void> {
  title('AXE: an extension behind X stands for A, and A can call back');
  await request(stage, AXE, 'POST', '/rest/caas/extendnumber/v1.0', {
    virtualNum: X_OF_AXE,
    bindNum: A,
    extendNum: EXTENSION,
    displayNumMode: '0',
  });
  const calling = await stage.phoneB.dial(X_OF_AXE);
  await calling.answered;
  say(`B dials ${X_OF_AXE}, is asked for the extension, and types ${EXTENSION}.`);
  for (const digit of EXTENSION) await calling.audio.sendDtmf(digit);
  const shownToA = await converse(calling, stage.phoneA);
  expect(shownToA === X_OF_AXE, `the phone of A rings and shows ${shownToA}`);
  const shownToB = await converse(await stage.phoneA.dial(X_OF_AXE), stage.phoneB);
  say(`A dials ${X_OF_AXE}: the phone of B, who called last, rings and shows ${shownToB}.`);
  expect(shownToB === X_OF_AXE, 'A called back without knowing whom');
  nobodyLearnt(stage);
}

export async function axybCalls(stage: Stage): Promise<void> {
  title('AXYB: A knows B by a number of its own, Y');
  const path = `/rest/omp/xyrelationnumber/v1.0?app_key=${AXYB.appKey}`;
  const { relationNumber } = await request(stage, AXYB, 'POST', path, { origNum: A, areaCode: '0755' });
  const x = String(relationNumber);
  const y = await converse(await stage.phoneB.dial(x), stage.phoneA);
  say(`B dials ${x}. Callveil takes a Y for B; the phone of A shows it: ${y}.`);
  expect(y !== x && y !== B, 'A sees Y, neither X nor B');
  const shownToB = await converse(await stage.phoneA.dial(y), stage.phoneB);
  say(`A dials ${y}. The phone of B rings and shows ${shownToB}.`);
  expect(shownToB === x, 'A reached B by Y, and B sees X');
  nobodyLearnt(stage);
}

export async function xModeCall(stage: Stage): Promise<void> {
  title('X: nothing is bound; the application decides each call as it comes');
  const answer = { operation: 'connect', connectInfo: [{ calleeNum: B }] };
  stage.callveil.reply = ({ body }) => {
    const question = body['statusInfo'] as Record<string, unknown> | undefined;
    return question?.['notifyMode'] === 'Block' ? JSON.stringify(answer) : '';
  };
  const shown = await converse(await stage.phoneA.dial(X_OF_X_MODE), stage.phoneB);
  const asked = await stage.callveil.push(
    (body) => (body['statusInfo'] as Record<string, unknown> | undefined)?.['notifyMode'] === 'Block',
  );
  say(`A dials ${X_OF_X_MODE}. Callveil asks ${X_MODE.appKey}: ${JSON.stringify(asked.body)}`);
  say(`  and is told ${JSON.stringify(answer)}`);
  expect(shown === X_OF_X_MODE, `the phone of B rings and shows ${shown}`);
  nobodyLearnt(stage);
}

/** The callee answers, both hear each other, the caller hangs up; what the callee's display showed. */
async function converse(calling: PhoneCall, callee: Phone): Promise<string> {
  const ringing = await callee.nextCall();
  ringing.ring();
  ringing.answer();
  await Promise.all([calling.answered, ringing.answered]);
  calling.audio.sendTone(TONE_CALLER);
  ringing.audio.sendTone(TONE_CALLEE);
  await Promise.all([calling.audio.hears(TONE_CALLEE), ringing.audio.hears(TONE_CALLER)]);
  await calling.hangUp();
  await ringing.ended;
  return ringing.shownNumber;
}

async function request(
  { callveil }: Stage,
  application: { readonly appKey: string; readonly appSecret: string },
  method: 'POST' | 'PUT',
  path: string,
  body: object,
): Promise<Record<string, unknown>> {
  say(`${method} ${path} ${JSON.stringify(body)}`);
  const client = callveil.client(application);
  const { status, json } = await (method === 'POST' ? client.post(path, body) : client.put(path, body));
  say(`  ${status} ${JSON.stringify(json)}`);
  expect(json['resultcode'] === '0', 'it is done');
  return json;
}

function nobodyLearnt({ phoneA, phoneB }: Stage): void {
  expect(
    !phoneA.received.includes(B.slice(3)) && !phoneB.received.includes(A.slice(3)),
    'no message either received contains the other’s number',
  );
}
