/**
 * The engine's end of the channel to one SIP process: its calls, legs and INVITEs, as long as it lives. They end with
 * it.
 */
import type { CertificateInUse } from '../sipd/stack/tls-terms.js';
import type { TlsFiles } from './tls-files.js';
import type { Duplex } from 'node:stream';
import { Channel, type ChannelEnd } from '../channel/channel.js';
import type { Handlers } from '../channel/speech.js';
import type { CapturedLeg } from '../ladder/captured-call.js';
import { JSON_CODEC } from '../channel/codec-json.js';
import { SocketWire } from '../channel/wire-socket.js';
import type { EndSignal } from '../end-signal.js';
import { answerEarlyOffer, RemoteCall, remoteMessage, remoteRegister } from './remote-call.js';
import { RemoteLeg, type EngineChannel } from './remote-leg.js';
import type {
  AnsweredInvite,
  InviteRequest,
  LeftDialog,
  Login,
  MessageOutcome,
  MessageRequest,
  PingAnswer,
  RegisterOutcome,
  RegisterRequest,
  Signaling,
  SignalingHandlers,
} from './signaling.js';
import { SignalingError } from './signaling-error.js';
import { SIGNALING_ERRORS } from './signaling-errors.js';
import type {
  Answered,
  EngineToSip,
  InviteToEngine,
  SipCounters,
  SipLive,
  SipSources,
  SipStart,
  SipStarted,
  SipToEngine,
  SipTraffic,
} from './signaling-speech.js';

/** Normal clearing, for the callee that answered too late. */
const NORMAL_CLEARING = 16;
const CLOSE_WITHIN_MS = 3000;

/** What the session reports beside calls. */
export interface SessionReports {
  readonly onTraffic: (traffic: SipTraffic) => void;
  readonly onLog: (level: 'error' | 'warn' | 'info', message: string) => void;
  readonly onConnection: (state: 'connected' | 'lost', detail: string) => void;
  /** Called once, after everything has ended, unless the session was closed. */
  readonly onLost: (end: ChannelEnd) => void;
}

export class RemoteSession {
  readonly #channel: EngineChannel;
  readonly #calls = new Set<RemoteCall>();
  readonly #legs = new Set<RemoteLeg>();
  #isLost = false;

  constructor(socket: Duplex, handlers: SignalingHandlers, reports: SessionReports) {
    const { onTraffic, onLog, onConnection } = reports;
    this.#channel = new Channel<EngineToSip, SipToEngine>(
      new SocketWire(socket, JSON_CODEC),
      {
        requests: { health: ({ sip }) => handlers.health(sip) },
        notes: {
          call: (said) => handlers.onCall(this.#openCall(new RemoteCall(this.#channel, said, this.#owner))),
          message: (said) => handlers.onMessage(remoteMessage(this.#channel, said)),
          register: (said) => handlers.onRegister(remoteRegister(this.#channel, said)),
          heard: (from) => handlers.onHeard?.(from),
          traffic: onTraffic,
          connection: ({ state, detail }) => onConnection(state, detail),
          log: ({ level, message }) => onLog(level, message),
        },
      },
      {
        errors: SIGNALING_ERRORS,
        ids: 'odd',
        onEnd: (end) => {
          this.#lose();
          if (end.kind !== 'closed') reports.onLost(end);
        },
      },
    );
  }

  get held(): Readonly<Record<'incoming' | 'legs' | 'invites' | 'asks', number>> {
    return {
      incoming: this.#calls.size,
      legs: this.#legs.size,
      invites: this.#channel.count('invite'),
      asks: this.#channel.asked,
    };
  }

  /** Rejects with the process's complaint about its settings, such as an address in use. */
  start(start: SipStart): Promise<SipStarted> {
    return this.#channel.start('start', start);
  }

  counters(): Promise<SipCounters> {
    return this.#channel.request('counters', {});
  }

  async renewTls(files: TlsFiles): Promise<readonly CertificateInUse[]> {
    return (await this.#channel.request('renewTls', files)).certificates;
  }

  live(limit: number): Promise<SipLive> {
    return this.#channel.request('live', { limit });
  }

  async captured(call: string): Promise<readonly CapturedLeg[] | undefined> {
    return (await this.#channel.request('captured', { call })).legs;
  }

  async invite(request: InviteRequest, signal: EndSignal): Promise<AnsweredInvite> {
    if (signal.aborted) throw givenUp();
    const invite = this.#channel.nextId();
    const here = this.#channel.object('invite', invite, INVITE, { request, signal });
    const take = (answer: Answered & { readonly leg: number }): AnsweredInvite => this.#answered(answer);
    try {
      const answered = await this.#channel.request('invite', { invite, request }, { take, signal });
      if (!signal.aborted) return answered;
      // The answer and our giving up have crossed.
      answered.leg.hangUp(NORMAL_CLEARING).catch(() => undefined);
      throw givenUp();
    } finally {
      here.close();
    }
  }

  async message(message: MessageRequest): Promise<MessageOutcome> {
    if (this.#isLost) throw new SignalingError('unavailable', 503, 'the SIP server is away');
    try {
      return await this.#channel.request('sendMessage', message);
    } catch (error) {
      if (!this.#isLost) throw error;
      throw new SignalingError('gone', 503, 'the SIP server was lost with a MESSAGE that may have left');
    }
  }

  register(asked: RegisterRequest): Promise<RegisterOutcome> {
    return this.#channel.request('register', asked);
  }

  ping(asked: Parameters<Signaling['ping']>[0]): Promise<PingAnswer> {
    return this.#channel.request('ping', asked);
  }

  async endLeft({ id }: Pick<LeftDialog, 'id'>, credentials: Login | undefined): Promise<void> {
    await this.#channel.request('endLeft', { id, credentials });
  }

  takeSources(sources: SipSources): void {
    this.#channel.note('sources', sources);
  }

  drain(isDraining: boolean): void {
    this.#channel.note('drain', { isDraining });
  }

  /** The SIP process hangs up everything; one that does not answer is abandoned. */
  async close(): Promise<void> {
    const closed = this.#channel.request('close', {});
    const timer = setTimeout(() => this.#channel.close(), CLOSE_WITHIN_MS);
    // Lost or given up: it is closed in both cases.
    await closed.catch(() => undefined);
    clearTimeout(timer);
    this.#channel.close();
  }

  readonly #owner = {
    openLeg: (leg: number, lateAnswer: string | undefined): RemoteLeg => this.#openLeg(leg, lateAnswer),
    forgetCall: (call: RemoteCall): void => void this.#calls.delete(call),
  };

  #openCall(call: RemoteCall): RemoteCall {
    this.#calls.add(call);
    return call;
  }

  #answered({ leg: id, sdp, isLate }: Answered & { readonly leg: number }): AnsweredInvite {
    const leg = this.#openLeg(id, undefined);
    return isLate ? { leg, sdp, acknowledge: leg.acknowledgeOf(0) } : { leg, sdp };
  }

  #openLeg(id: number, lateAnswer: string | undefined): RemoteLeg {
    const leg = new RemoteLeg(this.#channel, id, (gone) => this.#legs.delete(gone), lateAnswer);
    this.#legs.add(leg);
    return leg;
  }

  #lose(): void {
    this.#isLost = true;
    const lost = new SignalingError('unavailable', 503, 'the connection to the SIP server was lost');
    for (const call of [...this.#calls]) call.lose(lost);
    for (const leg of [...this.#legs]) leg.lose();
  }
}

function givenUp(): SignalingError {
  return new SignalingError('gone', 487, 'the call was given up before the callee answered');
}

const INVITE: Handlers<InviteToEngine, { readonly request: InviteRequest; readonly signal: EndSignal }> = {
  requests: { offer: ({ sdp }, _, { request, signal }) => answerEarlyOffer(sdp, request.onOffer, signal) },
  notes: {
    provisional: ({ status, sdp }, { request, signal }) => {
      if (!signal.aborted) request.onProvisional(status, sdp);
    },
  },
};
