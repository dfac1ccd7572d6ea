/**
 * The whole service with one application of one mode and its phones, as the scenarios of the modes use it: binds,
 * calls, and reads the application's events and records of each call.
 */
import type { Test } from 'tap';
import { Callveil, type Push } from '../servers/callveil.js';
import { Phone, type PhoneCall } from '../phones/phone.js';
import { tonePrompts } from '../phones/tone-prompts.js';

export const A = '+8613800000021';
export const B = '+8613900000022';
export const C = '+8613700000033';
export const D = '+8613600000055';
/** A landline: may be called, may not call. */
export const LANDLINE = '+8675526000044';
export const X = '+8617100000001';
export const Y = '+8617100000002';
export const PARTIES = [A, B, C, D, LANDLINE];

/** Of an admin of the operator API. */
export const OPERATOR_TOKEN = 'stage-operator-token';

/** An application may let the caller wait for 3 s before there is a tone; the machine may be busy. */
const PATIENCE_MS = 60_000;
const TONE_CALLER = 440;
const TONE_CALLEE = 1000;
/** Speech of the prompts that come with Callveil is louder than this, silence is not. */
const AUDIBLE_DB = -45;

/** The application's events and record of one call. */
export interface ToldCall {
  readonly record: Readonly<Record<string, unknown>>;
  /** `statusInfo` of each event, with its `eventType`, in their order. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly order: readonly string[];
  readonly stateCode: unknown;
}

/** Of a prompt of 1.5 s, of which the start may pass unheard. */
const TONE_PROMPT_PACKETS = 55;

type Settings = Readonly<Record<string, unknown>>;

export class ModeStage {
  readonly callveil: Callveil;
  readonly appKey: string;
  readonly #secret: string;
  readonly #phones = new Map<string, Phone>();
  /** Records read so far. */
  #told = 0;

  private constructor(callveil: Callveil, appKey: string, secret: string) {
    this.callveil = callveil;
    this.appKey = appKey;
    this.#secret = secret;
  }

  /**
   * `settings`: of the application, beside its key, mode and addresses. `prompts`: files that are there beside those
   * that come with Callveil, each a tone of so many Hz. `environment`: of the service, beside that of the test.
   */
  static async start(
    t: Pick<Test, 'teardown'>,
    mode: 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X',
    settings: Settings | ((receiver: string) => Settings) = {},
    prompts: Readonly<Record<string, number>> = {},
    environment: Readonly<Record<string, string>> = {},
    /** More sections of the service's configuration; `sip` beside its listener. */
    { sip, ...more }: { readonly sip?: Settings; readonly [section: string]: Settings | undefined } = {},
  ): Promise<ModeStage> {
    const directory = await tonePrompts(t, prompts);
    const appKey = `stage-${mode}`;
    const appSecret = `secret-of-${mode}`;
    const callveil = await Callveil.start(
      (receiver) => ({
        ...more,
        sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }], ...sip },
        prompts: { directory },
        operator: { port: 0, tokens: [{ name: 'stage', role: 'admin', token: OPERATOR_TOKEN }] },
        trunks: [
          {
            name: 'phones',
            type: 'softphones',
            accounts: PARTIES.map((number) => ({ number, password: 'pw' })),
          },
        ],
        applications: [
          {
            appKey,
            appSecret,
            mode,
            callbacks: { status: `${receiver}/status`, fee: `${receiver}/fee` },
            numbers: [X, Y].map((number) => ({ number, areaCode: '0755' })),
            ...(typeof settings === 'function' ? settings(receiver) : settings),
          },
        ],
      }),
      environment,
    );
    const stage = new ModeStage(callveil, appKey, appSecret);
    t.teardown(() => stage.#stop());
    const server = `127.0.0.1:${callveil.sipPort('udp')}`;
    for (const number of PARTIES) {
      const phone = await Phone.start({ number, server });
      stage.#phones.set(number, phone);
      await phone.register('pw');
    }
    return stage;
  }

  phone(number: string): Phone {
    const phone = this.#phones.get(number);
    if (phone === undefined) throw new TypeError(`nobody on stage has ${number}`);
    return phone;
  }

  /** Sends a request of the compatible API that has to succeed; answers its JSON. */
  async ask(method: 'POST' | 'PUT', path: string, body: object): Promise<Record<string, unknown>> {
    const client = this.callveil.client({ appKey: this.appKey, appSecret: this.#secret });
    const { status, json } = await (method === 'POST' ? client.post(path, body) : client.put(path, body));
    if (json['resultcode'] !== '0')
      throw new Error(`${method} ${path} answered ${status} ${JSON.stringify(json)}`);
    return json;
  }

  /** Gives the application another number, as an operator does. */
  async addNumber(number: string): Promise<void> {
    await this.operator('POST', '/v1/numbers', {
      appKey: this.appKey,
      numbers: [{ number, areaCode: '0755' }],
    });
  }

  /** A request of the operator API that has to succeed; resolves with its answer. */
  async operator(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.callveil.operator}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${OPERATOR_TOKEN}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async query(path: string, query: Record<string, string>): Promise<Record<string, unknown>> {
    const client = this.callveil.client({ appKey: this.appKey, appSecret: this.#secret });
    return (await client.get(path, query)).json;
  }

  /** A whole call that is answered, with audio both ways; returns what the callee's display showed. */
  async converse(caller: string, dialled: string, callee: string): Promise<string> {
    return this.answerAndTalk(await this.phone(caller).dial(dialled), callee);
  }

  /** The callee's end of a call under way: rings, answers, both talk, the caller hangs up. */
  async answerAndTalk(calling: PhoneCall, callee: string): Promise<string> {
    const ringing = await this.phone(callee).nextCall();
    ringing.ring();
    ringing.answer();
    await Promise.all([calling.answered, ringing.answered]);
    calling.audio.sendTone(TONE_CALLER);
    ringing.audio.sendTone(TONE_CALLEE);
    await Promise.all([calling.audio.hears(TONE_CALLEE), ringing.audio.hears(TONE_CALLER)]);
    await calling.hangUp();
    await ringing.ended;
    return ringing.shownNumber;
  }

  /** The events and record of the next call that has not been asked about. */
  async told(): Promise<ToldCall> {
    const records = (): readonly Record<string, unknown>[] =>
      this.callveil.pushes
        .filter(({ path }) => path === '/fee')
        .flatMap(({ body }) => body['feeLst'] as Record<string, unknown>[]);
    const at = this.#told;
    this.#told += 1;
    const record = await this.callveil.until(() => records()[at], 'the record');
    const eventsOf = (): Record<string, unknown>[] =>
      this.callveil.pushes.flatMap((push) => eventOf(push, record['sessionId']));
    await this.callveil.until(
      () => eventsOf().some(({ eventType }) => eventType === 'disconnect'),
      'the disconnect event',
    );
    const events = eventsOf();
    return {
      record,
      events,
      order: events.map(({ eventType }) => String(eventType)),
      stateCode: events.at(-1)?.['stateCode'],
    };
  }

  /** Digits of numbers that messages a phone received contain and should not; none if all is well. */
  leaked(receiver: string, secrets: readonly string[]): string[] {
    const { received } = this.phone(receiver);
    return secrets.filter((number) => received.includes(number.slice(3)));
  }

  async #stop(): Promise<void> {
    await Promise.all([...this.#phones.values()].map((phone) => phone.stop()));
    await this.callveil.stop();
  }
}

/** Resolves once the phone hears a tone of so many Hz. */
export function hearsTone({ audio }: PhoneCall, hertz: number): Promise<void> {
  return audio.hears(hertz, PATIENCE_MS);
}

/**
 * Resolves once a prompt of that tone has been heard from now on for most of its length: the same tone before does not
 * count.
 */
export async function hearsWhole({ audio }: PhoneCall, hertz: number): Promise<void> {
  await audio.receives(audio.packets.length + TONE_PROMPT_PACKETS, PATIENCE_MS);
  await audio.hears(hertz, PATIENCE_MS);
}

/** Resolves once the phone hears speech. */
export async function hearsSpeech({ audio }: PhoneCall): Promise<void> {
  await audio.until(
    () => audio.loudness() > AUDIBLE_DB,
    () => `speech, found ${Math.round(audio.loudness())} dB after ${audio.packets.length} packets`,
    PATIENCE_MS,
  );
}

function eventOf({ path, body }: Push, sessionId: unknown): Record<string, unknown>[] {
  const info = body['statusInfo'] as Record<string, unknown> | undefined;
  if (path !== '/status' || info?.['sessionId'] !== sessionId) return [];
  return [{ eventType: body['eventType'], ...info }];
}
