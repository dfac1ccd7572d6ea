/**
 * The parent of the service's processes: starts them, restarts dead ones, tells the engine where the others accept
 * connections, and passes on the operator's signals. It keeps no state of calls and carries no traffic.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '../observe/log.js';
import type { FileText } from '../../config/trunk-files.js';
import { Child } from './child.js';
import type { Died, FromChild, ServiceAddresses, Up } from './messages.js';
import { Precedence } from './precedence.js';
import { PROGRAMS, type ProcessName } from './programs.js';
import { WATCHED, type ServiceManager } from './service-manager.js';

/** Time to hang up calls and complete files after the limit of a drain. */
const STOP_WITHIN_MS = 40_000;
/** The others end when the engine has closed its channels, or has gone. */
const FOLLOW_WITHIN_MS = 15_000;

export interface ParentOptions {
  /** The files as they were checked. */
  readonly texts: readonly FileText[];
  /** Number of threads of the media process. */
  readonly mediaWorkers: number;
  /** How far SIP and media go before the others, as `nice` counts. */
  readonly networkNice: number;
  readonly logger: Logger;
  readonly manager: ServiceManager;
  /** Called each time the engine accepts calls. */
  readonly onReady: (addresses: ServiceAddresses) => void;
  /** Called with the texts of each configuration that a reload has put in force. */
  readonly onAccepted: (texts: readonly FileText[]) => void;
  /** The exit code of an engine that could not start at all; by then the parent has stopped the others. */
  readonly onFailed: (code: number) => void;
}

export class Parent {
  readonly #options: ParentOptions;
  readonly #precedence: Precedence;
  readonly #folder = mkdtempSync(join(tmpdir(), 'callveil-run-'));
  readonly #children: Readonly<Record<ProcessName, Child>>;
  /** Where processes accept connections now, by endpoint. */
  readonly #up = new Map<string, Up>();
  #hasBeenReady = false;
  /** Whether an engine accepts calls now. */
  #isReady = false;
  #wantsReload = false;
  #isStopping = false;
  /** Whether an operator has told the engine to take no new calls: the engine that follows it takes none either. */
  #isDraining = false;
  /**
   * As they were last accepted. An engine that follows one that died begins with them, and not with a file that is
   * being edited and has not been checked.
   */
  #texts: readonly FileText[];

  constructor(options: ParentOptions) {
    this.#options = options;
    this.#texts = options.texts;
    this.#precedence = new Precedence(options.networkNice, (notice) =>
      options.logger.info({ part: 'processes' }, notice),
    );
    this.#children = {
      sip: this.#child('sip', [join(this.#folder, 'sip.sock')]),
      media: this.#child('media', [join(this.#folder, 'media'), String(options.mediaWorkers)]),
      recorder: this.#child('recorder', [join(this.#folder, 'recorder.sock')]),
      engine: this.#child('engine', []),
    };
  }

  start(): void {
    for (const child of Object.values(this.#children)) child.start();
    this.#options.manager.watch(() => {
      for (const name of WATCHED) this.#children[name].tell({ type: 'ask' });
    });
  }

  /** The engine reads the file again; without an engine, the next one does once it accepts calls. */
  reload(): void {
    this.#options.manager.reloading();
    if (this.#isReady) this.#children.engine.tell({ type: 'reload' });
    else this.#wantsReload = true;
  }

  /** Lets calls go on for this long at most, then ends everything. A second call may shorten it. */
  async stop(deadlineMs: number): Promise<void> {
    const { engine } = this.#children;
    this.#isStopping = true;
    this.#options.manager.stopping();
    engine.leave();
    engine.tell({ type: 'stop', deadlineMs });
    await engine.gone(deadlineMs + STOP_WITHIN_MS);
    await this.#stopOthers();
    this.#options.manager.close();
  }

  #child(name: ProcessName, args: readonly string[]): Child {
    const events = {
      onMessage: (message: FromChild) => this.#take(name, message),
      onDied: (died: Died) => this.#buried(died),
      ...(name === 'engine' && {
        onStarted: () => {
          this.#children.engine.tell({
            type: 'configuration',
            texts: this.#texts,
            isDraining: this.#isDraining,
          });
          for (const up of this.#up.values()) this.#children.engine.tell(up);
        },
      }),
    };
    return new Child(name, PROGRAMS[name], args, events, this.#precedence);
  }

  #take(name: ProcessName, message: FromChild): void {
    if (message.type === 'alive') return this.#options.manager.answered(name);
    if (message.type === 'reloaded') return this.#options.manager.ready();
    if (message.type === 'accepted') {
      this.#texts = message.texts;
      return this.#options.onAccepted(message.texts);
    }
    if (message.type === 'drain') {
      this.#isDraining = message.isDraining;
      return;
    }
    if (message.type === 'ready') {
      this.#hasBeenReady = this.#isReady = true;
      this.#options.onReady(message.addresses);
      this.#options.manager.ready();
      if (this.#wantsReload) this.#children.engine.tell({ type: 'reload' });
      this.#wantsReload = false;
      return;
    }
    this.#up.set(message.endpoint, message);
    this.#children.engine.tell(message);
  }

  /** True if it must be restarted. */
  #buried({ name, code, signal }: Died): boolean {
    if (name === 'engine') this.#isReady = false;
    if (name === 'engine' && !this.#hasBeenReady && !isOrder(signal)) {
      const failed = (): void => this.#options.onFailed(code ?? 1);
      this.#stopOthers().then(failed, failed);
      return false;
    }
    // The engine has closed its channel to it. One that dies is started again also now: calls in progress need it, and
    // so do the BYEs of calls that ended with their SIP process.
    if (this.#isStopping && code === 0) return false;
    const facts = { part: 'processes', code, signal };
    if (code === 0)
      this.#options.logger.info(facts, `the ${name} process ended with its engine; the next is started`);
    else this.#options.logger.error(facts, `the ${name} process died; it is started again`);
    return true;
  }

  async #stopOthers(): Promise<void> {
    const { engine: _, ...others } = this.#children;
    for (const child of Object.values(others)) child.release();
    await Promise.all(Object.values(others).map((child) => child.gone(FOLLOW_WITHIN_MS)));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/**
 * Signals that go to the whole group. They end a child that has not loaded its program yet, which may be seen before the
 * same signal arrives here; if it was an order to stop, the child that follows is not started.
 */
function isOrder(signal: NodeJS.Signals | null): boolean {
  return signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGHUP';
}
