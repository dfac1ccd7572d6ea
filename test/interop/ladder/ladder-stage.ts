/**
 * The whole service for the cases of one set of settings: trunk `a` where callers call from, trunk `b` where callees
 * are reached.
 */
import { Callveil } from '../../support/servers/callveil.js';
import { SipPuppet } from '../../support/phones/sip-puppet.js';
import { NUMBERS, type CountryNumbers } from './ladder-numbers.js';
import type { LadderSettings, Settings } from './read-ladder.js';

export const A_ADDRESS = '127.0.0.2';
export const B_ADDRESS = '127.0.0.3';
export const C_ADDRESS = '127.0.0.5';
const APP = { appKey: 'ladder-app', appSecret: 'ladder-secret' };
const TOKEN = 'ladder-operator-token';

export type SipServer = 'embedded' | 'embedded-drachtio';

/** No OPTIONS of our own come between a case's messages. */
const QUIET = { options: 'never' };

/** Who takes part in one case. */
export interface Parties {
  readonly a: string;
  readonly b: string;
  readonly x: string;
}

export class LadderStage {
  #cases = 0;

  private constructor(
    readonly callveil: Callveil,
    /** What listens where trunk `b` is reached. */
    readonly callee: SipPuppet,
    /** What listens where trunk `c` is reached, if there is one. */
    readonly other: SipPuppet | undefined,
    readonly settings: LadderSettings,
  ) {}

  static async start(settings: LadderSettings, server: SipServer): Promise<LadderStage> {
    const callee =
      settings.transport === 'tcp' ? await SipPuppet.tcpServer(B_ADDRESS) : await SipPuppet.udp(B_ADDRESS);
    const other = settings.c === undefined ? undefined : await SipPuppet.udp(C_ADDRESS);
    try {
      const callees = { b: callee.hostPort, c: other?.hostPort };
      const callveil = await Callveil.start((receiver) => configOf(settings, server, receiver, callees));
      const stage = new LadderStage(callveil, callee, other, settings);
      callee.hearOnly(stage.udpServer);
      other?.hearOnly(stage.udpServer);
      return stage;
    } catch (error) {
      callee.close();
      other?.close();
      throw error;
    }
  }

  get numbers(): CountryNumbers {
    return numbersOf(this.settings);
  }

  get server(): { readonly address: string; readonly port: number } {
    return { address: '127.0.0.1', port: this.callveil.sipPort(this.settings.transport ?? 'udp') };
  }

  /** Where all that is sent over UDP comes from. */
  get udpServer(): { readonly address: string; readonly port: number } {
    return { address: '127.0.0.1', port: this.callveil.sipPort('udp') };
  }

  async caller(): Promise<SipPuppet> {
    if (this.settings.transport === 'tcp') return SipPuppet.tcp(this.server);
    const caller = await SipPuppet.udp(A_ADDRESS);
    caller.hearOnly(this.udpServer);
    return caller;
  }

  /** New numbers for a case, bound. */
  async bind(): Promise<Parties> {
    const number = String((this.#cases += 1)).padStart(4, '0');
    const { a, b, x } = this.numbers;
    const parties = { a: a + number, b: b + number, x: x + number };
    const isAxe = this.settings.mode === 'AXE';
    const path = isAxe ? '/rest/caas/extendnumber/v1.0' : '/rest/caas/relationnumber/partners/v1.0';
    const body = isAxe
      ? { virtualNum: parties.x, bindNum: parties.b, extendNum: '1234', displayNumMode: '0' }
      : { relationNum: parties.x, callerNum: parties.a, calleeNum: parties.b };
    const { json } = await this.callveil.client(APP).post(path, { ...body, ...this.settings.binding });
    if (json['resultcode'] !== '0') throw new Error(`the binding was refused: ${JSON.stringify(json)}`);
    return parties;
  }

  /** Resolves once there is neither a call nor a dialog, and rejects with what is left where that takes too long. */
  async isEmpty(withinMs: number): Promise<void> {
    const left = await this.callveil.leftOver(withinMs);
    if (left !== '') throw new Error(`left in the service after ${withinMs} ms: ${left}`);
  }

  async stop(): Promise<void> {
    this.callee.close();
    this.other?.close();
    await this.callveil.stop();
  }
}

function numbersOf({ country = 'china' }: LadderSettings): CountryNumbers {
  const numbers = NUMBERS[country];
  if (numbers === undefined)
    throw new Error(`expected one of ${Object.keys(NUMBERS).join(', ')}, found ${country}`);
  return numbers;
}

function configOf(
  settings: LadderSettings,
  server: SipServer,
  receiver: string,
  { b, c }: { readonly b: string; readonly c: string | undefined },
): Settings {
  const { sip = {}, ...more } = (settings.service ?? {}) as { sip?: Settings };
  const isTcp = settings.transport === 'tcp';
  const { policyFile, x, areaCode } = numbersOf(settings);
  return {
    ...(policyFile !== undefined && { policyFile }),
    operator: { port: 0, tokens: [{ name: 'ladder', role: 'admin', token: TOKEN }] },
    trunks: [
      { name: 'a', from: [A_ADDRESS], ...settings.a },
      {
        ...{ name: 'b', from: [B_ADDRESS], to: `sip:${b}${isTcp ? ';transport=tcp' : ''}` },
        ...{ health: QUIET, ...settings.b },
      },
      ...(c === undefined
        ? []
        : [{ name: 'c', from: [C_ADDRESS], to: `sip:${c}`, health: QUIET, ...settings.c }]),
    ],
    applications: [
      {
        ...APP,
        mode: settings.mode ?? 'AXB',
        callbacks: { status: `${receiver}/status`, fee: `${receiver}/fee` },
        numbers: Array.from({ length: 400 }, (_, index) => ({
          number: x + String(index + 1).padStart(4, '0'),
          areaCode,
        })),
      },
    ],
    ...more,
    sip: {
      server,
      listen: ['udp', 'tcp'].map((transport) => ({ transport, host: '127.0.0.1', port: 0 })),
      ...sip,
    },
  };
}
