/**
 * `npm run bench -- messages`: short messages by SIP MESSAGE from one carrier to another through the whole service, each
 * durable before it is accepted. How many a second, how long the sender's network waits for its answer, which comes after
 * the receiver's network has the message; and what `kill -9` of every process costs in mid-flow. `--short`: 3 s of each.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Callveil } from '../support/servers/callveil.js';
import { httpSender } from '../support/servers/http-sender.js';
import { processTree } from '../support/servers/process-tree.js';
import { mobile, privateNumber } from '../support/stages/routing-world.js';
import type { BenchResult } from './bench.js';

const APP = { appKey: 'bench-app', appSecret: 'bench-secret' };
const TOKEN = 'bench-operator-token';
const RATE = 550;
const PAIRS = 200;
const [SENDER, RECEIVER] = ['127.0.0.81', '127.0.0.82'];
const SETTLE_MS = 15_000;

export async function bench(options: readonly string[]): Promise<BenchResult> {
  const seconds = options.includes('--short') ? 3 : 12;
  const carriers = await Carriers.open();
  const callveil = await Callveil.start(() => config(carriers.receiverPort));
  try {
    const client = callveil.client(APP);
    for (let n = 0; n < PAIRS; n += 1)
      await client.post('/rest/caas/relationnumber/partners/v1.0', {
        relationNum: privateNumber(1),
        callerNum: mobile(2 * n + 1),
        calleeNum: mobile(2 * n + 2),
      });
    carriers.port = callveil.sipPort('udp');
    await carriers.flow(1);
    const steady = await measureFlow(carriers, seconds);
    const killed = await measureKill(callveil, carriers, seconds);
    return {
      rows: [
        ['messages, durable, whole way', `${steady.messagesPerSecond} /s`],
        [
          'answer to the sender’s network, p50, p99',
          `${steady.p50Milliseconds} ms, ${steady.p99Milliseconds} ms`,
        ],
        ['accepted before kill -9', `${killed.acceptedAtKill}`],
        [
          'of them lost, sent twice, not known',
          `${killed.lostAtKill}, ${killed.twiceAtKill}, ${killed.unknownAtKill}`,
        ],
      ],
      figures: { ...steady, ...killed },
    };
  } finally {
    await callveil.stop();
    carriers.close();
  }
}

async function measureFlow(carriers: Carriers, seconds: number) {
  carriers.forget();
  const started = performance.now();
  await carriers.flow(seconds);
  const sent = carriers.sent;
  await carriers.until(() => carriers.answered.size >= sent);
  const took = (carriers.lastAnswerAt - started) / 1000;
  const waits = [...carriers.answered.values()].map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((waits[Math.floor(share * (waits.length - 1))] ?? 0) * 10) / 10;
  const accepted = [...carriers.answered.values()].filter(({ status }) => status < 300).length;
  return {
    messagesPerSecond: Math.round(accepted / took),
    refused: sent - accepted,
    p50Milliseconds: at(0.5),
    p99Milliseconds: at(0.99),
  };
}

async function measureKill(callveil: Callveil, carriers: Carriers, seconds: number) {
  carriers.forget();
  const flowing = carriers.flow(seconds);
  await new Promise((resolve) => setTimeout(resolve, (seconds * 1000) / 2));
  for (const pid of processTree(callveil.pid).reverse()) process.kill(pid, 'SIGKILL');
  await callveil.gone;
  carriers.isPaused = true;
  await flowing;
  await callveil.run();
  const accepted = [...carriers.answered].filter(([, { status }]) => status < 300).map(([id]) => id);
  const operator = httpSender(callveil.operator);
  const list = async (): Promise<{ waiting: number; items: { result?: string }[] }> => {
    const headers = { Authorization: `Bearer ${TOKEN}` };
    const { body } = await operator({ method: 'GET', path: '/v1/messages?limit=1000', headers });
    return JSON.parse(body) as { waiting: number; items: { result?: string }[] };
  };
  const deadline = Date.now() + SETTLE_MS;
  let { waiting, items } = await list();
  while (waiting > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    ({ waiting, items } = await list());
  }
  const unknown = items.filter(({ result }) => result === 'unknown').length;
  const missing = accepted.filter((id) => !carriers.arrived.has(id)).length;
  return {
    acceptedAtKill: accepted.length,
    // A message that is reported as not known is not lost: its application and its sender's network hear of it.
    lostAtKill: Math.max(0, missing - unknown),
    twiceAtKill: [...carriers.arrived.values()].filter((calls) => calls.size > 1).length,
    unknownAtKill: unknown,
  };
}

/** Both carriers: one sends with a number in each text, the other answers 200 at once. */
class Carriers {
  port = 0;
  isPaused = false;
  sent = 0;
  lastAnswerAt = 0;
  readonly answered = new Map<number, { readonly status: number; readonly ms: number }>();
  /** Call-IDs by the number in the text: a second one is a second message. */
  readonly arrived = new Map<number, Set<string>>();
  readonly #sentAt = new Map<number, number>();
  readonly #from: Socket;
  readonly #to: Socket;
  #next = 0;

  private constructor(from: Socket, to: Socket) {
    this.#from = from;
    this.#to = to;
    from.on('message', (bytes) => this.#answer(bytes.toString()));
    to.on('message', (bytes, { address, port }) => this.#arrive(bytes.toString(), address, port));
  }

  static async open(): Promise<Carriers> {
    const sockets = [createSocket('udp4'), createSocket('udp4')] as const;
    for (const [n, socket] of sockets.entries()) {
      socket.bind(0, [SENDER, RECEIVER][n]);
      await once(socket, 'listening');
      socket.setRecvBufferSize(4 * 1024 * 1024);
    }
    return new Carriers(...sockets);
  }

  get receiverPort(): number {
    return (this.#to.address() as AddressInfo).port;
  }

  forget(): void {
    this.sent = 0;
    this.answered.clear();
    this.arrived.clear();
    this.#sentAt.clear();
  }

  /** Sends at the rate for so long. */
  async flow(seconds: number): Promise<void> {
    const started = performance.now();
    let done = 0;
    while (done < seconds * RATE && !this.isPaused) {
      const due = Math.min(seconds * RATE, Math.floor(((performance.now() - started) / 1000) * RATE));
      for (; done < due; done += 1) this.#send();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  async until(isMet: () => boolean): Promise<void> {
    const deadline = Date.now() + SETTLE_MS;
    while (!isMet() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  close(): void {
    this.#from.close();
    this.#to.close();
  }

  #send(): void {
    const id = (this.#next += 1);
    this.sent += 1;
    const { address, port } = this.#from.address() as AddressInfo;
    const text = `message ${id}`;
    const lines = [
      `MESSAGE sip:${privateNumber(1)}@127.0.0.1:${this.port} SIP/2.0`,
      `Via: SIP/2.0/UDP ${address}:${port};branch=z9hG4bK-bench-${id}`,
      'Max-Forwards: 70',
      `From: <sip:${mobile((id % (2 * PAIRS)) + 1)}@${address}>;tag=t${id}`,
      `To: <sip:${privateNumber(1)}@127.0.0.1>`,
      `Call-ID: bench-${id}`,
      'CSeq: 1 MESSAGE',
      'Content-Type: text/plain',
      `Content-Length: ${text.length}`,
    ];
    this.#sentAt.set(id, performance.now());
    this.#from.send(`${lines.join('\r\n')}\r\n\r\n${text}`, this.port, '127.0.0.1');
  }

  #answer(text: string): void {
    const status = Number(/^SIP\/2.0 (\d{3})/.exec(text)?.[1]);
    const id = Number(/^Call-ID: bench-(\d+)/im.exec(text)?.[1]);
    const sentAt = this.#sentAt.get(id);
    if (sentAt === undefined || this.answered.has(id)) return;
    this.lastAnswerAt = performance.now();
    this.answered.set(id, { status, ms: this.lastAnswerAt - sentAt });
  }

  #arrive(text: string, address: string, port: number): void {
    const end = text.indexOf('\r\n\r\n');
    const lines = text.slice(0, end).split('\r\n');
    if (!lines[0]?.startsWith('MESSAGE')) return;
    const of = (names: RegExp): string[] => lines.filter((line) => names.test(line));
    const id = Number(/message (\d+)/.exec(text.slice(end))?.[1]);
    const calls = this.arrived.get(id) ?? new Set();
    this.arrived.set(id, calls.add(of(/^Call-ID:/i)[0] ?? ''));
    const head = ['SIP/2.0 200 OK', ...of(/^(Via|From|To|Call-ID|CSeq):/i), 'Content-Length: 0'];
    this.#to.send(`${head.join('\r\n')}\r\n\r\n`, port, address);
  }
}

function config(receiverPort: number): Record<string, unknown> {
  return {
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    operator: { port: 0, tokens: [{ name: 'bench', role: 'admin', token: TOKEN }] },
    log: { level: 'error' },
    messages: { perSecond: 0, failureNotice: '' },
    trunks: [
      { name: 'out', from: [RECEIVER], to: `sip:${RECEIVER}:${receiverPort}` },
      { name: 'in', from: [SENDER] },
    ],
    applications: [
      {
        ...APP,
        mode: 'AXB',
        features: { sms: true },
        numbers: [{ number: privateNumber(1), areaCode: '0755' }],
      },
    ],
  };
}
