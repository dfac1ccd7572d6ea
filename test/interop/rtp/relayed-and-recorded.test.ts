/**
 * The whole path, in real time: a phone's time line through the relay to the other phone, and forked to the recorder
 * process.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { RtpSource } from '../../../media/rtp-source.js';
import { sequenceOf, ssrcOf, timestampOf } from '../../../media/relay/leg/rtp.js';
import { startRelay } from '../../support/servers/service-child.js';
import { startRecorder } from '../../media/recorder/harness.js';
import { checkOrder, find, rtpOf } from './play-time-line.js';
import { readTimeLines } from './read-time-line.js';
import { speakTimeLine, type SpokenPacket } from './speak-time-line.js';

const HOST = `127.${128 + ((process.pid >> 16) & 0x7f)}.${(process.pid >> 8) & 0xff}.${Math.max(1, process.pid & 0xff)}`;
const WAV_HEADER_BYTES = 58;
const TOLERANCE_MS = 200;
/** A call is not hung up in the middle of a word. */
const QUIET_END_MS = 400;
const cases = readTimeLines(
  `
  === restart
  3000 numbers seq 0 ts 0 marked
  === restart during a stall
  2000-2900 stall
  2500 numbers seq 0 ts 0
  === stall
  2000-2900 stall
  === delay
  time both
  2000 delay 300
  === clock
  1500-2500 pause still
  `,
  'here',
);

void t.test(
  'what a phone says is relayed as one stream and recorded whole, in order and in its time',
  async (t) => {
    const { recorder, file } = await startRecorder(t);
    const relay = await startRelay({ host: HOST, portMin: 21_000, portMax: 21_199, portRestMs: 0, recorder });
    t.teardown(() => relay.close());
    await Promise.all(
      cases.map(async ({ title, caller, lastsMs }) => {
        const [phone, other] = [await openPhone(), await openPhone()];
        t.teardown(() => [phone, other].forEach((socket) => socket.close()));
        const source = { caller: 'signalled', callee: 'signalled' } as const;
        const session = await relay.open({ callId: title, recorded: true, source });
        const offer = await session.offer('caller', sdpOf(phone));
        const answer = await session.answer('callee', sdpOf(other));
        t.match(offer, 'm=audio');
        session.bridge();
        const verdicts = listen(other);
        const name = `${title.replaceAll(' ', '-')}.wav`;
        const recording = await session.record({ fileName: name });
        const packets = speakTimeLine(caller, lastsMs, 303);
        const lagMs = await send(phone, Number(/m=audio (\d+)/.exec(answer)?.[1]), packets);
        while (verdicts.length < packets.length) await once(other, 'message');
        await delay(QUIET_END_MS);
        await recording.stop();
        const faults: string[] = [];
        const wav = readFileSync(file(name)).subarray(WAV_HEADER_BYTES);
        const found = find(wav, packets, faults, title);
        checkOrder(found, faults, title);
        const first = found[0];
        for (const { packet, position } of found) {
          const apart =
            (position - (first?.position ?? 0)) / 8 - (packet.spokenMs - (first?.packet.spokenMs ?? 0));
          if (Math.abs(apart) > TOLERANCE_MS + lagMs)
            faults.push(`${packet.sequence}: ${apart} ms from its time`);
        }
        t.same(faults, [], title);
        t.same(
          verdicts.slice(1).filter((verdict) => verdict !== 'next'),
          [],
          `${title}: one stream`,
        );
        await session.close();
      }),
    );
  },
);

async function openPhone(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, HOST);
  await once(socket, 'listening');
  return socket;
}

function sdpOf(phone: Socket): string {
  const { port } = phone.address();
  return `v=0\r\no=- 1 1 IN IP4 ${HOST}\r\ns=-\r\nc=IN IP4 ${HOST}\r\nt=0 0\r\nm=audio ${port} RTP/AVP 8\r\n`;
}

/** What each packet that comes is to those before it. */
function listen(phone: Socket): string[] {
  const source = new RtpSource();
  const verdicts: string[] = [];
  phone.on('message', (packet) => {
    const marker = ((packet[1] ?? 0) & 0x80) !== 0;
    const [ssrc, sequence, timestamp] = [ssrcOf(packet), sequenceOf(packet), timestampOf(packet)];
    verdicts.push(source.judge(ssrc, sequence, timestamp, marker, true, 8000, performance.now()));
  });
  return verdicts;
}

/** Sends each packet when it is due; resolves with the most by which this machine was late, in milliseconds. */
async function send(phone: Socket, port: number, packets: readonly SpokenPacket[]): Promise<number> {
  const begunMs = performance.now();
  let lagMs = 0;
  for (const packet of packets) {
    const waitMs = begunMs + packet.arrivalMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    lagMs = Math.max(lagMs, performance.now() - begunMs - packet.arrivalMs);
    phone.send(rtpOf(packet), port, HOST);
  }
  return lagMs;
}
