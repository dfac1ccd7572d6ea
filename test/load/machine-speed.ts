/**
 * How fast the machine is at the moment, so that figures of different days can be compared: a shared machine may take
 * half as long again for the same work with no load of its own.
 */

export interface MachineSpeed {
  /** CPU time of one step of a loop of integer arithmetic. */
  readonly stepNanoseconds: number;
  /** Of one read that waits for the one before, anywhere in 64 MiB. */
  readonly readNanoseconds: number;
}

const STEPS = 100_000_000;
const READS = 3_000_000;
const WORDS = 2 ** 24;

/** Takes about half a second of CPU. */
export function machineSpeed(): MachineSpeed {
  steps(STEPS / 100);
  const memory = Uint32Array.from({ length: WORDS }, (_, at) => Math.imul(at, 0x9e3779b1) >>> 8);
  reads(memory, READS / 100);
  return {
    stepNanoseconds: nanosecondsEach(STEPS, () => steps(STEPS)),
    readNanoseconds: nanosecondsEach(READS, () => reads(memory, READS)),
  };
}

function steps(count: number): number {
  let state = 1;
  // Of 32 bits throughout: where the compiler takes a sum for a double, a step costs four times as much.
  for (let step = 0; step < count; step += 1) state = Math.imul(state, 0x9e3779b1) ^ step;
  return state;
}

function reads(memory: Uint32Array, count: number): number {
  let at = 0;
  for (let read = 0; read < count; read += 1) at = ((memory[at] ?? 0) + read) % WORDS;
  return at;
}

function nanosecondsEach(count: number, work: () => number): number {
  const before = process.cpuUsage();
  // What is made is looked at, lest it be optimised away.
  if (Number.isNaN(work())) throw new TypeError('expected a number');
  const { user, system } = process.cpuUsage(before);
  return Number((((user + system) * 1000) / count).toFixed(2));
}
