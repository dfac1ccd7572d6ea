/**
 * Entry of a media worker thread: its sessions, the timer that drives them, and the engine it works for. It ends when
 * that engine has gone, and its sessions with it.
 */
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { ForkWriter } from '../../media/recorder/fork-writer.js';
import { monotonicMs } from '../../media/recorder/monotonic-clock.js';
import type {
  EngineToWorker,
  WorkerEvent,
  WorkerSettings,
  WorkerToEngine,
} from '../../media/relay/messages.js';
import { FRAME_MS } from '../../media/relay/leg/outgoing.js';
import { WorkerSessions } from '../../media/relay/worker-sessions.js';
import { Channel, PLAIN_ERRORS } from '../channel/channel.js';
import { JSON_CODEC } from '../channel/codec-json.js';
import { SocketWire } from '../channel/wire-socket.js';

export interface MediaWorkerData {
  /** Where it accepts the engine's connection. */
  readonly path: string;
}

/** The media process asks whether this thread works. */
export interface AskWorker {
  readonly question: number;
}

/** It accepts a connection; or the answer to a question, which is the question. */
export type FromWorker = 'up' | AskWorker;

const port = parentPort;
if (port === null) throw new TypeError('expected to be a worker thread, found the main thread');
const { path } = workerData as MediaWorkerData;

const server = createServer((socket) => {
  // A second engine gets the next worker.
  server.close();
  serve(socket);
});
rmSync(path, { force: true });
server.listen(path, () => tellProcess('up'));
port.on('message', (asked: AskWorker) => tellProcess(asked));

function tellProcess(said: FromWorker): void {
  port?.postMessage(said);
}

function serve(socket: Socket): void {
  let work: Work | undefined;
  const channel = new Channel<WorkerToEngine, EngineToWorker>(
    new SocketWire(socket, JSON_CODEC),
    {
      requests: {
        start: (settings) => {
          work = new Work(settings, (events) => channel.note('events', events));
          return {};
        },
        ping: () => ({}),
        ask: async (request) => {
          if (work === undefined) throw new Error('not started');
          return { statistics: await work.sessions.ask(request) };
        },
      },
      notes: { tell: (notes) => work?.take(notes) },
    },
    {
      errors: { ...PLAIN_ERRORS, write: (error) => (error as NodeJS.ErrnoException).code ?? String(error) },
      onEnd: () => process.exit(),
    },
  );
}

/** The sessions of one engine, and one timer for everything while it is needed. */
class Work {
  readonly sessions: WorkerSessions;
  readonly #tell: (events: readonly WorkerEvent[]) => void;
  /** Messages of one turn of the event loop leave as one note. */
  #events: WorkerEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #dueMs = 0;

  constructor(settings: WorkerSettings, tell: (events: readonly WorkerEvent[]) => void) {
    this.#tell = tell;
    this.sessions = new WorkerSessions({
      settings,
      fork: new ForkWriter({ batchMs: FRAME_MS }),
      now: monotonicMs, // the recorder reads the same clock for arrival times
      random: Math.random,
      tell: (event) => this.#gather(event),
    });
  }

  take(notes: EngineToWorker['notes']['tell']): void {
    for (const note of notes) this.sessions.tell(note);
    if (this.#timer === undefined) this.#schedule();
  }

  #gather(event: WorkerEvent): void {
    if (this.#events.push(event) > 1) return;
    setImmediate(() => {
      this.#tell(this.#events);
      this.#events = [];
    });
  }

  /** Each tick is set by the clock, so that ticks do not drift. */
  #schedule(): void {
    const nowMs = monotonicMs();
    this.#dueMs = nowMs - this.#dueMs > FRAME_MS ? nowMs + FRAME_MS : this.#dueMs + FRAME_MS;
    this.#timer = setTimeout(this.#tick, Math.max(1, this.#dueMs - nowMs));
  }

  readonly #tick = (): void => {
    this.sessions.tick(monotonicMs());
    this.#timer = undefined;
    if (!this.sessions.idle) this.#schedule();
  };
}
