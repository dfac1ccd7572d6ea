/**
 * A stranger floods the whole service with INVITEs beside calls of its trunks: every call succeeds, and no datagram
 * goes to the stranger. `STRANGERS=5000000 npm test -- scenario/strangers` continues for that many INVITEs.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import t, { type Test } from 'tap';
import { playLadder } from '../interop/ladder/play-ladder.js';
import { LadderStage, type SipServer } from '../interop/ladder/ladder-stage.js';
import { readLadder } from '../interop/ladder/read-ladder.js';
import { SipPuppet, wire } from '../support/phones/sip-puppet.js';

const STRANGER = '127.0.0.66';
const TRUNK = '127.0.0.2';
const INVITES = Number(process.env['STRANGERS'] ?? 20_000);
/**
 * Between two answers to a ping of the trunk: the SIP server's socket holds them all, so that nothing of a call is
 * lost.
 */
const AT_ONCE = 100;
const CALLS = 15;
const PATIENCE_MS = 60_000;
const CALL = readLadder('=== a call\ncall\nhang up A\ntold stateCode 0\n', 'strangers.test.ts');

for (const server of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`${INVITES} INVITEs of a stranger cost no call (${server})`, { timeout: 0 }, async (t) => {
    const stage = await start(t, server);
    const stranger = await Stranger.open(t, stage.server);
    const ping = await Ping.open(t, stage.server);
    const calls = play(stage);
    for (let sent = 0; sent < INVITES; sent += AT_ONCE) {
      for (let n = 0; n < AT_ONCE; n += 1) stranger.invite();
      await ping.answered();
    }
    await t.resolves(calls, 'every call of the trunk succeeds');
    await t.resolves(playLadder(stage, firstOf(CALL)), 'and one after it');
    t.same(await stranger.heard(), [], 'nothing was sent to the stranger');
    await ping.answered();
    const dropped = Number(
      /^callveil_sipd\{counter="strangersDropped"\} (\d+)$/m.exec(await stage.callveil.metrics())?.[1],
    );
    t.ok(dropped > INVITES / 2 && dropped <= INVITES, `${dropped} were dropped`);
    const lines = await summaries(stage, dropped);
    t.ok(lines < INVITES / 100, `${lines} lines of the log sum them up`);
  });
}

/** `callsPerSecond` is lower than the stranger's rate, and as high as the calls need. */
async function start(t: Test, server: SipServer): Promise<LadderStage> {
  const stage = await LadderStage.start({ service: { limits: { callsPerSecond: CALLS + 5 } } }, server);
  t.teardown(() => stage.stop());
  return stage;
}

async function play(stage: LadderStage): Promise<void> {
  for (let n = 0; n < CALLS; n += 1) await playLadder(stage, firstOf(CALL));
}

function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('expected a case');
  return first;
}

/** The lines of the log once everything dropped is counted in one of them. */
async function summaries({ callveil }: LadderStage, dropped: number): Promise<number> {
  const counts = (): number[] =>
    callveil.log.flatMap(({ msg }) =>
      Number(/^(\d+) messages? from 1 address of no trunk /.exec(msg)?.[1] ?? []),
    );
  const sum = (): number => counts().reduce((total, count) => total + count, 0);
  await callveil.until(() => sum() >= dropped, 'the lines of the log');
  return counts().length;
}

class Stranger {
  readonly #heard: string[] = [];
  #count = 0;

  private constructor(
    readonly socket: Socket,
    readonly server: { readonly address: string; readonly port: number },
  ) {
    socket.on('message', (bytes) => this.#heard.push(bytes.toString()));
  }

  static async open(t: Test, server: Stranger['server']): Promise<Stranger> {
    const socket = createSocket('udp4');
    socket.bind(0, STRANGER);
    await once(socket, 'listening');
    t.teardown(() => socket.close());
    return new Stranger(socket, server);
  }

  invite(): void {
    const { port } = this.socket.address();
    const id = (this.#count += 1);
    // Every other one is a retransmission of the one before.
    const call = Math.ceil(id / 2);
    const text = `INVITE sip:+8617100000001@127.0.0.1 SIP/2.0
      Via: SIP/2.0/UDP ${STRANGER}:${port};branch=z9hG4bK-stranger-${call}
      Max-Forwards: 70
      From: <sip:+8613811110001@${STRANGER}>;tag=s${call}
      To: <sip:+8617100000001@127.0.0.1>
      Call-ID: stranger-${call}
      CSeq: 1 INVITE
      Contact: <sip:s@${STRANGER}:${port}>`;
    const lines = text.split('\n').map((line) => line.trim());
    this.socket.send(wire(lines.join('\n')), this.server.port, this.server.address);
  }

  /** Everything has arrived: what it sends to itself comes last. */
  async heard(): Promise<readonly string[]> {
    const { port } = this.socket.address();
    this.socket.send('LAST', port, STRANGER);
    while (this.#heard.at(-1) !== 'LAST') await once(this.socket, 'message');
    return this.#heard.slice(0, -1);
  }
}

/** A peer of the trunk that asks whether we are there. */
class Ping {
  #count = 0;

  private constructor(
    readonly puppet: SipPuppet,
    readonly server: { readonly address: string; readonly port: number },
  ) {}

  static async open(t: Test, server: Ping['server']): Promise<Ping> {
    const puppet = await SipPuppet.udp(TRUNK);
    t.teardown(() => puppet.close());
    return new Ping(puppet, server);
  }

  async answered(): Promise<void> {
    const id = (this.#count += 1);
    this.puppet.send(
      this.server,
      `OPTIONS sip:127.0.0.1 SIP/2.0
Via: SIP/2.0/UDP ${this.puppet.hostPort};branch=z9hG4bK-ping-${id}
From: <sip:ping@${TRUNK}>;tag=p${id}
To: <sip:127.0.0.1>
Call-ID: ping-${id}
CSeq: ${id} OPTIONS`,
    );
    await this.puppet.take('200', PATIENCE_MS);
  }
}
