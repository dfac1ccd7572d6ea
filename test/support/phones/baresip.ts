/**
 * baresip from Debian as a softphone: registers one account, plays a sine as its microphone, writes what it hears into
 * WAV files, and is driven over its control socket (netstrings of JSON, module ctrl_tcp).
 */
import { hostPort } from '../../../config/address.js';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeTcpPort } from '../servers/free-port.js';

export interface BaresipOptions {
  /** Address of its SIP and its audio (default 127.0.0.1). */
  readonly host?: string;
  readonly number: string;
  readonly password: string;
  /** `host:port` of the service. */
  readonly server: string;
  /** Frequency of the microphone's tone in Hz. */
  readonly tone: number;
  readonly autoAnswer: boolean;
  /** `tls`: with the authority that issued the service's certificate. */
  readonly transport?: 'udp' | 'tls';
  readonly authorityFile?: string;
  /** SRTP by SDES: `srtp` offers it in RTP/AVP, `srtp-mand` in RTP/SAVP and insists. */
  readonly encryption?: 'srtp' | 'srtp-mand';
}

export interface BaresipEvent {
  readonly event?: boolean;
  readonly type?: string;
  readonly direction?: string;
  readonly peeruri?: string;
  readonly param?: string;
  /** The command that this answers. */
  readonly token?: string;
}

const PATIENCE_MS = 60_000;

export class Baresip {
  readonly events: BaresipEvent[] = [];
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly #waiting = new Set<() => void>();
  #control: Socket | undefined;
  #output = '';

  private constructor(folder: string, host: string) {
    this.#folder = folder;
    this.#child = spawn('baresip', ['-f', folder, host.includes(':') ? '-6' : '-4'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer): void =>
      void (this.#output = (this.#output + chunk.toString('utf8')).slice(-8000));
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
  }

  /** Starts the phone and waits until it is registered. */
  static async start(options: BaresipOptions): Promise<Baresip> {
    const folder = await mkdtemp(join(tmpdir(), 'callveil-baresip-'));
    const controlPort = await freeTcpPort();
    await writeFile(join(folder, 'config'), configFile(folder, options, controlPort));
    await writeFile(join(folder, 'accounts'), accountLine(options));
    await writeFile(join(folder, 'contacts'), '');
    const phone = new Baresip(folder, options.host ?? '127.0.0.1');
    try {
      await phone.#openControl(controlPort);
      // The first registration may be over before the control socket is up, so its event can be missed; the screen
      // cannot.
      await phone.#wait(() => (/200 OK.*binding/.test(phone.#output) ? true : undefined));
    } catch (error) {
      await phone.stop();
      throw error;
    }
    return phone;
  }

  dial(uri: string): void {
    this.#command('dial', uri);
  }

  hangUp(): void {
    this.#command('hangup');
  }

  /** The first event, past or future, that matches. */
  async until(matches: (event: BaresipEvent) => boolean): Promise<BaresipEvent> {
    return this.#wait(() => this.events.find(matches));
  }

  async #wait<T>(find: () => T | undefined): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      const left = deadline - Date.now();
      if (left <= 0)
        throw new Error(`baresip did not get there: ${JSON.stringify(this.events)}\n${this.#output}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  /** What it heard, decoded: the WAV file of the `dec` direction, once the call has ended. */
  async heard(): Promise<Buffer> {
    await this.until(({ type }) => type === 'CALL_CLOSED');
    // The file is whole when the call's parts have gone, which is after that event and before the next command.
    this.#command('reginfo');
    await this.until(({ token }) => token === 'reginfo');
    const name = (await readdir(this.#folder)).find((file) => file.endsWith('dec.wav'));
    if (name === undefined) throw new Error(`baresip wrote no recording: ${this.#output}`);
    return readFile(join(this.#folder, name));
  }

  async stop(): Promise<void> {
    this.#control?.destroy();
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
      this.#child.kill('SIGKILL');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  #command(command: string, params = ''): void {
    const json = JSON.stringify({ command, params, token: command });
    this.#control?.write(`${Buffer.byteLength(json)}:${json},`);
  }

  async #openControl(port: number): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const socket = await tryConnect(port);
      if (socket !== undefined) {
        this.#control = socket;
        break;
      }
      if (Date.now() > deadline) throw new Error(`baresip did not start: ${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    let rest = '';
    this.#control.setEncoding('utf8').on('data', (chunk: string) => {
      rest = takeNetstrings(rest + chunk, (json) => this.events.push(JSON.parse(json) as BaresipEvent));
      this.#wake();
    });
    this.#control.on('error', () => undefined);
  }
}

function tryConnect(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

/** Hands each complete netstring over and returns what is left. */
function takeNetstrings(text: string, take: (payload: string) => void): string {
  for (;;) {
    const colon = text.indexOf(':');
    const length = Number(text.slice(0, colon));
    if (colon < 0 || text.length < colon + 2 + length) return text;
    take(text.slice(colon + 1, colon + 1 + length));
    text = text.slice(colon + 2 + length);
  }
}

function configFile(
  folder: string,
  { tone, authorityFile, encryption, host = '127.0.0.1' }: BaresipOptions,
  controlPort: number,
): string {
  return [
    'poll_method epoll',
    `sip_listen ${hostPort(host, 0)}`,
    `net_interface ${host}`,
    ...(authorityFile === undefined ? [] : [`sip_cafile ${authorityFile}`]),
    'call_local_timeout 120',
    'call_max_calls 4',
    'audio_player aubridge,nowhere',
    `audio_source ausine,${tone}`,
    'audio_alert aubridge,nowhere',
    'ausrc_srate 48000',
    'auplay_srate 8000',
    'ausrc_channels 2',
    'auplay_channels 1',
    'rtp_tos 184',
    `snd_path ${folder}`,
    'module_path /usr/lib/baresip/modules',
    ...[
      'g711.so',
      'ausine.so',
      'aubridge.so',
      'sndfile.so',
      ...(encryption === undefined ? [] : ['srtp.so']),
    ].map((name) => `module ${name}`),
    ...['account.so', 'menu.so', 'ctrl_tcp.so'].map((name) => `module_app ${name}`),
    `ctrl_tcp_listen 127.0.0.1:${controlPort}`,
    '',
  ].join('\n');
}

function accountLine({
  number,
  password,
  server,
  autoAnswer,
  transport = 'udp',
  encryption,
}: BaresipOptions): string {
  const mode = autoAnswer ? 'auto' : 'manual';
  const security = encryption === undefined ? '' : `;mediaenc=${encryption}`;
  return `<sip:${number}@${server};transport=${transport}>;auth_pass=${password};answermode=${mode};regint=60;audio_codecs=pcma,pcmu${security}\n`;
}
