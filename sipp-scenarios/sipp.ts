/** One SIPp process: started on a scenario file, its message trace read afterwards. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The scenario files are data beside the source, not compiled: from dist/ the project's root is one up. */
const folder = fileURLToPath(new URL('../../sipp-scenarios/', import.meta.url));

export interface SippOptions {
  /** Scenario file without `.xml`. */
  readonly scenario: string;
  readonly transport: 'udp' | 'tcp';
  /** The address of its SIP and its audio: `127.0.0.1` or `::1`. */
  readonly host: string;
  readonly port: number;
  /** Address to call; absent for a side that only answers. */
  readonly target?: string;
  /** `-key name value` pairs for the file. */
  readonly keys: Readonly<Record<string, string>>;
  /** User part dialled. */
  readonly service?: string;
  readonly workDirectory: string;
  readonly timeoutSeconds: number;
}

export class Sipp {
  readonly scenario: string;
  readonly #child: ChildProcess;
  readonly #traceFile: string;
  readonly #exit: Promise<number>;
  #output = '';

  constructor(options: SippOptions) {
    this.scenario = options.scenario;
    this.#traceFile = join(options.workDirectory, `${options.scenario}-${options.port}.messages`);
    const keys = Object.entries(options.keys).flatMap(([name, value]) => ['-key', name, value]);
    this.#child = spawn(
      'sipp',
      [
        ...(options.target === undefined ? [] : [options.target]),
        ...[
          '-sf',
          join(folder, `${options.scenario}.xml`),
          '-i',
          options.host,
          '-mi',
          options.host,
          '-p',
          String(options.port),
        ],
        ...[
          '-t',
          options.transport === 'udp' ? 'u1' : 't1',
          '-m',
          '1',
          '-nostdin',
          '-timeout',
          `${options.timeoutSeconds}s`,
        ],
        ...(options.service === undefined ? [] : ['-s', options.service]),
        ...keys,
        ...['-trace_msg', '-message_file', this.#traceFile, '-timeout_error', '-default_behaviors', 'none'],
      ],
      {
        cwd: options.workDirectory,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, TERM: 'dumb' },
      },
    );
    const keep = (chunk: Buffer): void =>
      void (this.#output = (this.#output + chunk.toString('latin1')).slice(-20_000));
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    this.#exit = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      this.#child.on('close', (code) => resolve(code ?? -1));
    });
  }

  /** Exit code: 0 when every step of the file happened. */
  get exited(): Promise<number> {
    return this.#exit;
  }

  /** Everything sent and received, as text. */
  trace(): string {
    try {
      return readFileSync(this.#traceFile, 'latin1');
    } catch {
      return '';
    }
  }

  /** Last lines of the screen, for a report of a failure. */
  get screen(): string {
    return this.#output.trimEnd().split('\n').slice(-25).join('\n');
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

/**
 * Resolves when somebody listens on that UDP port of IPv4 or IPv6 (SIPp says nothing when it is ready). Looks in the
 * kernel's table: binding the port to see whether it is taken would take it from SIPp.
 */
export async function udpPortInUse(port: number): Promise<void> {
  const local = new RegExp(`^ *\\d+: [0-9A-F]+:${port.toString(16).toUpperCase().padStart(4, '0')} `, 'm');
  while (!['udp', 'udp6'].some((table) => local.test(readFileSync(`/proc/net/${table}`, 'latin1')))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
