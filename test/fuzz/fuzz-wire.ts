/** Hostile applications and strangers at the port of drachtio's wire protocol of our stack. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { frame } from '../../engine/sipd/wire/frame.js';
import { WireSipd } from '../support/servers/wire-sipd.js';
import { SipPuppet } from '../support/phones/sip-puppet.js';
import { answered } from './answered.js';
import type { Fuzzer } from './fuzzer.js';
import type { Mutator } from './mutation.js';
import { newDialog, requestOf } from './sip-seeds.js';

const COMMANDS = 100;
const side = {
  hostPort: '127.0.0.1:5999',
  number: '+8613800000021',
  x: '+8617100000001',
  transport: 'UDP',
} as const;

export const wire: Fuzzer = {
  name: 'wire',
  rounds: 12,
  async run(_, mutator, isOver) {
    const sipd = await WireSipd.start({ listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] });
    const puppet = await SipPuppet.udp();
    let sent = 0;
    try {
      while (!isOver()) {
        sent += await oneApplication(sipd, puppet, mutator);
        puppet.drain();
        if (sipd.errors.length > 0) throw new Error(`sipd met a bug: ${sipd.errors.map(String).join('\n')}`);
      }
      await expectRefusal(sipd);
    } finally {
      puppet.close();
      await sipd.stop();
    }
    return sent;
  },
};

/** An application that is let in more often than not, and then says what it likes. */
async function oneApplication(sipd: WireSipd, puppet: SipPuppet, mutator: Mutator): Promise<number> {
  const socket = connect(sipd.adminPort, sipd.adminHost);
  socket.on('error', () => undefined);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard = (heard + chunk.toString('latin1')).slice(-20_000)));
  await once(socket, 'connect');
  if (mutator.chance(0.8)) socket.write(frame(`1|authenticate|${sipd.secret}|`));
  if (mutator.chance(0.8)) socket.write(frame('2|route|INVITE'));
  let sent = 0;
  for (; sent < COMMANDS && socket.writable; sent += 1) {
    // Calls come in meanwhile, so that there is something to answer.
    if (mutator.chance(0.2))
      puppet.sendRaw(
        { address: '127.0.0.1', port: sipd.listenPoints[0]?.port ?? 0 },
        requestOf(mutator, { ...side, hostPort: puppet.hostPort }, newDialog(mutator)),
      );
    await write(socket, command(mutator, puppet, heard), mutator);
  }
  socket.destroy();
  return sent;
}

function command(mutator: Mutator, puppet: SipPuppet, heard: string): string {
  const transactions = [...heard.matchAll(/\|([0-9a-f-]{36})\|/g)].map(([, id]) => id ?? '');
  const transaction = transactions.length > 0 ? mutator.oneOf(transactions) : 'none';
  const request = requestOf(mutator, { ...side, hostPort: puppet.hostPort }, newDialog(mutator)).replace(
    /^(\w+) \S+/,
    `$1 sip:x@${puppet.hostPort}`,
  );
  const good = mutator.oneOf([
    `7|sip|||\r\n${request}`,
    `8|sip||${transaction}|\r\n${request}`,
    `9|sip|${transaction}||\r\nSIP/2.0 ${mutator.oneOf([100, 180, 200, 486, 699])} X\r\nContent-Length: 0\r\n\r\n`,
    ...['3|route|BYE', '4|remove_route|INVITE', '5|ping', '6|proxy|x|remainInDialog', '1|authenticate|wrong'],
  ]);
  return mutator.chance(0.8) ? mutator.text(good) : good;
}

async function write(socket: Socket, payload: string, mutator: Mutator): Promise<void> {
  const text = frame(payload);
  const bytes = Buffer.from(mutator.chance(0.03) ? mutator.text(text, 1) : text);
  await new Promise((resolve) => socket.write(bytes, resolve));
}

/** Without an application that takes them, requests are still answered. */
async function expectRefusal(sipd: WireSipd): Promise<void> {
  const puppet = await SipPuppet.udp();
  const port = sipd.listenPoints[0]?.port ?? 0;
  const options = [
    'OPTIONS sip:127.0.0.1 SIP/2.0',
    `Via: SIP/2.0/UDP ${puppet.hostPort};branch=z9hG4bK-after-all`,
    ...['Max-Forwards: 70', 'From: <sip:a@127.0.0.1>;tag=a', 'To: <sip:127.0.0.1>'],
    ...['Call-ID: after-all', 'CSeq: 999 OPTIONS', '', ''],
  ].join('\n');
  const send = (): void => puppet.send({ address: '127.0.0.1', port }, options);
  send();
  await answered(puppet, send, /^\d{3} OPTIONS/);
  puppet.close();
}
