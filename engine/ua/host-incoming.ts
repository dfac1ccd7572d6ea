/** Incoming calls, messages and registrations at the SIP process, passed to the engine, which decides. */
import type { Speech } from '../channel/speech.js';
import type { IncomingCall, IncomingMessage, IncomingRegister, Leg } from '../sip/signaling.js';
import { SIGNALING_ERRORS } from '../sip/signaling-errors.js';
import type {
  CallerUsers,
  CallToEngine,
  CallToSip,
  MessageToSip,
  RegisterToSip,
} from '../sip/signaling-speech.js';
import type { HostChannel, HostedLeg } from './host-leg.js';

export function tellCall(channel: HostChannel, incoming: IncomingCall, host: (leg: Leg) => HostedLeg): void {
  const call = channel.nextId();
  const engine = channel.object<CallToEngine, CallToSip>('call', call, {
    requests: {
      answer: async ({ sdp, terms }, asked) => {
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
      ring: ({ status, sdp }) => incoming.ring(status, sdp),
      preferReliable: () => incoming.preferReliable(),
      reject: ({ status, options }) => {
        engine.close();
        incoming.reject(status, options);
      },
    },
  });
  const onCancelled = (): void => {
    engine.note('cancelled', { failure: SIGNALING_ERRORS.write(incoming.cancelled.reason) });
    engine.close();
  };
  incoming.cancelled.onAbort(onCancelled);
  incoming.onOffer((sdp) => engine.request('offer', { sdp }, { take: (answer) => answer.sdp }));
  incoming.onDialog((dialog) => engine.noteLater('dialog', dialog));
  const { id, source, dialledUser, offer, maxForwards } = incoming;
  const left = incoming.left?.();
  channel.note('call', { call, id, source, ...usersOf(incoming), dialledUser, offer, maxForwards, left });
}

/** The other end says nothing to an object of this kind. */
interface Silence extends Speech {
  readonly requests: Record<never, never>;
  readonly notes: Record<never, never>;
}

export function tellMessage(channel: HostChannel, incoming: IncomingMessage): void {
  const message = channel.nextId();
  const engine = channel.object<Silence, MessageToSip>('message', message, {
    requests: {},
    notes: {
      accept: () => {
        engine.close();
        incoming.accept();
      },
      reject: ({ status, options }) => {
        engine.close();
        incoming.reject(status, options);
      },
    },
  });
  const { id, source, dialledUser, contentType, text } = incoming;
  channel.note('message', { message, id, source, ...usersOf(incoming), dialledUser, contentType, text });
}

export function tellRegister(channel: HostChannel, incoming: IncomingRegister): void {
  const register = channel.nextId();
  const engine = channel.object<Silence, RegisterToSip>('register', register, {
    requests: {},
    notes: {
      challenge: ({ header }) => {
        engine.close();
        incoming.challenge(header);
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
  });
  const { source, user, authorization, contacts, removesAll, expiresSeconds } = incoming;
  channel.note('register', { register, source, user, authorization, contacts, removesAll, expiresSeconds });
}

function usersOf({ callerUsers }: Pick<IncomingCall, 'callerUsers'>): CallerUsers {
  return { asserted: callerUsers(true), from: callerUsers(false) };
}
