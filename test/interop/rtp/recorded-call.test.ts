/**
 * Recorded calls of the whole service: A's packets go by a time line, B speaks without pause, and what every 20 ms of
 * both said is looked for in the mixed file. `RTP_CSV=file` plays packet time lines of
 * `case,send_ms,seq,timestamp,marker` instead.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { codeOf, linearOf } from '../../../media/g711.js';
import { Callveil } from '../../support/servers/callveil.js';
import { Phone, type PhoneCall } from '../../support/phones/phone.js';
import { samplesOf } from '../../support/phones/wav-tone.js';
import { rtpOf } from './play-time-line.js';
import { readTimeLines } from './read-time-line.js';
import { speakTimeLine, type SpokenPacket } from './speak-time-line.js';

const APP = { appKey: 'recorded-app', appSecret: 'recorded-secret' };
const BINDINGS = '/rest/caas/relationnumber/partners/v1.0';
const SAMPLES_PER_MS = 8;
const PACKET_SAMPLES = 160;
const TOLERANCE_MS = 200;
/** There is silence while the call is hung up. */
const QUIET_END_MS = 400;
const SEARCHED_MS = 400;
/**
 * A packet scores 0.71 on average, give or take 0.05, beside another party as loud. Audio that is not there scores at
 * most 0.35, by chance, among all the places that are searched.
 */
const MIN_LIKENESS = 0.5;
const MAX_FAULTS = 5;
const CASES = `
=== the source starts anew
3000 numbers seq 0 ts 0 marked
=== a longer way
4000 delay 300
=== a stall
2000-2900 stall
=== a hold of two seconds, and a new source after it
2000-4000 pause
4000 numbers seq 9 ts 77
`;

interface Line {
  readonly title: string;
  readonly packets: readonly SpokenPacket[];
}

interface Found {
  readonly atMs: number;
  readonly error: number;
}

const file = process.env['RTP_CSV'];
const lines = file === undefined ? ownLines() : csvLines(readFileSync(file, 'utf8'));

void t.test(
  'every 20 ms of both parties is in the recording of the call, in order and in its time',
  async (t) => {
    const callveil = await started(t, lines.length);
    // Speech is sought after the speaking has ended: it takes the time of whole packets.
    const calls = await Promise.all(lines.map((line, index) => play(t, callveil, line, index)));
    for (const call of calls) t.same(faultsOf(call), [], call.title);
  },
);

interface Played extends Line {
  readonly answer: readonly SpokenPacket[];
  readonly path: string;
  readonly lastedMs: number;
  /** From B's 200 until A has it and both speak. */
  readonly spentAnsweringMs: number;
  readonly lagMs: number;
}

async function play(t: Test, callveil: Callveil, { title, packets }: Line, index: number): Promise<Played> {
  const { calling, ringing, answeredMs } = await talk(t, callveil, index);
  const lastMs = Math.max(...packets.map(({ arrivalMs }) => arrivalMs));
  const answer = withVoice(speakTimeLine([], lastMs + QUIET_END_MS, 909), 0x5eed + index);
  const begunMs = performance.now();
  const lags = await Promise.all([send(calling, packets, begunMs), send(ringing, answer, begunMs)]);
  await delay(QUIET_END_MS);
  await calling.hangUp();
  const lastedMs = performance.now() - begunMs;
  const record = await callveil.until(() => recordOf(callveil, numbers(index).x), 'the record');
  // The record names a file that is whole.
  const path = join(callveil.folder, 'data', 'recordings', String(record['recordObjectName']));
  const spentAnsweringMs = begunMs - answeredMs;
  return { title, packets, answer, path, lastedMs, spentAnsweringMs, lagMs: Math.max(...lags) };
}

function faultsOf({ packets, answer, path, lastedMs, spentAnsweringMs, lagMs }: Played): string[] {
  const samples = samplesOf(readFileSync(path));
  const faults: string[] = [];
  const earlierMs = samples.length / SAMPLES_PER_MS - lastedMs;
  if (earlierMs < -TOLERANCE_MS || earlierMs > spentAnsweringMs + lagMs + TOLERANCE_MS)
    faults.push(`the file is ${earlierMs} ms longer than the call`);
  const toleranceMs = TOLERANCE_MS + lagMs;
  const first = firstOf(samples, answer, earlierMs);
  const a = find(samples, packets, first, toleranceMs, 'A', faults);
  const b = find(samples, answer, first, toleranceMs, 'B', faults);
  for (const { atMs, error } of a) {
    const other = b.find((one) => one.atMs >= atMs);
    if (other !== undefined && Math.abs(error - other.error) > toleranceMs)
      add(faults, `at ${atMs} the two sides are ${error - other.error} ms apart`);
  }
  return faults;
}

/** Several records may come in one push. */
function recordOf(callveil: Callveil, x: string): Record<string, unknown> | undefined {
  return callveil.pushes
    .flatMap(({ body }) => (body['feeLst'] ?? []) as Record<string, unknown>[])
    .find(({ bindNum }) => bindNum === x);
}

/** Where B's first packet lies; its times count from there. */
function firstOf(samples: Int16Array, packets: readonly SpokenPacket[], earlierMs: number): number {
  const [first] = packets;
  if (first === undefined) throw new Error('expected packets');
  const { position, likeness } = search(
    samples,
    first,
    0,
    (Math.max(0, earlierMs) + SEARCHED_MS) * SAMPLES_PER_MS,
  );
  if (likeness < MIN_LIKENESS)
    throw new Error(
      `the first packet of B is not in the recording: ${likeness} at ${position / SAMPLES_PER_MS}`,
    );
  return position;
}

function find(
  samples: Int16Array,
  packets: readonly SpokenPacket[],
  first: number,
  toleranceMs: number,
  who: string,
  faults: string[],
): Found[] {
  let before = -Infinity;
  return [...packets]
    .sort((a, b) => a.spokenMs - b.spokenMs)
    .flatMap((packet) => {
      const expected = first + packet.spokenMs * SAMPLES_PER_MS;
      const reach = SEARCHED_MS * SAMPLES_PER_MS;
      const { position, likeness } = search(samples, packet, expected - reach, expected + reach);
      const told = `${who}: packet ${packet.sequence}, spoken at ${packet.spokenMs}, come at ${packet.arrivalMs},`;
      if (likeness < MIN_LIKENESS) {
        add(faults, `${told} is not in the recording (${likeness.toFixed(2)})`);
        return [];
      }
      const error = Math.round(position - expected) / SAMPLES_PER_MS;
      if (Math.abs(error) > toleranceMs) add(faults, `${told} is ${error} ms from its time`);
      if (position < before + 0.9 * PACKET_SAMPLES) add(faults, `${told} lies upon the one before`);
      before = position;
      return [{ atMs: packet.spokenMs, error }];
    });
}

/** Where the samples are most like the packet, and how like: 1 is the packet alone, at any loudness. */
function search(samples: Int16Array, packet: SpokenPacket, from: number, to: number) {
  const wanted = Float64Array.from(packet.payload, (code) => linearOf.PCMA[code] ?? 0);
  const wantedPower = wanted.reduce((sum, value) => sum + value * value, 0);
  let best = { position: -1, likeness: -1 };
  const last = Math.min(Math.floor(to), samples.length - wanted.length);
  for (let at = Math.max(0, Math.floor(from)); at <= last; at += 1) {
    let product = 0;
    for (let i = 0; i < wanted.length; i += 1) product += (wanted[i] ?? 0) * (samples[at + i] ?? 0);
    const likeness = product / wantedPower;
    if (likeness > best.likeness) best = { position: at, likeness };
  }
  return best;
}

/** Sends each packet when it is due; resolves with the most by which this machine was late, in milliseconds. */
async function send(call: PhoneCall, packets: readonly SpokenPacket[], begunMs: number): Promise<number> {
  let lagMs = 0;
  for (const packet of packets) {
    const waitMs = begunMs + packet.arrivalMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    lagMs = Math.max(lagMs, performance.now() - begunMs - packet.arrivalMs);
    call.audio.sendRaw(rtpOf(packet));
  }
  return lagMs;
}

function ownLines(): Line[] {
  return readTimeLines(CASES, 'here').map(({ title, caller, lastsMs }, index) => ({
    title,
    packets: withVoice(speakTimeLine(caller, lastsMs, 303 + index), 0xa11ce + index),
  }));
}

/** Who sends in time speaks then; numbers that go on say that it was spoken when they say. */
function csvLines(text: string): Line[] {
  const titles = new Map<string, SpokenPacket[]>();
  for (const row of text.trim().split(/\r?\n/).slice(1)) {
    const [title = '', sendMs, sequence, timestamp, marker] = row.split(',');
    const packets = titles.get(title) ?? [];
    titles.set(title, packets);
    const before = packets.at(-1);
    const stepMs = before === undefined ? 0 : (Number(timestamp) - before.timestamp) / SAMPLES_PER_MS;
    const goesOn = before !== undefined && Number(sequence) === before.sequence + 1 && stepMs > 0;
    packets.push({
      spokenMs: goesOn ? before.spokenMs + stepMs : Number(sendMs),
      arrivalMs: Number(sendMs),
      meaning: 8,
      sequence: Number(sequence),
      timestamp: Number(timestamp),
      ssrc: 0x1234,
      marker: marker === '1',
      payload: new Uint8Array(PACKET_SAMPLES),
    });
  }
  return [...titles].map(([title, packets], index) => ({
    title,
    packets: withVoice(packets, 0xa11ce + index),
  }));
}

/** Noise as loud as speech, which two parties can make at once and still be distinguished. */
function withVoice(packets: readonly SpokenPacket[], seed: number): SpokenPacket[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
  return packets.map((packet) => ({
    ...packet,
    payload: packet.payload.map(() => codeOf.PCMA[Math.round(12_000 * random() - 6000) & 0xffff] ?? 0),
  }));
}

function numbers(index: number) {
  const digit = String(index).padStart(2, '0');
  return { a: `+86138000001${digit}`, b: `+86139000002${digit}`, x: `+86171000001${digit}` };
}

async function started(t: Test, pairs: number): Promise<Callveil> {
  const all = Array.from({ length: pairs }, (_, index) => numbers(index));
  const callveil = await Callveil.start((receiver) => ({
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    trunks: [
      {
        name: 'phones',
        type: 'softphones',
        accounts: all.flatMap(({ a, b }) => [a, b].map((number) => ({ number, password: 'pw' }))),
      },
    ],
    applications: [
      {
        ...APP,
        mode: 'AXB',
        features: { recording: true },
        callbacks: { fee: `${receiver}/fee` },
        numbers: all.map(({ x }) => ({ number: x, areaCode: '0755' })),
      },
    ],
  }));
  t.teardown(() => callveil.stop());
  return callveil;
}

/** A's and B's end of a recorded call that is up. */
async function talk(
  t: Test,
  callveil: Callveil,
  index: number,
): Promise<{ calling: PhoneCall; ringing: PhoneCall; answeredMs: number }> {
  const { a, b, x } = numbers(index);
  const server = `127.0.0.1:${callveil.sipPort('udp')}`;
  const [caller, callee] = [
    await Phone.start({ number: a, server }),
    await Phone.start({ number: b, server }),
  ];
  t.teardown(() => Promise.all([caller.stop(), callee.stop()]));
  for (const phone of [caller, callee]) t.equal(await phone.register('pw'), 200);
  const bound = await callveil
    .client(APP)
    .post(BINDINGS, { relationNum: x, callerNum: a, calleeNum: b, recordFlag: 'true' });
  t.equal(bound.json['resultcode'], '0');
  const calling = await caller.dial(x);
  const ringing = await callee.nextCall();
  const answeredMs = performance.now();
  ringing.answer();
  await calling.answered;
  return { calling, ringing, answeredMs };
}

function add(faults: string[], fault: string): void {
  if (faults.length < MAX_FAULTS) faults.push(fault);
}
