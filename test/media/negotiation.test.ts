import t from 'tap';
import { Negotiation } from '../../media/negotiation.js';
import { OwnAddresses } from '../../media/own-addresses.js';

void t.test('an offer goes to the other leg in our words, its answer back', (t) => {
  const negotiation = newNegotiation();
  const offer = negotiation.offer(
    'caller',
    sdp(`
      v=0
      o=+8613800000001 53655765 2353687637 IN IP4 198.51.100.7
      s=Zhang San
      i=from +8613800000001
      e=zhang@example.com
      p=+8613800000001
      c=IN IP4 198.51.100.7
      t=0 0
      a=tool:secret 1.0
      m=audio 49170 RTP/AVP 18 8 101
      i=+8613800000001
      a=rtpmap:18 G729/8000
      a=fmtp:18 annexb=no; phone=+8613800000001
      a=rtpmap:8 PCMA/8000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=candidate:1 1 UDP 2130706431 10.0.1.1 8998 typ host
      a=ice-ufrag:8hhY
      a=rtcp:49171 IN IP4 10.0.1.1
      a=rtcp-mux
      a=ssrc:1 cname:+8613800000001
      a=ptime:20
      a=sendrecv
      m=video 51372 RTP/AVP 99
      a=rtpmap:99 H264/90000
    `),
  );
  t.equal(
    offer,
    sdp(`
      v=0
      o=- 222 1 IN IP4 192.0.2.1
      s=-
      c=IN IP4 192.0.2.1
      t=0 0
      m=audio 20002 RTP/AVP 18 8 0 101
      a=rtpmap:18 G729/8000
      a=fmtp:18 annexb=no
      a=rtpmap:8 PCMA/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=ptime:20
      a=sendrecv
    `),
  );
  const answer = negotiation.answer('callee', phone({ codecs: '8 101', port: 7000 }));
  t.equal(
    answer,
    sdp(`
      v=0
      o=- 111 1 IN IP4 192.0.2.1
      s=-
      c=IN IP4 192.0.2.1
      t=0 0
      m=audio 20000 RTP/AVP 8 101
      a=rtpmap:8 PCMA/8000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=rtcp-mux
      a=ptime:20
      a=sendrecv
      m=video 0 RTP/AVP 99
    `),
  );
  t.end();
});

void t.test('a leg with one law is offered and may be answered in the other', (t) => {
  const negotiation = newNegotiation();
  t.match(negotiation.offer('caller', phone({ codecs: '8' })), 'm=audio 20002 RTP/AVP 8 0 101\r\n');
  t.match(negotiation.answer('callee', phone({ codecs: '0' })), 'm=audio 20000 RTP/AVP 8\r\n');
  t.same(names(negotiation.plan('caller')?.sends), ['8 PCMA']);
  t.same(names(negotiation.plan('callee')?.sends), ['0 PCMU']);
  t.end();
});

void t.test('payload numbers stay those of the offer, and each leg is sent its own', (t) => {
  const negotiation = newNegotiation();
  t.match(negotiation.offer('caller', phone({ codecs: '8 96' })), 'RTP/AVP 8 0 96\r\n');
  t.match(negotiation.answer('callee', phone({ codecs: '8 101' })), 'RTP/AVP 8 96\r\n');
  t.same(names(negotiation.plan('callee')?.receives), ['8 PCMA', '0 PCMU', '96 telephone-event']);
  t.same(names(negotiation.plan('callee')?.sends), ['8 PCMA', '101 telephone-event']);
  t.same(names(negotiation.plan('caller')?.receives), ['8 PCMA', '96 telephone-event']);
  t.end();
});

void t.test('events are offered also for a side that has none, by a number that is free and stays', (t) => {
  const negotiation = newNegotiation();
  t.match(negotiation.offer('caller', phone({ codecs: '8' })), 'RTP/AVP 8 0 101\r\n');
  t.match(
    negotiation.answer('callee', phone({ codecs: '8 101' })),
    'RTP/AVP 8\r\n',
    'it did not ask for them',
  );
  t.same(names(negotiation.plan('callee')?.sends), ['8 PCMA', '101 telephone-event']);
  const opus = phone({ codecs: '8' })
    .replace('AVP 8', 'AVP 8 101')
    .replace('a=send', 'a=rtpmap:101 opus/48000/2\r\na=send');
  t.match(newNegotiation().offer('caller', opus), 'RTP/AVP 8 0 101 96\r\n');
  t.match(
    newNegotiation().offer(
      'caller',
      phone({ codecs: '9' })
        .replace('AVP 9', 'AVP 97')
        .replace('a=send', 'a=rtpmap:97 opus/48000/2\r\na=send'),
    ),
    'RTP/AVP 97\r\n',
  );
  t.end();
});

void t.test('recorded calls are G.711 and telephone-event, or refused', (t) => {
  const negotiation = newNegotiation({ g711Only: true });
  t.match(negotiation.offer('caller', phone({ codecs: '9 18 8 101' })), 'RTP/AVP 8 0 101\r\n');
  t.throws(() => negotiation.answer('callee', phone({ codecs: '9' })), {
    code: 'unusable-sdp',
    message: 'expected PCMA or PCMU, found G722',
  });
  t.throws(() => negotiation.offer('caller', phone({ codecs: '9 18' })), { code: 'unusable-sdp' });
  t.end();
});

void t.test('an answer with nothing of the offer is refused, and so is one to no offer', (t) => {
  const negotiation = newNegotiation();
  t.throws(() => negotiation.answer('callee', phone({ codecs: '8' })), { code: 'unusable-sdp' });
  negotiation.offer('caller', phone({ codecs: '9' }));
  t.throws(() => negotiation.answer('callee', phone({ codecs: '8' })), {
    code: 'unusable-sdp',
    message: 'expected one of G722 telephone-event, found PCMA',
  });
  t.end();
});

void t.test('the version goes up with every change and only then', (t) => {
  const negotiation = newNegotiation();
  const offer = phone({ codecs: '8' });
  t.match(negotiation.offer('caller', offer), 'o=- 222 1 ');
  t.match(negotiation.offer('caller', offer), 'o=- 222 1 ');
  t.match(negotiation.offer('caller', phone({ codecs: '8', direction: 'sendonly' })), 'o=- 222 2 ');
  t.end();
});

void t.test('an offer not answered changes nothing', (t) => {
  const negotiation = settled();
  const before = JSON.stringify([negotiation.plan('caller'), negotiation.plan('callee')]);
  negotiation.offer('caller', phone({ codecs: '0', port: 9999, direction: 'inactive' }));
  t.equal(JSON.stringify([negotiation.plan('caller'), negotiation.plan('callee')]), before);
  t.end();
});

void t.test('a refresh offers the session in force word for word, even after failed offers', (t) => {
  const negotiation = newNegotiation();
  const toCallee = negotiation.offer('caller', phone({ codecs: '8 101' }));
  const toCaller = negotiation.answer('callee', phone({ codecs: '8 101' }));
  negotiation.offer('caller', phone({ codecs: '8', direction: 'sendonly' }));
  negotiation.offer('callee', phone({ codecs: '0' }));
  t.equal(negotiation.offerInForce('callee'), toCallee);
  t.equal(negotiation.offerInForce('caller'), toCaller);
  negotiation.acceptRefresh('callee', phone({ codecs: '8 101', port: 6100, direction: 'recvonly' }));
  t.match(negotiation.plan('callee'), { remote: { port: 6100 }, expected: false, mayReceive: true });
  t.equal(negotiation.offerInForce('callee'), toCallee, 'the answer is theirs, our side stays');
  t.throws(() => negotiation.acceptRefresh('callee', phone({ codecs: '18' })), /expected/);
  t.throws(() => newNegotiation().offerInForce('caller'), /nothing is in force/);
  t.end();
});

void t.test('hold passes through and stops what the held side would be sent', (t) => {
  const negotiation = settled();
  t.match(negotiation.offer('caller', phone({ codecs: '8', direction: 'sendonly' })), 'a=sendonly\r\n');
  t.match(negotiation.answer('callee', phone({ codecs: '8', direction: 'sendrecv' })), 'a=recvonly\r\n');
  t.match(negotiation.plan('caller'), { mayReceive: false, expected: false });
  t.match(negotiation.plan('callee'), { mayReceive: true, expected: false });
  t.match(negotiation.offer('caller', phone({ codecs: '8', address: '0.0.0.0' })), 'a=sendonly\r\n');
  t.match(negotiation.answer('callee', phone({ codecs: '8', direction: 'recvonly' })), 'a=recvonly\r\n');
  t.match(negotiation.plan('caller'), { mayReceive: false, remote: undefined });
  t.match(negotiation.offer('caller', phone({ codecs: '8', direction: 'inactive' })), 'a=inactive\r\n');
  t.match(negotiation.answer('callee', phone({ codecs: '8', direction: 'inactive' })), 'a=inactive\r\n');
  t.match(negotiation.plan('callee'), { mayReceive: false, expected: false });
  t.end();
});

void t.test('a provisional answer may come again with the final one, word for word', (t) => {
  const negotiation = newNegotiation();
  negotiation.offer('caller', phone({ codecs: '8 101' }));
  const early = negotiation.answer('callee', phone({ codecs: '8 101', port: 7000 }));
  t.equal(negotiation.answer('callee', phone({ codecs: '8 101', port: 7000 })), early);
  t.equal(
    negotiation.answer('callee', phone({ codecs: '0 101', port: 7100 })),
    early,
    'another branch, another law',
  );
  t.equal(negotiation.plan('callee')?.remote?.port, 7100);
  t.end();
});

void t.test(
  'answered by ourselves, a caller gets one law and events, and the callee is offered the same',
  (t) => {
    const negotiation = newNegotiation();
    t.match(
      negotiation.answerLocally('caller', phone({ codecs: '9 0 8 97' })),
      'm=audio 20000 RTP/AVP 0 97\r\n',
    );
    t.match(negotiation.offerLocally('callee'), 'm=audio 20002 RTP/AVP 0 8 97\r\n');
    negotiation.acceptAnswer('callee', phone({ codecs: '8 97' }));
    t.same(names(negotiation.plan('callee')?.sends), ['8 PCMA', '97 telephone-event']);
    t.throws(() => newNegotiation().answerLocally('caller', phone({ codecs: '9' })), {
      message: 'expected PCMA or PCMU, found G722',
    });
    t.end();
  },
);

void t.test('answered by ourselves after all, a caller keeps the law of the answer it has', (t) => {
  const negotiation = newNegotiation();
  negotiation.offer('caller', phone({ codecs: '8 0' }));
  const early = negotiation.answer('callee', phone({ codecs: '0' }));
  t.equal(negotiation.answerLocally('caller', phone({ codecs: '8 0' })), early);
  t.end();
});

void t.test('offers of our own to both legs may be open at once', (t) => {
  const negotiation = newNegotiation();
  negotiation.offerLocally('caller');
  negotiation.offerLocally('callee');
  negotiation.acceptAnswer('caller', phone({ codecs: '8 101' }));
  negotiation.acceptAnswer('callee', phone({ codecs: '0 101' }));
  t.same(names(negotiation.plan('caller')?.sends), ['8 PCMA', '101 telephone-event']);
  t.same(names(negotiation.plan('callee')?.sends), ['0 PCMU', '101 telephone-event']);
  t.end();
});

void t.test('with nothing settled we offer both laws and events', (t) => {
  t.match(newNegotiation().offerLocally('callee'), 'm=audio 20002 RTP/AVP 8 0 101\r\n');
  t.end();
});

void t.test('RTCP is multiplexed with the leg that offers it, and with the other one not', (t) => {
  const negotiation = newNegotiation();
  const muxed = `${phone({ codecs: '8' })}a=rtcp-mux\r\n`;
  t.notMatch(negotiation.offer('caller', muxed), 'rtcp-mux');
  t.match(negotiation.answer('callee', muxed), 'a=rtcp-mux\r\n', 'which the callee had no right to answer');
  t.match(negotiation.plan('caller')?.remote, { port: 6000, rtcpPort: 6000 });
  t.match(negotiation.plan('callee')?.remote, { port: 6000, rtcpPort: 6001 });
  t.match(negotiation.offer('callee', phone({ codecs: '8' })), 'a=rtcp-mux\r\n', 'it stays so');
  t.notMatch(negotiation.answer('caller', phone({ codecs: '8' })), 'rtcp-mux');
  t.match(negotiation.plan('caller')?.remote, { rtcpPort: 6001 }, 'until the caller is against it');
  t.match(negotiation.answerLocally('caller', muxed), 'a=rtcp-mux\r\n');
  t.match(negotiation.answerAlone('caller', muxed), 'a=rtcp-mux\r\n');
  t.match(negotiation.answerUnchanged('caller', muxed), 'a=rtcp-mux\r\n');
  const held = `${phone({ codecs: '8', address: '0.0.0.0' })}a=rtcp-mux\r\n`;
  negotiation.offer('caller', held);
  t.match(negotiation.answer('callee', phone({ codecs: '8' })), 'a=rtcp-mux\r\n');
  t.end();
});

void t.test('a late offer runs the other way round', (t) => {
  const negotiation = newNegotiation();
  t.match(negotiation.offer('callee', phone({ codecs: '8 101' })), 'm=audio 20000 RTP/AVP 8 0 101\r\n');
  t.match(negotiation.answer('caller', phone({ codecs: '8 101' })), 'm=audio 20002 RTP/AVP 8 101\r\n');
  t.end();
});

void t.test('an m= line once there stays in every later offer to that leg', (t) => {
  const negotiation = newNegotiation();
  negotiation.offer('caller', `${phone({ codecs: '8' })}m=video 4000 RTP/AVP 31\r\n`);
  negotiation.answer('callee', phone({ codecs: '8' }));
  const reoffer = negotiation.offer('callee', phone({ codecs: '8', direction: 'sendonly' }));
  t.match(reoffer, /m=audio 20000 RTP\/AVP 8 0 101\r\n(a=.*\r\n)+m=video 0 RTP\/AVP 31\r\n$/);
  t.end();
});

void t.test('the second audio line is answered in its place, the first with port 0', (t) => {
  const negotiation = newNegotiation();
  const offer = sdp(`
    v=0
    o=- 1 1 IN IP4 198.51.100.1
    s=-
    t=0 0
    m=audio 40000 RTP/AVP 96
    c=IN IP6 2001:db8::1
    a=rtpmap:96 AMR-WB/16000
    m=audio 40002 RTP/AVPF 8
    c=IN IP4 198.51.100.1
  `);
  t.match(negotiation.offer('caller', offer), /m=audio 20002 RTP\/AVP 8 0 101\r\n/);
  const answer = negotiation.answer('callee', phone({ codecs: '8' }));
  t.match(answer, /t=0 0\r\nm=audio 0 RTP\/AVP 96\r\nm=audio 20000 RTP\/AVPF 8\r\n/);
  t.equal(negotiation.plan('caller')?.remote?.port, 40_002);
  const back = negotiation.offer('callee', phone({ codecs: '8', direction: 'sendonly' }));
  t.match(back, /m=audio 0 RTP\/AVP 96\r\nm=audio 20000 RTP\/AVPF 8 0 101\r\n/, 'lines keep their places');
  const refused = `${phone({ codecs: '8' })}m=audio 0 RTP/AVP 8\r\n`;
  t.throws(
    () => negotiation.answer('caller', refused),
    { code: 'unusable-sdp' },
    'the line offered was refused',
  );
  t.end();
});

void t.test('a recorded call takes the audio line with G.711', (t) => {
  const negotiation = newNegotiation({ g711Only: true });
  const offer = `${phone({ codecs: '18' })}m=audio 6002 RTP/AVP 8\r\n`;
  t.match(negotiation.offer('caller', offer), 'm=audio 20002 RTP/AVP 8 0 101\r\n');
  t.equal(newNegotiation().offer('caller', offer).includes('m=audio 20002 RTP/AVP 18 101\r\n'), true);
  t.match(
    newNegotiation().answerLocally('caller', offer),
    'm=audio 0 RTP/AVP 18\r\nm=audio 20000 RTP/AVP 8\r\n',
  );
  t.end();
});

void t.test('an offer again with its lines in another order goes on with the line in use', (t) => {
  const negotiation = newNegotiation();
  const lines = (first: number, second: number): string =>
    `${phone({ codecs: '8', port: first })}m=audio ${second} RTP/AVP 8\r\n`;
  negotiation.offer('caller', lines(0, 6002));
  negotiation.answer('callee', phone({ codecs: '8' }));
  negotiation.offer('caller', lines(6004, 6006));
  t.match(negotiation.answer('callee', phone({ codecs: '8' })), /m=audio 0 RTP\/AVP 8\r\nm=audio 20000/);
  t.equal(negotiation.plan('caller')?.remote?.port, 6006);
  negotiation.offer('caller', lines(6008, 0));
  t.match(negotiation.answer('callee', phone({ codecs: '8' })), /m=audio 20000[^]*m=audio 0 RTP\/AVP 8\r\n/);
  t.equal(negotiation.plan('caller')?.remote?.port, 6008);
  t.end();
});

void t.test('answers with other numbers, with more codecs than one, with too many lines', (t) => {
  const negotiation = newNegotiation();
  t.match(negotiation.offer('caller', phone({ codecs: '8 0 101' })), 'RTP/AVP 8 0 101\r\n');
  const answer = `${phone({ codecs: '9 0 8 97' })}m=video 0 RTP/AVP 31\r\n`;
  t.match(negotiation.answer('callee', answer), 'm=audio 20000 RTP/AVP 0 8 101\r\n');
  t.same(names(negotiation.plan('callee')?.sends), ['0 PCMU', '8 PCMA', '97 telephone-event']);
  t.end();
});

void t.test('an offer answered alone changes its own leg, and the other keeps what it has', (t) => {
  const negotiation = newNegotiation();
  t.match(negotiation.answerAlone('caller', phone({ codecs: '8 101' })), 'm=audio 20000 RTP/AVP 8 101\r\n');
  t.match(negotiation.offerLocally('callee'), 'm=audio 20002 RTP/AVP 8 0 101\r\n', 'nobody had answered yet');
  negotiation.acceptAnswer('callee', phone({ codecs: '0 96', port: 7000 }));
  const callee = JSON.stringify(negotiation.plan('callee'));
  const update = phone({ codecs: '18 8 97', port: 6100, direction: 'sendonly' });
  t.match(negotiation.answerAlone('caller', update), /m=audio 20000 RTP\/AVP 8 97\r\n[^]*a=recvonly/);
  t.equal(negotiation.plan('caller')?.remote?.port, 6100);
  t.equal(negotiation.plan('caller')?.mayReceive, false);
  t.match(JSON.stringify(negotiation.plan('callee')), callee.slice(0, callee.indexOf('"mayReceive"')));
  t.throws(() => negotiation.answerAlone('caller', phone({ codecs: '18' })), {
    code: 'unusable-sdp',
    message: 'expected one of PCMU telephone-event, found G729',
  });
  t.equal(negotiation.plan('caller')?.remote?.port, 6100, 'a refused offer changes nothing');
  t.end();
});

void t.test('an answer that comes after an offer answered alone meets the new offer', (t) => {
  const negotiation = newNegotiation();
  negotiation.offer('caller', phone({ codecs: '8 101' }));
  negotiation.answer('callee', phone({ codecs: '8 101' }));
  negotiation.answerAlone('caller', phone({ codecs: '0 8 96', port: 6100 }));
  const again = negotiation.answer('callee', phone({ codecs: '8 101', port: 7100 }));
  t.match(again, 'm=audio 20000 RTP/AVP 8 96\r\n');
  t.equal(negotiation.plan('caller')?.remote?.port, 6100);
  t.equal(negotiation.plan('callee')?.remote?.port, 7100);
  t.end();
});

void t.test(
  'an answer that its offerer does not get is withdrawn: that leg is as before, the other as it has answered',
  (t) => {
    const negotiation = settled();
    negotiation.offer('caller', phone({ codecs: '8', port: 6002, direction: 'sendonly' }));
    negotiation.answer('callee', phone({ codecs: '8', port: 7002, direction: 'recvonly' }));
    negotiation.withdraw('caller');
    t.equal(negotiation.plan('caller')?.remote?.port, 6000);
    t.equal(negotiation.plan('callee')?.mayReceive, true);
    t.equal(negotiation.plan('callee')?.remote?.port, 7002);
    t.match(negotiation.offerLocally('callee'), 'a=sendrecv');
    negotiation.acceptAnswer('callee', phone({ codecs: '8', port: 7004 }));
    t.match(negotiation.plan('callee'), { remote: { port: 7004 }, mayReceive: true, expected: true });
    t.end();
  },
);

void t.test('an offer of what is in force is answered with what is in force', (t) => {
  const negotiation = newNegotiation();
  negotiation.offer('caller', phone({ codecs: '8 101' }));
  const answer = negotiation.answer('callee', phone({ codecs: '8 101' }));
  t.equal(negotiation.answerUnchanged('caller', phone({ codecs: '8 101' })), answer, 'the version too');
  t.equal(negotiation.answerUnchanged('caller', phone({ codecs: '8' })), undefined);
  t.equal(
    negotiation.answerUnchanged('caller', phone({ codecs: '8 101', direction: 'sendonly' })),
    undefined,
  );
  t.match(
    negotiation.answerUnchanged('callee', phone({ codecs: '8 101' })),
    'm=audio 20002 RTP/AVP 8 101\r\n',
  );
  negotiation.offer('callee', phone({ codecs: '8 101', direction: 'sendonly' }));
  negotiation.answer('caller', phone({ codecs: '8 101', direction: 'recvonly' }));
  t.equal(
    negotiation.answerUnchanged('caller', phone({ codecs: '8 101' })),
    undefined,
    'it was changed since',
  );
  t.match(
    negotiation.answerUnchanged('caller', phone({ codecs: '8 101', direction: 'recvonly' })),
    'a=sendonly',
  );
  t.equal(newNegotiation().answerUnchanged('caller', phone({ codecs: '8' })), undefined);
  t.end();
});

void t.test('answered alone, a leg keeps the codec in use and what the other leg takes part in', (t) => {
  const negotiation = newNegotiation();
  negotiation.offer('caller', phone({ codecs: '9 8', direction: 'sendonly' }));
  negotiation.answer('callee', phone({ codecs: '9', direction: 'recvonly' }));
  const answer = negotiation.answerAlone('callee', phone({ codecs: '8 0 9' }));
  t.match(answer, /m=audio 20002 RTP\/AVP 9\r\n[^]*a=sendonly/);
  t.end();
});

function newNegotiation(options: { g711Only?: boolean } = {}): Negotiation {
  const negotiation = new Negotiation({
    addresses: new OwnAddresses({ host: '192.0.2.1' }),
    g711Only: false,
    sessionIds: { caller: 111, callee: 222 },
    ...options,
  });
  negotiation.places.ports[4].caller = 20_000;
  negotiation.places.ports[4].callee = 20_002;
  return negotiation;
}

function settled(): Negotiation {
  const negotiation = newNegotiation();
  negotiation.offer('caller', phone({ codecs: '8' }));
  negotiation.answer('callee', phone({ codecs: '8' }));
  return negotiation;
}

function phone(options: { codecs: string; port?: number; address?: string; direction?: string }): string {
  const { codecs, port = 6000, address = '198.51.100.9', direction = 'sendrecv' } = options;
  const events = codecs.split(' ').filter((type) => Number(type) >= 96);
  return [
    'v=0',
    `o=x 1 1 IN IP4 ${address}`,
    's=x',
    `c=IN IP4 ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP ${codecs}`,
    ...events.map((type) => `a=rtpmap:${type} telephone-event/8000`),
    `a=${direction}`,
    '',
  ].join('\r\n');
}

function names(codecs: readonly { payloadType: number; name: string }[] | undefined): string[] | undefined {
  return codecs?.map(({ payloadType, name }) => `${payloadType} ${name}`);
}

/** An indented block as SDP. */
function sdp(block: string): string {
  const lines = block.split('\n').map((line) => line.trim());
  return `${lines.filter((line) => line !== '').join('\r\n')}\r\n`;
}
