/**
 * One dialog as a ladder's peer plays it by hand: it remembers what its next message needs and does nothing by itself.
 */
import type { PuppetMessage, SipPuppet } from '../../support/phones/sip-puppet.js';
import { wire } from '../../support/phones/sip-puppet.js';
import { answerTo, type LadderLogin } from './ladder-login.js';

const AT_ONCE = 25;

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** What a ladder changes in a message before it is sent. */
export interface MessageEdit {
  readonly startLine?: string | undefined;
  readonly uri?: string | undefined;
  /** In place of the headers of these names, or beside them where there are none. */
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly drop: readonly string[];
  readonly body: string;
  /** Answers the last challenge of this dialog. */
  readonly login?: LadderLogin | undefined;
  /** Lines end with LF alone. */
  readonly hasLfOnly: boolean;
}

export interface LegStart {
  readonly puppet: SipPuppet;
  readonly server: Endpoint;
  readonly callId: string;
  /** From of our requests, with its tag. */
  readonly local: string;
  /** To of our requests, its tag included once there is one. */
  readonly remote: string;
  readonly target: string;
  /** `user@host:port` goes into Contact. */
  readonly user: string;
}

export class LadderLeg {
  readonly #start: LegStart;
  #remote: string;
  #target: string;
  #routes: readonly string[] = [];
  #cseq: number;
  #branches = 0;
  #branch = '';
  /** CSeq of the last INVITE, which its ACK and CANCEL repeat. */
  #invite = { cseq: 0, branch: '', uri: '' };
  #final: PuppetMessage | undefined;
  /** The last 401 or 407. */
  #challenge: PuppetMessage | undefined;
  #last: { puppet: SipPuppet; to: Endpoint; bytes: Buffer } | undefined;
  readonly #taken: PuppetMessage[] = [];
  /** CSeq of the last request of each kind that came in this dialog, ACK and CANCEL aside. */
  #theirCseq: number | undefined;
  #tag = '';

  constructor(start: LegStart) {
    this.#start = start;
    this.#remote = start.remote;
    this.#target = start.target;
    this.#cseq = 0;
  }

  get callId(): string {
    return this.#start.callId;
  }

  /** Sends a request; ACK and CANCEL belong to the last INVITE. */
  request(method: string, edit: MessageEdit, puppet = this.#start.puppet): void {
    const isOfInvite = method === 'ACK' || method === 'CANCEL';
    const isRefused = this.#final !== undefined && Number(this.#final.kind) >= 300;
    if (!isOfInvite) this.#cseq += 1;
    const reuses = method === 'CANCEL' || (method === 'ACK' && isRefused);
    this.#branch = reuses ? this.#invite.branch : `z9hG4bK-${this.#tagless()}-${(this.#branches += 1)}`;
    const cseq = isOfInvite ? this.#invite.cseq : this.#cseq;
    const uri = edit.uri ?? (reuses ? this.#invite.uri : this.#target);
    if (method === 'INVITE') {
      this.#invite = { cseq, branch: this.#branch, uri };
      this.#final = undefined;
    }
    const to = method === 'ACK' && isRefused ? (this.#final?.header('To') ?? this.#remote) : this.#remote;
    const hasContact = method === 'INVITE' || method === 'UPDATE';
    const headers: [string, string][] = [
      ['Via', `SIP/2.0/${puppet.transport} ${puppet.hostPort};branch=${this.#branch}`],
      ...this.#routes.map((route): [string, string] => ['Route', route]),
      ['Max-Forwards', '70'],
      ['From', this.#start.local],
      ['To', to],
      ['Call-ID', this.#start.callId],
      ['CSeq', `${cseq} ${method}`],
      ...(hasContact ? [['Contact', this.#contact()] as [string, string]] : []),
      ...(edit.login === undefined ? [] : [answerTo(this.#challenge, edit.login, method, uri)]),
    ];
    this.#send(puppet, this.#start.server, edit.startLine ?? `${method} ${uri} SIP/2.0`, headers, edit);
  }

  /** Answers the last request taken, or the last of that method. */
  respond(
    status: number,
    method: string | undefined,
    tag: string | undefined,
    edit: MessageEdit,
    socket?: SipPuppet,
  ): void {
    const request = this.#toAnswer(method);
    if (request === undefined) throw new Error(`there is no ${method ?? 'request'} to answer`);
    const to = request.header('To');
    if (tag !== undefined) this.#tag = tag;
    else if (this.#tag === '') this.#tag = `peer-${this.#tagless()}`;
    const isInvite = request.kind === 'INVITE';
    const headers: [string, string][] = [
      ...request.all('Via').map((via): [string, string] => ['Via', via]),
      ...request.all('Record-Route').map((route): [string, string] => ['Record-Route', route]),
      ['From', request.header('From')],
      ['To', to.includes(';tag=') || status === 100 ? to : `${to};tag=${this.#tag}`],
      ['Call-ID', request.header('Call-ID')],
      ['CSeq', request.header('CSeq')],
      ...(isInvite && status > 100 && status < 300 ? [['Contact', this.#contact()] as [string, string]] : []),
    ];
    this.#send(
      socket ?? this.#start.puppet,
      request.from,
      edit.startLine ?? `SIP/2.0 ${status} Whatever`,
      headers,
      edit,
    );
  }

  /** Method of the request that `respond` would answer. */
  answers(method: string | undefined): string | undefined {
    return this.#toAnswer(method)?.kind;
  }

  async repeat(times: number): Promise<void> {
    if (this.#last === undefined) throw new Error('nothing has been sent yet');
    const { puppet, to, bytes } = this.#last;
    for (let n = 1; n <= times; n += 1) {
      puppet.sendRaw(to, bytes);
      // More at once may find the receive queues full, and what is lost is not sent again.
      if (n % AT_ONCE === 0) await puppet.isRead(to);
    }
  }

  /**
   * Learns what a message that has come means for the next one; answers the CSeq it should have been one above, of a
   * request.
   */
  take(message: PuppetMessage): number | undefined {
    this.#taken.push(message);
    const isResponse = message.startLine.startsWith('SIP/2.0');
    const [number, method] = message.header('CSeq').split(/\s+/);
    if (!isResponse) {
      if (message.kind === 'ACK' || message.kind === 'CANCEL') return this.#theirCseq;
      const before = this.#theirCseq;
      this.#theirCseq = Number(number);
      if (message.kind === 'INVITE' || message.kind === 'UPDATE') this.#retarget(message);
      return before;
    }
    const status = Number(message.kind);
    if (status === 401 || status === 407) this.#challenge = message;
    if (method === 'INVITE' && status >= 200) this.#final = message;
    if (method === 'INVITE' && status > 100 && status < 300) {
      this.#remote = message.header('To');
      this.#retarget(message);
      if (status >= 200) this.#routes = message.all('Record-Route').reverse();
    }
    return undefined;
  }

  #toAnswer(method: string | undefined): PuppetMessage | undefined {
    return this.#taken.findLast(
      ({ kind }) => !/^(ACK|\d+)$/.test(kind) && (method === undefined || kind === method),
    );
  }

  #retarget(message: PuppetMessage): void {
    if (message.header('Contact') !== '') this.#target = message.contact;
  }

  /** The local party of a leg that was called has our tag once we have answered. */
  get #local(): string {
    const { local } = this.#start;
    return local.includes(';tag=') ? local : `${local};tag=${this.#tag}`;
  }

  #contact(): string {
    const { puppet, user } = this.#start;
    return `<sip:${user}@${puppet.hostPort}${puppet.transport === 'TCP' ? ';transport=tcp' : ''}>`;
  }

  #tagless(): string {
    return this.#start.callId.replace(/[^\w.-]/g, '-').slice(0, 40);
  }

  #send(
    puppet: SipPuppet,
    to: Endpoint,
    startLine: string,
    given: readonly (readonly [string, string])[],
    { set, drop, body, hasLfOnly }: MessageEdit,
  ): void {
    const gone = new Set([...drop, ...set.map(([name]) => name)].map((name) => name.toLowerCase()));
    const kept = given
      .map(
        ([name, value]) =>
          [name, name === 'From' && value === this.#start.local ? this.#local : value] as const,
      )
      .filter(([name]) => !gone.has(name.toLowerCase()));
    // A Via that is given stands on top, where it would have been.
    const vias = set.filter(([name]) => /^(via|v)$/i.test(name));
    const others = set.filter(([name]) => !/^(via|v)$/i.test(name));
    const lines = [...vias, ...kept, ...others].map(([name, value]) => `${name}: ${value}`);
    const whole = wire([startLine, ...lines, '', body].join('\n')).toString();
    // Where the length is left out, or lines are shorter, the body is what the datagram has.
    const isLengthGone = hasLfOnly || drop.some((name) => /^content-length$/i.test(name));
    const text = isLengthGone ? whole.replace(/^Content-Length:.*\r\n/im, '') : whole;
    const bytes = Buffer.from(hasLfOnly ? text.replaceAll('\r\n', '\n') : text);
    this.#last = { puppet, to, bytes };
    puppet.sendRaw(to, bytes);
  }
}
