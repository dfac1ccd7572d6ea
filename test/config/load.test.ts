import t from 'tap';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultConfigFile, loadConfig, parseConfig } from '../../config/load.js';
import { ConfigError } from '../../config/problem.js';

/** The report of a configuration that must not load. */
function complaints(text: string, environment: Record<string, string> = {}): string[] {
  try {
    parseConfig(text, 'f.yaml', environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const TLS = '{transport: tls, host: 127.0.0.1, port: 5061, certificateFile: c, keyFile: k}';

const application = (more = '') => `applications:
  - appKey: k
    appSecret: s
    mode: AXB
${more}`;

void t.test('an empty file is all defaults, with paths made absolute', async (t) => {
  const config = parseConfig('# nothing\n');
  t.equal(config.sip.server, 'embedded');
  t.equal(config.api.clockSkewSeconds, 86_400);
  t.equal(config.dataDirectory, resolve('data'));
  t.equal(config.journal.file, resolve('data/journal.sqlite'));
  t.equal(config.recording.directory, resolve('data/recordings'));
  t.same(config.applications, []);
  t.equal(config.operator.console, true);
  t.notOk('tls' in config.api);
});

void t.test('ladders are kept by default, and nothing goes to Homer until it has an address', async (t) => {
  t.match(parseConfig('').capture, { calls: 1000, megabytes: 64, rtpMegabytes: 16 });
  t.notOk('hep' in parseConfig(''));
  t.match(parseConfig('hep: {host: 192.0.2.60}').hep, { port: 9060, captureId: 2001, numbers: 'full' });
  t.match(complaints('hep: {port: 9060}'), [/hep/]);
  t.match(complaints('hep: {host: 192.0.2.60, captureId: 4294967296}'), [/hep\.captureId/]);
  t.match(complaints('sip: {server: drachtio}\nhep: {host: 192.0.2.60}'), [
    /hep: expected no hep, but drachtio-server's own export .*found sip\.server: drachtio/,
  ]);
});

void t.test('keys left out of an application are filled in', async (t) => {
  const [first] = parseConfig(application()).applications;
  t.match(first, { status: 'active', features: { recording: false, sms: false }, extensionDigits: 4 });
  t.same(first?.callbacks, {});
  t.same(first?.numbers, []);
});

void t.test('a group written without keys is its defaults', async (t) => {
  t.equal(parseConfig('sip:\nlog:\n  level:\n').log.level, 'info');
});

void t.test('numbers and area codes keep their plus and their zero without quotes', async (t) => {
  const text = application('    numbers: [{number: +8675500000001, areaCode: 0755}]');
  t.same(parseConfig(text).applications[0]?.numbers, [{ number: '+8675500000001', areaCode: '0755' }]);
});

void t.test('values come from the environment', async (t) => {
  const text = 'api:\n  port: ${PORT}\nlog:\n  showNumbers: ${SHOW}\nsip:\n  drachtio: {secret: "a${S}b"}\n';
  const config = parseConfig(text, 'f.yaml', { PORT: '9000', SHOW: 'true', S: '123' });
  t.equal(config.api.port, 9000);
  t.equal(config.log.showNumbers, true);
  t.equal(config.sip.drachtio.secret, 'a123b');
  t.same(complaints(text, { PORT: '1', SHOW: 'true' }), [
    'f.yaml:6 sip.drachtio.secret: expected the environment variable S, found it is not set',
  ]);
});

void t.test('a variable that is spelt wrong is a mistake, and its text is not repeated', async (t) => {
  const secret = (text: string): string[] =>
    complaints(`sip:\n  drachtio: {secret: "${text}"}\n`, { S: '1' });
  for (const text of ['${S-x}', '${hunter 2}', 'a${S:-hunter2}', '${}', '${1S}'])
    t.same(
      secret(text),
      [
        'f.yaml:2 sip.drachtio.secret: expected ${NAME}, a name of letters, digits and _, ' +
          'found other characters between ${ and }',
      ],
      text,
    );
  t.same(secret('${S'), ['f.yaml:2 sip.drachtio.secret: expected ${NAME}, found ${ without its }']);
  t.same(secret('a${ b'), []);
  t.equal(parseConfig('log: {level: "${L}"}', 'f', { L: 'warn' }).log.level, 'warn');
  // What a variable contains is not read again.
  const inner = parseConfig('sip: {drachtio: {secret: "${S}"}}', 'f', { S: '${T}' });
  t.equal(inner.sip.drachtio.secret, '${T}');
});

void t.test('an anchor may be used for what is the same twice', async (t) => {
  const text = 'api: {host: &here 127.0.0.2}\noperator:\n  host: *here\n';
  t.equal(parseConfig(text).operator.host, '127.0.0.2');
});

void t.test(
  'an alias names an anchor above, not itself, and stands for a limited number of values',
  async (t) => {
    t.same(complaints('log:\n  level: *none\n'), [
      'f.yaml:2 log.level: expected the name of an anchor above, found *none, which is none',
    ]);
    t.match(complaints('api: &a\n  tls: *a\n'), [
      'f.yaml:2 api.tls.tls: expected an anchor above that has ended, found *a within itself',
    ]);
    t.same(complaints('api: &a {host: 127.0.0.2}\noperator:\n  <<: *a\n'), [
      'f.yaml:3 operator.<<: expected keys written out: groups are not merged, found a merge key',
    ]);
    const list = (name: string): string => `[${Array.from({ length: 10 }, () => `*${name}`).join(',')}]`;
    const levels = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, index) => {
      const below = String.fromCharCode(name.charCodeAt(0) - 1);
      return `${name}: &${name} ${index === 0 ? '[x,x]' : list(below)}\n`;
    });
    const [limit] = complaints(levels.join('')).filter((line) => line.includes('100000 values'));
    t.match(limit, /^f\.yaml:\d [e-i][^:]*: expected at most 100000 values through aliases, found more$/);
  },
);

void t.test('a number is written in decimal digits', async (t) => {
  for (const text of ['010', '0o17', '0x10', '1e3', '+5', '80.0'])
    t.same(complaints(`api:\n  port: ${text}\n`), [
      `f.yaml:2 api.port: expected a number in decimal digits, without a leading zero, found ${text}`,
    ]);
  t.equal(parseConfig('api: {port: 0}').api.port, 0);
});

void t.test('what the eye passes over is said: quotes, a missing space', async (t) => {
  t.match(complaints('api: {port: "80"}'), [/from 0 to 65535, found "80", which is text by its quotes/]);
  t.match(complaints('log: {showNumbers: "true"}'), [/expected true or false, found "true", which is text/]);
  t.match(complaints('api:\n  port:80\n'), [/found "port:80" \(a space is missing after the colon\)$/]);
});

void t.test('mistakes of several kinds are reported together', async (t) => {
  t.same(complaints('log:\n  level: ${NONE}\napi:\n  port: 010\n  prot: 1\nlog:\n'), [
    'f.yaml:2 log.level: expected the environment variable NONE, found it is not set',
    'f.yaml:4 api.port: expected a number in decimal digits, without a leading zero, found 010',
    'f.yaml:5 api.prot: expected a known key (did you mean port?), found an unknown key',
    'f.yaml:6 log: expected a key used once, found the one of line 1 again',
  ]);
});

void t.test('every mistake is reported with its line, in the order of the file', async (t) => {
  const text = `log:
  level: loud
media:
  portMin: low
api:
  port: 70000
  tls: {keyFile: k}
dataDirectory: 5
sip:
  listen: []
`;
  t.same(complaints(text), [
    'f.yaml:2 log.level: expected one of trace, debug, info, warn, error, fatal, found "loud"',
    'f.yaml:4 media.portMin: expected a whole number from 1024 to 65534, found "low"',
    'f.yaml:6 api.port: expected a whole number from 0 to 65535, found 70000',
    'f.yaml:7 api.tls.certificateFile: expected text of 1 to 4096 characters, found nothing',
    'f.yaml:10 sip.listen: expected a list that is not empty, found an empty list',
  ]);
});

void t.test('an unknown key is a mistake, with the key that was probably meant', async (t) => {
  t.same(complaints('api:\n  prot: 1\n'), [
    'f.yaml:2 api.prot: expected a known key (did you mean port?), found an unknown key',
  ]);
  t.same(complaints('prompts:\n  zzzzzzzz:\n'), [
    'f.yaml:2 prompts.zzzzzzzz: expected one of the keys directory, waitingSeconds, found an unknown key',
  ]);
  t.match(
    complaints('__proto__: {a: 1}\n')[0],
    /^f\.yaml:1 __proto__: expected one of the keys dataDirectory/,
  );
});

void t.test('a secret is never repeated in a message', async (t) => {
  const [line = ''] = complaints('operator:\n  tokens: [{name: n, role: admin, token: hunter2}]\n');
  t.equal(line, 'f.yaml:2 operator.tokens[0].token: expected at least 16 characters, found 7 characters');
});

void t.test('text that is not YAML is refused with its line', async (t) => {
  t.match(complaints('api:\n  host: [1\nlog: 3\n')[0], /^f\.yaml:\d: expected a closing \] or \}, found /);
  t.match(
    complaints('a: 1\na: 2\n')[0],
    /^f\.yaml:2 a: expected a key used once, found the one of line 1 again$/,
  );
  t.match(complaints('just words\n'), ['f.yaml:1: expected a group of keys, found "just words"']);
  t.match(
    complaints(`${'['.repeat(200)}${']'.repeat(200)}`).join(),
    /expected at most 32 levels, found more/,
  );
});

void t.test(
  'mistakes of form are reported in words, at their line, without the text of a value',
  async (t) => {
    const one = (text: string): string => complaints(text).join('\n');
    t.equal(one('api:\n\tport: 1\n'), 'f.yaml:2: expected spaces before a key, found a tab');
    t.equal(
      one('api:\n   port: 1\n  host: 127.0.0.1\n'),
      'f.yaml:3: expected the keys of a group below each other, found a key further in or out (bad indentation)',
    );
    t.equal(
      one('api\n  port: 1\n'),
      'f.yaml:1: expected a key, a colon and its value, found a line without a colon',
    );
    t.equal(
      one('api: {}\n---\nlog: {}\n'),
      'f.yaml:2: expected one document, found another one after --- or ...',
    );
    t.equal(
      one('api: !!python/object {port: 1}\n'),
      'f.yaml:1: expected no tag, found a tag that is not known (!…)',
    );
    t.equal(one('[a]: 1\n'), 'f.yaml:1: expected a name as key, found a list or a group as key');
    t.match(
      one('operator:\n  tokens: [{token: "hunter2}]\n'),
      /^f\.yaml:3: expected YAML, found Missing closing/,
    );
    for (const text of [
      'a: "x" hunter2\n',
      'a: [x] hunter2\n',
      'a: "\\q hunter2"\n',
      'a: b: hunter2\n',
      'a: *hunter2 x\n',
    ])
      t.notMatch(one(text), 'hunter2', text);
    t.same(
      complaints('api:\r\n  port: x\r\nlog:\r\n  level: x\r\n').map((line) => line.split(' ')[0]),
      ['f.yaml:2', 'f.yaml:4'],
    );
  },
);

void t.test('what must be unique is reported at the second place', async (t) => {
  const text = `applications:
  - {appKey: k, appSecret: s, mode: AXB, numbers: [{number: +8675500000001, areaCode: 0755}]}
  - appKey: k
    appSecret: s
    mode: AX
    numbers:
      - {number: +8675500000001, areaCode: 0755}
operator:
  tokens:
    - {name: a, role: admin, token: 0123456789abcdef}
    - {name: a, role: viewer, token: 0123456789abcdef}
`;
  t.same(complaints(text), [
    'f.yaml:3 applications[1].appKey: expected an application key used once, found "k" of line 2',
    'f.yaml:7 applications[1].numbers[0].number: expected a number owned once, found "+8675500000001" of line 2',
    'f.yaml:11 operator.tokens[1].name: expected a name used once, found "a" of line 10',
    'f.yaml:11 operator.tokens[1].token: expected a token used once, found the one of line 10',
  ]);
});

void t.test('trunks may not share a name or an address', async (t) => {
  const text = `trunks:
  - {name: a, from: [192.0.2.0/24]}
  - name: a
    from: [192.0.2.7, "2001:db8::/32"]
  - {name: c, from: [2001:db8:1::1]}
`;
  t.same(complaints(text), [
    'f.yaml:3 trunks[1].name: expected a trunk name used once, found "a" of line 2',
    'f.yaml:4 trunks[1].from[0]: expected addresses of one trunk only, found 192.0.2.7, which overlaps 192.0.2.0/24 of line 2',
    'f.yaml:5 trunks[2].from[0]: expected addresses of one trunk only, found 2001:db8:1::1, which overlaps 2001:db8::/32 of line 4',
  ]);
});

void t.test('a trunk has the keys of its type', async (t) => {
  const text = `trunks:
  - name: a
  - name: b
    from: [192.0.2.1]
    accounts: [{number: +8613800000021, password: p}]
  - name: c
    type: softphones
    from: [192.0.2.2]
    to: sip:192.0.2.2
    credentials: {username: u, password: p}
    contact: source
    connectionReuse: true
  - name: d
    type: softphones
  - name: e
    to: sip:sbc.example
    contact: source
`;
  t.same(complaints(text), [
    'f.yaml:2 trunks[0]: expected from (where its calls come from) or to (where calls go), or both, or smpp, found neither',
    'f.yaml:5 trunks[1].accounts: expected accounts on softphones trunks only, found a carrier',
    'f.yaml:8 trunks[2].from: expected from on carrier trunks only, found a softphones trunk',
    'f.yaml:9 trunks[2].to: expected to on carrier trunks only, found a softphones trunk',
    'f.yaml:10 trunks[2].credentials: expected credentials on carrier trunks only, found a softphones trunk',
    'f.yaml:11 trunks[2].contact: expected contact on carrier trunks only, found a softphones trunk',
    'f.yaml:12 trunks[2].connectionReuse: expected connectionReuse on carrier trunks only, found a softphones trunk',
    'f.yaml:14 trunks[3].type: expected one softphones trunk, found "d" of line 7',
    'f.yaml:17 trunks[4].contact: expected an address in to, for only addresses can be told by their source, found sip:sbc.example',
  ]);
});

void t.test('a trunk whose calls cannot get there is refused, and told why', async (t) => {
  const faults = (to: string, more = ''): string[] =>
    complaints(`trunks: [{name: a, to: '${to}'}]\n${more}`).map((line) =>
      line.replace('f.yaml:1 trunks[0].to: expected ', ''),
    );
  const noTls = /^a transport of sip.listen, which has no tls/;
  t.match(faults('sips:192.0.2.10'), [noTls]);
  t.match(faults('sip:192.0.2.10;transport=tls'), [noTls]);
  t.match(faults('sip:sbc.example:5061;transport=TLS'), [noTls]);
  t.match(faults('sip:192.0.2.10;lr=1;transport=sctp'), [/^transport udp, tcp or tls/]);
  t.match(faults('sip:192.0.2.10;transport=wss'), [/^transport udp, tcp or tls/]);
  t.match(faults('sip:192.0.2.10:0'), [/^a port from 1 to 65535, found/]);
  t.match(faults('sip:192.0.2.10:65536'), [/^a port from 1 to 65535, found/]);
  const udpAlone = 'sip: {listen: [{transport: udp, host: 127.0.0.1, port: 5060}]}\n';
  t.match(faults('sip:192.0.2.10;transport=tcp', udpAlone), [/^a transport of sip.listen, which has no tcp/]);
  for (const host of ['300.1.1.1', '192.0.2', '1', '[::1', '[1.2.3.4]', '[:::]', '192.0.2.10 ', 'a..b'])
    t.match(faults(`sip:${host}`), [/^a SIP address such as/], host);
  for (const to of [
    'sip:192.0.2.10',
    'sip:sbc.example;transport=UDP',
    'sip:[::1]:5070',
    'sip:localhost:5060;transport=tcp',
    'sips:sbc.example',
    'sips:sbc.example:5061;transport=tcp',
    'sip:[2001:db8::1]:5061;transport=tls',
  ])
    t.same(
      faults(
        to,
        'sip: {listen: [{transport: udp, host: "::1", port: 5060}, {transport: tcp, host: 127.0.0.1, port: 5060}, {transport: udp, host: 127.0.0.1, port: 5060}, {transport: tls, host: 127.0.0.1, port: 5061, certificateFile: c, keyFile: k}]}\n',
      ),
      [],
      to,
    );
  t.match(faults('sips:192.0.2.10;transport=udp', `sip: {listen: [${TLS}]}\n`), [
    /^transport tls with sips:, found/,
  ]);
  t.match(faults('sip:192.0.2.10', `sip: {listen: [${TLS}]}\n`), [/^a transport of .*, which has no udp/]);
  // Somebody else's server may speak what ours does not.
  t.same(faults('sips:192.0.2.10', 'sip: {server: drachtio}\n'), []);
});

void t.test(
  'keys of the other type of trunk, or of another media source, do nothing and are refused',
  async (t) => {
    const text = `trunks:
  - name: a
    from: [192.0.2.1]
    realm: example
    media: {latchFrom: [192.0.2.0/24]}
  - name: b
    type: softphones
    numberFormat: national
    followRedirects: true
`;
    t.same(complaints(text), [
      'f.yaml:4 trunks[0].realm: expected realm on softphones trunks only, found a carrier',
      'f.yaml:5 trunks[0].media.latchFrom: expected latchFrom with source: latch only, found source: signalled-address',
      'f.yaml:8 trunks[1].numberFormat: expected numberFormat on carrier trunks only, found a softphones trunk',
      'f.yaml:9 trunks[1].followRedirects: expected followRedirects on carrier trunks only, found a softphones trunk',
    ]);
  },
);

void t.test('an application has messages if it asks for them, and addresses for their results', async (t) => {
  const text = application(`    features: {recording: true, sms: true}
    callbacks:
      smsNotify: http://192.0.2.1/n
      smsControl: not even a URL`);
  t.same(complaints(text), [
    'f.yaml:8 applications[0].callbacks.smsControl: expected a URL that starts with http:// or https://, found "not even a URL"',
  ]);
  t.same(complaints(application('    features: {sms: false}\n    callbacks: {smsNotify:}')), []);
});

void t.test('a host that is neither a name nor an address is refused', async (t) => {
  for (const host of ['300.1.1.1', '127.0.0', '256', ':::', 'a b', '1::2::3', 'x..y'])
    t.match(
      complaints(`media: {host: "${host}"}\n`),
      [/media\.host: expected a host name or an IP address/],
      host,
    );
  for (const host of ['127.0.0.1', '::1', 'sbc-1.example', 'sbc_1', 'example.com.', '3com.example'])
    t.same(complaints(`media: {host: "${host}"}\n`), [], host);
});

void t.test('a session timer of a trunk is off, or no shorter than may be', async (t) => {
  const trunk = (seconds: number): string =>
    `trunks:\n  - name: a\n    to: sip:192.0.2.1\n    sessionTimerSeconds: ${seconds}\n`;
  t.same(complaints(trunk(0)), []);
  t.same(complaints(trunk(90)), []);
  t.same(complaints(trunk(89)), [
    'f.yaml:4 trunks[0].sessionTimerSeconds: expected 0, or 90 at least, found 89',
  ]);
});

void t.test('ports may not collide', async (t) => {
  const text = `sip:
  listen:
    - {transport: udp, host: 127.0.0.1, port: 5060}
    - {transport: udp, host: 127.0.0.1, port: 5060}
    - {transport: udp, host: 0.0.0.0, port: 20001}
media:
  portMin: 20000
  portMax: 20002
api:
  port: 9000
operator:
  port: 9000
`;
  t.same(complaints(text), [
    'f.yaml:4 sip.listen[1]: expected an address listened on once, found "udp 127.0.0.1:5060" of line 3',
    "f.yaml:5 sip.listen[2].port: expected a port outside media's 20000 to 20002, found 20001",
    'f.yaml:8 media.portMax: expected at least four ports from portMin to portMax, found 20000 to 20002',
    'f.yaml:12 operator.port: expected an address listened on once, found "127.0.0.1:9000" of line 10',
  ]);
});

void t.test('a text of the wrong form is reported with the form expected', async (t) => {
  const text = `${application(`    callbacks: {status: ftp://x}
    tones: {noBinding: ../x.wav}
    allowedAddresses: [10.0.0.0/33]
    numbers: [{number: 138, areaCode: x}]`)}
trunks:
  - {name: a b, to: 'http://x'}
`;
  t.same(
    complaints(text).map((line) => line.replace(/, found .*/, '')),
    [
      'f.yaml:5 applications[0].callbacks.status: expected a URL that starts with http:// or https://',
      'f.yaml:6 applications[0].tones.noBinding: expected the file name of a prompt, letters, digits and _ @ . + - ending in .wav',
      'f.yaml:7 applications[0].allowedAddresses[0]: expected an IP address or a CIDR block such as 192.0.2.0/24',
      'f.yaml:8 applications[0].numbers[0].number: expected a number with its country code, such as +8613800000021',
      'f.yaml:8 applications[0].numbers[0].areaCode: expected the digits of an area code such as 0755',
      'f.yaml:10 trunks[0].name: expected letters, digits and _ . -',
      'f.yaml:10 trunks[0].to: expected a SIP address such as sip:192.0.2.10:5060;transport=udp',
    ],
  );
});

void t.test('a file is read, and one that cannot be read is reported like a mistake in it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-config-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'c.yaml');
  t.throws(() => loadConfig(file), {
    name: 'ConfigError',
    message: /c\.yaml:1: expected a file that can be read/,
  });
  t.throws(() => loadConfig(file), { message: /found none: there is no such file \(ENOENT\)$/ });
  t.throws(() => loadConfig(folder), { message: /expected a file that can be read, found a folder$/ });
  writeFileSync(file, 'log: {level: warn}\n');
  t.equal(loadConfig(file).log.level, 'warn');
  writeFileSync(file, '\ufefflog: {level: warn}\n');
  t.equal(loadConfig(file).log.level, 'warn');
  writeFileSync(file, Buffer.from('# \xe9t\xe9\nlog: {}\n', 'latin1'));
  t.throws(() => loadConfig(file), { message: /c\.yaml:1: expected text in UTF-8, found the byte 0xe9$/ });
  writeFileSync(file, Buffer.concat([Buffer.from('log: {}\n# 中文 '), Buffer.from([0xe4, 0xb8])]));
  t.throws(() => loadConfig(file), { message: /c\.yaml:2: expected text in UTF-8, found the byte 0xe4$/ });
  writeFileSync(file, Buffer.from('\ufefflog: {}\n', 'utf16le'));
  t.throws(() => loadConfig(file), { message: /c\.yaml:1: expected text in UTF-8, found UTF-16/ });
  t.throws(() => loadConfig('/dev/zero'), {
    message: /zero:1: expected a file of at most 64 MiB, found more$/,
  });
});

void t.test('the file for a start without arguments loads', async (t) => {
  const config = loadConfig(defaultConfigFile, {});
  t.equal(config.applications[0]?.mode, 'AXB');
  t.ok(readFileSync(defaultConfigFile, 'utf8').includes('npm start'));
});

void t.test('trunks that ask for a digest may share an address, in one realm, and need a user', async (t) => {
  const users = 'users: [{ username: u, password: p }]';
  const shared = `trunks:
  - { name: one, from: [192.0.2.0/24], authenticate: { ${users} } }
  - { name: two, from: [192.0.2.1], authenticate: { ${users} } }
  - { name: roams, authenticate: { ${users} } }
`;
  t.equal(parseConfig(shared).trunks.length, 3);
  t.same(
    complaints(`${shared}  - { name: plain, from: [192.0.2.2] }
  - { name: other, from: [192.0.2.3], authenticate: { ${users}, realm: other } }
  - { name: elsewhere, authenticate: { ${users}, realm: other } }
  - { name: userless, from: [203.0.113.1], authenticate: {} }
`).map((line) => line.replace(/: .*/, '')),
    [
      'f.yaml:5 trunks[3].from[0]',
      'f.yaml:6 trunks[4].from[0]',
      'f.yaml:7 trunks[5].authenticate.realm',
      'f.yaml:8 trunks[6].authenticate.users',
    ],
  );
});

void t.test('a TLS listener has certificate and key, and no other one has TLS keys', async (t) => {
  const text = `
sip:
  listen:
    - {transport: tls, host: 127.0.0.1, port: 5061}
    - {transport: tls, host: 127.0.0.1, port: 5062, certificateFile: c, keyFile: k, caFile: a}
    - transport: tcp
      host: 127.0.0.1
      port: 5060
      certificateFile: c
      clientCertificates: required
`;
  t.same(complaints(text), [
    'f.yaml:4 sip.listen[0]: expected certificateFile, as transport is tls, found none',
    'f.yaml:4 sip.listen[0]: expected keyFile, as transport is tls, found none',
    'f.yaml:5 sip.listen[1].caFile: expected clientCertificates: requested or required with it, found none',
    'f.yaml:9 sip.listen[2].certificateFile: expected certificateFile with transport: tls only, found tcp',
    'f.yaml:10 sip.listen[2].clientCertificates: expected clientCertificates with transport: tls only, found tcp',
  ]);
});

void t.test('TLS keys of trunks agree with each other and with the listeners', async (t) => {
  const text = `
sip: {listen: [${TLS}, {transport: udp, host: 127.0.0.1, port: 5060}]}
trunks:
  - name: a
    fromCertificates: [sbc.example]
    to: sip:sbc.example;transport=tls
    tls: {certificateFile: c}
  - name: b
    fromCertificates: [SBC.example]
    to: sips:SBC.example
  - name: c
    to: sip:192.0.2.1
    tls: {verify: false}
  - name: d
    from: [192.0.2.9]
    tls: {serverName: x.example}
`;
  t.same(complaints(text), [
    'f.yaml:5 trunks[0].fromCertificates[0]: expected a tls listener with clientCertificates: requested or required, found none',
    'f.yaml:7 trunks[0].tls: expected certificateFile and keyFile, or neither, found one of them',
    'f.yaml:8 trunks[1].tls: expected the same tls as the other trunk to this host and port, found sips:SBC.example',
    'f.yaml:9 trunks[1].fromCertificates[0]: expected a name of one trunk only, found "SBC.example" of line 5',
    'f.yaml:9 trunks[1].fromCertificates[0]: expected a tls listener with clientCertificates: requested or required, found none',
    'f.yaml:13 trunks[2].tls: expected a `to` with transport=tls, or sips:, found sip:192.0.2.1',
    'f.yaml:16 trunks[3].tls: expected a `to` with transport=tls, or sips:, found no `to`',
  ]);
});

void t.test('files of TLS are relative to the data folder, as all files are', async (t) => {
  const { sip, trunks } = parseConfig(`
dataDirectory: /data
sip: {listen: [{transport: tls, host: 127.0.0.1, port: 5061, certificateFile: c, keyFile: k, moreCertificates: [{certificateFile: d, keyFile: /e}]}]}
trunks: [{name: a, to: 'sips:sbc.example', tls: {caFile: f}}]
`);
  t.match(sip.listen, [
    {
      ...{ certificateFile: '/data/c', keyFile: '/data/k' },
      moreCertificates: [{ certificateFile: '/data/d', keyFile: '/e' }],
    },
  ]);
  t.match(trunks, [{ tls: { caFile: '/data/f' } }]);
});

void t.test('a registration needs to know where and who', async (t) => {
  const login = 'credentials: { username: u, password: p }';
  t.same(complaints(`trunks:\n  - { name: a, to: "sip:192.0.2.1", ${login}, register: {} }\n`), []);
  t.same(
    complaints(`trunks:
  - { name: a, from: [192.0.2.1], ${login}, register: {} }
  - { name: b, to: "sip:192.0.2.2", register: { retrySeconds: 10, maxRetrySeconds: 5 } }
  - { name: c, to: "sip:192.0.2.3", register: { addressOfRecord: 1000, contactUser: "a b" } }
`).map((line) => line.replace(/: .*/, '')),
    ['f.yaml:4 trunks[2].register.addressOfRecord', 'f.yaml:4 trunks[2].register.contactUser'],
  );
  t.same(
    complaints(`trunks:
  - { name: a, from: [192.0.2.1], ${login}, register: {} }
  - { name: b, to: "sip:192.0.2.2", register: { retrySeconds: 10, maxRetrySeconds: 5 } }
`).map((line) => line.replace(/: .*/, '')),
    [
      'f.yaml:2 trunks[0].register.registrar',
      'f.yaml:3 trunks[1].register.addressOfRecord',
      'f.yaml:3 trunks[1].register.maxRetrySeconds',
    ],
  );
});

void t.test(
  'OpenID Connect needs an address to come back to, and a provider that others cannot be',
  async (t) => {
    const openId = (issuer: string, more = '') =>
      `operator:
  openId: {issuer: "${issuer}", clientId: c, clientSecret: s${more}, roles: [{value: v, role: viewer}]}
`;
    const publicUrl = '  publicUrl: https://callveil.example.com\n';
    for (const issuer of ['https://id.example.com', 'http://127.0.0.1:8099', 'http://localhost'])
      t.same(complaints(`${openId(issuer)}${publicUrl}`), []);
    t.same(complaints(openId('http://id.example.com', ', scopes: [profile]')), [
      'f.yaml:2 operator.openId: expected operator.publicUrl beside it, found none',
      'f.yaml:2 operator.openId.issuer: expected an address that starts with https://, found http://id.example.com',
      'f.yaml:2 operator.openId.scopes: expected openid among them, found profile',
    ]);
    t.match(complaints(`operator: {openId: {issuer: "https://id.example.com", clientId: c, roles: []}}\n`), [
      /operator\.openId\.clientSecret: /,
      /operator\.openId\.roles: /,
    ]);
  },
);
