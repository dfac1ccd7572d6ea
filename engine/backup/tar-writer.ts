/**
 * Pieces of a tar archive (POSIX.1-1988 "ustar", with GNU's extensions for what it cannot say: sizes from 8 GiB on, names
 * from 100 bytes on), so that an archive can be looked into with `tar`.
 */

const BLOCK = 512;
const NAME_BYTES = 100;
/** Eleven octal digits. */
const LARGEST_OCTAL = 8 ** 11 - 1;
/** GNU: the content of this entry is the name of the next one. */
const LONG_NAME = '././@LongLink';

export interface TarFile {
  /** With `/` between folders. */
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What stands before the content of a file. */
export function tarHeader({ name, bytes, at }: TarFile): Buffer {
  const written = Buffer.from(name);
  if (written.length < NAME_BYTES) return header(written, bytes, at, '0');
  const long = Buffer.concat([written, Buffer.alloc(1)]);
  return Buffer.concat([
    ...[header(Buffer.from(LONG_NAME), long.length, at, 'L'), long, tarPadding(long.length)],
    header(written.subarray(0, NAME_BYTES), bytes, at, '0'),
  ]);
}

/** What follows the content of a file. */
export function tarPadding(bytes: number): Buffer {
  return Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK);
}

/** What stands at the end of an archive. */
export function tarEnd(): Buffer {
  return Buffer.alloc(2 * BLOCK);
}

function header(name: Buffer, bytes: number, at: number, type: string): Buffer {
  const block = Buffer.alloc(BLOCK);
  name.copy(block);
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  writeSize(block, bytes);
  block.write(
    `${Math.floor(at / 1000)
      .toString(8)
      .padStart(11, '0')} `,
    136,
  );
  block.write(' '.repeat(8), 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((before, byte) => before + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function writeSize(block: Buffer, bytes: number): void {
  if (bytes <= LARGEST_OCTAL) {
    block.write(`${bytes.toString(8).padStart(11, '0')} `, 124);
    return;
  }
  // GNU: the first bit says that the number is binary, its most significant byte first.
  block.writeUInt8(0x80, 124);
  block.writeBigUInt64BE(BigInt(bytes), 128);
}
