import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { createLogger } from '../../../engine/observe/log.js';
import { Audit } from '../../../engine/protect/audit.js';
import { ChainCheck, type Verification } from '../../../engine/protect/chain.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { FakeClock } from '../../support/fakes/fake-clock.js';

const DAY_MS = 86_400_000;
const who = { name: 'night-shift', role: 'operator' };

interface Stage {
  readonly file: string;
  readonly folder: string;
  readonly clock: FakeClock;
  readonly log: string[];
  open(): Promise<Audit>;
}

function stageOf(t: Test): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-audit-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const clock = new FakeClock();
  const log: string[] = [];
  const logger = createLogger({
    level: 'info',
    showNumbers: false,
    destination: { write: (line: string) => void log.push(line) },
  });
  return {
    ...{ folder, clock, log, file: join(folder, 'audit.jsonl') },
    open: async () => {
      const audit = await Audit.open({ directory: folder, days: () => 10, clock, logger });
      t.teardown(() => audit.close().catch(() => undefined));
      return audit;
    },
  };
}

async function write(audit: Audit, ...names: string[]): Promise<void> {
  await Promise.all(
    names.map((name) => audit.write({ who, action: 'changed', what: { name, b: 1, a: [{ d: 1, c: 2 }] } })),
  );
}

/** What a program without the service finds in the file. */
function check(file: string): Verification {
  const chain = new ChainCheck();
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) chain.take(line);
  return chain.end();
}

void t.test(
  'entries are on disk, in order, once they are written, and the chain goes on after a restart',
  async (t) => {
    const stage = stageOf(t);
    const first = await stage.open();
    await write(first, 'one', 'two');
    t.equal(statSync(stage.file).mode & 0o777, 0o600);
    t.match(check(stage.file), { intact: true, entries: 2, head: first.head });
    await first.close();
    const second = await stage.open();
    await write(second, 'three');
    t.match(await second.verify(), { intact: true, entries: 3, head: { sequence: 3 } });
    t.match(
      (await second.read({ after: 1, limit: 10, matches: () => true })).map(({ what }) => what['name']),
      ['two', 'three'],
    );
    t.match((await second.read({ after: undefined, limit: 1, matches: () => true }))[0], {
      what: { name: 'three' },
    });
  },
);

void t.test('what is done to the file by hand is found, with its line', async (t) => {
  const stage = stageOf(t);
  const audit = await stage.open();
  await write(audit, 'one', 'two', 'three');
  const { head } = audit;
  const lines = readFileSync(stage.file, 'utf8').split('\n').slice(0, -1);
  const [one = '', two = '', three = ''] = lines;
  const cases: readonly [string, readonly string[], object][] = [
    [
      'changed',
      [one, two.replace('night-shift', 'day-shift'), three],
      { line: 2, because: /content was changed/ },
    ],
    [
      'changed with a number of its own',
      [one, two.replace('"sequence":2', '"sequence":4'), three],
      { line: 2 },
    ],
    ['taken away', [one, three], { line: 2, because: /expected entry 2, found 3/ }],
    ['the first taken away', [two, three], { line: 1 }],
    ['the order changed', [one, three, two], { line: 2 }],
    ['repeated', [one, two, two, three], { line: 3 }],
    ['no entry', [one, 'nonsense', three], { line: 2, because: /no entry/ }],
    ['another value of the kind', [one, 'null', three], { line: 2, because: /no entry/ }],
    ['the last one taken away', [one, two], { because: /entries up to 3 are missing/ }],
    ['all taken away', [], { because: /entries up to 3 are missing/ }],
    [
      'a checkpoint in place of the first',
      [JSON.stringify({ checkpoint: { sequence: 1, hash: JSON.parse(one).hash as string } }), two, three],
      { because: /no entry says that they were cut off/ },
    ],
  ];
  for (const [name, content, broken] of cases) {
    writeFileSync(stage.file, content.map((line) => `${line}\n`).join(''));
    t.match(await audit.verify(), { intact: false, broken }, name);
  }
  writeFileSync(stage.file, lines.map((line) => `${line}\n`).join(''));
  t.match(await audit.verify(head), { intact: true }, 'and as it was, it is intact');
});

void t.test(
  'a tail that was taken away while the service was down is found by a head noted before',
  async (t) => {
    const stage = stageOf(t);
    const first = await stage.open();
    await write(first, 'one', 'two', 'three');
    const noted = first.head;
    await first.close();
    const lines = readFileSync(stage.file, 'utf8').split('\n');
    writeFileSync(stage.file, `${lines[0]}\n`);
    const second = await stage.open();
    await write(second, 'another two', 'another three', 'four');
    t.match(await second.verify(), { intact: true }, 'by itself it is a chain');
    t.match(await second.verify(noted), {
      intact: false,
      broken: { because: /entry 3 with the expected hash/ },
    });
  },
);

void t.test('a line that a crash left unfinished is taken away, and an entry says so', async (t) => {
  const stage = stageOf(t);
  const first = await stage.open();
  await write(first, 'one');
  await first.close();
  appendFileSync(stage.file, '{"sequence":2,"time"');
  const second = await stage.open();
  t.match(await second.verify(), { intact: true, entries: 2 });
  t.match((await second.read({ after: 1, limit: 1, matches: () => true }))[0], {
    action: 'repaired',
    what: { unfinishedBytes: 20 },
  });
});

void t.test('a file whose end is no entry is put aside, and the new one says so', async (t) => {
  const stage = stageOf(t);
  writeFileSync(stage.file, 'nonsense\n');
  const audit = await stage.open();
  t.match(await audit.verify(), { intact: true, entries: 1 });
  t.ok(readdirSync(stage.folder).some((name) => name.startsWith('audit.jsonl.broken-')));
});

void t.test('entries past their days are cut off daily, and the rest can still be verified', async (t) => {
  const stage = stageOf(t);
  const audit = await stage.open();
  await write(audit, 'one', 'two');
  await stage.clock.pass(5 * DAY_MS);
  await write(audit, 'three');
  const noted = audit.head;
  const cut = new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!stage.log.some((line) => line.includes('cut off'))) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  await stage.clock.pass(6 * DAY_MS);
  await cut;
  await write(audit, 'four');
  const found = await audit.verify(noted);
  t.match(found, { intact: true, checkpoint: { sequence: 2 }, entries: 3 });
  t.same(check(stage.file), found);
  t.match(
    (await audit.read({ after: 0, limit: 10, matches: () => true })).map(({ action }) => action),
    ['changed', 'cut', 'changed'],
  );
  await audit.close();
  const again = await stage.open();
  await write(again, 'five');
  t.match(await again.verify(noted), { intact: true, entries: 4 });
  const lines = readFileSync(stage.file, 'utf8').split('\n');
  writeFileSync(stage.file, lines.filter((line) => !line.includes('"cut"')).join('\n'));
  t.match(await again.verify(), { intact: false }, 'without the entry of the cut it is not');
});

void t.test('the head is in the log at the start and daily', async (t) => {
  const stage = stageOf(t);
  const heads = () =>
    stage.log.flatMap((line) => (line.includes('the head of the audit') ? [JSON.parse(line) as object] : []));
  const audit = await stage.open();
  await write(audit, 'one');
  await stage.clock.pass(DAY_MS);
  await audit.close();
  t.match(heads().at(-1), { part: 'audit', ...audit.head });
});

void t.test('a repeated look is one entry a minute; a change is always one', async (t) => {
  const stage = stageOf(t);
  const audit = await stage.open();
  const look = { who, action: 'looked at' as const, what: { operation: 'listCalls' } };
  await audit.look(look);
  await audit.look(look);
  await audit.look({ ...look, who: { ...who, name: 'day-shift' } });
  t.equal(audit.head.sequence, 2);
  await stage.clock.pass(60_000);
  await audit.look(look);
  await write(audit, 'same', 'same');
  t.equal(audit.head.sequence, 5);
});

void t.test('the hash of a number is the same after a restart, and another one elsewhere', async (t) => {
  const number = '+8613800000021' as E164;
  const stage = stageOf(t);
  const first = await stage.open();
  const key = first.numberKey(number);
  t.match(key, /^number:[0-9a-f]{32}$/);
  await first.close();
  t.equal((await stage.open()).numberKey(number), key);
  t.not((await stageOf(t).open()).numberKey(number), key);
});
