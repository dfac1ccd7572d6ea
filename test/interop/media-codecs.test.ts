/**
 * Codecs, numbers and packet lengths in SDP, the cases of `cases/media/codecs.cases`: what crosses, and what the relay
 * does then.
 */
import t from 'tap';
import { MediaError } from '../../media/media-error.js';
import type { LegName } from '../../media/media.js';
import { Negotiation, otherLeg } from '../../media/negotiation.js';
import { OwnAddresses } from '../../media/own-addresses.js';
import { legConfiguration } from '../../media/relay/leg-configuration.js';
import { mediaCases } from './media-cases.js';

const EXCHANGE = /^(caller|callee) (.+?) : (.+?) -> (.+?), ([^;]+)((?:; .+)?)$/;
const SHORT: Readonly<Record<string, string>> = {
  te: 'telephone-event/8000',
  te16: 'telephone-event/16000',
  te48: 'telephone-event/48000',
  opus: 'opus/48000/2',
  cn: 'CN/8000',
};
const LONG = new Map(Object.entries(SHORT).map(([short, long]) => [long, short]));

for (const { title, lines } of mediaCases('codecs'))
  void t.test(title, (t) => {
    let negotiation = newNegotiation(false);
    for (const line of lines) {
      if (/^(another|recorded) call$/.test(line)) {
        negotiation = newNegotiation(line === 'recorded call');
        continue;
      }
      const read = EXCHANGE.exec(line);
      if (read === null) throw new Error(`expected an exchange, found ${line}`);
      const [, who, offer = '', answer = '', offered = '', answered = '', carried = ''] = read;
      const from = who as LegName;
      const crossed = [
        shown(attempt(() => negotiation.offer(from, described(offer)))),
        shown(attempt(() => negotiation.answer(otherLeg(from), described(answer)))),
      ];
      t.same(crossed, [offered, answered], line);
      for (const [, leg, numbers = ''] of carried.matchAll(
        /; (caller|callee) > (?:caller|callee): ([^;]+)/g,
      )) {
        const ways = waysOf(negotiation, leg as LegName);
        for (const way of numbers.trim().split(' '))
          t.ok(ways.includes(way), `${way} of ${leg ?? ''}, in ${ways.join(' ')}: ${line}`);
      }
    }
    t.end();
  });

function newNegotiation(g711Only: boolean): Negotiation {
  const sessionIds = { caller: 1, callee: 2 };
  const negotiation = new Negotiation({
    addresses: new OwnAddresses({ host: '192.0.2.1' }),
    g711Only,
    sessionIds,
  });
  negotiation.places.ports[4].caller = 20_000;
  negotiation.places.ports[4].callee = 20_002;
  return negotiation;
}

function attempt(exchange: () => string): string | undefined {
  try {
    return exchange();
  } catch (error) {
    if (error instanceof MediaError && error.code === 'unusable-sdp') return undefined;
    throw error;
  }
}

function described(words: string): string {
  const codecs: string[] = [];
  const attributes: string[] = [];
  for (const word of words.split(' ')) {
    const [, type = '', mapping] = /^(\d+)(?:=(.+))?$/.exec(word) ?? [];
    if (type === '') attributes.push(`a=${word}`);
    else codecs.push(type);
    if (mapping !== undefined) attributes.push(`a=rtpmap:${type} ${SHORT[mapping] ?? mapping}`);
  }
  return [
    'v=0',
    'o=x 1 1 IN IP4 198.51.100.9',
    's=x',
    'c=IN IP4 198.51.100.9',
    't=0 0',
    `m=audio 6000 RTP/AVP ${codecs.join(' ')}`,
    ...attributes,
    '',
  ].join('\r\n');
}

/** An SDP in the words of the cases. */
function shown(sdp: string | undefined): string {
  if (sdp === undefined) return 'unusable';
  const types = /^m=audio \d+ RTP\/AVP (.*)\r$/m.exec(sdp)?.[1]?.split(' ') ?? [];
  const codecs = types.map((type) => {
    const mapping = new RegExp(`^a=rtpmap:${type} (.*)\r$`, 'm').exec(sdp)?.[1] ?? '';
    return Number(type) < 35 ? type : `${type}=${LONG.get(mapping) ?? mapping}`;
  });
  return [...codecs, ...(sdp.match(/(?<=a=)(?:max)?ptime:\d+/g) ?? [])].join(' ');
}

/** What happens to the packets of a leg. */
function waysOf(negotiation: Negotiation, from: LegName): string[] {
  const plan = negotiation.plan(from);
  if (plan === undefined) return [];
  const source = { source: 'signalled', latchFrom: [] } as const;
  const { routes } = legConfiguration(plan, negotiation.plan(otherLeg(from)), source);
  return routes.map(({ payloadType, to, transcode, toClockRate }) => {
    if (to < 0) return `${payloadType}>-`;
    const rate = toClockRate === undefined ? '' : `/${toClockRate}`;
    return `${payloadType}>${to}${transcode === undefined ? '' : '*'}${rate}`;
  });
}
