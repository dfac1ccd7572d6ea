/** The message transport contract by SMPP, over TCP and as a pair of binds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import t from 'tap';
import { ulid } from 'ulid';
import { parseConfig } from '../../config/load.js';
import { systemClock } from '../../engine/clock.js';
import { PartFiles } from '../../engine/smpp/parts/part-files.js';
import { openConnection } from '../../engine/smpp/session/open-connection.js';
import { SmppTransport } from '../../engine/smpp/smpp-transport.js';
import { loadPolicy } from '../../routing/numbers/policy.js';
import { RESPONSE, Smsc, type Submitted } from '../support/servers/smsc.js';
import {
  messageTransportContract,
  type PeerAnswer,
  type PeerMessage,
  type TransportUnderTest,
} from './message-transport-suite.js';

const STATUS: Readonly<Record<PeerAnswer, number>> = {
  taken: 0,
  'try-later': 0x08,
  never: 0x45,
  'no-such-receiver': 0x0b,
};

const POLICY = loadPolicy();

for (const bindAs of ['transceiver', 'transmitter-receiver']) messageTransportContract(t, bySmpp(bindAs));

function bySmpp(bindAs: string): TransportUnderTest {
  return {
    name: `SMPP ${bindAs}`,
    open: async (t) => {
      const smsc = await Smsc.listen();
      const folder = await mkdtemp(join(tmpdir(), 'callveil-parts-'));
      t.teardown(async () => {
        await smsc.close();
        await rm(folder, { recursive: true, force: true });
      });
      smsc.onSubmit = () => 'no answer';
      const login = `systemId: callveil, password: secret, bindAs: ${bindAs}`;
      const { trunks } = parseConfig(
        `trunks: [{name: carrier, smpp: {servers: ["${smsc.address}"], ${login}}}]`,
      );
      const transport = new SmppTransport({
        ...{ trunks, policy: POLICY, clock: systemClock, random: Math.random, open: openConnection },
        ...{ parts: new PartFiles(folder), newId: ulid, logger: pino({ level: 'silent' }) },
      });
      const binds = bindAs === 'transceiver' ? 1 : 2;
      let reference = 0;
      let taken = 0;
      return {
        trunk: 'carrier',
        // The suite sends as soon as it has started.
        transport: startedWith(transport, async () => {
          while (transport.states.filter(({ isBound }) => isBound).length < binds)
            await new Promise((resolve) => setImmediate(resolve));
        }),
        peer: {
          deliver: async ({ from, to, text, repeats }) => {
            if (repeats !== true) reference += 1;
            const receiver = smsc.bound.find(({ command }) => command !== 2);
            const status = await receiver?.deliver({
              ...{ from: { text: from.slice(1) }, to: { text: to.slice(1) }, dataCoding: 8 },
              content: Buffer.from(text, 'utf16le').swap16(),
              tlvs: [[0x0204, Buffer.from([0, reference])]],
            });
            if (status === 0) return 'accepted';
            return status === 0x64 || status === 0x58 ? 'try-later' : 'refused';
          },
          next: async () => {
            const submit = (await smsc.submitted(taken + 1))[taken];
            taken += 1;
            if (submit === undefined) throw new Error('no message');
            return peerMessage(submit, taken);
          },
          vanish: () => smsc.close(),
          receipt: async (carrierId, state) => {
            const stat = { delivered: 'DELIVRD', undeliverable: 'UNDELIV' }[state];
            const receiver = smsc.bound.find(({ command }) => command !== 2);
            await receiver?.deliver({
              esmClass: 4,
              content: Buffer.from(`id:${carrierId} sub:001 dlvrd:001 stat:${stat} err:000`),
            });
          },
        },
      };
    },
  };
}

function startedWith(transport: SmppTransport, ready: () => Promise<void>): SmppTransport {
  const start = transport.start.bind(transport);
  transport.start = async (handlers) => {
    await start(handlers);
    await ready();
  };
  return transport;
}

function peerMessage(submit: Submitted, id: number): PeerMessage {
  const { source, destination, content, dataCoding, octets, connection } = submit;
  return {
    from: `+${source.text}`,
    to: `+${destination.text}`,
    text: dataCoding === 8 ? new TextDecoder('utf-16be').decode(content) : content.toString('latin1'),
    raw: octets.toString('latin1'),
    answer: (how) => {
      const status = STATUS[how];
      const body = status === 0 ? Buffer.from(`id-${id}\0`) : undefined;
      connection.send(RESPONSE + 4, octets.readUInt32BE(12), body, status);
    },
  };
}
