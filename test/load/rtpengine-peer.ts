/** Debian's rtpengine-daemon as the peer of a benchmark: started in user space, spoken to by its ng protocol. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { freeUdpPort } from '../support/servers/free-port.js';

type Value = string | number | readonly Value[] | { readonly [key: string]: Value };

const REPLY_TIMEOUT_MS = 2000;
const START_ATTEMPTS = 25;

export class RtpenginePeer {
  readonly #daemon: ChildProcess;
  readonly #socket: Socket;
  readonly #port: number;
  #cookie = 0;

  private constructor(daemon: ChildProcess, socket: Socket, port: number) {
    this.#daemon = daemon;
    this.#socket = socket;
    this.#port = port;
  }

  /** Resolves once it answers a ping; undefined where it is not installed or does not start. */
  static async start(host: string, portMin: number, portMax: number): Promise<RtpenginePeer | undefined> {
    const port = await freeUdpPort();
    const daemon = spawn(
      'rtpengine',
      [
        ...['--foreground', '--table=-1', '--config-file=none', '--log-stderr', '--log-level=3'],
        ...[`--interface=${host}`, `--listen-ng=${host}:${port}`],
        ...[`--port-min=${portMin}`, `--port-max=${portMax}`],
      ],
      { stdio: 'ignore' },
    );
    const failed = once(daemon, 'error').then(() => true);
    const socket = createSocket('udp4');
    socket.bind(0, host);
    await once(socket, 'listening');
    const peer = new RtpenginePeer(daemon, socket, port);
    for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
      const answered = await Promise.race([failed.then(() => false), peer.#answersPing()]);
      if (answered) return peer;
      if (daemon.exitCode !== null || daemon.pid === undefined) break;
    }
    await peer.close();
    return undefined;
  }

  get pid(): number {
    return this.#daemon.pid ?? 0;
  }

  /** Passes an SDP of the given party; resolves with the SDP for the other. */
  async exchange(command: 'offer' | 'answer', callId: string, sdp: string): Promise<string> {
    const reply = await this.#ask({
      command,
      'call-id': callId,
      'from-tag': 'caller',
      ...(command === 'answer' ? { 'to-tag': 'callee' } : {}),
      sdp,
      flags: ['asymmetric', 'strict-source'],
      replace: ['origin'],
      ICE: 'remove',
    });
    const found = /3:sdp(\d+):/.exec(reply);
    if (found === null) throw new Error(`expected SDP of rtpengine, found ${reply}`);
    const begin = found.index + found[0].length;
    return reply.slice(begin, begin + Number(found[1]));
  }

  async close(): Promise<void> {
    this.#socket.close();
    if (this.#daemon.pid === undefined || this.#daemon.exitCode !== null) return;
    this.#daemon.kill('SIGKILL');
    await once(this.#daemon, 'exit');
  }

  async #answersPing(): Promise<boolean> {
    try {
      return (await this.#ask({ command: 'ping' }, 200)).includes('pong');
    } catch {
      return false;
    }
  }

  #ask(request: Value, timeoutMs = REPLY_TIMEOUT_MS): Promise<string> {
    this.#cookie += 1;
    const cookie = `${process.pid}_${this.#cookie}`;
    return new Promise((resolve, reject) => {
      const listener = (packet: Buffer) => {
        const text = packet.toString('latin1');
        if (!text.startsWith(`${cookie} `)) return;
        clearTimeout(timer);
        this.#socket.removeListener('message', listener);
        resolve(text.slice(cookie.length + 1));
      };
      const timer = setTimeout(() => {
        this.#socket.removeListener('message', listener);
        reject(new Error('no reply of rtpengine'));
      }, timeoutMs);
      this.#socket.on('message', listener);
      this.#socket.send(`${cookie} ${bencode(request)}`, this.#port, this.#socket.address().address);
    });
  }
}

/** Bencoding: 3:abc, i5e, l…e, d…e. */
function bencode(value: Value): string {
  if (typeof value === 'string') return `${Buffer.byteLength(value)}:${value}`;
  if (typeof value === 'number') return `i${value}e`;
  if (Array.isArray(value)) return `l${value.map(bencode).join('')}e`;
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `d${pairs.map(([key, item]: [string, Value]) => bencode(key) + bencode(item)).join('')}e`;
}
