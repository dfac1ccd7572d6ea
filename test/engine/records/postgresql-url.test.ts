/** The address of the records in PostgreSQL, as `callveil check` reads it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { describeProblem } from '../../../config/problem.js';
import { readConfig } from '../../../config/load.js';
import { postgresqlUrlFaults } from '../../../engine/records/postgresql-url.js';
import { checkStart } from '../../../engine/start-check.js';

const PASSWORD = 's3cret';

async function faults(url: string): Promise<{ problems: string[]; doubts: string[] }> {
  const { problems, doubts } = await postgresqlUrlFaults(url);
  for (const { found } of [...problems, ...doubts])
    if (found.includes(PASSWORD)) throw new Error('the password is shown');
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

void t.test('check says it at the line of the URL', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-records-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'c.yaml');
  const found = async (store: string, url: string): Promise<string[]> => {
    const text = `dataDirectory: ${folder}\nrecords:\n  store: ${store}\n  postgresql:\n    url: ${url}\n`;
    writeFileSync(file, text, { mode: 0o600 });
    const { problems, doubts } = await checkStart(readConfig(file), 0);
    return [...problems, ...doubts].map((problem) => describeProblem('c.yaml', problem));
  };
  const known = 'postgres://callveil@127.0.0.1:5432/callveil';
  t.same(await found('postgresql', known), []);
  t.same(await found('sqlite', known), []);
  const wrong =
    /c\.yaml:5 records\.postgresql\.url: expected a URL that the client can use, .* found Invalid URL/;
  t.match(await found('postgresql', 'postgres://callveil@127.0.0.1:70000/callveil'), [wrong]);
  t.match(await found('postgresql', `${known}?ssl_mode=require`), [/c\.yaml:5 records.* found ssl_mode/]);
  const unused = /c\.yaml:5 .*expected records\.store: postgresql, without .* found sqlite/;
  t.match(await found('sqlite', 'postgres://callveil@db.example.com/callveil'), [unused]);
});
