/**
 * Nobody on a call ever learns the other side's real number, nor where it is: whatever a party puts into whatever field
 * of whatever message, the bytes the other party receives from our SIP server hold none of it. Real bytes through every
 * implementation of Signaling, the narrative and the relay; each message of a call is planted with the sender's number in every field SIP has.
 */
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { application, connection } from '../support/call-stage.js';
import { CallWorld } from '../support/call-world.js';
import { PuppetLeg } from '../support/puppet-leg.js';
import { SIGNALING_KINDS, type SignalingKind } from '../support/signaling-kinds.js';
import { SipPuppet, type PuppetMessage } from '../support/sip-puppet.js';
import type { E164 } from '../../routing/number.js';

/** Every header that names somebody, or has room for text; `#` is where the number goes. */
const HOSTILE = [
  'P-Asserted-Identity: "#" <sip:+#@carrier.example;user=phone>, <tel:+#>',
  'P-Preferred-Identity: <sip:+#@carrier.example>',
  'P-Called-Party-ID: <sip:+#@carrier.example>',
  'P-Associated-URI: <sip:+#@carrier.example>',
  'P-Charging-Vector: icid-value="#";orig-ioi=#.example',
  'P-Charging-Function-Addresses: ccf=#',
  'P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=#',
  'P-Visited-Network-ID: "#"',
  'P-User-Database: <aaa://#.example>',
  'Remote-Party-ID: "#" <sip:+#@carrier.example>;party=calling;screen=yes',
  'Diversion: <sip:+#@carrier.example>;reason=unconditional',
  'History-Info: <sip:+#@carrier.example?Reason=x>;index=1',
  'Referred-By: <sip:+#@carrier.example>',
  'Reply-To: <sip:+#@carrier.example>',
  'In-Reply-To: #@carrier.example',
  'Geolocation: <sip:#@carrier.example>',
  'User-to-User: 04#;encoding=hex',
  'Subject: call of #',
  'Organization: #',
  'User-Agent: phone #',
  'Server: phone #',
  'Call-Info: <http://carrier.example/#>;purpose=icon',
  'Alert-Info: <http://carrier.example/#>',
  'Error-Info: <sip:#@carrier.example>',
  'Warning: 399 carrier.example "#"',
  'Reason: SIP;cause=200;text="#", Q.850;cause=16;text="#"',
  'Identity: "#"',
  'Session-ID: #',
  'Accept-Contact: *;x="#"',
  'Reject-Contact: *;x="#"',
  'Answer-Mode: Manual;x=#',
  'Content-Disposition: session;x=#',
  'Content-Language: en-#',
  'MIME-Version: 1.0 (#)',
  'Priority: #',
  'Timestamp: #',
  'Proxy-Authorization: Digest username="#", realm="#", nonce="n", uri="sip:#", response="r"',
  'Authorization: Digest username="#", realm="#", nonce="n", uri="sip:#", response="r"',
  'Privacy: none;#',
  'Supported: timer, x#',
  'Allow-Events: x#',
  'Accept: application/sdp;x=#',
  'Date: Sat, 13 Nov 2010 23:29:00 # GMT',
  'X-Real-Number: #',
  'X-#: here',
  'Unheard-Of: #',
] as const;

/** Body of SDP with the number wherever text may be. */
function sdp(address: string, port: number, version: number, number: string): string {
  return [
    'v=0',
    `o=${number} 1 ${version} IN IP4 ${address}`,
    `s=call of ${number}`,
    `i=${number}`,
    `u=http://${number}.example/`,
    `e=${number}@example.com`,
    `p=+${number}`,
    `c=IN IP4 ${address}`,
    't=0 0',
    `a=tool:${number}`,
    `a=x-number:${number}`,
    `m=audio ${port} RTP/AVP 8 0 101`,
    `i=audio of ${number}`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-15',
    `a=candidate:1 1 UDP 2130706431 ${address} ${port} typ host`,
    `a=ice-ufrag:${number.slice(0, 8)}`,
    `a=msid:${number} ${number}`,
    `a=ssrc:1 cname:${number}`,
    `a=label:${number}`,
    'a=sendrecv',
    '',
  ].join('\r\n');
}

interface Party {
  readonly number: string;
  readonly puppet: SipPuppet;
  /** Everything it was sent. */
  readonly heard: string[];
  readonly rtpPort: number;
}

/** What happens once the call is up, or how it fails. */
type Story = (typeof STORIES)[number];
const STORIES = [
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
const REFUSALS = [302, 403, 404, 480, 486, 488, 500, 603] as const;

const number = fc.integer({ min: 3_000_000_000, max: 9_999_999_999 }).map((tail) => `861${tail}`);

const cases = fc
  .record({
    caller: number,
    callee: number,
    headers: fc.subarray([...HOSTILE], { minLength: 12 }),
    stories: fc.array(
      fc.tuple(fc.constantFrom<'caller' | 'callee'>('caller', 'callee'), fc.constantFrom<Story>(...STORIES)),
      {
        minLength: 2,
        maxLength: 4,
      },
    ),
    detour: fc.constantFrom<'none' | 'redirected' | 'provisionals required'>(
      'none',
      'redirected',
      'provisionals required',
    ),
    early: fc.boolean(),
    ending: fc.constantFrom<'caller' | 'callee' | 'refused' | 'cancelled'>(
      'caller',
      'callee',
      'refused',
      'cancelled',
    ),
    refusal: fc.constantFrom(...REFUSALS),
  })
  .filter(({ caller, callee }) => caller !== callee);

for (const kind of SIGNALING_KINDS) {
  void t.test(`no byte of one side’s number or address reaches the other side (${kind.name})`, (t) =>
    proveOn(t, kind),
  );
}

async function proveOn(t: Test, signaling: SignalingKind): Promise<void> {
  const parties: { caller?: Party; callee?: Party } = {};
  const world = await CallWorld.start(t, {
    signaling,
    resolve: ({ dialled }) =>
      connection(
        {},
        {
          application: application(),
          x: dialled,
          display: dialled,
          callee: `+${parties.callee?.number}` as E164,
        },
      ),
    callee: () => {
      if (parties.callee === undefined) throw new Error('no callee');
      return parties.callee.puppet;
    },
  });
  const callerPuppet = await phone(t, '127.0.0.71');
  const calleePuppet = await phone(t, '127.0.0.72');
  await fc.assert(
    fc.asyncProperty(cases, async (plan) => {
      const caller: Party = { number: plan.caller, puppet: callerPuppet, heard: [], rtpPort: 20_000 };
      const callee: Party = { number: plan.callee, puppet: calleePuppet, heard: [], rtpPort: 20_010 };
      Object.assign(parties, { caller, callee });
      const call = new HostileCall(world, caller, callee, plan.headers);
      const record = world.nextRecord();
      await call.run(plan);
      await record;
      await call.drain();
      mustNotHear(callee, caller);
      mustNotHear(caller, callee);
      for (const line of world.logged.splice(0)) mustNotHold('the log', line, [caller.number, callee.number]);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}

void t.test('the proof would fail on one leaking byte', (t) => {
  const puppet = { address: '127.0.0.71' } as SipPuppet;
  const party = (text: string): Party => ({ number: '8613812345678', puppet, heard: [text], rtpPort: 1 });
  t.throws(() => mustNotHear(party('X-A: 13812345678'), party('')), /holds/);
  t.throws(() => mustNotHear(party('Via: SIP/2.0/UDP 127.0.0.71'), party('')), /holds/);
  t.doesNotThrow(() => mustNotHear(party('Via: SIP/2.0/UDP 127.0.0.1'), party('')));
  t.end();
});

async function phone(t: Test, address: string): Promise<SipPuppet> {
  const puppet = await SipPuppet.udp(address);
  t.teardown(() => puppet.close());
  return puppet;
}

/** Its number with and without country code, and the address it sent from. */
function mustNotHear(listener: Party, other: Party): void {
  const secrets = [other.number.slice(2), other.puppet.address];
  for (const message of listener.heard) mustNotHold(message.split('\r\n', 1)[0] ?? '', message, secrets);
}

function mustNotHold(what: string, text: string, secrets: readonly string[]): void {
  const found = secrets.find((secret) => text.includes(secret));
  if (found !== undefined) throw new Error(`${what} holds ${found}:\n${text}`);
}

/** A call both of whose parties plant their number in all they send. */
class HostileCall {
  #version = 1;
  readonly #world: CallWorld;
  readonly #caller: Party;
  readonly #callee: Party;
  readonly #headers: readonly string[];

  constructor(world: CallWorld, caller: Party, callee: Party, headers: readonly string[]) {
    this.#world = world;
    this.#caller = caller;
    this.#callee = callee;
    this.#headers = headers;
  }

  async run(plan: {
    readonly stories: readonly (readonly ['caller' | 'callee', Story])[];
    readonly detour: 'none' | 'redirected' | 'provisionals required';
    readonly early: boolean;
    readonly ending: 'caller' | 'callee' | 'refused' | 'cancelled';
    readonly refusal: number;
  }): Promise<void> {
    const { puppet, number } = this.#caller;
    const leg = PuppetLeg.calling(puppet, this.#world.server, '+8617100000009', `+${number}`);
    leg.request('INVITE', {
      headers: this.#planted(this.#caller),
      body: this.#sdp(this.#caller),
      contact: `<sip:+${number}@${puppet.hostPort}>;+sip.instance="${number}"`,
    });
    const first = await this.#take(this.#callee, 'INVITE');
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

  /** What has come and nobody has asked for, too. */
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
    return this.#take(this.#callee, 'INVITE');
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

  async #hangUp(
    who: 'caller' | 'callee',
    legs: Readonly<Record<'caller' | 'callee', PuppetLeg>>,
  ): Promise<void> {
    const [from, to] = who === 'caller' ? [this.#caller, this.#callee] : [this.#callee, this.#caller];
    legs[who].request('BYE', { headers: this.#planted(from) });
    await this.#take(from, '200 BYE');
    this.#reply(to, await this.#take(to, 'BYE'), 200, false);
  }

  async #tell(
    story: Story,
    who: 'caller' | 'callee',
    legs: Readonly<Record<'caller' | 'callee', PuppetLeg>>,
  ): Promise<void> {
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
        this.#reply(to, await this.#take(to, 'INVITE'), 200, true);
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
    this.#reply(to, await this.#take(to, 'INVITE'), 200, true);
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
    return this.#headers.map((header) => header.replaceAll('#', number));
  }

  #sdp({ puppet, rtpPort, number }: Party): string {
    this.#version += 1;
    // Another port each time: an offer that changes nothing is answered without asking the other side.
    return sdp(puppet.address, rtpPort + 2 * this.#version, this.#version, number);
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
