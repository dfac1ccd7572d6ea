import t from 'tap';
import { parseNameAddress, parseParty } from '../../../../../engine/sipd/stack/parse/address.js';
import { parseCSeq, splitList, unquoted } from '../../../../../engine/sipd/stack/parse/fields.js';
import { isUri, parseUri } from '../../../../../engine/sipd/stack/parse/uri.js';
import { parseVia } from '../../../../../engine/sipd/stack/parse/via.js';

void t.test('a comma list is split at commas outside quotes and brackets', async (t) => {
  t.same(splitList('<sip:a,b@h>;x="1,\\"2" , "Lee, A" <sip:c@h>,sip:d@h'), [
    '<sip:a,b@h>;x="1,\\"2"',
    '"Lee, A" <sip:c@h>',
    'sip:d@h',
  ]);
  t.same(splitList('one'), ['one']);
  t.same(splitList(''), []);
  t.same(splitList('a,,b,'), ['a', '', 'b', '']);
  t.same(splitList('a, "b, c'), ['a', '"b, c']);
});

void t.test('a SIP URI is taken apart', async (t) => {
  t.match(parseUri('sip:+86138;phone-context=x:pw@Host.example:5070;transport=tcp;lr?Subject=a%20b'), {
    scheme: 'sip',
    user: '+86138;phone-context=x',
    password: 'pw',
    host: 'Host.example',
    port: 5070,
    headers: 'Subject=a%20b',
  });
  const params = parseUri('SIPS:h;Transport=TCP;lr')?.params;
  t.same(
    [...(params ?? [])],
    [
      ['transport', 'TCP'],
      ['lr', undefined],
    ],
  );
  t.match(parseUri('sip:[2001:db8::1]:5060'), { user: undefined, host: '2001:db8::1', port: 5060 });
  t.match(parseUri('tel:+86-138(00);phone-context=+86'), { scheme: 'tel', host: '+86-138(00)' });
  t.equal(parseUri('sip:*21#@h')?.user, '*21#');
});

void t.test('what is no SIP URI is refused', async (t) => {
  for (const text of [
    ...['', 'sip:', 'sip', 'sip:@h', 'sip:a@', 'sip:a@h:99999', 'sip:a@h:5x', 'sip:a b@h', 'sip:a@b@h'],
    ...[
      'sip:a@h;transport=udp;transport=tcp',
      'sip:a@h; lr',
      'sip:a@h?',
      'sip:%4@h',
      'sip:%zz@h',
      'sip:a@[::1',
      'sip:a@[1.2.3]',
    ],
    ...['sip:2001:db8::1', 'http://h', 'tel:', 'tel:abc!', 'sip:a@h\0', 'sip:ü@h', '<sip:a@h>', 'sip://h'],
  ]) {
    t.equal(parseUri(text), undefined, text);
  }
});

void t.test('any scheme will do for a URI, but not any character', async (t) => {
  for (const text of ['urn:service:sos', 'http://h/p?q#f', 'isbn:1', 'sip:[::1]']) t.ok(isUri(text), text);
  for (const text of [
    '',
    ':x',
    'x:',
    '1x:y',
    'no-colon',
    'sip:a b',
    'sip:<a>',
    'sip:a"b',
    'si p:a',
    'sip:a\u0000',
  ]) {
    t.notOk(isUri(text), text);
  }
});

void t.test('a name-address is read with and without name, brackets and parameters', async (t) => {
  t.match(parseNameAddress('"A \\"B\\" C"  <sip:a@h;lr> ; tag = 1;x'), {
    displayName: 'A "B" C',
    uri: 'sip:a@h;lr',
  });
  t.match(parseNameAddress('Anna Lee <sip:a@h>'), { displayName: 'Anna Lee', uri: 'sip:a@h' });
  t.match(parseNameAddress('张三 <sip:a@h>'), { displayName: '张三' });
  t.match(parseNameAddress('""<sip:a@h>'), { displayName: undefined, uri: 'sip:a@h' });
  const bare = parseNameAddress('sip:a@h;tag=1;Expires="3,0"');
  t.equal(bare?.uri, 'sip:a@h');
  t.same(
    [...(bare?.params ?? [])],
    [
      ['tag', '1'],
      ['expires', '"3,0"'],
    ],
  );
});

void t.test('a malformed name-address is refused', async (t) => {
  for (const text of [
    ...['', '<>', '<sip:a@h', 'sip:a@h?x=y'],
    ...['<sip:a@h>, <sip:b@h>', '"A"', '<<sip:a@h>>', 'Anna', '<a@h>', '<sip:a b@h>'],
  ]) {
    t.equal(parseNameAddress(text), undefined, text);
  }
});

void t.test('the URI is read with any display name and parameters', async (t) => {
  for (const text of [
    '"A <sip:a@h>',
    'A, B <sip:a@h>',
    'Li (Lei) <sip:a@h>',
    'A "B" <sip:a@h>',
    '"A" B <sip:a@h>',
    '"A "B" C" <sip:a@h>',
    '"<sip:b@h>" X <sip:a@h>',
    '"\\" <sip:a@h>;x="y"',
    '\udcd5\udc5c <sip:a@h>',
    '@:;[]{}|^=$&#? <sip:a@h>',
    '< sip:a@h >',
    '<sip:a@h> junk;x',
    '<sip:a@h>;',
    '<sip:a@h>;;;x',
    '<sip:a@h>;x=;y=a b;z="1',
    '<sip:a@h>;x=1;x=2',
    '<sip:a@h>;=1;@',
    'sip:a@h;',
  ]) {
    t.equal(parseNameAddress(text)?.uri, 'sip:a@h', text);
  }
});

void t.test('of a From or To the tag alone has to be clear', async (t) => {
  const tags: [string, string | undefined][] = [
    ['A, (B) <sip:a@h>;tag=1', '1'],
    ['< t.watson@h >;tag=1;', '1'],
    ['<>;tag=1', '1'],
    ['<sip:a b@h>;;tag=1', '1'],
    ['13800000021;tag=1', '1'],
    ['"A" sip:a@h;tag=1', '1'],
    ['<sip:a@h> junk;x=;tag=1', '1'],
    ['<sip:a@h>;tag=1;tag=1', '1'],
    ['<sip:a@h>;tag=1;x="', '1'],
    ['<sip:a@h>;tag = 1 ; x = y z', '1'],
    ['<sip:a@h>', undefined],
  ];
  for (const [text, tag] of tags) {
    t.equal(parseParty(text)?.uri === undefined, false, text);
    t.equal(parseParty(text)?.params.get('tag'), tag, text);
  }
  for (const text of [
    ...['', '<sip:a@h', '<sip:a@h>;tag', '<sip:a@h>;tag=', '<sip:a@h>;tag=1;tag=2', '<sip:a@h>;tag=1 2'],
    ...[
      '<sip:a@h> tag=1',
      '<sip:a@h>;x=1 tag=1',
      '<sip:a@h>;tag="1',
      '<sip:a@h>;tag=1, <sip:b@h>;tag=2',
      '<<>',
    ],
  ]) {
    t.equal(parseParty(text), undefined, text);
  }
});

void t.test('flaws in what a URI does not need pass by', async (t) => {
  const readings: [string, object][] = [
    ['sip:a@h:', { host: 'h', port: undefined }],
    ['sip:a@h;', { host: 'h' }],
    ['sip:a@h:5070;user=phone;', { port: 5070 }],
    ['sip:a@h;;lr', { host: 'h' }],
    ['sip:a@h;=1;lr', { host: 'h' }],
    ['sip:a@h;x=a,b;lr', { host: 'h' }],
    ['tel:+8613800000021;cpc=;', { host: '+8613800000021' }],
  ];
  for (const [text, reading] of readings) t.match(parseUri(text), reading, text);
  for (const text of ['sip:a@h;;lr', 'sip:a@h;=1;lr', 'sip:a@h;x=a,b;lr', 'sip:a@h;lr;lr', 'sip:a@h;lr='])
    t.equal(parseUri(text)?.params.has('lr'), true, text);
  t.equal(parseUri('sip:a@h;transport=;maddr=')?.params.get('transport'), undefined);
});

void t.test('a Via is taken apart, also with space in odd places', async (t) => {
  t.match(parseVia('SIP/2.0/UDP h.example:5070;branch=z9hG4bK1;rport;received=[2001:db8::9]'), {
    transport: 'UDP',
    host: 'h.example',
    port: 5070,
    branch: 'z9hG4bK1',
  });
  t.match(parseVia('sip / 2.0 / tls  [::1] : 61 ; branch = b'), {
    transport: 'TLS',
    host: '::1',
    port: 61,
    branch: 'b',
  });
  t.equal(parseVia('SIP/2.0/TCP h')?.branch, undefined);
});

void t.test('a malformed Via, or one of another protocol, is refused', async (t) => {
  for (const text of [
    ...['', 'SIP/2.0/UDP', 'SIP/2.0/UDP ', 'SIP/2.0 h', 'HTTP/2.0/UDP h', 'SIP/2.0/UDPh'],
    ...[
      'SIP/2.0/UDP h:70000',
      'SIP/2.0/UDP h:0',
      'SIP/2.0/UDP [::1]:0;branch=1',
      'SIP/2.0/UDP h:sip',
      'SIP/2.0/UDP h i',
      'SIP/2.0/UDP ;branch=1',
    ],
    ...['SIP/2.0/UDP h;branch=1;branch=2', 'SIP/2.0/UDP h;branch=', 'SIP/2.0/UDP h;branch'],
    ...['SIP/2.0/UDP h;branch=1 2', 'SIP/2.0/UDP h branch=1', 'SIP/2.0/UDP h;branch="1'],
    'SIP/2.0/UDP h;x=1, SIP/2.0/UDP <i>',
  ]) {
    t.equal(parseVia(text), undefined, text);
  }
});

void t.test('flaws in what a Via is not needed for pass by', async (t) => {
  const readings: [string, object][] = [
    ['SIP/2.0/UDP h:5070;branch=z9hG4bK1;rport=', { host: 'h', port: 5070 }],
    ['SIP/2.0/UDP h:5070;branch=z9hG4bK1;', { host: 'h', port: 5070 }],
    ['SIP/2.0/UDP h;;branch=z9hG4bK1;;', { host: 'h', port: undefined }],
    ['SIP/2.0/UDP h: ;branch=z9hG4bK1', { host: 'h', port: undefined }],
    ['SIP/2.0/UDP h;received=a b;ttl=;branch=z9hG4bK1', { host: 'h' }],
    ['SIP/2.0/UDP h;branch=z9hG4bK1;branch=z9hG4bK1', { host: 'h' }],
    ['SIP/2.0/UDP h;branch=z9hG4bK1 (a comment)'.replace(' (', ';('), { host: 'h' }],
    ['SIP/2.0/UDP 2001:db8::9;branch=z9hG4bK1', { host: '2001:db8::9', port: undefined }],
    ['SIP/2.0/UDP [::1;branch=z9hG4bK1', { host: '[:', port: 1 }],
    ['SIP/2.0/UDP a/b:5070;branch=z9hG4bK1', { host: 'a/b', port: 5070 }],
    ['SIP/7.0/UDP h;branch=z9hG4bK1', { transport: 'UDP', host: 'h' }],
  ];
  for (const [text, reading] of readings) t.match(parseVia(text), { branch: 'z9hG4bK1', ...reading }, text);
  t.equal(parseVia('SIP/2.0/UDP h;branch=1;rport=')?.params.has('rport'), true);
});

void t.test('a CSeq is a number of 32 bits and a method', async (t) => {
  t.same(parseCSeq('0009   INVITE'), { number: 9, method: 'INVITE' });
  t.same(parseCSeq('4294967295 X-1'), { number: 4294967295, method: 'X-1' });
  for (const text of [
    '',
    '1',
    '1 ',
    'INVITE',
    '1INVITE',
    '-1 INVITE',
    '4294967296 INVITE',
    '1 IN VITE',
    '1 A,B',
  ]) {
    t.equal(parseCSeq(text), undefined, text);
  }
});

void t.test('more parameters than anybody needs are refused', async (t) => {
  const many = Array.from({ length: 100 }, (_, i) => `;p${i}`).join('');
  t.equal(parseNameAddress(`<sip:a@h>${many}`), undefined);
  t.equal(parseUri(`sip:a@h${many}`), undefined);
});

void t.test('a quoted string loses its quotes and backslashes', async (t) => {
  t.equal(unquoted('"a\\"b\\\\"'), 'a"b\\');
  t.equal(unquoted('token'), 'token');
});
