/** A recorder in a folder of its own, with a fork connected to it, for tests with the real process. */
import { once, EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from '../../../engine/processes/programs.js';
import { recorderProcess } from '../../support/servers/service-child.js';
import { ForkWriter } from '../../../media/recorder/fork-writer.js';
import {
  RecorderProcess,
  type RecorderDeath,
  type RecorderProcessOptions,
} from '../../../media/recorder/recorder-process.js';

const PACKET_MS = 20;

interface Tap {
  teardown(handler: () => unknown): void;
}

export interface Harness {
  readonly recorder: RecorderProcess;
  readonly fork: ForkWriter;
  readonly folder: string;
  readonly log: string[];
  readonly deaths: RecorderDeath[];
  file(name: string): string;
  /** Waits for the next death, or takes one that was not waited for. */
  died(): Promise<RecorderDeath>;
  /** Waits until a restarted recorder is reached. */
  serving(): Promise<void>;
  /** Waits until the recorder has logged a line like this. */
  logged(line: RegExp): Promise<void>;
  /** Waits until the fork's packets reach a recorder. */
  connected(): Promise<void>;
}

export type HarnessOptions = Partial<RecorderProcessOptions> & {
  /** What runs in the process, where it is not the recorder. */
  readonly program?: Partial<Program>;
};

export async function startRecorder(t: Tap, options: HarnessOptions = {}): Promise<Harness> {
  const harness = await prepareRecorder(t, options);
  await harness.recorder.start();
  harness.fork.connect(harness.recorder.mediaAddress.path);
  await harness.connected();
  return harness;
}

/** The same without starting it. */
export async function prepareRecorder(
  t: Tap,
  { program, ...options }: HarnessOptions = {},
): Promise<Harness> {
  const process = recorderProcess(program);
  const folder = options.directory ?? temporaryFolder(t);
  const log: string[] = [];
  const deaths: RecorderDeath[] = [];
  const events = new EventEmitter();
  let seen = 0;
  const recorder = new RecorderProcess({
    open: process.open,
    directory: folder,
    log: (level, message) => {
      log.push(`${level}: ${message}`);
      events.emit('log');
    },
    onDeath: (death) => {
      deaths.push(death);
      events.emit('death');
    },
    ...options,
  });
  const fork = new ForkWriter({ reconnectMs: 5 });
  recorder.onMediaAddress(({ path }) => fork.connect(path));
  t.teardown(async () => {
    fork.close();
    await recorder.close();
    await process.stop();
  });
  return {
    recorder,
    fork,
    folder,
    log,
    deaths,
    file: (name) => join(folder, name),
    async died() {
      while (deaths.length <= seen) await once(events, 'death');
      seen += 1;
      return deaths[seen - 1] as RecorderDeath;
    },
    async serving() {
      while (recorder.pid === undefined || !fork.connected) await new Promise(setImmediate);
    },
    async logged(line) {
      while (!log.some((entry) => line.test(entry))) await once(events, 'log');
    },
    async connected() {
      while (!fork.connected) await new Promise(setImmediate);
    },
  };
}

export function pidOf({ recorder }: Harness): number {
  if (recorder.pid === undefined) throw new Error('expected a recorder process');
  return recorder.pid;
}

export function temporaryFolder(t: Tap): string {
  const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Waits until a file has `samples` samples, by watching its changes. */
export async function grownTo(path: string, samples: number): Promise<void> {
  const watcher = watch(path);
  try {
    while (samplesOnDisk(path) < samples) await once(watcher, 'change');
  } finally {
    watcher.close();
  }
}

export function samplesOnDisk(path: string): number {
  return existsSync(path) ? statSync(path).size - 58 : 0;
}

/** What the file's own header tells, in samples. */
export function samplesInHeader(path: string): number {
  return readFileSync(path).readUInt32LE(54);
}

/** How long a recording can have lasted at least and at most, however slow the machine was at answering. */
export class Span {
  #asked = 0;
  #begun = 0;
  #ending = 0;
  #ended = 0;

  async begin<T>(begun: Promise<T>): Promise<T> {
    this.#asked = performance.now();
    const result = await begun;
    this.#begun = performance.now();
    return result;
  }

  async end(ended: Promise<void>): Promise<void> {
    this.#ending = performance.now();
    await ended;
    this.#ended = performance.now();
  }

  /** The file is cut to whole packets of 20 ms. */
  holds(durationMs: number): boolean {
    return (
      durationMs >= this.#ending - this.#begun - PACKET_MS &&
      durationMs <= this.#ended - this.#asked + PACKET_MS
    );
  }

  /** By how many samples the recording may have begun before it was known here. */
  get slack(): number {
    return Math.ceil((this.#begun - this.#asked) * 8);
  }

  toString(): string {
    return `${this.#ending - this.#begun} to ${this.#ended - this.#asked} ms gone by`;
  }
}
