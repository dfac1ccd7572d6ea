/**
 * A trunk we register with: challenged, with a longer minimum, again after the SIP process died, and removed at the end
 * (RFC 3261 10.2).
 */
import t from 'tap';
import { digestResponse } from '../../engine/sip/digest.js';
import { parseDigests } from '../../engine/sip/digest-parameters.js';
import { LadderStage } from '../interop/ladder/ladder-stage.js';
import { playLadder } from '../interop/ladder/play-ladder.js';
import { readLadder } from '../interop/ladder/read-ladder.js';
import { SipPuppet, type PuppetMessage } from '../support/phones/sip-puppet.js';
import { serviceProcess } from '../support/servers/process-tree.js';

const PATIENCE_MS = 60_000;
const LOGIN = { username: 'trunk-user', password: 'trunk-secret' };

const CALLS_BY_SERVICE_ROUTE = `
=== the INVITE and its CANCEL have the Service-Route, and the caller sees nothing of it
A > INVITE
B < INVITE
  Route: ;lr;iotl=a.b>
  Route: <sip:core.example;transport=tcp;lr>
  Route: <sip:[2001:db8::1]:5070;lr=on>
  !Route: x=y
  !Route: edge, one
  !Path
B > 180
  no sdp
A < 180
  !Record-Route
  !Service-Route
  !Route
A > CANCEL
A < 200 CANCEL
B < CANCEL
  Route: orig@
B > 200 CANCEL
B > 487 INVITE
  no sdp
B < ACK
  Route: orig@
A < 487
A > ACK

=== requests in the dialog have the dialog's route set
A > INVITE
B < INVITE
  Route: orig@
B > 200
  Record-Route: <sip:$B;lr;mine>
B < ACK
  Route: ;mine
  !Route: orig@
A < 200 INVITE
A > ACK
hang up A

=== a challenge does not change the way
A > INVITE
B < INVITE
B > 401
  no sdp
  WWW-Authenticate: Digest realm="b", nonce="n7", algorithm=MD5
B < ACK
B < INVITE
  Route: orig@
  Authorization: nonce="n7"
B > 486
  no sdp
B < ACK
A < 486
A > ACK
`;

t.jobs = 2;
for (const server of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`a trunk is registered with for as long as the service runs (${server})`, async (t) => {
    const b = { credentials: LOGIN, register: { contactUser: 'line-1', retrySeconds: 1 } };
    const stage = await LadderStage.start({ b }, server);
    const { callee: registrar, callveil } = stage;
    let isStopped = false;
    t.teardown(async () => {
      if (!isStopped) await stage.stop();
    });
    const next = (): Promise<PuppetMessage> => registrar.take('REGISTER', PATIENCE_MS);
    const registered = async (): Promise<string | undefined> =>
      /^callveil_trunk_registered\{trunk="b"\} (\d)$/m.exec(await callveil.metrics())?.[1];

    const first = await next();
    const host = registrar.hostPort.replace(/:.*/, '');
    t.equal(first.startLine, `REGISTER sip:${host} SIP/2.0`);
    t.match(first.header('To'), new RegExp(`^<sip:trunk-user@${host}>$`));
    t.match(first.header('From'), new RegExp(`^<sip:trunk-user@${host}>;tag=`));
    t.equal(first.header('Expires'), '600');
    t.match(first.header('Contact'), /^<sip:line-1@127\.0\.0\.1:\d+>$/);
    t.equal(first.header('Authorization'), '');
    t.equal(await registered(), '0');
    const challenge = `WWW-Authenticate: Digest realm="registrar", nonce="n1", qop="auth", algorithm=SHA-256`;
    registrar.reply(first, 401, { headers: [challenge] });

    const second = await next();
    t.equal(second.header('Call-ID'), first.header('Call-ID'));
    t.equal(second.tag('From'), first.tag('From'));
    t.equal(cseqOf(second), cseqOf(first) + 1);
    t.ok(isRight(second), 'the digest is right');
    registrar.reply(second, 423, { headers: ['Min-Expires: 700'] });

    const third = await next();
    t.equal(third.header('Expires'), '700');
    t.ok(cseqOf(third) > cseqOf(second));
    t.match(third.header('Authorization'), /nonce="n1".*nc=00000002/, 'without another challenge');
    t.equal(third.header('Supported'), 'path');
    const contacts = `Contact: <sip:line-1@192.0.2.99:5060>;expires=1, ${third.header('Contact')};expires=700`;
    const routes = [
      `Service-Route: "edge, one" <sip:orig@${registrar.hostPort};lr;iotl=a.b>, <sip:core.example;transport=tcp;lr>;x=y`,
      'Service-Route: <sip:[2001:db8::1]:5070;lr=on>',
      'Path: <sip:edge.example;lr>',
    ];
    registrar.reply(third, 200, { headers: [contacts, ...routes] });
    await callveil.until(
      () => callveil.log.some(({ msg }) => msg === 'registered with the trunk'),
      'the line of the log',
    );
    t.equal(await registered(), '1');
    for (const ladder of readLadder(CALLS_BY_SERVICE_ROUTE, 'registration'))
      await t.resolves(playLadder(stage, ladder), ladder.title);

    process.kill(serviceProcess(callveil.pid, 'sip'), 'SIGKILL');
    const after = await next();
    t.not(after.header('Call-ID'), first.header('Call-ID'), 'by the next SIP process');
    registrar.reply(after, 200, { headers: [`${`Contact: ${after.header('Contact')}`};expires=700`] });

    isStopped = true;
    const stopped = callveil.stop();
    const last = await next();
    t.equal(last.header('Expires'), '0');
    t.equal(last.header('Call-ID'), after.header('Call-ID'));
    registrar.reply(last, 200);
    await stopped;
    registrar.close();
  });
}

function cseqOf(message: PuppetMessage): number {
  return parseInt(message.header('CSeq'), 10);
}

/** Whether the Authorization of a REGISTER is what the password makes of its own fields. */
function isRight(message: PuppetMessage): boolean {
  const fields = new Map(parseDigests(message.header('Authorization'))[0]);
  return fields.get('response') === digestResponse('REGISTER', fields, LOGIN.password);
}

void t.test('a registrar that redirects within the trunk is followed, and begun with again', async (t) => {
  const b = {
    ...{ credentials: LOGIN, followRedirects: true, from: ['127.0.0.3', '127.0.0.4'] },
    register: { contactUser: 'line-1', retrySeconds: 1 },
  };
  const stage = await LadderStage.start({ b }, 'embedded');
  const { callee: first, callveil } = stage;
  const other = await SipPuppet.udp('127.0.0.4');
  t.teardown(async () => {
    await stage.stop();
    other.close();
  });
  const taken = (from: SipPuppet): Promise<PuppetMessage> => from.take('REGISTER', PATIENCE_MS);
  const asked = await taken(first);
  const contacts = [
    '<sip:192.0.2.9>;q=1',
    `<sip:user@${other.hostPort}>;q=0.5`,
    `<sip:${first.hostPort}>;q=0.7`,
  ];
  first.reply(asked, 302, { headers: [`Contact: ${contacts.join(', ')}`] });
  const moved = await taken(other);
  t.equal(moved.startLine, `REGISTER sip:${other.hostPort} SIP/2.0`);
  t.equal(moved.header('To'), asked.header('To'), 'the same address of record');
  t.equal(moved.header('Call-ID'), asked.header('Call-ID'));
  other.reply(moved, 305, { headers: [`Contact: <sip:${other.hostPort};transport=udp>, <sip:127.0.0.5:9>`] });
  await callveil.until(
    () => callveil.log.some(({ msg }) => /not registered with the trunk/.test(String(msg))),
    'the line',
  );
  const again = await taken(first);
  t.equal(again.startLine, asked.startLine, 'the configured registrar');
  first.reply(again, 305, { headers: [`Contact: <sip:${other.hostPort}>`] });
  const proxied = await taken(other);
  t.equal(proxied.startLine, asked.startLine, 'a proxy gets it for the same domain');
  other.reply(proxied, 423, { headers: ['Min-Expires: 700'] });
  const longer = await taken(other);
  t.equal(longer.header('Expires'), '700');
  other.reply(longer, 200, { headers: [`Contact: ${longer.header('Contact')};expires=700`] });
  await callveil.until(
    () => callveil.log.some(({ msg, trunk }) => msg === 'registered with the trunk' && trunk === 'b'),
    'the line',
  );
});
