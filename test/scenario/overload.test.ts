/**
 * Overload at the whole service, made by stopping one of its processes: new calls get 503 and Retry-After, OPTIONS and
 * health say so, and all of it ends with the cause.
 */
import t, { type Test } from 'tap';
import { PuppetLeg } from '../support/phones/puppet-leg.js';
import { SipPuppet, type PuppetMessage } from '../support/phones/sip-puppet.js';
import { Callveil } from '../support/servers/callveil.js';
import { nicenessOf, serviceProcess, type ServiceProcess } from '../support/servers/process-tree.js';

const PATIENCE_MS = 60_000;
const FINAL = /^[2-6]\d\d INVITE/;

class Stage {
  readonly #puppet: SipPuppet;
  readonly #address: { readonly address: string; readonly port: number };

  private constructor(
    readonly callveil: Callveil,
    puppet: SipPuppet,
  ) {
    this.#puppet = puppet;
    this.#address = { address: '127.0.0.1', port: callveil.sipPort('udp') };
  }

  static async open(t: Test, server: string): Promise<Stage> {
    const callveil = await Callveil.start(() => ({
      sip: { server, listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
      // As late as a stopped process is, and no busy machine.
      limits: { delayMilliseconds: 200, networkNice: -4 },
      trunks: [{ name: 'carrier', type: 'carrier', from: ['127.0.0.1'], to: 'sip:127.0.0.1:9' }],
    }));
    t.teardown(() => callveil.stop());
    const puppet = await SipPuppet.udp();
    t.teardown(() => puppet.close());
    return new Stage(callveil, puppet);
  }

  /** Stops a process; the returned function lets it go on. */
  halt(name: ServiceProcess): () => void {
    const pid = serviceProcess(this.callveil.pid, name);
    process.kill(pid, 'SIGSTOP');
    return () => process.kill(pid, 'SIGCONT');
  }

  /** The final answer to a call of a number that is not ours. */
  async call(): Promise<PuppetMessage> {
    const leg = PuppetLeg.calling(this.#puppet, this.#address, '+8617199999999', '+8613800000001');
    leg.request('INVITE', { body: SDP, headers: ['Content-Type: application/sdp'] });
    const answer = await this.#puppet.take(FINAL, PATIENCE_MS);
    leg.ackFailure(answer);
    this.#puppet.drain();
    return answer;
  }

  /** Calls until a call gets that status; calls that wait for the process which is stopped are left. */
  async until(status: string): Promise<PuppetMessage> {
    for (;;) {
      const leg = PuppetLeg.calling(this.#puppet, this.#address, '+8617199999999', '+8613800000001');
      leg.request('INVITE', { body: SDP, headers: ['Content-Type: application/sdp'] });
      const answer = await this.#puppet.take(FINAL, 300).catch(() => undefined);
      if (answer === undefined) continue;
      leg.ackFailure(answer);
      if (answer.label.startsWith(status)) {
        this.#puppet.drain();
        return answer;
      }
    }
  }

  async ping(): Promise<PuppetMessage> {
    PuppetLeg.calling(this.#puppet, this.#address).request('OPTIONS');
    return this.#puppet.take(/OPTIONS$/, PATIENCE_MS);
  }

  /** Resolves when health gives that reason for its 503. */
  async ails(reason: string): Promise<void> {
    for (;;) {
      const answer = await fetch(`${this.callveil.operator}/healthz`);
      const { ailments } = (await answer.json()) as { readonly ailments: readonly string[] };
      if (answer.status === 503 && ailments.some((ailment) => ailment.startsWith(reason))) return;
      await this.until('503');
    }
  }
}

/** Whether SIP and media go before the rest, or the log says that the system does not allow it. */
function goesBefore(t: Test, { pid, log }: Callveil): void {
  const [engine, sip, media] = (['engine', 'sip', 'media'] as const).map((name) =>
    nicenessOf(serviceProcess(pid, name)),
  );
  const refusals = log.filter(({ msg }) => msg.startsWith('the system does not allow limits.networkNice'));
  if (refusals.length === 0) t.match({ sip, media }, { sip: Number(engine) - 4, media: Number(engine) - 4 });
  else t.match({ sip, media, told: refusals.length }, { sip: engine, media: engine, told: 1 });
}

const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 4000 RTP/AVP 8',
  '',
].join('\r\n');

for (const [server, halted] of [
  ['embedded', ['media', 'engine']],
  ['embedded-drachtio', ['engine']],
] as const)
  void t.test(`a stopped process sheds calls until it goes on (${server})`, { timeout: 0 }, async (t) => {
    const stage = await Stage.open(t, server);
    t.match((await stage.call()).label, /^404/, 'a call comes in');
    goesBefore(t, stage.callveil);
    for (const name of halted) {
      const resume = stage.halt(name);
      const refused = await stage.until('503');
      t.match(refused.header('Retry-After'), /^[1-9]\d*$/);
      t.match((await stage.ping()).header('Retry-After'), /^[1-9]\d*$/, `OPTIONS says so (${name})`);
      if (name !== 'engine') {
        // Others may be late too, on a busy machine, until it is the worst.
        await stage.ails(`overloaded: ${name}`);
      }
      resume();
      await stage.until('404');
    }
    await stage.callveil.until(
      () => stage.callveil.log.some(({ msg }) => /^overload: \d+ calls? .*, for the load of /.test(msg)),
      'the line of the log',
    );
    const metrics = await stage.callveil.metrics();
    for (const part of ['engine', 'sip', 'media-0', 'recorder', 'memory', 'files', 'disk', 'calls'])
      t.match(metrics, new RegExp(`^callveil_load\\{part="${part}"\\} `, 'm'));
    t.match(metrics, /^callveil_sipd\{counter="callsShed"\} [1-9]/m);
  });
