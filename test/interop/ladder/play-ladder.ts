/** Plays one case of a ladder on a stage. Throws an Error that names the line which did not hold. */
import { SipPuppet, type PuppetMessage } from '../../support/phones/sip-puppet.js';
import { differences, editOf } from './ladder-message.js';
import { LadderLeg } from './ladder-leg.js';
import type { LadderStage, Parties } from './ladder-stage.js';
import type { LadderCase, LadderStep } from './read-ladder.js';

/** A machine that is busy is no failure; what takes 32 s by the RFC is waited for as well. */
const PATIENCE_MS = 60_000;
const CALL = [
  'A > INVITE',
  'B < INVITE',
  'B > 180',
  'A < 180',
  'B > 200',
  'B < ACK',
  'A < 200 INVITE',
  'A > ACK',
];
const HANG_UP = (from: string, to: string): string[] => [
  `${from} > BYE`,
  `${from} < 200 BYE`,
  `${to} < BYE`,
  `${to} > 200 BYE`,
];

let played = 0;

export async function playLadder(stage: LadderStage, ladder: LadderCase): Promise<void> {
  const parties = await stage.bind();
  const caller = await stage.caller();
  const play = new LadderPlay(stage, parties, caller);
  try {
    for (const step of ladder.steps) await play.step(step);
    await play.finish();
  } finally {
    play.close();
  }
}

class LadderPlay {
  readonly #stage: LadderStage;
  readonly #sockets = new Map<string, SipPuppet>();
  readonly #legs = new Map<string, LadderLeg>();
  readonly #named: Map<string, string>;
  readonly #seen = { A: '', B: '' };
  readonly #parties: Parties;

  constructor(stage: LadderStage, parties: Parties, caller: SipPuppet) {
    this.#stage = stage;
    this.#parties = parties;
    this.#sockets.set('A', caller).set('B', stage.callee);
    if (stage.other !== undefined) this.#sockets.set('C', stage.other);
    this.#named = new Map(Object.entries(parties));
    if (stage.other !== undefined) this.#named.set('C', stage.other.hostPort);
    for (const [name, number] of Object.entries(parties))
      this.#named.set(`${name}National`, stage.numbers.national(number));
    this.#named
      .set('S', `127.0.0.1:${stage.server.port}`)
      .set('A', caller.hostPort)
      .set('B', stage.callee.hostPort);
  }

  async step({ line, text, below }: LadderStep): Promise<void> {
    const step = { text: this.#filled(text), below: below.map((one) => this.#filled(one)) };
    try {
      await this.#play(step.text, step.below);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`line ${line}, "${step.text}": ${why}`, { cause: error });
    }
  }

  /** What must hold after every case. */
  async finish(): Promise<void> {
    await this.#stage.isEmpty(PATIENCE_MS);
    for (const name of this.#sockets.keys()) this.#none(name);
    const { a, b } = this.#parties;
    if (this.#seen.B.includes(a.slice(3))) throw new Error("A's number was told to B");
    if (this.#seen.A.includes(b.slice(3))) throw new Error("B's number was told to A");
  }

  close(): void {
    for (const socket of this.#sockets.values()) {
      if (socket === this.#stage.callee || socket === this.#stage.other) socket.forget();
      else socket.close();
    }
  }

  async #play(text: string, below: readonly string[]): Promise<void> {
    const ladder = /^(\w+)(?:@(\w+))?\s+([<>])\s+(.+)$/.exec(text);
    if (ladder !== null) {
      const [, name = '', at = name, direction, what = ''] = ladder;
      return direction === '>' ? this.#send(name, at, what, below) : this.#await(name, at, what, below);
    }
    const [command, ...words] = text.split(/\s+/);
    const rest = words.slice(1).join(' ');
    switch (command) {
      case 'call':
        return this.#playAll(CALL);
      case 'hang':
        return this.#playAll(words[1] === 'B' ? HANG_UP('B', 'A') : HANG_UP('A', 'B'));
      case 'peer':
        return this.#addPeer(words[0] ?? '', words[1] ?? '127.0.0.2');
      case 'none':
        return this.#none(words[0] ?? '');
      case 'told':
        return this.#told(words[0] ?? '', rest);
      case 'record':
        return this.#recorded(words[0] ?? '', rest);
      case 'log':
        await this.#stage.callveil.until(
          () => this.#stage.callveil.log.some((entry) => JSON.stringify(entry).includes(words.join(' '))),
          `the log line with "${words.join(' ')}"`,
        );
        return;
      case 'after':
        return new Promise((resolve) => setTimeout(resolve, Number(words[0])));
      default:
        throw new Error('this is no step of a ladder');
    }
  }

  async #playAll(steps: readonly string[]): Promise<void> {
    for (const text of steps) {
      try {
        await this.#play(text, []);
      } catch (error) {
        throw new Error(`"${text}": ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
    }
  }

  async #send(name: string, at: string, what: string, below: readonly string[]): Promise<void> {
    const [kind = '', ...options] = what.split(/\s+/);
    const socket = this.#socket(at);
    if (kind === 'repeat') return this.#leg(name).repeat(Number(options[0] ?? 1));
    if (/^\d/.test(kind)) {
      const tag = options.find((one) => one.startsWith('tag='))?.slice(4);
      const method = options.find((one) => /^[A-Z]+$/.test(one));
      const status = Number(kind);
      const leg = this.#leg(name);
      const hasSdp = status >= 200 && status < 300 && leg.answers(method) === 'INVITE';
      return leg.respond(status, method, tag, editOf(below, hasSdp, socket.address), socket);
    }
    const leg = this.#legs.get(name) ?? this.#newCaller(name);
    leg.request(kind, editOf(below, kind === 'INVITE', socket.address), socket);
  }

  async #await(name: string, at: string, what: string, below: readonly string[]): Promise<void> {
    const pattern = /^\/(.*)\/$/.exec(what)?.[1];
    const message = await this.#socket(at).take(
      pattern === undefined ? what : new RegExp(pattern),
      PATIENCE_MS,
    );
    if (name === 'A' || name === 'B') this.#seen[name] += message.raw;
    if (message.kind === 'INVITE' && this.#legs.get(name)?.callId !== message.header('Call-ID'))
      this.#legs.set(name, this.#newCallee(message, this.#socket(at)));
    const before = this.#leg(name).take(message);
    const wrong = differences(message, below, before, this.#named);
    if (wrong.length > 0) throw new Error(`${wrong.join('; ')}\n${message.raw}`);
  }

  #newCaller(name: string): LadderLeg {
    const puppet = this.#socket(name);
    const { x, a } = this.#parties;
    const number = (played += 1);
    const uri = `sip:${x}@127.0.0.1:${this.#stage.server.port}`;
    const user = name === 'A' ? a : '+8613700000099';
    const leg = new LadderLeg({
      puppet,
      server: this.#stage.server,
      callId: `ladder-${number}-${process.pid}-${name}`,
      local: `<sip:${user}@${puppet.hostPort}>;tag=from-${number}`,
      remote: `<${uri}>`,
      target: uri,
      user,
    });
    this.#legs.set(name, leg);
    return leg;
  }

  #newCallee(invite: PuppetMessage, puppet: SipPuppet): LadderLeg {
    return new LadderLeg({
      puppet,
      server: invite.from,
      callId: invite.header('Call-ID'),
      local: invite.header('To'),
      remote: invite.header('From'),
      target: invite.contact,
      user: 'gateway',
    });
  }

  async #addPeer(name: string, address: string): Promise<void> {
    const socket = await SipPuppet.udp(address);
    socket.hearOnly(this.#stage.udpServer);
    this.#sockets.set(name, socket);
    this.#named.set(name, socket.hostPort);
  }

  #none(name: string): void {
    const untaken = this.#socket(name).left.filter(({ kind }) => kind !== '100');
    const text = untaken.map(({ raw }) => raw).join('\n');
    if (untaken.length > 0) throw new Error(`${name} got what nobody expected:\n${text}`);
  }

  async #told(field: string, value: string): Promise<void> {
    const { callveil } = this.#stage;
    const infoOf = (body: Readonly<Record<string, unknown>>) =>
      body['statusInfo'] as Record<string, unknown> | undefined;
    const callin = await callveil.push(
      (body) => body['eventType'] === 'callin' && infoOf(body)?.['called'] === this.#parties.x,
    );
    const sessionId = infoOf(callin.body)?.['sessionId'];
    const { body } = await callveil.push(
      (one) => one['eventType'] === 'disconnect' && infoOf(one)?.['sessionId'] === sessionId,
    );
    const found = String(infoOf(body)?.[field]);
    if (found !== value) throw new Error(`expected ${field} ${value}, found ${found}`);
  }

  async #recorded(field: string, value: string): Promise<void> {
    const { callveil } = this.#stage;
    const { x } = this.#parties;
    const record = await callveil.until(
      () =>
        callveil.pushes
          .filter(({ path }) => path === '/fee')
          .flatMap(({ body }) => body['feeLst'] as Record<string, unknown>[])
          .find((one) => JSON.stringify(one).includes(x)),
      'the record',
    );
    if (String(record[field]) !== value)
      throw new Error(`expected ${field} ${value}, found ${String(record[field])}`);
  }

  #socket(name: string): SipPuppet {
    const socket = this.#sockets.get(name);
    if (socket === undefined) throw new Error(`there is no peer ${name}`);
    return socket;
  }

  #leg(name: string): LadderLeg {
    const leg = this.#legs.get(name);
    if (leg === undefined) throw new Error(`${name} has no dialog yet`);
    return leg;
  }

  #filled(text: string): string {
    return text.replace(/\$(\w+)/g, (whole, name: string) => this.#named.get(name) ?? whole);
  }
}
