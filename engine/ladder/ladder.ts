/** A call's captured messages as people look at them: one ladder of both legs, or a file for Wireshark. */
import type { TappedPacket } from '../../media/media.js';
import type { CapturedLeg, CapturedMessage } from './captured-call.js';
import { withNumbersMasked, withoutSecrets } from './mask-sip.js';
import { writePcap, type PcapPacket } from './pcap.js';

export interface Ladder {
  readonly legs: readonly LadderLeg[];
  /** The messages on all legs, in the order in which they came and went. */
  readonly rungs: readonly Rung[];
}

export interface LadderLeg {
  readonly side: 'caller' | 'callee';
  /** Where the peer's first message came from or went to: `192.0.2.10:5060`. */
  readonly peer: string;
  /** How many of its messages are missing, because there were too many. */
  readonly missing: number;
}

export interface Rung {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Place among the legs. */
  readonly leg: number;
  readonly direction: 'in' | 'out';
  readonly transport: CapturedMessage['transport'];
  readonly peer: string;
  /** `INVITE`, `180 Ringing`. */
  readonly title: string;
  /** `1 INVITE` */
  readonly cseq: string;
  readonly hasSdp: boolean;
  /** The same bytes as an earlier message of the leg in that direction. */
  readonly isRepeated: boolean;
  readonly text: string;
}

export interface Shown {
  /** Whether numbers are masked. */
  readonly isMasked: boolean;
}

export function ladderOf(legs: readonly CapturedLeg[], shown: Shown): Ladder {
  return {
    legs: legs.map(({ side, messages: [first], left }) => ({
      side,
      peer: first === undefined ? '' : hostPort(first.remote),
      missing: left,
    })),
    rungs: inOrder(legs).map((one) => rungOf(one, shown)),
  };
}

/** A pcap file; see `writePcap`. Who sees no numbers hears nothing either: it has no RTP for that reader. */
export function pcapOf(legs: readonly CapturedLeg[], packets: readonly TappedPacket[], shown: Shown): Buffer {
  const sip = inOrder(legs).map(({ message }) => {
    const { at, direction, local, remote } = message;
    return { at, ...endsOf(direction, local, remote), payload: shownBytes(message, shown) };
  });
  const rtp = (shown.isMasked ? [] : packets).map(({ at, direction, bytes: payload, ...packet }) => {
    const local = { address: packet.localAddress, port: packet.localPort };
    const remote = { address: packet.remoteAddress, port: packet.remotePort };
    return { at, ...endsOf(direction, local, remote), payload };
  });
  // Stable: messages of one instant keep their order.
  return writePcap([...sip, ...rtp].sort((a, b) => a.at - b.at));
}

type End = PcapPacket['source'];

function endsOf(
  direction: 'in' | 'out',
  local: End,
  remote: End,
): Pick<PcapPacket, 'source' | 'destination'> {
  return direction === 'in' ? { source: remote, destination: local } : { source: local, destination: remote };
}

interface Placed {
  readonly leg: number;
  readonly message: CapturedMessage;
  readonly isRepeated: boolean;
}

function inOrder(legs: readonly CapturedLeg[]): Placed[] {
  const placed = legs.flatMap(({ messages }, leg) => {
    const seen = new Set<string>();
    return messages.map((message) => {
      const key = message.direction + message.bytes;
      const isRepeated = seen.has(key);
      seen.add(key);
      return { leg, message, isRepeated };
    });
  });
  return placed.sort((a, b) => a.message.order - b.message.order);
}

function rungOf({ leg, message, isRepeated }: Placed, shown: Shown): Rung {
  const { at, direction, transport, remote } = message;
  const text = shownBytes(message, shown).toString('utf8');
  return {
    ...{ at, leg, direction, transport, isRepeated, text },
    peer: hostPort(remote),
    title: titleOf(text),
    cseq: /^CSeq[ \t]*:[ \t]*(.*?)[ \t]*$/im.exec(text)?.[1]?.replace(/\s+/g, ' ') ?? '',
    hasSdp: /\r?\n\r?\n[^]*?\bv=0/.test(text),
  };
}

/** The first line without URI and version. */
function titleOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  const status = /^SIP\/\d\.\d\s+(.*)$/i.exec(line)?.[1];
  return status ?? line.split(' ', 1)[0] ?? '';
}

function shownBytes({ bytes }: CapturedMessage, { isMasked }: Shown): Buffer {
  const plain = withoutSecrets(Buffer.from(bytes, 'base64'));
  return isMasked ? withNumbersMasked(plain) : plain;
}

function hostPort({ address, port }: CapturedMessage['remote']): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
