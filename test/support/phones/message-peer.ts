/** A carrier that sends and takes short messages by SIP MESSAGE, byte by byte, on a puppet. */
import type { PuppetMessage, SipPuppet } from './sip-puppet.js';

interface Server {
  readonly address: string;
  readonly port: number;
}

export interface SentMessage {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** The Content-Type; text/plain by default. */
  readonly contentType?: string;
  readonly headers?: readonly string[];
  /** From without its tag, and the Request-URI, where they are written in other forms. */
  readonly fromHeader?: string;
  readonly uri?: string;
  /** Repeats an earlier message: the same Call-ID, CSeq and From tag in a new transaction. */
  readonly callId?: string;
}

let sent = 0;

export class MessagePeer {
  constructor(
    readonly puppet: SipPuppet,
    readonly server: Server,
  ) {}

  /** Sends a MESSAGE and returns its Call-ID. */
  send({
    from,
    to,
    text,
    contentType = 'text/plain;charset=UTF-8',
    headers = [],
    callId,
    fromHeader = `<sip:${from}@${this.puppet.hostPort}>`,
    uri = `sip:${to}@${this.server.address}:${this.server.port}`,
  }: SentMessage): string {
    sent += 1;
    const id = callId ?? `m${sent}-${this.puppet.port}`;
    const body = Buffer.from(text);
    const head = [
      `MESSAGE ${uri} SIP/2.0`,
      `Via: SIP/2.0/${this.puppet.transport} ${this.puppet.hostPort};branch=z9hG4bK-m${sent}-${this.puppet.port}`,
      'Max-Forwards: 70',
      `From: ${fromHeader};tag=t-${id}`,
      `To: <sip:${to}@${this.server.address}>`,
      `Call-ID: ${id}`,
      'CSeq: 1 MESSAGE',
      ...(contentType === '' ? [] : [`Content-Type: ${contentType}`]),
      ...headers,
      `Content-Length: ${body.length}`,
    ].join('\r\n');
    this.puppet.sendRaw(this.server, Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]));
    return id;
  }

  /** The final answer to a MESSAGE that was sent. */
  async answerTo(callId: string, timeoutMs?: number): Promise<PuppetMessage> {
    for (const others: PuppetMessage[] = []; ;) {
      const response = await this.puppet.take(/^[2-6]\d\d MESSAGE$/, timeoutMs);
      if (response.header('Call-ID') === callId) return response;
      others.push(response);
    }
  }

  /** Sends one and returns the status of its answer. */
  async ask(message: SentMessage): Promise<number> {
    const response = await this.answerTo(this.send(message));
    return Number(response.kind);
  }

  /** The next MESSAGE that came, not answered yet. */
  next(timeoutMs?: number): Promise<PuppetMessage> {
    return this.puppet.take('MESSAGE', timeoutMs);
  }

  /** The next MESSAGE that came, answered. */
  async takeOne(status = 200, timeoutMs?: number): Promise<PuppetMessage> {
    const message = await this.next(timeoutMs);
    this.puppet.reply(message, status);
    return message;
  }
}

/** User part of From, or of the Request-URI. */
export function userIn(message: PuppetMessage, where: 'From' | 'Request-URI'): string {
  const text = where === 'From' ? message.header('From') : message.startLine;
  return /sip:([^@;>]+)@/.exec(text)?.[1] ?? '';
}
