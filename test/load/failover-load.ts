/**
 * Calls to several instances of the service, as a carrier's load sharing places them: in turn to each instance that
 * answers OPTIONS with 200. A call that is refused with 503, or gets no answer of any kind, is placed at another one. A
 * call is lost if no instance connects it, or if it ends before its caller hangs up.
 */
import { createSocket, type Socket } from 'node:dgram';
import type { Dialling } from './call-load.js';
import {
  ackText,
  byeText,
  contactOf,
  inviteText,
  line,
  responseText,
  sdpText,
  SILENT_PORT,
} from './call-texts.js';

const TICK_MS = 10;
/** RFC 3261 17.1.1.2: T1, doubled each time. */
const T1 = 500;
/** Without any answer for so long, the call goes elsewhere. */
const SILENCE_MS = 3000;
/** A caller waits no longer for anything. */
const PATIENCE_MS = 30_000;
const PING_MS = 500;
const RINGS_MS = 300;

export interface FailoverOptions {
  readonly targets: readonly { readonly host: string; readonly port: number }[];
  /** The callee's port: every instance sends its INVITEs there. */
  readonly calleePort: number;
  /** Taken in order, again and again. */
  readonly pairs: readonly Dialling[];
}

export interface FailoverRun {
  readonly callsPerSecond: number;
  /** So many at least, and until that promise is settled. */
  readonly calls: number;
  readonly until: Promise<unknown>;
  /** Talks last between half of this and one and a half times this. */
  readonly talkMs: number;
}

export interface FailoverResult {
  readonly calls: number;
  /** How each lost call ended. */
  readonly lost: readonly string[];
  readonly refusedAndTriedAgain: number;
  readonly silentAndTriedAgain: number;
}

interface Placed {
  readonly n: number;
  readonly pair: Dialling;
  readonly tried: Set<Instance>;
  /** Its Call-ID at the instance that has it now. */
  id: string;
  at: Instance;
  text: string;
  sentAt: number;
  againAt: number;
  interval: number;
  state: 'calling' | 'proceeding' | 'talking' | 'ending';
  hangUpAt: number;
}

/** One instance, as its OPTIONS say. */
interface Instance {
  readonly host: string;
  readonly port: number;
  isUp: boolean;
  pinged: number;
  /** Pings without an answer. */
  silent: number;
}

export class FailoverLoad {
  readonly #socket: Socket;
  readonly #callee: Socket;
  readonly #options: FailoverOptions;
  readonly #instances: readonly Instance[];
  readonly #calls = new Map<string, Placed>();
  readonly #waiting = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;
  #placed = 0;
  #pings = 0;
  #result = { lost: [] as string[], refusedAndTriedAgain: 0, silentAndTriedAgain: 0 };
  #talkMs = 0;
  #isClosed = false;

  private constructor(socket: Socket, callee: Socket, options: FailoverOptions) {
    this.#socket = socket;
    this.#callee = callee;
    this.#options = options;
    this.#instances = options.targets.map((target) => ({ ...target, isUp: false, pinged: 0, silent: 0 }));
    socket.on('message', (data, from) => this.#hear(data.toString('latin1'), from));
    callee.on('message', (data, from) => this.#answer(data.toString('latin1'), from));
    this.#timer = setInterval(() => this.#look(performance.now()), TICK_MS);
  }

  static async start(options: FailoverOptions): Promise<FailoverLoad> {
    return new FailoverLoad(await bound(0), await bound(options.calleePort), options);
  }

  /** Resolves when that instance answers OPTIONS with 200, or no longer does. */
  async until(index: number, isUp: boolean): Promise<void> {
    while (this.#instances[index]?.isUp !== isUp)
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  async run({ callsPerSecond, calls, until, talkMs }: FailoverRun): Promise<FailoverResult> {
    this.#talkMs = talkMs;
    this.#result = { lost: [], refusedAndTriedAgain: 0, silentAndTriedAgain: 0 };
    let isSettled = false;
    const settled = (): void => void (isSettled = true);
    until.then(settled, settled);
    const startedAt = performance.now();
    let offered = 0;
    while (offered < calls || !isSettled || this.#calls.size > 0) {
      const due = ((performance.now() - startedAt) / 1000) * callsPerSecond;
      if (offered < due && (offered < calls || !isSettled)) {
        offered += 1;
        this.#place();
      } else await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    await until;
    return { calls: offered, ...this.#result };
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#socket.close();
    this.#callee.close();
  }

  #place(): void {
    const n = (this.#placed += 1);
    const up = this.#instances.filter(({ isUp }) => isUp);
    const among = up.length > 0 ? up : this.#instances;
    const at = among[n % among.length];
    const pair = this.#options.pairs[n % this.#options.pairs.length];
    if (at === undefined || pair === undefined) throw new TypeError('expected instances and pairs');
    const call = { n, pair, tried: new Set<Instance>(), at, id: '', text: '', sentAt: 0, againAt: 0 };
    this.#try({ ...call, interval: T1, state: 'calling', hangUpAt: Infinity }, at);
  }

  #try(call: Placed, at: Instance): void {
    this.#calls.delete(call.id);
    call.tried.add(at);
    const { port } = this.#socket.address();
    call.id = `failover-${call.n}-${call.tried.size}-${port}`;
    call.at = at;
    call.state = 'calling';
    call.sentAt = performance.now();
    this.#calls.set(call.id, call);
    this.#repeat(call, inviteText(call.id, call.pair, port, SILENT_PORT));
  }

  /** Sends a request, and again until it is answered. */
  #repeat(call: Placed, text: string): void {
    call.text = text;
    call.interval = T1;
    call.againAt = performance.now() + T1;
    this.#send(text, call.at);
  }

  /** Elsewhere, or lost. */
  #elsewhere(call: Placed, why: 'refused' | 'silent', status = 0): void {
    const others = this.#instances.filter((instance) => !call.tried.has(instance));
    const next = others.find(({ isUp }) => isUp) ?? others[0];
    if (next === undefined) return this.#lose(call, `${why} by every instance`, status);
    this.#result[`${why}AndTriedAgain`] += 1;
    this.#try(call, next);
  }

  #lose(call: Placed, how: string, status = 0): void {
    this.#calls.delete(call.id);
    this.#result.lost.push(`call ${call.n} at ${call.at.port}: ${how}${status === 0 ? '' : ` (${status})`}`);
  }

  #look(now: number): void {
    for (const instance of this.#instances) if (now - instance.pinged >= PING_MS) this.#ping(instance, now);
    for (const call of [...this.#calls.values()]) {
      if (call.state === 'talking' && now >= call.hangUpAt) {
        call.state = 'ending';
        call.sentAt = now;
        this.#repeat(call, call.text);
      } else if (call.state === 'calling' && now - call.sentAt > SILENCE_MS) this.#elsewhere(call, 'silent');
      else if (call.state !== 'talking' && now - call.sentAt > PATIENCE_MS)
        this.#lose(call, `${call.state} for too long`);
      else if (now >= call.againAt && call.state !== 'talking') {
        call.interval *= 2;
        call.againAt = now + call.interval;
        this.#send(call.text, call.at);
      }
    }
  }

  #ping(instance: Instance, now: number): void {
    instance.pinged = now;
    instance.silent += 1;
    if (instance.silent > 2) this.#is(instance, false);
    const { port } = this.#socket.address();
    const id = `ping-${(this.#pings += 1)}-${port}`;
    this.#send(
      [
        `OPTIONS sip:${instance.host}:${instance.port} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${id}`,
        `From: <sip:127.0.0.1:${port}>;tag=${id}`,
        `To: <sip:${instance.host}:${instance.port}>`,
        `Call-ID: ${id}`,
        'CSeq: 1 OPTIONS',
        'Max-Forwards: 70',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
      instance,
    );
  }

  #is(instance: Instance, isUp: boolean): void {
    if (instance.isUp === isUp) return;
    instance.isUp = isUp;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  #hear(text: string, from: { readonly address: string; readonly port: number }): void {
    const instance = this.#instances.find(({ port }) => port === from.port);
    if (instance === undefined) return;
    const id = line(text, 'Call-ID').slice('Call-ID: '.length);
    const call = this.#calls.get(id);
    if (!text.startsWith('SIP/2.0 ')) {
      if (!text.startsWith('ACK ')) this.#send(responseText(text, '200 OK', [], ''), instance);
      // It is ours to hang up.
      if (text.startsWith('BYE ') && call?.state === 'talking') this.#lose(call, 'ended by the service');
      return;
    }
    const status = Number(text.slice(8, 11));
    if (text.includes('\r\nCSeq: 1 OPTIONS\r\n')) {
      instance.silent = 0;
      return this.#is(instance, status === 200);
    }
    if (/\r\nCSeq: \d+ INVITE\r\n/.test(text)) return this.#heardOfInvite(text, status, call, instance);
    if (status < 200 || call === undefined || call.state !== 'ending') return;
    this.#calls.delete(id);
    if (status !== 200) this.#lose(call, 'its BYE was refused', status);
  }

  #heardOfInvite(text: string, status: number, call: Placed | undefined, instance: Instance): void {
    if (status >= 300) this.#send(ackText(text, undefined), instance);
    else if (status >= 200) this.#send(ackText(text, contactOf(text)), instance);
    // It has been placed elsewhere, and this instance answers after all.
    if (call === undefined) {
      if (status >= 200 && status < 300) this.#send(byeText(text, contactOf(text)), instance);
      return;
    }
    if (call.state !== 'calling' && call.state !== 'proceeding') return;
    if (status < 200) {
      call.state = 'proceeding';
      call.againAt = Infinity;
    } else if (status < 300) {
      call.state = 'talking';
      call.text = byeText(text, contactOf(text));
      call.hangUpAt = performance.now() + this.#talkMs * (0.5 + (call.n % 10) / 10);
    } else if (status !== 503) this.#lose(call, 'refused', status);
    else {
      this.#is(instance, false);
      this.#elsewhere(call, 'refused', status);
    }
  }

  /** The callee: rings, answers, and takes every BYE. */
  #answer(text: string, from: { readonly address: string; readonly port: number }): void {
    const method = text.slice(0, text.indexOf(' '));
    const { port } = this.#callee.address();
    const reply = (status: string, more: readonly string[] = [], body = ''): void =>
      this.#callee.send(responseText(text, status, more, body), from.port, from.address);
    if (method === 'INVITE') {
      const contact = `Contact: <sip:127.0.0.1:${port}>`;
      reply('180 Ringing', [contact]);
      const answer = (): void =>
        reply('200 OK', [contact, 'Content-Type: application/sdp'], sdpText(SILENT_PORT));
      setTimeout(() => !this.#isClosed && answer(), RINGS_MS).unref();
    } else if (method !== 'ACK' && method !== 'SIP/2.0') reply('200 OK');
  }

  #send(text: string, { host, port }: { readonly host: string; readonly port: number }): void {
    this.#socket.send(text, port, host);
  }
}

async function bound(port: number): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 });
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  return socket;
}
