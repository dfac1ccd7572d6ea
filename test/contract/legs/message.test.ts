/** MESSAGE in and out, in each mode of signaling. */
import t from 'tap';
import { PuppetLeg } from '../../support/phones/puppet-leg.js';
import { onEach } from '../../support/stages/signaling-kinds.js';

const identity = { display: '+8617100000009' };
const contentType = 'text/plain;charset=UTF-8';

onEach(t, 'a message is sent, and any answer passed on with its Retry-After', async (t, stage) => {
  const b = await stage.puppet();
  const uri = `sip:+8613900000002@${b.hostPort}`;
  const sent = stage.signaling.message({
    uri,
    identity,
    contentType,
    text: '您的验证码',
    expiresSeconds: 60,
  });
  const request = await b.take('MESSAGE');
  t.match(request.header('From'), '<sip:+8617100000009@');
  t.match(request.header('P-Asserted-Identity'), '<sip:+8617100000009@');
  t.equal(request.header('Contact'), '', 'it creates no dialog (RFC 3428 4)');
  t.equal(request.header('Expires'), '60');
  t.equal(request.body, '您的验证码');
  b.reply(request, 202);
  t.match(await sent, { status: 202, isMadeUp: false });
  const refused = stage.signaling.message({ uri, identity, contentType, text: 'x' });
  b.reply(await b.take('MESSAGE'), 503, { headers: ['Retry-After: 7'] });
  t.match(await refused, { status: 503, isMadeUp: false, retryAfterSeconds: 7 });
});

onEach(t, 'a challenge to a message is answered', async (t, stage) => {
  const b = await stage.puppet();
  const uri = `sip:+8613900000002@${b.hostPort}`;
  const credentials = { username: 'callveil', password: 'secret' };
  const sent = stage.signaling.message({ uri, identity, contentType, text: 'x', credentials });
  const first = await b.take('MESSAGE');
  b.reply(first, 407, { headers: ['Proxy-Authenticate: Digest realm="carrier", nonce="n1", algorithm=MD5'] });
  const second = await b.take('MESSAGE');
  t.match(second.header('Proxy-Authorization'), 'username="callveil"');
  b.reply(second, 200);
  t.match(await sent, { status: 200 });
});

onEach(t, 'an answer that never comes is told from one that cannot come', async (t, stage) => {
  const silent = await stage.puppet();
  const message = { identity, contentType, text: 'x' };
  const unanswered = stage.signaling.message({ ...message, uri: `sip:1@${silent.hostPort}` });
  await silent.take('MESSAGE');
  t.match(await unanswered, { status: 408, isMadeUp: true });
  const gone = await stage.puppet();
  gone.close();
  t.match(await stage.signaling.message({ ...message, uri: `sip:1@${gone.hostPort}` }), {
    isMadeUp: true,
    status: 503,
  });
});

onEach(t, 'a repeat has the reference of the first, and another message has not', async (t, stage) => {
  const a = await stage.puppet();
  const sender = PuppetLeg.calling(a, stage, '+8617100000009', '+8613800000001');
  const plain = { headers: ['Content-Type: text/plain', 'Expires: 90'], body: 'hello' };
  sender.request('MESSAGE', plain);
  await a.take('202 MESSAGE');
  sender.request('MESSAGE', plain);
  await a.take('202 MESSAGE');
  const [first, second] = stage.messages;
  t.match(first, { expiresSeconds: 90, contentType: 'text/plain', isEncoded: false });
  t.match(first?.reference, /^leg-.* 1 /);
  t.match(second?.reference, /^leg-.* 2 /);
});
