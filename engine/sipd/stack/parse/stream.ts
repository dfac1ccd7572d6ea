/**
 * Messages out of a byte stream (RFC 3261 section 18.3), one framer per connection.
 *
 *            line ends          empty line             body complete
 *   between ───────────▶ head ─────────────▶ body ────────────────────▶ between
 *      │  not a token      │ too large, not SIP │ length unknown
 *      └───────────────────┴──▶ closed ◀────────┘
 *
 * The search for the end of a head continues where it stopped and the buffer grows by doubling, so the work is linear
 * in the bytes however they are split. Bytes that cannot be framed end the stream: the start of the next message is
 * unknown. A malformed message of known length is reported, and the stream goes on after it.
 */
import { isIn, TOKEN } from './characters.js';
import { NO_BODY } from './message.js';
import { MAX_HEAD_BYTES, readHead, type Head } from './head.js';
import { finishMessage, NOT_SIP, type MalformedMessage, type ParsedMessage } from './parse-message.js';

/** The items that a chunk completed, in order. After `close` the connection must be closed; nothing more will come. */
export type StreamEvent =
  | ParsedMessage
  | MalformedMessage
  /** CRLFCRLF between messages, to be answered with CRLF (RFC 5626 section 4.4.1); many in a row count as one. */
  | { readonly kind: 'ping' }
  | { readonly kind: 'close'; readonly reason: string };

const CR = 0x0d;
const LF = 0x0a;
const PING = '\r\n\r\n';

export class MessageFramer {
  readonly #maxMessageBytes: number;
  #buffer = NO_BODY;
  /** Whether `#buffer` was made here and may be written to; a chunk of the socket must not be. */
  #isOwnBuffer = false;
  /** The unused bytes are those from `#start` to `#end`. */
  #start = 0;
  #end = 0;
  /** Up to which offset of the unused bytes the end of the head has been sought. */
  #searched = 0;
  #head: Head | undefined;
  #headLength = 0;
  #lineEnds = '';
  #isClosed = false;

  /** `maxMessageBytes` limits head and body together; a head is limited to 64 KiB as well. */
  constructor(maxMessageBytes = 65_535) {
    this.#maxMessageBytes = maxMessageBytes;
  }

  /** Bytes held back until their message is complete. */
  get pendingBytes(): number {
    return this.#end - this.#start;
  }

  /** Takes the next bytes of the stream, which must not change afterwards. */
  feed(chunk: Buffer): StreamEvent[] {
    const events: StreamEvent[] = [];
    if (this.#isClosed) return events;
    this.#add(chunk);
    while (!this.#isClosed && this.#step(events));
    return events;
  }

  #add(chunk: Buffer): void {
    const pending = this.pendingBytes;
    if (pending === 0) {
      this.#buffer = chunk;
      this.#isOwnBuffer = false;
      this.#start = 0;
      this.#end = chunk.length;
      return;
    }
    if (!this.#isOwnBuffer || this.#end + chunk.length > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(2 * (pending + chunk.length));
      this.#buffer.copy(larger, 0, this.#start, this.#end);
      this.#buffer = larger;
      this.#isOwnBuffer = true;
      this.#start = 0;
      this.#end = pending;
    }
    chunk.copy(this.#buffer, this.#end);
    this.#end += chunk.length;
  }

  /** Advances by one state; false if more bytes are needed. */
  #step(events: StreamEvent[]): boolean {
    if (this.#head) return this.#takeBody(this.#head, events);
    if (this.#searched === 0 && !this.#skipLineEnds(events)) return false;
    return this.#takeHead(events);
  }

  /** Between messages: line ends are keep-alives, or carelessness to be ignored. */
  #skipLineEnds(events: StreamEvent[]): boolean {
    while (this.#start < this.#end) {
      const byte = this.#buffer[this.#start];
      if (byte !== CR && byte !== LF) break;
      this.#lineEnds += byte === CR ? '\r' : '\n';
      if (this.#lineEnds === PING && events.at(-1)?.kind !== 'ping') events.push({ kind: 'ping' });
      if (!PING.startsWith(this.#lineEnds) || this.#lineEnds === PING) this.#lineEnds = '';
      this.#start += 1;
    }
    if (this.#start === this.#end) return false;
    this.#lineEnds = '';
    if (isIn(TOKEN, this.#buffer[this.#start] ?? 0)) return true;
    this.#close(events, NOT_SIP);
    return false;
  }

  #takeHead(events: StreamEvent[]): boolean {
    const length = this.#findEndOfHead();
    const limit = Math.min(MAX_HEAD_BYTES, this.#maxMessageBytes);
    if (length > limit || (length < 0 && this.pendingBytes > limit)) {
      this.#close(events, 'Message Too Large');
      return false;
    }
    if (length < 0) return false;
    const head = readHead(this.#buffer.subarray(this.#start, this.#start + length), 0);
    if (head.contentLength < 0 && head.fields.some(({ name }) => name === 'Content-Type')) {
      head.refuse('Missing Content-Length Header');
    }
    this.#head = head;
    this.#headLength = length;
    return true;
  }

  /** Length of the head with its empty line, or -1. */
  #findEndOfHead(): number {
    for (let i = this.#start + this.#searched; i < this.#end; i += 1) {
      if (this.#buffer[i] !== LF) continue;
      const after = this.#buffer[i + 1] === CR ? i + 2 : i + 1;
      if (after >= this.#end) {
        this.#searched = i - this.#start;
        return -1;
      }
      if (this.#buffer[after] === LF) return after + 1 - this.#start;
    }
    this.#searched = this.#end - this.#start;
    return -1;
  }

  #takeBody(head: Head, events: StreamEvent[]): boolean {
    const length = this.#headLength + Math.max(0, head.contentLength);
    if (length > this.#maxMessageBytes) {
      head.refuse('Message Too Large');
    } else if (this.pendingBytes < length) return false;
    const bodyStart = this.#start + this.#headLength;
    const isWhole = length <= this.#maxMessageBytes;
    const body =
      isWhole && head.contentLength > 0
        ? Buffer.from(this.#buffer.subarray(bodyStart, this.#start + length))
        : NO_BODY;
    // A view: the bytes of a connection's buffer that were read are not written again.
    const raw = this.#buffer.subarray(this.#start, this.#start + length);
    const result = finishMessage(head, body, length, raw);
    this.#head = undefined;
    this.#searched = 0;
    this.#start += Math.min(length, this.pendingBytes);
    const isLost = !isWhole || head.fault === NOT_SIP || (head.fault !== undefined && head.contentLength < 0);
    if (result.kind === 'message' || result.request || result.response || !isLost) events.push(result);
    if (isLost) this.#close(events, head.fault ?? 'Message Too Large');
    return true;
  }

  #close(events: StreamEvent[], reason: string): void {
    this.#isClosed = true;
    this.#buffer = NO_BODY;
    this.#start = this.#end = 0;
    events.push({ kind: 'close', reason });
  }
}
