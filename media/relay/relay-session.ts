/** One session of the relay in the main thread: SDP in and out, and the orders to its worker that follow. */
import { eventOfDigit } from '../dtmf.js';
import { DigitCollector } from '../digits.js';
import type {
  AddressFamily,
  CollectOptions,
  LegName,
  MediaTerms,
  MediaSession,
  Playback,
  PlayOptions,
  Prompt,
  Recording,
  RecordingRequest,
  SessionStatistics,
  Strangers,
} from '../media.js';
import { MediaError } from '../media-error.js';
import { Negotiation, otherLeg } from '../negotiation.js';
import { connectionNames } from '../sdp-sections.js';
import type { RecorderSession } from '../recorder/recorder-client.js';
import type { Note, LegConfiguration, WorkerEvent } from './messages.js';
import { eventsOf, legConfiguration } from './leg-configuration.js';
import type { RelayParts, RelaySessionOptions } from './relay-parts.js';
import { promptText } from './prompt-text.js';
import { finalStatistics, NO_STATISTICS } from './session-statistics.js';
import type { WorkerLink } from './worker-link.js';
import { SessionPorts } from './ports/session-ports.js';

const NAMES: readonly LegName[] = ['caller', 'callee'];

/** Made once: every session closes, few while digits are awaited, and an error's stack costs more than the rest. */
const SESSION_CLOSED = new MediaError('closed', 'the session is closed');

export class RelaySession implements MediaSession {
  readonly callId: string;
  readonly worker: WorkerLink;
  /** When it was opened. */
  readonly since: number;
  readonly #relay: RelayParts;
  readonly #id: number;
  readonly #source: Record<LegName, Required<Pick<LegConfiguration, 'source' | 'latchFrom'>>>;
  readonly #ports: SessionPorts;
  readonly #negotiation: Negotiation;
  readonly #configured: Partial<Record<LegName, string>> = {};
  #onSilent: ((why: MediaError) => void) | undefined;
  #onStrangers: ((strangers: Strangers) => void) | undefined;
  #silence: MediaError | undefined;
  /** These two are made on demand: most calls end without them. */
  #digits: Partial<Record<LegName, DigitCollector>> | undefined;
  #playing: Map<number, () => void> | undefined;
  #lastPlayback = 0;
  #recording: Recording | undefined;
  /** The worker knows the session. */
  #open = false;
  #workerAlive = true;
  #closed: Promise<SessionStatistics> | undefined;

  constructor(relay: RelayParts, options: RelaySessionOptions) {
    const { id, callId, worker, source, latchFrom, encryption, recorded, ports } = options;
    this.#relay = relay;
    this.#id = id;
    this.callId = callId;
    this.since = relay.clock.now();
    this.worker = worker;
    this.#source = {
      caller: { source: source.caller, latchFrom: latchFrom?.caller ?? [] },
      callee: { source: source.callee, latchFrom: latchFrom?.callee ?? [] },
    };
    const sessionId = (): number => 1 + Math.floor(relay.random() * (2 ** 31 - 1));
    this.#negotiation = new Negotiation({
      addresses: relay.addresses,
      g711Only: recorded,
      sessionIds: { caller: sessionId(), callee: sessionId() },
      flawOf: (address, port) => relay.own.flawOf(address, port),
    });
    const { places, rules } = this.#negotiation;
    rules.caller = options.callerCodecs;
    places.wishes.caller = options.callerFamily;
    for (const leg of NAMES) {
      const wanted = encryption?.[leg];
      if (wanted !== undefined && wanted !== 'refused') this.#negotiation.encrypt(leg, wanted);
    }
    const { pools, restUnbound, addresses } = relay;
    const { preferred: family } = addresses;
    this.#ports = new SessionPorts({
      pools,
      worker,
      family,
      reserved: ports,
      named: places.ports,
      restUnbound,
    });
  }

  /** Our RTP ports, which may not be bound yet. */
  get ports(): Readonly<Record<LegName, number>> {
    return { caller: this.#ports.of('caller'), callee: this.#ports.of('callee') };
  }

  onSilent(handler: (why: MediaError) => void): void {
    this.#onSilent = handler;
    if (this.#silence !== undefined) handler(this.#silence);
  }

  onStrangers(handler: (strangers: Strangers) => void): void {
    this.#onStrangers = handler;
  }

  setTerms(leg: LegName, terms: MediaTerms): void {
    const { source, latchFrom = [], encryption = 'refused', codecs, family } = terms;
    this.#source[leg] = { source, latchFrom };
    this.#negotiation.rules[leg] = codecs;
    this.#negotiation.places.wishes[leg] = family;
    this.#negotiation.encrypt(leg, encryption);
  }

  async offer(from: LegName, sdp: string): Promise<string> {
    await this.#bind(otherLeg(from), this.#negotiation.familyOffered(otherLeg(from)));
    await this.#lookUpNames(sdp);
    return this.#negotiation.offer(from, sdp);
  }

  async answer(from: LegName, sdp: string): Promise<string> {
    await this.#bind(otherLeg(from), this.#negotiation.familyAnswered(from));
    await this.#lookUpNames(sdp);
    const answer = this.#negotiation.answer(from, sdp);
    this.#configure();
    return answer;
  }

  async answerLocally(from: LegName, sdp: string): Promise<string> {
    await this.#prepareAnswer(from, sdp);
    const answer = this.#negotiation.answerLocally(from, sdp);
    this.#configure();
    return answer;
  }

  async answerAlone(from: LegName, sdp: string): Promise<string> {
    await this.#prepareAnswer(from, sdp);
    const answer = this.#negotiation.answerAlone(from, sdp);
    this.#configure();
    return answer;
  }

  async answerUnchanged(from: LegName, sdp: string): Promise<string | undefined> {
    await this.#prepareAnswer(from, sdp);
    const answer = this.#negotiation.answerUnchanged(from, sdp);
    this.#configure();
    return answer;
  }

  withdraw(from: LegName): void {
    this.#negotiation.withdraw(from);
    this.#configure();
  }

  async offerLocally(to: LegName): Promise<string> {
    await this.#bind(to, this.#negotiation.familyOffered(to));
    return this.#negotiation.offerLocally(to);
  }

  async acceptAnswer(from: LegName, sdp: string): Promise<void> {
    this.#expectOpen();
    await this.#lookUpNames(sdp);
    this.#negotiation.acceptAnswer(from, sdp);
    this.#configure();
  }

  offerInForce(to: LegName): Promise<string> {
    return new Promise((resolve) => resolve(this.#negotiation.offerInForce(to)));
  }

  async acceptRefresh(from: LegName, sdp: string): Promise<void> {
    await this.#lookUpNames(sdp);
    this.#negotiation.acceptRefresh(from, sdp);
    this.#configure();
  }

  bridge(): void {
    this.#tell({ type: 'bridge', session: this.#id, on: true });
  }

  unbridge(): void {
    this.#tell({ type: 'bridge', session: this.#id, on: false });
  }

  play(prompt: Prompt, { to, loop = false }: PlayOptions): Playback {
    if (this.#closed !== undefined || !this.#workerAlive || prompt.alaw.length === 0)
      return { done: Promise.resolve(), stop: () => undefined };
    this.#lastPlayback += 1;
    const playback = this.#lastPlayback;
    const session = this.#id;
    const playing = (this.#playing ??= new Map<number, () => void>());
    const done = new Promise<void>((resolve) => playing.set(playback, resolve));
    const legs = to === 'both' ? NAMES : [to];
    this.#tell({ type: 'play', session, playback, legs, alaw: promptText(prompt.alaw), loop });
    return { done, stop: () => this.#tell({ type: 'stop', session, playback }) };
  }

  async collect(leg: LegName, options: CollectOptions): Promise<string> {
    this.#expectOpen();
    const digits = this.#digitsOf(leg);
    const listen = (on: boolean) => this.#tell({ type: 'listen', session: this.#id, leg, on });
    if (!digits.collecting) listen(true);
    try {
      return await digits.collect(options);
    } finally {
      if (!digits.collecting) listen(false);
    }
  }

  pushDigit(leg: LegName, digit: string): void {
    this.#digitsOf(leg).push(digit, 'info');
  }

  async sendDigit(to: LegName, digit: string, durationMs: number): Promise<boolean> {
    const plan = this.#negotiation.plan(to);
    if (this.#closed !== undefined || !this.#workerAlive || plan === undefined) return false;
    if (!plan.mayReceive || eventsOf(plan) === undefined || eventOfDigit(digit) === undefined) return false;
    try {
      await this.worker.request({ type: 'press', session: this.#id, leg: to, digit, durationMs });
      return true;
    } catch {
      throw new MediaError('busy', 'more keys wait than can be pressed in time');
    }
  }

  async record({ fileName }: RecordingRequest): Promise<Recording> {
    this.#expectOpen();
    if (this.#recording !== undefined) throw new TypeError('expected one recording at a time');
    const recorder = await this.#startRecorder(fileName);
    const recording = {
      fileName,
      ended: recorder.ended,
      stop: async () => {
        await this.#stopCopying(recorder.recordingId);
        await recorder.stop();
      },
    };
    if (this.#closed !== undefined) {
      await recording.stop();
      throw new MediaError('closed', 'the session closed before its recording began');
    }
    this.#recording = recording;
    const over = (): Promise<void> => {
      if (this.#recording === recording) this.#recording = undefined;
      return this.#stopCopying(recorder.recordingId);
    };
    recorder.ended.then(over).catch(() => undefined);
    return recording;
  }

  /** Has the worker tell of the session's packets, or no more; false if it is closing. */
  tap(on: boolean): boolean {
    if (this.#closed !== undefined || !this.#workerAlive) return false;
    this.#tell({ type: 'tap', session: this.#id, on });
    return true;
  }

  async statistics(): Promise<SessionStatistics> {
    if (this.#closed !== undefined) return this.#closed;
    if (!this.#open) return NO_STATISTICS;
    return (await this.worker.request({ type: 'statistics', session: this.#id })) ?? NO_STATISTICS;
  }

  close(): Promise<SessionStatistics> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  /** Handles what the session's worker reports. */
  hear(event: Exclude<WorkerEvent, { type: 'rested' | 'packets' }>): void {
    if (event.type === 'digit') this.#digitsOf(event.leg).push(event.digit, event.means);
    else if (event.type === 'strangers') this.#onStrangers?.(event.strangers);
    else if (event.type === 'silent') this.#fallSilent('no audio from either side');
    else this.#endPlayback(event.playback);
  }

  /** The session's thread has ended, and its sockets with it: the call stays silent. */
  workerEnded(worker: WorkerLink): void {
    if (worker !== this.worker) return;
    this.#workerAlive = false;
    this.#endPlaybacks();
    this.#fallSilent('the media worker died');
  }

  async #close(): Promise<SessionStatistics> {
    await this.#ports.settled();
    await this.#recording?.stop();
    const statistics = this.#open
      ? await this.worker.request({ type: 'close', session: this.#id }).catch(() => undefined)
      : undefined;
    this.#ports.letGo(this.#workerAlive);
    this.#endPlaybacks();
    for (const leg of NAMES) this.#digits?.[leg]?.close(SESSION_CLOSED);
    const final = finalStatistics(statistics ?? NO_STATISTICS, (leg) => this.#negotiation.plan(leg));
    this.#relay.onClosed(this.#id, this.worker, final);
    return final;
  }

  /** Orders for the worker; the first ones create the session there. */
  #tell(...notes: readonly Note[]): void {
    if (this.#open) return this.worker.note(...notes);
    this.#open = true;
    this.worker.note({ type: 'open', session: this.#id }, ...notes);
  }

  #bind(leg: LegName, family: AddressFamily): Promise<void> | undefined {
    this.#expectOpen();
    return this.#ports.bind(leg, family);
  }

  /** Binds what our answer to this offer may name: which of its m= lines will be taken is not known yet. */
  async #prepareAnswer(from: LegName, sdp: string): Promise<void> {
    this.#expectOpen();
    await this.#lookUpNames(sdp);
    for (const family of this.#negotiation.familiesFor(from, sdp)) await this.#bind(from, family);
  }

  /** Undefined, which costs no wait, if an SDP gives addresses, as nearly all do. */
  #lookUpNames(sdp: string): Promise<unknown> | undefined {
    const names = connectionNames(sdp);
    if (names.size === 0) return undefined;
    const { named } = this.#negotiation.places;
    named.clear();
    return Promise.all(
      [...names].map(async ([name, family]) => {
        const address = await this.#relay.names.resolve(name, this.#relay.addresses.nearest(family));
        if (address !== undefined) named.set(name, address);
      }),
    );
  }

  /** Tells the worker how both legs run now; each depends on the other's codecs. */
  #configure(): void {
    const notes: Note[] = [];
    for (const leg of NAMES) {
      const plan = this.#negotiation.plan(leg);
      if (plan === undefined) continue;
      const configuration = JSON.stringify(
        legConfiguration(plan, this.#negotiation.plan(otherLeg(leg)), this.#source[leg]),
      );
      if (configuration === this.#configured[leg]) continue;
      this.#configured[leg] = configuration;
      const { family, port } = plan;
      this.#ports.take(leg, family);
      notes.push({ type: 'configure', session: this.#id, leg, family, port, configuration });
    }
    if (notes.length > 0) this.#tell(...notes);
  }

  /** Copies from the moment the recorder is asked, so that what is said until it is ready is in the recording. */
  async #startRecorder(fileName: string): Promise<RecorderSession> {
    const { recorder } = this.#relay;
    if (recorder === undefined) throw new MediaError('recorder-unavailable', 'no recorder is configured');
    let asked: number | undefined;
    try {
      return await recorder.record(fileName, (recordingId) => {
        asked = recordingId;
        if (this.#closed === undefined) this.#tell({ type: 'record', session: this.#id, recordingId });
      });
    } catch (error) {
      if (asked !== undefined) await this.#stopCopying(asked);
      throw new MediaError('recorder-unavailable', error instanceof Error ? error.message : String(error));
    }
  }

  async #stopCopying(recordingId: number): Promise<void> {
    await this.worker.request({ type: 'unrecord', session: this.#id, recordingId }).catch(() => undefined);
  }

  #digitsOf(leg: LegName): DigitCollector {
    const digits = (this.#digits ??= {});
    return (digits[leg] ??= new DigitCollector(this.#relay.clock));
  }

  #fallSilent(why: string): void {
    if (this.#silence !== undefined) return;
    this.#silence = new MediaError('closed', why);
    this.#onSilent?.(this.#silence);
  }

  #endPlayback(playback: number): void {
    this.#playing?.get(playback)?.();
    this.#playing?.delete(playback);
  }

  #endPlaybacks(): void {
    for (const playback of [...(this.#playing?.keys() ?? [])]) this.#endPlayback(playback);
  }

  #expectOpen(): void {
    if (this.#closed !== undefined) throw new MediaError('closed', 'the session is closed');
  }
}
