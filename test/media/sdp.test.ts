import t from 'tap';
import { MediaError } from '../../media/media.js';
import { readSdp } from '../../media/sdp.js';

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

void t.test('reads where audio goes, what it is made of and which way it runs', (t) => {
  const audio = readSdp(text(PLAIN), 4);
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
    const audio = readSdp(text([...PLAIN, 'c=IN IP4 203.0.113.4', 'a=rtcp:50005 IN IP4 203.0.113.4']), 4);
    t.same(audio.remote, { address: '203.0.113.4', port: 49170, rtcpPort: 50005 });
    t.end();
  },
);

void t.test('takes the direction of the session level where the m= line has none', (t) => {
  const lines = PLAIN.toSpliced(5, 0, 'a=sendonly');
  t.equal(readSdp(text(lines), 4).direction, 'sendonly');
  t.equal(readSdp(text([...lines, 'a=recvonly']), 4).direction, 'recvonly');
  t.end();
});

void t.test('understands the old hold by 0.0.0.0 as nothing to be sent there', (t) => {
  const held = PLAIN.map((line) => line.replace('c=IN IP4 198.51.100.7', 'c=IN IP4 0.0.0.0'));
  t.match(readSdp(text(held), 4), { remote: undefined, direction: 'sendonly' });
  t.match(readSdp(text([...held, 'a=recvonly']), 4), { remote: undefined, direction: 'inactive' });
  t.end();
});

void t.test('uses the first RTP/AVP audio line and remembers the others', (t) => {
  const audio = readSdp(text([...PLAIN, 'm=video 51372 RTP/AVP 31', 'm=audio 6000 RTP/SAVP 8']), 4);
  t.same(
    audio.lines.map((line) => `${line.audio} ${line.media} ${line.protocol} ${line.format}`),
    ['true audio RTP/AVP 8', 'false video RTP/AVP 31', 'false audio RTP/SAVP 8'],
  );
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
      'expected an m=audio line with RTP/AVP and a port, found m=audio 49170 RTP/SAVP',
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
    ['a name', replacing('c=', 'c=IN IP4 evil.example'), 'expected an address in c=, found a name'],
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
    ['too long', [...PLAIN, `a=x:${'x'.repeat(20_000)}`], 'expected at most 16384 bytes, found'],
    [
      'too many lines',
      [...PLAIN, ...Array<string>(16).fill('m=video 1 RTP/AVP 31')],
      'expected at most 16 m= lines, found 17',
    ],
  ];
  for (const [name, lines, message] of cases) {
    const error = thrownBy(() => readSdp(text(lines), 4));
    t.ok(error instanceof MediaError && error.code === 'unusable-sdp', name);
    t.match(error?.message, message, name);
  }
  t.end();
});

void t.test('repeats nothing of a peer in a message but harmless words', (t) => {
  const lines = PLAIN.map((line) => (line.startsWith('m=') ? 'm=audio 49170 <b>\u0007 8' : line));
  t.match(thrownBy(() => readSdp(text(lines), 4))?.message, /found m=audio 49170 \?/);
  t.end();
});

void t.test('never throws anything but unusable-sdp, whatever the bytes', (t) => {
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
    const error = thrownBy(() => readSdp(text(lines), 4));
    if (error !== undefined && !(error instanceof MediaError))
      t.fail(`${String(error)} for ${lines.join('|')}`);
  }
  t.end();
});

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}

function thrownBy(act: () => unknown): Error | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
