/**
 * Cuts the bytes of a connection into PDUs (SMPP 3.4 3.2). A length that cannot be is the end of the connection, for
 * the next PDU could not be found. The package's own reader takes a length of 0 for no length, and stays deaf after the
 * first PDU that it cannot read.
 */

/** Length, command, status, sequence number. */
export const HEADER_OCTETS = 16;

/** A message_payload of 64 KiB, with all that may stand around it. */
export const MOST_OCTETS = 0x10000 + 4096;

/** `sequence`: of the PDU's header if that is there, else 0, as generic_nack says it (4.3.1). */
export class FramingFault extends Error {
  override readonly name = 'FramingFault';

  constructor(
    readonly length: number,
    readonly sequence: number,
  ) {
    super(`expected a PDU of ${HEADER_OCTETS} to ${MOST_OCTETS} octets, found ${length}`);
  }
}

export class PduFraming {
  /** In order; joined only once a whole PDU is there. */
  #chunks: Buffer[] = [];
  #octets = 0;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#octets += chunk.length;
  }

  /** Octets of PDUs that have not been taken. */
  get waiting(): number {
    return this.#octets;
  }

  /** The next whole PDU; undefined until it is there. Throws FramingFault, from then on each time. */
  next(): Buffer | undefined {
    if (this.#octets < 4) return undefined;
    const length = this.#joined(4).readUInt32BE(0);
    if (length < HEADER_OCTETS) throw new FramingFault(length, 0);
    if (length > MOST_OCTETS) {
      if (this.#octets < HEADER_OCTETS) return undefined;
      throw new FramingFault(length, this.#joined(HEADER_OCTETS).readUInt32BE(12));
    }
    if (this.#octets < length) return undefined;
    const joined = this.#joined(length);
    const pdu = joined.subarray(0, length);
    this.#chunks[0] = joined.subarray(length);
    this.#octets -= length;
    return pdu;
  }

  /** The first chunk, with at least so many octets. */
  #joined(least: number): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && first.length >= least) return first;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }
}
