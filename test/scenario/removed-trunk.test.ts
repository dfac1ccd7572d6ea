/** Dialogs keep the credentials that they began with, also when their trunk is removed or changed. */
import t from 'tap';
import { digestResponse } from '../../engine/sip/digest.js';
import { parseDigests } from '../../engine/sip/digest-parameters.js';
import { LadderStage } from '../interop/ladder/ladder-stage.js';
import { PuppetLeg, sdp } from '../support/phones/puppet-leg.js';
import type { PuppetMessage } from '../support/phones/sip-puppet.js';
import { serviceProcess } from '../support/servers/process-tree.js';

const PATIENCE_MS = 60_000;
const PASSWORDS = { a: 'secret-of-a', b: 'secret-of-b' };
const login = (trunk: 'a' | 'b') => ({ credentials: { username: trunk, password: PASSWORDS[trunk] } });

for (const server of ['embedded', 'embedded-drachtio'] as const)
  void t.test(`a trunk is removed, another changed, then the SIP process dies (${server})`, async (t) => {
    const stage = await LadderStage.start({ a: login('a'), b: login('b') }, server);
    t.teardown(() => stage.stop());
    const { callee: b, callveil } = stage;
    const a = await stage.caller();
    t.teardown(() => a.close());
    const parties = await stage.bind();
    const caller = PuppetLeg.calling(a, stage.server, parties.x, parties.a);
    caller.request('INVITE', { body: sdp(4000) });
    b.reply(await b.take('INVITE', PATIENCE_MS), 200, {
      headers: [`Contact: <sip:b@${b.hostPort}>`, 'Content-Type: application/sdp'],
      body: sdp(5000),
    });
    caller.ack(await a.take('200 INVITE', PATIENCE_MS));
    await b.take('ACK', PATIENCE_MS);

    await callveil.edit((config) => {
      const [first] = config['trunks'] as Record<string, unknown>[];
      config['trunks'] = [{ ...first, credentials: { username: 'a', password: 'another' } }];
    });
    process.kill(callveil.pid, 'SIGHUP');
    await callveil.until(
      () => callveil.log.some(({ msg }) => msg === 'the configuration is reloaded'),
      'the reload',
    );
    process.kill(serviceProcess(callveil.pid, 'sip'), 'SIGKILL');
    for (const [party, name] of [
      [a, 'a'],
      [b, 'b'],
    ] as const) {
      const challenge = `WWW-Authenticate: Digest realm="carrier", nonce="${name}1", qop="auth", algorithm=MD5`;
      party.reply(await party.take('BYE', PATIENCE_MS), 401, { headers: [challenge] });
      const proved = await party.take('BYE', PATIENCE_MS);
      t.ok(isRight(proved, PASSWORDS[name]), `the digest for ${name} is that of its dialog`);
      party.reply(proved, 200);
    }
  });

function isRight(message: PuppetMessage, password: string): boolean {
  const fields = new Map(parseDigests(message.header('Authorization'))[0]);
  return fields.get('response') === digestResponse('BYE', fields, password);
}
