/**
 * One call through a service that runs on `config/examples/default.yaml`, with audio both ways and its recording begun;
 * a process of its own, so that it can run in another network. Ends with 0 when each heard the other and B saw X.
 */
import { Phone } from '../support/phones/phone.js';
import { httpSender } from '../support/servers/http-sender.js';
import { PrivateNumberClient } from '../support/servers/privatenumber-client.js';

const SERVER = '127.0.0.1:5060';
const A = { number: '+8613800000021', password: 'phone-a' };
const B = { number: '+8613800000022', password: 'phone-b' };
const X = '+8675500000001';
const TONE_A = 440;
const TONE_B = 1000;

const application = { appKey: 'demo-app-key', appSecret: 'demo-app-secret' };
const client = new PrivateNumberClient({
  scheme: 'AKSK',
  ...application,
  send: httpSender('http://127.0.0.1:8080'),
});
const phones = [];
for (const { number, password } of [A, B]) {
  const phone = await Phone.start({ number, server: SERVER });
  expect((await phone.register(password)) === 200, `${number} registers`);
  phones.push(phone);
}
const [phoneA, phoneB] = phones;
if (phoneA === undefined || phoneB === undefined) throw new Error('expected two phones');
const { json } = await client.post('/rest/caas/relationnumber/partners/v1.0', {
  ...{ relationNum: X, callerNum: A.number, calleeNum: B.number, recordFlag: 'true' },
});
expect(json['resultcode'] === '0', JSON.stringify(json));
const calling = await phoneA.dial(X);
const ringing = await phoneB.nextCall();
expect(ringing.shownNumber === X, 'B sees X');
ringing.answer();
await calling.answered;
calling.audio.sendTone(TONE_A);
ringing.audio.sendTone(TONE_B);
await Promise.all([calling.audio.hears(TONE_B), ringing.audio.hears(TONE_A)]);
await calling.hangUp();
await ringing.ended;
await Promise.all(phones.map((phone) => phone.stop()));
process.exit(0);

function expect(condition: boolean, what: string): void {
  if (condition) return;
  console.error(`expected: ${what}`);
  process.exit(1);
}
