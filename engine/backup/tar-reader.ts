/** Reads what `tar-writer.ts` writes, from a stream, without ever holding more than a piece of a file. */

const BLOCK = 512;
/** No file of an archive has a longer name. */
const LONGEST_NAME = 4096;

export interface TarEntry {
  readonly name: string;
  readonly bytes: number;
  /** The content; to be read to its end before the next entry is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** Throws an Error for a person where the archive is damaged or ends too early. */
export async function* tarEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const bytes = new Bytes(source);
  try {
    yield* entriesIn(bytes);
  } finally {
    await bytes.close();
  }
}

async function* entriesIn(bytes: Bytes): AsyncGenerator<TarEntry> {
  let longName: string | undefined;
  for (;;) {
    const block = await bytes.block();
    // Two empty blocks are the end; the first one is enough.
    if (block.every((byte) => byte === 0)) return;
    const { name, size, type } = readHeader(block);
    if (type === 'L') {
      if (size > LONGEST_NAME) throw damaged(`a name of ${size} bytes`);
      longName = textIn(Buffer.concat(await all(bytes.content(size))));
      continue;
    }
    if (type !== '0' && type !== '\0') throw damaged(`an entry of type ${JSON.stringify(type)}`);
    yield { name: longName ?? name, bytes: size, content: bytes.content(size) };
    longName = undefined;
  }
}

class Bytes {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async block(): Promise<Buffer> {
    while (this.#held.length < BLOCK) this.#held = Buffer.concat([this.#held, await this.#next()]);
    return this.#taken(BLOCK);
  }

  /** So many bytes, and the padding after them. */
  async *content(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      if (this.#held.length === 0) this.#held = await this.#next();
      const piece = this.#taken(Math.min(left, this.#held.length));
      left -= piece.length;
      yield piece;
    }
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    while (this.#held.length < padding) this.#held = Buffer.concat([this.#held, await this.#next()]);
    this.#taken(padding);
  }

  /** The source is open until its end was read, which an archive that is refused never is. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  #taken(count: number): Buffer {
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  async #next(): Promise<Buffer> {
    const next = await this.#source.next();
    if (next.done === true) throw new Error('the archive ends too early: it is not whole');
    return Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
  }
}

interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

function readHeader(block: Buffer): Header {
  const written = Number.parseInt(textIn(block.subarray(148, 156)), 8);
  const blanked = Buffer.concat([block.subarray(0, 148), Buffer.alloc(8, ' '), block.subarray(156)]);
  const sum = blanked.reduce((before, byte) => before + byte, 0);
  if (sum !== written) throw damaged('a heading whose sum is wrong');
  return {
    name: textIn(block.subarray(0, 100)),
    size: readSize(block),
    type: String.fromCharCode(block.readUInt8(156)),
  };
}

function readSize(block: Buffer): number {
  const isBinary = (block.readUInt8(124) & 0x80) !== 0;
  const size = isBinary
    ? Number(block.readBigUInt64BE(128))
    : Number.parseInt(textIn(block.subarray(124, 136)), 8);
  if (!Number.isSafeInteger(size)) throw damaged('a size that is no number');
  return size;
}

function textIn(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end).trim();
}

async function all(pieces: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const read: Buffer[] = [];
  for await (const piece of pieces) read.push(piece);
  return read;
}

function damaged(found: string): Error {
  return new Error(`the archive is damaged: ${found}`);
}
