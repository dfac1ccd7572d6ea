/**
 * The messages of one leg, copied into blocks of memory that is used again and again. A message that was kept as an
 * object of its own would be moved by the garbage collector and looked at for as long as it is kept, which costs a call
 * several times as much as copying its bytes.
 *
 *    block   ┌─ head ─┬ bytes … ┬─ head ─┬ bytes …│… bytes ┬─ head ─┬ …      a stream of messages, over the ends of blocks
 */
import type { Flow } from '../sipd/stack/stack.js';

export interface LoggedMessage {
  /** Milliseconds since 1970, with a fraction. */
  readonly at: number;
  /** Counts all messages: those of both legs have one order, however coarse the clock is. */
  readonly order: number;
  readonly direction: 'in' | 'out';
  readonly bytes: Buffer;
  readonly flow: Flow;
}

const BLOCK_BYTES = 4096;
const BLOCKS_IN_PAGE = 256;
/** Length, flow and direction, order, time. */
const HEAD_BYTES = 4 + 2 + 6 + 8;
/** Further ones are taken for the first. */
const MAX_FLOWS = 64;

/** The blocks of all logs. Memory is asked of the system as it is needed, and not given back. */
export class BlockMemory {
  readonly #maxBlocks: number;
  readonly #pages: Buffer[] = [];
  readonly #free: number[] = [];
  #made = 0;

  constructor(maxBytes: number) {
    this.#maxBlocks = Math.max(1, Math.floor(maxBytes / BLOCK_BYTES));
  }

  /** Bytes in use, whole blocks. */
  get used(): number {
    return (this.#made - this.#free.length) * BLOCK_BYTES;
  }

  /** Whether that many bytes more fit, wherever a log ends now. */
  hasRoomFor(bytes: number): boolean {
    const blocks = 1 + Math.ceil((bytes + HEAD_BYTES) / BLOCK_BYTES);
    return this.#free.length + this.#maxBlocks - this.#made >= blocks;
  }

  /** Undefined if all are in use. */
  take(): number | undefined {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#made >= this.#maxBlocks) return undefined;
    if (this.#made % BLOCKS_IN_PAGE === 0)
      this.#pages.push(Buffer.allocUnsafeSlow(BLOCKS_IN_PAGE * BLOCK_BYTES));
    this.#made += 1;
    return this.#made - 1;
  }

  give(blocks: readonly number[]): void {
    for (const block of blocks) this.#free.push(block);
  }

  /** Copies into a block. */
  write(block: number, at: number, source: Buffer, from: number, to: number): void {
    const page = this.#pages[Math.floor(block / BLOCKS_IN_PAGE)];
    if (page !== undefined) source.copy(page, (block % BLOCKS_IN_PAGE) * BLOCK_BYTES + at, from, to);
  }

  view(block: number): Buffer {
    const start = (block % BLOCKS_IN_PAGE) * BLOCK_BYTES;
    return (
      this.#pages[Math.floor(block / BLOCKS_IN_PAGE)]?.subarray(start, start + BLOCK_BYTES) ?? Buffer.alloc(0)
    );
  }
}

const head = Buffer.alloc(HEAD_BYTES);

export class MessageLog {
  readonly #memory: BlockMemory;
  #blocks: number[] = [];
  #flows: Flow[] = [];
  #end = BLOCK_BYTES;
  count = 0;

  constructor(memory: BlockMemory) {
    this.#memory = memory;
  }

  /** Bytes of its blocks. */
  get size(): number {
    return this.#blocks.length * BLOCK_BYTES;
  }

  /** There must be room for it (`hasRoomFor`). */
  add(at: number, order: number, direction: 'in' | 'out', bytes: Buffer, flow: Flow): void {
    head.writeUInt32LE(bytes.length, 0);
    head.writeUInt16LE((this.#placeOf(flow) << 1) | (direction === 'in' ? 1 : 0), 4);
    head.writeUIntLE(order % 2 ** 48, 6, 6);
    head.writeDoubleLE(at, 12);
    this.#append(head);
    this.#append(bytes);
    this.count += 1;
  }

  read(): LoggedMessage[] {
    const whole = Buffer.concat(this.#blocks.map((block) => this.#memory.view(block)));
    const messages: LoggedMessage[] = [];
    let place = 0;
    for (let n = 0; n < this.count; n += 1) {
      const start = place + HEAD_BYTES;
      const end = start + whole.readUInt32LE(place);
      const way = whole.readUInt16LE(place + 4);
      const [first] = this.#flows;
      const flow = this.#flows[way >> 1] ?? first;
      if (flow === undefined) break;
      messages.push({
        at: whole.readDoubleLE(place + 12),
        order: whole.readUIntLE(place + 6, 6),
        direction: (way & 1) === 1 ? 'in' : 'out',
        bytes: whole.subarray(start, end),
        flow,
      });
      place = end;
    }
    return messages;
  }

  /** Gives its blocks back. */
  clear(): void {
    this.#memory.give(this.#blocks);
    this.#blocks = [];
    this.#flows = [];
    this.#end = BLOCK_BYTES;
    this.count = 0;
  }

  #append(bytes: Buffer): void {
    let from = 0;
    while (from < bytes.length) {
      if (this.#end === BLOCK_BYTES) {
        const block = this.#memory.take();
        if (block === undefined) throw new RangeError('expected room for a message');
        this.#blocks.push(block);
        this.#end = 0;
      }
      const length = Math.min(bytes.length - from, BLOCK_BYTES - this.#end);
      this.#memory.write(this.#blocks.at(-1) ?? 0, this.#end, bytes, from, from + length);
      this.#end += length;
      from += length;
    }
  }

  #placeOf(flow: Flow): number {
    const flows = this.#flows;
    for (let n = 0; n < flows.length; n += 1) if (isSame(flows[n], flow)) return n;
    if (flows.length >= MAX_FLOWS) return 0;
    return flows.push(flow) - 1;
  }
}

function isSame(one: Flow | undefined, other: Flow): boolean {
  return (
    one === other ||
    (one?.remotePort === other.remotePort &&
      one.remoteAddress === other.remoteAddress &&
      one.localPort === other.localPort &&
      one.localAddress === other.localAddress &&
      one.transport === other.transport)
  );
}
