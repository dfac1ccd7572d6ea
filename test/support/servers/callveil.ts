/**
 * The whole service as a test, a scenario or the demo runs it: `engine/main.js` as a process on free ports of
 * 127.0.0.1, with a folder of its own, and a receiver for its pushes to the application.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { httpSender } from './http-sender.js';
import { processTree, programOf, serviceProcess } from './process-tree.js';
import { PrivateNumberClient } from './privatenumber-client.js';

const main = fileURLToPath(new URL('../../../engine/main.js', import.meta.url));

/** How long a test waits for an event; generous, because the machine may be busy. */
const PATIENCE_MS = 60_000;

/** What the service prints when it accepts calls. */
export interface ReadyLine {
  readonly msg: 'ready';
  /** `udp/127.0.0.1:5060`, … */
  readonly sip: readonly string[];
  /** `http://127.0.0.1:8080` */
  readonly api: string;
  /** `http://127.0.0.1:8081` */
  readonly operator: string;
}

export type LogLine = Readonly<Record<string, unknown>> & { readonly level: string; readonly msg: string };

/** A push to the application: an event of spec 10.1, a record of 10.2, or an SMS notice of 10.3. */
export interface Push {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export class Callveil {
  readonly folder: string;
  readonly pushes: Push[] = [];
  readonly log: LogLine[] = [];
  /**
   * What the application answers to a push; empty by default. A promise that stays open is an application that hangs.
   */
  reply: (push: Push) => string | Promise<string> = () => '';
  #child: ChildProcess | undefined;
  #config: Record<string, unknown> = {};
  #ready: ReadyLine | undefined;
  #receiver: Server | undefined;
  readonly #waiting = new Set<() => void>();

  private constructor(
    folder: string,
    /** Beside those of this process. */
    private readonly environment: Readonly<Record<string, string>>,
  ) {
    this.folder = folder;
  }

  /**
   * Starts the service. `configure` receives the receiver's address and returns the configuration; missing values of
   * `dataDirectory`, `sip.listen` and `api` are set to a fresh folder and free ports.
   */
  static async start(
    configure: (receiver: string) => Record<string, unknown>,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Callveil> {
    const callveil = new Callveil(await mkdtemp(join(tmpdir(), 'callveil-')), environment);
    const receiver = await callveil.#startReceiver();
    const configured = configure(receiver);
    callveil.#config = {
      dataDirectory: join(callveil.folder, 'data'),
      api: { host: '127.0.0.1', port: 0 },
      operator: { port: 0 },
      ...configured,
      // A busy machine must not refuse the calls of a test that is about something else.
      limits: { delayMilliseconds: 10_000, ...(configured['limits'] as object | undefined) },
    };
    try {
      await callveil.run();
    } catch (error) {
      // A service that does not get ready in time would run on, and slow down the next test.
      await callveil.kill();
      await callveil.stop();
      throw error;
    }
    return callveil;
  }

  /** Starts the process (again, after `kill`) on the same folder and configuration. */
  async run(): Promise<void> {
    const { file } = this;
    await writeFile(file, stringify(this.#config));
    const child = spawn(process.execPath, [main, '--config', file], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.environment },
    });
    this.#child = child;
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-8000)));
    createInterface({ input: child.stdout }).on('line', (line) => this.#take(line));
    const died = new Promise<never>((_, reject) => {
      child.once('exit', (code, signal) =>
        reject(
          new Error(
            `the service ended (${signal ?? code}) before it was ready: ${complaint}${this.#lastLines()}`,
          ),
        ),
      );
    });
    this.#ready = undefined;
    await Promise.race([this.until(() => this.#ready, 'the start'), died]);
    died.catch(() => undefined);
  }

  /** The configuration file. */
  get file(): string {
    return join(this.folder, 'callveil.yaml');
  }

  /** Changes the file; the running service is not asked to read it. `change` receives a copy of what is in it. */
  async edit(change: (config: Record<string, unknown>) => void): Promise<void> {
    this.#config = structuredClone(this.#config);
    change(this.#config);
    await writeFile(this.file, stringify(this.#config));
  }

  /** Exit code of the process, once it has ended by itself or as asked. */
  get exited(): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return Promise.resolve(child?.exitCode ?? null);
    return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  }

  /** Resolves when the process has ended, in any way. */
  get gone(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => child.once('exit', () => resolve()));
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get api(): string {
    return this.#readyLine.api;
  }

  get operator(): string {
    return this.#readyLine.operator;
  }

  /** An application's client of the compatible API. */
  client(application: { readonly appKey: string; readonly appSecret: string }): PrivateNumberClient {
    const { appKey, appSecret } = application;
    return new PrivateNumberClient({ scheme: 'AKSK', appKey, appSecret, send: httpSender(this.api) });
  }

  /** Port of the listener of that transport. */
  /** `host` as in an address: `127.0.0.1`, `[::1]`; by default the first that it listens at. */
  sipPort(transport: 'udp' | 'tcp' | 'tls', host = ''): number {
    const point = this.#readyLine.sip.find((text) => text.startsWith(`${transport}/${host}`));
    return Number(point?.slice(point.lastIndexOf(':') + 1));
  }

  /**
   * Resolves with the first value of `find` that is neither undefined nor false; `find` is called again at every line
   * and push.
   */
  async until<T>(find: () => T | undefined | false, what = 'what was waited for'): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`${what} did not happen within ${PATIENCE_MS} ms\n${this.#lastLines()}`);
      await this.#change(left);
    }
  }

  /** Resolves at the next line or push, or after so many milliseconds. */
  async #change(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#waiting.add(resolve);
      timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
  }

  /** The next push whose body `matches`. */
  async push(matches: (body: Push['body']) => boolean): Promise<Push> {
    return this.until(() => this.pushes.find((push) => matches(push.body)), 'the push');
  }

  /**
   * What the service holds of calls, a phrase for each table that is not empty: '' once there is neither a call nor a
   * dialog. Asks repeatedly for up to `withinMs`. Transactions are not counted: they end by themselves, 32 s later.
   */
  async leftOver(withinMs: number): Promise<string> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const held = [
        ...(await this.metrics()).matchAll(/^callveil_held\{process="(\w+)",table="(\w+)"\} (\d+)$/gm),
      ];
      if (held.length === 0) throw new Error('the service does not say what it holds');
      const left = held.filter(([, , table, size]) => table !== 'transactions' && size !== '0');
      if (left.length === 0 || Date.now() > deadline)
        return left.map(([, process, table, size]) => `${size} ${table} (${process})`).join(', ');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** As Prometheus reads them. */
  async metrics(): Promise<string> {
    return (await fetch(`${this.operator}/metrics`)).text();
  }

  /** Ends the parent and the engine at once, as a crash would; the others find themselves alone. */
  async kill(): Promise<void> {
    const engine = processTree(this.pid).find((pid) => programOf(pid) === 'engine');
    const ended = this.#end('SIGKILL');
    if (engine !== undefined) process.kill(engine, 'SIGKILL');
    await ended;
  }

  /** Ends the engine alone at once. Resolves when the next one takes calls. */
  async crashEngine(): Promise<void> {
    this.#ready = undefined;
    process.kill(serviceProcess(this.pid, 'engine'), 'SIGKILL');
    await this.until(() => this.#ready, 'the next engine');
  }

  /** Ends the process as an operator would, and removes its folder. */
  async stop(): Promise<void> {
    await this.#end('SIGINT');
    this.#receiver?.closeAllConnections();
    await new Promise<void>((resolve) =>
      this.#receiver ? this.#receiver.close(() => resolve()) : resolve(),
    );
    await rm(this.folder, { recursive: true, force: true });
  }

  get #readyLine(): ReadyLine {
    if (this.#ready === undefined) throw new TypeError('the service is not running');
    return this.#ready;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
  }

  #take(line: string): void {
    const parsed = parseLine(line);
    this.log.push(parsed);
    if (parsed.msg === 'ready') this.#ready = parsed as unknown as ReadyLine;
    this.#wake();
  }

  #wake(): void {
    for (const resolve of [...this.#waiting]) resolve();
    this.#waiting.clear();
  }

  #lastLines(): string {
    return this.log
      .slice(-5)
      .map((line) => JSON.stringify(line))
      .join('\n');
  }

  /** Takes what the service pushes, and answers 200 with what `reply` gives. */
  async #startReceiver(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Push['body'];
        const push = { path: request.url ?? '', body, headers: request.headers };
        this.pushes.push(push);
        this.#wake();
        void Promise.resolve(this.reply(push)).then((answer) => response.end(answer));
      });
    });
    this.#receiver = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
}

function parseLine(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { level: 'print', msg: line };
  }
}
