/**
 * Carries a case through the relay's account and its outgoing streams, and says where a receiver would not hear one
 * continuous stream.
 */
import { RtpSource } from '../../../media/rtp-source.js';
import { OutgoingStream } from '../../../media/relay/leg/outgoing.js';
import { Reception } from '../../../media/relay/leg/reception.js';
import { sequenceOf, ssrcOf, timestampOf } from '../../../media/relay/leg/rtp.js';
import type { TimeLineCase } from './read-time-line.js';
import { speakTimeLine, type SpokenPacket } from './speak-time-line.js';

/**
 * A source that goes back by less than a restart is known by its third packet, or a few later when they overtake each
 * other.
 */
const MAX_UNHEARD = 5;

/** The faults of what the two receivers get; none is right. */
export function relayTimeLine({ caller, callee, lastsMs }: TimeLineCase): string[] {
  return [
    ...listen('callee', speakTimeLine(caller, lastsMs, 101)),
    ...listen('caller', speakTimeLine(callee, lastsMs, 202)),
  ];
}

function listen(who: string, packets: readonly SpokenPacket[]): string[] {
  const faults: string[] = [];
  const reception = new Reception();
  const out = new OutgoingStream(() => 0.7);
  const receiver = new RtpSource();
  const carried = new Set<Uint8Array>();
  let unheard = 0;
  for (const packet of packets) {
    const bytes = carry(packet, reception, out);
    if (bytes === undefined) {
      faults.push(`${who}: packet ${packet.sequence}, come at ${packet.arrivalMs}, is not carried`);
      continue;
    }
    const marker = ((bytes[1] ?? 0) & 0x80) !== 0;
    const isAudio = packet.meaning !== 101;
    const [sequence, timestamp] = [sequenceOf(bytes), timestampOf(bytes)];
    const verdict = receiver.judge(
      ssrcOf(bytes),
      sequence,
      timestamp,
      marker,
      isAudio,
      8000,
      packet.arrivalMs,
    );
    if ((verdict === 'restarted' && carried.size > 0) || (verdict === 'moved' && !marker))
      faults.push(`${who}: the stream has ${verdict} at ${packet.arrivalMs}`);
    if (verdict === 'duplicate' && !carried.has(packet.payload)) unheard += 1;
    carried.add(packet.payload);
  }
  if (unheard > MAX_UNHEARD) faults.push(`${who}: ${unheard} packets have numbers that had been there`);
  return faults;
}

function carry(packet: SpokenPacket, reception: Reception, out: OutgoingStream): Buffer | undefined {
  const { ssrc, sequence, timestamp, marker, meaning, arrivalMs } = packet;
  const isAudio = meaning !== 101;
  const bytes = Buffer.alloc(172);
  bytes[1] = marker ? 0x80 : 0;
  reception.count(ssrc, sequence, timestamp, 8000, arrivalMs, marker, isAudio);
  const { restarted, moved } = reception;
  if (!isAudio) {
    const place = { clockRate: 8000, restarted, isAside: false, segment: timestamp, continues: false };
    out.carryEvent(bytes, meaning, { ssrc, sequence, timestamp, ...place }, arrivalMs);
    return bytes;
  }
  const isCarried = out.carry(bytes, meaning, ssrc, sequence, timestamp, 8000, restarted, arrivalMs, moved);
  return isCarried ? bytes : undefined;
}
