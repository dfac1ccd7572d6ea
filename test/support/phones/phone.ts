/**
 * A scriptable phone with real SIP and RTP, for tests and the demo: dials, rings, answers, sends a tone, listens for
 * one, and keeps every SIP message it sent and received. It uses the SIP stack like any other user of that library.
 */
import { hostPort } from '../../../config/address.js';
import { createStack } from '../../../engine/sipd/stack/sip-stack.js';
import type { SipRequest, SipResponse } from '../../../engine/sipd/stack/parse/message.js';
import { serialize } from '../../../engine/sipd/stack/parse/serialize.js';
import type { Dialog, IncomingRequest, OutgoingRequest, Stack } from '../../../engine/sipd/stack/stack.js';
import { authorize } from './digest-client.js';
import { RtpEndpoint } from './rtp-endpoint.js';

/** How long a phone waits for a call before it calls it missing. */
const PATIENCE_MS = 60_000;

export interface PhoneOptions {
  /** Its own number, in From and Contact. */
  readonly number: string;
  /** `host:port` of the service. */
  readonly server: string;
  /** Port to listen on; a free one if left out. */
  readonly port?: number;
  /** Address of its SIP and its audio (default 127.0.0.1). */
  readonly host?: string;
}

/** One message on the wire of this phone, with the time it passed. */
export interface LadderStep {
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly message: SipRequest | SipResponse;
  readonly text: string;
}

export class Phone {
  readonly number: string;
  readonly ladder: LadderStep[] = [];
  readonly #server: string;
  readonly #host: string;
  readonly #stack: Stack;
  readonly #ringing: PhoneCall[] = [];
  readonly #calls: PhoneCall[] = [];
  #expectant: ((call: PhoneCall) => void) | undefined;
  readonly #messages: ShortMessage[] = [];
  #reader: ((message: ShortMessage) => void) | undefined;

  private constructor(options: PhoneOptions) {
    this.number = options.number;
    this.#server = options.server;
    const host = (this.#host = options.host ?? '127.0.0.1');
    this.#stack = createStack(
      { listen: [{ transport: 'udp', host, port: options.port ?? 0 }] },
      {
        onRequest: (request) => this.#receive(request),
        onCancel: (_, invite) => callOf(invite.context)?.finish('cancelled'),
        onAbandoned: (request) => callOf(request.context)?.finish('stack'),
        onDialogEnded: (dialog) => callOf(dialog.context)?.finish('stack'),
        onTraffic: (direction, message) =>
          void this.ladder.push({
            at: Date.now(),
            direction,
            message,
            text: serialize(message).toString('utf8'),
          }),
        onError: (error) => {
          throw error;
        },
      },
    );
  }

  static async start(options: PhoneOptions): Promise<Phone> {
    const phone = new Phone(options);
    await phone.#stack.start();
    return phone;
  }

  get port(): number {
    return this.#stack.listenPoints[0]?.port ?? 0;
  }

  get #place(): string {
    return hostPort(this.#host, this.port);
  }

  /** Everything this phone received, as one text. */
  get received(): string {
    return this.ladder
      .filter(({ direction }) => direction === 'in')
      .map(({ text }) => text)
      .join('\n');
  }

  /** Registers with digest; resolves with the final status. */
  async register(password: string): Promise<number> {
    const uri = `sip:${this.#server}`;
    const headers: [string, string][] = [
      ['From', `<sip:${this.number}@${this.#server}>`],
      ['To', `<sip:${this.number}@${this.#server}>`],
      ['Contact', `<sip:${this.number}@${this.#place}>`],
      ['Expires', '300'],
    ];
    const challenge = await this.#request({ method: 'REGISTER', uri, headers });
    const header = challenge.headers.get('WWW-Authenticate');
    if (challenge.status !== 401 || header === undefined) return challenge.status;
    const credentials = authorize(header, this.number, password, uri);
    const answer = await this.#request({
      method: 'REGISTER',
      uri,
      headers: [...headers, ['Authorization', credentials]],
    });
    return answer.status;
  }

  /** Places a call; it is in progress when this resolves, see `PhoneCall`. */
  async dial(
    user: string,
    options: { readonly headers?: readonly (readonly [string, string])[] } = {},
  ): Promise<PhoneCall> {
    const call = await this.#newCall();
    const invite = this.#stack.request(
      {
        method: 'INVITE',
        uri: `sip:${user}@${this.#server}`,
        headers: [
          ['From', `<sip:${this.number}@${this.#place}>`],
          ['Content-Type', 'application/sdp'],
          ...(options.headers ?? []),
        ],
        body: Buffer.from(call.sdp()),
      },
      { onResponse: (response) => call.take(response, invite) },
    );
    call.outgoing(invite);
    return call;
  }

  /** The next call that comes in, or the one ringing already. */
  async nextCall(): Promise<PhoneCall> {
    const ringing = this.#ringing.shift();
    if (ringing !== undefined) return ringing;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.number} was not called`)), PATIENCE_MS);
      this.#expectant = (call) => {
        clearTimeout(timer);
        resolve(call);
      };
    });
  }

  /** Sends a short message (RFC 3428); resolves with the final status. */
  async write(user: string, text: string): Promise<number> {
    const { status } = await this.#request({
      method: 'MESSAGE',
      uri: `sip:${user}@${this.#server}`,
      headers: [
        ['From', `<sip:${this.number}@127.0.0.1:${this.port}>`],
        ['Content-Type', 'text/plain;charset=UTF-8'],
      ],
      body: Buffer.from(text),
    });
    return status;
  }

  /** The next short message that comes, or the first that came and was not read. */
  nextMessage(): Promise<ShortMessage> {
    const message = this.#messages.shift();
    if (message !== undefined) return Promise.resolve(message);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`nobody wrote to ${this.number}`)), PATIENCE_MS);
      this.#reader = (written) => {
        clearTimeout(timer);
        resolve(written);
      };
    });
  }

  /** Closes its listener and the audio of every call it had. */
  async stop(): Promise<void> {
    await Promise.all(this.#calls.map((call) => call.close()));
    await this.#stack.stop();
  }

  async #newCall(): Promise<PhoneCall> {
    const call = new PhoneCall(await RtpEndpoint.open({ host: this.#host }));
    this.#calls.push(call);
    return call;
  }

  #request(draft: {
    method: string;
    uri: string;
    headers: readonly (readonly [string, string])[];
    body?: Buffer;
  }): Promise<SipResponse> {
    return new Promise((resolve) => {
      this.#stack.request(draft, {
        onResponse: (response) => void (response.status >= 200 && resolve(response)),
      });
    });
  }

  #receive(request: IncomingRequest): void {
    const { method } = request.message;
    const call = callOf(request.dialog?.context ?? request.invite?.context);
    if (method === 'INVITE' && request.dialog === undefined) return void this.#incoming(request);
    if (method === 'MESSAGE' && request.dialog === undefined) return this.#read(request);
    if (method === 'ACK') return call?.acknowledged();
    if (call === undefined) return void request.respond({ status: 481, headers: [] });
    call.inDialog(request);
  }

  #read(request: IncomingRequest): void {
    request.respond({ status: 200, headers: [] });
    const shown = /sips?:([^@;>]+)@/.exec(request.message.from.uri)?.[1] ?? '';
    const message = { shown, text: request.message.body.toString('utf8') };
    const reader = this.#reader;
    this.#reader = undefined;
    if (reader === undefined) this.#messages.push(message);
    else reader(message);
  }

  async #incoming(invite: IncomingRequest): Promise<void> {
    const call = await this.#newCall();
    call.incoming(invite);
    const expectant = this.#expectant;
    this.#expectant = undefined;
    if (expectant === undefined) this.#ringing.push(call);
    else expectant(call);
  }
}

/** A short message as its receiver sees it. */
export interface ShortMessage {
  readonly shown: string;
  readonly text: string;
}

export type CallEnd =
  | { readonly by: 'us' | 'peer' | 'cancelled' | 'stack' }
  | { readonly by: 'refused'; readonly status: number };

/** One call of a phone, either direction. `ringing`, `answered` and `ended` are promises to wait on. */
export class PhoneCall {
  readonly audio: RtpEndpoint;
  readonly ringing: Promise<number>;
  readonly answered: Promise<void>;
  readonly ended: Promise<CallEnd>;
  #dialog: Dialog | undefined;
  #invite: IncomingRequest | OutgoingRequest | undefined;
  #direction: 'sendrecv' | 'sendonly' = 'sendrecv';
  #onRinging: (status: number) => void = () => undefined;
  #onAnswered: () => void = () => undefined;
  #onEnded: (end: CallEnd) => void = () => undefined;

  constructor(audio: RtpEndpoint) {
    this.audio = audio;
    this.ringing = new Promise((resolve) => (this.#onRinging = resolve));
    this.ended = new Promise((resolve) => (this.#onEnded = resolve));
    this.answered = new Promise((resolve, reject) => {
      this.#onAnswered = resolve;
      void this.ended.then((end) => reject(new Error(`the call was not answered: ${JSON.stringify(end)}`)));
    });
    // A test that ignores the answer need not handle its failure.
    this.answered.catch(() => undefined);
  }

  /** User part of From as it reached us: what the display shows. */
  get shownNumber(): string {
    const invite = this.#incomingInvite();
    return /sips?:([^@;>]+)@/.exec(invite.message.from.uri)?.[1] ?? '';
  }

  ring(): void {
    this.#incomingInvite().respond({ status: 180, headers: [] });
  }

  answer(): void {
    const invite = this.#incomingInvite();
    this.audio.follow(invite.message.body.toString('utf8'));
    invite.respond({
      status: 200,
      headers: [['Content-Type', 'application/sdp']],
      body: Buffer.from(this.sdp()),
    });
    this.#dialog = invite.dialog;
    if (this.#dialog !== undefined) this.#dialog.context = this;
  }

  reject(status: number): void {
    this.#incomingInvite().respond({ status, headers: [] });
    this.finish('us');
  }

  cancel(): void {
    const invite = this.#invite;
    if (invite !== undefined && 'cancel' in invite) invite.cancel();
  }

  /** Resolves when the other side has confirmed the BYE. */
  async hangUp(): Promise<void> {
    const dialog = this.#dialog;
    if (dialog === undefined) throw new TypeError('the call is not answered');
    await new Promise<void>((resolve) => {
      dialog.request({ method: 'BYE', uri: 'sip:placeholder', headers: [] }, { onResponse: () => resolve() });
    });
    this.finish('us');
  }

  /** Presses a key by SIP INFO (`application/dtmf-relay`); resolves with the status. */
  async sendInfoDigit(digit: string): Promise<number> {
    const dialog = this.#dialog;
    if (dialog === undefined) throw new TypeError('the call is not answered');
    const headers: [string, string][] = [['Content-Type', 'application/dtmf-relay']];
    const body = Buffer.from(`Signal=${digit}\r\nDuration=160\r\n`);
    return new Promise((resolve) => {
      const draft = { method: 'INFO', uri: 'sip:placeholder', headers, body };
      dialog.request(draft, { onResponse: (response) => resolve(response.status) });
    });
  }

  /** Puts the other side on hold, or takes it back; resolves with the status of the re-INVITE. */
  async hold(on: boolean): Promise<number> {
    this.#direction = on ? 'sendonly' : 'sendrecv';
    const dialog = this.#dialog;
    if (dialog === undefined) throw new TypeError('the call is not answered');
    return new Promise((resolve) => {
      const draft = {
        method: 'INVITE',
        uri: 'sip:placeholder',
        headers: [['Content-Type', 'application/sdp']] as [string, string][],
      };
      dialog.request(
        { ...draft, body: Buffer.from(this.sdp()) },
        {
          onResponse: (response) => {
            if (response.status < 200) return;
            if (response.status < 300) dialog.ack({ headers: [] });
            resolve(response.status);
          },
        },
      );
    });
  }

  /** Our description of the audio, a new version each time. */
  sdp(): string {
    return this.audio.sdp({ direction: this.#direction });
  }

  /** For the phone: the INVITE this call began with. */
  outgoing(invite: OutgoingRequest): void {
    this.#invite = invite;
  }

  incoming(invite: IncomingRequest): void {
    this.#invite = invite;
    invite.context = this;
  }

  /** For the phone: a response to our INVITE. */
  take(response: SipResponse, invite: OutgoingRequest): void {
    const sdp = response.body.toString('utf8');
    if (sdp !== '' && response.status < 300) this.audio.follow(sdp);
    if (response.status > 100 && response.status < 200) return this.#onRinging(response.status);
    if (response.status >= 300) return this.#end({ by: 'refused', status: response.status });
    if (response.status < 200) return;
    this.#dialog = invite.dialog;
    if (this.#dialog === undefined) return;
    this.#dialog.context = this;
    this.#dialog.ack({ headers: [] });
    this.#onAnswered();
  }

  /** For the phone: a request within the call. */
  inDialog(request: IncomingRequest): void {
    const { method, body } = request.message;
    if (method === 'BYE') {
      request.respond({ status: 200, headers: [] });
      return this.finish('peer');
    }
    if (method !== 'INVITE' && method !== 'UPDATE') return void request.respond({ status: 200, headers: [] });
    if (body.length > 0) this.audio.follow(body.toString('utf8'));
    request.respond({
      status: 200,
      headers: [['Content-Type', 'application/sdp']],
      body: Buffer.from(this.sdp()),
    });
  }

  acknowledged(): void {
    this.#onAnswered();
  }

  finish(by: 'us' | 'peer' | 'cancelled' | 'stack'): void {
    this.#end({ by });
  }

  /** Closes its sockets; what was heard stays. */
  async close(): Promise<void> {
    await this.audio.close();
  }

  #end(end: CallEnd): void {
    this.audio.stopSending();
    this.#onEnded(end);
  }

  #incomingInvite(): IncomingRequest {
    const invite = this.#invite;
    if (invite === undefined || !('respond' in invite)) throw new TypeError('not an incoming call');
    return invite;
  }
}

function callOf(context: unknown): PhoneCall | undefined {
  return context instanceof PhoneCall ? context : undefined;
}
