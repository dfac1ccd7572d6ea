/**
 * Signaling of the SIP process, spoken to over its channel: the user agent runs there, and a process that died is replaced
 * by its successor.
 */
import type { Duplex } from 'node:stream';
import type { EndSignal } from '../end-signal.js';
import { RemoteSession } from './remote-session.js';
import type {
  AnsweredInvite,
  InviteRequest,
  LeftDialog,
  Login,
  Signaling,
  SignalingHandlers,
} from './signaling.js';
import { SignalingError } from './signaling-error.js';

/** The SIP process, whichever it is at the time. */
export interface SipProcess {
  readonly listenPoints: readonly string[];
  /** Hands out the channel to the process that runs, and to each that is started after it. */
  onChannel(handler: (channel: Duplex) => void): void;
}

export interface RemoteSignalingOptions {
  readonly process: SipProcess;
  /** Told when the SIP process comes and goes. */
  readonly onConnection?: (state: 'connected' | 'lost', detail: string) => void;
}

export class RemoteSignaling implements Signaling {
  readonly #process: SipProcess;
  readonly #onConnection: RemoteSignalingOptions['onConnection'];
  #session: RemoteSession | undefined;
  #isDraining = false;
  #isClosed = false;

  constructor({ process, onConnection }: RemoteSignalingOptions) {
    this.#process = process;
    this.#onConnection = onConnection;
  }

  get listenPoints(): readonly string[] {
    return this.#process.listenPoints;
  }

  get held(): Signaling['held'] {
    return this.#session?.held ?? {};
  }

  start(handlers: SignalingHandlers): Promise<void> {
    this.#process.onChannel((channel) => this.#open(channel, handlers));
    return Promise.resolve();
  }

  async invite(request: InviteRequest, signal: EndSignal): Promise<AnsweredInvite> {
    return this.#running.invite(request, signal);
  }

  async message(message: Parameters<Signaling['message']>[0]): Promise<void> {
    return this.#running.message(message);
  }

  async endLeft(dialog: Pick<LeftDialog, 'id'>, credentials?: Login): Promise<void> {
    return this.#running.endLeft(dialog, credentials);
  }

  drain(): void {
    this.#isDraining = true;
    this.#session?.drain();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#session?.close();
    this.#session = undefined;
  }

  get #running(): RemoteSession {
    if (this.#session === undefined) throw new SignalingError('unavailable', 503, 'the SIP server is away');
    return this.#session;
  }

  #open(channel: Duplex, handlers: SignalingHandlers): void {
    if (this.#isClosed) return;
    const session = new RemoteSession(channel, handlers, (flaw) => {
      this.#session = undefined;
      const detail =
        flaw === undefined ? 'the SIP process has ended' : `the SIP process made no sense: ${String(flaw)}`;
      if (!this.#isClosed) this.#onConnection?.('lost', detail);
    });
    this.#session = session;
    if (this.#isDraining) session.drain();
    this.#onConnection?.('connected', this.listenPoints.join(','));
  }
}
