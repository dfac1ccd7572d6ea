/**
 * Signaling of the SIP process over its channel: the user agent runs there. A process that died is followed by the next
 * one, which gets its settings, listeners and dialogs.
 */
import type { Duplex } from 'node:stream';
import type { CapturedLeg } from '../ladder/captured-call.js';
import type { EndSignal } from '../end-signal.js';
import type { RegisteredUser, SavedDialog } from '../sipd/stack/stack.js';
import { RemoteSession, type SessionReports } from './remote-session.js';
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
import type { TlsFiles } from './tls-files.js';
import type { CertificateInUse } from '../sipd/stack/tls-terms.js';
import type { SipCounters, SipLive, SipSources, SipStart } from './signaling-speech.js';

/** The current SIP process. */
export interface SipProcess {
  /** Passes a connection to the running process, and one to each successor. */
  onUp(handler: (socket: Duplex) => void): void;
}

/** What a process that starts must know of the one before it. */
export interface SipMemory {
  /** Phones that have registered. */
  users(): readonly RegisteredUser[];
  /** Dialogs that must still be ended. Never rejects. */
  left(): Promise<readonly SavedDialog[]>;
}

export interface RemoteSignalingOptions extends Omit<SessionReports, 'onLost'> {
  readonly process: SipProcess;
  readonly settings: Omit<SipStart, 'left'>;
  readonly memory: SipMemory;
}

export class RemoteSignaling implements Signaling {
  readonly #options: RemoteSignalingOptions;
  #settings: Omit<SipStart, 'left'>;
  #session: RemoteSession | undefined;
  #listenPoints: readonly string[] = [];
  #isDraining = false;
  #isClosed = false;

  constructor(options: RemoteSignalingOptions) {
    this.#options = options;
    this.#settings = options.settings;
  }

  get listenPoints(): readonly string[] {
    return this.#listenPoints;
  }

  /** Whether there is a SIP process. */
  isConnected(): boolean {
    return this.#session !== undefined;
  }

  get held(): Signaling['held'] {
    return this.#session?.held ?? {};
  }

  /** Resolves when the first process listens; rejects with its message if it cannot. */
  start(handlers: SignalingHandlers): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#options.process.onUp((socket) => {
        this.#open(socket, handlers).then(resolve, (error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          this.#options.onLog('error', `the SIP process cannot start: ${message}`);
          reject(new Error(`the SIP process cannot start: ${message}`, { cause: error }));
        });
      });
    });
  }

  /** The process's counters. Rejects with `unavailable` while there is none. */
  async counters(): Promise<SipCounters> {
    return this.#running.counters();
  }

  /** What is live there, at most `limit` of each kind. Rejects `unavailable` while there is no process. */
  async live(limit: number): Promise<SipLive> {
    return this.#running.live(limit);
  }

  /**
   * What is kept of a call's messages: no legs if nothing is, undefined if the server is external. Rejects
   * `unavailable` while there is no process.
   */
  async captured(call: string): Promise<readonly CapturedLeg[] | undefined> {
    return this.#running.captured(call);
  }

  /**
   * Reads the certificates again, of these files, in this process and each later one: new handshakes use them. Returns
   * those in force. Rejects with the reason if one cannot be used; then all stay as they were. Without a process the
   * next one reads them.
   */
  async renewCertificates(files: TlsFiles): Promise<readonly CertificateInUse[]> {
    const certificates = this.#session === undefined ? [] : await this.#session.renewTls(files);
    this.#settings = { ...this.#settings, tls: files };
    return certificates;
  }

  async invite(request: InviteRequest, signal: EndSignal): Promise<AnsweredInvite> {
    return this.#running.invite(request, signal);
  }

  async message(message: MessageRequest): Promise<MessageOutcome> {
    return this.#running.message(message);
  }

  async register(asked: RegisterRequest): Promise<RegisterOutcome> {
    return this.#running.register(asked);
  }

  async ping(asked: Parameters<Signaling['ping']>[0]): Promise<PingAnswer> {
    return this.#running.ping(asked);
  }

  async endLeft(dialog: Pick<LeftDialog, 'id'>, credentials?: Login): Promise<void> {
    return this.#running.endLeft(dialog, credentials);
  }

  /** The trunks have changed: in force in this process at once, and in each one that follows. */
  takeSources(sources: SipSources): void {
    this.#settings = { ...this.#settings, ...sources };
    this.#session?.takeSources(sources);
  }

  drain(): void {
    this.#isDraining = true;
    this.#session?.drain(true);
  }

  resume(): void {
    this.#isDraining = false;
    this.#session?.drain(false);
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

  async #open(socket: Duplex, handlers: SignalingHandlers): Promise<void> {
    if (this.#isClosed) return void socket.destroy();
    const { onConnection, memory } = this.#options;
    let isStarted = false;
    const session = new RemoteSession(socket, handlers, {
      ...this.#options,
      onLost: (end) => {
        if (this.#session === session) this.#session = undefined;
        if (!this.#isClosed && isStarted)
          onConnection('lost', end.kind === 'closed' ? 'closed' : `the SIP process: ${end.reason}`);
      },
    });
    const { answered } = this.#settings;
    const { listenPoints, bound } = await session.start({
      ...this.#settings,
      answered: { ...answered, users: memory.users() },
      left: await memory.left(),
    });
    isStarted = true;
    // The next process uses the same ports, which may have been chosen by the system.
    if (bound !== undefined) this.#settings = { ...this.#settings, listen: bound };
    this.#listenPoints = listenPoints;
    if (this.#isClosed) return session.close();
    this.#session = session;
    if (this.#isDraining) session.drain(true);
    onConnection('connected', listenPoints.join(','));
  }
}
