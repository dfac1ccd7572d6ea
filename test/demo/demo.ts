/**
 * `npm run demo`: the main job in front of the reader. Starts the service on its embedded defaults, binds through the
 * API, places real calls with real audio between two phones, and shows what came of them. Ends with 0 when all of it
 * was seen.
 */
import { Callveil } from '../support/servers/callveil.js';
import { Phone } from '../support/phones/phone.js';
import { axbCall, strangerIsRefused } from './demo-axb.js';
import { axbMessages } from './demo-message.js';
import { axCalls, axeCalls, axybCalls, xModeCall } from './demo-modes.js';
import { expect, say } from './narrate.js';
import { A, B, config } from './setting.js';

const callveil = await Callveil.start(config);
try {
  await demonstrate();
} finally {
  await callveil.stop();
}

async function demonstrate(): Promise<void> {
  const server = `127.0.0.1:${callveil.sipPort('udp')}`;
  say(`Callveil runs: SIP at ${server}, API at ${callveil.api}.`);
  const phoneA = await Phone.start({ number: A, server });
  const phoneB = await Phone.start({ number: B, server });
  expect(
    (await phoneA.register('a')) === 200 && (await phoneB.register('b')) === 200,
    'both phones register with digest',
  );
  await axbCall(callveil, phoneA, phoneB);
  await strangerIsRefused(callveil, phoneB);
  const stage = { callveil, phoneA, phoneB };
  await axCalls(stage);
  await axeCalls(stage);
  await axybCalls(stage);
  await xModeCall(stage);
  await axbMessages(callveil, phoneA, phoneB);
  await phoneA.stop();
  await phoneB.stop();
  say('');
  say('Everything above happened on real SIP and RTP, on this machine, just now.');
}
