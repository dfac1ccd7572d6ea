/**
 * The To tags of new calls that are refused because there are too many. Their ACKs carry them, belong to nothing, and
 * need not be parsed: a flood of calls brings a flood of them. They begin with what no peer can know, so that no tag of
 * a peer looks like one.
 */
const ACK = Buffer.from('ACK ');

export class ShedTag {
  /** How the tags begin. */
  readonly beginning: string;
  readonly #sought: Buffer;

  /** `random`: random bytes as hex digits. */
  constructor(random: (bytes: number) => string) {
    this.beginning = random(4);
    this.#sought = Buffer.from(`;tag=${this.beginning}`);
  }

  /** Whether these are the bytes of such an ACK. */
  isInAck(bytes: Buffer): boolean {
    return (
      bytes.length > ACK.length && ACK.compare(bytes, 0, ACK.length) === 0 && bytes.includes(this.#sought)
    );
  }
}
