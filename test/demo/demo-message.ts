/** AXB: a short message each way by SIP MESSAGE, and the notice that the application gets of it (spec 10.3). */
import type { Callveil } from '../support/servers/callveil.js';
import type { Phone } from '../support/phones/phone.js';
import { expect, say, title } from './narrate.js';
import { A, B, X } from './setting.js';

const THERE = 'I am at the door. 我到楼下了';
const BACK = 'Coming! 👍';

export async function axbMessages(callveil: Callveil, phoneA: Phone, phoneB: Phone): Promise<void> {
  title('AXB: A and B write to each other, and neither learns the other’s number');
  const status = await phoneA.write(X, THERE);
  const got = await phoneB.nextMessage();
  say(`A writes to ${X}: "${THERE}" (${status}). B's phone shows ${got.shown}: "${got.text}"`);
  expect(status === 200 && got.shown === X && got.text === THERE, 'B reads the message of A, and sees X');
  await phoneB.write(X, BACK);
  const answer = await phoneA.nextMessage();
  say(`B answers: "${BACK}". A's phone shows ${answer.shown}: "${answer.text}"`);
  expect(answer.shown === X && answer.text === BACK, 'A reads the answer of B, and sees X');
  const { body } = await callveil.push((push) => push['smsEvent'] !== undefined);
  say('');
  say('The notice pushed to the application:');
  say(`  ${JSON.stringify(body)}`);
  const { calling, called, sendResult } = body['smsEvent'] as Record<string, unknown>;
  expect(
    calling === A && called === B && sendResult === 0,
    'it says who wrote to whom, and that it was sent',
  );
}
