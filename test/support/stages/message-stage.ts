/** The whole service with one carrier that sends and takes short messages, and an application of each mode. */
import type { Test } from 'tap';
import { MessagePeer } from '../phones/message-peer.js';
import { SipPuppet } from '../phones/sip-puppet.js';
import { Callveil, type Push } from '../servers/callveil.js';
import { httpSender } from '../servers/http-sender.js';

export const A = '+8613800000021';
export const B = '+8613900000022';
export const C = '+8613700000033';
/** A privacy number of each application, by its mode; AXYB has two. */
export const X = {
  AXB: '+8617100000001',
  AX: '+8617100000002',
  AXE: '+8617100000003',
  AXYB: '+8617100000004',
  X: '+8617100000005',
  quiet: '+8617100000006',
} as const;
export const Y = '+8617100000014';

type Name = keyof typeof X;
const OPERATOR_TOKEN = 'stage-operator-token';

export interface MessageStageOptions {
  readonly server?: 'embedded' | 'embedded-drachtio';
  readonly messages?: Readonly<Record<string, unknown>>;
  /** Settings of the carrier's trunk. */
  readonly trunk?: Readonly<Record<string, unknown>>;
}

export class MessageStage {
  private constructor(
    readonly callveil: Callveil,
    readonly puppet: SipPuppet,
    public carrier: MessagePeer,
  ) {}

  static async start(t: Pick<Test, 'teardown'>, options: MessageStageOptions = {}): Promise<MessageStage> {
    const { server = 'embedded', messages = {}, trunk = {} } = options;
    const puppet = await SipPuppet.udp('127.0.0.2');
    const callveil = await Callveil.start((receiver) => ({
      sip: { server, listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
      operator: { port: 0, tokens: [{ name: 'stage', role: 'admin', token: OPERATOR_TOKEN }] },
      trunks: [{ name: 'carrier', from: [puppet.address], to: `sip:${puppet.hostPort}`, ...trunk }],
      messages: { reportContent: true, retrySeconds: 1, ...messages },
      applications: (Object.keys(X) as Name[]).map((name) => ({
        appKey: `app-${name}`,
        appSecret: `secret-${name}`,
        mode: name === 'quiet' ? 'AXB' : name,
        features: { sms: name !== 'quiet' },
        callbacks: { smsNotify: `${receiver}/notify`, smsControl: `${receiver}/block` },
        numbers: [X[name], ...(name === 'AXYB' ? [Y] : [])].map((number) => ({ number, areaCode: '0755' })),
      })),
    }));
    const stage = new MessageStage(callveil, puppet, MessageStage.#peer(callveil, puppet));
    t.teardown(async () => {
      await callveil.stop();
      puppet.close();
    });
    return stage;
  }

  static #peer(callveil: Callveil, puppet: SipPuppet): MessagePeer {
    return new MessagePeer(puppet, { address: '127.0.0.1', port: callveil.sipPort('udp') });
  }

  /** After a start of the service on other ports. */
  meetAgain(): void {
    this.carrier = MessageStage.#peer(this.callveil, this.puppet);
  }

  /** Sends a request of the compatible API that has to succeed. */
  async bind(name: Name, path: string, body: object): Promise<Record<string, unknown>> {
    const client = this.callveil.client({ appKey: `app-${name}`, appSecret: `secret-${name}` });
    const { status, json } = await client.post(path, body);
    if (json['resultcode'] !== '0') throw new Error(`${path} answered ${status} ${JSON.stringify(json)}`);
    return json;
  }

  /** A pair of each mode; returns the two numbers of AXYB, X first: the pool chooses. */
  async bindAll(): Promise<readonly [x: string, y: string]> {
    const pair = { callerNum: A, calleeNum: B };
    const axb = '/rest/caas/relationnumber/partners/v1.0';
    await this.bind('AXB', axb, { ...pair, relationNum: X.AXB, userData: 'ride-1' });
    await this.bind('quiet', axb, { ...pair, relationNum: X.quiet });
    await this.bind('AX', '/rest/provision/caas/privatenumber/v1.0', {
      ...{ origNum: A, privateNum: X.AX, calleeNumDisplay: '0' },
    });
    await this.bind('AXE', '/rest/caas/extendnumber/v1.0', { bindNum: A, virtualNum: X.AXE });
    const { relationNumber } = await this.bind('AXYB', '/rest/omp/xyrelationnumber/v1.0?app_key=app-AXYB', {
      ...{ origNum: A, areaCode: '0755' },
    });
    return relationNumber === X.AXYB ? [X.AXYB, Y] : [Y, X.AXYB];
  }

  /** Notices so far, those of one message if its sender and X are given. */
  notices(mode: 'Block' | 'Notify' = 'Notify'): readonly Readonly<Record<string, unknown>>[] {
    return this.callveil.pushes.map(eventOf).filter((event) => event['notificationMode'] === mode);
  }

  /** The next notice that is not among the first `seen`. */
  async notice(seen: number): Promise<Readonly<Record<string, unknown>>> {
    return this.callveil.until(() => this.notices()[seen], 'the notice');
  }

  /** An answer of the operator API. */
  async operator(method: 'GET', path: string): Promise<Record<string, unknown>> {
    const send = httpSender(this.callveil.operator);
    const { body } = await send({ method, path, headers: { Authorization: `Bearer ${OPERATOR_TOKEN}` } });
    return JSON.parse(body) as Record<string, unknown>;
  }
}

/** The answer of an application that is asked about a message; `message.calling` is the notice's (spec 10.3). */
export function routeTo(push: Push, calledBy: (calling: string) => string): string {
  if (push.path !== '/block') return '';
  const calling = String(eventOf(push)['calling']);
  const message = { called: calledBy(calling), calling };
  return JSON.stringify({ actions: [{ operation: 'vNumberRoute', message }] });
}

function eventOf({ body }: Push): Readonly<Record<string, unknown>> {
  return (body['smsEvent'] ?? {}) as Readonly<Record<string, unknown>>;
}
