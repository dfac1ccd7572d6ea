import t from 'tap';
import { LegKeys } from '../../media/srtp/leg-keys.js';
import { MediaError } from '../../media/media-error.js';
import type { Codec } from '../../media/codecs.js';
import { connectionNames } from '../../media/sdp-sections.js';
import { readSdp, type AudioDescription, type Expectation } from '../../media/sdp.js';

const PLAIN = [
  'v=0',
  'o=alice 2890844526 2890844526 IN IP4 198.51.100.7',
  's=Call of +8613800000001',
  'c=IN IP4 198.51.100.7',
  't=0 0',
  'm=audio 49170 RTP/AVP 8 0 101',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-16',
  'a=ptime:20',
];

/** Of somebody who takes every codec there is. */
const WITHOUT_WISHES: Expectation = {
  families: [4],
  pick: (known) => known,
  wanted: 'a codec that is wanted',
  preferred: 0,
  isAnswer: false,
  mayMultiplex: true,
  readCrypto: new LegKeys('refused').readOffer,
  prefersSecure: false,
};

void t.test('reads where audio goes, what it is made of and which way it runs', (t) => {
  const audio = read(PLAIN);
  t.same(audio.remote, { address: '198.51.100.7', port: 49170, rtcpPort: 49171 });
  t.equal(audio.direction, 'sendrecv');
  t.equal(audio.packetMs, 20);
  t.same(
    audio.codecs.map((codec) => `${codec.payloadType} ${codec.name} ${codec.parameters ?? '-'}`),
    ['8 PCMA -', '0 PCMU -', '101 telephone-event 0-16'],
  );
  t.end();
});

void t.test(
  'takes the RTCP port of a=rtcp and the connection of the m= line before that of the session',
  (t) => {
    const audio = read([...PLAIN, 'c=IN IP4 203.0.113.4', 'a=rtcp:50005 IN IP4 203.0.113.4']);
    t.same(audio.remote, { address: '203.0.113.4', port: 49170, rtcpPort: 50005 });
    t.end();
  },
);

void t.test(
  'RTCP goes where the SDP wants it: the next port, another one, another host, or the same port',
  (t) => {
    const ours = (address: string, port: number): string | undefined =>
      address === '203.0.113.9' && port === 5001 ? 'an address of our own' : undefined;
    const cases: [lines: readonly string[], where: object][] = [
      [['a=rtcp:50005'], { rtcpPort: 50_005 }],
      [['a=rtcp:50005 IN IP4 198.51.100.7'], { rtcpPort: 50_005 }],
      [['a=rtcp:50005 IN IP4 203.0.113.4'], { rtcpPort: 50_005, rtcpAddress: '203.0.113.4' }],
      [['a=rtcp:50005 IN IP6 2001:db8::1'], { rtcpPort: 50_005 }],
      [['a=rtcp:50005 IN IP4 0.0.0.0'], { rtcpPort: 50_005 }],
      [['a=rtcp:50005 IN IP4 224.0.1.1'], { rtcpPort: 50_005 }],
      [['a=rtcp:50005 IN IP4 host.example'], { rtcpPort: 50_005 }],
      [['a=rtcp:0'], { rtcpPort: 49_171 }],
      [['a=rtcp:70000 IN IP4 198.51.100.7'], { rtcpPort: 49_171 }],
      [['a=rtcp: 50005'], { rtcpPort: 50_005 }],
      [['a=rtcp'], { rtcpPort: 49_171 }],
      [['a=rtcp:50005', 'a=rtcp-mux'], { rtcpPort: 49_170 }],
      [['a=rtcp-mux'], { rtcpPort: 49_170 }],
    ];
    for (const [lines, where] of cases) {
      const { remote, isMultiplexed } = read([...PLAIN, ...lines], { flawOf: ours });
      t.same(remote, { address: '198.51.100.7', port: 49_170, ...where }, lines.join(' '));
      t.equal(isMultiplexed, lines.includes('a=rtcp-mux'), lines.join(' '));
    }
    const refused = thrownBy(() => read([...PLAIN, 'a=rtcp:5001 IN IP4 203.0.113.9'], { flawOf: ours }));
    t.match(refused?.message, /found an address of our own/);
    const answer = read([...PLAIN, 'a=rtcp-mux'], { isAnswer: true, mayMultiplex: false });
    t.match(
      answer,
      { isMultiplexed: false, remote: { rtcpPort: 49_171 } },
      'what was not offered is not taken',
    );
    t.end();
  },
);

void t.test('an SDP that cannot be used says of what kind the fault is (RFC 3261 20.43)', (t) => {
  const cases: [change: [from: string, to: string], warning: number][] = [
    [['m=audio 49170 RTP/AVP', 'm=image 49170 udptl'], 304],
    [['m=audio 49170', 'm=audio 0'], 304],
    [['m=audio 49170 RTP/AVP', 'm=audio 49170 TCP/RTP/AVP'], 302],
    [['m=audio 49170', 'm=audio 70000'], 305],
    [['8 0 101', '96'], 305],
    [['c=IN IP4 198.51.100.7', 'c=IN IP6 2001:db8::7'], 301],
    [['c=IN IP4 198.51.100.7', 'c=IN IP4 255.255.255.255'], 301],
    [['c=IN IP4 198.51.100.7', 'c=IN IP4 233.252.0.1'], 330],
    [['v=0', 'x=0'], 305],
  ];
  for (const [[from, to], warning] of cases) {
    const lines = PLAIN.map((line) => line.replace(from, to));
    t.equal(thrownBy(() => read(lines))?.warning, warning, to);
  }
  t.end();
});

void t.test('takes the direction of the session level where the m= line has none', (t) => {
  const lines = PLAIN.toSpliced(5, 0, 'a=sendonly');
  t.equal(read(lines).direction, 'sendonly');
  t.equal(read([...lines, 'a=recvonly']).direction, 'recvonly');
  t.end();
});

void t.test('writes an IPv6 address as the system does, for packets are compared with it', (t) => {
  const at = (address: string) =>
    PLAIN.map((line) => line.replace('IN IP4 198.51.100.7', `IN IP6 ${address}`));
  t.equal(read(at('2001:DB8:0:0::0001'), { families: [6] }).remote?.address, '2001:db8::1');
  t.equal(read(at('::FFFF:198.51.100.7')).remote?.address, '198.51.100.7');
  t.end();
});

void t.test('reads IPv6 addresses as careless peers write them, and none that leads nowhere', (t) => {
  const at = (line: string) => PLAIN.map((one) => one.replace('c=IN IP4 198.51.100.7', line));
  const both = { families: [4, 6] } as const;
  const read6 = (line: string, more: string[] = []) => read([...at(line), ...more], both);
  for (const line of [
    'c=IN IP6 [2001:DB8::1]',
    'c=in ip6 2001:0db8:0::1/127',
    'c=IN IP4 2001:db8:0:0:0:0:0:1',
  ])
    t.match(read6(line), { remote: { address: '2001:db8::1' }, family: 6 }, line);
  t.match(read6('c=IN IP6 ::ffff:198.51.100.7'), { remote: { address: '198.51.100.7' }, family: 4 });
  for (const line of ['c=IN IP6 ::', 'c=IN IP6 0:0::0', 'c=IN IP6 ::ffff:0.0.0.0', 'c=IN IP6 0.0.0.0'])
    t.match(read6(line), { remote: undefined, direction: 'sendonly' }, line);
  const rtcp = read6('c=IN IP6 2001:db8::1', ['a=rtcp:5001 IN IP6 2001:DB8:0::2']).remote;
  t.same(rtcp, { address: '2001:db8::1', port: 49170, rtcpPort: 5001, rtcpAddress: '2001:db8::2' });
  const same = read6('c=IN IP6 2001:db8::1', ['a=rtcp:5001 IN IP6 2001:DB8:0::1']).remote;
  t.same(same, { address: '2001:db8::1', port: 49170, rtcpPort: 5001 });
  const refused: [line: string, found: string, warning: number][] = [
    ['c=IN IP6 fe80::1%eth0', 'an address with a zone', 301],
    ['c=IN IP6 2001:db8:::1', 'none that can be read', 301],
    ['c=IN IP6 ff02::1', 'a group address', 330],
    ['c=ATM NSAP 47.0091', 'another network', 300],
  ];
  for (const [line, found, warning] of refused)
    t.match(
      thrownBy(() => read6(line)),
      { message: new RegExp(`found ${found}$`), warning },
      line,
    );
  t.end();
});

void t.test('understands the old hold by 0.0.0.0 as nothing to be sent there', (t) => {
  const held = PLAIN.map((line) => line.replace('c=IN IP4 198.51.100.7', 'c=IN IP4 0.0.0.0'));
  t.match(read(held), { remote: undefined, direction: 'sendonly' });
  t.match(read([...held, 'a=recvonly']), { remote: undefined, direction: 'inactive' });
  t.end();
});

void t.test('uses the first RTP/AVP audio line and remembers the others', (t) => {
  const audio = read([...PLAIN, 'm=video 51372 RTP/AVP 31', 'm=audio 6000 RTP/SAVP 8']);
  t.same(
    audio.lines.map((line) => `${line.audio} ${line.media} ${line.protocol} ${line.format}`),
    ['true audio RTP/AVP 8', 'false video RTP/AVP 31', 'false audio RTP/SAVP 8'],
  );
  t.end();
});

void t.test('the first usable audio line is used, after any other lines', (t) => {
  const second = ['m=audio 6000 RTP/AVP 8', 'c=IN IP4 203.0.113.4'];
  const unusable: [name: string, lines: readonly string[]][] = [
    ['another address family', ['m=audio 5000 RTP/AVP 8', 'c=IN IP6 2001:db8::1']],
    ['unknown codecs', ['m=audio 5000 RTP/AVP 96', 'a=rtpmap:96 EVS/16000']],
    ['codecs that are not wanted', ['m=audio 5000 RTP/AVP 18']],
    ['encrypted', ['m=audio 5000 RTP/SAVP 8', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x']],
    ['a port of none', ['m=audio 0 RTP/AVP 8']],
    ['video', ['m=video 5000 RTP/AVP 31']],
    ['fax', ['m=image 5000 udptl t38']],
    ['real-time text', ['m=text 5000 RTP/AVP 98', 'a=rtpmap:98 t140/1000']],
    ['messages', ['m=message 5000 TCP/MSRP *', 'a=path:msrp://198.51.100.7:5000/x;tcp']],
    ['data', ['m=application 5000 UDP/DTLS/SCTP webrtc-datachannel']],
  ];
  const isG711 = (codec: Codec): boolean => codec.name.startsWith('PCM');
  for (const [name, lines] of unusable) {
    const audio = read([...PLAIN.slice(0, 5), ...lines, ...second], {
      pick: (known) => known.filter(isG711),
    });
    t.same(audio.remote, { address: '203.0.113.4', port: 6000, rtcpPort: 6001 }, name);
    const [, media, port, protocol, format] = /^m=(\S+) (\S+) (\S+) (\S+)/.exec(lines[0] ?? '') ?? [];
    t.same(audio.lines[0], { audio: false, media, protocol, format }, `${name}, port ${port}`);
    t.equal(audio.lines[1]?.audio, true, name);
  }
  t.end();
});

void t.test('the line in use stays in use; an answer takes the line that was offered', (t) => {
  const two = [...PLAIN.slice(0, 5), 'm=audio 5000 RTP/AVP 8', 'm=audio 6000 RTP/AVP 8'];
  t.equal(read(two).remote?.port, 5000);
  t.equal(read(two, { preferred: 1 }).remote?.port, 6000);
  const refused = two.map((line) => line.replace('6000', '0'));
  t.equal(read(refused, { preferred: 1 }).remote?.port, 5000, 'an offer may move to the other line');
  t.match(thrownBy(() => read(refused, { preferred: 1, isAnswer: true }))?.message, /found m=audio 5000/);
  t.equal(read(PLAIN, { preferred: 1, isAnswer: true }).remote?.port, 49170, 'an answer with a line too few');
  t.end();
});

void t.test('reads what careless peers write', (t) => {
  const [, , , ...rest] = PLAIN;
  const cases: [name: string, lines: readonly string[]][] = [
    ['no s= and no t=', PLAIN.filter((line) => !/^[st]=/.test(line))],
    ['an empty s=', PLAIN.map((line) => (line.startsWith('s=') ? 's=' : line))],
    ['no o=', PLAIN.filter((line) => !line.startsWith('o='))],
    ['an o= that is none', ['v=0', 'o=- 999999999999999999999 -1 IN IP4', 's=-', ...rest]],
    ['spaces at the ends', PLAIN.map((line) => `${line}  `)],
    ['two spaces', PLAIN.map((line) => line.replaceAll(' ', '  '))],
    ['a number of ports', PLAIN.map((line) => line.replace('49170', '49170/1'))],
    ['two pairs of ports', PLAIN.map((line) => line.replace('49170', '49170/2'))],
    ['a time to live', PLAIN.map((line) => (line.startsWith('c=') ? `${line}/127` : line))],
    ['bandwidths', [...PLAIN.toSpliced(4, 0, 'b=CT:64', 'b=X-mine:?'), 'b=AS:64', 'b=TIAS:64000', 'b=']],
    ['unknown lines', [...PLAIN, 'z=', 'x=y', 'a=', 'a=:', 'a=rtpmap', 'a=fmtp:', 'nothing', '=', '']],
    [
      'an offer of ICE and bundling',
      [...PLAIN, 'a=group:BUNDLE 0', 'a=mid:0', 'a=bundle-only', 'a=ice-lite'],
    ],
    ['upper case', PLAIN.map((line) => line.replace('m=audio', 'm=AUDIO').replace('RTP/AVP', 'rtp/avp'))],
  ];
  for (const [name, lines] of cases) {
    const audio = read(lines);
    t.same(audio.remote, { address: '198.51.100.7', port: 49170, rtcpPort: 49171 }, name);
    t.same([audio.codecs.length, audio.packetMs, audio.direction], [3, 20, 'sendrecv'], name);
    t.same(audio.lines, [{ audio: true, media: 'audio', protocol: 'RTP/AVP', format: '8' }], name);
  }
  const bare = text(PLAIN).replaceAll('\r\n', '\n');
  t.equal(readSdp(bare, WITHOUT_WISHES).remote?.port, 49170, 'lines that end in LF alone');
  t.equal(read([...PLAIN.map((line) => line.replace('RTP/AVP', 'RTP/AVPF'))]).lines[0]?.protocol, 'RTP/AVPF');
  t.end();
});

void t.test('a static payload type is what its number says, a dynamic one what its name says', (t) => {
  const cases: [formats: string, attributes: readonly string[], codecs: readonly string[]][] = [
    ['8', [], ['8 PCMA/8000']],
    ['0 8', ['a=rtpmap:8 pcma/8000/1', 'a=rtpmap:0 PcMu/8000'], ['0 PCMU/8000', '8 PCMA/8000']],
    ['8', ['a=rtpmap:8 G711A/8000'], ['8 PCMA/8000']],
    ['8 0', ['a=rtpmap:8 PCMU/8000', 'a=rtpmap:0 PCMA/16000'], ['8 PCMA/8000', '0 PCMU/8000']],
    ['18', ['a=rtpmap:18 G729A/8000/1', 'a=fmtp:18 annexb=no'], ['18 G729/8000 annexb=no']],
    ['9', ['a=rtpmap:9 G722/16000'], ['9 G722/8000']],
    ['96 97', ['a=rtpmap:96 PCMA/8000', 'a=rtpmap:97  pcmu / 8000'], ['96 PCMA/8000', '97 PCMU/8000']],
    ['96', ['a=rtpmap:096 PCMA/8000'], ['96 PCMA/8000']],
    ['8 101', ['a=rtpmap:101 telephone-event/8000'], ['8 PCMA/8000', '101 telephone-event/8000 0-15']],
    [
      '8 101',
      ['a=rtpmap:101 telephone-event/8000', 'a=fmtp:101 0-11,16,66,70'],
      ['8 PCMA/8000', '101 telephone-event/8000 0-16'],
    ],
    [
      '8 101 110',
      ['a=rtpmap:101 telephone-event/16000', 'a=rtpmap:110 TELEPHONE-EVENT/8000/1', 'a=fmtp:110 0-11'],
      ['8 PCMA/8000', '101 telephone-event/16000 0-15', '110 telephone-event/8000 0-15'],
    ],
    ['8 101', ['a=fmtp:101 0-15'], ['8 PCMA/8000']],
  ];
  for (const [formats, attributes, codecs] of cases) {
    const audio = read([...PLAIN.slice(0, 5), `m=audio 49170 RTP/AVP ${formats}`, ...attributes]);
    const found = audio.codecs.map(({ payloadType, name, clockRate, parameters = '' }) =>
      `${payloadType} ${name}/${clockRate} ${parameters}`.trim(),
    );
    t.same(found, codecs, `${formats} ${attributes.join(' ')}`);
  }
  t.end();
});

void t.test('takes the looked-up address of a name in c=', (t) => {
  const named = PLAIN.map((line) => line.replace('c=IN IP4 198.51.100.7', 'c=IN IP4 Gw-1.example.com.'));
  t.same([...connectionNames(text(named))], [['gw-1.example.com', 4]]);
  t.equal(
    connectionNames(text([...PLAIN, 'c=IN IP6 fe80::1', 'c=IN IP4 1.2.3.4/127', 'c=IN IP4 a_b'])).size,
    0,
  );
  const addresses = new Map([['gw-1.example.com', '203.0.113.9']]);
  t.equal(read(named, { addresses }).remote?.address, '203.0.113.9');
  t.end();
});

void t.test('says what is wrong with SDP it cannot use', (t) => {
  const without = (start: string) => PLAIN.filter((line) => !line.startsWith(start));
  const replacing = (start: string, line: string) => PLAIN.map((old) => (old.startsWith(start) ? line : old));
  const cases: [name: string, lines: readonly string[], message: string][] = [
    ['nothing', [], 'expected v=0, found an empty body'],
    ['no SDP', ['hello'], 'expected v=0, found no such line'],
    ['no m= line', without('m='), 'expected an m=audio line, found no m= line'],
    [
      'SRTP only',
      replacing('m=', 'm=audio 49170 RTP/SAVP 8'),
      'expected RTP/AVP: SRTP is not allowed here, found RTP/SAVP',
    ],
    [
      'audio refused',
      replacing('m=', 'm=audio 0 RTP/AVP 8'),
      'expected an m=audio line with RTP/AVP and a port, found m=audio 0 RTP/AVP',
    ],
    [
      'a port that is none',
      replacing('m=', 'm=audio 70000 RTP/AVP 8'),
      'expected an m=audio line with RTP/AVP and a port, found m=audio 70000 RTP/AVP',
    ],
    [
      'unknown codecs',
      replacing('m=', 'm=audio 49170 RTP/AVP 96'),
      'expected a codec we know, found formats 96',
    ],
    ['no c=', without('c='), 'expected an address in c=, found no c= line'],
    [
      'a name',
      replacing('c=', 'c=IN IP4 evil.example'),
      'expected an address in c=, found a name that leads nowhere',
    ],
    [
      'IPv6',
      replacing('c=', 'c=IN IP6 2001:db8::1'),
      'expected an IPv4 address in c=, found an IPv6 address',
    ],
    [
      'multicast',
      replacing('c=', 'c=IN IP4 233.252.0.1'),
      'expected the address of one host in c=, found a group address',
    ],
    [
      'this network',
      replacing('c=', 'c=IN IP4 0.1.2.3'),
      'expected the address of one host in c=, found an address of no host',
    ],
    ['too long', [...PLAIN, `a=x:${'x'.repeat(20_000)}`], 'expected at most 16384 bytes, found'],
    [
      'too many lines',
      [...PLAIN, ...Array<string>(16).fill('m=video 1 RTP/AVP 31')],
      'expected at most 16 m= lines, found 17',
    ],
  ];
  for (const [name, lines, message] of cases) {
    const error = thrownBy(() => read(lines));
    t.ok(error instanceof MediaError && error.code === 'unusable-sdp', name);
    t.match(error?.message, message, name);
  }
  t.end();
});

void t.test('repeats nothing of a peer in a message but harmless words', (t) => {
  const lines = PLAIN.map((line) => (line.startsWith('m=') ? 'm=audio 49170 <b>\u0007 8' : line));
  t.match(thrownBy(() => read(lines))?.message, /found m=audio 49170 \?/);
  t.end();
});

void t.test('never throws anything but unusable-sdp, for any bytes', (t) => {
  const pieces = [
    'v=0',
    'm=audio',
    'm=audio 1/2 RTP/AVP 8',
    'a=rtpmap:',
    'a=fmtp:101',
    'c=',
    'a=ptime:x',
    'o=',
    '\0',
    '=',
  ];
  for (let seed = 0; seed < 500; seed += 1) {
    const lines = [
      'v=0',
      ...Array.from({ length: 8 }, (_, i) => pieces[(seed * 7 + i * i * 13) % pieces.length] ?? ''),
    ];
    const error = thrownBy(() => read(lines));
    if (error !== undefined && !(error instanceof MediaError))
      t.fail(`${String(error)} for ${lines.join('|')}`);
  }
  t.end();
});

function read(lines: readonly string[], more: Partial<Expectation> = {}): AudioDescription {
  return readSdp(text(lines), { ...WITHOUT_WISHES, ...more });
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}

function thrownBy(act: () => unknown): MediaError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof MediaError) return error;
    throw error;
  }
}
