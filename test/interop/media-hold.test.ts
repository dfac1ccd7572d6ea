/** Hold in SDP, the cases of `cases/media/hold.cases`: what crosses, and who is heard and expected then. */
import t from 'tap';
import type { LegName } from '../../media/media.js';
import { Negotiation, otherLeg } from '../../media/negotiation.js';
import { OwnAddresses } from '../../media/own-addresses.js';
import { mediaCases } from './media-cases.js';

const LEGS: readonly LegName[] = ['caller', 'callee'];
const EXCHANGE = /^(caller|callee) (\S+) : ([^\s;]+)(?: -> (\w+), (\w+))?; hears: ([^;]+); expected: (.+)$/;

for (const { title, lines } of mediaCases('hold'))
  void t.test(title, (t) => {
    const negotiation = newNegotiation();
    for (const line of lines) {
      const read = EXCHANGE.exec(line);
      if (read === null) throw new Error(`expected an exchange, found ${line}`);
      const [, who, offer = '', answer = '', offered, answered, hears, expected] = read;
      const from = who as LegName;
      const crossed =
        offer === 'locally' ? answerLocally(negotiation, answer) : pass(negotiation, from, offer, answer);
      if (offered !== undefined) t.same(crossed, [offered, answered], line);
      t.equal(those(negotiation, 'mayReceive'), hears, line);
      t.equal(those(negotiation, 'expected'), expected, line);
    }
    t.end();
  });

function newNegotiation(): Negotiation {
  const negotiation = new Negotiation({
    addresses: new OwnAddresses({ host: '192.0.2.1' }),
    g711Only: false,
    sessionIds: { caller: 1, callee: 2 },
  });
  negotiation.places.ports[4].caller = 20_000;
  negotiation.places.ports[4].callee = 20_002;
  return negotiation;
}

/** The directions the other leg was offered and the offerer was answered. */
function pass(negotiation: Negotiation, from: LegName, offer: string, answer: string): string[] {
  const offered = negotiation.offer(from, described(offer));
  return [directionIn(offered), directionIn(negotiation.answer(otherLeg(from), described(answer)))];
}

function answerLocally(negotiation: Negotiation, answer: string): string[] {
  negotiation.answerLocally('caller', described('sendrecv'));
  const offered = negotiation.offerLocally('callee');
  negotiation.acceptAnswer('callee', described(answer));
  return [directionIn(offered)];
}

function those(negotiation: Negotiation, fact: 'mayReceive' | 'expected'): string {
  return LEGS.filter((leg) => negotiation.plan(leg)?.[fact]).join(' ') || 'nobody';
}

function described(words: string): string {
  const [, direction = '', zero, session] = /^(\w+)(@[06])?(\/session)?$/.exec(words) ?? [];
  const line = direction === 'none' ? [] : [`a=${direction}`];
  return [
    'v=0',
    'o=x 1 1 IN IP4 198.51.100.9',
    's=x',
    `c=${zero === undefined ? 'IN IP4 198.51.100.9' : zero === '@0' ? 'IN IP4 0.0.0.0' : 'IN IP6 ::'}`,
    't=0 0',
    ...(session === undefined ? [] : line),
    'm=audio 6000 RTP/AVP 8',
    ...(session === undefined ? line : []),
    '',
  ].join('\r\n');
}

function directionIn(sdp: string): string {
  return /^a=(sendrecv|sendonly|recvonly|inactive)\r$/m.exec(sdp)?.[1] ?? 'none';
}
