/** Hostile SIP over UDP and TCP: requests new and in dialogs that the service has opened, and bytes in pieces. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { SipPuppet } from '../support/phones/sip-puppet.js';
import { answered } from './answered.js';
import { HOSTILE, type FuzzedService } from './fuzzed-service.js';
import type { Fuzzer } from './fuzzer.js';
import { newDialog, requestOf, type DialogIds, type SipSide } from './sip-seeds.js';
import type { Mutator } from './mutation.js';

/** Sent before the service is asked whether it is still there. */
const BURST = 40;
const DIALOGS = 30;

export const sipUdp: Fuzzer = {
  name: 'sip-udp',
  rounds: 60,
  run: (under, mutator, isOver) => overUdp(under, mutator, isOver, (dialogs) => dialogs.next()),
};

/** SDP alone is hostile: what carries it is as it should be, so that it gets as far as SDP can. */
export const sdp: Fuzzer = {
  name: 'sdp',
  rounds: 60,
  run: (under, mutator, isOver) => overUdp(under, mutator, isOver, (dialogs) => dialogs.nextWithSdp()),
};

export const sipTcp: Fuzzer = {
  name: 'sip-tcp',
  rounds: 80,
  async run(under, mutator, isOver) {
    let sent = 0;
    while (!isOver()) sent += await oneConnection(under, mutator, isOver);
    return sent;
  },
};

async function overUdp(
  under: FuzzedService,
  mutator: Mutator,
  isOver: () => boolean,
  next: (dialogs: Dialogs) => string,
): Promise<number> {
  const puppet = await SipPuppet.udp('127.0.0.2');
  const side: SipSide = { ...HOSTILE, number: HOSTILE.a, hostPort: puppet.hostPort, transport: 'UDP' };
  const dialogs = new Dialogs(mutator, side);
  let sent = 0;
  try {
    while (!isOver()) {
      for (let left = BURST; left > 0; left -= 1, sent += 1)
        puppet.sendRaw(under.sip, Buffer.from(next(dialogs), 'latin1'));
      await expectAnswer(puppet, under);
      dialogs.learn(puppet.drain().map(({ raw }) => raw));
    }
  } finally {
    puppet.close();
  }
  return sent;
}

/** The dialogs that a fuzzer has under way. */
class Dialogs {
  #all: DialogIds[] = [];

  constructor(
    private readonly mutator: Mutator,
    private readonly side: SipSide,
  ) {}

  /** The next message: mostly a mutant. */
  next(): string {
    const request = requestOf(this.mutator, this.side, this.#one());
    return this.mutator.chance(0.75) ? this.mutator.text(request) : request;
  }

  nextWithSdp(): string {
    return requestOf(this.mutator, this.side, this.#one(), (body) => this.mutator.text(body, 6));
  }

  #one(): DialogIds {
    if (this.#all.length < DIALOGS || this.mutator.chance(0.2)) {
      this.#all.unshift(newDialog(this.mutator));
      this.#all.length = Math.min(this.#all.length, DIALOGS);
    }
    return this.mutator.oneOf(this.#all);
  }

  /** Takes the To tags of what the service has answered. */
  learn(responses: readonly string[]): void {
    for (const response of responses) {
      const callId = /^Call-ID: (.*)\r$/im.exec(response)?.[1];
      const toTag = /^To: .*;tag=([^;\s]+)/im.exec(response)?.[1];
      this.#all = this.#all.map((one) =>
        one.callId === callId && toTag !== undefined ? { ...one, toTag } : one,
      );
    }
  }
}

/** A connection until the service closes it, or much has been said. */
async function oneConnection(under: FuzzedService, mutator: Mutator, isOver: () => boolean): Promise<number> {
  const socket = connect({
    host: '127.0.0.1',
    port: under.callveil.sipPort('tcp'),
    localAddress: '127.0.0.2',
  });
  let received = '';
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => (received = (received + chunk.toString('latin1')).slice(-65_536)));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const { localPort = 0 } = socket;
  const side: SipSide = {
    ...HOSTILE,
    number: HOSTILE.a,
    hostPort: `127.0.0.2:${localPort}`,
    transport: 'TCP',
  };
  const dialogs = new Dialogs(mutator, side);
  let sent = 0;
  while (!isOver() && !socket.destroyed && socket.writable && sent < 2000) {
    for (let left = 10; left > 0; left -= 1, sent += 1) await writeInPieces(socket, dialogs.next(), mutator);
    dialogs.learn(received.split(/(?=SIP\/2\.0 )/));
    received = '';
    await under.callveil.metrics();
  }
  socket.destroy();
  return sent;
}

async function writeInPieces(socket: Socket, text: string, mutator: Mutator): Promise<void> {
  const bytes = Buffer.from(text, 'latin1');
  const cut = mutator.chance(0.3) ? mutator.below(bytes.length) : bytes.length;
  for (const piece of [bytes.subarray(0, cut), bytes.subarray(cut)]) {
    if (piece.length === 0 || socket.destroyed) continue;
    await new Promise((resolve) => socket.write(piece, resolve));
  }
}

/**
 * An OPTIONS that is answered: everything before it has been read, or was lost. Sent again as UDP wants it (RFC 3261
 * 17.1.2).
 */
async function expectAnswer(puppet: SipPuppet, { sip }: FuzzedService): Promise<void> {
  const id = `alive-${(asked += 1)}`;
  const options = [
    `OPTIONS sip:${sip.address} SIP/2.0`,
    `Via: SIP/2.0/UDP ${puppet.hostPort};branch=z9hG4bK-${id}`,
    ...['Max-Forwards: 70', 'From: <sip:alive@127.0.0.2>;tag=alive', 'To: <sip:127.0.0.1>'],
    ...[`Call-ID: ${id}`, 'CSeq: 999999 OPTIONS', '', ''],
  ].join('\n');
  const send = (): void => puppet.send(sip, options);
  send();
  for (;;) {
    const answer = await answered(puppet, send, /^\d+ OPTIONS/);
    if (answer.header('Call-ID') === id) return;
  }
}

let asked = 0;
