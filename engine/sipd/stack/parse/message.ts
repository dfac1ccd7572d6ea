/**
 * A SIP message as the stack handles it: start line, header fields in received order, body bytes.
 *
 * Header values are kept as text exactly as received (unfolded, trimmed). Structured ones are parsed on demand and
 * remembered. Names are canonical (`Via`, `Call-ID`, `X-Foo` as sent): the parser expands compact forms, so the rest of
 * the stack sees one spelling only.
 */
import { isToken } from './characters.js';
import { canonicalName } from './header-names.js';
import { parseParty } from './address.js';
import { parseCSeq, trimmed, type CSeq, type NameAddress, type Via } from './fields.js';
import { parseVia } from './via.js';

export type SipMessage = SipRequest | SipResponse;

export interface HeaderField {
  /** Canonical spelling, see `canonicalName`. */
  readonly name: string;
  readonly value: string;
}

/** Header fields to build a message from, names in any spelling. */
export type HeaderDraft = Iterable<readonly [name: string, value: string]>;

export interface RequestParts {
  readonly method: string;
  readonly uri: string;
  readonly headers?: HeaderDraft | Headers;
  readonly body?: Buffer;
}

export interface ResponseParts {
  readonly status: number;
  readonly reason: string;
  readonly headers?: HeaderDraft | Headers;
  readonly body?: Buffer;
}

/** A part of an outgoing message would break it. */
export class MalformedMessage extends TypeError {
  override readonly name = 'MalformedMessage';
}

export const NO_BODY: Buffer = Buffer.alloc(0);

/** Our own request. Throws MalformedMessage if a part would break the message (RFC 3261 section 7). */
export function createRequest(parts: RequestParts): SipRequest {
  if (!isToken(parts.method))
    throw new MalformedMessage(`expected a method, found ${JSON.stringify(parts.method)}`);
  if (/[\s<>]|^$/.test(parts.uri)) throw new MalformedMessage('expected a URI without spaces and brackets');
  return new SipRequest(parts.method, parts.uri, headersOf(parts.headers), parts.body ?? NO_BODY);
}

/** Our own response. Throws MalformedMessage if a part would break the message. */
export function createResponse(parts: ResponseParts): SipResponse {
  if (!Number.isInteger(parts.status) || parts.status < 100 || parts.status > 699) {
    throw new MalformedMessage(`expected a status from 100 to 699, found ${parts.status}`);
  }
  requireOneLine('reason', parts.reason);
  return new SipResponse(parts.status, parts.reason, headersOf(parts.headers), parts.body ?? NO_BODY);
}

export function isRequest(message: SipMessage): message is SipRequest {
  return message.kind === 'request';
}

function headersOf(headers: HeaderDraft | Headers | undefined): Headers {
  return headers instanceof Headers ? headers : new Headers(headers);
}

/**
 * The header fields of a message, in order. Lookups take canonical names. Methods that add or replace a field take any
 * spelling, and throw TypeError if name or value would break the message (a name that is not a token, a value with a
 * line end), so that no value can smuggle in a header. Values of a parsed message never do.
 */
export class Headers implements Iterable<HeaderField> {
  #fields: HeaderField[] = [];

  constructor(draft: HeaderDraft = []) {
    for (const [name, value] of draft) this.#fields.push(checkedField(name, value));
  }

  /** Takes fields from the parser, which has checked them. */
  static ofParsed(fields: HeaderField[]): Headers {
    const headers = new Headers();
    headers.#fields = fields;
    return headers;
  }

  /** Value of the first field of that name. */
  get(name: string): string | undefined {
    const fields = this.#fields;
    for (let i = 0; i < fields.length; i += 1) {
      const field = fields[i];
      if (field?.name === name) return field.value;
    }
    return undefined;
  }

  /** Values of all fields of that name, in order; comma lists are not split. */
  getAll(name: string): string[] {
    const values: string[] = [];
    for (const field of this.#fields) if (field.name === name) values.push(field.value);
    return values;
  }

  has(name: string): boolean {
    return this.#indexOf(name) >= 0;
  }

  /** Replaces the first field of that name and leaves the others (the top Via), or appends it. */
  setFirst(name: string, value: string): void {
    const field = checkedField(name, value);
    const first = this.#indexOf(field.name);
    if (first < 0) this.#fields.push(field);
    else this.#fields[first] = field;
  }

  [Symbol.iterator](): IterableIterator<HeaderField> {
    return this.#fields[Symbol.iterator]();
  }

  #indexOf(name: string): number {
    const fields = this.#fields;
    for (let i = 0; i < fields.length; i += 1) if (fields[i]?.name === name) return i;
    return -1;
  }
}

function checkedField(name: string, value: string): HeaderField {
  if (!isToken(name)) throw new MalformedMessage(`expected a header name, found ${JSON.stringify(name)}`);
  requireOneLine(name, value);
  return { name: canonicalName(name), value: trimmed(value, 0, value.length) };
}

function requireOneLine(what: string, value: string): void {
  if (value.includes('\n') || value.includes('\r'))
    throw new MalformedMessage(`expected one line of text as ${what}, found a line end`);
}

/**
 * What requests and responses share. The structured fields are parsed on first use and remembered together with their
 * text, so a change of the header shows at once. They throw TypeError if the header is missing or malformed, which
 * never happens for a message from the network, because the parser has checked all of them.
 */
abstract class MessageBase {
  readonly headers: Headers;
  body: Buffer;
  #viaText: string | undefined;
  #via: Via | undefined;
  #fromText: string | undefined;
  #from: NameAddress | undefined;
  #toText: string | undefined;
  #to: NameAddress | undefined;
  #cseqText: string | undefined;
  #cseq: CSeq | undefined;

  constructor(headers: Headers, body: Buffer) {
    this.headers = headers;
    this.body = body;
  }

  get topVia(): Via {
    return this.#readVia() ?? unreadable('Via', this.#viaText);
  }

  get from(): NameAddress {
    return this.#readFrom() ?? unreadable('From', this.#fromText);
  }

  get to(): NameAddress {
    return this.#readTo() ?? unreadable('To', this.#toText);
  }

  get cseq(): CSeq {
    return this.#readCSeq() ?? unreadable('CSeq', this.#cseqText);
  }

  get callId(): string {
    return this.headers.get('Call-ID') ?? unreadable('Call-ID', undefined);
  }

  /** Name of the first of the fields above that is missing or malformed. */
  firstUnreadableField(): string | undefined {
    if (!this.#readVia()) return 'Via';
    if (!this.#readFrom()) return 'From';
    if (!this.#readTo()) return 'To';
    if (!this.headers.get('Call-ID')) return 'Call-ID';
    return this.#readCSeq() ? undefined : 'CSeq';
  }

  #readVia(): Via | undefined {
    const text = this.headers.get('Via');
    if (text !== this.#viaText) {
      this.#viaText = text;
      this.#via = text === undefined ? undefined : parseVia(text);
    }
    return this.#via;
  }

  #readFrom(): NameAddress | undefined {
    const text = this.headers.get('From');
    if (text !== this.#fromText) {
      this.#fromText = text;
      this.#from = text === undefined ? undefined : parseParty(text);
    }
    return this.#from;
  }

  #readTo(): NameAddress | undefined {
    const text = this.headers.get('To');
    if (text !== this.#toText) {
      this.#toText = text;
      this.#to = text === undefined ? undefined : parseParty(text);
    }
    return this.#to;
  }

  #readCSeq(): CSeq | undefined {
    const text = this.headers.get('CSeq');
    if (text !== this.#cseqText) {
      this.#cseqText = text;
      this.#cseq = text === undefined ? undefined : parseCSeq(text);
    }
    return this.#cseq;
  }
}

function unreadable(name: string, text: string | undefined): never {
  throw new TypeError(`expected a ${name} header, found ${text === undefined ? 'none' : 'a malformed one'}`);
}

export class SipRequest extends MessageBase {
  readonly kind = 'request';

  constructor(
    readonly method: string,
    public uri: string,
    headers: Headers,
    body: Buffer,
  ) {
    super(headers, body);
  }
}

export class SipResponse extends MessageBase {
  readonly kind = 'response';

  constructor(
    readonly status: number,
    readonly reason: string,
    headers: Headers,
    body: Buffer,
  ) {
    super(headers, body);
  }
}
