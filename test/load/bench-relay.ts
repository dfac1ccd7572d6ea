/**
 * `npm run --silent bench -- relay`: 200 two-way G.711 calls through the relay, 50 packets a second each way, then the
 * same recorded, then through Debian's rtpengine in user space. The phones are a process of their own; what is counted
 * is the CPU time of the relaying processes for each packet relayed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MediaSession } from '../../media/media.js';
import { RecorderProcess } from '../../media/recorder/recorder-process.js';
import { recorderProcess, startRelay } from '../support/servers/service-child.js';
import { cpuSeconds, processTree } from '../support/servers/process-tree.js';
import type { BenchResult } from './bench.js';
import { RtpLoad } from './rtp-load.js';
import { RtpenginePeer } from './rtpengine-peer.js';

const CALLS = 200;
const HOST = '127.0.0.1';
const WARM_UP_MS = 2000;
const MEASURED_MS = 17_000;
const OUR_PORTS = { portMin: 20_000, portMax: 23_999 };
const PEER_PORTS = { portMin: 24_000, portMax: 27_999 };

interface Measured {
  readonly packets: number;
  readonly lost: number;
  readonly microsecondsPerPacket: number;
}

/** Connects call `index` between two phones' ports; resolves with the relay's ports for them. */
type Connect = (index: number, caller: number, callee: number) => Promise<readonly [number, number]>;

export async function bench(): Promise<BenchResult> {
  const relayed = await measureRelay(false);
  const recorded = await measureRelay(true);
  const peer = await measurePeer();
  return {
    rows: [
      ['calls, two-way G.711', String(CALLS)],
      ['relayed', row(relayed)],
      ['recorded, with the recorder', row(recorded)],
      ['rtpengine, user space', peer === undefined ? 'not installed' : row(peer)],
    ],
    figures: {
      calls: CALLS,
      packets: relayed.packets,
      lostPackets: relayed.lost,
      recordedLostPackets: recorded.lost,
      cpuMicrosecondsPerPacket: relayed.microsecondsPerPacket,
      recordedCpuMicrosecondsPerPacket: recorded.microsecondsPerPacket,
      peerRtpengineCpuMicrosecondsPerPacket: peer?.microsecondsPerPacket ?? null,
      peerRtpengineLostPackets: peer?.lost ?? null,
    },
  };
}

function row({ packets, lost, microsecondsPerPacket }: Measured): string {
  return `${packets} packets, ${lost} lost, ${microsecondsPerPacket} us CPU a packet`;
}

async function measureRelay(recorded: boolean): Promise<Measured> {
  const directory = await mkdtemp(join(tmpdir(), 'callveil-bench-'));
  const child = recorded ? recorderProcess() : undefined;
  const recorder = child && new RecorderProcess({ directory, retentionDays: 1, open: child.open });
  await recorder?.start();
  const relay = await startRelay({ host: HOST, ...OUR_PORTS, portRestMs: 0, ...(recorder && { recorder }) });
  const sessions: MediaSession[] = [];
  const connect: Connect = async (index, caller, callee) => {
    const session = await relay.open({
      callId: String(index),
      recorded,
      source: { caller: 'signalled', callee: 'signalled' },
    });
    sessions.push(session);
    const offer = await session.offer('caller', sdpOf(caller));
    const answer = await session.answer('callee', sdpOf(callee));
    session.bridge();
    if (recorded) await session.record({ fileName: `call-${index}.wav` });
    return [portOf(answer), portOf(offer)];
  };
  // This process, the media process and the recorder's.
  const pids = processTree(process.pid);
  try {
    return await measure(pids, connect);
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
    await relay.close();
    await recorder?.close();
    await child?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function measurePeer(): Promise<Measured | undefined> {
  const peer = await RtpenginePeer.start(HOST, PEER_PORTS.portMin, PEER_PORTS.portMax);
  if (peer === undefined) return undefined;
  const connect: Connect = async (index, caller, callee) => {
    const offer = await peer.exchange('offer', `call-${index}`, sdpOf(caller));
    const answer = await peer.exchange('answer', `call-${index}`, sdpOf(callee));
    return [portOf(answer), portOf(offer)];
  };
  try {
    return await measure([peer.pid], connect);
  } finally {
    await peer.close();
  }
}

async function measure(pids: readonly number[], connect: Connect): Promise<Measured> {
  const load = RtpLoad.start();
  const phones = await load.open(HOST, 2 * CALLS);
  const targets: number[] = [];
  for (let index = 0; index < CALLS; index += 1)
    targets.push(...(await connect(index, phones[2 * index] ?? 0, phones[2 * index + 1] ?? 0)));
  await load.send(targets);
  await elapse(WARM_UP_MS);
  const [cpuBefore, before] = [cpuSeconds(pids), await load.count()];
  await elapse(MEASURED_MS);
  const [cpuAfter, after] = [cpuSeconds(pids), await load.count()];
  const total = await load.stop();
  const packets = after.received - before.received;
  return {
    packets,
    lost: total.sent - total.received,
    microsecondsPerPacket: Math.round(((cpuAfter - cpuBefore) / packets) * 1e8) / 100,
  };
}

function elapse(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function sdpOf(port: number): string {
  return `v=0\r\no=- 1 1 IN IP4 ${HOST}\r\ns=-\r\nc=IN IP4 ${HOST}\r\nt=0 0\r\nm=audio ${port} RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n`;
}

function portOf(sdp: string): number {
  return Number(/^m=audio (\d+)/m.exec(sdp)?.[1]);
}
