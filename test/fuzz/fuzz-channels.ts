/**
 * Arbitrary messages from the other end of a channel between two of our processes: both ends of the SIP channel and the
 * recorder's two, in this process. For any input, an end accepts it, answers `failed`, or gives the channel up; it
 * never throws.
 */
import { duplexPair, type Duplex } from 'node:stream';
import { EndController } from '../../engine/end-signal.js';
import { RemoteSession } from '../../engine/sip/remote-session.js';
import { SignalingHost, type HostedServer } from '../../engine/ua/host.js';
import type { SipStart } from '../../engine/sip/signaling-speech.js';
import type { Leg, Signaling } from '../../engine/sip/signaling.js';
import { SignalingError } from '../../engine/sip/signaling-error.js';
import { FrameReader } from '../../media/recorder/media-frame.js';
import { recorder as proto } from '../../media/recorder/recorder-proto.js';
import { FakeLeg } from '../support/fakes/fake-signaling.js';
import type { Fuzzer } from './fuzzer.js';
import type { Mutator } from './mutation.js';
import { sdpText } from './sip-seeds.js';

export const channels: Fuzzer = {
  name: 'channels',
  rounds: 6,
  async run(_, mutator, isOver) {
    let sent = 0;
    while (!isOver()) {
      sent += await engineEnd(mutator);
      sent += await sipdEnd(mutator);
      sent += recorderEnds(mutator);
    }
    return sent;
  },
};

const FRAMES = 200;
const sdp = sdpText('127.0.0.2:5060', 20_000);
const source = { transport: 'udp', address: '127.0.0.2', port: 5060 };

const users = { asserted: ['+8613800000021'], from: ['+8613800000021'] };

/** Frames of the SIP process, in the order of a call. Its objects have even ids, those of the engine odd ones. */
const FROM_SIP: readonly object[] = [
  { done: 1, body: { listenPoints: ['udp/127.0.0.1:5060'] } },
  {
    note: 'call',
    body: { call: 2, id: 'c1', source, ...users, dialledUser: '+8617100000001', offer: sdp, maxForwards: 70 },
  },
  { ask: 1, of: 2, name: 'offer', body: { sdp } },
  { done: 2, body: { leg: 4, lateAnswer: sdp } },
  { done: 3, body: { leg: 6, sdp, isLate: false } },
  { failed: 4, error: { code: 'refused', status: 486, message: 'busy', q850: 17 } },
  { note: 'provisional', of: 1, body: { status: 183, sdp } },
  { ask: 2, of: 4, name: 'offer', body: { exchange: 1, sdp } },
  { ask: 3, of: 4, name: 'offerWanted', body: { exchange: 2 } },
  { ask: 4, of: 4, name: 'accept', body: { exchange: 2, sdp } },
  { ask: 5, of: 6, name: 'refresh', body: {} },
  { ask: 6, of: 4, name: 'digit', body: { digit: '5', durationMs: 160 } },
  { note: 'offerLost', of: 4, body: { exchange: 1 } },
  { abort: 2 },
  { ask: 7, name: 'health', body: {} },
  {
    note: 'message',
    body: { message: 8, id: 'm1', source, ...users, dialledUser: '2', contentType: 'text/plain', text: 'x' },
  },
  {
    note: 'register',
    body: { register: 10, source, user: '1', contacts: [], removesAll: false, expiresSeconds: 60 },
  },
  { note: 'cancelled', of: 2, body: { failure: { code: 'gone', status: 487, message: 'x' } } },
  { note: 'dialog', of: 4, body: { id: 'd', state: {} } },
  { note: 'heard', body: { trunk: 'carrier' } },
  { note: 'log', body: { level: 'warn', message: 'x' } },
  { note: 'ended', of: 4, body: { by: 'peer', q850: 16 } },
];

const request = {
  uri: 'sip:1@127.0.0.3',
  identity: { display: '2' },
  offer: sdp,
  maxForwards: 70,
  ringTimeoutMs: 5000,
};
const FROM_ENGINE: readonly object[] = [
  { ask: 1, name: 'start', body: {} },
  { note: 'ring', of: 2, body: { status: 183, sdp } },
  { note: 'preferReliable', of: 2, body: {} },
  { ask: 2, of: 2, name: 'answer', body: { sdp, terms: {} } },
  { note: 'reject', of: 2, body: { status: 486, options: { q850: 17, warning: { code: 305, text: 'x' } } } },
  { ask: 3, name: 'invite', body: { invite: 1, request } },
  { ask: 4, of: 4, name: 'reoffer', body: { sdp, late: 1 } },
  { ask: 5, of: 4, name: 'acknowledge', body: { late: 1, sdp } },
  { ask: 6, of: 4, name: 'sendDigit', body: { digit: '5', durationMs: 160 } },
  { ask: 7, of: 4, name: 'hangUp', body: { q850: 16 } },
  {
    ask: 8,
    name: 'sendMessage',
    body: { uri: 'sip:1@127.0.0.3', identity: { display: '2' }, contentType: 'text/plain', text: 'x' },
  },
  { ask: 9, name: 'endLeft', body: { id: 'c1;from-tag=a' } },
  { ask: 10, name: 'counters', body: {} },
  { done: 1, body: { healthy: true } },
  { abort: 3 },
  { note: 'drain', body: {} },
];

const START: SipStart = {
  server: 'embedded',
  listen: [],
  drachtio: { host: '', port: 0, secret: '' },
  answeredAtSource: [],
  connectionsReused: [],
  answered: { blocks: [], names: [], registers: false },
  dnsServers: [],
  left: [],
  gate: { callsPerSecond: 0, delayMs: 10_000, memory: 0, retryAfterSeconds: 1 },
  traces: false,
};

/** One engine, told by a SIP process what is no use. Each call of its is answered, rung or refused. */
async function engineEnd(mutator: Mutator): Promise<number> {
  const [ours, theirs] = duplexPair();
  const lost = new Promise<void>((resolve) => {
    const session = new RemoteSession(
      ours,
      {
        onCall: (call) => {
          call.onOffer(() => Promise.resolve(sdp));
          call.ring(180);
          call.answer(sdp).then(useLeg, () => undefined);
          session.invite({ ...request, onProvisional: () => undefined }, new EndController()).then(
            ({ leg }) => useLeg(leg),
            () => undefined,
          );
        },
        onMessage: (message) => message.accept(),
        onRegister: (register) => register.reject(403),
        health: () => ({ healthy: true }),
      },
      {
        onTraffic: () => undefined,
        onLog: () => undefined,
        onConnection: () => undefined,
        onLost: () => resolve(),
      },
    );
    session.start(START).catch(() => undefined);
  });
  return attack(theirs, FROM_SIP, mutator, lost);
}

async function sipdEnd(mutator: Mutator): Promise<number> {
  const [ours, theirs] = duplexPair();
  let lose: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => (lose = resolve));
  const signaling = new CarelessSignaling();
  const serve = (): Promise<HostedServer> => Promise.resolve({ signaling, close: () => signaling.close() });
  new SignalingHost(ours, { serve, onEnd: lose });
  return attack(theirs, FROM_ENGINE, mutator, lost);
}

/** Mutants of the frames, mostly in their order, until the channel is given up. */
async function attack(
  end: Duplex,
  seeds: readonly object[],
  mutator: Mutator,
  lost: Promise<void>,
): Promise<number> {
  let isLost = false;
  end.resume();
  end.on('error', () => undefined);
  void lost.then(() => (isLost = true));
  let sent = 0;
  for (; sent < FRAMES && !isLost; sent += 1) {
    const seed = mutator.chance(0.5) ? seeds[sent % seeds.length] : mutator.oneOf(seeds);
    const text = `${JSON.stringify(mutator.chance(0.6) ? mutator.json(seed) : seed) ?? 'null'}\n`;
    end.write(mutator.chance(0.02) ? mutator.text(text, 1) : text);
    await new Promise(setImmediate);
  }
  end.end();
  await lost;
  return sent;
}

function useLeg(leg: Leg): void {
  leg.onOffer(() => Promise.resolve(sdp));
  leg.onOfferWanted(() => Promise.resolve({ offer: sdp, accept: () => Promise.resolve() }));
  leg.onRefreshDue(() => Promise.reject(new SignalingError('refused', 491, 'busy')));
  leg.onDigit(() => Promise.resolve());
  leg.reoffer(sdp).then(
    () => leg.hangUp(),
    () => undefined,
  );
}

/** Accepts every order; the stage sets its callee's answer. */
class CarelessSignaling implements Signaling {
  readonly listenPoints = [];
  readonly held = {};

  start(): Promise<void> {
    return Promise.resolve();
  }

  invite(): ReturnType<Signaling['invite']> {
    return Promise.resolve({ leg: new FakeLeg(), sdp });
  }

  message(): ReturnType<Signaling['message']> {
    return Promise.resolve({ status: 200, isMadeUp: false });
  }

  register(): ReturnType<Signaling['register']> {
    return Promise.resolve({ status: 200, isMadeUp: false, grantedSeconds: 60 });
  }

  ping(): ReturnType<Signaling['ping']> {
    return Promise.resolve({ status: 200 });
  }

  endLeft(): Promise<void> {
    return Promise.resolve();
  }

  drain(): void {
    // Nothing is taken in anyway.
  }

  resume(): void {
    // The same.
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** The recorder's control messages and its media frames, as their readers take them. */
function recorderEnds(mutator: Mutator): number {
  const record = proto.ToRecorder.encode({ id: 1, record: { recordingId: 7, fileName: 'a.wav' } }).finish();
  const media = Buffer.alloc(14 + 172, 0x55);
  media.writeUInt16BE(10 + 172, 0);
  const reader = new FrameReader(() => undefined);
  for (let left = FRAMES; left > 0; left -= 1) {
    try {
      proto.ToRecorder.decode(mutator.bytes(Buffer.from(record)));
    } catch (error) {
      // The channel gives its socket up at any error of its reader.
      if (!(error instanceof Error)) throw error;
    }
    reader.push(mutator.bytes(media));
  }
  return 2 * FRAMES;
}
