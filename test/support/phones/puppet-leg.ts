/** One leg of a call as a puppet plays it: it remembers what its next message needs; nothing is automatic. */
import { wire, type PuppetMessage, type SipPuppet } from './sip-puppet.js';

interface Address {
  readonly address: string;
  readonly port: number;
}

export interface LegOptions {
  readonly headers?: readonly string[];
  readonly body?: string;
  /** Omits this leg's Contact, or sends another. */
  readonly contact?: string | undefined;
}

let legs = 0;

export class PuppetLeg {
  #cseq: number;
  #target: string;
  #routes: string[] = [];
  #branch = '';
  #last: Buffer = Buffer.alloc(0);

  private constructor(
    readonly puppet: SipPuppet,
    readonly server: Address,
    readonly callId: string,
    /** Our own From in requests, with tag. */
    readonly local: string,
    /** The other side, as To in requests; gets its tag from the first response with one. */
    public remote: string,
    target: string,
    cseq: number,
  ) {
    this.#target = target;
    this.#cseq = cseq;
  }

  /** A leg that calls `user` at the server; `as` is the user part of From, and also in its other fields. */
  static calling(puppet: SipPuppet, server: Address, user = '15551230000', as = 'alice'): PuppetLeg {
    const number = ++legs;
    const uri = `sip:${user}@${server.address}:${server.port}`;
    return new PuppetLeg(
      puppet,
      server,
      `leg-${number}-${puppet.port}-${as}@puppet`,
      `"Alice ${as}" <sip:${as}@${puppet.hostPort}>;tag=${as.replace(/\W/g, '')}${number}`,
      `<${uri}>`,
      uri,
      0,
    );
  }

  /** The leg of an INVITE the puppet has answered with `reply`'s tag. */
  static answering(puppet: SipPuppet, invite: PuppetMessage, tag = 'puppet'): PuppetLeg {
    return new PuppetLeg(
      puppet,
      invite.from,
      invite.header('Call-ID'),
      `${invite.header('To')};tag=${tag}`,
      invite.header('From'),
      invite.contact,
      100,
    );
  }

  get tag(): string {
    return /tag=(.+)$/.exec(this.local)?.[1] ?? '';
  }

  get contact(): string {
    const transport = this.puppet.transport === 'TCP' ? ';transport=tcp' : '';
    return `<sip:puppet@${this.puppet.hostPort}${transport}>`;
  }

  /** Sends the initial INVITE, a re-INVITE or any other request, in a new transaction. */
  request(method: string, options: LegOptions = {}): void {
    this.#cseq += 1;
    this.#branch = this.#newBranch(method);
    const { body = '', headers = [], contact = this.contact } = options;
    this.#send(method, [...(contact === '' ? [] : [`Contact: ${contact}`]), ...headers], body);
  }

  /** Sends the last message once more, unchanged. */
  repeat(): void {
    this.puppet.sendRaw(this.server, this.#last);
  }

  /** The ACK of a 2xx, in a transaction of its own, with the CSeq number of the last INVITE. */
  ack(ok: PuppetMessage, body = ''): void {
    this.learn(ok);
    this.#branch = this.#newBranch('ACK');
    this.#send('ACK', [], body);
  }

  /** CANCEL of the last request, in its transaction. */
  cancel(): void {
    this.#send('CANCEL', [], '');
  }

  /** The ACK of a failure of the last INVITE, in its transaction (RFC 3261 17.1.1.3). */
  ackFailure(response: PuppetMessage): void {
    const remote = this.remote;
    this.remote = response.header('To');
    this.#send('ACK', [], '');
    this.remote = remote;
  }

  /** Takes the To tag, remote target and route set of a response. */
  learn(response: PuppetMessage): void {
    this.remote = response.header('To');
    if (response.header('Contact') !== '') this.#target = response.contact;
    this.#routes = response.all('Record-Route').reverse();
  }

  /** A branch is a token, which a Call-ID need not be (RFC 3261 25.1); drachtio-server drops other branches. */
  #newBranch(method: string): string {
    return `z9hG4bK-${this.callId.replace(/[^\w.!%*+`'~-]/g, '-')}-${this.#cseq}-${method}`;
  }

  #send(method: string, headers: readonly string[], body: string): void {
    const lines = [
      `${method} ${this.#target} SIP/2.0`,
      `Via: SIP/2.0/${this.puppet.transport} ${this.puppet.hostPort};branch=${this.#branch}`,
      ...this.#routes.map((route) => `Route: ${route}`),
      'Max-Forwards: 70',
      `From: ${this.local}`,
      `To: ${this.remote}`,
      `Call-ID: ${this.callId}`,
      `CSeq: ${this.#cseq} ${method}`,
      ...headers,
      ...(body === '' || headers.some((line) => /^content-type/i.test(line))
        ? []
        : ['Content-Type: application/sdp']),
    ];
    this.#last = wire(`${lines.join('\n')}\n\n${body}`);
    this.puppet.sendRaw(this.server, this.#last);
  }
}

/** A session description that tells one from another by its port. */
export function sdp(port: number): string {
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${port} RTP/AVP 8`,
    'a=rtpmap:8 PCMA/8000',
    'a=sendrecv',
    '',
  ].join('\r\n');
}
