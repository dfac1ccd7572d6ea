/** The SMPP transport of one trunk, `carrier`, with a scripted server and time in the test's hands. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { pino } from 'pino';
import { ulid } from 'ulid';
import { parseConfig } from '../../../config/load.js';
import { EndController, type EndSignal } from '../../../engine/end-signal.js';
import type {
  IncomingReceipt,
  IncomingText,
  OutgoingText,
  SentText,
  Verdict,
} from '../../../engine/message/message-transport.js';
import { PartFiles, type PartStore } from '../../../engine/smpp/parts/part-files.js';
import { openConnection } from '../../../engine/smpp/session/open-connection.js';
import { SmppTransport } from '../../../engine/smpp/smpp-transport.js';
import type { TrunkConfig } from '../../../config/config.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { loadPolicy } from '../../../routing/numbers/policy.js';
import { FakeClock } from '../fakes/fake-clock.js';
import { Smsc } from '../servers/smsc.js';

export interface SmppStageOptions {
  /** Keys of `smpp` beside the server and the login, as YAML in one line: `window: 1, binds: 2`. */
  readonly keys?: string;
  readonly smsc?: Smsc;
  /** Folder of the parts, of a transport before this one. */
  readonly folder?: string;
  readonly parts?: PartStore;
}

export const A = '+8613800000021' as E164;
export const B = '+8613900000022' as E164;
export const X = '+8675500000001' as E164;

const POLICY = loadPolicy();

export class SmppStage {
  readonly clock = new FakeClock();
  readonly messages: IncomingText[] = [];
  readonly receipts: IncomingReceipt[] = [];
  readonly logged: string[] = [];
  /** The answer to each message that comes in. */
  onMessage: (message: IncomingText) => Promise<Verdict> = () =>
    Promise.resolve({ isAccepted: true, isSent: false });
  readonly transport: SmppTransport;

  private constructor(
    readonly smsc: Smsc,
    readonly folder: string,
    readonly keys: string,
    { parts = new PartFiles(folder) }: SmppStageOptions,
  ) {
    this.transport = new SmppTransport({
      ...{ clock: this.clock, random: () => 0.5, open: openConnection, parts, newId: ulid },
      trunks: this.trunks(keys),
      policy: POLICY,
      logger: pino({ level: 'trace' }, { write: (line) => void this.logged.push(line) }),
    });
  }

  /** Started, and bound where the server takes binds. */
  static async open(t: Test, options: SmppStageOptions = {}): Promise<SmppStage> {
    const smsc = options.smsc ?? (await Smsc.listen());
    const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'callveil-parts-')));
    const stage = new SmppStage(smsc, folder, options.keys ?? '', options);
    t.teardown(async () => {
      await smsc.close();
      await stage.transport.close();
      await rm(folder, { recursive: true, force: true });
    });
    await stage.start();
    return stage;
  }

  trunks(keys: string, name = 'carrier'): readonly TrunkConfig[] {
    const smpp = `{servers: ["${this.smsc.address}"], systemId: callveil, password: secret, ${keys}}`;
    return parseConfig(`trunks: [{name: ${name}, smpp: ${smpp}}]`).trunks;
  }

  async start(): Promise<void> {
    await this.transport.start({
      onMessage: (message) => {
        this.messages.push(message);
        this.smsc.changed();
        return this.onMessage(message);
      },
      onReceipt: (receipt) => {
        this.receipts.push(receipt);
        this.smsc.changed();
        return Promise.resolve();
      },
    });
  }

  /** Resolves once our side knows that it is bound, so that messages can go out. */
  async bound(count = 1): Promise<void> {
    await this.smsc.binds(count);
    const isBound = (): boolean => this.transport.states.filter((state) => state.isBound).length >= count;
    while (!isBound()) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets time pass, a tenth of a second at once, until so many messages have come to the server. */
  async passUntilSubmitted(count: number): Promise<void> {
    while (this.smsc.submits.length < count) await this.clock.pass(100);
  }

  /** Resolves once our side knows that nothing is bound. */
  async lost(): Promise<void> {
    while (this.transport.states.some((state) => state.isBound))
      await new Promise((resolve) => setImmediate(resolve));
  }

  send(message: Partial<OutgoingText> = {}, signal: EndSignal = new EndController()): Promise<SentText> {
    return this.transport.send(
      {
        id: 'm1',
        attempt: 1,
        trunk: 'carrier',
        from: X,
        to: B,
        text: 'hello',
        validForMs: 3_600_000,
        ...message,
      },
      signal,
    );
  }
}

/** What a send failed with, as one line: `temporary trunk-failed 0x58`. */
export async function failureOf(sending: Promise<SentText>): Promise<string> {
  try {
    return `sent ${(await sending).carrierId}`;
  } catch (error) {
    const { kind, result, details } = error as {
      kind: string;
      result: string;
      details?: { status?: number; isTrunks?: boolean };
    };
    const status = details?.status === undefined ? '' : ` 0x${details.status.toString(16)}`;
    return `${kind} ${result}${status}`;
  }
}
