/** For any SDP of one side, with its number planted anywhere: the other side's SDP never contains it. */
import fc from 'fast-check';
import { isIP } from 'node:net';
import t from 'tap';
import { MediaError } from '../../media/media-error.js';
import { sdpOf } from '../../engine/ua/headers/sdp-body.js';
import { Negotiation } from '../../media/negotiation.js';
import { OwnAddresses } from '../../media/own-addresses.js';
import { canonical } from '../../media/sdp-address.js';
import type { Encryption } from '../../media/srtp/leg-keys.js';
import { SUITES, type SuiteName } from '../../media/srtp/suites.js';

const NUMBER = '13800000001';
const MARKS = [NUMBER, `+86${NUMBER}`, `0086${NUMBER}`, `sip:${NUMBER}@example.com`];

const mark = fc.constantFrom(...MARKS);
const line = fc.oneof(
  mark.map((m) => `s=${m}`),
  mark.map((m) => `i=${m}`),
  mark.map((m) => `u=http://${m}/`),
  mark.map((m) => `e=${m}@example.com (${m})`),
  mark.map((m) => `p=${m}`),
  mark.map((m) => `k=clear:${m}`),
  mark.map((m) => `b=X-${m}:${NUMBER}`),
  mark.map((m) => `a=${m}`),
  mark.map((m) => `a=x-${m}:${m}`),
  mark.map((m) => `a=tool:${m}`),
  mark.map((m) => `a=mid:${m}`),
  mark.map((m) => `a=msid:${m} ${m}`),
  mark.map((m) => `a=label:${m}`),
  mark.map((m) => `a=ice-ufrag:${m}`),
  mark.map((m) => `a=candidate:${m} 1 UDP 1 10.0.0.1 ${NUMBER} typ host`),
  mark.map((m) => `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${m}`),
  mark.map((m) => `a=ssrc:${NUMBER} cname:${m}`),
  mark.map((m) => `a=rtcp:${NUMBER} IN IP4 ${m}`),
  mark.map((m) => `a=ptime:${m}`),
  mark.map((m) => `a=maxptime:${m}`),
  mark.map((m) => `a=rtcp:5000 IN IP4 ${m}`),
  mark.map((m) => `a=rtcp-mux:${m}`),
  mark.map((m) => `a=group:BUNDLE ${m}`),
  mark.map((m) => `a=T38FaxVersion:${m}`),
  mark.map((m) => `a=path:msrp://${m}:1/x;tcp`),
  fc.constantFrom(
    'a=rtcp-mux',
    'a=rtcp:5000 IN IP4 198.51.100.7',
    'a=maxptime:60',
    'a=inactive',
    'c=IN IP4 0.0.0.0',
  ),
  mark.map((m) => `a=sendrecv ${m}`),
  mark.map((m) => `a=${m}:sendonly`),
  fc
    .tuple(mark, fc.constantFrom(8, 18, 96, 97, 101, 111))
    .chain(([m, type]) =>
      fc.constantFrom(
        `a=rtpmap:${type} ${m}/8000`,
        `a=rtpmap:${type} PCMA/${NUMBER}`,
        `a=rtpmap:${type} opus/48000/${NUMBER}`,
        `a=rtpmap:${type} opus/48000/2`,
        `a=rtpmap:${type} AMR/8000`,
        `a=rtpmap:${type} telephone-event/8000`,
        `a=fmtp:${type} 0-15,${m}`,
        `a=fmtp:${type} annexb=no;${m}`,
        `a=fmtp:${type} mode-set=${NUMBER};octet-align=1`,
        `a=fmtp:${type} maxplaybackrate=${NUMBER};stereo=${NUMBER};useinbandfec=1`,
        `a=fmtp:${type} ${m}=1;constructor=${m};__proto__=${m}`,
      ),
    ),
  mark.map((m) => `m=video ${NUMBER} RTP/AVP ${m}`),
  mark.map((m) => `m=${m} 9 ${m} ${m}`),
  fc.string({ maxLength: 40 }),
);

const sdp = fc
  .tuple(mark, fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 25 }))
  .map(([m, session, media]) =>
    [
      'v=0',
      `o=${m} ${NUMBER} ${NUMBER} IN IP4 198.51.100.7`,
      ...session,
      'c=IN IP4 198.51.100.7',
      't=0 0',
      `m=audio 6000 RTP/AVP 8 18 96 97 101 111 ${NUMBER} ${m}`,
      ...media,
      '',
    ].join('\r\n'),
  );

/** A key of its own in each SDP, in the forms that lines of use have. */
const key = fc
  .tuple(
    fc.constantFrom(...(Object.keys(SUITES) as SuiteName[])),
    fc.uint8Array({ minLength: 30, maxLength: 30 }),
    fc.constantFrom('', '|2^20', '|2^20|1:4', ' WSH=64', ' UNENCRYPTED_SRTP'),
  )
  .map(([suite, bytes, rest]) => {
    const { keyBytes, saltBytes } = SUITES[suite];
    return { suite, inline: Buffer.from(bytes.subarray(0, keyBytes + saltBytes)).toString('base64'), rest };
  });
const encryption = fc.constantFrom<Encryption[]>('refused', 'offered', 'required');
const protocol = fc.constantFrom('RTP/AVP', 'RTP/SAVP', 'RTP/SAVPF');

void t.test('no key of one side, and none that one side got from us, reaches the other', (t) => {
  let encrypted = 0;
  const side = fc.tuple(
    protocol,
    fc.uniqueArray(key, { maxLength: 3, selector: ({ inline }) => inline }),
    encryption,
  );
  const written = ([profile, keys]: readonly [
    string,
    readonly { suite: string; inline: string; rest: string }[],
    unknown,
  ]) =>
    [
      'v=0',
      'o=- 1 1 IN IP4 198.51.100.7',
      's=-',
      'c=IN IP4 198.51.100.7',
      't=0 0',
      `m=audio 6000 ${profile} 8`,
      ...keys.map(({ suite, inline, rest }, at) => `a=crypto:${at + 1} ${suite} inline:${inline}${rest}`),
      '',
    ].join('\r\n');
  fc.assert(
    fc.property(side, side, (caller, callee) => {
      const negotiation = new Negotiation({
        addresses: new OwnAddresses({ host: '192.0.2.1' }),
        g711Only: false,
        sessionIds: { caller: 1, callee: 2 },
      });
      negotiation.encrypt('caller', caller[2]);
      negotiation.encrypt('callee', callee[2]);
      negotiation.places.ports[4].caller = 20_000;
      negotiation.places.ports[4].callee = 20_002;
      const offer = written(caller);
      const answer = written(callee);
      const forCallee = usable(() => negotiation.offer('caller', offer));
      const forCaller = forCallee && usable(() => negotiation.answer('callee', answer));
      const texts = [offer, forCallee ?? '', answer, forCaller ?? ''].map(keysIn);
      for (const [at, keys] of texts.entries())
        for (const other of texts.slice(at + 1))
          for (const one of keys) if (other.includes(one)) throw new Error(`${one} in ${texts.join(' | ')}`);
      for (const leg of ['caller', 'callee'] as const) {
        const plan = negotiation.plan(leg)?.encryption;
        if (plan !== undefined) encrypted += 1;
        const wanted = leg === 'caller' ? caller[2] : callee[2];
        if (
          negotiation.plan(leg) !== undefined &&
          (plan === undefined ? wanted === 'required' : wanted === 'refused')
        )
          throw new Error(`${leg} ${wanted}: ${JSON.stringify(plan)}`);
      }
    }),
    { numRuns: 2000 },
  );
  t.ok(encrypted > 100, `${encrypted} legs were encrypted`);
  t.end();
});

function keysIn(sdp: string): string[] {
  return [...sdp.matchAll(/inline:([^|\s]+)/g)].map(([, one = '']) => one);
}

void t.test('an offer and its answer never carry the other side’s number', (t) => {
  let passed = 0;
  fc.assert(
    fc.property(sdp, sdp, fc.boolean(), (offer, answer, g711Only) => {
      const negotiation = new Negotiation({
        addresses: new OwnAddresses({ host: '192.0.2.1' }),
        g711Only,
        sessionIds: { caller: 1, callee: 2 },
      });
      negotiation.places.ports[4].caller = 20_000;
      negotiation.places.ports[4].callee = 20_002;
      const forCallee = usable(() => negotiation.offer('caller', offer));
      const forCaller = usable(() => negotiation.answer('callee', answer));
      for (const text of [forCallee, forCaller]) {
        if (text === undefined) continue;
        passed += 1;
        // What an m= line of their own asked for is refused with their own words; those go back to the same side only.
        const crossing = text === forCallee ? text : text.replaceAll(/^m=(?!audio 2).*$/gm, '');
        if (crossing.includes(NUMBER) || crossing.includes('198.51.100.7')) throw new Error(crossing);
        if (/^[^voscmta]=/m.test(crossing)) throw new Error(crossing);
        if (
          /^a=(?!rtpmap:|fmtp:|ptime:|maxptime:|rtcp-mux\r|sendrecv|sendonly|recvonly|inactive)/m.test(
            crossing,
          )
        )
          throw new Error(crossing);
      }
    }),
    { numRuns: 1000 },
  );
  t.ok(passed > 500, `${passed} of 2000 were usable`);
  t.end();
});

void t.test('nothing that stands beside the SDP of a multipart body crosses, at any depth', (t) => {
  let passed = 0;
  const part = fc.oneof(
    mark.map(
      (m) => `Content-Type: application/x-${m}\r\nContent-Disposition: signal;handling=optional\r\n\r\n${m}`,
    ),
    mark.map((m) => `Content-ID: <${m}>\r\nContent-Type: text/plain\r\n\r\nv=0\r\ns=${m}`),
    mark.map((m) => `Content-Type: application/isup;version=${m}\r\n\r\n${m}`),
  );
  const body = fc.tuple(sdp, fc.array(part, { maxLength: 3 }), fc.nat(3), fc.nat(2), mark);
  fc.assert(
    fc.property(body, ([text, others, place, depth, m]) => {
      const own = `Content-Type: application/sdp;x=${m}\r\nContent-Description: ${m}\r\n\r\n${text}`;
      const parts = others.toSpliced(Math.min(place, others.length), 0, own);
      const { type, content } = wrapped(parts, depth, m);
      const found = sdpOf({ body: content, header: (name) => (name === 'Content-Type' ? type : undefined) });
      if (found === undefined) throw new Error(`expected SDP in ${content}`);
      const negotiation = new Negotiation({
        addresses: new OwnAddresses({ host: '192.0.2.1' }),
        g711Only: false,
        sessionIds: { caller: 1, callee: 2 },
      });
      const crossed = usable(() => negotiation.offer('caller', found));
      if (crossed === undefined) return;
      passed += 1;
      if (crossed.includes(NUMBER) || /Content|^--/m.test(crossed)) throw new Error(crossed);
    }),
    { numRuns: 300 },
  );
  t.ok(passed > 100, `${passed} of 300 were usable`);
  t.end();
});

function wrapped(parts: readonly string[], depth: number, mark: string): { type: string; content: string } {
  const boundary = `${mark.replace(/\W/g, '')}-${depth}-`;
  const content = `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
  const type = `multipart/${depth % 2 === 0 ? 'mixed' : 'related'};boundary="${boundary}"`;
  if (depth === 0) return { type, content };
  return wrapped([`Content-Type: ${type}\r\n\r\n${content}`], depth - 1, mark);
}

function usable(act: () => string): string | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof MediaError && error.code === 'unusable-sdp') return undefined;
    throw error;
  }
}

/** In the SDP that we write, with all that a peer can have. */
const OURS = ['4 192.0.2.1', '6 2001:db8:f::1'];

void t.test('no address of one side reaches the other, in whichever IP family each has it', (t) => {
  const address = fc.oneof(
    fc.ipV6().filter((text) => isIP(canonical(text)) === 6),
    fc.ipV4(),
    fc.constantFrom('2001:DB8:0:0::77', '::ffff:198.51.100.77', '[2001:db8::77]', '198.51.100.77'),
  );
  const side = fc.tuple(address, address, fc.constantFrom<(4 | 6 | undefined)[]>(4, 6, undefined));
  const written = ([media, rtcp]: readonly [string, string, unknown]): string => {
    const network = (text: string): string => `IN IP${text.includes(':') ? 6 : 4} ${text}`;
    return [
      ...[
        'v=0',
        `o=- 1 1 ${network(media)}`,
        's=-',
        't=0 0',
        'm=audio 6000 RTP/AVP 8',
        `c=${network(media)}`,
      ],
      ...[
        `a=rtcp:6001 ${network(rtcp)}`,
        `a=altc:1 IP6 ${rtcp} 6000`,
        `a=candidate:1 1 UDP 1 ${rtcp} 6000 typ host`,
      ],
      '',
    ].join('\r\n');
  };
  let crossings = 0;
  fc.assert(
    fc.property(side, side, (caller, callee) => {
      const negotiation = new Negotiation({
        addresses: new OwnAddresses({ host: '192.0.2.1' }, { host: '2001:db8:f::1' }),
        g711Only: false,
        sessionIds: { caller: 1, callee: 2 },
      });
      negotiation.places.wishes.callee = callee[2];
      const ports = negotiation.places.ports;
      Object.assign(ports[4], { caller: 20_000, callee: 20_002 });
      Object.assign(ports[6], { caller: 20_000, callee: 20_002 });
      const forCallee = usable(() => negotiation.offer('caller', written(caller)));
      const forCaller = forCallee && usable(() => negotiation.answer('callee', written(callee)));
      for (const text of [forCallee, forCaller]) {
        if (text === undefined) continue;
        crossings += 1;
        const found = [...text.matchAll(/IN IP([46]) (\S+)/g)].map(([, family, one]) => `${family} ${one}`);
        if (found.some((one) => one !== found[0]) || !OURS.includes(found[0] ?? ''))
          throw new Error(`expected one address of our own, found ${text}`);
      }
    }),
  );
  t.ok(crossings > 50, 'most offers pass');
  t.end();
});
