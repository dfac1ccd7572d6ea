/**
 * A caller and a callee without a SIP stack, for offering more calls than the service takes: texts with a few holes, so
 * that a call costs this process a tenth of what it costs the service, and a refused one nearly nothing. A call is
 * placed, answered at once, hung up after a while. An INVITE without any answer is repeated as a phone does. Started by
 * call-load.ts.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { CallLoadOptions, CallLoadRun, CallLoadResult } from './call-load.js';
import { ackText, byeText, contactOf, inviteText, responseText, sdpText, SILENT_PORT } from './call-texts.js';

const TICK_MS = 2;
const LOOK_MS = 50;
/** RFC 3261 17.1.1.2: T1, doubled each time. */
const T1 = 500;
/** A call without a final answer by then has failed, for the person who waits. */
const PATIENCE_MS = 8000;
const FRAME_MS = 20;
const MAX_LOST = 1000;

/** What is counted while a run goes on. */
interface Counts extends Record<
  'offered' | 'completed' | 'refused' | 'failed' | 'unanswered' | 'repeated',
  number
> {
  readonly byCaller: Record<string, number>;
  readonly lost: { readonly at: number; readonly how: string }[];
}

interface Placed {
  readonly n: number;
  readonly invite: string;
  readonly isCounted: boolean;
  firstAt: number;
  /** When it is sent again; Infinity once anything was heard. */
  againAt: number;
  interval: number;
  readonly caller: string;
  readonly at: number;
  readonly speaks: boolean;
  /** Where the caller's audio goes. */
  rtpPort: number;
  state: 'calling' | 'talking' | 'ending';
  hangUpAt: number;
  bye: string;
}

class Caller {
  readonly #socket: Socket;
  readonly #rtp: Socket;
  readonly #speaking = new Set<Placed>();
  #frame = 0;
  readonly #options: CallLoadOptions;
  readonly #port: number;
  readonly #calls = new Map<number, Placed>();
  #placed = 0;
  #run: CallLoadRun = { callsPerSecond: 0, warmUpSeconds: 0, seconds: 0, talkMs: 0 };
  #result = empty();
  #refusals: number[] = [];

  constructor(socket: Socket, rtp: Socket, options: CallLoadOptions) {
    this.#socket = socket;
    this.#rtp = rtp;
    this.#options = options;
    this.#port = socket.address().port;
    socket.on('message', (data) => this.#hear(data.toString('latin1')));
  }

  async run(run: CallLoadRun): Promise<CallLoadResult> {
    this.#run = run;
    this.#result = empty();
    this.#refusals = [];
    const start = performance.now();
    const total = Math.round(run.callsPerSecond * (run.warmUpSeconds + run.seconds));
    const firstCounted = run.callsPerSecond * run.warmUpSeconds;
    let lookedAt = start;
    const speech = setInterval(() => this.#speak(), FRAME_MS);
    for (let sent = 0; sent < total || this.#calls.size > 0;) {
      const now = performance.now();
      const due = Math.min(total, Math.floor(((now - start) / 1000) * run.callsPerSecond));
      // No more at once than the receive queue of the service takes: a late tick must not become a burst.
      for (const most = sent + 50; sent < due && sent < most; sent += 1) this.#place(sent >= firstCounted);
      if (now - lookedAt >= LOOK_MS) {
        lookedAt = now;
        this.#look(now);
      }
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    clearInterval(speech);
    const delays = this.#refusals.sort((a, b) => a - b);
    return { ...this.#result, p99RefusalMs: delays[Math.floor(delays.length * 0.99)] };
  }

  #place(isCounted: boolean): void {
    const n = (this.#placed += 1);
    const pair = this.#options.pairs[n % this.#options.pairs.length];
    if (pair === undefined) return;
    const rtpPort = pair.speaks === true ? this.#rtp.address().port : SILENT_PORT;
    const invite = inviteText(`load-${n}-${this.#port}`, pair, this.#port, rtpPort);
    const { byCaller } = this.#result;
    byCaller[pair.caller] = (byCaller[pair.caller] ?? 0) + 1;
    const now = performance.now();
    this.#calls.set(n, {
      ...{
        n,
        invite,
        isCounted,
        caller: pair.caller,
        at: Date.now(),
        speaks: pair.speaks === true,
        rtpPort: 0,
      },
      ...{ firstAt: now, againAt: now + T1, interval: T1 },
      ...{ state: 'calling', hangUpAt: Infinity, bye: '' },
    });
    if (isCounted) this.#result.offered += 1;
    this.#send(invite);
  }

  #look(now: number): void {
    for (const call of this.#calls.values()) {
      if (call.state === 'talking' && now >= call.hangUpAt) {
        call.state = 'ending';
        this.#speaking.delete(call);
        call.interval = T1;
        call.againAt = now + T1;
        this.#send(call.bye);
      } else if (now - call.firstAt > PATIENCE_MS + this.#run.talkMs) this.#end(call, 'unanswered');
      else if (now >= call.againAt) {
        call.interval *= 2;
        call.againAt = now + call.interval;
        this.#result.repeated += 1;
        this.#send(call.state === 'calling' ? call.invite : call.bye);
      }
    }
  }

  #hear(text: string): void {
    const status = Number(text.slice(8, 11));
    const call = this.#calls.get(Number(/Call-ID: load-(\d+)-/.exec(text)?.[1]));
    if (status >= 300) this.#send(ackText(text, undefined));
    if (call === undefined) return;
    call.againAt = Infinity;
    if (status < 200) return;
    if (/\r\nCSeq: \d+ BYE\r\n/.test(text))
      return this.#end(call, status === 200 ? 'completed' : 'failed', status);
    if (status >= 300) return this.#refused(call, status, text);
    this.#send(ackText(text, contactOf(text)));
    if (call.state !== 'calling') return;
    call.state = 'talking';
    call.hangUpAt = performance.now() + this.#run.talkMs;
    call.rtpPort = Number(/\r\nm=audio (\d+) /.exec(text)?.[1]);
    if (call.speaks) this.#speaking.add(call);
    call.bye = byeText(text, contactOf(text));
  }

  #refused(call: Placed, status: number, text: string): void {
    if (status !== 503 || !text.includes('\r\nRetry-After: ')) return this.#end(call, 'failed', status);
    if (call.isCounted) this.#refusals.push(performance.now() - call.firstAt);
    this.#end(call, 'refused');
  }

  #end(call: Placed, how: 'completed' | 'refused' | 'failed' | 'unanswered', status = 0): void {
    this.#calls.delete(call.n);
    this.#speaking.delete(call);
    if (call.isCounted) this.#result[how] += 1;
    if (how === 'completed' || how === 'refused') return;
    const { lost } = this.#result;
    if (lost.length < MAX_LOST) lost.push({ at: call.at, how: status === 0 ? how : `${how} ${status}` });
  }

  /** One packet of A-law silence for each speaker, as if all had begun together. */
  #speak(): void {
    this.#frame += 1;
    const packet = Buffer.alloc(12 + FRAME_MS * 8, 0xd5);
    packet.writeUInt16BE(0x8008, 0);
    packet.writeUInt16BE(this.#frame & 0xffff, 2);
    packet.writeUInt32BE((this.#frame * FRAME_MS * 8) >>> 0, 4);
    packet.writeUInt32BE(1, 8);
    for (const { rtpPort } of this.#speaking)
      if (rtpPort > 0) this.#rtp.send(packet, rtpPort, this.#options.target.host);
  }

  #send(text: string): void {
    const { host, port } = this.#options.target;
    this.#socket.send(text, port, host);
  }
}

function empty(): Counts {
  return {
    offered: 0,
    completed: 0,
    refused: 0,
    failed: 0,
    unanswered: 0,
    repeated: 0,
    byCaller: {},
    lost: [],
  };
}

function answer(socket: Socket): void {
  const port = socket.address().port;
  socket.on('message', (data, from) => {
    const text = data.toString('latin1');
    const method = text.slice(0, text.indexOf(' '));
    const reply = (status: string, more: readonly string[] = [], body = ''): void =>
      socket.send(responseText(text, status, more, body), from.port, from.address);
    if (method === 'INVITE') {
      reply('180 Ringing', [`Contact: <sip:127.0.0.1:${port}>`]);
      const headers = [`Contact: <sip:127.0.0.1:${port}>`, 'Content-Type: application/sdp'];
      reply('200 OK', headers, sdpText(SILENT_PORT));
    } else if (method !== 'ACK' && method !== 'SIP/2.0') reply('200 OK');
  });
}

async function bound(port: number): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 });
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  return socket;
}

const [options] = (await once(process, 'message')) as [CallLoadOptions];
const caller = new Caller(await bound(0), await bound(0), options);
answer(await bound(options.calleePort));
process.on('message', (run: CallLoadRun) => {
  caller.run(run).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.('ready');
