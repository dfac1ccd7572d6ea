import t from 'tap';
import { addConsole } from '../../../engine/api/serve-console.js';
import { Callveil } from '../../support/servers/callveil.js';
import { operatorUnderTest } from '../../support/stages/operator-under-test.js';

const { api } = await operatorUnderTest((app) => addConsole(app, (message) => t.fail(message)));

void t.test('the address of the listener leads to the console', async (t) => {
  for (const [url, status] of [
    ['/', 302],
    ['/console', 301],
  ] as const) {
    const { statusCode, headers } = await api.inject(url);
    t.match({ statusCode, location: headers.location }, { statusCode: status, location: '/console/' }, url);
  }
});

void t.test(
  'the page is asked for again each time, the files it names are cached without limit',
  async (t) => {
    const page = await api.inject('/console/');
    t.equal(page.statusCode, 200);
    t.match(page.headers['content-type'], /^text\/html/);
    t.equal(page.headers['cache-control'], 'no-cache');
    const again = { 'if-none-match': String(page.headers.etag) };
    t.equal((await api.inject({ url: '/console/', headers: again })).statusCode, 304);
    const named = [...page.body.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? '');
    t.equal(named.length, 3);
    for (const name of named) {
      const file = await api.inject(`/console/${name}`);
      t.equal(file.statusCode, 200, name);
      t.equal(file.headers['cache-control'], 'public, max-age=31536000, immutable', name);
      // Licences name the homes of their authors.
      const code = file.body.replace(/\/\*![^]*?\*\//g, '');
      t.notMatch(code, /https?:\/\/(?!www\.w3\.org\/|preactjs\.com)/, 'nothing comes from elsewhere');
    }
  },
);

void t.test('every file says what may run beside it: nothing but the console', async (t) => {
  const page = await api.inject('/console/');
  const policy = String(page.headers['content-security-policy']);
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
  ]) {
    t.ok(policy.split('; ').includes(rule), rule);
  }
  t.notMatch(policy, /unsafe|\*|http/);
  t.equal(page.headers['x-content-type-options'], 'nosniff');
  t.equal(page.headers['referrer-policy'], 'no-referrer');
  t.notMatch(page.body, /<style|style=|<script>| on[a-z]+=/);
});

void t.test('there is nothing else to be had', async (t) => {
  for (const url of [
    '/console/nothing',
    '/console/../main.js',
    '/console/%2e%2e/main.js',
    '/console/..%2fmain.js',
  ]) {
    const { statusCode, headers } = await api.inject(url);
    t.match([400, 403, 404].includes(statusCode), true, `${url} ${statusCode}`);
    t.match(headers['content-type'], /json/, url);
  }
});

void t.test('the service serves it unless told not to', async (t) => {
  for (const [operator, status] of [
    [{ port: 0 }, 200],
    [{ port: 0, console: false }, 404],
  ] as const) {
    const listen = [{ transport: 'udp', host: '127.0.0.1', port: 0 }];
    const callveil = await Callveil.start(() => ({ operator, sip: { listen } }));
    t.teardown(() => callveil.stop());
    for (const path of ['/', '/console/']) {
      t.equal(
        (await fetch(`${callveil.operator}${path}`)).status,
        status,
        `${path} ${JSON.stringify(operator)}`,
      );
    }
    t.equal((await fetch(`${callveil.operator}/healthz`)).status, 200);
  }
});
