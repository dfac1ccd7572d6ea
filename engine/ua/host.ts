/**
 * The SIP process's end of the channel: carries out the engine's requests on a Signaling of this process, and reports
 * its events.
 */
import type { Duplex } from 'node:stream';
import { Channel, type ChannelEnd } from '../channel/channel.js';
import type { CapturedLeg } from '../ladder/captured-call.js';
import { JSON_CODEC } from '../channel/codec-json.js';
import type { Asked, AskOf, Handlers } from '../channel/speech.js';
import { SocketWire } from '../channel/wire-socket.js';
import type { LoadPart, SipLoad } from '../load.js';
import type { Acknowledge, Health, Leg, Signaling } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import { SIGNALING_ERRORS } from '../sip/signaling-errors.js';
import type {
  Answered,
  EngineToSip,
  InviteToEngine,
  SipCounters,
  SipSources,
  SipStart,
  SipStarted,
  SipToEngine,
  SipTraffic,
} from '../sip/signaling-speech.js';
import type { TlsFiles } from '../sip/tls-files.js';
import type { Stack } from '../sipd/stack/stack.js';
import { tellCall, tellMessage, tellRegister } from './host-incoming.js';
import { HostedLeg, type HostChannel } from './host-leg.js';

/** What the SIP process runs for an engine, according to its settings. */
export interface HostedServer {
  readonly signaling: Signaling;
  /** Our own stack, if there is one. */
  readonly stack?: Pick<Stack, 'listenPoints' | 'counters' | 'live' | 'connections' | 'certificates'>;
  /** Reads the certificates again; throws if one cannot be used. Undefined without a TLS listener. */
  readonly renewTls?: ((files: TlsFiles) => void) | undefined;
  /** What is kept of a call's messages. Absent: an external server alone sees them. */
  captured?(call: string): readonly CapturedLeg[];
  /** Other trunks are in force. Absent: an external server decides who is answered. */
  takeSources?(sources: SipSources): void;
  /** Hangs up everything, and closes what is below the Signaling too. */
  close(): Promise<void>;
}

export interface HostReports {
  /** Tells the engine of the load here, and returns the engine's; rejects when the engine has gone. */
  readonly askLoad: (sip: SipLoad) => Promise<readonly LoadPart[]>;
  readonly onTraffic: (traffic: SipTraffic) => void;
  readonly onConnection: (state: 'connected' | 'lost', detail: string) => void;
  readonly onLog: (level: 'error' | 'warn' | 'info', message: string) => void;
}

export interface HostOptions {
  /** Creates what runs here. Throws what an operator should read if the settings cannot be used. */
  readonly serve: (start: SipStart, reports: HostReports) => Promise<HostedServer>;
  /** Called once, when the engine is lost or has closed the channel, and everything here has ended. */
  readonly onEnd: (end: ChannelEnd) => void;
}

export class SignalingHost {
  readonly #options: HostOptions;
  readonly #channel: HostChannel;
  #server: HostedServer | undefined;
  #legs = 0;
  #invites = 0;
  #closing: Promise<void> | undefined;

  constructor(socket: Duplex, options: HostOptions) {
    this.#options = options;
    this.#channel = new Channel<SipToEngine, EngineToSip>(
      new SocketWire(socket, JSON_CODEC),
      { requests: this.#requests(), notes: this.#notes() },
      {
        errors: SIGNALING_ERRORS,
        ids: 'even',
        onEnd: (end) => {
          const told = (): void => options.onEnd(end);
          this.#close().then(told, told);
        },
      },
    );
  }

  /** Open entries by table, those of the Signaling included. */
  get held(): Readonly<Record<string, number>> {
    return {
      incoming: this.#channel.count('call'),
      legs: this.#legs,
      invites: this.#invites,
      messages: this.#channel.count('message'),
      registers: this.#channel.count('register'),
      asks: this.#channel.asked,
      ...this.#server?.signaling.held,
    };
  }

  tellError(error: Error): void {
    this.#channel.note('log', { level: 'error', message: error.stack ?? error.message });
  }

  /** Hangs up everything, then ends the channel. Idempotent. */
  async close(): Promise<void> {
    await this.#close();
    this.#channel.close();
  }

  #notes(): Handlers<EngineToSip>['notes'] {
    return {
      drain: ({ isDraining }) =>
        isDraining ? this.#server?.signaling.drain() : this.#server?.signaling.resume(),
      sources: (sources) => this.#server?.takeSources?.(sources),
    };
  }

  #requests(): Handlers<EngineToSip>['requests'] {
    return {
      start: (start) => this.#start(start),
      invite: (invite, asked) => this.#invite(invite, asked),
      sendMessage: (message) => this.#signaling.message(message),
      register: (asked) => this.#signaling.register(asked),
      ping: (asked) => this.#signaling.ping(asked),
      renewTls: (files) => {
        this.#server?.renewTls?.(files);
        return { certificates: this.#server?.stack?.certificates ?? [] };
      },
      endLeft: async (dialog) => {
        await this.#signaling.endLeft(dialog, dialog.credentials);
        return {};
      },
      counters: () => this.#counters(),
      captured: ({ call }) => ({ legs: this.#server?.captured?.(call) }),
      live: ({ limit }) => ({ stack: this.#server?.stack?.live(limit) }),
      close: async () => {
        await this.#close();
        return {};
      },
    };
  }

  get #signaling(): Signaling {
    if (this.#server === undefined)
      throw new SignalingError('unavailable', 503, 'the SIP server is not started');
    return this.#server.signaling;
  }

  async #start(start: SipStart): Promise<SipStarted> {
    const server = await this.#options.serve(start, {
      onTraffic: (traffic) => this.#channel.note('traffic', traffic),
      // The answer to this request reports the first connection.
      onConnection: (state, detail) => {
        if (this.#server !== undefined) this.#channel.note('connection', { state, detail });
      },
      onLog: (level, message) => this.#channel.note('log', { level, message }),
      askLoad: async (sip) => (await this.#channel.request('health', { sip })).load ?? [],
    });
    await server.signaling.start({
      onCall: (call) => tellCall(this.#channel, call, (leg) => this.#host(leg, undefined)),
      onMessage: (message) => tellMessage(this.#channel, message),
      onRegister: (register) => tellRegister(this.#channel, register),
      health: () => this.#health(),
      onHeard: (from) => this.#channel.note('heard', from),
    });
    this.#server = server;
    return { listenPoints: server.signaling.listenPoints, bound: server.stack?.listenPoints };
  }

  #close(): Promise<void> {
    return (this.#closing ??= this.#server?.close() ?? Promise.resolve());
  }

  async #invite(
    { invite, request }: AskOf<EngineToSip, 'invite'>,
    asked: Asked<Answered & { readonly leg: number }>,
  ): Promise<Answered & { readonly leg: number }> {
    const engine = this.#channel.far<InviteToEngine>(invite);
    this.#invites += 1;
    try {
      const whole = {
        ...request,
        onProvisional: (status: number, sdp: string | undefined) =>
          engine.note('provisional', { status, sdp }),
        onOffer: (sdp: string) => engine.request('offer', { sdp }, { take: (answer) => answer.sdp }),
      };
      const { leg, sdp, acknowledge } = await this.#signaling.invite(whole, asked.signal);
      const hosted = this.#host(leg, acknowledge);
      const answer = { leg: hosted.id, sdp, isLate: acknowledge !== undefined };
      asked.reply(answer);
      hosted.listen();
      return answer;
    } finally {
      this.#invites -= 1;
    }
  }

  #host(leg: Leg, acknowledge: Acknowledge | undefined): HostedLeg {
    this.#legs += 1;
    return new HostedLeg(this.#channel, leg, acknowledge, () => (this.#legs -= 1));
  }

  /** An engine that is lost is not healthy. */
  #health(): Promise<Health> {
    return this.#channel.request('health', {}).catch(() => ({ healthy: false }));
  }

  #counters(): SipCounters {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    return {
      stack: this.#server?.stack?.counters,
      connections: this.#server?.stack?.connections,
      certificates: this.#server?.stack?.certificates,
      channel: this.#channel.traffic,
      held: this.held,
      process: { cpuMicroseconds: user + system, residentBytes: rss, heapUsedBytes: heapUsed },
    };
  }
}
