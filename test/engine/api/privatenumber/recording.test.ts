import t, { type Test } from 'tap';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRange } from '../../../../engine/api/privatenumber/recording-download.js';
import { apiUnderTest, type ApiUnderTest } from '../../../support/stages/api-under-test.js';

const uri = '/rest/provision/voice/record/v1.0';
const wav = Buffer.concat([Buffer.from('RIFF0000WAVE'), Buffer.alloc(1000, 0xd5)]);
const name = { fileName: '22051313251812007961340.wav', recordDomain: 'ostor.example.com' };

function withRecording(t: Test, yaml = ''): ApiUnderTest {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-recording-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name.fileName), wav);
  const under = apiUnderTest(yaml);
  under.recordings.set(`key-AXB ${name.recordDomain} ${name.fileName}`, join(folder, name.fileName));
  return under;
}

async function addressOf(under: ApiUnderTest): Promise<URL> {
  const answer = await under.client('AXB').get(uri, name);
  return new URL(answer.headers['location'] ?? '');
}

function download(
  under: ApiUnderTest,
  url: URL,
  headers: Record<string, string> = {},
  method: 'GET' | 'HEAD' = 'GET',
) {
  return under.api.inject({ method, url: url.pathname + url.search, headers });
}

void t.test('the address is a redirect with status 301 exactly', async (t) => {
  const under = withRecording(t);
  const answer = await under
    .client('AXB')
    .raw('GET', `${uri}?${new URLSearchParams(name).toString()}`, undefined, {
      host: 'api.example.com:8443',
    });
  t.equal(answer.status, 301);
  t.match(answer.headers['location'], /^http:\/\/api\.example\.com:8443\//);
  const behind = withRecording(t, 'api: {publicUrl: "https://pn.example.com/"}');
  t.match((await addressOf(behind)).href, /^https:\/\/pn\.example\.com\/rest\//);
});

void t.test('the file comes whole, without authentication headers', async (t) => {
  const under = withRecording(t);
  const response = await download(under, await addressOf(under));
  t.equal(response.statusCode, 200);
  t.match(response.headers, {
    'content-type': 'audio/wav',
    'content-length': String(wav.length),
    'accept-ranges': 'bytes',
    'content-disposition': `attachment; filename="${name.fileName}"`,
  });
  t.ok(response.rawPayload.equals(wav));
});

void t.test('a range comes as a part', async (t) => {
  const under = withRecording(t);
  const url = await addressOf(under);
  const part = await download(under, url, { range: 'bytes=8-11' });
  t.equal(part.statusCode, 206);
  t.equal(part.headers['content-range'], `bytes 8-11/${wav.length}`);
  t.equal(part.body, 'WAVE');
  const beyond = await download(under, url, { range: `bytes=${wav.length}-` });
  t.equal(beyond.statusCode, 416);
  t.equal(beyond.headers['content-range'], `bytes */${wav.length}`);
  const head = await download(under, url, {}, 'HEAD');
  t.equal(head.statusCode, 200);
  t.equal(head.headers['content-length'], String(wav.length));
  t.equal(head.body, '');
});

void t.test('ranges are read as RFC 9110 14 wants', async (t) => {
  t.same(readRange('bytes=0-0', 10), { start: 0, end: 0 });
  t.same(readRange('bytes=5-', 10), { start: 5, end: 9 });
  t.same(readRange('bytes=5-99', 10), { start: 5, end: 9 });
  t.same(readRange('bytes=-3', 10), { start: 7, end: 9 });
  t.same(readRange('bytes=-99', 10), { start: 0, end: 9 });
  t.equal(readRange('bytes=10-', 10), 'unsatisfiable');
  t.equal(readRange('bytes=-0', 10), 'unsatisfiable');
  t.equal(readRange('bytes=0-', 0), 'unsatisfiable');
  for (const ignored of [
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=3-1',
    'bytes=0-1,3-4',
    'lines=0-1',
    'bytes=a-b',
  ]) {
    t.equal(readRange(ignored, 10), undefined, ignored ?? 'none');
  }
});

void t.test('an address works for three days and not longer', async (t) => {
  const under = withRecording(t);
  const url = await addressOf(under);
  under.now += 72 * 3_600_000;
  t.equal((await download(under, url)).statusCode, 200);
  under.now += 1;
  const late = await download(under, url);
  t.equal(late.statusCode, 403);
  t.match(late.json(), { resultcode: '1012007' });
});

void t.test('a forged address opens nothing', async (t) => {
  const under = withRecording(t);
  under.recordings.set(`key-AXB ${name.recordDomain} other.wav`, '/etc/passwd');
  const url = await addressOf(under);
  const changes: [string, string][] = [
    ['expires', String(under.now + 999_999_999)],
    ['fileName', 'other.wav'],
    ['domain', 'x'],
    ['appKey', 'key-AX'],
    ['signature', ''],
    ['signature', 'AAAA'],
  ];
  for (const [key, value] of changes) {
    const forged = new URL(url);
    forged.searchParams.set(key, value);
    t.equal((await download(under, forged)).statusCode, 401, `${key}=${value}`);
  }
  const bare = new URL(url);
  bare.search = '';
  t.equal((await download(under, bare)).statusCode, 401);
  const outside = new URL(url);
  outside.searchParams.set('fileName', '../../etc/passwd');
  t.equal((await download(under, outside)).statusCode, 403);
});

void t.test('an address whose application is no longer there says so', async (t) => {
  const under = withRecording(t);
  const url = await addressOf(under);
  under.applications.delete('key-AXB');
  const gone = await download(under, url);
  t.equal(gone.statusCode, 403);
  t.same(gone.json(), { resultcode: '1011001', resultdesc: 'The account does not exist.' });
});

void t.test('no parameter of an address gets through when it is wrong', async (t) => {
  const under = withRecording(t);
  const url = await addressOf(under);
  for (const key of ['appKey', 'fileName', 'domain', 'expires', 'signature'])
    for (const value of ['', '\u0000', 'a\nb', 'x'.repeat(129), '../x', '-1', '1e99', '{}', '\u2028']) {
      const wrong = new URL(url);
      wrong.searchParams.set(key, value);
      const { statusCode, body } = await download(under, wrong);
      t.ok(
        [401, 403].includes(statusCode),
        `${key} ${encodeURIComponent(value).slice(0, 20)}: ${statusCode}`,
      );
      t.match(JSON.parse(body), { resultcode: /^(1010002|1011001|1020176)$/ });
    }
});

void t.test("another application's recording, or one that is gone, does not exist", async (t) => {
  const under = withRecording(t);
  const none = { status: 403, json: { resultcode: '1012007', resultdesc: 'The record does not exist' } };
  t.match(await under.client('AX').get(uri, name), none);
  t.match(await under.client('AXB').get(uri, { ...name, fileName: 'other.wav' }), none);
  const url = await addressOf(under);
  under.recordings.set(`key-AXB ${name.recordDomain} ${name.fileName}`, '/nowhere/gone.wav');
  const deleted = await download(under, url);
  t.equal(deleted.statusCode, 403);
  t.match(deleted.json(), { resultcode: '1012007' });
  under.recordings.clear();
  t.match((await download(under, url)).json(), { resultcode: '1012007' });
});

void t.test('neither the address nor the log gives a signature away to readers of the log', async (t) => {
  const under = withRecording(t);
  const url = await addressOf(under);
  await download(under, url);
  t.notMatch(under.log.join(''), url.searchParams.get('signature') ?? 'none');
});
