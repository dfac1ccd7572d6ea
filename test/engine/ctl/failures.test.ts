import t from 'tap';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freeTcpPort } from '../../support/servers/free-port.js';
import { operatorUnderTest, tokens } from '../../support/stages/operator-under-test.js';
import { ctlOf, fileFor, runCtl, startCtl } from '../../support/servers/run-ctl.js';
import { mobile, privateNumber } from '../../support/stages/routing-world.js';

const CALLVEIL_TOKEN = tokens.admin;
const [a, b] = [mobile(21), mobile(22)];

/** Some other server; answers its address. */
async function serverOf(t: { teardown(work: () => void): void }, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

void t.test('what the API refuses ends with 1 and its own words, and with --json its problem', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const bind = [
    'bindings',
    'add',
    'axb',
    '--app-key',
    'key-AXB',
    '--a',
    a,
    '--b',
    b,
    '--x',
    privateNumber(101),
  ];
  t.equal((await ctl('operator', ...bind)).code, 0);
  const again = await ctl('operator', ...bind);
  t.match(again, { code: 1, stdout: '' });
  t.match(again.stderr, /^callveil-ctl: .+ \(409 collision\)\n$/);
  const json = await ctl('operator', ...bind, '--json');
  t.equal(json.code, 1);
  t.match(JSON.parse(json.stdout), { status: 409, code: 'collision' });
  t.equal(json.stderr, again.stderr);
  const viewer = await ctl('viewer', ...bind);
  t.match(viewer, { code: 1, stderr: /\(403 forbidden\)/ });
});

void t.test('a wrong token is refused, and repeated nowhere', async (t) => {
  const { api } = await operatorUnderTest();
  t.teardown(() => api.close());
  const { host, port } = await api.listen();
  const env = { CALLVEIL_URL: `http://${host}:${port}`, CALLVEIL_TOKEN: 'some-other-token' };
  const wrong = await runCtl(['status'], env);
  t.same(wrong, { code: 1, stdout: '', stderr: 'callveil-ctl: the token is not known (401 unauthorized)\n' });
  const unusable = await runCtl(['status'], { ...env, CALLVEIL_TOKEN: 'two words' });
  t.equal(unusable.code, 2);
  t.notMatch(unusable.stderr, 'two words');
});

void t.test('the token comes from a file or the environment, the file first', async (t) => {
  const { api } = await operatorUnderTest();
  t.teardown(() => api.close());
  const { host, port } = await api.listen();
  const url = `http://${host}:${port}`;
  const file = fileFor(t, 'token', `${tokens.viewer}\n`);
  t.equal((await runCtl(['status', '--url', url, '--token-file', file], {})).code, 0);
  const both = { CALLVEIL_URL: 'http://127.0.0.1:1', CALLVEIL_TOKEN: 'some-other-token' };
  t.equal((await runCtl(['--url', url, '--token-file', file, 'status'], both)).code, 0);
  const none = await runCtl(['status', '--url', url], {});
  t.match(none, { code: 2, stderr: /set CALLVEIL_TOKEN, give --token-file, or sign in/ });
  const missing = await runCtl(['status', '--url', url, '--token-file', `${file}.old`], {});
  t.match(missing, { code: 2, stderr: /--token-file: ENOENT/ });
  t.match(await runCtl(['status', '--token', 'x'], {}), { code: 2, stderr: /unknown option '--token'/ });
});

void t.test('a service that is not there ends with 3', async (t) => {
  const CALLVEIL_URL = `http://127.0.0.1:${await freeTcpPort()}`;
  const { code, stdout, stderr } = await runCtl(['status'], { CALLVEIL_URL, CALLVEIL_TOKEN });
  t.match({ code, stdout }, { code: 3, stdout: '' });
  t.match(stderr, /^callveil-ctl: http:\S+ cannot be reached: connect ECONNREFUSED \S+\n$/);
});

void t.test(
  'a service that does not answer ends with 3, and a change is not said to be undone',
  async (t) => {
    const CALLVEIL_URL = await serverOf(t, () => undefined);
    const env = { CALLVEIL_URL, CALLVEIL_TOKEN };
    for (const question of [
      ['explain', a, b],
      ['may-call', a, b],
      ['audit', 'verify'],
      ['subject', 'export', a],
    ]) {
      const asked = await runCtl(['--timeout', '1', ...question], env);
      t.match(asked, { code: 3, stderr: /did not answer within 1 s\n$/ }, question.join(' '));
    }
    const changed = await runCtl(['--timeout', '1', 'calls', 'stop', 's1'], env);
    t.match(changed, { code: 3, stderr: /did not answer within 1 s; whether it was done is not known\n$/ });
  },
);

void t.test('a connection that breaks in the middle of an answer ends with 3', async (t) => {
  const CALLVEIL_URL = await serverOf(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
    response.write('{"version":', () => response.destroy());
  });
  const broken = await runCtl(['status'], { CALLVEIL_URL, CALLVEIL_TOKEN });
  t.match(broken, { code: 3, stdout: '', stderr: /cannot be reached: / });
});

void t.test(
  'what is not the operator API is not taken for it, and a token follows no redirect',
  async (t) => {
    const seen: IncomingMessage[] = [];
    const elsewhere = await serverOf(t, (request, response) => {
      seen.push(request);
      response.end('{}');
    });
    const answers: readonly RequestListener[] = [
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('[]'),
      (_, response) => response.writeHead(404, { 'content-type': 'application/json' }).end('{}'),
      (_, response) => response.writeHead(302, { location: elsewhere }).end(),
    ];
    for (const [n, answer] of answers.entries()) {
      const CALLVEIL_URL = await serverOf(t, answer);
      const { code, stderr } = await runCtl(['status'], { CALLVEIL_URL, CALLVEIL_TOKEN });
      t.equal(code, 3, `answer ${n}`);
      t.match(stderr, /does not answer like the operator API: HTTP \d+/, `answer ${n}`);
    }
    t.same(seen, []);
  },
);

void t.test('an answer without end is cut off', async (t) => {
  const CALLVEIL_URL = await serverOf(t, (_request, response) => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = (): void => {
      while (response.write(chunk));
    };
    response.on('drain', more);
    more();
  });
  const { code, stderr } = await runCtl(['status'], { CALLVEIL_URL, CALLVEIL_TOKEN });
  t.equal(code, 3);
  t.match(stderr, /sends more than 67108864 bytes/);
});

void t.test('wrong use ends with 2, before anything is asked', async (t) => {
  const seen: string[] = [];
  const CALLVEIL_URL = await serverOf(t, (request, response) => {
    seen.push(String(request.url));
    response.end();
  });
  const env = { CALLVEIL_URL, CALLVEIL_TOKEN };
  const uses: readonly [readonly string[], RegExp][] = [
    [[], /Usage: callveil-ctl/],
    [['frob'], /unknown command 'frob'/],
    [['calls'], /Usage: callveil-ctl calls/],
    [['calls', 'show'], /missing required argument 'sessionId'/],
    [['status', 'now'], /too many arguments/],
    [
      ['explain', a, '1700000010x'],
      /expected a phone number, with \+ and its country code or as it is dialled/,
    ],
    [['bindings', 'add', 'axb', '--a', a], /required option '--app-key <key>' not specified/],
    [['bindings', 'modify', 'id', '--max-duration', 'long'], /expected a whole number/],
    [['bindings', 'modify', 'id', '--record-flag', 'yes'], /expected true or false/],
    [['applications', 'modify', 'key', '--tone', 'sorry.wav'], /expected name=value such as noBinding/],
    [['prompts', 'add', '/nowhere/a.wav'], /ENOENT/],
    [['--timeout', '0', 'status'], /--timeout: expected 1 to 3600 seconds, found 0/],
    [['--url', 'ftp://127.0.0.1', 'status'], /the address: expected one such as http:/],
    [['--url', 'http://me:secret@127.0.0.1', 'status'], /without a user in it/],
  ];
  for (const [args, words] of uses) {
    const { code, stdout, stderr } = await runCtl(args, env);
    t.match({ code, stdout }, { code: 2, stdout: '' }, args.join(' '));
    t.match(stderr, words, args.join(' '));
    t.notMatch(stderr, 'secret');
  }
  t.same(seen, []);
  t.match(await runCtl(['--help'], {}), { code: 0, stdout: /Exit codes: 0 done/ });
  t.match(await runCtl(['--version'], {}), { code: 0, stdout: /^\d+\.\d+\.\d+\n$/ });
});

void t.test('a reader that has seen enough does no harm', async (t) => {
  const { api } = await operatorUnderTest();
  t.teardown(() => api.close());
  const { host, port } = await api.listen();
  const child = startCtl(['numbers', 'list'], { CALLVEIL_URL: `http://${host}:${port}`, CALLVEIL_TOKEN });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.destroy();
  const [code] = (await once(child, 'close')) as [number];
  t.same({ code, stderr }, { code: 0, stderr: '' });
});
