/**
 * A trunk we register with: challenged, with a longer minimum, again after the SIP process died, and removed at the end
 * (RFC 3261 10.2).
 */
import t from 'tap';
import { digestResponse } from '../../engine/sip/digest.js';
import { parseDigests } from '../../engine/sip/digest-parameters.js';
import { LadderStage } from '../interop/ladder/ladder-stage.js';
import type { PuppetMessage } from '../support/phones/sip-puppet.js';
import { serviceProcess } from '../support/servers/process-tree.js';

const PATIENCE_MS = 60_000;
const LOGIN = { username: 'trunk-user', password: 'trunk-secret' };

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
    const contacts = `Contact: <sip:line-1@192.0.2.99:5060>;expires=1, ${third.header('Contact')};expires=700`;
    registrar.reply(third, 200, { headers: [contacts] });
    await callveil.until(
      () => callveil.log.some(({ msg }) => msg === 'registered with the trunk'),
      'the line of the log',
    );
    t.equal(await registered(), '1');

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
