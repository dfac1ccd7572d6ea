/** A dead trunk costs one call its time-out, and no later one; OPTIONS find out that it is back. */
import t from 'tap';
import { A_ADDRESS, LadderStage, type Parties } from '../interop/ladder/ladder-stage.js';
import { PuppetLeg, sdp } from '../support/phones/puppet-leg.js';
import { SipPuppet, type PuppetMessage } from '../support/phones/sip-puppet.js';

const PATIENCE_MS = 60_000;
const IS_SILENT = 'the trunk is silent: it is tried last';
const IS_UP = 'the trunk is up again';

t.jobs = 2;
for (const server of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`a dead trunk is found to be back without a call (${server})`, async (t) => {
    const b = { firstAnswerSeconds: 1, health: { options: 'silent', everySeconds: 5 } };
    const stage = await LadderStage.start({ b, c: {} }, server);
    t.teardown(() => stage.stop());
    const { callveil, callee: dead, other: next } = stage;
    if (next === undefined) throw new Error('expected a second trunk');
    const isSaid = (text: string): boolean => callveil.log.some(({ msg }) => msg === text);

    const first = await Caller.calls(stage);
    const lost = await dead.take('INVITE', PATIENCE_MS);
    await busy(next, await next.take('INVITE', PATIENCE_MS));
    await first.isRefused(486);
    t.ok(isSaid(IS_SILENT));
    t.equal(await stateOf(stage, 'b'), 'silent');
    const ping = await dead.take('OPTIONS', PATIENCE_MS);

    const second = await Caller.calls(stage);
    await busy(next, await next.take('INVITE', PATIENCE_MS));
    await second.isRefused(486);
    t.notOk(
      dead.left.some(({ kind }) => kind === 'INVITE'),
      'the second call does not wait for it',
    );

    dead.reply(ping, 200);
    await callveil.until(() => isSaid(IS_UP), 'the line of the log');
    t.equal(await stateOf(stage, 'b'), 'up');
    const third = await Caller.calls(stage);
    await busy(dead, await dead.take('INVITE', PATIENCE_MS));
    await third.isRefused(486);
    t.same(
      next.left.filter(({ kind }) => kind === 'INVITE'),
      [],
    );
    // The first call's INVITE ends too, so that nothing is left.
    dead.reply(lost, 503);
    await dead.take('ACK', PATIENCE_MS);
    await stage.isEmpty(PATIENCE_MS);
  });
}

class Caller {
  private constructor(
    readonly phone: SipPuppet,
    readonly leg: PuppetLeg,
  ) {}

  static async calls(stage: LadderStage): Promise<Caller> {
    const { a, x }: Parties = await stage.bind();
    const phone = await SipPuppet.udp(A_ADDRESS);
    const leg = PuppetLeg.calling(phone, stage.server, x, a);
    leg.request('INVITE', { body: sdp(4000) });
    return new Caller(phone, leg);
  }

  async isRefused(status: number): Promise<void> {
    this.leg.ackFailure(await this.phone.take(`${status}`, PATIENCE_MS));
    this.phone.close();
  }
}

async function busy(peer: SipPuppet, invite: PuppetMessage): Promise<void> {
  peer.reply(invite, 486);
  await peer.take('ACK', PATIENCE_MS);
}

async function stateOf({ callveil }: LadderStage, trunk: string): Promise<string | undefined> {
  const response = await fetch(`${callveil.operator}/v1/trunks`, {
    headers: { authorization: 'Bearer ladder-operator-token' },
  });
  const { items } = (await response.json()) as { readonly items: { name: string; state: string }[] };
  return items.find(({ name }) => name === trunk)?.state;
}
