/**
 * Arbitrary messages from the other end of a channel between two of our processes: both ends of the SIP channel and the
 * recorder's two, in this process. For any input, an end accepts it, answers `failed`, or gives the channel up; it
 * never throws.
 */
import { duplexPair, type Duplex } from 'node:stream';
import { EndController } from '../../engine/end-signal.js';
import { RemoteSession } from '../../engine/sip/remote-session.js';
import { SignalingHost } from '../../engine/ua/host.js';
import type { Leg, Signaling } from '../../engine/sip/signaling.js';
import { SignalingError } from '../../engine/sip/signaling-error.js';
import { frame } from '../../engine/sipd/wire/frame.js';
import { FrameReader } from '../../media/recorder/media-frame.js';
import { recorder as proto } from '../../media/recorder/recorder-proto.js';
import { FakeLeg } from '../support/fakes/fake-signaling.js';
import type { Fuzzer } from './fuzzer.js';
import type { Mutator } from './mutation.js';
import { sdpText } from './sip-seeds.js';

export const channels: Fuzzer = {
  name: 'channels',
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

/** Frames of the SIP process, in the order of a call. */
const FROM_SIPD: readonly object[] = [
  {
    type: 'call',
    call: 1,
    id: 'c1',
    source,
    asserted: ['+8613800000021'],
    from: ['+8613800000021'],
    dialledUser: '+8617100000001',
    offer: sdp,
    maxForwards: 70,
  },
  { type: 'earlyOffer', ask: 1, call: 1, sdp },
  { type: 'done', ask: 1, answer: { leg: 2, sdp, isLate: false } },
  { type: 'done', ask: 2, answer: { leg: 3, lateAnswer: sdp } },
  { type: 'failed', ask: 3, failure: { code: 'refused', status: 486, message: 'busy', q850: 17 } },
  { type: 'provisional', ask: 1, status: 183, sdp },
  { type: 'offer', ask: 2, leg: 2, sdp },
  { type: 'offerWanted', ask: 3, leg: 2 },
  { type: 'accept', ask: 4, leg: 2, of: 3, sdp },
  { type: 'refresh', ask: 5, leg: 3 },
  { type: 'digit', ask: 6, leg: 2, digit: '5', durationMs: 160 },
  { type: 'abort', ask: 2 },
  { type: 'health', ask: 7 },
  {
    type: 'message',
    message: 4,
    id: 'm1',
    source,
    asserted: [],
    from: ['1'],
    dialledUser: '2',
    contentType: 'text/plain',
    text: 'x',
  },
  {
    type: 'register',
    register: 5,
    source,
    user: '1',
    authorization: undefined,
    contacts: [],
    removesAll: false,
    expiresSeconds: 60,
  },
  { type: 'cancelled', call: 1, failure: { code: 'gone', status: 487, message: 'x' } },
  { type: 'ended', leg: 2, by: 'peer', q850: 16 },
];

const request = {
  uri: 'sip:1@127.0.0.3',
  identity: { display: '2' },
  offer: sdp,
  maxForwards: 70,
  ringTimeoutMs: 5000,
};
const FROM_ENGINE: readonly object[] = [
  { type: 'ring', call: 1, status: 183, sdp },
  { type: 'preferReliable', call: 1 },
  { type: 'answer', ask: 1, call: 1, sdp },
  { type: 'reject', call: 1, status: 486, options: { q850: 17, warning: { code: 305, text: 'x' } } },
  { type: 'invite', ask: 2, request },
  { type: 'reoffer', ask: 3, leg: 1, sdp },
  { type: 'acknowledge', ask: 4, leg: 1, of: 3, sdp },
  { type: 'sendDigit', ask: 5, leg: 1, digit: '5', durationMs: 160 },
  { type: 'hangUp', ask: 6, leg: 1, q850: 16 },
  {
    type: 'sendMessage',
    ask: 7,
    message: { uri: 'sip:1@127.0.0.3', identity: { display: '2' }, contentType: 'text/plain', text: 'x' },
  },
  { type: 'acceptMessage', message: 1 },
  { type: 'rejectMessage', message: 1, status: 404, options: {} },
  { type: 'acceptRegister', register: 1, contacts: [] },
  { type: 'done', ask: 1, answer: { healthy: true } },
  { type: 'abort', ask: 2 },
  { type: 'endLeft', ask: 8, id: 'c1;from-tag=a' },
  { type: 'drain' },
];

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
      () => resolve(),
    );
  });
  return attack(theirs, FROM_SIPD, mutator, lost);
}

async function sipdEnd(mutator: Mutator): Promise<number> {
  const [ours, theirs] = duplexPair();
  let lose: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => (lose = resolve));
  await new SignalingHost(new CarelessSignaling(), ours, lose).start();
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
    const text = frame(JSON.stringify(mutator.chance(0.6) ? mutator.json(seed) : seed) ?? 'null');
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

  message(): Promise<void> {
    return Promise.resolve();
  }

  endLeft(): Promise<void> {
    return Promise.resolve();
  }

  drain(): void {
    // Nothing is taken in anyway.
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
