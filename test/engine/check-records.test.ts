/** The address of the records in PostgreSQL, as `callveil check` reads it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { parseConfig } from '../../config/load.js';
import { recordFaults } from '../../engine/check-records.js';

const PASSWORD = 's3cret';

async function faults(url: string, store = 'postgresql'): Promise<{ problems: string[]; doubts: string[] }> {
  const records = { store, postgresql: { url } };
  const { problems, doubts } = await recordFaults(parseConfig(JSON.stringify({ records })));
  for (const { pointer, found } of [...problems, ...doubts]) {
    if (pointer !== '/records/postgresql/url')
      throw new Error(`expected the key of the URL, found ${pointer}`);
    if (found.includes(PASSWORD)) throw new Error('the password is shown');
  }
  return { problems: problems.map(({ found }) => found), doubts: doubts.map(({ found }) => found) };
}

void t.test('addresses that the client can use', async (t) => {
  for (const url of [
    'postgres://callveil@127.0.0.1:5432/callveil',
    `postgresql://callveil:${PASSWORD}@db.example.com/records?sslmode=verify-full&application_name=x`,
    `postgres://callveil:${PASSWORD}@[2001:db8::1]:5433/records?sslmode=no-verify`,
    'postgres:///callveil?host=/var/run/postgresql',
    'postgres://callveil@/callveil',
    'postgres://u:%23%2F%3F%40@127.0.0.1/callveil',
  ])
    t.same(await faults(url), { problems: [], doubts: [] }, url);
});

void t.test('addresses that can never be used', async (t) => {
  for (const [url, found] of [
    [`postgres://callveil:${PASSWORD}#1@127.0.0.1/callveil`, /Invalid URL/],
    [`postgres://callveil:${PASSWORD}/1@127.0.0.1/callveil`, /Invalid URL/],
    ['postgres://callveil@127.0.0.1:70000/callveil', /Invalid URL/],
    [
      'postgres://callveil@127.0.0.1/callveil?sslmode=verify-full&sslrootcert=/none/ca.pem',
      /ENOENT.*ca\.pem/,
    ],
  ] as const) {
    const { problems, doubts } = await faults(url);
    t.match(problems, [found], url);
    t.same(doubts, [], url);
  }
});

void t.test('addresses that can be used, but hardly mean what they say', async (t) => {
  for (const [url, found] of [
    ['postgres://callveil@127.0.0.1', ['none']],
    ['postgres://callveil@127.0.0.1/callveil?ssl_mode=verify-full&sslMode=require', ['ssl_mode, sslMode']],
    ['postgres://callveil@127.0.0.1/callveil?sslmode=verify_full', ['verify_full']],
    // The password 12#34: everything behind the first # is lost.
    ['postgres://callveil:12#34@127.0.0.1/callveil', ['one of them behind the host']],
    ['postgres://callveil:12/34@127.0.0.1/callveil', ['one of them behind the host']],
    ['postgres://callveil:12?34@127.0.0.1/callveil', ['one of them behind the host']],
  ] as const) {
    const { problems, doubts } = await faults(url);
    t.same(problems, [], url);
    t.same(doubts, found, url);
  }
});

void t.test('the certificate of a CA of your own is read', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-records-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, 'a certificate');
  const url = `postgres://callveil@127.0.0.1/callveil?sslmode=verify-full&sslrootcert=${file}`;
  t.same(await faults(url), { problems: [], doubts: [] });
});

void t.test('a URL without the store that uses it', async (t) => {
  const url = 'postgres://callveil@db.example.com/callveil';
  t.same(await faults(url, 'sqlite'), { problems: [], doubts: ['sqlite'] });
  t.same(await faults('postgres://callveil@127.0.0.1:5432/callveil', 'sqlite'), { problems: [], doubts: [] });
});
