/** Incoming calls, messages and registrations at the SIP process, passed to the engine, which decides. */
import type { ChannelObject } from '../channel/channel.js';
import type { Handlers, Silent } from '../channel/speech.js';
import type { IncomingCall, IncomingMessage, IncomingRegister, Leg } from '../sip/signaling.js';
import { SIGNALING_ERRORS } from '../sip/signaling-errors.js';
import type { CallToEngine, CallToSip, MessageToSip, RegisterToSip } from '../sip/signaling-speech.js';
import type { HostChannel, HostedLeg } from './host-leg.js';

export function tellCall(channel: HostChannel, incoming: IncomingCall, host: (leg: Leg) => HostedLeg): void {
  const { engine } = new HostedCall(channel, incoming, host);
  const { id, source, callerUsers, dialledUser, toUser, authorization, offer, maxForwards } = incoming;
  const facts = { id, source, callerUsers, dialledUser, toUser, authorization, offer, maxForwards };
  channel.note('call', { call: engine.id, ...facts, left: incoming.left?.() });
}

/** A call without an answer so far. */
class HostedCall {
  readonly engine: ChannelObject<CallToEngine>;

  constructor(
    channel: HostChannel,
    readonly incoming: IncomingCall,
    readonly host: (leg: Leg) => HostedLeg,
  ) {
    const engine = channel.object<CallToEngine, CallToSip, HostedCall>('call', channel.nextId(), CALL, this);
    this.engine = engine;
    incoming.cancelled.onAbort(() => {
      engine.note('cancelled', { failure: SIGNALING_ERRORS.write(incoming.cancelled.reason) });
      engine.close();
    });
    incoming.onOffer((sdp) => engine.request('offer', { sdp }, { take: (answer) => answer.sdp }));
    incoming.onDialog((dialog) => engine.noteLater('dialog', dialog));
  }
}

const CALL: Handlers<CallToSip, HostedCall> = {
  requests: {
    answer: async ({ sdp, terms }, asked, { engine, incoming, host }) => {
      try {
        const leg = await incoming.answer(sdp, terms);
        const hosted = host(leg);
        const answer = { leg: hosted.id, lateAnswer: leg.lateAnswer };
        asked.reply(answer);
        hosted.listen();
        return answer;
      } finally {
        engine.close();
      }
    },
  },
  notes: {
    ring: ({ status, sdp }, { incoming }) => incoming.ring(status, sdp),
    preferReliable: (_, { incoming }) => incoming.preferReliable(),
    reject: ({ status, options }, { engine, incoming }) => {
      engine.close();
      incoming.reject(status, options);
    },
  },
};

export function tellMessage(channel: HostChannel, incoming: IncomingMessage): void {
  const message = channel.nextId();
  const engine = channel.object<Silent, MessageToSip, undefined>(
    'message',
    message,
    {
      requests: {},
      notes: {
        accept: ({ status }) => {
          engine.close();
          incoming.accept(status);
        },
        reject: ({ status, options }) => {
          engine.close();
          incoming.reject(status, options);
        },
      },
    },
    undefined,
  );
  const { id, reference, source, callerUsers, dialledUser, authorization, text } = incoming;
  const { contentType, isEncoded, expiresSeconds } = incoming;
  const facts = { id, reference, source, callerUsers, dialledUser, authorization, text };
  channel.note('message', { message, ...facts, contentType, isEncoded, expiresSeconds });
}

export function tellRegister(channel: HostChannel, incoming: IncomingRegister): void {
  const register = channel.nextId();
  const engine = channel.object<Silent, RegisterToSip, undefined>(
    'register',
    register,
    {
      requests: {},
      notes: {
        challenge: ({ challenges }) => {
          engine.close();
          incoming.challenge(challenges);
        },
        accept: ({ contacts: accepted }) => {
          engine.close();
          incoming.accept(accepted);
        },
        reject: ({ status }) => {
          engine.close();
          incoming.reject(status);
        },
      },
    },
    undefined,
  );
  const { source, user, authorization, contacts, removesAll, expiresSeconds } = incoming;
  channel.note('register', { register, source, user, authorization, contacts, removesAll, expiresSeconds });
}
