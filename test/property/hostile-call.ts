/**
 * A call whose parties both put their number and address into everything they send, and may challenge what they
 * receive.
 */
import type { CallWorld } from '../support/stages/call-world.js';
import { PuppetLeg } from '../support/phones/puppet-leg.js';
import type { PuppetMessage, SipPuppet } from '../support/phones/sip-puppet.js';
import { hostileSdp } from './hostile-fields.js';

export type Side = 'caller' | 'callee';

export interface Party {
  readonly number: string;
  readonly puppet: SipPuppet;
  /** Everything it was sent. */
  readonly heard: string[];
  readonly rtpPort: number;
  /** What its challenges are answered with. */
  readonly login: { readonly username: string; readonly password: string };
}

/** A party that challenges does so once for each of our requests. */
export type Challenge = 'none' | 401 | 407;

/** What happens once the call is up, or how it fails. */
export type Story = (typeof STORIES)[number];
export const STORIES = [
  'offer',
  'update',
  'refresh',
  'offer wanted',
  'info',
  'digit',
  'refer',
  'message',
  'notify',
  'options',
] as const;

/** A call as it is to go. */
export interface HostilePlan {
  readonly headers: readonly string[];
  readonly challenges: Readonly<Record<Side, Challenge>>;
  readonly stories: readonly (readonly [Side, Story])[];
  readonly detour: 'none' | 'redirected' | 'provisionals required';
  readonly early: boolean;
  /** The caller asks that its number be withheld, and the binding shows it. */
  readonly withholds: boolean;
  readonly ending: Side | 'refused' | 'cancelled';
  readonly refusal: number;
}

/** A call both of whose parties plant their number in all they send. */
export class HostileCall {
  #version = 1;
  readonly #world: CallWorld;
  readonly #caller: Party;
  readonly #callee: Party;
  readonly #plan: HostilePlan;
  #nonces = 0;

  constructor(world: CallWorld, caller: Party, callee: Party, plan: HostilePlan) {
    this.#world = world;
    this.#caller = caller;
    this.#callee = callee;
    this.#plan = plan;
  }

  async run(): Promise<void> {
    const plan = this.#plan;
    const { puppet, number } = this.#caller;
    const leg = PuppetLeg.calling(puppet, this.#world.server, '+8617100000009', `+${number}`);
    leg.request('INVITE', {
      headers: [...this.#planted(this.#caller), ...(plan.withholds ? ['Privacy: id'] : [])],
      body: this.#sdp(this.#caller),
      contact: `<sip:+${number}@${puppet.hostPort}>;+sip.instance="${number}"`,
    });
    const first = await this.#asked(this.#callee, 'INVITE');
    const invite = plan.detour === 'none' ? first : await this.#detour(first, plan.detour);
    if (plan.early) {
      this.#reply(this.#callee, invite, 183, true);
      await this.#take(this.#caller, '183');
    }
    this.#reply(this.#callee, invite, 180, false);
    await this.#take(this.#caller, '180');
    if (plan.ending === 'cancelled') return this.#cancel(leg, invite);
    if (plan.ending === 'refused') return this.#refuse(leg, invite, plan.refusal);
    this.#reply(this.#callee, invite, 200, true);
    await this.#take(this.#callee, 'ACK');
    leg.ack(await this.#take(this.#caller, '200 INVITE'));
    const legs = {
      caller: leg,
      callee: PuppetLeg.answering(this.#callee.puppet, invite, `t${this.#callee.number}`),
    };
    for (const [who, story] of plan.stories) await this.#tell(story, who, legs);
    await this.#hangUp(plan.ending, legs);
  }

  /** Messages that came and were not read, too. */
  async drain(): Promise<void> {
    for (const party of [this.#caller, this.#callee]) {
      while (party.puppet.untaken.length > 0) await this.#take(party, /./);
    }
  }

  /** The callee's side has the INVITE sent again: to another contact of its own, or with a requirement. */
  async #detour(invite: PuppetMessage, why: 'redirected' | 'provisionals required'): Promise<PuppetMessage> {
    const { puppet, number } = this.#callee;
    const headers =
      why === 'redirected'
        ? [
            `Contact: "${number}" <sip:+${number}99@192.0.2.1>;q=1`,
            `Contact: "${number}" <sip:+${number};x=${number}@${puppet.hostPort};user=phone?Subject=${number}>;q=0.5`,
          ]
        : ['Require: 100rel'];
    puppet.reply(invite, why === 'redirected' ? 302 : 421, {
      reason: `It is ${number}`,
      tag: `d${number}`,
      headers: [...headers, ...this.#planted(this.#callee)],
    });
    await this.#take(this.#callee, 'ACK');
    return this.#asked(this.#callee, 'INVITE');
  }

  /** Our request in its final form: a party that challenges is answered first. */
  async #asked(party: Party, method: 'INVITE' | 'BYE'): Promise<PuppetMessage> {
    const request = await this.#take(party, method);
    const status = this.#plan.challenges[party === this.#caller ? 'caller' : 'callee'];
    if (status === 'none') return request;
    this.#challenge(party, request, status);
    if (method === 'INVITE') await this.#take(party, 'ACK');
    const again = await this.#take(party, method);
    const answer = again.header(status === 401 ? 'Authorization' : 'Proxy-Authorization');
    if (!answer.includes(`nonce-${party.number}-${party.puppet.address}-${this.#nonces}"`))
      throw new Error(`${method} was challenged in vain`);
    return again;
  }

  #challenge(party: Party, request: PuppetMessage, status: 401 | 407): void {
    const { number, puppet } = party;
    const fields = {
      realm: `realm-${number} at ${puppet.address}`,
      domain: `sip:+${number}@${puppet.hostPort}`,
      nonce: `nonce-${number}-${puppet.address}-${(this.#nonces += 1)}`,
      opaque: `opaque-${number}-${puppet.address}`,
      qop: 'auth',
    };
    const text = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
    const name = status === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate';
    puppet.reply(request, status, {
      reason: `It is ${number}`,
      tag: `c${number}`,
      headers: [`${name}: Digest ${text.join(', ')}, stale=true`, ...this.#planted(party)],
    });
  }

  async #cancel(leg: PuppetLeg, invite: PuppetMessage): Promise<void> {
    leg.cancel();
    const cancel = await this.#take(this.#callee, 'CANCEL');
    this.#reply(this.#callee, cancel, 200, false);
    this.#reply(this.#callee, invite, 487, false);
    await this.#take(this.#callee, 'ACK');
    leg.ackFailure(await this.#take(this.#caller, '487'));
  }

  async #refuse(leg: PuppetLeg, invite: PuppetMessage, status: number): Promise<void> {
    this.#reply(this.#callee, invite, status, false);
    await this.#take(this.#callee, 'ACK');
    leg.ackFailure(await this.#take(this.#caller, /^[3-6]\d\d INVITE/));
  }

  async #hangUp(who: Side, legs: Readonly<Record<Side, PuppetLeg>>): Promise<void> {
    const [from, to] = who === 'caller' ? [this.#caller, this.#callee] : [this.#callee, this.#caller];
    legs[who].request('BYE', { headers: this.#planted(from) });
    await this.#take(from, '200 BYE');
    this.#reply(to, await this.#asked(to, 'BYE'), 200, false);
  }

  async #tell(story: Story, who: Side, legs: Readonly<Record<Side, PuppetLeg>>): Promise<void> {
    const [from, to] = who === 'caller' ? [this.#caller, this.#callee] : [this.#callee, this.#caller];
    const leg = legs[who];
    const headers = this.#planted(from);
    const body = this.#sdp(from);
    const text = (type: string): string[] => [...headers, `Content-Type: ${type}`];
    switch (story) {
      case 'offer':
        leg.request('INVITE', { headers, body });
        await this.#answerOffer(to);
        return leg.ack(await this.#take(from, '200 INVITE'));
      case 'update':
        leg.request('UPDATE', { headers, body });
        await this.#answerOffer(to);
        return void (await this.#take(from, '200 UPDATE'));
      case 'refresh':
        leg.request('UPDATE', { headers });
        return void (await this.#take(from, '200 UPDATE'));
      case 'offer wanted': {
        leg.request('INVITE', { headers });
        this.#reply(to, await this.#asked(to, 'INVITE'), 200, true);
        leg.ack(await this.#take(from, '200 INVITE'), this.#sdp(from));
        return void (await this.#take(to, 'ACK'));
      }
      case 'info':
        leg.request('INFO', { headers: text('text/plain'), body: from.number });
        return void (await this.#take(from, /^\d+ INFO/));
      case 'digit':
        leg.request('INFO', {
          headers: text('application/dtmf-relay'),
          body: `Signal=5\r\nDuration=160\r\nX=${from.number}\r\n`,
        });
        // Both sides have telephone-events: the digit goes on in RTP.
        return void (await this.#take(from, '200 INFO'));
      case 'refer':
        leg.request('REFER', { headers: [...headers, `Refer-To: <sip:+${from.number}@carrier.example>`] });
        return void (await this.#take(from, /^\d+ REFER/));
      case 'message':
        leg.request('MESSAGE', { headers: text('text/plain'), body: `call me at ${from.number}` });
        return void (await this.#take(from, /^\d+ MESSAGE/));
      case 'notify':
        leg.request('NOTIFY', { headers: [...headers, 'Event: refer', 'Subscription-State: active'] });
        return void (await this.#take(from, /^\d+ NOTIFY/));
      case 'options':
        leg.request('OPTIONS', { headers });
        return void (await this.#take(from, /^\d+ OPTIONS/));
    }
  }

  /** The other side takes the offer that was passed to it. */
  async #answerOffer(to: Party): Promise<void> {
    this.#reply(to, await this.#asked(to, 'INVITE'), 200, true);
    await this.#take(to, 'ACK');
  }

  #reply(party: Party, request: PuppetMessage, status: number, withSdp: boolean): void {
    party.puppet.reply(request, status, {
      reason: `It is ${party.number}`,
      tag: `t${party.number}`,
      headers: [
        `Contact: "${party.number}" <sip:+${party.number}@${party.puppet.hostPort}>`,
        ...this.#planted(party),
        ...(withSdp ? ['Content-Type: application/sdp'] : []),
      ],
      body: withSdp ? this.#sdp(party) : '',
    });
  }

  #planted({ number }: Party): string[] {
    return this.#plan.headers.map((header) => header.replaceAll('#', number));
  }

  #sdp({ puppet, rtpPort, number }: Party): string {
    this.#version += 1;
    // Another port each time: an offer that changes nothing is answered without asking the other side.
    return hostileSdp(puppet.address, rtpPort + 2 * this.#version, this.#version, number);
  }

  async #take(party: Party, kind: string | RegExp): Promise<PuppetMessage> {
    const other = party === this.#caller ? this.#callee : this.#caller;
    const message = await party.puppet.take(kind).catch((error: unknown) => {
      throw new Error(`the other side has ${other.puppet.untaken.join(', ')}`, { cause: error });
    });
    party.heard.push(message.raw);
    return message;
  }
}
