/**
 * Recordings are begun, spoken into, ended and deleted in any order, then the machine dies: of each file the disk has
 * what was synced and any part of the rest, of the log what was synced and any part of the rest. A recovery has to
 * bring back every recording as far as the log tells, and nothing else.
 */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { readFrames } from '../../../../media/recorder/files/log-frame.js';
import { recover } from '../../../../media/recorder/files/recovery.js';
import { WAV_HEADER_BYTES, wavHeader } from '../../../../media/wav-header.js';
import { WavWriter } from '../../../../media/recorder/files/wav-writer.js';
import { SEGMENT_MS, WriteAheadLog } from '../../../../media/recorder/files/write-ahead-log.js';
import { temporaryFolder } from '../harness.js';

const NAMES = ['a.wav', 'b.wav', 'c.wav'];

const step = fc.oneof(
  fc.record({ kind: fc.constant('speak' as const), name: fc.constantFrom(...NAMES), count: fc.nat(40) }),
  fc.record({ kind: fc.constantFrom('end' as const, 'delete' as const), name: fc.constantFrom(...NAMES) }),
  fc.record({ kind: fc.constant('speak again' as const), name: fc.constantFrom(...NAMES), back: fc.nat(60) }),
  fc.record({ kind: fc.constant('new segment' as const) }),
);
/** What of the bytes that were not synced the disk has, and how it has them. */
const loss = fc.record({
  kept: fc.double({ min: 0, max: 1, noNaN: true }),
  damage: fc.constantFrom('none', 'old header', 'not written'),
});

interface Unfinished {
  readonly writer: WavWriter;
  said: Buffer;
  /** What had been said each time, in its order. */
  readonly states: Buffer[];
  /** How much of it was synced with the file. */
  settled: number;
}

class Stage {
  readonly folder: string;
  readonly logFolder: string;
  readonly unfinished = new Map<string, Unfinished>();
  readonly complete = new Map<string, Buffer>();
  /** How much of which segment is on the disk for sure. */
  durable = { segment: '', bytes: 0 };
  readonly #log: WriteAheadLog;
  #now = 0;
  #settled = 0;
  #voice = 0;

  constructor(folder: string) {
    this.folder = folder;
    this.logFolder = join(folder, '.unfinished');
    mkdirSync(this.logFolder, { recursive: true });
    this.#log = new WriteAheadLog(this.logFolder, {
      settle: async () => {
        for (const file of this.unfinished.values()) {
          await file.writer.sync();
          file.settled = file.writer.samples;
        }
        this.#settled += 1;
      },
      logFailed: (error) => {
        throw error;
      },
    });
  }

  async speak(name: string, count: number): Promise<void> {
    if (this.complete.has(name)) return;
    let file = this.unfinished.get(name);
    if (file === undefined) {
      file = {
        writer: await WavWriter.create(join(this.folder, name)),
        said: Buffer.alloc(0),
        states: [],
        settled: 0,
      };
      this.unfinished.set(name, file);
      this.#log.audio(name, 0, 0);
    }
    const samples = Buffer.alloc(2 * count, (this.#voice += 1));
    this.#log.audio(name, file.said.length, samples.length).set(samples);
    this.#log.write(this.#now);
    file.writer.append(samples);
    file.said = Buffer.concat([file.said, samples]);
    file.states.push(file.said);
  }

  /** What came late changes the last samples: they are given again, and some more. */
  speakAgain(name: string, back: number): void {
    const file = this.unfinished.get(name);
    if (file === undefined) return;
    const from = Math.max(0, file.said.length - 2 * back);
    const samples = Buffer.alloc(file.said.length - from + 2, (this.#voice += 1));
    this.#log.audio(name, from, samples.length).set(samples);
    this.#log.write(this.#now);
    file.writer.rewind(from);
    file.writer.append(samples);
    file.said = Buffer.concat([file.said.subarray(0, from), samples]);
    file.states.push(file.said);
  }

  async end(name: string): Promise<void> {
    const file = this.unfinished.get(name);
    if (file === undefined) return;
    await Promise.all([file.writer.finish(), this.#sync()]);
    this.#log.ended(name);
    this.#log.write(this.#now);
    this.unfinished.delete(name);
    this.complete.set(name, file.said);
  }

  /** A client that deletes a recording has learnt of it before, which takes longer than a sync of the log. */
  async delete(name: string): Promise<void> {
    if (!this.complete.delete(name)) return;
    await this.#sync();
    unlinkSync(join(this.folder, name));
  }

  /** Every recording goes on in the new segment, as it does within a fraction of a second. */
  async newSegment(): Promise<void> {
    if (this.unfinished.size === 0) return;
    const settled = this.#settled;
    this.#now += SEGMENT_MS;
    do {
      for (const name of this.unfinished.keys()) await this.speak(name, 1);
      await new Promise(setImmediate);
    } while (this.#settled === settled);
    await this.#sync();
  }

  close(): Promise<void> {
    return this.#log.clear();
  }

  async #sync(): Promise<void> {
    const segment = readdirSync(this.logFolder).sort().at(-1) ?? '';
    const bytes = segment === '' ? 0 : statSync(join(this.logFolder, segment)).size;
    await this.#log.sync();
    this.durable = { segment, bytes };
  }
}

void t.test(
  'a recovery restores everything in the log, whether or not the machine had written it',
  async (t) => {
    const root = temporaryFolder(t);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.array(loss, { minLength: NAMES.length, maxLength: NAMES.length }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (steps, losses, logKept) => {
          const stage = new Stage(join(root, `${(run += 1)}`));
          for (const each of steps) {
            if (each.kind === 'speak') await stage.speak(each.name, each.count);
            else if (each.kind === 'speak again') stage.speakAgain(each.name, each.back);
            else if (each.kind === 'end') await stage.end(each.name);
            else if (each.kind === 'delete') await stage.delete(each.name);
            else await stage.newSegment();
          }
          const disk = join(root, `${run}-disk`);
          mkdirSync(join(disk, '.unfinished'), { recursive: true });
          const told = copyLog(stage, join(disk, '.unfinished'), logKept);
          NAMES.forEach((name, index) => copyFile(stage, name, disk, losses[index] ?? fc.sample(loss, 1)[0]));
          const failures: unknown[] = [];
          await recover(disk, join(disk, '.unfinished'), (name, error) => failures.push(name, error));
          t.same(failures, []);
          t.same(readdirSync(join(disk, '.unfinished')), []);
          for (const name of NAMES) check(stage, name, disk, told);
          await stage.close();
        },
      ),
      { numRuns: 150 },
    );
  },
);

void t.test('what cannot be read or completed is reported, and the rest is recovered', async (t) => {
  const stage = new Stage(temporaryFolder(t));
  for (const name of NAMES) await stage.speak(name, 4);
  const { folder, logFolder } = stage;
  writeFileSync(join(folder, 'b.wav'), 'something else that is longer than the header of a recording');
  mkdirSync(join(logFolder, '0.log'));
  const failures: string[] = [];
  const completed = await recover(folder, logFolder, (name, error) =>
    failures.push(`${name}: ${String(error)}`),
  );
  t.same(completed, ['a.wav', 'c.wav']);
  t.equal(failures.length, 2);
  t.match(failures[0], /^0\.log: Error: EISDIR/);
  t.equal(failures[1], 'b.wav: Error: not a recording');
  t.same(readdirSync(logFolder), ['0.log']);
  check(stage, 'c.wav', folder, new Map([['c.wav', 8]]));
});

/** Copies what the disk has of the log; returns where each recording ends by it. */
function copyLog({ logFolder, durable }: Stage, to: string, kept: number): Map<string, number> {
  const told = new Map<string, number>();
  for (const segment of readdirSync(logFolder).sort()) {
    const whole = readFileSync(join(logFolder, segment));
    const sure = segment === durable.segment ? durable.bytes : segment < durable.segment ? whole.length : 0;
    const bytes = whole.subarray(0, sure + Math.round(kept * (whole.length - sure)));
    writeFileSync(join(to, segment), bytes);
    for (const { fileName, position, samples } of readFrames(bytes))
      if (samples === undefined) told.delete(fileName);
      else told.set(fileName, position + samples.length);
  }
  return told;
}

function copyFile(
  { folder, unfinished, complete }: Stage,
  name: string,
  to: string,
  { kept, damage }: { kept: number; damage: string } = { kept: 1, damage: 'none' },
): void {
  if (complete.has(name)) copyFileSync(join(folder, name), join(to, name));
  const file = unfinished.get(name);
  if (file === undefined) return;
  const bytes = readFileSync(join(folder, name));
  const sure = file.settled === 0 ? 0 : WAV_HEADER_BYTES + file.settled;
  const size = sure + Math.round(kept * (bytes.length - sure));
  if (damage === 'not written') bytes.fill(0, Math.max(sure, WAV_HEADER_BYTES));
  if (damage === 'old header') wavHeader(file.settled).copy(bytes);
  writeFileSync(join(to, name), bytes.subarray(0, size));
}

function check({ unfinished, complete }: Stage, name: string, disk: string, told: Map<string, number>): void {
  const path = join(disk, name);
  const file = unfinished.get(name);
  if (file === undefined) {
    const expected = complete.get(name);
    const found = readdirSync(disk).includes(name) ? readFileSync(path) : undefined;
    t.same(found?.toString('hex'), expected && wavOf(expected), `${name}, ended or deleted, is as it was`);
    return;
  }
  const end = told.get(name);
  if (end === undefined) return; // begun in the last moment
  const found = readFileSync(path);
  const states = file.states.slice(file.states.findIndex(({ length }) => length >= end));
  t.equal(found.subarray(0, WAV_HEADER_BYTES).toString('hex'), wavHeader(end).toString('hex'), name);
  t.equal(found.length, WAV_HEADER_BYTES + end, name);
  // Samples given again may be on the disk before the log tells: then they are as they will be.
  const isTold = (sample: number, at: number): boolean => states.some((state) => state[at] === sample);
  t.ok(found.subarray(WAV_HEADER_BYTES).every(isTold), `${name} has what was said`);
}

function wavOf(samples: Uint8Array): string {
  return Buffer.concat([wavHeader(samples.length), samples]).toString('hex');
}
